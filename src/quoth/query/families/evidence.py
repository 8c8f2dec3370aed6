"""Whether the words that two quotes share are evidence enough of one utterance.

What stands whole in another quote is one. Where words were changed, or left out inside, two things
have to hold of the words that both have. As many of the words that carry meaning are the same as is
asked of all words together: else "I don't think that's going to work" is whatever begins so. And in
a large store they are so rare that chance alone would not put them into one more statement.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from quoth.query.families.relating import RelationKind, aligned
from quoth.query.families.telling import LongNames, is_telling

_MEANT: Final = 0.6
"""The part of the words that carry meaning that has to be the same."""
_FEWEST_MEANT: Final = 2
_NEARLY_ALL: Final = 0.85
"""A wording with so much of another needs no word that carries meaning."""
_LARGE: Final = 10_000
"""Statements from which on words are frequent or rare by how often they are in a store."""


class WordEvidence(NamedTuple):
    """What is known of words, as numbers: how much it says that two quotes share them."""

    names: LongNames
    common: frozenset[int]
    """Words that carry no meaning of their own, or that everybody says."""
    statements: int
    count: Callable[[int], int]
    """Returns how many statements have a word."""

    def is_enough(
        self, short: Sequence[int], full: Sequence[int], kind: RelationKind, coverage: float
    ) -> bool:
        """Tell whether two quotes, related by their words alone, are of one utterance."""
        if kind is RelationKind.SAME:
            return True
        if not is_telling(short, full, self.names):
            return False
        if kind is RelationKind.EXCERPT:
            return True
        if len(short) == len(full) and not self._is_alike(full, short, kind, coverage):
            return False  # whichever of the two is named first
        return self._is_alike(short, full, kind, coverage)

    def _is_alike(
        self, short: Sequence[int], full: Sequence[int], kind: RelationKind, coverage: float
    ) -> bool:
        """Tell whether the words that the first quote shares say enough."""
        shared = [
            word
            for step in aligned(short, full)
            if step.is_shared
            for word in short[step.start : step.end]
        ]
        is_meant = kind is not RelationKind.VARIANT or self._is_meant(short, shared, coverage)
        return is_meant and self._is_rare(shared)

    def _is_meant(self, short: Sequence[int], shared: Sequence[int], coverage: float) -> bool:
        """Tell whether enough of the words that carry meaning are shared."""
        meant = sum(word not in self.common for word in short)
        same = sum(word not in self.common for word in shared)
        return same >= _MEANT * meant and (same >= _FEWEST_MEANT or coverage >= _NEARLY_ALL)

    def _is_rare(self, shared: Sequence[int]) -> bool:
        """Tell whether it is unlikely that one more statement has the same words by chance.

        Frequencies count by powers of two, so that one more copy of a quote all but never matters.
        """
        if self.statements < _LARGE:
            return True
        size = self.statements.bit_length()
        return sum(max(size - self.count(word).bit_length(), 0) for word in shared) >= size
