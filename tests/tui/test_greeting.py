"""Without a store: the greeting, and each way that begins at it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from quoth.settings.remembered import LastPlace, RememberedFile
from quoth.store.location import own_path
from quoth.tui.explorer.screen import ExplorerScreen
from quoth.tui.screens.form import FormScreen
from quoth.tui.screens.greeting import GreetingScreen
from quoth.tui.screens.reviewing import ReviewScreen
from tests.tui.driving import Explorer, Opened
from tests.tui.test_screens import SIZES, ScreenExtension

_ARTICLE = """\
Bakers' strike

LYON, 20 March 2025. "Bread is dear," Ann Archer told The Herald on Thursday.
"""


@pytest.fixture
def screen(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Return the screen as it was accepted."""
    return snapshot.use_extension(ScreenExtension)


@pytest.fixture
def memory(tmp_path: Path) -> RememberedFile:
    """Return what is remembered, which is nothing yet."""
    return RememberedFile(tmp_path / "explorer.json")


def title_of(path: Path | str) -> str:
    """Return the title of a store."""
    title = json.loads(Path(path).read_text("utf-8"))["meta"]["1"]["title"]
    assert isinstance(title, str)
    return title


async def type_path(quoth: Explorer, path: Path) -> None:
    """Type the name of a file in place of what is there."""
    await quoth.press("ctrl+u")
    await quoth.type(str(path))


async def test_every_way_to_begin_is_there_with_its_key(explorer: Opened) -> None:
    async with explorer((80, 24), greets=True) as quoth:
        assert "You have no store of statements yet" in quoth.text
        for key, label in (("s", "Look at the sample"), ("b", "Begin a store of your own"),
                           ("a", "Import an article"), ("i", "Import a file"),
                           ("o", "Open a store")):  # fmt: skip
            assert any(f" {key}  {label}" in line for line in quoth.lines)
        assert "▌ s  Look at the sample" in quoth.text
        assert not Path(own_path()).exists()


@pytest.mark.parametrize("keys", [["s"], ["enter"], ["j", "k", "enter"]])
async def test_the_sample_is_one_key_away(explorer: Opened, keys: list[str]) -> None:
    async with explorer((80, 24), greets=True) as quoth:
        await quoth.press(*keys)
        assert "1 of 24" in quoth.text
        assert isinstance(quoth.app.screen, ExplorerScreen)


@pytest.mark.parametrize("keys", [["b"], ["down", "enter"]])
async def test_a_store_is_begun_where_it_says(explorer: Opened, keys: list[str]) -> None:
    async with explorer((80, 24), greets=True) as quoth:
        await quoth.press(*keys)
        assert "my store" in quoth.text
        assert "store.json" in quoth.text
        assert not Path(own_path()).exists()
        await quoth.press("enter")
        assert "Begun: " in quoth.text
        assert "quoth  my store" in quoth.lines[0]
        assert title_of(own_path()) == "my store"


async def test_its_name_and_its_place_can_be_changed(explorer: Opened, tmp_path: Path) -> None:
    place = tmp_path / "press.json"
    async with explorer((80, 24), greets=True) as quoth:
        await quoth.press("b")
        await quoth.type("Brèves")
        await quoth.press("tab")
        await type_path(quoth, place)
        await quoth.press("enter")
        assert "quoth  Brèves" in quoth.lines[0]
    assert title_of(place) == "Brèves"
    assert not Path(own_path()).exists()


async def test_no_store_is_begun_over_a_file_and_the_way_is_left(
    explorer: Opened, tmp_path: Path
) -> None:
    there = tmp_path / "mine.json"
    there.write_text("mine")
    async with explorer((80, 24), greets=True) as quoth:
        await quoth.press("b", "tab")
        await type_path(quoth, there)
        await quoth.press("enter")
        assert "name another file for a new store" in " ".join(quoth.text.split())
        await type_path(quoth, tmp_path / "no" / "folder.json")
        await quoth.press("enter")
        assert "! it can't be made" in quoth.text
        await quoth.press("escape")
        assert isinstance(quoth.app.screen, GreetingScreen)
    assert there.read_text() == "mine"


async def test_an_article_is_taken_into_a_store_that_is_begun_for_it(
    explorer: Opened, tmp_path: Path
) -> None:
    article = tmp_path / "strike.txt"
    article.write_text(_ARTICLE, "utf-8")
    async with explorer((80, 24), greets=True) as quoth:
        await quoth.press("a", "enter")
        assert isinstance(quoth.app.screen, FormScreen)
        await quoth.type(str(article))
        await quoth.press("f2")
        assert "Published when?" in quoth.text  # it doesn't say so: the review asks once
        await quoth.press("escape")
        assert isinstance(quoth.app.screen, ReviewScreen)
        assert "Bread is dear" in quoth.text
        await quoth.press("y", "escape")
        assert "Bread is dear" in quoth.text
        await quoth.press("q")
    statements = json.loads(Path(own_path()).read_text("utf-8"))["statements"]
    assert [one["quote"] for one in statements.values()] == ["Bread is dear"]


async def test_a_file_is_imported_once_it_was_seen_what_it_adds(
    explorer: Opened, tmp_path: Path
) -> None:
    table = tmp_path / "quotes.csv"
    table.write_text("quote,speaker,date,kind\nBread is dear.,Ann Archer,2025-03-20,direct\n,x,,\n")
    async with explorer((80, 24), greets=True) as quoth:
        await quoth.press("i", "enter")
        assert quoth.lines[-1].startswith(" F2 preview  enter next")
        await quoth.type(str(table))
        await quoth.press("f2")
        assert "“source”: it is missing" in quoth.text
        await quoth.press("enter")
        await quoth.type("The Herald")
        await quoth.press("f2")
        assert "1 statement" in quoth.text
        assert "! 1 row can't be imported" in quoth.text
        shown = " ".join(quoth.text.replace("│", " ").split())
        assert "columns: quote, speaker, date → said, kind, no column is “source title”" in shown
        await quoth.press("n")
        assert "Nothing was imported" in quoth.text
        await quoth.press("i")
        await quoth.type(str(table))
        await quoth.press("enter")
        await quoth.type("The Herald")
        await quoth.press("f2", "y")
        assert "Saved: import 1 statement" in quoth.text
        assert "“Bread is dear.”" in quoth.text
        await quoth.press("i")
        await quoth.type(str(table))
        await quoth.press("enter")
        await quoth.type("The Herald")
        await quoth.press("f2")
        assert "all of it is already there (1 record)" in quoth.text
        await quoth.press("escape", "escape", "u")
        assert "Undone: import 1 statement" in quoth.text
        await quoth.press("q")


async def test_a_file_that_is_none_is_said_in_the_form(explorer: Opened, tmp_path: Path) -> None:
    async with explorer((80, 24), greets=True) as quoth:
        await quoth.press("i", "enter")
        await quoth.type(str(tmp_path / "none.csv"))
        await quoth.press("f2")
        assert "Not saved:" in quoth.text
        assert "no such file" in quoth.text


async def test_a_store_is_opened_by_its_name(explorer: Opened, tmp_path: Path) -> None:
    store = tmp_path / "quotes.json"
    store.write_text('{"meta": {"1": {"title": "old quotes"}}, "statements": {}}')
    (tmp_path / "wrong.json").write_text("[]")
    async with explorer((80, 24), greets=True) as quoth:
        await quoth.press("o", "enter")
        assert "Type the path of its file." in quoth.text
        await quoth.type(str(tmp_path / "wrong.json"))
        await quoth.press("enter")
        assert "! " in quoth.text
        await type_path(quoth, tmp_path / "quo")
        await quoth.press("tab", "enter")
        assert "quoth  old quotes" in quoth.lines[0]


async def test_tab_goes_round_the_stores_that_may_be_meant(
    explorer: Opened, tmp_path: Path
) -> None:
    for name in ("one.json", "other.json"):
        (tmp_path / name).write_text('{"statements": {}}')
    async with explorer((120, 36), greets=True) as quoth:
        await quoth.press("o", "tab")
        assert "There is no completion for it." in quoth.text
        await type_path(quoth, tmp_path / "o")
        field = quoth.app.screen.query_one(Input)
        seen = []
        for _ in range(3):
            await quoth.press("tab")
            seen.append(Path(field.value).name)
        assert seen == ["one.json", "other.json", "one.json"]


async def test_the_store_that_was_open_last_comes_first(
    explorer: Opened, tmp_path: Path, memory: RememberedFile, sample_file: Path
) -> None:
    store = tmp_path / "work.json"
    store.write_bytes(sample_file.read_bytes())
    memory.leave(tmp_path / "gone.json", LastPlace("1", "statements"))
    memory.leave(store, LastPlace("3", "statements"))
    async with explorer((80, 24), greets=True, memory=memory) as quoth:
        assert "▌ l  Open work.json" in quoth.text
        assert "gone.json" not in quoth.text
        await quoth.press("o")
        assert "work.json" in quoth.text
        assert "gone.json" not in quoth.text
        await quoth.press("escape", "enter")
        assert "of 24" in quoth.text


async def test_what_is_begun_is_offered_the_next_time(
    explorer: Opened, tmp_path: Path, memory: RememberedFile
) -> None:
    async with explorer((80, 24), greets=True, memory=memory) as quoth:
        await quoth.press("b", "tab")
        await type_path(quoth, tmp_path / "press.json")
        await quoth.press("enter", "q")
    async with explorer((80, 24), greets=True, memory=memory) as quoth:
        assert "▌ l  Open press.json" in quoth.text


async def test_the_greeting_has_help_and_is_left(explorer: Opened) -> None:
    async with explorer((80, 24), greets=True) as quoth:
        await quoth.press("question_mark")
        assert "type to find a key" in quoth.text
        await quoth.press("escape", "l")
        assert "None was open before" in quoth.text
        await quoth.press("q")
        assert quoth.app.return_code == 0


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("keys", [(), ("b",), ("o",)], ids=["greeting", "begin", "open"])
async def test_a_view_without_a_store(
    explorer: Opened,
    screen: SnapshotAssertion,
    size: tuple[int, int],
    keys: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.setenv("XDG_DATA_HOME", "/home/ann/.local/share")
    async with explorer(size, greets=True) as quoth:
        await quoth.press(*keys)
        assert quoth.text == screen
