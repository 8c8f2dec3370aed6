"""TinyDB's door to the file: strict in what it reads, whole or not at all in what it writes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from quoth.basics.places import FilePath
from quoth.store.dumping import dumped
from quoth.store.errors import StoreError
from quoth.store.file import Stamp, is_pending, lock_path
from quoth.store.folding import fold_locked
from quoth.store.locking import locked
from quoth.store.parsing import Document, Tables, guarded, parse, read_bytes
from quoth.store.replacing import replacing


class StrictStorage(Storage):
    """A `tinydb.Storage` for `TinyDB(path, storage=StrictStorage)`.

    TinyDB's own storage overwrites the file in place: an interruption loses the file, and two
    writers overwrite each other's changes. This one replaces the file by a finished one, one writer
    at a time. What others wrote since it was read stays; if both changed a record, nothing is
    written. It refuses to read what TinyDB would misread.

    A record that is added under a number that another program has taken meanwhile gets the next
    one. To have TinyDB always return the right number, use `open_database`.
    """

    def __init__(self, path: FilePath) -> None:
        """Name the file; it is opened at each read and write."""
        super().__init__()
        self.path = os.fspath(path)
        self._data = b""
        self._stamp: Stamp | None = None
        self._holds = False

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep all others from writing, for what is read and then written; may be nested.

        Raises:
            OSError: it can't be.
        """
        if self._holds:
            yield
            return
        with locked(lock_path(self.path)):
            self._holds = True
            try:
                yield
            finally:
                self._holds = False

    def read(self) -> Tables:
        """Return the tables.

        Raises:
            StoreError: the file can't be read, or isn't a set of tables.
            OSError: a journal beside it can't be folded.
        """
        if is_pending(self.path):
            with self.held():
                fold_locked(self.path)
        stamp = guarded(self.path, lambda: _stamp(self.path))
        self._data, self._stamp = read_bytes(self.path), stamp
        return parse(self._data, self.path)

    def write(self, data: Tables) -> None:
        """Replace the file by one that holds these tables, durably and all at once.

        Raises:
            StoreError: another program changed a record that is changed here too.
            OSError: it can't be written; the file is then as it was.
        """
        with self.held():
            if is_pending(self.path):
                fold_locked(self.path)
            stamp = _stamp(self.path)
            if None not in (stamp, self._stamp) and stamp != self._stamp:
                before = parse(self._data, self.path) if self._data else {}
                data = merged(before, data, parse(read_bytes(self.path), self.path), self.path)
            made = b"".join(dumped(data))
            with replacing(self.path) as file:
                file.write(made)
            self._data, self._stamp = made, _stamp(self.path)


def merged(before: Tables, ours: Tables, theirs: Tables, path: FilePath) -> Tables:
    """Return what two programs made of the same tables, each record as who changed it left it.

    Raises:
        StoreError: both changed a record, otherwise.
    """
    made: Tables = {name: dict(table) for name, table in theirs.items()}
    for name in before.keys() | ours.keys():
        was, mine = before.get(name, {}), ours.get(name, {})
        table = made.setdefault(name, {})
        for key in (*was, *(key for key in mine if key not in was)):
            _settle(table, name, str(key), (was.get(key), mine.get(key)), path)
    return made


def _settle(
    table: dict[str, Document],
    name: str,
    key: str,
    change: tuple[Document | None, Document | None],
    path: FilePath,
) -> None:
    """Put one record as it was changed into a table that another program may have changed."""
    was, mine = change
    current = table.get(key)
    if mine in (was, current):
        return
    if was is None and mine is not None:
        table[key if current is None else str(max(map(int, table)) + 1)] = mine
    elif current != was:
        raise StoreError(
            path, f"{name} {key}", "another program changed it meanwhile",
            "read it again and repeat the change",
        )  # fmt: skip
    elif mine is None:
        del table[key]
    else:
        table[key] = mine


def _stamp(path: str) -> Stamp | None:
    """Return the stamp of a file, if it is there."""
    try:
        return Stamp.of(os.stat(path))
    except FileNotFoundError:
        return None


class _HeldTable(Table):
    """A table that no other program changes between its being read and written."""

    _storage: StrictStorage

    def insert(self, document: Mapping[str, Any]) -> int:
        """Add a record and return its number."""
        with self._storage.held():
            self._next_id = None  # others may have taken it
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Add records and return their numbers."""
        with self._storage.held():
            self._next_id = None
            return super().insert_multiple(documents)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        """Change the table."""
        with self._storage.held():
            super()._update_table(updater)


class Database(TinyDB):
    """A TinyDB that works beside others on the same file."""

    table_class = _HeldTable


def open_database(path: FilePath) -> Database:
    """Return a TinyDB of a store, for programs that would work with one."""
    return Database(path, storage=StrictStorage)
