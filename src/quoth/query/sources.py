"""Which sources a name means in a store that has too many of them to look at every title.

What it means is the same as if all had been looked at: those whose titles may be meant are found by
the words in them, and `NameIndex` decides among these and the publishers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

from quoth.basics.text import words
from quoth.index.corpus import Corpus
from quoth.index.segment.titles import Titles
from quoth.query.language.names import NamedValue, NameIndex, allowed_slips

MOST_MEANT: Final = 20_000
"""Sources that a name may mean by their titles; of one that may mean more, more has to be typed."""
_MOST_TYPED: Final = 20
"""Words of a typed name that are looked at."""


class TooManySourcesError(Exception):
    """A name that more sources have than are looked at."""


class SourceNames:
    """The sources of a corpus by their titles, and all publishers."""

    def __init__(self, corpus: Corpus, publishers: Sequence[NamedValue]) -> None:
        """Take the corpus, and an entry for each publisher."""
        self._corpus = corpus
        self._publishers = publishers

    @cached_property
    def _titles(self) -> Titles:
        """The words in the titles."""
        return Titles(self._corpus.base.sections)

    def meant_by(self, typed: str) -> NameIndex:
        """Return the names among which those are that a typed one means, if there are any.

        Raises:
            TooManySourcesError: there are more than are looked at.
        """
        folded = words(typed)[:_MOST_TYPED]
        whole = self._holding(folded, self._titles.spelt)
        names = self._named(typed, whole or self._holding(folded, self._titles.starting_with))
        return (
            names if names.spelt(typed) else self._named(typed, self._holding(folded, self._near))
        )

    def _holding(self, folded: Sequence[str], places: Callable[[str], Sequence[int]]) -> set[int]:
        """Return the sources with all of some words in their titles, or what stands for them."""
        left: set[int] | None = None
        for word in folded:
            bearers = self._titles.of(places(word))
            left = bearers if left is None else left & bearers
        return left or set()

    def _near(self, word: str) -> list[int]:
        """Return the places of the words that a typed one may be, misspelt or unfinished."""
        from rapidfuzz import process  # noqa: PLC0415  # costs start-up time
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        near = process.extract(
            word, self._titles.words, scorer=OSA.distance, score_cutoff=allowed_slips(word),
            limit=None,
        )  # fmt: skip
        return [*{*self._titles.starting_with(word), *(place for _, _, place in near)}]

    def _named(self, typed: str, numbers: set[int]) -> NameIndex:
        """Return some sources and all publishers; and whose titles aren't as the index has them."""
        sources = self._corpus.sources
        found = (numbers - sources.deleted) | sources.changed.keys()
        for one in (typed.strip(), typed.strip().casefold()):
            identical = sources.number(one)
            if identical is not None:
                found.add(identical)
        if len(found) > MOST_MEANT:
            raise TooManySourcesError
        records = (sources.record(number) for number in sorted(found))
        entries = (NamedValue(one.id, one.title, (), 0, one.publisher) for one in records)
        return NameIndex([*self._publishers, *entries])
