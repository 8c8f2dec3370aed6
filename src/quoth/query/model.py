"""A query and a result: values, that never change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from quoth.corpus import Facet
from quoth.dates import Date
from quoth.search import Matches


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
    """What is being looked at.

    Values chosen of one facet widen each other, those of different facets narrow each other.
    """

    text: str = ""
    choices: tuple[Choice, ...] = ()
    period: Period | None = None
    sort: Sort | None = None
    """Nothing for the natural order: by relevance where there is a text, else newest first."""

    @property
    def order(self) -> Sort:
        """The order in force."""
        natural = Sort.RELEVANCE if self.text.strip() else Sort.NEWEST
        return natural if self.sort in (None, Sort.RELEVANCE) else self.sort

    @property
    def is_filtered(self) -> bool:
        """Whether anything but a text narrows it."""
        return bool(self.choices) or self.period is not None

    def chosen(self, facet: Facet) -> tuple[str, ...]:
        """Return the values chosen of a facet, in the order in which they were."""
        return tuple(choice.value for choice in self.choices if choice.facet is facet)

    def toggle(self, choice: Choice) -> Query:
        """Return the query with a choice added, or taken back where it stood."""
        if choice in self.choices:
            return self._replace(choices=tuple(kept for kept in self.choices if kept != choice))
        return self._replace(choices=(*self.choices, choice))

    def only(self, choice: Choice) -> Query:
        """Return the query with this alone chosen of its facet."""
        kept = (other for other in self.choices if other.facet is not choice.facet)
        return self._replace(choices=(*kept, choice))

    def without(self, facet: Facet) -> Query:
        """Return the query with nothing chosen of a facet."""
        return self._replace(
            choices=tuple(choice for choice in self.choices if choice.facet is not facet)
        )


class Result(NamedTuple):
    """A query run over a corpus.

    As in any faceted search, what a facet counts ignores what is chosen of that facet itself.
    """

    query: Query
    rows: Sequence[int]
    """The rows that match, in order."""
    matches: Matches | None
    """What the text matched; nothing where there is no text."""
    actors: Mapping[str, int]
    """Statements by actor, whoever is chosen."""
    whoever: int
    """How many statements there are, whoever is chosen."""
    dates: Sequence[tuple[Date, int]]
    """Statements by date, whatever period is chosen."""
    lanes: Sequence[tuple[str, Sequence[tuple[Date, int]]]]
    """The same for each of those who speak most, the most talkative first."""
