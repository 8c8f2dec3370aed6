"""How surely an engine found what was meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

from tests.benchmarks.search.engine import WANTED
from tests.benchmarks.search.queries import MOST_TYPOS, Query
from tests.benchmarks.search.spellings import RESPELLINGS


class Score(NamedTuple):
    """Shares of the queries that were asked."""

    asked: int
    at_1: float
    """The first statement shown was an answer."""
    at_10: float
    """One of the first ten was."""
    reciprocal: float
    """The mean of 1 / the place of the first answer, 0 where none was shown (MRR)."""


def rank(found: Sequence[str], answers: Collection[str]) -> int:
    """Return the place of the first answer among the first that were found, from 1; 0 for none."""
    shown = enumerate(found[:WANTED], 1)
    return next((place for place, statement in shown if statement in answers), 0)


def score(ranks: Sequence[int]) -> Score:
    """Return the shares for the places at which answers were found."""
    if not ranks:
        nothing = float("nan")
        return Score(0, nothing, nothing, nothing)
    return Score(
        len(ranks),
        fmean(place == 1 for place in ranks),
        fmean(place > 0 for place in ranks),
        fmean(1 / place if place else 0.0 for place in ranks),
    )


def by_kind(queries: Iterable[Query], ranks: Iterable[int]) -> Mapping[str, Score]:
    """Return the score of each kind of query, those with slips of a kind by their number."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for query, place in zip(queries, ranks, strict=True):
        groups[kind_and_typos(query)].append(place)
    return {kind: score(places) for kind, places in groups.items()}


def kind_and_typos(query: Query) -> str:
    """Return what a query's kind is called, its slips included."""
    slips = ("", ", 1 typo")[query.typos] if query.typos < 2 else f", {query.typos} typos"
    return query.kind + slips


def by_typos(
    queries: Iterable[Query], ranks: Iterable[int], *, whatever_they_tell: bool = False
) -> list[Score]:
    """Return the scores without a slip, with one, and so on.

    They are of the telling queries, or of those drawn without looking at what they tell.
    Respellings, which come without slips alone, are left out: otherwise the first score would not
    be of the same kinds as the others. So are lost and added blanks, which are slips of their own.
    """
    groups: list[list[int]] = [[] for _ in range(MOST_TYPOS + 1)]
    for query, place in zip(queries, ranks, strict=True):
        counts = query.kind not in RESPELLINGS and query.shape != "blanks"
        if counts and query.is_any == whatever_they_tell and query.typos <= MOST_TYPOS:
            groups[query.typos].append(place)
    return [score(places) for places in groups]
