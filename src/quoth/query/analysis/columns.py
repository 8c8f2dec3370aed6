"""The statements of a query as columns, which a store gives without reading a statement.

A store gives these to code that counts (`quoth.query.seam`). Values are numbers in the tables of
its snapshot. A stance is three times the number of its topic, plus 0 for opposing it, 1 for neutral
or 2 for supporting it. The snapshot says what a number stands for.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress, count
from operator import lt, sub
from typing import NamedTuple, overload

from quoth.store.facets import Facet
from quoth.store.model import Kind, Position

Span = tuple[int, int]
"""The first and the last day of a date; those of `dates.UNDATED` where there is none."""
SIDES = (Position.OPPOSE, Position.NEUTRAL, Position.SUPPORT)
"""The positions by their numbers."""
OPPOSE, NEUTRAL, SUPPORT = range(3)
KINDS = tuple(Kind)
"""The kinds by their numbers."""


def numbered_papers(publishers: Sequence[str]) -> tuple[Sequence[str], Sequence[int]]:
    """Return each publisher once, and for each of those given, its place among them."""
    places = dict(zip(dict.fromkeys(publishers), count(), strict=False))
    return [*places], array("I", map(places.__getitem__, publishers))


def stance_number(topic: int, position: Position) -> int:
    """Return the number of a position on a topic."""
    return topic * len(SIDES) + SIDES.index(position)


class ValueSets(Sequence[Sequence[int]]):
    """Sets of values by code, one behind the other: nothing is made of those not asked for."""

    def __init__(self, starts: Sequence[int], values: Sequence[int]) -> None:
        """Take all values, and where those of each set start; the last start is where all end."""
        self.starts = starts
        self.values = values

    @classmethod
    def of(cls, sets: Sequence[Sequence[int]]) -> "ValueSets":
        """Return sets laid out, if they aren't."""
        if isinstance(sets, cls):
            return sets
        starts = array("q", accumulate(map(len, sets), initial=0))
        return cls(starts, array("q", chain.from_iterable(sets)))

    @classmethod
    def each(cls, size: int) -> "ValueSets":
        """Return the sets of codes that stand for themselves."""
        return cls(range(size + 1), range(size))

    @classmethod
    def single(cls, values: Sequence[int]) -> "ValueSets":
        """Return the sets of codes each of which stands for one value."""
        return cls(range(len(values) + 1), values)

    def mapped(self, numbers: Sequence[int]) -> "ValueSets":
        """Return the same sets of what stands for each value: the number at its place."""
        if self.values == range(len(numbers)):
            return ValueSets(self.starts, numbers)
        return ValueSets(self.starts, array("q", map(numbers.__getitem__, self.values)))

    @cached_property
    def there(self) -> bytes:
        """A 1 for each set that has a value, a 0 for others."""
        return bytes(map(lt, self.starts, self.starts[1:]))

    @cached_property
    def highest(self) -> int:
        """The largest value; -1 where there is none."""
        values = self.values
        return (values[-1] if values else -1) if isinstance(values, range) else max(
            values, default=-1
        )  # fmt: skip

    @cached_property
    def longest(self) -> int:
        """How many values the set with the most has."""
        starts = self.starts
        return 1 if isinstance(starts, range) else max(map(sub, starts[1:], starts), default=0)

    @cached_property
    def first(self) -> "ValueSets":
        """Each set's first value alone."""
        if isinstance(self.starts, range) or self.longest <= 1:
            return self
        firsts = compress(self.starts, self.there)
        return ValueSets(
            array("q", accumulate(self.there, initial=0)),
            array("q", map(self.values.__getitem__, firsts)),
        )

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, code: int) -> Sequence[int]: ...
    @overload
    def __getitem__(self, code: slice) -> Sequence[Sequence[int]]: ...
    def __getitem__(self, code: int | slice) -> Sequence[int] | Sequence[Sequence[int]]:
        if isinstance(code, slice):
            return [*self][code]
        return self.values[self.starts[code] : self.starts[code + 1]]

    def __iter__(self) -> Iterator[Sequence[int]]:
        values = list(self.values)
        return map(values.__getitem__, map(slice, self.starts, self.starts[1:]))


class Axis(NamedTuple):
    """A column: a code for each row, and the values that each code stands for."""

    codes: Sequence[int]
    sets: Sequence[Sequence[int]]


class Axes(NamedTuple):
    """Some columns of neighbouring rows, and which of these are meant."""

    start: int
    """The number of the first row."""
    chosen: bytes | None
    """A 1 for each row that is meant; nothing where all are."""
    axes: Sequence[Axis]


class ColumnPiece(NamedTuple):
    """Some neighbouring rows of a store, and which of them a query found."""

    start: int
    """The number of the first row."""
    size: int
    chosen: bytes | None
    """A 1 for each row that was found, a 0 for others; nothing where all were."""
    axis: Callable[[Facet], Axis]
    """The column of a facet, of those whose values are records, of stances and of kinds.

    Of `Facet.ACTOR` the speaker comes first, then those spoken for,
    who may be the speaker as well. A kind is its place among `KINDS`.
    """
    said: Callable[[], tuple[Axis, Sequence[Span]]]
    """A column of dates, one for each row, and the days of each."""
    words: Callable[[], tuple[Sequence[int], int]]
    """How many words each row's quote has, and how many the longest."""
    marked: Callable[[], tuple[Sequence[int], int]]
    """How many words each row's quote has within quotation marks, and how many that with most."""
    said_words: Callable[[bytes, bytes], Counter[str]]
    """How often each word stands in quotes, of the rows that have a 1 in the first; and within
    quotation marks in quotes, of the rows that have a 1 in the second."""


class StatementColumns(NamedTuple):
    """The statements that a query found."""

    pieces: Sequence[ColumnPiece]
    homes: Callable[[], Sequence[int]]
    """For each actor by number, the topmost actor to which it belongs, or else itself."""
    properties: Callable[[], Sequence[Sequence[str]]]
    """For each actor by number, what is known of it: `party=Greens`, `tag=ngo`, `kind=person`."""
    published: Callable[[], Sequence[Span]]
    """For each source by number, when it was published."""
    papers: Callable[[], tuple[Sequence[str], Sequence[int]]]
    """The publishers, and for each source by number, the place of its own among them."""
    quotes: Callable[[], Sequence[Sequence[int]]]
    """A number for each row of each piece, the same for quotes of the same words."""
    newest_first: bool = False
    """Whether the rows are numbered in their order, the newest first."""
