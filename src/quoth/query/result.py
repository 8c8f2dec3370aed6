"""What a query finds in a corpus: a value, that never changes."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, overload

from quoth.basics.dates import Date
from quoth.query.language.tree import Parsed, Problem
from quoth.query.model import Query, Sort
from quoth.search.model import Matches


class Result(NamedTuple):
    """A query run over a corpus.

    As in any faceted search, what a facet counts ignores what is chosen of that facet itself.
    """

    query: Query
    parsed: Parsed
    """How the text was understood."""
    problems: Sequence[Problem]
    """What of it was not."""
    order: Sort
    """The order in force."""
    rows: Sequence[int]
    """The rows that match, in order."""
    matches: Matches | None
    """What the words matched; nothing where none are searched for."""
    actors: Mapping[str, int]
    """Statements by actor, ignoring the chosen actors."""
    whoever: int
    """How many statements there are, ignoring the chosen actors."""
    dates: Sequence[tuple[Date, int]]
    """Statements by date, ignoring the chosen period."""
    lanes: "Lanes"
    """The same for each of those who speak most, the most talkative first."""


Dated = Sequence[tuple[Date, int]]


class Lanes(Sequence[tuple[str, Dated]]):
    """When each of those spoke who speak most: found when it is looked at, and then kept."""

    def __init__(self, speakers: Sequence[str], dates_of: Callable[[str], Dated]) -> None:
        """Take who speaks, and what finds when."""
        self._speakers = speakers
        self._dates_of = lru_cache(maxsize=None)(dates_of)

    @property
    def speakers(self) -> Sequence[str]:
        """Those who speak most, the most talkative first."""
        return self._speakers

    def __len__(self) -> int:
        return len(self._speakers)

    @overload
    def __getitem__(self, place: int) -> tuple[str, Dated]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[str, Dated]]: ...
    def __getitem__(self, place: int | slice) -> tuple[str, Dated] | Sequence[tuple[str, Dated]]:
        if isinstance(place, slice):
            return [(one, self._dates_of(one)) for one in self._speakers[place]]
        return self._speakers[place], self._dates_of(self._speakers[place])
