"""The rows that were found, the likeliest looked at closely.

Some hundred rows are scored word by word (`scoring`): those in which the words stand nearest each
other (`nearness`), and then the newest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, repeat
from operator import neg
from typing import Final, NamedTuple, TypeAlias

from quoth.index.rows import Reading, Rows, Windows
from quoth.index.segment.part import Part
from quoth.search.all_parts import AllParts, Cancelled, Columns, nearest_of
from quoth.search.answers import NEWEST, PartMatches
from quoth.search.joining import rarest_of, sizes_of
from quoth.search.model import APART
from quoth.search.nearness import Nearness
from quoth.search.scoring import CONTEXT, Scored, Weights, score_row, score_rows
from quoth.search.supposing import Rank, by_grade, by_slips
from quoth.search.terms import Term, meanings_by_code
from quoth.store.facets import Facet

_RANKED: Final = 100
"""How many rows are ordered by how well they match; more typing narrows a longer list."""
_ENOUGH: Final = 20
"""Rows that hold all words in a row, after which no more of them are looked for at first."""
_COVERED: Final = 0.45
"""The share of a query's weight that must be met where nothing meets all of it."""
_ROUNDING: Final = 1e-9
"""What two sums of the same numbers may differ by."""


_Seen: TypeAlias = tuple[float, float, Reading]
"""The score of a row, how much it supposes, and how it reads the words."""


class Slipped(NamedTuple):
    """What is known of rows of which the words may be misspelt."""

    spelt: Sequence[Rows]
    """Those that have the words as they are spelt, and others that are likelier than the rest."""
    before: Sequence[PartMatches] = ()
    """What was found before: the likeliest of it are looked at again."""
    supposed: int = 0
    """How many slips are supposed already by how the words were read."""


def looked_at(
    parts: AllParts,
    columns: Columns,
    rows: Sequence[Rows],
    cancelled: Cancelled,
    slipped: Slipped | None = None,
) -> tuple[list[PartMatches], float]:
    """Look at the likeliest rows of each part closely, and return the best score, too.

    Words may be misspelt where `slipped` says what is known of the rows.
    """
    spelt = slipped.spelt if slipped else repeat(None)
    near = [
        Nearness(part, terms, all_rows, cancelled, as_spelt)
        for part, terms, all_rows, as_spelt in zip(parts.parts, columns, rows, spelt, strict=False)
    ]
    likely = _likely(parts, near, rows, parts.most_read if slipped else parts.most_read // 2)
    if slipped and slipped.before:
        pairs_of = zip(slipped.before, likely, strict=True)
        likely = [list(dict.fromkeys((*one.scores, *more))) for one, more in pairs_of]
        for one, old in zip(near, slipped.before, strict=True):
            one.meet([*old.scores])
    weights = parts.weights(columns)
    windows = [one.windows if slipped else None for one in near]
    scores = [
        _score(part, terms, some, weights, within=within)
        for part, terms, some, within in zip(parts.parts, columns, likely, windows, strict=True)
    ]
    rank = partial(by_slips, supposed=slipped.supposed) if slipped else by_grade
    return _ranked(parts, rows, near, scores, rank)


def looked_at_with_some(
    parts: AllParts,
    columns: Columns,
    rows: Sequence[Rows],
    cancelled: Cancelled,
    better_than: float,
) -> tuple[list[PartMatches], float]:
    """Look at the newest rows that have some of the words, and return the best score, too.

    Only those are found that have a higher score than another, and enough of the words.
    """
    near = [
        Nearness(part, terms, all_rows, cancelled)
        for part, terms, all_rows in zip(parts.parts, columns, rows, strict=True)
    ]
    likely = parts.newest([one.first(parts.most_read) for one in rows], parts.most_read)
    weights = parts.weights(columns)
    scores = [
        _score(*one, weights, better_than) for one in zip(parts.parts, columns, likely, strict=True)
    ]
    kept = [one.those(sorted(scored)) for one, scored in zip(rows, scores, strict=True)]
    return _ranked(parts, kept, near, scores)


def better_choices(
    parts: AllParts, columns: Columns, better_than: float
) -> Iterator[Sequence[Sequence[int]]]:
    """Yield which of the rarer words a row may have to get a higher score, if others are missing.

    They are given by place; first come the choices of as many words as there are.
    """
    weights, nearest, sizes = parts.weights(columns), nearest_of(columns), sizes_of(columns)
    rarest = rarest_of(sizes)
    others = {place for place, size in enumerate(sizes) if size}.difference(rarest)
    for number in range(len(rarest), 0, -1):
        choices = []
        for chosen in combinations(rarest, number):
            met, score = weights.at_most(others.union(chosen), nearest)
            if met >= _COVERED * weights.whole - _ROUNDING and score > better_than - _ROUNDING:
                choices.append(chosen)
        if choices:
            yield choices


def _ranked(
    parts: AllParts,
    rows: Sequence[Rows],
    near: Sequence[Nearness],
    scores: Sequence[Mapping[int, _Seen]],
    rank: Rank = by_grade,
) -> tuple[list[PartMatches], float]:
    """Return rows with the scores of the best of them, their grades included, and the best score.

    That score is the best before the grades are included.
    """
    best = max([score for one in scores for score, *_ in one.values()], default=0.0)
    looked = [
        {
            row: (grade, *how)
            for (row, how), grade in zip(scored.items(), one.grades([*scored]), strict=True)
        }
        for scored, one in zip(scores, near, strict=True)
    ]
    found = [*map(PartMatches, rows, rank(looked), near)]
    return _best(parts, found), best


def _likely(
    parts: AllParts, near: Sequence[Nearness], rows: Sequence[Rows], most: int
) -> list[Sequence[int]]:
    """Return the rows of each part to look at closely.

    Where they are many, those come first in which the words are near each other; of those that
    are as near, those in which what is a word is spelt right, and then the newest.
    """
    few = sum(map(len, rows)) <= most
    for one in near:
        one.look(most + 1 if few else _ENOUGH, most // 2)
    if few:
        return [one.rows() for one in rows]
    most //= 2
    likely: list[Sequence[int]] = [()] * len(rows)
    for grade in range(APART):
        for rows_near in (
            [one.right[grade] for one in near],
            [one.others(grade) for one in near],
        ):
            left = most - sum(map(len, likely))
            if left > 0:
                nearest = parts.newest(rows_near, left)
                likely = [[*one, *more] for one, more in zip(likely, nearest, strict=True)]
    if sum(map(len, likely)) < NEWEST:
        newest = parts.newest([one.first(NEWEST) for one in rows], NEWEST)
        pairs_of = zip(likely, newest, strict=True)
        likely = [list(dict.fromkeys((*near_ones, *new))) for near_ones, new in pairs_of]
    return likely


def _best(parts: AllParts, found: list[PartMatches]) -> list[PartMatches]:
    """Return what was found with the scores of the best rows alone, of all parts together."""
    scores = sorted((score for one in found for score in one.scores.values()), reverse=True)
    if len(scores) <= _RANKED:
        return found
    least = scores[_RANKED - 1]
    left = _RANKED - bisect_left(scores, -least, key=neg)
    as_good = [sorted(row for row, score in one.scores.items() if score == least) for one in found]
    kept = parts.newest(as_good, left)
    return [
        one._replace(
            scores={row: how for row, how in one.scores.items() if how > least or row in same}
        )
        for one, same in zip(found, map(frozenset, kept), strict=True)
    ]


def _score(
    part: Part,
    terms: Sequence[Term],
    likely: Sequence[int],
    weights: Weights,
    better_than: float | None = None,
    within: Windows | None = None,
) -> dict[int, _Seen]:
    """Return the scores of some rows, of which each is looked at closely, and what they suppose."""
    return {
        row: (score, supposed, reading)
        for row, (met, score, supposed, reading) in zip(
            likely, _scores(part, terms, likely, weights, within), strict=True
        )
        if better_than is None or (met >= _COVERED * weights.whole and score > better_than)
    }


def _scores(
    part: Part,
    terms: Sequence[Term],
    rows: Sequence[int],
    weights: Weights,
    windows: Windows | None,
) -> Iterator[Scored]:
    """Yield how much of the words' weight each row meets, its score, and what it supposes."""
    names = _Names(part, terms).of(rows)
    if part.sets.reads_many and rows:
        sought = [term.sought for term in terms]
        yield from score_rows(part.texts(rows, CONTEXT, sought), sought, names, weights, windows)
        return
    texts = [*map(part.text, rows)]
    meanings = meanings_by_code(terms, texts)
    for (codes, quote), named in zip(texts, names, strict=True):
        yield score_row(codes, quote, meanings, named, weights, windows)


class _Names:
    """How well the names of those who speak stand for typed words."""

    def __init__(self, part: Part, terms: Sequence[Term]) -> None:
        """Take the words."""
        self._bearers = [term.bearers for term in terms]
        self._speakers = part.column(Facet.ACTOR)

    def of(self, rows: Sequence[int]) -> Sequence[Sequence[float]]:
        """Return how well the names of each row's speakers stand for each word, if for any."""
        if not any(self._bearers):
            return [()] * len(rows)
        codes = [*map(self._speakers.codes.__getitem__, rows)]
        known = {code: self._of_code(code) for code in set(codes)}
        return [*map(known.__getitem__, codes)]

    def _of_code(self, code: int) -> Sequence[float]:
        """Return how well the names of some speakers stand for each word, if for any."""
        actors = self._speakers.set_of_code(code)
        found = [max(map(one.get, actors, repeat(0.0))) if one else 0.0 for one in self._bearers]
        return found if any(found) else ()
