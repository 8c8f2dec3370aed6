"""The store's own record is changed in the file, and the change undone, beside other changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.editing.changes import Change, Edit
from quoth.editing.errors import ConflictError, EditError
from quoth.editing.store_itself import blinding
from quoth.editing.workspace import Workspace
from tests.query.agreement.coded import coding, store


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Return a store with a layer."""
    return store(tmp_path / "coded.json", [coding("ann", layer="ann")])


def _switched(work: Workspace, path: str, *, blind: bool) -> Change:
    """Switch to blind coding, or to open coding."""
    change = blinding(path, blind=blind)
    assert change is not None
    return work.commit(change)


def test_a_switch_is_seen_at_once_and_taken_back(path: str, tmp_path: Path) -> None:
    work = Workspace(path, histories=tmp_path / "histories")
    key, document = work.current.find("statements", "1") or ("", {})
    work.commit(Change("note", [Edit("statements", key, document, {**document, "note": "x"})]))
    _switched(work, path, blind=True)
    seen = [work.corpus.is_blind]
    assert blinding(path, blind=True) is None
    assert work.current.find("statements", "1") == (key, {**document, "note": "x"})
    assert (work.undo() or Change("", [])).label == "code the store blind"
    seen.append(work.corpus.is_blind)
    assert (work.redo() or Change("", [])).label == "code the store blind"
    assert [*seen, work.corpus.is_blind] == [True, False, True]
    assert [work.undo() is not None, work.undo() is not None, work.undo()] == [True, True, None]
    assert work.current.find("statements", "1") == (key, document)


def test_a_switch_is_refused_where_it_fits_no_more(path: str, tmp_path: Path) -> None:
    work = Workspace(path, histories=tmp_path / "histories")
    (edit,) = _switched(work, path, blind=True).edits
    gone = edit._replace(before={"schema": 1, "title": "else"}, after=None)
    with pytest.raises(ConflictError):
        work.commit(Change("away", [gone]))
    with pytest.raises(EditError, match="true or false"):
        work.commit(Change("odd", [edit._replace(before=edit.after, after={"blind": 1})]))
    assert work.corpus.is_blind
