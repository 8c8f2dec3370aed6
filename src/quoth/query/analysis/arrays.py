"""Counting over columns: how often each combination of values occurs, and in which rows.

The same is done by numpy (`arrays_numpy`), where it is installed and there is much to count.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress, product
from math import prod
from operator import add, and_, mul, or_
from typing import Final, NamedTuple, Protocol

from quoth.query.analysis.columns import Axis

MANY: Final = 20_000
"""Rows from which on numpy is worth its import."""


class Axes(NamedTuple):
    """Some columns of neighbouring rows, and which of these are meant."""

    start: int
    """The number of the first row."""
    chosen: bytes | None
    """A 1 for each row that is meant; nothing where all are."""
    axes: Sequence[Axis]


class Tally(Protocol):
    """How often combinations of values occur."""

    def sums(self, place: int) -> Mapping[int, int]:
        """Return how often each value of one axis occurs, whatever the others."""

    def counts(self, only: Mapping[int, Collection[int]] = {}) -> Mapping[tuple[int, ...], int]:
        """Return how often each combination occurs, of those with some values on some axes."""


class Tallying(Protocol):
    """What counts combinations."""

    def tally(self, pieces: Sequence[Axes], *, once: bool) -> Tally:
        """Count the combinations of the values of axes, one of each row's on each axis.

        A combination counts for each row; or, with `once`, the last axis is no part of it, and it
        counts once for each value there.
        """

    def gram(
        self, rows: Sequence[Sequence[int]], others: Sequence[Sequence[int]]
    ) -> Sequence[Sequence[int]]:
        """Return the sum of products of each of some rows with each of others as long."""


class PlainTally:
    """How often combinations occur, each as one number."""

    def __init__(self, counts: Mapping[int, int], ranges: Sequence[int]) -> None:
        """Take how often each occurs, and how many values each axis may have."""
        self._counts = counts
        self._ranges = ranges

    def _after(self, place: int) -> int:
        """Return how many combinations there are of what comes after an axis."""
        return prod(self._ranges[place + 1 :])

    def sums(self, place: int) -> Mapping[int, int]:
        """Return how often each value of one axis occurs."""
        after, size = self._after(place), self._ranges[place]
        found: Counter[int] = Counter()
        for key, count in self._counts.items():
            found[key // after % size] += count
        return found

    def counts(self, only: Mapping[int, Collection[int]] = {}) -> Mapping[tuple[int, ...], int]:
        """Return how often each combination occurs."""
        places = [(self._after(place), size) for place, size in enumerate(self._ranges)]
        kept: Iterable[int] = self._counts
        for place, allowed in only.items():
            (after, size), wanted = places[place], frozenset(allowed)
            kept = [key for key in kept if key // after % size in wanted]
        counts = self._counts
        return {tuple([key // after % size for after, size in places]): counts[key] for key in kept}


class PlainTallying:
    """Counts with nothing but the standard library."""

    def tally(self, pieces: Sequence[Axes], *, once: bool) -> Tally:
        """Count combinations: where a code stands for one value at most, without a step between."""
        ranges = ranges_of(pieces)
        if once:
            seen: set[int] = set()
            for piece in pieces:
                seen.update(_keys(piece, ranges))
            last = ranges.pop()
            return PlainTally(Counter([key // last for key in seen if key >= 0]), ranges)
        counts: Counter[int] = Counter()
        for piece in pieces:
            counts.update(_keys(piece, ranges))
        return PlainTally({key: count for key, count in counts.items() if key >= 0}, ranges)

    def gram(
        self, rows: Sequence[Sequence[int]], others: Sequence[Sequence[int]]
    ) -> Sequence[Sequence[int]]:
        """Return sums of products: of each value that isn't nothing, as most are."""
        by_column: dict[int, list[tuple[int, int]]] = {}
        for place, other in enumerate(others):
            for column in compress(range(len(other)), other):
                by_column.setdefault(column, []).append((place, other[column]))
        found = []
        for row in rows:
            sums = [0] * len(others)
            for column in compress(range(len(row)), row):
                value = row[column]
                for place, other_value in by_column.get(column, ()):
                    sums[place] += value * other_value
            found.append(sums)
        return found


def ranges_of(pieces: Sequence[Axes]) -> list[int]:
    """Return one more than the highest value of each axis."""
    number = len(pieces[0].axes) if pieces else 0
    return [
        1 + max((max(values) for piece in pieces for values in piece.axes[place].sets if values),
                default=0)
        for place in range(number)
    ]  # fmt: skip


def _keys(piece: Axes, ranges: Sequence[int]) -> Iterator[int]:
    """Yield the combinations of each row that is meant, as numbers; below 0 for those of none.

    A code that stands for no value, or for several, weighs so much that the number is below 0; what
    stands for several is gone through again.
    """
    steps = [prod(ranges[place + 1 :]) for place in range(len(ranges))]
    nothing = -2 * prod(ranges) - 1
    tables = [
        [values[0] * step if len(values) == 1 else nothing for values in axis.sets]
        for axis, step in zip(piece.axes, steps, strict=True)
    ]
    columns = [
        map(table.__getitem__, axis.codes) for table, axis in zip(tables, piece.axes, strict=True)
    ]
    together = columns[0] if len(columns) == 1 else map(add, *columns[:2])
    for column in columns[2:]:
        together = map(add, together, column)
    yield from together if piece.chosen is None else compress(together, piece.chosen)
    if any(len(values) > 1 for axis in piece.axes for values in axis.sets):
        yield from _of_several(piece, steps)


def _of_several(piece: Axes, steps: Sequence[int]) -> Iterator[int]:
    """Yield the combinations of the rows in which some code stands for several values."""
    several = [bytes(len(values) > 1 for values in axis.sets) for axis in piece.axes]
    flags = [
        map(table.__getitem__, axis.codes) for table, axis in zip(several, piece.axes, strict=True)
    ]
    has_any = flags[0]
    for column in flags[1:]:
        has_any = map(or_, has_any, column)
    meant = has_any if piece.chosen is None else map(and_, has_any, piece.chosen)
    rows = zip(*(axis.codes for axis in piece.axes), strict=True)
    for codes in compress(rows, meant):
        for values in product(*_values(piece, codes)):
            yield sum(map(mul, values, steps))


def _codes(piece: Axes) -> Iterable[tuple[int, ...]]:
    """Return the codes of each row that is meant."""
    together = zip(*(axis.codes for axis in piece.axes), strict=True)
    return together if piece.chosen is None else compress(together, piece.chosen)


def _values(piece: Axes, codes: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the values that some codes stand for, by axis."""
    return (axis.sets[code] for axis, code in zip(piece.axes, codes, strict=True))


def rows_with(
    piece: Axes, wanted: Sequence[Collection[int] | None]
) -> Iterator[tuple[int, Sequence[Sequence[int]]]]:
    """Yield the rows that have one of the wanted values on each axis, and which they have.

    Nothing in the place of wanted values stands for all; then a row needs any.
    """
    allowed = [
        [[one for one in values if some is None or one in some] for values in axis.sets]
        for axis, some in zip(piece.axes, wanted, strict=True)
    ]
    flags = [bytes(map(bool, one)) for one in allowed]
    every = range(len(piece.axes))
    rows = range(piece.start, piece.start + len(piece.axes[0].codes))
    meant = rows if piece.chosen is None else compress(rows, piece.chosen)
    for row, codes in zip(meant, _codes(piece), strict=True):
        if all(flags[place][codes[place]] for place in every):
            yield row, [allowed[place][codes[place]] for place in every]
