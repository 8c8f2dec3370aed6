"""Files written, read and imported in a line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quoth.formats.importing.known import NOTHING, KnownRecords
from quoth.formats.importing.plan import Plan, plan
from quoth.formats.incoming.records import (
    AS_IT_IS,
    BadRow,
    IncomingStatement,
    Record,
    Remark,
)
from quoth.formats.incoming.sniffing import READERS, sniffed
from quoth.store.loading import load
from quoth.store.model import Records
from quoth.store.parsing import Document, Tables
from tests.making import write_store


def written(folder: Path, name: str, text: str | bytes) -> Path:
    """Write a file, and say where."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    return path


def read(path: Path) -> list[Record | BadRow]:
    """Return what a file holds, in whatever format it is."""
    found = READERS[sniffed(path)](path, AS_IT_IS, lambda _done: None)
    return [one for one in found if not isinstance(one, Remark)]


def statements(path: Path) -> list[IncomingStatement]:
    """Return the statements of a file, all of whose rows can be taken."""
    found = read(path)
    assert all(isinstance(one, IncomingStatement) for one in found), found
    return [one for one in found if isinstance(one, IncomingStatement)]


def bad(path: Path) -> list[BadRow]:
    """Return the rows of a file that can't be taken."""
    return [one for one in read(path) if isinstance(one, BadRow)]


def added(made: Plan, table: str) -> list[Document]:
    """Return what a plan adds to a table."""
    assert all(edit.key == "" and edit.before is None for edit in made.change.edits)
    return [edit.after for edit in made.change.edits if edit.table == table and edit.after]


def grown(path: Path, made: Plan, before: Tables | None = None) -> tuple[Records, Tables]:
    """Return a store with a plan's change made, which has to be a valid one."""
    tables: Tables = {"meta": {"1": {"schema": 1}}, "statements": {}, **(before or {})}
    tables = {table: dict(rows) for table, rows in tables.items()}
    for edit in made.change.edits:
        assert edit.after is not None
        rows = tables.setdefault(edit.table, {})
        rows[str(max(map(int, rows), default=0) + 1)] = edit.after
    return load(write_store(path, tables)), tables


def imported(paths: Sequence[Path], store: Path) -> Records:
    """Return an empty store after files were imported into it."""
    return grown(store, plan(paths, NOTHING))[0]


def again(paths: Sequence[Path], records: Records) -> Plan:
    """Return the plan of importing files into a store that may have them already."""
    return plan(paths, KnownRecords(records))
