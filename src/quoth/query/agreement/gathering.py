"""The statements of a query as units of the coders who made them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from quoth.basics.text import words
from quoth.query.agreement.units import CodedSource, CodedUnit
from quoth.store.model import Locator, Source, Statement
from quoth.store.snapshot import Snapshot

_TEXT: Final = "text"
"""What a source has as a field beyond its own, where its text was taken in."""


def gathered(corpus: Snapshot, rows: Sequence[int]) -> list[CodedSource]:
    """Return the sources of some statements, each with what was coded there, and by whom.

    Statements of which nobody is known who coded them are left out.
    """
    ahead = corpus.read_ahead(rows)
    by_source: defaultdict[str, list[CodedUnit]] = defaultdict(list)
    for row in rows:
        statement = corpus.read_statement(row)
        if statement.coder:
            by_source[statement.source].append(unit_of(statement, statement.coder))
    del ahead
    return [_coded(corpus.sources[one], units) for one, units in sorted(by_source.items())]


def _coded(source: Source, units: Sequence[CodedUnit]) -> CodedSource:
    """Return a source with its units."""
    coders = tuple(sorted({unit.coder for unit in units}))
    return CodedSource(source.id, _length(source, units), coders, units)


def unit_of(statement: Statement, coder: str) -> CodedUnit:
    """Return a statement as a unit of its coder."""
    span = _span(statement.locator)
    return CodedUnit(
        statement.id,
        statement.source,
        coder,
        span,
        str(statement.kind),
        statement.speaker,
        statement.via,
        frozenset([*statement.topics, *(one.topic for one in statement.stances)]),
        {one.topic: str(one.position) for one in statement.stances},
        frozenset(words(statement.quote)) if span is None else frozenset(),
    )


def _span(place: Locator | None) -> tuple[int, int] | None:
    """Return the characters that a place takes, where it says which."""
    if place is None or place.start is None or place.end is None or place.start >= place.end:
        return None
    return place.start, place.end


def _length(source: Source, units: Iterable[CodedUnit]) -> int:
    """Return how many characters a source has: of its text, or up to the last that was coded."""
    text = source.extra.get(_TEXT)
    ends = [unit.span[1] for unit in units if unit.span is not None]
    return max([len(text) if isinstance(text, str) else 0, *ends])
