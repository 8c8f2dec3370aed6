"""Parquet, a table by columns that DuckDB, R, pandas and others read: the extra `archive`.

One row is one statement, with all its fields; lists are lists. Beside each id stands the name, in a
column of its own that ends in `_name` or `_names`. A date is three columns: as it is written, its
first and its last day; an end that isn't known is missing, as is every text that isn't filled in.
The columns are the same whatever the statements have; each row group is written as soon as it is
full, so that a store of any size takes the same memory.

What Parquet can't hold is what UTF-8 can't: half a pair of surrogates is U+FFFD outside `extra`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import Any, Final

from quoth.basics.dates import Date
from quoth.basics.text import encodable
from quoth.editing.fields import PLACES, PLAIN
from quoth.formats.outgoing.csv import extra_of
from quoth.formats.outgoing.selection import Selection
from quoth.store.links import ID_LISTS, LINKS
from quoth.store.model import Locator, Statement
from quoth.store.snapshot import Snapshot

_AT_ONCE: Final = 1 << 10
"""Statements that are read before they are put into columns."""
_GROUP: Final = 1 << 16
"""Rows of a row group."""
_EPOCH: Final = 719_163
"""The first of January 1970, counted as days are here."""
_LAST: Final = 3_652_059
"""The last day of the year 9999."""
_TEXT, _TEXTS, _DAY, _NUMBER = "string", "list<string>", "date", "number"
_STANCES: Final = "stances"


def _columns() -> Iterator[tuple[str, str]]:
    """Yield the names of the columns, and what each holds."""
    for name in PLAIN:
        yield name, _TEXT
        if name == "said":
            yield from (("said_from", _DAY), ("said_to", _DAY))
    yield from (("speaker", _TEXT), ("speaker_name", _TEXT))
    for name in ID_LISTS:
        yield from ((name, _TEXTS), (f"{name}_names", _TEXTS))
    yield from ((_STANCES, _STANCES), ("tags", _TEXTS))
    yield from ((name, _TEXT) for name in ("source", "source_title", "publisher", "published"))
    yield from (("published_from", _DAY), ("published_to", _DAY), ("url", _TEXT))
    yield from ((name, _NUMBER) for name in PLACES)
    yield "extra", _TEXT


COLUMNS: Final = dict(_columns())
"""The columns, each with what it holds."""


class ArchiveMissingError(Exception):
    """What writes Parquet isn't installed; the message is one line that says what to do."""


def pieces(selection: Selection) -> Iterator[bytes]:
    """Return the bytes of a file, row group by row group.

    Raises:
        ArchiveMissingError: pyarrow isn't installed.
    """
    return _written(selection, *arrow_modules())


def arrow_modules() -> tuple[Any, Any]:
    """Import what reads and writes Parquet: pyarrow and its module for Parquet.

    Raises:
        ArchiveMissingError: pyarrow isn't installed.
    """
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise ArchiveMissingError(
            "Parquet needs pyarrow; install it with: pip install 'quoth[archive]'"
        ) from None


def _written(selection: Selection, arrow: Any, parquet: Any) -> Iterator[bytes]:
    """Yield the bytes of a file."""
    schema = _schema(arrow)
    sink = _Sink()
    file = arrow.PythonFile(sink, mode="w")
    with parquet.ParquetWriter(file, schema, compression="zstd", version="2.6") as writer:
        batches = _batches(selection, arrow, schema)
        while group := list(islice(batches, _GROUP // _AT_ONCE)):
            table = arrow.Table.from_batches(group, schema)
            writer.write_table(table, row_group_size=_GROUP)
            del group, table  # before the next are read: else both are there at once
            yield sink.taken()
    file.flush()
    yield sink.taken()


class _Sink:
    """A file that keeps what is written until it is taken."""

    closed = False

    def __init__(self) -> None:
        """Start with nothing."""
        self._waiting = bytearray()
        self._at = 0

    def write(self, data: Any) -> int:
        """Keep some bytes."""
        octets = memoryview(data).cast("B")
        self._waiting += octets
        self._at += len(octets)
        return len(octets)

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self._at

    def flush(self) -> None:
        """Do nothing: what is written is at hand."""

    def close(self) -> None:
        """Do nothing: what is written is still to be taken."""

    def taken(self) -> bytes:
        """Return what was written since it was last taken."""
        found = bytes(self._waiting)
        self._waiting.clear()
        return found


def _schema(arrow: Any) -> Any:
    """Return the types of the columns."""
    text = arrow.string()
    stance = arrow.struct([("topic", text), ("topic_name", text), ("position", text)])
    types = {
        _TEXT: text, _TEXTS: arrow.list_(text), _DAY: arrow.date32(), _NUMBER: arrow.int64(),
        _STANCES: arrow.list_(stance),
    }  # fmt: skip
    return arrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])


def _batches(selection: Selection, arrow: Any, schema: Any) -> Iterator[Any]:
    """Yield the rows, some at once, column by column."""
    statements = selection.statements()
    while some := list(islice(statements, _AT_ONCE)):
        rows = [_row(selection.corpus, one) for one in some]
        arrays = [
            _array(arrow, list(column), field.type)
            for column, field in zip(zip(*rows, strict=True), schema, strict=True)
        ]
        yield arrow.RecordBatch.from_arrays(arrays, schema=schema)


def _array(arrow: Any, values: list[object], kind: Any) -> Any:
    """Return a column."""
    if kind == arrow.date32():
        return arrow.array(values, arrow.int32()).cast(kind)
    try:
        return arrow.array(values, kind)
    except UnicodeEncodeError:
        return arrow.array([*map(_whole, values)], kind)


def _whole(value: Any) -> Any:
    """Return a value with U+FFFD in the place of each half of a pair of surrogates."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {name: _whole(one) for name, one in value.items()}
    return [*map(_whole, value)] if isinstance(value, list) else value


def _row(corpus: Snapshot, statement: Statement) -> Sequence[object]:
    """Return the values of a statement, in the order of the columns."""
    source = corpus.sources[statement.source]
    locator = statement.locator or Locator()
    values: dict[str, object] = {}
    for name in PLAIN:
        values[name] = _plain(getattr(statement, name))
    values["said_from"], values["said_to"] = _days(statement.said)
    values["speaker"] = statement.speaker
    values["speaker_name"] = corpus.actors[statement.speaker].name
    for name in ID_LISTS:
        table: Any = getattr(corpus, LINKS["statements"][name])
        values[name] = ids = list(getattr(statement, name))
        values[f"{name}_names"] = [table[one].name for one in ids]
    values[_STANCES] = [
        {"topic": one.topic, "topic_name": corpus.topics[one.topic].name,
         "position": str(one.position)}
        for one in statement.stances
    ]  # fmt: skip
    values["tags"] = list(statement.tags)
    values |= {"source": statement.source, "source_title": source.title}
    values |= {"publisher": source.publisher or None, "published": _plain(source.published)}
    values["published_from"], values["published_to"] = _days(source.published)
    values["url"] = source.url or None
    values |= {name: getattr(locator, name) for name in PLACES}
    values["extra"] = extra_of(statement) or None
    return [values[name] for name in COLUMNS]


def _plain(value: object) -> str | None:
    """Return a text, a choice or a date as it is written; nothing where it is missing."""
    return value.text if isinstance(value, Date) else str(value or "") or None


def _days(date: Date | None) -> tuple[int | None, int | None]:
    """Return the first and the last day of a date: those that are known, of the years 1 to 9999.

    Other years can't be read by most programs.
    """
    if date is None:
        return None, None
    first, last = (day - _EPOCH if 0 < day <= _LAST else None for day in (date.first, date.last))
    return first, last
