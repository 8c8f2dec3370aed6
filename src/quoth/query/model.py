"""A query and a result: values, that never change."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, overload

from quoth.corpus import Facet
from quoth.dates import Date
from quoth.query.language.tree import Parsed, Problem
from quoth.search.model import Matches


class Sort(StrEnum):
    """In which order statements are shown."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    SPEAKER = "speaker"


class Choice(NamedTuple):
    """One value chosen of a facet."""

    facet: Facet
    value: str


class Period(NamedTuple):
    """The days from `first` to `last`, as ordinals, both included."""

    first: int
    last: int


class Query(NamedTuple):
    """What is being looked at: a text in the language of queries, and what was chosen in panes.

    Values chosen of one facet widen each other, those of different facets narrow each other.
    """

    text: str = ""
    choices: tuple[Choice, ...] = ()
    period: Period | None = None
    sort: Sort | None = None
    """Nothing for the order that the text asks for, else the natural one: by relevance where words
    are searched for, else newest first."""

    @property
    def is_filtered(self) -> bool:
        """Whether anything but a text narrows it."""
        return bool(self.choices) or self.period is not None

    def chosen(self, facet: Facet) -> tuple[str, ...]:
        """Return the values chosen of a facet, in the order in which they were."""
        return tuple(choice.value for choice in self.choices if choice.facet is facet)

    def toggle(self, choice: Choice) -> "Query":
        """Return the query with a choice added, or taken back where it stood."""
        if choice in self.choices:
            return self._replace(choices=tuple(kept for kept in self.choices if kept != choice))
        return self._replace(choices=(*self.choices, choice))

    def only(self, choice: Choice) -> "Query":
        """Return the query with this alone chosen of its facet."""
        kept = (other for other in self.choices if other.facet is not choice.facet)
        return self._replace(choices=(*kept, choice))

    def without(self, facet: Facet) -> "Query":
        """Return the query with nothing chosen of a facet."""
        return self._replace(
            choices=tuple(choice for choice in self.choices if choice.facet is not facet)
        )


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
    """Statements by actor, whoever is chosen."""
    whoever: int
    """How many statements there are, whoever is chosen."""
    dates: Sequence[tuple[Date, int]]
    """Statements by date, whatever period is chosen."""
    lanes: "Lanes"
    """The same for each of those who speak most, the most talkative first."""


Dated = Sequence[tuple[Date, int]]


class Lanes(Sequence[tuple[str, Dated]]):
    """When each of those spoke who speak most: found when it is looked at, and then kept."""

    def __init__(self, speakers: Sequence[str], dates_of: Callable[[str], Dated]) -> None:
        """Take who speaks, and what finds when."""
        self._speakers = speakers
        self._dates_of = lru_cache(maxsize=None)(dates_of)

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
