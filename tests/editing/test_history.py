"""What was done can be taken back and done again, by whoever opens the store next, too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoth.editing import history as histories
from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.editing.errors import EditError
from quoth.editing.history import History
from quoth.editing.workspace import Workspace
from quoth.store import entries
from quoth.store.parsing import Document, Tables
from tests.editing.test_editor import added, deleted, edited, spoken, tables_to_change
from tests.making import write_store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store of eight statements."""
    return write_store(tmp_path / "store.json", tables_to_change())


def work(store: Path) -> Workspace:
    """Open a store to work in."""
    return Workspace(store, histories=store.parent / "history")


def tables_of(store: Path) -> Tables:
    """Return what is in a file."""
    tables: Tables = json.loads(store.read_text(encoding="utf-8"))
    return tables


def test_all_that_was_done_is_taken_back_step_by_step_and_done_again(store: Path) -> None:
    workspace = work(store)
    versions = [tables_of(store)]
    for change in (
        added("statements", spoken(id="salt")),
        edited(workspace.editor, "actors", "bob", role="Baker", affiliation=None),
        deleted(workspace.editor, "statements", "3"),
    ):
        workspace.commit(change)
        workspace.fold()
        versions.append(tables_of(store))
    for version in reversed(versions[:-1]):
        workspace = work(store)  # somebody comes back
        assert workspace.undo() is not None
        workspace.fold()
        assert tables_of(store) == version
    assert workspace.undo() is None
    for version in versions[1:]:
        workspace = work(store)
        assert workspace.redo() is not None
        workspace.fold()
        assert tables_of(store) == version
    assert workspace.redo() is None


def test_what_is_done_after_a_step_back_is_the_last(store: Path) -> None:
    workspace = work(store)
    workspace.commit(added("statements", spoken(id="one")))
    workspace.undo()
    workspace.commit(added("statements", spoken(id="two")))
    assert workspace.redo() is None
    undone = workspace.undo()
    assert undone is not None
    assert undone.label == "add"


def test_what_somebody_else_changed_since_is_not_taken_back(store: Path) -> None:
    workspace = work(store)
    workspace.commit(edited(workspace.editor, "actors", "bob", role="Baker"))
    other = Editor(store)
    other.commit(edited(other, "actors", "bob", role="Cook"))
    with pytest.raises(EditError, match="changed meanwhile"):
        workspace.undo()
    assert workspace.history.to_undo() is not None


def test_a_deleted_record_comes_back_under_its_number(store: Path) -> None:
    workspace = work(store)
    workspace.commit(deleted(workspace.editor, "statements", "3"))
    workspace.undo()
    found = workspace.editor.current.find("statements", "3")
    assert found is not None
    assert found[0] == "3"


def test_half_a_line_and_nonsense_are_passed_over(tmp_path: Path) -> None:
    history = History(tmp_path / "store.json", tmp_path)
    change = Change("add", [Edit("topics", "1", None, {"id": "a", "name": "A"})])
    history.done(change)
    (path,) = tmp_path.glob("*.jsonl")
    with path.open("ab") as file:
        file.write(b'[1]\n{"edits": [[1]]}\n{"label": "x"}\n{"edits": [["topics", "1"')
    history.done(change._replace(label="second"))
    assert history.to_undo() == change._replace(label="second")
    history.undone()
    assert history.to_undo() == change


def test_a_change_that_tidies_is_known_as_one_whatever_it_is_called(tmp_path: Path) -> None:
    history = History(tmp_path / "store.json", tmp_path)
    edit = Edit("topics", "1", {"id": "a", "name": "A "}, {"id": "a", "name": "A"})
    for change in (Change("rinse a record", [edit], tidies=True), Change("edit A", [edit])):
        history.done(change)
        assert history.to_undo() == change
    assert History(tmp_path / "store.json", tmp_path).stacks()[0][0].tidies


def test_what_an_older_quoth_tidied_is_known_by_its_label(tmp_path: Path) -> None:
    history = History(tmp_path / "store.json", tmp_path)
    history.done(Change("tidy 2 records", [Edit("topics", "1", {"id": "a"}, {"id": "b"})]))
    change = history.to_undo()
    assert change is not None
    assert change.tidies
    assert change.inverse().tidies


@pytest.mark.parametrize("others", [{"note": "n"}, {"cue": "said"}, {}])
def test_of_a_change_of_many_what_others_changed_since_stays(
    store: Path, monkeypatch: pytest.MonkeyPatch, others: Document
) -> None:
    monkeypatch.setattr(entries, "MANY", 1)
    monkeypatch.setattr(histories, "MANY", 1)
    before = tables_of(store)
    workspace = work(store)
    change = edited(workspace.editor, "statements", "3", tags=["x"], status="draft")
    workspace.commit(change)
    (path,) = (store.parent / "history").glob("*.jsonl")
    assert "quote" not in path.read_text()
    other = Editor(store)  # it reads the journal, which has no more either
    assert other.current.document("statements", "3", "3") == change.edits[0].after
    if others:
        other.commit(edited(other, "statements", "3", **others))
    undone = workspace.undo()
    assert undone is not None
    assert undone.label == change.label
    assert [edit.before for edit in undone.edits] == [{**before["statements"]["3"], **others}]
    workspace.fold()
    assert tables_of(store)["statements"]["3"] == {**before["statements"]["3"], **others}
    assert workspace.redo() is not None
    other.catch_up()
    other.commit(edited(other, "statements", "3", tags=["y"]))
    with pytest.raises(EditError, match="changed meanwhile"):
        workspace.undo()
