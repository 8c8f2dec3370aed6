"""The sample stays as it is: who changes something is asked where, and goes on there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoth.settings.remembered import RememberedFile
from quoth.store.location import own_path
from quoth.tui.screens.form import FormScreen
from quoth.tui.screens.on_sample import OnSampleScreen
from tests.tui.driving import Explorer, Opened


@pytest.fixture(autouse=True)
def _untouched(sample_file: Path) -> object:
    """See that the sample is what it was, whatever is done."""
    before = sample_file.read_bytes()
    yield
    assert sample_file.read_bytes() == before


def own_store() -> dict[str, dict[str, dict[str, object]]]:
    """Return the tables of the person's own store."""
    found: dict[str, dict[str, dict[str, object]]] = json.loads(Path(own_path()).read_text("utf-8"))
    return found


async def leave(quoth: Explorer) -> None:
    """Leave, and wait until all is in the file."""
    await quoth.press("q")
    await quoth.settle()


async def test_a_copy_keeps_search_place_and_statement_and_does_what_was_asked(
    explorer: Opened,
) -> None:
    async with explorer((80, 24)) as quoth:
        await quoth.press("slash")
        await quoth.type("peace")
        await quoth.press("enter", "j", "j")
        before = quoth.lines[1:]
        await quoth.press("asterisk")
        assert isinstance(quoth.app.screen, OnSampleScreen)
        assert "Next: star" in quoth.text
        assert "▌ c  Copy the sample" in quoth.text
        await quoth.press("enter")
        assert "my copy of the sample" in quoth.text
        await quoth.press("enter")
        assert "quoth  my copy of the sample" in quoth.lines[0]
        assert "Saved: star on" in quoth.text
        assert quoth.lines[1] == before[0]
        at_hand = next(line for line in quoth.lines if "▌" in line)
        assert any(line[:60] == at_hand[:60] for line in before)
        await leave(quoth)
    store = own_store()
    assert store["meta"]["1"]["title"] == "my copy of the sample"
    assert len(store["statements"]) == 24
    starred = [one for one in store["statements"].values() if "star" in one.get("tags", [])]  # type: ignore[operator]
    assert len(starred) == 1


async def test_a_copy_goes_on_with_the_actor_under_the_cursor(explorer: Opened) -> None:
    async with explorer((80, 24)) as quoth:
        await quoth.press("1", "down", "down")
        assert "▌ Russia" in quoth.text
        await quoth.press("m", "c", "enter")
        assert isinstance(quoth.app.screen, FormScreen)
        assert "Edit actor" in quoth.text
        assert "Russia" in quoth.text


async def test_an_empty_store_is_offered_first_to_who_adds(explorer: Opened) -> None:
    async with explorer((80, 24)) as quoth:
        await quoth.press("a")
        assert "▌ e  Begin an empty store" in quoth.text
        await quoth.press("enter", "enter")
        assert "New statement" in quoth.text
        await quoth.press("escape")
        assert "quoth  my store · 0 statements" in quoth.lines[0]
        await leave(quoth)
    assert own_store()["statements"] == {}


async def test_an_empty_store_goes_on_in_the_pane_at_hand(explorer: Opened) -> None:
    async with explorer((80, 24)) as quoth:
        await quoth.press("1", "a", "enter", "enter")
        assert "New actor" in quoth.text


async def test_nothing_is_begun_where_nothing_is_chosen(explorer: Opened) -> None:
    async with explorer((80, 24)) as quoth:
        for keys in (["escape"], ["q"], ["e", "escape"], ["c", "escape"]):
            await quoth.press("a", *keys)
            assert "1 of 24" in quoth.text
        assert "sample" in quoth.lines[0]
    assert not Path(own_path()).exists()


async def test_who_has_a_store_goes_on_there_or_begins_another(explorer: Opened) -> None:
    async with explorer((80, 24)) as quoth:
        await quoth.press("a", "enter", "enter", "escape")
        await leave(quoth)
    async with explorer((80, 24)) as quoth:
        await quoth.press("a")
        assert "▌ o  Go on in your own store" in quoth.text
        await quoth.press("e")
        assert "store-2.json" in quoth.text
        await quoth.press("escape", "a", "enter")
        assert "New statement" in quoth.text
        await quoth.press("escape")
        assert "quoth  my store" in quoth.lines[0]


async def test_the_store_that_was_open_last_is_ones_own_where_none_is_in_its_place(
    explorer: Opened, tmp_path: Path, sample_file: Path
) -> None:
    memory = RememberedFile(tmp_path / "explorer.json")
    path = tmp_path / "work.json"
    path.write_bytes(sample_file.read_bytes())
    memory.leave(path, None)
    async with explorer((80, 24), memory=memory) as quoth:
        await quoth.press("r")
        assert "work.json" in quoth.text
        await quoth.press("o", "escape")
        assert "sample" not in quoth.lines[0]


@pytest.mark.parametrize("key", ["a", "m", "d", "t", "u", "vertical_line", "I", "R"])
async def test_every_key_that_edits_asks(explorer: Opened, key: str) -> None:
    async with explorer((80, 24)) as quoth:
        await quoth.press(key)
        assert isinstance(quoth.app.screen, OnSampleScreen)
        await quoth.press("c", "enter")
        shown = quoth.app.screen_stack[-1]
        assert type(shown).__name__ != OnSampleScreen.__name__
        assert "my copy of the sample" in quoth.lines[0] or shown.is_modal
