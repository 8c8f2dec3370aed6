"""Who stands where, and who agrees with whom: tables of numbers made of counts of positions.

With x(i, j, k) for how often i takes the position k on the topic j, a(i) is the sum of all that i
says on any topic. The formulas are those of Discourse Network Analyzer, where it is right: see
P. Leifeld, "Discourse Network Analyzer Manual", chapter 2, and `quoth help analysis`.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import sqrt
from operator import itemgetter
from typing import Final, NamedTuple

from quoth.query.analysis.codings import STANCE, WHO, Codings
from quoth.query.analysis.columns import NEUTRAL, OPPOSE, SIDES, SUPPORT
from quoth.query.analysis.options import (
    Aggregation,
    AnalysisError,
    By,
    Norm,
    check_cells,
    check_pairs,
)

MOST: Final = 500
"""Rows of a table of pairs, those that say the most, unless more are asked for."""
_MOST_NUMBERS: Final = 10_000**2
"""Numbers of the largest table that is made at all."""


class RowLabel(NamedTuple):
    """What a row or a column stands for."""

    number: int
    id: str
    name: str


class Counts(NamedTuple):
    """How often each of some takes each position on each of some topics."""

    rows: Sequence[RowLabel]
    """Of those whose positions they are, or of topics, in the order of their names."""
    columns: Sequence[RowLabel]
    by: By
    """What the rows are."""
    x: Mapping[tuple[int, int], Sequence[int]]
    """How often, by the numbers of a row and of a column: opposing, neutral and supporting."""
    totals: Mapping[int, int]
    """All that each row says, by its number."""
    left: int
    """How many rows are left out, for others say more."""

    def of(self, row: RowLabel, column: RowLabel) -> Sequence[int]:
        """Return how often a row opposes, is neutral to, and supports a column."""
        return self.x.get((row.number, column.number), (0, 0, 0))

    def total(self, row: RowLabel) -> int:
        """Return all that a row says."""
        return self.totals.get(row.number, 0)

    def table(self, *numbers: Callable[[Sequence[int]], int]) -> list[list[int]]:
        """Return a table of numbers made of counts: each row's by the first, then the next.

        What makes a number is 0 where there are no counts.
        """
        size = len(self.columns)
        found = [[0] * (len(numbers) * size) for _ in self.rows]
        lines = {row.number: line for row, line in zip(self.rows, found, strict=True)}
        for turn, number in enumerate(numbers):
            places = {one.number: place for place, one in enumerate(self.columns, turn * size)}
            for (row, column), value in zip(self.x, map(number, self.x.values()), strict=True):
                lines[row][places[column]] = value
        return found


class Matrix(NamedTuple):
    """A table of numbers."""

    rows: Sequence[RowLabel]
    columns: Sequence[RowLabel]
    cells: Sequence[Sequence[float]]
    counts: Counts
    """Of what the numbers are made."""


class Stand(NamedTuple):
    """How often one topic is supported and opposed, or how often one actor does so."""

    label: RowLabel
    support: int
    oppose: int
    neutral: int

    @property
    def total(self) -> int:
        """How many positions there are."""
        return self.support + self.oppose + self.neutral

    @property
    def split(self) -> float:
        """0 where all are on one side, 1 where as many support as oppose."""
        sided = self.support + self.oppose
        return 1 - abs(self.support - self.oppose) / sided if sided else 0.0


def counts_of(codings: Codings, by: By = By.ACTORS, most: int = 0) -> Counts:
    """Return how often each takes each position, of those that say the most; with 0, of all."""
    axis = WHO if by is By.ACTORS else STANCE
    said: Counter[int] = Counter()
    for value, count in codings.tally.sums(axis).items():
        said[value if by is By.ACTORS else value // len(SIDES)] += count
    kept = ranked(said)[: most or None]
    if by is By.ACTORS:
        only = {WHO: kept} if len(kept) < len(said) else {}
        x: Mapping[tuple[int, int], Sequence[int]] = codings.tally.in_groups(len(SIDES), only)
        named, other = codings.actor, codings.topic
    else:
        wanted = frozenset(kept)
        every = codings.tally.in_groups(len(SIDES))
        x = {(topic, who): sides for (who, topic), sides in every.items() if topic in wanted}
        named, other = codings.topic, codings.actor
    columns = {column for _, column in x}
    totals = dict(zip(kept, map(said.__getitem__, kept), strict=True))
    rows = sorted((RowLabel(one, *named(one)) for one in kept), key=_by_name)
    return Counts(
        rows, sorted((RowLabel(one, *other(one)) for one in columns), key=_by_name), by, x, totals,
        len(said) - len(kept),
    )  # fmt: skip


def ranked(counts: Mapping[int, int]) -> list[int]:
    """Return numbers by how often each occurs, the most often first, then by themselves."""
    return sorted(sorted(counts), key=counts.__getitem__, reverse=True)


def check_size(rows: int, columns: int) -> None:
    """Refuse a table that no memory holds.

    Raises:
        AnalysisError: it would have too many numbers.
    """
    if rows * columns > _MOST_NUMBERS:
        raise AnalysisError(
            f"that would be {rows:,} × {columns:,} numbers; "
            f"--limit {MOST} takes those that say the most"
        )


def _by_name(label: RowLabel) -> tuple[str, str]:
    """Return by what rows are sorted."""
    return label.name.casefold(), label.id


def stances(codings: Codings, by: By = By.TOPICS) -> list[Stand]:
    """Return how each topic stands, or each actor: those with the most positions first."""
    sums: dict[int, list[int]] = {}
    if by is By.TOPICS:
        for stance, count in codings.tally.sums(STANCE).items():
            topic, side = divmod(stance, len(SIDES))
            sums.setdefault(topic, [0] * len(SIDES))[side] += count
    else:
        for (who, stance), count in codings.tally.counts().items():
            sums.setdefault(who, [0] * len(SIDES))[stance % len(SIDES)] += count
    named = codings.topic if by is By.TOPICS else codings.actor
    found = [
        Stand(RowLabel(number, *named(number)), sides[SUPPORT], sides[OPPOSE], sides[NEUTRAL])
        for number, sides in sums.items()
    ]
    return sorted(found, key=lambda one: (-one.total, *_by_name(one.label)))


def matrix(
    codings: Codings,
    by: By = By.ACTORS,
    agg: Aggregation = Aggregation.SUBTRACT,
    norm: Norm = Norm.NONE,
    most: int = 0,
) -> Matrix:
    """Return where each stands on each topic, or how each topic stands with each.

    Raises:
        AnalysisError: the aggregation or the norm means nothing for this, or it would be too large.
    """
    check_cells(agg, norm)
    counts = counts_of(codings, by, most)
    rows, columns = counts.rows, counts.columns
    check_size(len(rows), len(columns))
    whole = counts.table(_CELLS[agg])
    if norm is Norm.NONE:
        return Matrix(rows, columns, whole, counts)
    if norm is Norm.ACTIVITY:
        totals = [counts.total(row) for row in rows]
        cells = [
            [_divided(cell, total) for cell in line]
            for line, total in zip(whole, totals, strict=True)
        ]
    else:
        heads = [sum(column) for column in zip(*counts.table(sum), strict=True)]
        cells = [
            [_divided(cell, head) for cell, head in zip(line, heads, strict=True)] for line in whole
        ]
    return Matrix(rows, columns, cells, counts)


def _net(sides: Sequence[int]) -> int:
    """Return how much more often a topic is supported than opposed."""
    return sides[SUPPORT] - sides[OPPOSE]


def _code(sides: Sequence[int]) -> int:
    """Return 1 for, 2 against, 3 both."""
    return bool(sides[SUPPORT]) + 2 * bool(sides[OPPOSE])


_CELLS: Final[Mapping[Aggregation, Callable[[Sequence[int]], int]]] = {
    Aggregation.IGNORE: sum, Aggregation.SUBTRACT: _net, Aggregation.COMBINE: _code,
}  # fmt: skip
"""An actor's position on a topic, as a number."""
_FOR: Final = itemgetter(SUPPORT)
_AGAINST: Final = itemgetter(OPPOSE)
_NEITHER: Final = itemgetter(NEUTRAL)


def _divided(number: float, by: float) -> float:
    """Return a quotient; nothing of nothing is nothing."""
    return number / by if by else 0.0


def agreement(
    codings: Codings,
    by: By = By.ACTORS,
    agg: Aggregation = Aggregation.SUBTRACT,
    norm: Norm = Norm.NONE,
    most: int = MOST,
) -> Matrix:
    """Return how much each agrees with each other, or how alike two topics are seen.

    Nothing is compared with itself: that cell is 0.

    Raises:
        AnalysisError: the aggregation or the norm means nothing for this, or it would be too large.
    """
    check_pairs(agg, norm)
    counts = counts_of(codings, by, most)
    cells = pairs(codings, counts, agg, norm)
    return Matrix(counts.rows, counts.rows, cells, counts)


def pairs(
    codings: Codings, counts: Counts, agg: Aggregation, norm: Norm = Norm.NONE
) -> list[list[float]]:
    """Return a number for each two rows of counts: 0 for each with itself.

    Raises:
        AnalysisError: there would be too many.
    """
    check_size(len(counts.rows), len(counts.rows))
    numbers = _pairs(codings, counts, agg)
    size = range(len(counts.rows))
    if norm is Norm.NONE:
        found: list[list[float]] = [[*line] for line in numbers]
        for place in size:
            found[place][place] = 0
        return found
    norms = _norms(codings, counts, norm)
    return [
        [0.0 if one == other else _divided(numbers[one][other], norms[one][other])
         for other in size]
        for one in size
    ]  # fmt: skip


def _pairs(codings: Codings, counts: Counts, agg: Aggregation) -> Sequence[Sequence[int]]:
    """Return a number for each two rows, not divided by anything."""
    gram = codings.counting.gram
    if agg is Aggregation.IGNORE:
        sums = counts.table(sum)
        return gram(sums, sums)
    if agg is Aggregation.SUBTRACT:
        # (s − o)(s′ − o′) = what is alike less what is against.
        nets = counts.table(_net)
        return gram(nets, nets)
    sided = counts.table(_FOR, _AGAINST)
    if agg is Aggregation.CONGRUENCE:
        return gram(sided, sided)
    return gram(sided, counts.table(_AGAINST, _FOR))


def _norms(codings: Codings, counts: Counts, norm: Norm) -> Sequence[Sequence[float]]:
    """Return by what the number of each two rows is divided."""
    every = counts.table(_FOR, _NEITHER, _AGAINST)
    activity = [sum(one) for one in every]
    if norm is Norm.AVERAGE:
        return [[(one + other) / 2 for other in activity] for one in activity]
    if norm is Norm.COSINE_DNA:
        return [[one * other for other in activity] for one in activity]
    if norm is Norm.COSINE:
        lengths = [sqrt(sum(value * value for value in one)) for one in every]
        return [[one * other for other in lengths] for one in lengths]
    gram = codings.counting.gram
    there = [[int(bool(value)) for value in one] for one in every]
    both, alone = gram(every, every), gram(every, there)
    # What one says where the other says nothing, both ways, and the products where both do.
    return [
        [both[one][other] + activity[one] - alone[one][other] + activity[other] - alone[other][one]
         for other in range(len(every))]
        for one in range(len(every))
    ]  # fmt: skip
