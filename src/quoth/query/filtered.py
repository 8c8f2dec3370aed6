"""What a query lets through, as it goes from finding to counting, sorting and explaining."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quoth.query.checked import Selection
from quoth.query.language.tree import Parsed, PatternTerm, Phrase, Problem
from quoth.query.model import Query, Sort
from quoth.search.matching import Answer
from quoth.search.model import Matches
from quoth.store.facets import Facet

if TYPE_CHECKING:
    from datetime import date

Masks = Mapping[str, Selection]
"""The rows that each part of a query lets through."""


class Filtered(NamedTuple):
    """What a query lets through, before anything is counted or put in order."""

    query: Query
    parsed: Parsed
    problems: Sequence[Problem]
    masks: Masks
    matches: Matches | None
    answers: Sequence[Answer]
    """What each group of words found."""
    phrases: Sequence[Phrase]
    today: "date | None" = None
    patterns: Sequence[PatternTerm] = ()

    @property
    def order(self) -> Sort:
        """The order in force."""
        natural = Sort.RELEVANCE if self.matches and self.matches.scores else Sort.NEWEST
        wanted = self.query.sort or (Sort(self.parsed.sort) if self.parsed.sort else natural)
        return natural if wanted is Sort.RELEVANCE else wanted

    @property
    def hides_unread(self) -> bool:
        """Whether drafts and rejected statements are left out, as no status was asked for."""
        return Facet.STATUS in self.masks and not self.query.chosen(Facet.STATUS)
