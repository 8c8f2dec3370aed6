"""Adding, correcting, deleting, taking back: by keyboard; only what is durable is saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.events import Paste

from quoth.editing.history import History
from quoth.store import Location, Origin
from quoth.store.file import is_pending
from quoth.store.parsing import Document, Tables
from quoth.store.storage import StrictStorage
from quoth.tui.screens.form import FormScreen
from tests.making import small_tables, write_store
from tests.tui.driving import Explorer, Opened

SIZES = [(80, 24), (60, 16)]
at_all_sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))


def tables(location: Location) -> Tables:
    """Return what is in a store's file."""
    found: Tables = json.loads(Path(location.path).read_text(encoding="utf-8"))
    return found


def newest(location: Location, table: str = "statements") -> Document:
    """Return the record of a table that was added last."""
    return list(tables(location)[table].values())[-1]


async def leave(quoth: Explorer) -> None:
    """Leave, when all that was changed is in the store's file."""
    await quoth.press("q")
    assert quoth.app.return_code == 0


@at_all_sizes
async def test_a_denial_is_seen_before_its_words(
    explorer: Opened, own: Location, size: tuple[int, int]
) -> None:
    found = tables(own)
    found["statements"]["1"]["polarity"] = "denied"
    write_store(Path(own.path), found)
    words = str(found["statements"]["1"]["quote"])[:20]
    async with explorer(size, own) as quoth:
        await quoth.press("slash")
        await quoth.type("polarity:denied")
        await quoth.press("enter")
        lines = [line for line in quoth.text.splitlines() if words in line]
        assert lines
        assert all("denied " in line.partition(words)[0] for line in lines)


@at_all_sizes
async def test_a_statement_is_added_with_a_new_speaker(
    explorer: Opened, own: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, own) as quoth:
        await quoth.press("a")
        await quoth.type("Bread will be dear")
        await quoth.press("f2")
        assert "Not saved: kind: this has to be filled in" in quoth.text
        await quoth.press("d", "f2")
        assert "Not saved: speaker: this has to be filled in" in quoth.text
        await quoth.type("Ann Archer")
        assert "new actor “Ann Archer”" in quoth.text
        await quoth.press("tab")
        await quoth.type("19 March 2025")
        assert "19 Mar 2025 (2025-03-19)" in quoth.text
        await quoth.press("f2")
        assert "Not saved: source: this has to be filled in" in quoth.text
        await quoth.press("f3", "f2")
        assert "Saved: draft. A search with status:draft shows it." in quoth.text
        await leave(quoth)
    made = newest(own)
    assert (made["quote"], made["kind"], made["said"]) == (
        "Bread will be dear", "direct", "2025-03-19",
    )  # fmt: skip
    assert made["speaker"] == "ann-archer"
    assert newest(own, "actors") == {"id": "ann-archer", "name": "Ann Archer"}
    assert made["status"] == "draft"  # nobody held it against its source yet
    assert not is_pending(own.path)


@at_all_sizes
async def test_a_statement_is_corrected_and_nothing_else_of_it_changes(
    explorer: Opened, own: Location, size: tuple[int, int]
) -> None:
    before = tables(own)["statements"]
    async with explorer(size, own) as quoth:
        await quoth.press("m")
        await quoth.type(" indeed")
        await quoth.press("ctrl+s")
        assert "Saved: edit" in quoth.text
        await leave(quoth)
    after = tables(own)["statements"]
    changed = [key for key in before if before[key] != after[key]]
    assert len(changed) == 1
    one, other = before[changed[0]], after[changed[0]]
    assert other == one | {"quote": f"{one['quote']} indeed"}


@at_all_sizes
async def test_a_name_is_completed_by_tab_though_letters_are_missing(
    explorer: Opened, own: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, own) as quoth:
        await quoth.pilot.press("a", *"Bread", "enter", "i", "enter", *"zelen", "tab", "tab", "f2")
        await quoth.settle()
        await quoth.press("f3", "f2")
        assert "Saved: draft" in quoth.text
        await leave(quoth)
    assert newest(own)["speaker"] == "volodymyr-zelenskyy"


@at_all_sizes
async def test_what_is_missing_is_said_below_its_field(
    explorer: Opened, own: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, own) as quoth:
        await quoth.press("a", "f2")
        assert "! this has to be filled in" in quoth.text
        assert "Not saved: words: this has to be filled in" in quoth.text
        await quoth.type("Bread")
        await quoth.press("tab", "d", "tab")
        await quoth.type("Ann")
        await quoth.press("tab")
        await quoth.type("2025-13")
        assert "has no month 13" in quoth.text
        await quoth.press("f2")
        assert "Not saved: said:" in quoth.text
    assert len(tables(own)["statements"]) == 24


async def test_a_new_statement_begins_with_nothing_that_could_be_false(
    explorer: Opened, own: Location
) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("a")
        screen = quoth.app.screen
        assert isinstance(screen, FormScreen)
        filled = {row.spec.name: row.text for row in screen._rows if row.text}
        assert filled == {"status": "draft"}
        assert "[undecided]" in quoth.text
        await quoth.type("Bread")
        await quoth.press("f3")
        assert "There is nothing to repeat in “words”" in quoth.text
        await quoth.press("tab", "d", "tab")
        assert "F3 as last: " in quoth.text
        await quoth.type("Ann Archer")
        await quoth.press("tab", "f3", "tab", "f3", "f2")
        assert "Saved: draft" in quoth.text
        await quoth.press("a")
        await quoth.type("Butter")
        await quoth.press("tab", "i", "tab", "f3", "tab", "tab", "f3", "f2")
        await leave(quoth)
    made = newest(own)
    assert made["quote"] == "Butter"
    assert made["speaker"] == "ann-archer"  # of the statement that was added last
    assert "said" not in made


async def test_tab_goes_round_the_completions_and_back(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("a", *"Bread", "tab", "d", "tab", "r", "u")
        screen = quoth.app.screen
        assert isinstance(screen, FormScreen)
        row = screen._rows[2]
        seen = []
        for _ in range(20):
            await quoth.press("tab")
            if row.text in seen:
                break
            seen.append(row.text)
        assert len(seen) > 1
        assert row.text == seen[0]
        assert f"tab {seen[0]}" in quoth.text
        await quoth.press("shift+tab")
        assert row.text == seen[-1]
        await quoth.press("shift+tab")
        assert row.text == seen[-2]
        await quoth.press("enter")
        assert screen.focused is screen._rows[3].editor
        await quoth.press("shift+tab")
        assert screen.focused is row.editor


async def test_several_names_and_stances_are_typed_with_semicolons(
    explorer: Opened, own: Location
) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("a")
        await quoth.type("Bread")
        await quoth.press("tab", "i", "tab")
        await quoth.type("Ann Archer")
        await quoth.press(*["tab"] * 7)
        await quoth.type("keir starmer; macr")
        assert "tab Emmanuel Macron" in quoth.text
        await quoth.press("tab", *["tab"] * 4)
        await quoth.type("support: peace in ukraine")
        await quoth.press("tab")
        await quoth.type("7")
        await quoth.press("tab")
        await quoth.type("checked; bread")
        await quoth.press("f2", "f3", "f2")
        assert "Saved" in quoth.text
        await leave(quoth)
    made = newest(own)
    assert made["addressee"] == ["keir-starmer", "emmanuel-macron"]
    assert made["stances"] == [{"topic": "peace", "position": "support"}]
    assert made["locator"] == {"paragraph": 7}
    assert made["tags"] == ["checked", "bread"]


@at_all_sizes
async def test_star_tag_note_and_status(
    explorer: Opened, own: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, own) as quoth:
        await quoth.press("asterisk")
        assert "Saved: star on" in quoth.text
        assert "★" in quoth.text
        await quoth.press("t")
        await quoth.type("; bread")
        await quoth.press("enter")
        assert "Saved: edit" in quoth.text
        await quoth.press("c")
        await quoth.type("ask again")
        await quoth.press("enter", "S", "d", "enter")
        assert "Saved: draft. A search with status:draft shows it." in quoth.text
        await leave(quoth)
    made = [one for one in tables(own)["statements"].values() if "star" in (one.get("tags") or [])]  # type: ignore[operator]
    assert [(one["tags"], one["note"], one["status"]) for one in made] == [
        (["star", "bread"], "ask again", "draft")
    ]


@at_all_sizes
async def test_all_that_was_done_is_taken_back_and_done_again(
    explorer: Opened, own: Location, size: tuple[int, int]
) -> None:
    before = tables(own)
    async with explorer(size, own) as quoth:
        await quoth.press("asterisk", "S", "d", "enter", "d")
        assert "Delete the statement" in quoth.text
        await quoth.press("y")
        assert "of 22" in quoth.text
        await leave(quoth)
    after = tables(own)
    async with explorer(size, own) as quoth:
        await quoth.press("u")
        assert "Undone: delete the statement" in quoth.text
        await quoth.press("u", "u", "u")
        assert "Nothing is left to undo." in quoth.text
        await leave(quoth)
    assert tables(own) == before
    async with explorer(size, own) as quoth:
        await quoth.press("U", "ctrl+r", "U", "U")
        assert "Nothing is left to redo." in quoth.text
        await leave(quoth)
    assert tables(own) == after


async def test_nothing_is_deleted_without_a_yes(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("d", "n", "d", "escape")
        assert "of 24" in quoth.text
        await quoth.press("1", "d")
        assert "Choose an actor first." in quoth.text
    assert History(own.path).to_undo() is None


async def test_an_actor_who_is_named_is_not_deleted(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("1", "j", "d", "y")
        assert "Not saved: statements" in quoth.text
        assert "refers to actor" in quoth.text


async def test_an_actor_is_added_and_edited_among_the_actors(
    explorer: Opened, own: Location
) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("1", "a")
        assert "New actor" in quoth.text
        await quoth.type("Ann Archer")
        await quoth.press("tab", "right", "tab")
        await quoth.type("baker")
        await quoth.press("f2")
        assert "Saved: add actor Ann Archer" in quoth.text
        await quoth.press("j", "c")
        await quoth.type("whom we met")
        await quoth.press("f2")
        await leave(quoth)
    assert newest(own, "actors") == {
        "id": "ann-archer", "name": "Ann Archer", "kind": "person", "role": "baker",
    }  # fmt: skip
    assert any(one.get("note") == "whom we met" for one in tables(own)["actors"].values())


async def test_events_sources_and_topics_are_added_and_edited(
    explorer: Opened, own: Location
) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("3", "a")
        assert "New event" in quoth.text
        await quoth.type("The fair")
        await quoth.press("enter")
        await quoth.type("2025-03-19")
        await quoth.press("f2", "r")
        assert "The fair" in quoth.text
        await quoth.press("enter")
        await quoth.type(", mended")
        await quoth.press("f2")
        assert "mended" in quoth.text
        await quoth.press("G", "a")
        assert "New check" in quoth.text
        await quoth.press("escape")
        await quoth.press("G", "k", "a")
        assert "New topic" in quoth.text
        await quoth.type("Bread")
        await quoth.press("f2")
        assert "Topics · 8" in quoth.text
        await quoth.press("G", "k", "d", "y")
        assert "Topics · 7" in quoth.text
        await quoth.press("escape")
        await leave(quoth)
    assert newest(own, "events")["title"] == "The fair"
    assert ", mended" in str(newest(own, "sources")["title"])


# -- Nothing typed is lost -------------------------------------------------------------------------


async def test_what_was_typed_and_left_is_there_again(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("a")
        await quoth.type("Bread will be")
        await quoth.press("escape")
        assert "Not saved. esc again closes" in quoth.text
        await quoth.type(" dear")
        await quoth.press("escape", "escape")
        assert not isinstance(quoth.app.screen, FormScreen)
    async with explorer((80, 24), own) as quoth:
        await quoth.press("a")
        assert "Bread will be dear" in quoth.text
        assert "What you typed before was restored" in quoth.text
        await quoth.press("down", "f8")
        assert "Bread" not in quoth.text
        await quoth.type("Tea")
        assert "words       *Tea" in quoth.text
        await quoth.press("f8", "escape")
        assert not isinstance(quoth.app.screen, FormScreen)


async def test_a_form_in_which_nothing_was_typed_is_left_at_once(
    explorer: Opened, own: Location
) -> None:
    async with explorer((80, 24), own) as quoth:
        for key in "amtc":
            await quoth.press(key)
            assert isinstance(quoth.app.screen, FormScreen)
            await quoth.press("escape")
            assert not isinstance(quoth.app.screen, FormScreen)


async def test_hidden_characters_that_are_typed_are_left_out(
    explorer: Opened, own: Location
) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("a")
        screen = quoth.app.screen
        assert isinstance(screen, FormScreen)
        screen._rows[0].text = "Bread\u202e is\u200b dear\x1b"
        await quoth.settle()
        assert "\u202e" not in screen._rows[0].text
        assert "hidden characters were left out" in quoth.text


PASTED = {
    "Bread is\tdear": "Bread is dear",
    "Bread\x00 is\x0b\x85dear\x7f": "Bread  is  dear ",
    "Bread is\r\ndear": "Bread is\ndear",
    "Bread \u202eis\u200b dear\u0301": "Bread is dear\u0301",
}


@pytest.mark.parametrize("pasted", PASTED)
async def test_what_a_form_shows_is_what_it_stores_and_reads_back(
    explorer: Opened, own: Location, pasted: str
) -> None:
    stored = PASTED[pasted]
    async with explorer((80, 24), own) as quoth:
        await quoth.press("a")
        screen = quoth.app.screen
        assert isinstance(screen, FormScreen)
        assert screen.focused is not None
        screen.focused.post_message(Paste(pasted))
        await quoth.settle()
        assert screen._rows[0].text == stored
        await quoth.press("tab", "d", "tab")
        screen.focused.post_message(Paste("Ann\t\nArcher\x00"))
        await quoth.settle()
        assert screen._rows[2].text == "Ann Archer"
        await quoth.press("f2", "f3", "f2")
        assert "Saved" in quoth.text
        await leave(quoth)
    assert newest(own)["quote"] == stored.strip()
    assert newest(own, "actors")["name"] == "Ann Archer"


@pytest.mark.parametrize("pasted", ["Bread is\ndear today", "Bread is\r\n\tdear\x00today"])
async def test_all_lines_that_are_pasted_into_a_search_are_searched(
    explorer: Opened, own: Location, pasted: str
) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("slash")
        assert quoth.app.screen.focused is not None
        quoth.app.screen.focused.post_message(Paste(pasted))
        await quoth.settle()
        assert "Bread is dear today" in quoth.text


async def test_hidden_characters_of_a_record_stay_where_nobody_edits_them(
    explorer: Opened, tmp_path: Path
) -> None:
    wrong = small_tables()
    wrong["statements"]["1"]["quote"] = "Bread\u202e is [/red] dear"
    location = Location(write_store(tmp_path / "store.json", wrong), Origin.OPTION)
    async with explorer((80, 24), location) as quoth:
        await quoth.press("m", "tab", "tab", "tab")
        await quoth.type("2025-03-18")
        assert "\u202e" not in quoth.text
        await quoth.press("f2")
        assert "Saved" in quoth.text
        await leave(quoth)
    found = tables(location)["statements"]["1"]
    assert (found["quote"], found["said"]) == ("Bread\u202e is [/red] dear", "2025-03-18")


# -- What may not be edited ------------------------------------------------------------------------


async def test_a_store_that_may_not_be_written_says_so(
    explorer: Opened, own: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    async with explorer((80, 24), own) as quoth:
        assert "read-only" in quoth.lines[0]
        for key in (
            "a",
            "m",
            "d",
            "asterisk",
            "t",
            "c",
            "S",
            "u",
            "U",
            "M",
            "vertical_line",
            "r",
            "R",
            "I",
        ):
            await quoth.press(key)
            assert quoth.lines[-1].startswith(" Read-only: ")
            await quoth.press("2")


async def test_what_can_not_be_written_is_never_said_to_be_saved(
    explorer: Opened, own: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    async with explorer((80, 24), own) as quoth:
        await quoth.press("a")
        await quoth.type("Bread")
        await quoth.press("tab", "i", "tab")
        await quoth.type("Ann Archer")
        await quoth.press("f2", "f3")
        with monkeypatch.context() as patch:
            patch.setattr("quoth.store.journal.Journal.append", full)
            await quoth.press("f2")
            assert "Not saved:" in quoth.text
            assert "No space left on device" in quoth.text
            assert isinstance(quoth.app.screen, FormScreen)
        await quoth.press("f2")
        assert "Saved: draft" in quoth.text


# -- Others ----------------------------------------------------------------------------------------


async def test_a_conflict_is_shown_and_settled_by_a_person(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        screen = quoth.app.screen
        await quoth.press("m")
        await quoth.type(" of mine")
        key = _edit_elsewhere(own, "quote", "Theirs")
        await quoth.press("f2")
        assert "Not saved: another program changed this field" in quoth.text
        assert "another program set this: Theirs" in quoth.text
        assert tables(own)["statements"][key]["quote"] == "Theirs"
        await quoth.press("f2")
        assert quoth.app.screen is screen
        await leave(quoth)
    assert str(tables(own)["statements"][key]["quote"]).endswith(" of mine")


async def test_another_field_that_somebody_else_changed_is_kept(
    explorer: Opened, own: Location
) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("m")
        await quoth.type(" of mine")
        key = _edit_elsewhere(own, "cue", "shouted")
        await quoth.press("f2")
        assert "Saved" in quoth.text
        await leave(quoth)
    found = tables(own)["statements"][key]
    assert found["cue"] == "shouted"
    assert str(found["quote"]).endswith(" of mine")


def _edit_elsewhere(location: Location, field: str, value: str) -> str:
    """Change the statement at the top by another program, and return its key."""
    storage = StrictStorage(location.path)
    found = storage.read()
    key = next(
        key for key, one in found["statements"].items()
        if str(one["quote"]).startswith("The coalition is moving")
    )  # fmt: skip
    found["statements"][key][field] = value
    storage.write(found)
    return key


async def test_a_message_that_is_cut_ends_with_one_ellipsis(
    explorer: Opened, own: Location
) -> None:
    async with explorer((60, 16), own) as quoth:
        await quoth.press("t")
        await quoth.type("bread")
        await quoth.press("f2")
        said = quoth.lines[-1].rstrip()
        assert said.startswith(" Saved: edit the statement “")
        assert said.endswith("…")
        assert not said.endswith("……")
