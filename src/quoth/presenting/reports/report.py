"""What an analysis found: tables of numbers, each of which can be opened, and what there is to say.

Code that shows or writes a report knows nothing of how it was counted.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar, overload

_Made = TypeVar("_Made")


class Opened(NamedTuple):
    """The statements that a number counts."""

    rows: Sequence[int]
    """Each once, the newest first."""
    codings: int
    """How many codings they make that are counted: the number itself."""
    repeated: int = 0
    """How many more statements say the same, and are not counted as they do."""


class ReportCell(NamedTuple):
    """A cell of a table."""

    text: str
    """As it is shown; a name comes out of a store, and isn't neutral yet."""
    number: float | None = None
    """The number itself, where it is one."""
    opens: Callable[[], Opened] | None = None
    """Returns the statements that it counts."""
    bar: float = 0.0
    """How long a bar in its place would be, of 1; below 0 to the left."""


class MadeRows(Sequence[Sequence[ReportCell]]):
    """Rows of a table, each made when it is first asked for."""

    def __init__(self, size: int, make: Callable[[int], Sequence[ReportCell]]) -> None:
        """Take how many there are, and what makes each."""
        self._size = size
        self._make = lru_cache(maxsize=None)(make)

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, row: int) -> Sequence[ReportCell]: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Sequence[ReportCell]]: ...
    def __getitem__(
        self, row: int | slice
    ) -> Sequence[ReportCell] | Sequence[Sequence[ReportCell]]:
        if isinstance(row, slice):
            return [*map(self._make, range(*row.indices(self._size)))]
        return self._make(range(self._size)[row])


class MadeLater(Sequence[_Made]):
    """What is made as a whole when any of it is first asked for: no screen shows a network."""

    def __init__(self, make: Callable[[], Sequence[_Made]]) -> None:
        """Take what makes it."""
        self._all = lru_cache(maxsize=None)(make)

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, place: int) -> _Made: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_Made]: ...
    def __getitem__(self, place: int | slice) -> _Made | Sequence[_Made]:
        return self._all()[place]


class ReportTable(NamedTuple):
    """A table, its first column what each row is of."""

    title: str
    """Nothing where it says what the whole report does."""
    head: Sequence[str]
    rows: Sequence[Sequence[ReportCell]]


class NetworkTie(NamedTuple):
    """How much two nodes of a network have to do with each other."""

    source: int
    """The place of a node."""
    target: int
    weight: float
    """Below 0 where they are against each other."""


class ReportNode(NamedTuple):
    """A node of a network."""

    id: str
    name: str
    frequency: int
    camp: int = 0
    """Counted from 1; 0 if there are no camps."""
    known: Mapping[str, str] = {}
    """Its attributes."""
    is_topic: bool = False


class Series(NamedTuple):
    """Numbers over time, each with the smallest and the largest that it may be."""

    name: str
    points: Sequence[tuple[float, float, float]]


class ReportMark(NamedTuple):
    """What happened while numbers ran."""

    first: int
    """The place of the first period that it may have been in."""
    last: int
    title: str


class Report(NamedTuple):
    """What an analysis found."""

    name: str
    """As it is asked for: `stances`."""
    title: str
    said: Sequence[str]
    """How it was counted and what was left out, a line each."""
    tables: Sequence[ReportTable]
    notes: Sequence[str]
    """What else there is to say, a line each."""
    told: Callable[[], object] | None
    """Returns the same for another program; nothing if there is nothing to write."""
    nodes: Sequence[ReportNode] = ()
    ties: Sequence[NetworkTie] = ()
    is_directed: bool = False
    periods: Sequence[str] = ()
    """What the points of series are called."""
    series: Sequence[Series] = ()
    marks: Sequence[ReportMark] = ()

    @property
    def data(self) -> object:
        """The same for another program, as JSON has it."""
        return None if self.told is None else self.told()


def number_text(value: float, *, signed: bool = False) -> str:
    """Return a number as it is shown: whole, or with two decimals and no nought before them."""
    if value == int(value):
        return f"{int(value):+,d}" if signed and value else f"{int(value):,d}"
    text = f"{value:+.2f}" if signed else f"{value:.2f}"
    return text.replace("0.", ".", 1) if abs(value) < 1 else text
