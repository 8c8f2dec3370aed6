"""A whole store into a server's, which is empty: by COPY, in one transaction.

Only the owner of the store can push: the server accepts COPY from no one else.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.store.errors import StoreError
from quoth.store.parsing import Document, Tables
from quoth.store.server.connecting import ServerRefusal, telling
from quoth.store.server.documents import HIGHEST, ServerRow, row_of
from quoth.store.server.migrating import right
from quoth.store.server.pulling import Progress, silent

if TYPE_CHECKING:
    from quoth.store.server.connecting import Connection

_PIECE: Final = 1 << 18
"""Characters that are sent at once, or some more."""
_RECORDS: Final = """
    copy quoth.records (tbl, key, id, rev, place, layer, links, body) from stdin
"""
_STATEMENTS: Final = """
    copy quoth.statements (key, id, rev, place, layer, links, speaker, source, status, said, body)
    from stdin
"""
_SETTLINGS: Final = "copy quoth.settlings (key, body) from stdin"
_INDEXES: Final = """
    select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
        where i.indrelid = 'quoth.statements'::regclass and not i.indisunique
"""
_IS_EMPTY: Final = """
    select not exists (select from quoth.statements)
        and not exists (select from quoth.records where tbl <> 'meta')
"""


class Sent(NamedTuple):
    """A record to be sent."""

    table: str
    key: str
    document: Document


def push(
    connection: "Connection",
    tables: Tables,
    title: str,
    shown: str,
    progress: Progress = silent,
) -> int:
    """Put all records of a store on a server, as `push_records`, and return how many there are.

    Args:
        connection: as there.
        tables: a valid store.
        title: as there.
        shown: as there.
        progress: called with the number of records that are sent, and of how many.
    """
    many = sum(map(len, tables.values()))
    records = (Sent(table, *one) for table, rows in tables.items() for one in rows.items())
    return push_records(connection, records, title, shown, lambda done: progress(done, many))


def push_records(
    connection: "Connection",
    records: Iterable[Sent],
    title: str,
    shown: str,
    progress: Callable[[int], object] = silent,
) -> int:
    """Put records on a server as they come, and return how many there are.

    No more of them is held than a piece that is sent at once, and what curated statements settle.
    A store that has no title of its own goes by the name of its file: that becomes its title, as a
    store on a server has no file.

    Args:
        connection: of an owner, to a server that has a store without a record; it shouldn't end
            statements that take long.
        records: all of a valid store, those of each table in order.
        title: what it is called.
        shown: what the store on the server goes by in messages.
        progress: called with the number of records that are sent.

    Raises:
        StoreError: there are records already, the person doesn't own the store, a key is too high,
            or the server can't take it. Nothing is changed then.
    """
    with telling(shown), connection.transaction():
        if right(connection) != "owner":
            problem = "only an owner of the store may fill it"
            raise ServerRefusal(shown, "", problem, "ask one")
        revision = _number(connection, "select quoth.next_revision()")
        if not _number(connection, _IS_EMPTY):
            problem = "there are records in this store already"
            raise StoreError(shown, "", problem, "nothing was changed; push into an empty one")
        connection.execute("delete from quoth.records")
        checked = _checked(_titled(records, title), shown)
        many = _fill(connection, checked, revision, progress)
        connection.execute("select quoth.place_records(%s, null)", [revision])
        connection.execute(
            "insert into quoth.changes (rev, label) values (%s, %s)", [revision, "push a store"]
        )
        connection.execute("select quoth.tell(array[null])")
    with telling(shown):
        connection.execute("analyze quoth.records, quoth.statements")
    return many


def _titled(records: Iterable[Sent], title: str) -> Iterator[Sent]:
    """Yield records, last what the store says of itself: with a title, if it has none."""
    meta: list[Sent] = []
    for one in records:
        if one.table == "meta":
            meta.append(one)
        else:
            yield one
    if not any(one.document.get("title") for one in meta):
        first = meta[0] if meta else Sent("meta", "1", {})
        meta[:1] = [first._replace(document={"schema": 1, **first.document, "title": title})]
    yield from meta


def _checked(records: Iterable[Sent], shown: str) -> Iterator[Sent]:
    """Yield records, and refuse keys that a server's numbers don't reach."""
    for one in records:
        if len(one.key) > 18 and (len(one.key) > 19 or int(one.key) > HIGHEST):
            problem = "its key is too high for a server"
            raise StoreError(shown, f"{one.table} {one.key}", problem, "renumber it in the file")
        yield one


def _fill(
    connection: "Connection",
    records: Iterable[Sent],
    revision: int,
    progress: Callable[[int], object],
) -> int:
    """Send all records and return how many; the indexes of statements are made at the end."""
    indexes = connection.execute(_INDEXES).fetchall()
    for name, _ in indexes:
        connection.execute(f"drop index {name}".encode())
    places: Counter[str] = Counter()
    settled: list[str] = []
    done = 0
    for are_statements, some in groupby(records, lambda one: one.table == "statements"):
        if are_statements:
            lines = _statement_lines(some, revision, places, settled)
        else:
            lines = _record_lines(some, revision, places)
        how = _STATEMENTS if are_statements else _RECORDS
        done = _send(connection, how, lines, done, progress)
    _send(connection, _SETTLINGS, iter(settled), 0, silent)
    for _, made in indexes:
        connection.execute(made.encode())
    return done


def _send(
    connection: "Connection",
    how: str,
    lines: Iterator[str],
    done: int,
    progress: Callable[[int], object],
) -> int:
    """Send lines for COPY in pieces, and return how many were sent up to now."""
    waiting: list[str] = []
    length = 0
    with connection.cursor().copy(how.encode()) as copy:
        for line in lines:
            waiting.append(line)
            length += len(line)
            done += 1
            if length >= _PIECE:
                copy.write("".join(waiting))
                waiting.clear()
                length = 0
                progress(done)
        copy.write("".join(waiting))
    progress(done)
    return done


def send(connection: "Connection", rows: Sequence[ServerRow], revision: int, place: int) -> None:
    """Send some rows, in order; they come after those whose place is lower."""
    records, statements, settled = [], [], []
    for number, row in enumerate(rows, place + 1):
        if row.table == "statements":
            statements.append(_statement_line(row, revision, number))
            if row.settled is not None:
                settled.append(_line(row.key, row.settled))
        else:
            records.append(_record_line(row, revision, number))
    for how, lines in ((_RECORDS, records), (_STATEMENTS, statements), (_SETTLINGS, settled)):
        if lines:
            _send(connection, how, iter(lines), 0, silent)


def _record_lines(records: Iterable[Sent], revision: int, places: Counter[str]) -> Iterator[str]:
    """Yield the lines of records of other tables than that of statements."""
    for table, key, document in records:
        places[table] += 1
        yield _record_line(row_of(table, key, document), revision, places[table])


def _statement_lines(
    statements: Iterable[Sent], revision: int, places: Counter[str], settled: list[str]
) -> Iterator[str]:
    """Yield the lines of statements, and put those of what they settle on a list."""
    for table, key, document in statements:
        places[table] += 1
        row = row_of(table, key, document)
        if row.settled is not None:
            settled.append(_line(row.key, row.settled))
        yield _statement_line(row, revision, places[table])


def _record_line(row: ServerRow, revision: int, place: int) -> str:
    """Return the line of a record of another table than that of statements."""
    return _line(row.table, row.key, row.id, revision, place, row.layer, row.links, row.body)


def _statement_line(row: ServerRow, revision: int, place: int) -> str:
    """Return the line of a statement."""
    return _line(
        row.key, row.id, revision, place, row.layer, row.links, row.speaker, row.source,
        row.status, row.said, row.body,
    )  # fmt: skip


def _line(*values: object) -> str:
    """Return a row as COPY reads it."""
    return "\t".join(map(_field, values)) + "\n"


def _field(value: object) -> str:
    """Return a value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, tuple):
        return _quoted(_array(value))
    return str(value)


def _quoted(text: str) -> str:
    """Return a text with what would end a field, or a line, spelt out."""
    text = text.replace("\\", "\\\\").replace("\t", "\\t")
    return text.replace("\n", "\\n").replace("\r", "\\r")


def _array(items: tuple[str, ...]) -> str:
    """Return texts as an array is written."""
    if not items:
        return "{}"
    inner = "\0".join(items).replace("\\", "\\\\").replace('"', '\\"').replace("\0", '","')
    return f'{{"{inner}"}}'


def _number(connection: "Connection", asked: str) -> int:
    """Return the one number that a query finds."""
    found = connection.execute(asked.encode()).fetchone()
    return int(found[0]) if found else 0
