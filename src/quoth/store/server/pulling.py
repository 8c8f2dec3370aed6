"""What of a store on a server a person may see, into a file of the usual format."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple

from quoth.basics.places import FilePath
from quoth.store.dumping import encoded, indented
from quoth.store.errors import StoreError
from quoth.store.replacing import replacing
from quoth.store.server.connecting import telling
from quoth.store.server.documents import document_of

if TYPE_CHECKING:
    from quoth.store.server.connecting import Connection

TABLES: Final = (
    "meta", "actors", "sources", "topics", "events", "checks", "wordings", "statements",
)  # fmt: skip
"""The tables of a file, in order; those that this version doesn't know come after them."""
_OFTEN: Final = 5_000
"""Records between two sayings of how far it is."""
_REVISION: Final = """
    select greatest(
        (select max(rev) from quoth.records), (select max(rev) from quoth.statements),
        (select max(rev) from quoth.gone), (select max(rev) from quoth.changes), 0)
"""
_COUNT: Final = """
    select (select count(*) from quoth.records) + (select count(*) from quoth.statements)
"""
_UNKNOWN: Final = "select distinct tbl from quoth.records where tbl <> all(%s) order by tbl"
_RECORDS: Final = """
    copy (select key, body::text, null::text from quoth.records where tbl = {} order by place, key)
    to stdout (format binary)
"""
_STATEMENTS: Final = """
    copy (select s.key, s.body::text, t.body::text
        from quoth.statements s left join quoth.settlings t on t.key = s.key
        order by s.place, s.key)
    to stdout (format binary)
"""

Progress = Callable[[int, int], object]
"""Called with the number of records that are done, and of how many."""


def silent(*_: int) -> None:
    """Tell nothing of how far it is."""


class Pulled(NamedTuple):
    """What was pulled."""

    revision: int
    """Up to which all that the person may see is there."""
    records: int


def revision_of(connection: Connection) -> int:
    """Return the newest revision that the person may see something of."""
    found = connection.execute(_REVISION).fetchone()
    return int(found[0]) if found else 0


def pull(
    connection: Connection,
    path: FilePath,
    shown: str,
    progress: Progress = silent,
    *,
    is_copy: bool = False,
) -> Pulled:
    """Write all that the person may see as a file.

    Args:
        connection: to a server that has a store.
        path: the file, which is replaced once all is there.
        shown: what the store goes by in messages.
        progress: called with the number of records that are written, and of how many.
        is_copy: whether the file is read only by quoth: only its owner may read it then, and each
            record is on one line.

    Raises:
        StoreError: the server can't be asked, or the file can't be written.
    """
    try:
        with telling(shown), replacing(path) as file:
            if is_copy and hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), 0o600)
            with connection.transaction():
                connection.execute("set transaction isolation level repeatable read, read only")
                return _write(connection, file, progress, is_copy=is_copy)
    except OSError as error:
        problem = f"it can't be written ({error.strerror or error})"
        raise StoreError(path, "", problem, "check its permissions and free space") from error


def _write(connection: Connection, file: BinaryIO, progress: Progress, *, is_copy: bool) -> Pulled:
    """Write all tables."""
    revision = revision_of(connection)
    whole = _number(connection, _COUNT)
    more = [row[0] for row in connection.execute(_UNKNOWN, [list(TABLES)])]
    done = 0
    before = b"{"
    for table in (*TABLES, *more):
        file.write(encoded(f"{before.decode()}\n {json.dumps(table, ensure_ascii=False)}: {{"))
        separator = ""
        for key, body, settled in _rows(connection, table):
            text = _text(body, settled, is_copy=is_copy)
            file.write(encoded(f'{separator}\n  "{key}": {text}'))
            separator = ","
            done += 1
            if done % _OFTEN == 0:
                progress(done, whole)
        file.write(b"\n }" if separator else b"}")
        before = b","
    file.write(b"\n}\n")
    progress(done, whole)
    return Pulled(revision, done)


def _text(body: str, settled: str | None, *, is_copy: bool) -> str:
    """Return a record as the file has it."""
    if is_copy and settled is None and "\\u001a" not in body:
        return body
    document = document_of(body, settled)
    return json.dumps(document, ensure_ascii=False) if is_copy else indented(document, "\n  ")


def _rows(connection: Connection, table: str) -> Iterator[tuple[int, str, str | None]]:
    """Yield the records of a table in order: key, body, and what they settle."""
    from psycopg import sql  # noqa: PLC0415  # for a store on a server alone

    asked: Any = sql.SQL(_RECORDS).format(sql.Literal(table))
    if table == "statements":
        asked = _STATEMENTS
    with connection.cursor().copy(asked) as copy:
        copy.set_types(["int8", "text", "text"])
        yield from copy.rows()


def _number(connection: Connection, asked: str) -> int:
    """Return the one number that a query finds."""
    found = connection.execute(asked.encode()).fetchone()
    return int(found[0]) if found else 0
