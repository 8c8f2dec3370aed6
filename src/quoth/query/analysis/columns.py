"""What a store tells of the statements of a query, column by column, without reading one.

A store gives this to whoever counts (`quoth.query.seam`). Values are numbers of the tables of its
snapshot; a stance is three times the number of its topic, and 0 to oppose it, 1 to be neutral, 2 to
support it. What a number stands for is asked of the snapshot.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Sequence
from typing import NamedTuple

from quoth.store.model import Facet, Kind, Position

Span = tuple[int, int]
"""The first and the last day of a date; those of `dates.UNDATED` where there is none."""
SIDES = (Position.OPPOSE, Position.NEUTRAL, Position.SUPPORT)
"""The positions by their numbers."""
OPPOSE, NEUTRAL, SUPPORT = range(3)
KINDS = tuple(Kind)
"""The kinds by their numbers."""


def stance_number(topic: int, position: Position) -> int:
    """Return the number of a position on a topic."""
    return topic * len(SIDES) + SIDES.index(position)


class Axis(NamedTuple):
    """A column: a code for each row, and the values that each code stands for."""

    codes: Sequence[int]
    sets: Sequence[Sequence[int]]


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
    words: Callable[[], Sequence[int]]
    """How many words each row's quote has."""


class StatementColumns(NamedTuple):
    """The statements that a query found."""

    pieces: Sequence[ColumnPiece]
    homes: Callable[[], Sequence[int]]
    """For each actor by number, the topmost one to whom it belongs: itself if to nobody."""
    properties: Callable[[], Sequence[Sequence[str]]]
    """For each actor by number, what is known of it: `party=Greens`, `tag=ngo`, `kind=person`."""
    published: Callable[[], Sequence[Span]]
    """For each source by number, when it was published."""
