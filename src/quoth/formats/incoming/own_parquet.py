"""The rows that quoth itself writes as Parquet, as documents: for a server that takes millions.

A row is a statement, and names what it refers to: the id and name of each actor and topic, the id
and title of the source with its publisher, its date and its address. Those records come with the
row, for where they aren't there yet.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from quoth.basics import files
from quoth.basics.places import FilePath
from quoth.editing.fields import PLACES, PLAIN
from quoth.formats.incoming.own_table import EXTRA, LOCATOR, further_of, located
from quoth.formats.incoming.records import FormatError
from quoth.formats.outgoing.parquet import COLUMNS, arrow_modules
from quoth.store.accepting import Acceptor
from quoth.store.errors import FieldError
from quoth.store.links import ID_LISTS, LINKS
from quoth.store.parsing import Document
from quoth.store.reading import read_record

_AT_ONCE: Final = 1 << 12
"""Rows that are made of columns together."""
_OF_SOURCE: Final = {
    "source": "id", "source_title": "title", "publisher": "publisher", "published": "published",
    "url": "url",
}  # fmt: skip
_ANY_KEY: Final = "1"
_OTHER: Final = "quoth export --format parquet writes those that can be loaded"
Named = tuple[str, Document]
"""A record that a row names, and its table."""


class OwnRow(NamedTuple):
    """A statement, and the records that it names."""

    row: int
    """Its number in the file, from 1."""
    document: Document
    named: Sequence[Named]


def own_rows(path: FilePath, told: Callable[[int, int], object]) -> Iterator[OwnRow]:
    """Yield the rows of a file that quoth exported as Parquet, each valid by itself.

    Args:
        path: the file.
        told: called with how many rows were read, and of how many.

    Raises:
        FormatError: the file can't be read, or a row holds no statement.
        ArchiveMissingError: pyarrow isn't installed.
    """
    arrow, parquet = arrow_modules()
    try:
        with files.opened(path) as opened, parquet.ParquetFile(opened) as file:
            _check_columns(path, file.schema_arrow.names)
            yield from _rows(path, file, told)
    except OSError as error:
        raise FormatError(path, 0, error.strerror or str(error), "check its name") from None
    except (arrow.ArrowException, UnicodeDecodeError) as error:
        problem = f"this Parquet can't be read ({str(error).partition(chr(10))[0]})"
        raise FormatError(path, 0, problem, "export it again") from None


def _check_columns(path: FilePath, names: Sequence[str]) -> None:
    """Refuse a file that has other columns than those that quoth writes."""
    missing = [name for name in COLUMNS if name not in names]
    others = [name for name in names if name not in COLUMNS]
    if missing:
        raise FormatError(path, 0, f"it has no column “{missing[0]}”", _OTHER)
    if others or len(names) != len(COLUMNS):
        which = f"“{others[0]}” isn't a column" if others else "a column is there twice"
        raise FormatError(path, 0, which, _OTHER)


def _rows(path: FilePath, file: Any, told: Callable[[int, int], object]) -> Iterator[OwnRow]:
    """Yield the rows of an open file."""
    accept, known = Acceptor().check, dict[str, Document]()
    whole, done = file.metadata.num_rows, 0
    for batch in file.iter_batches(batch_size=_AT_ONCE):
        known.clear()
        for row in batch.to_pylist():
            done += 1
            try:
                document = _document(row)
                accept(document, _ANY_KEY)
                named = [*_named(row)]
                for table, one in named:
                    if known.get(f"{table}:{one['id']}") != one:
                        read_record(table, one, _ANY_KEY)
                        known[f"{table}:{one['id']}"] = one
            except FieldError as error:
                problem = f"row {done:,}: {error.problem}"
                raise FormatError(path, 0, problem, error.remedy) from None
            except (ValueError, TypeError, KeyError, AttributeError):
                raise FormatError(path, 0, f"row {done:,}: it isn't a statement", _OTHER) from None
            yield OwnRow(done, document, named)
        told(done, whole)


def _document(row: Mapping[str, Any]) -> Document:
    """Return the statement of a row as a store holds it.

    Raises:
        ValueError: its further fields are none.
    """
    more = further_of(row[EXTRA] or "")
    if more is None:
        raise ValueError(EXTRA)
    made: Document = {name: row[name] for name in (*PLAIN, "speaker", "source") if row[name]}
    made |= {name: row[name] for name in (*ID_LISTS, "tags") if row[name]}
    if row["stances"]:
        made["stances"] = [
            {"topic": one["topic"], "position": one["position"]} for one in row["stances"]
        ]
    place = {name: row[name] for name in PLACES if row[name] is not None}
    if place or LOCATOR in more:
        made[LOCATOR] = located(place, more)
    return {**{name: one for name, one in more.items() if name != LOCATOR}, **made}


def _named(row: Mapping[str, Any]) -> Iterator[Named]:
    """Yield what a row says of the records that its statement names."""
    yield "actors", {"id": row["speaker"], "name": row["speaker_name"]}
    targets = LINKS["statements"]
    for field in ID_LISTS:
        for one, name in zip(row[field] or (), row[f"{field}_names"] or (), strict=True):
            yield targets[field], {"id": one, "name": name}
    for stance in row["stances"] or ():
        yield "topics", {"id": stance["topic"], "name": stance["topic_name"]}
    yield "sources", {field: row[name] for name, field in _OF_SOURCE.items() if row[name]}
