"""A query over a corpus: the one place where it is decided which statements are shown."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import compress

from quoth.corpus import Corpus, Facet, Mask, Spoken
from quoth.dates import Date
from quoth.query.model import Query, Result, Sort
from quoth.search import Matches, Searcher

LANES = 40
"""Speakers whose dates a result tells apart."""


def run(
    corpus: Corpus,
    query: Query,
    searcher: Searcher | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Result:
    """Return the result of a query.

    A query with a text needs a searcher. Once `cancelled()` is true the result means nothing.
    """
    matches: Matches | None = None
    if query.text.strip():
        if searcher is None:
            raise ValueError("a query with a text needs a searcher")
        matches = searcher.search(query.text, cancelled)
    masks = _masks(corpus, query, matches)
    if cancelled():
        return Result(query, (), matches, {}, 0, (), ())
    everything = _and(list(masks.values()))
    whenever = _and([mask for key, mask in masks.items() if key != _PERIOD])
    return Result(
        query=query,
        rows=_in_order(corpus, query.order, everything, matches),
        matches=matches,
        actors=_count(corpus, Facet.ACTOR, masks),
        whoever=_size(corpus, _and([mask for key, mask in masks.items() if key != Facet.ACTOR])),
        dates=corpus.dates.count(whenever),
        lanes=_lanes(corpus.spoken.count(whenever)),
    )


def _lanes(
    spoken: Sequence[tuple[Spoken, int]],
) -> list[tuple[str, Sequence[tuple[Date, int]]]]:
    """Return the dates of those who speak most."""
    totals: Counter[str] = Counter()
    dates: defaultdict[str, list[tuple[Date, int]]] = defaultdict(list)
    for (speaker, said), count in spoken:
        totals[speaker] += count
        dates[speaker].append((said, count))
    return [(speaker, dates[speaker]) for speaker, _ in totals.most_common(LANES)]


def count_facets(
    corpus: Corpus, query: Query, matches: Matches | None
) -> dict[Facet, Mapping[str, int]]:
    """Return how many statements have each value of each facet, whatever is chosen of it."""
    masks = _masks(corpus, query, matches)
    return {facet: _count(corpus, facet, masks) for facet in Facet}


_TEXT = "text"
_PERIOD = "period"


def _masks(corpus: Corpus, query: Query, matches: Matches | None) -> dict[str, Mask]:
    """Return the rows that each part of a query lets through."""
    masks: dict[str, Mask] = {}
    if matches is not None:
        found = bytearray(len(corpus))
        for row in matches.scores:
            found[row] = 1
        masks[_TEXT] = bytes(found)
    for facet in dict.fromkeys(choice.facet for choice in query.choices):
        wanted = frozenset(query.chosen(facet))
        masks[facet] = corpus.facet(facet).where(
            lambda values, wanted=wanted: not wanted.isdisjoint(values)  # type: ignore[misc]
        )
    if (period := query.period) is not None:
        masks[_PERIOD] = corpus.dates.where(lambda date: date.overlaps(*period))
    return masks


def _and(masks: Sequence[Mask]) -> Mask | None:
    """Return the rows that all masks let through; nothing stands for all rows."""
    if not masks:
        return None
    whole = int.from_bytes(masks[0], "little")
    for mask in masks[1:]:
        whole &= int.from_bytes(mask, "little")
    return whole.to_bytes(len(masks[0]), "little")


def _size(corpus: Corpus, mask: Mask | None) -> int:
    """Return how many rows a mask lets through."""
    return len(corpus) if mask is None else mask.count(1)


def _count(corpus: Corpus, facet: Facet, masks: Mapping[str, Mask]) -> dict[str, int]:
    """Count the rows of each value of a facet, but for what is chosen of that facet."""
    mask = _and([mask for key, mask in masks.items() if key != facet])
    counts: Counter[str] = Counter()
    for values, count in corpus.facet(facet).count(mask):
        for value in set(values):
            counts[value] += count
    return counts


def _in_order(
    corpus: Corpus, order: Sort, mask: Mask | None, matches: Matches | None
) -> Sequence[int]:
    """Return the rows of a mask in an order; rows that are alike in it, newest first."""
    newest = corpus.newest
    rows = newest if mask is None else compress(newest, map(mask.__getitem__, newest))
    if order is Sort.RELEVANCE and matches is not None:
        return sorted(rows, key=lambda row: -matches.scores[row])
    if order is Sort.OLDEST:
        return _oldest_first(corpus, list(rows))
    if order is Sort.SPEAKER:
        actors, statements = corpus.actors, corpus.statements
        return sorted(rows, key=lambda row: actors[statements[row].speaker].name.casefold())
    return newest if mask is None else array("I", rows)


def _oldest_first(corpus: Corpus, newest: list[int]) -> list[int]:
    """Turn rows around, but for the undated ones, which stay last."""
    dated = [row for row in newest if corpus.statements[row].said]
    undated = newest[len(dated) :]
    return [*reversed(dated), *undated]
