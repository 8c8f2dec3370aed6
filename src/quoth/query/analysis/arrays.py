"""Counting over columns: how often each combination of values occurs, and in which rows.

The same is done by numpy (`arrays_numpy`), where it is installed and there is much to count.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress, product
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
    """How often combinations occur, in a dictionary."""

    def __init__(self, counts: Mapping[tuple[int, ...], int]) -> None:
        """Take them."""
        self._counts = counts

    def sums(self, place: int) -> Mapping[int, int]:
        """Return how often each value of one axis occurs."""
        found: Counter[int] = Counter()
        for values, count in self._counts.items():
            found[values[place]] += count
        return found

    def counts(self, only: Mapping[int, Collection[int]] = {}) -> Mapping[tuple[int, ...], int]:
        """Return how often each combination occurs."""
        wanted = [(place, frozenset(allowed)) for place, allowed in only.items()]
        return {
            values: count
            for values, count in self._counts.items()
            if all(values[place] in allowed for place, allowed in wanted)
        }


class PlainTallying:
    """Counts with nothing but the standard library."""

    def tally(self, pieces: Sequence[Axes], *, once: bool) -> Tally:
        """Count combinations: the codes first, of which there are far fewer, then their values."""
        if once:
            seen: set[tuple[int, ...]] = set()
            for piece in pieces:
                for codes in set(_codes(piece)):
                    seen.update(product(*_values(piece, codes)))
            return PlainTally(Counter(values[:-1] for values in seen))
        counts: Counter[tuple[int, ...]] = Counter()
        for piece in pieces:
            for codes, number in Counter(_codes(piece)).items():
                for values in product(*_values(piece, codes)):
                    counts[values] += number
        return PlainTally(counts)

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


def tallying(size: int) -> Tallying:
    """Return what counts best for so many rows: numpy, if it is installed and they are many."""
    if size >= MANY:
        try:
            from quoth.query.analysis.arrays_numpy import ArrayTallying  # noqa: PLC0415
        except ImportError:  # it is an extra
            return PlainTallying()
        return ArrayTallying()
    return PlainTallying()
