"""A query: a value, that never changes."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from enum import StrEnum
from typing import NamedTuple

from quoth.store.facets import Facet


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
