"""Many statements at once: marked, shown what changes, changed together, taken back together."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.screen import Screen

from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.store import Location
from quoth.store.file import is_pending
from quoth.store.parsing import Document
from quoth.tui.configured import Picking
from quoth.tui.editing.many import proposed
from quoth.tui.lines.statement_lines import MARK_SIGN
from quoth.tui.screens.confirming import ConfirmScreen
from quoth.tui.screens.form import FormScreen
from quoth.tui.widgets.statements_pane import StatementsPane
from tests.making import write_store
from tests.tui.driving import Explorer, Opened
from tests.tui.test_editing import at_all_sizes, leave, tables

SIZE = (80, 24)


def statements(location: Location) -> dict[str, Document]:
    """Return the statements in a store's file."""
    return tables(location)["statements"]


def is_on(quoth: Explorer, kind: type[Screen[Any]]) -> bool:
    """Tell whether a screen of a kind is the one that takes the keys."""
    return isinstance(quoth.app.screen, kind)


def marked(quoth: Explorer) -> set[str]:
    """Return the ids of the statements that are marked."""
    pane = quoth.app.screen_stack[0].query_one(StatementsPane)
    corpus = pane.corpus
    assert corpus is not None
    assert pane.marks.snapshot in (None, corpus)
    found = {corpus.statements[row].id for row in pane.marks.rows()}
    assert len(found) == pane.marks.count
    return found


@at_all_sizes
async def test_a_status_is_set_on_all_that_are_marked_and_one_step_takes_it_back(
    explorer: Opened, own: Location, size: tuple[int, int]
) -> None:
    found = tables(own)
    for key in ("5", "7"):
        found["statements"][key]["status"] = "draft"
    write_store(Path(own.path), found)
    async with explorer(size, own) as quoth:
        await quoth.press("slash")
        await quoth.type("status:draft OR status:confirmed")
        await quoth.press("enter", "A")
        assert "24 marked" in quoth.lines[0]
        await quoth.press("S", "d", "f2")
        shown = " ".join(quoth.text.replace("│", " ").split())
        assert "Set status to draft on 24 statements: 22 change, 2 are so already." in shown
        assert "status: nothing → draft, in 22" in shown
        assert statements(own) == found["statements"]
        await quoth.press("y")
        assert "Saved: set status to draft in 22 statements." in quoth.text
        assert is_pending(own.path)
        with_others = Editor(own.path).corpus
        assert {one.status for one in with_others.statements} == {"draft"}
        await quoth.press("u")
        assert "Undone: set status to draft in 22 statements." in quoth.text
        assert len(marked(quoth)) == 24
        await leave(quoth)
    assert statements(own) == found["statements"]


async def test_what_is_declined_changes_nothing_and_what_was_typed_stays(
    explorer: Opened, own: Location
) -> None:
    before = statements(own)
    async with explorer(SIZE, own) as quoth:
        await quoth.press("space", "space", "t")
        await quoth.type("urgent; not yet")
        await quoth.press("f2")
        assert is_on(quoth, ConfirmScreen)
        await quoth.press("n")
        assert is_on(quoth, FormScreen)
        assert "urgent; not yet" in quoth.text
        await quoth.press("f2", "y")
        assert "Saved: add urgent; not yet to tags in 2 statements." in quoth.text
        await leave(quoth)
    after = statements(own)
    changed = [key for key in before if before[key] != after[key]]
    assert len(changed) == 2
    assert all(after[key]["tags"] == ["urgent", "not yet"] for key in changed)


async def test_what_is_typed_while_a_change_is_worked_out_is_refused_and_said(
    explorer: Opened, own: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slowly(*asked: Any) -> object:
        go_on.wait(20)
        return proposed(*asked)

    monkeypatch.setattr("quoth.tui.explorer.many_keys.proposed", slowly)
    async with explorer(SIZE, own) as quoth:
        await quoth.press("space", "space", "t")
        await quoth.type("urgent")
        await quoth.pilot.press("f2")
        assert "takes no keys" not in quoth.text
        for key in ("x", "escape"):
            await quoth.pilot.press(key)
            assert "takes no keys" in quoth.text
        assert is_on(quoth, FormScreen)
        go_on.set()
        await quoth.settle()
        assert is_on(quoth, ConfirmScreen)
        await quoth.press("n")
        await quoth.type("; later")
        await quoth.press("f2")
        assert "urgent; later" in quoth.text
        await quoth.press("y")
        await leave(quoth)
    tags = [one.get("tags") for one in statements(own).values()]
    assert tags.count(["urgent", "later"]) == 2


async def test_a_key_typed_before_a_preview_was_painted_is_no_answer_to_it(
    explorer: Opened, own: Location
) -> None:
    before = statements(own)
    async with explorer(SIZE, own) as quoth:
        await quoth.press("space", "space", "t")
        await quoth.type("urgent")
        typed_ahead = [Key("y", "y"), Key("enter", None)]
        await quoth.press("f2")
        for key in typed_ahead:
            quoth.app.post_message(key)
            await quoth.settle()
            assert is_on(quoth, ConfirmScreen)
            assert f"{key.key} came before this was shown. Press it again" in quoth.lines[-1]
        assert statements(own) == before
        await quoth.press("y")
        assert "Saved: add urgent to tags in 2 statements." in quoth.text
        await leave(quoth)


async def test_all_fields_can_be_changed_at_once_and_new_names_are_made(
    explorer: Opened, own: Location
) -> None:
    async with explorer((120, 36), own) as quoth:
        await quoth.press("space", "space", "m")
        assert "Change: 2 marked statements" in quoth.text
        await quoth.press("d", "enter")
        await quoth.type("Ann Archer")
        await quoth.press("enter")
        await quoth.type("19 March 2025")
        await quoth.press("f2")
        assert "Set kind to direct; set speaker to Ann Archer" in quoth.text
        await quoth.press("y")
        await leave(quoth)
    by_ann = [one for one in statements(own).values() if one["speaker"] == "ann-archer"]
    assert [(one["kind"], one["said"]) for one in by_ann] == [("direct", "2025-03-19")] * 2
    actors = [one for one in tables(own)["actors"].values() if one["id"] == "ann-archer"]
    assert actors == [{"id": "ann-archer", "name": "Ann Archer"}]


async def test_a_form_for_many_says_what_it_cannot_do(explorer: Opened, own: Location) -> None:
    before = statements(own)
    async with explorer(SIZE, own) as quoth:
        await quoth.press("space", "m")
        await quoth.press(*["enter"] * 9)
        await quoth.type("-Bread")
        assert "there is no topic “Bread”" in quoth.text
        await quoth.press("f2")
        assert "Not saved: topics: there is no topic “Bread”" in quoth.text
        await quoth.press("escape", "escape")
        assert len(marked(quoth)) == 1
    assert statements(own) == before


async def test_a_key_that_would_change_nothing_says_so(explorer: Opened, own: Location) -> None:
    async with explorer(SIZE, own) as quoth:
        await quoth.press("space", "space", "S", "c", "f2")
        # Without a status a statement is confirmed; to say so is no change of what it is.
        await quoth.press("y", "S", "c", "f2")
        assert "Set status to confirmed on 2 statements: none changes" in quoth.text


async def test_the_deleted_are_marked_again_once_that_is_taken_back(
    explorer: Opened, own: Location
) -> None:
    before = statements(own)
    async with explorer(SIZE, own) as quoth:
        await quoth.press("space", "j", "space")
        chosen = marked(quoth)
        await quoth.press("d")
        assert "Delete 2 statements?" in quoth.text
        await quoth.press("y")
        assert "marked" not in quoth.lines[0]
        assert not marked(quoth)
        await quoth.press("u")
        assert marked(quoth) == chosen
        assert "2 marked" in quoth.lines[0]
        await leave(quoth)
    assert statements(own) == before


async def test_a_star_is_put_on_all_and_then_taken_off_all(explorer: Opened, own: Location) -> None:
    found = tables(own)
    first = str(found["statements"]["5"]["id"]) if "id" in found["statements"]["5"] else "5"
    found["statements"]["5"]["tags"] = ["star"]
    write_store(Path(own.path), found)
    async with explorer(SIZE, own) as quoth:
        await quoth.press("A", "asterisk")
        assert "Star on 24 statements: 23 change, 1 is so already." in quoth.text
        await quoth.press("y", "asterisk")
        assert "Remove the star on 24 statements: all change." in quoth.text
        await quoth.press("y", "u", "u")
        assert first in marked(quoth)
        await leave(quoth)
    assert statements(own) == found["statements"]


@at_all_sizes
async def test_a_range_is_marked_from_where_it_began(
    explorer: Opened, own: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, own) as quoth:
        await quoth.press("j", "V", "j", "j")
        assert "3 from here" in quoth.lines[0]
        assert not marked(quoth)
        await quoth.press("V", "g")
        assert "3 marked" in quoth.lines[0]
        assert len(marked(quoth)) == 3
        await quoth.press("V", "G", "escape")
        assert len(marked(quoth)) == 3
        await quoth.press("G", "V", "k", "enter")
        assert len(marked(quoth)) == 5


async def test_a_mark_is_seen_without_colour(explorer: Opened, own: Location) -> None:
    async with explorer(SIZE, own) as quoth:
        assert MARK_SIGN not in quoth.text
        await quoth.press("space", "V", "j")
        assert quoth.text.count(MARK_SIGN) == 3
        await quoth.press("escape", "k", "space")
        assert quoth.text.count(MARK_SIGN) == 2
        await quoth.press("k", "space")
        assert quoth.text.count(MARK_SIGN) == 1


async def test_marks_stay_whatever_is_searched_for_and_how_it_is_sorted(
    explorer: Opened, own: Location
) -> None:
    async with explorer((80, 50), own) as quoth:
        await quoth.press("slash")
        await quoth.type("putin")
        await quoth.press("enter", "A")
        chosen = marked(quoth)
        assert 0 < len(chosen) < 24
        assert quoth.text.count(MARK_SIGN) == len(chosen)
        await quoth.press("X", "s", "1", "j", "enter", "2", "s")
        assert marked(quoth) == chosen
        await quoth.press("C")
        assert "unmarked." in quoth.text
        assert not marked(quoth)


async def test_escape_takes_marks_off_once_nothing_else_is_left_to_close(
    explorer: Opened, own: Location
) -> None:
    async with explorer(SIZE, own) as quoth:
        await quoth.press("slash")
        await quoth.type("putin")
        await quoth.press("enter", "space", "enter", "escape")
        assert len(marked(quoth)) == 1
        await quoth.press("escape")
        assert len(marked(quoth)) == 1
        await quoth.press("escape")
        assert "1 unmarked." in quoth.text
        await quoth.press("escape")
        assert "Nothing to go back to" in quoth.text


async def test_marks_follow_their_statements_when_another_program_changes_the_store(
    explorer: Opened, own: Location
) -> None:
    async with explorer(SIZE, own) as quoth:
        await quoth.press("space", "space", "space")
        chosen = marked(quoth)
        await quoth.press("t")
        await quoth.type("mine")
        await quoth.press("f2", "y")
        editor = Editor(own.path)
        key, before = editor.current.find("statements", min(chosen)) or ("", {})
        later = {**before, "said": "1999-01-01"}
        editor.commit(Change("theirs", [Edit("statements", key, before, later)]))
        editor.fold()
        await quoth.press("j")
        explored = quoth.app.screen_stack[0]
        explored.set_timer(1.2, lambda: None)
        for _ in range(40):
            await quoth.pilot.pause(0.1)
            if "changed by another program" in quoth.text:
                break
        await quoth.settle()
        assert marked(quoth) == chosen


async def test_the_marked_are_exported_and_copied(
    explorer: Opened, own: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TMUX", raising=False)
    async with explorer(SIZE, own) as quoth:
        await quoth.press("slash")
        await quoth.type("status:confirmed")
        await quoth.press("enter", "space", "j", "space", "X", "slash")
        await quoth.type("nothing matches this")
        await quoth.press("enter")
        chosen = marked(quoth)
        assert len(chosen) == 2
        await quoth.press("e")
        assert "2 statements, marked" in quoth.text
        path = tmp_path / "marked.jsonl"
        await quoth.type(str(path))
        await quoth.press("enter")
        await quoth.pilot.app.workers.wait_for_complete()
        await quoth.settle()
        written = path.read_text(encoding="utf-8").splitlines()
        records = [json.loads(one) for one in written]
        words = {one["quote"] for one in records if one["type"] == "statement"}
        assert len(words) == 2
        await quoth.press("Y")
        assert set(quoth.app.clipboard.split("\n\n")) == words


async def test_keys_of_other_panes_mean_what_is_there(explorer: Opened, own: Location) -> None:
    async with explorer((120, 36), own) as quoth:
        await quoth.press("space", "1", "j", "m")
        assert "Edit actor" in quoth.text
        await quoth.press("escape", "3", "m")
        assert "marked statement" not in quoth.text


async def test_quoth_pick_takes_one_and_says_so(explorer: Opened, own: Location) -> None:
    picking = Picking("", lambda _corpus, _row: None)
    async with explorer(SIZE, own, picking=picking) as quoth:
        await quoth.press("V")
        assert "quoth pick takes one statement" in quoth.text
        await quoth.press("A")
        assert not marked(quoth)
