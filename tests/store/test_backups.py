"""Backups are whole, never overwritten, and can be put back, and that taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.store.backups import backup, backups, restore
from quoth.store.errors import StoreError
from quoth.store.file import is_pending, journal_path
from quoth.store.loading import load
from quoth.store.parsing import Document
from tests.making import small_tables, write_store

NOW = datetime(2025, 6, 15, 10, 15, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return the file of a small store."""
    return write_store(tmp_path / "town.json", small_tables())


def test_a_backup_is_a_copy_with_a_date(store: Path) -> None:
    made = Path(backup(store, now=NOW))
    assert made == store.parent / "town.2025-06-15-101500.backup.json"
    assert made.read_bytes() == store.read_bytes()
    assert made.stat().st_mode == store.stat().st_mode


def test_no_backup_is_overwritten(store: Path) -> None:
    first = Path(backup(store, now=NOW))
    store.write_bytes(store.read_bytes() + b"\n")
    later = [backup(store, now=NOW) for _ in range(10)]
    assert len({str(first), *later}) == 11
    assert not first.read_bytes().endswith(b"\n")
    found = backups(store)
    assert [one.path for one in found] == [*reversed(later), str(first)]


def test_a_folder_of_choice_is_made(store: Path, tmp_path: Path) -> None:
    made = backup(store, tmp_path / "safe" / "place", NOW)
    assert Path(made).parent == tmp_path / "safe" / "place"
    assert [one.path for one in backups(store, tmp_path / "safe" / "place")] == [made]
    assert backups(store) == []


def test_what_is_in_the_journal_is_in_the_backup(store: Path) -> None:
    topic: Document = {"id": "flour", "name": "Flour"}
    Editor(store).commit(Change("add", [Edit("topics", "", None, topic)]))
    assert is_pending(store)
    assert "flour" in load(backup(store)).topics


def test_what_was_there_is_kept_when_a_backup_is_put_back(store: Path) -> None:
    made = backup(store, now=NOW)
    before = store.read_bytes()
    store.write_text("{broken")
    kept = restore(store, made, NOW)
    assert store.read_bytes() == before
    assert Path(kept).read_text() == "{broken"
    assert kept != made


def test_a_journal_that_fits_no_more_is_kept_too(store: Path) -> None:
    made = backup(store, now=NOW)
    Editor(store).commit(Change("add", [Edit("topics", "", None, {"id": "x", "name": "X"})]))
    store.write_text("{broken")
    kept = restore(store, made, NOW)
    assert not is_pending(store)
    assert Path(f"{kept}.journal").exists()
    assert not Path(journal_path(store)).exists()
    assert len(load(store).topics) == 1


def test_a_store_that_is_gone_is_put_back(store: Path) -> None:
    made = backup(store)
    store.unlink()
    assert restore(store, made) == ""
    assert load(store).title == "Small"


def test_what_is_no_store_is_not_put_back(store: Path) -> None:
    other = store.with_name("other.json")
    other.write_text("[]")
    before = store.read_bytes()
    with pytest.raises(StoreError, match="isn't a quoth store"):
        restore(store, other)
    assert store.read_bytes() == before
    assert backups(store) == []


def test_what_can_t_be_backed_up_is_said_in_a_line(store: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such file"):
        backup(tmp_path / "nothing.json", tmp_path / "safe")
    assert [path.name for path in tmp_path.iterdir()] == ["town.json"]
    with pytest.raises(StoreError, match="can't be written") as caught:
        backup(store, store / "inside")
    assert "\n" not in str(caught.value)
