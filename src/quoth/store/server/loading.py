"""Records beside those that a store on a server has: by COPY, piece by piece.

Each piece is a transaction, and the journal says how far it went, so that an interrupted load
continues there. A digest of the records distinguishes the file from another one of its name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator, Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.store.errors import StoreError
from quoth.store.parsing import Document
from quoth.store.server.connecting import ServerRefusal, telling
from quoth.store.server.documents import (
    LOWEST_OF_CODERS,
    ServerRow,
    escaped,
    joined,
    row_of,
    unescaped,
)
from quoth.store.server.migrating import right
from quoth.store.server.pushing import send

if TYPE_CHECKING:
    from quoth.store.server.connecting import Connection

PIECE: Final = 20_000
"""Records of a piece, or some more."""
_KEYS: Final = """
    select tbl, max(key) from quoth.records group by tbl
    union all select 'statements', max(key) from quoth.statements where key < %s
"""
_LABEL: Final = "load {name}: {many} records ({digest})"
_MARKS: Final = "select label from quoth.changes where left(label, length(%s)) = %s"
_THERE: Final = """
    select r.tbl, r.id from quoth.records r
        join unnest(%s::text[], %s::text[]) as n (tbl, id) on r.tbl = n.tbl and r.id = n.id
"""
_LINKS: Final = "select quoth.broken_link(%s::text[], %s::text[], %s::text[], %s::text[])"


class NewRecord(NamedTuple):
    """A record that is to be loaded, and the place that a message names."""

    place: str
    table: str
    document: Document
    named: Sequence[tuple[str, Document]] = ()
    """Records that it names, by table: they are added before it where they aren't there yet."""


class Loaded(NamedTuple):
    """How far it is."""

    records: int
    were_there: int
    """How many of them an earlier run had loaded."""


def load(
    connection: Connection, records: Iterable[NewRecord], name: str, shown: str, piece: int = PIECE
) -> Generator[Loaded, None, None]:
    """Load records, and yield after each piece how far it is.

    Args:
        connection: of an owner, to a server that has a store.
        records: valid ones, each after those that it names, but for the actors that actors name.
        name: what they are of: a file. What an earlier run loaded of it is passed over.
        shown: what the store on the server goes by in messages.
        piece: how many records are sent in a transaction, at least.

    Raises:
        StoreError: the person doesn't own the store, or a record can't be taken: what it names is
            missing, or its id is taken. The pieces before stay.
    """
    with telling(shown):
        if right(connection) != "owner":
            raise ServerRefusal(shown, "", "only an owner of the store may fill it", "ask one")
        there = _mark(connection, name)
    done = 0
    digest = hashlib.sha256()
    waiting: list[NewRecord] = []
    for record in records:
        digest.update(_told(record).encode("utf-8", "backslashreplace"))
        done += 1
        if there is not None and done <= there[0]:
            if done == there[0] and digest.hexdigest() != there[1]:
                problem = f"{there[0]:,} records of a file of this name were loaded, of another one"
                raise StoreError(name, record.place, problem, "give the file another name")
            continue
        waiting.append(record)
        # Actors name each other, in any order.
        if len(waiting) >= piece and record.table != "actors":
            _load(connection, waiting, (name, done, digest.hexdigest()), shown)
            waiting = []
            yield Loaded(done, there[0] if there else 0)
    if waiting:
        _load(connection, waiting, (name, done, digest.hexdigest()), shown)
    with telling(shown):
        connection.execute("analyze quoth.records, quoth.statements")
    yield Loaded(done, min(there[0], done) if there else 0)


def _told(record: NewRecord) -> str:
    """Return all of a record as a text."""
    return repr(record[1:] if record.named else record[1:3])


def _mark(connection: Connection, name: str) -> tuple[int, str] | None:
    """Return how many records of a file were loaded, and their digest."""
    begins = escaped(f"load {name}: ")
    pattern = re.compile(r"(\d+) records \(([0-9a-f]{64})\)")
    labels = connection.execute(_MARKS, [begins, begins]).fetchall()
    found = [pattern.fullmatch(label[len(begins) :]) for (label,) in labels]
    return max(((int(one[1]), one[2]) for one in found if one), default=None)


def _load(
    connection: Connection, records: Sequence[NewRecord], mark: tuple[str, int, str], shown: str
) -> None:
    """Load a piece, and note it."""
    name, many, digest = mark
    _check_circles(records)
    with telling(shown), connection.transaction():
        revision = _one(connection, "select quoth.next_revision()")
        highest = {
            table: key or 0
            for table, key in connection.execute(_KEYS, [LOWEST_OF_CODERS]).fetchall()
        }
        records = _with_named(connection, records)
        rows = []
        for record in records:
            key = highest[record.table] = highest.get(record.table, 0) + 1
            rows.append(row_of(record.table, str(key), record.document))
        send(connection, rows, revision, revision * 1024)
        _check_links(connection, records, rows)
        connection.execute("select quoth.place_records(%s, null)", [revision])
        label = escaped(_LABEL.format(name=name, many=many, digest=digest))
        connection.execute(
            "insert into quoth.changes (rev, label) values (%s, %s)", [revision, label]
        )
        connection.execute("select quoth.tell(%s::text[])", [list({row.layer for row in rows})])


def _with_named(connection: Connection, records: Sequence[NewRecord]) -> Sequence[NewRecord]:
    """Return records, before each what it names and isn't there: on the server or before it."""
    named = {
        (table, escaped(str(document["id"])))
        for record in records
        for table, document in record.named
    }
    if not named:
        return records
    tables, ids = zip(*named, strict=True)
    there = {*connection.execute(_THERE, [list(tables), list(ids)]).fetchall()}
    found = []
    for record in records:
        for table, document in record.named:
            which = table, escaped(str(document["id"]))
            if which not in there:
                there.add(which)
                found.append(NewRecord(record.place, table, document))
        found.append(record)
    return found


def _check_links(
    connection: Connection, records: Sequence[NewRecord], rows: Sequence[ServerRow]
) -> None:
    """Refuse what names something that isn't there.

    Raises:
        StoreError: for the first record that does.
    """
    links = list({joined(row.links) for row in rows})
    found = connection.execute(_LINKS, [["new"], [None], ["new"], links]).fetchone()
    lost = found[0] if found else None
    if lost is None:
        return
    record = next(one for one, row in zip(records, rows, strict=True) if lost in row.links)
    table, _, record_id = unescaped(lost).partition(":")
    problem = f"it names “{record_id}” of the {table}, which this store doesn't have"
    raise StoreError(record.place, "", problem, "load that before it")


def _check_circles(records: Sequence[NewRecord]) -> None:
    """Refuse actors who belong to themselves.

    Raises:
        StoreError: for the first of them.
    """
    actors = {
        one.document["id"]: (one.document.get("affiliation"), one.place)
        for one in records
        if one.table == "actors"
    }
    settled: set[object] = set()
    for start in actors:
        trail: set[object] = set()
        current: object = start
        while current in actors and current not in settled:
            if current in trail:
                problem = "its affiliations lead back to itself"
                raise StoreError(actors[current][1], "", problem, "correct one of them")
            trail.add(current)
            current = actors[current][0]
        settled |= trail


def _one(connection: Connection, asked: str) -> int:
    """Return the one number that a query finds."""
    found = connection.execute(asked.encode()).fetchone()
    return int(found[0]) if found else 0
