"""Tables for spreadsheets and scripts: comma-separated (RFC 4180) and tab-separated, in UTF-8.

One row is one statement, with all its fields, and with what its source says of itself. Lists stand
in one cell, `; ` between their items; stances are `topic:position`; where a statement stands in its
source is three columns; fields that this version does not know are an object of JSON in `extra`,
those of the place as its `locator`. No cell is a formula (`quoth.formats.cells`). A text that holds
a line break or a separator is in quotation marks, in both kinds of table.

What a table can't hold is what UTF-8 can't: half a pair of surrogates is U+FFFD outside `extra`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from typing import Final

from quoth.basics.dates import Date
from quoth.editing.fields import FIELDS, PLACES, PLAIN
from quoth.formats.cells import guard, joined, stance_text
from quoth.formats.outgoing.selection import Selection
from quoth.store.links import ID_LISTS
from quoth.store.model import Locator, Statement
from quoth.store.snapshot import Snapshot

_BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "speaker": ("speaker", "speaker_name"),
    "source": ("source", "source_title", "publisher", "published", "url"),
    "locator": tuple(PLACES),
}
"""The columns of the fields that have others beside them, or in their place."""
COLUMNS: Final = (
    *(column for name in FIELDS["statements"] for column in _BESIDE.get(name, (name,))),
    "extra",
)


class RowEcho:
    """A file for `csv.writer` that keeps nothing: each row is what writing it returns."""

    def write(self, row: str) -> str:
        """Return a row."""
        return row


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the rows of a table separated by commas."""
    return _table(selection, ",")


def tabbed_pieces(selection: Selection) -> Iterator[str]:
    """Yield the rows of a table separated by tabs."""
    return _table(selection, "\t")


def _table(selection: Selection, separator: str) -> Iterator[str]:
    """Yield the rows of a table, that of the names first."""
    writer = csv.writer(RowEcho(), delimiter=separator)
    yield str(writer.writerow(COLUMNS))
    for statement in selection.statements():
        cells = _cells(selection.corpus, statement)
        yield str(writer.writerow([guard(cells[name]) for name in COLUMNS]))


def _cells(corpus: Snapshot, statement: Statement) -> dict[str, str]:
    """Return what stands in the columns of a statement's row."""
    source = corpus.sources[statement.source]
    locator = statement.locator or Locator()
    return {
        **{name: _plain(getattr(statement, name)) for name in PLAIN},
        **{name: joined(getattr(statement, name)) for name in (*ID_LISTS, "tags")},
        "speaker": statement.speaker,
        "speaker_name": corpus.actors[statement.speaker].name,
        "source": statement.source,
        "source_title": source.title,
        "publisher": source.publisher,
        "published": _plain(source.published),
        "url": source.url,
        "stances": joined(map(stance_text, statement.stances)),
        **{name: _number(getattr(locator, name)) for name in PLACES},
        "extra": extra_of(statement),
    }


def _plain(value: object) -> str:
    """Return a text, a choice or a date as it is written; nothing where it is missing."""
    return value.text if isinstance(value, Date) else str(value or "")


def _number(number: int | None) -> str:
    """Return a number that may be missing."""
    return "" if number is None else str(number)


def extra_of(statement: Statement) -> str:
    """Return the fields that this version does not know, as an object of JSON."""
    extra = dict(statement.extra)
    locator = statement.locator
    if locator is not None and (locator.extra or locator == Locator()):
        extra["locator"] = dict(locator.extra)
    return json.dumps(extra) if extra else ""
