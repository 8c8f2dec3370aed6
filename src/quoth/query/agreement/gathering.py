"""The statements of a query as units of the coders who made them.

They are taken from the documents as they are stored: their fields were checked as the store was
opened, and reading all of each would take three times as long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from quoth.basics.text import words
from quoth.query.agreement.units import CodedSource, CodedUnit
from quoth.store.model import Source
from quoth.store.parsing import Document
from quoth.store.snapshot import Snapshot

_TEXT: Final = "text"
"""The further field of a source that has its text, if quoth keeps that."""
_RowUnit = tuple[int, CodedUnit]
"""The row of a statement, and the unit that it is."""
_Topics = dict[tuple[str, ...], frozenset[str]]
"""Sets of topics, each made once: most are the same as others."""


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
        is_everything: Whether they are all: then sources without any count, too.
    """
    by_source: defaultdict[str, list[_RowUnit]] = defaultdict(list)
    for row, unit in _units(corpus, rows):
        by_source[unit.source].append((row, unit))
    sources = [corpus.sources[one] for one in sorted(by_source)]
    if is_everything and any(one.done for one in sources):
        others = (one for one in corpus.sources.values() if one.id not in by_source)
        sources += (one for one in others if len(one.done) > 1)
    closing = any(one.done for one in sources)
    return [
        _coded(source, _with_words(corpus, by_source.get(source.id, ())), closing)
        for source in sources
    ]


def _units(corpus: Snapshot, rows: Sequence[int]) -> Sequence[_RowUnit]:
    """Return the statements of layers as units; if there are none, those whose coder is noted."""
    ahead = corpus.read_ahead(rows)
    layered, noted, known = list[_RowUnit](), list[_RowUnit](), _Topics()
    for row in rows:
        key, document = corpus.document_of_row(row)
        if layer := document.get("layer"):
            layered.append((row, unit_of(key, document, str(layer), known)))
        elif not layered and (coder := document.get("coder")):
            noted.append((row, unit_of(key, document, str(coder), known)))
    del ahead
    return layered or noted


def _with_words(corpus: Snapshot, units: Sequence[_RowUnit]) -> list[CodedUnit]:
    """Return the units of a source, all with their words if the place of one isn't known."""
    if all(unit.span is not None for _, unit in units):
        return [unit for _, unit in units]
    ahead = corpus.read_ahead(row for row, _ in units)
    found = [
        unit if unit.words else unit._replace(words=_words(corpus.document_of_row(row)[1]))
        for row, unit in units
    ]
    del ahead
    return found


def _coded(source: Source, units: Sequence[CodedUnit], closing: bool) -> CodedSource:
    """Return a source with its units; where sources are closed, those of coders who closed it."""
    coders = sorted({*source.done} if closing else {unit.coder for unit in units})
    kept = [unit for unit in units if unit.coder in coders]
    return CodedSource(source.id, _length(source, kept), tuple(coders), kept)


def unit_of(key: str, document: Document, coder: str, known: _Topics) -> CodedUnit:
    """Return a statement as a unit of its coder, with its words only if it says no place.

    Args:
        key: What it goes by if it has no id.
        document: The statement as it is stored.
        coder: Who made it.
        known: Sets of topics that were made before; more are added.
    """
    fields: Mapping[str, Any] = document
    stances = {one["topic"]: one["position"] for one in fields.get("stances") or ()}
    named = (*(fields.get("topics") or ()), *stances)
    topics = known.get(named)
    if topics is None:
        topics = known[named] = frozenset(named)
    span = _span(fields.get("locator"))
    return CodedUnit(
        fields.get("id") or key,
        fields["source"],
        coder,
        span,
        fields["kind"],
        fields["speaker"],
        tuple(fields.get("via") or ()),
        topics,
        stances,
        _words(document) if span is None else frozenset(),
    )


def _words(document: Document) -> frozenset[str]:
    """Return the words of a statement."""
    return frozenset(words(str(document["quote"])))


def _span(place: Mapping[str, int | None] | None) -> tuple[int, int] | None:
    """Return the characters that a place takes, where it says which."""
    if not place:
        return None
    start, end = place.get("start"), place.get("end")
    return (start, end) if start is not None and end is not None and start < end else None


def _length(source: Source, units: Iterable[CodedUnit]) -> int:
    """Return how many characters a source has: of its text, or up to the last that was coded."""
    text = source.extra.get(_TEXT)
    ends = [unit.span[1] for unit in units if unit.span is not None]
    return max([len(text) if isinstance(text, str) else 0, *ends])
