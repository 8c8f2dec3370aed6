"""The tables of an SQLite file that another program made, read as plain rows.

Such a file may be damaged, or made to do harm: its tables may be views, be generated or come from a
module; its pages may lead in circles, so that a small file has more rows than any disk holds. Here
a table is read once, from its beginning to its end, without an index, and no more is taken of it
than a file of its size can hold. Whatever SQLite finds wrong is a `FormatError`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from quoth.basics import files
from quoth.basics.places import FilePath
from quoth.formats.incoming.lines import WHOLE, guarded
from quoth.formats.incoming.records import FormatError

Value = object
"""What stands in a cell: a text, a number, bytes, or nothing."""
_GROWTH: Final = 4
"""How much longer texts may become than the file: one in UTF-16 does."""
_SPARE: Final = 1 << 16
_LONGEST: Final = 120
"""Characters of what SQLite says is wrong; it repeats names of the file."""


class PlainTables:
    """The tables of an open file."""

    def __init__(self, database: sqlite3.Connection, path: FilePath, size: int) -> None:
        """Take the file, and how many bytes it has."""
        self._database = database
        self._path = path
        self._most = _GROWTH * size + _SPARE
        with _sound(path):
            # A view has no page of its own, nor has a table that comes from a module.
            found = database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
            ).fetchall()
        self.names = frozenset(str(name).upper() for (name,) in found)

    def rows(
        self, table: str, *columns: str, optional: Sequence[str] = ()
    ) -> Iterator[Sequence[Value]]:
        """Yield the rows of a table, in the file's order; columns that may be missing come last.

        Raises:
            FormatError: it has no such columns, or is damaged.
        """
        there = self._check_columns(table, columns)
        listed = ", ".join(
            [f'"{column}"' for column in columns]
            + [f'"{one}"' if one.upper() in there else "NULL" for one in optional]
        )
        left = self._most
        query = f'SELECT {listed} FROM "{table}" NOT INDEXED'  # noqa: S608  # names of our own
        with closing(_fetched(self._database, query, self._path)) as rows:
            for row in rows:
                left -= 1 + sum(len(cell) for cell in row if isinstance(cell, str | bytes))
                if left < 0:
                    raise damaged(self._path, f"its table {table} is larger than the file")
                yield row

    def _check_columns(self, table: str, columns: Sequence[str]) -> frozenset[str]:
        """Check that a table has some columns, and that its rows hold all; return which it has."""
        with _sound(self._path):
            found = self._database.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
        if any(hidden for *_, hidden in found):
            raise damaged(self._path, f"its table {table} has generated columns")
        there = frozenset(str(name).upper() for _, name, *_ in found)
        missing = next((one for one in columns if one.upper() not in there), "")
        if missing:
            raise damaged(self._path, f"its table {table} has no column {missing}")
        return there


@contextmanager
def opened(path: FilePath) -> Iterator[PlainTables]:
    """Open a file so that nothing can change it, nor anything in it act.

    Raises:
        FormatError: it can't be read, or isn't one of SQLite.
    """
    size = guarded(path, lambda: _size(path))
    if size > WHOLE:
        raise FormatError(path, 0, "it is larger than 1 GiB", "export its parts one by one")
    address = f"{Path(path).resolve().as_uri()}?mode=ro&immutable=1"
    with _sound(path):
        database = sqlite3.connect(address, uri=True)
    with closing(database):
        database.text_factory = lambda data: data.decode("utf-8", "replace")
        with _sound(path):
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA query_only = ON")
        yield PlainTables(database, path, size)


def damaged(path: FilePath, problem: str) -> FormatError:
    """Return the error for a file that is damaged."""
    return FormatError(path, 0, f"it is damaged: {problem}", "restore a copy of it")


def _size(path: FilePath) -> int:
    """Return how many bytes a regular file has."""
    with files.opened(path) as file:
        return file.seek(0, os.SEEK_END)


def _fetched(
    database: sqlite3.Connection, query: str, path: FilePath
) -> Generator[Sequence[Value], None, None]:
    """Yield the rows that a query finds; each may be the one at which SQLite sees damage."""
    with _sound(path):
        rows = database.execute(query)
    while True:
        with _sound(path):
            row = rows.fetchone()
        if row is None:
            return
        yield row


@contextmanager
def _sound(path: FilePath) -> Iterator[None]:
    """Say in one line what SQLite finds wrong with a file."""
    try:
        yield
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError, MemoryError) as error:
        said = str(error) or type(error).__name__
        raise FormatError(
            path, 0, f"it can't be read ({said[:_LONGEST]})", "restore a copy of it"
        ) from None
