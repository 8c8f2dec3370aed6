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


def gathered(
    corpus: Snapshot, rows: Sequence[int], *, is_everything: bool = False
) -> list[CodedSource]:
    """Return the sources of some statements, each with what was coded there, and by whom.

    Each layer belongs to a coder. If there are no layers, a statement belongs to the coder that is
    noted on it; statements without one are left out. If coders close sources, only the sources that
    they closed count as coded by them.

    Args:
        corpus: What holds the statements.
        rows: Which statements.
        is_everything: Whether they are all: then sources in which no one found any count, too.
    """
    ahead = corpus.read_ahead(rows)
    statements = [corpus.read_statement(row) for row in rows]
    del ahead
    layered = [one for one in statements if one.layer]
    by_source: defaultdict[str, list[CodedUnit]] = defaultdict(list)
    for one in layered or [one for one in statements if one.coder]:
        by_source[one.source].append(unit_of(one, one.layer or one.coder))
    sources = [corpus.sources[one] for one in sorted(by_source)]
    if is_everything and any(one.done for one in sources):
        others = (one for one in corpus.sources.values() if one.id not in by_source)
        sources += (one for one in others if len(one.done) > 1)
    closing = any(one.done for one in sources)
    return [_coded(source, by_source.get(source.id, ()), closing) for source in sources]


def _coded(source: Source, units: Sequence[CodedUnit], closing: bool) -> CodedSource:
    """Return a source with its units, those of who closed it alone where sources are closed."""
    coders = sorted({*source.done} if closing else {unit.coder for unit in units})
    kept = [unit for unit in units if unit.coder in coders]
    return CodedSource(source.id, _length(source, kept), tuple(coders), kept)


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
