"""Whether the words that two quotes share are evidence enough of one utterance.

Where words were changed, or left out inside, as many of the words that carry meaning have to be the
same as is asked of all words together: else "I don't think that's going to work" is whatever begins
so. And all that is shared has to be so rare that chance would not have put it into two statements
of the store. That is counted in bits: a word that one statement in a thousand has is worth ten. The
unit is the bits of the store's size, which make one more statement with the same words unlikely;
twice as many make any two of them unlikely. What one speaker said at one time needs less.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from quoth.query.families.relating import RelationKind, aligned
from quoth.query.families.same_utterance import LongNames, is_telling

_MEANT: Final = 0.6
"""The part of the words that carry meaning that has to be the same."""
_FEWEST_MEANT: Final = 2
_NEARLY_ALL: Final = 0.85
"""A wording with so much of another needs no word that carries meaning."""
_LARGE: Final = 10_000
"""Statements from which on a store tells how frequent words are."""
_FEWEST_OF_SEVERAL: Final = 4
"""Words from which on the same ones of several speakers may be one utterance."""
_FUNCTIONAL, _EVERYDAY, _OTHER = 3_000, 500, 4
"""How many of 10,000 statements have a word, for all that a smaller store knows."""
_ASKED: Final = {
    RelationKind.SAME: 1.75, RelationKind.EXCERPT: 1.5, RelationKind.ELIDED: 2.0,
    RelationKind.VARIANT: 2.5,
}  # fmt: skip
"""How rare the shared words have to be, in bits of the store's size."""
_ASKED_OF_ONE: Final = 0.75
"""How rare those have to be that one speaker said at one time."""


class WordEvidence(NamedTuple):
    """What is known of words, as numbers: how much it says that two quotes share them."""

    names: LongNames
    functional: frozenset[int]
    """Words that carry no meaning of their own."""
    everyday: frozenset[int]
    """Words that everybody says."""
    statements: int
    count: Callable[[int], int]
    """Returns how many statements have a word."""

    def of(
        self, short: Sequence[int], full: Sequence[int], kind: RelationKind, coverage: float
    ) -> float:
        """Return how rare the words are that two related quotes share; nothing if they say nothing.

        The unit is the bits of the store's size.
        """
        is_whole = kind in (RelationKind.SAME, RelationKind.EXCERPT)
        if kind is not RelationKind.SAME and not is_telling(short, full, self.names):
            return 0.0
        if is_whole:
            return self.rarity(short) if self._meaning(short) else 0.0
        shared = [
            word
            for step in aligned(short, full)
            if step.is_shared
            for word in short[step.start : step.end]
        ]
        if kind is RelationKind.VARIANT:
            sides = (short, full) if len(short) == len(full) else (short,)
            if not all(self._is_meant(side, shared, coverage) for side in sides):
                return 0.0  # whichever of two that are as long is named first
        return self.rarity(shared)

    def rarity(self, words: Sequence[int]) -> float:
        """Return how unlikely it is that a statement has some words by chance.

        Frequencies count by powers of two, so that one more copy of a quote all but never matters.
        """
        size = max(self.statements, _LARGE).bit_length()
        return sum(max(size - self._seen(word).bit_length(), 0) for word in words) / size

    def may_be_of_several(self, words: Sequence[int]) -> bool:
        """Tell whether the very same words of several speakers are one utterance."""
        rarity = self.rarity(words) if self._meaning(words) else 0.0
        return is_enough(RelationKind.SAME, rarity, len(words), of_one=False)

    def _seen(self, word: int) -> int:
        """Return how many statements have a word; in a small store, of 10,000 that may come."""
        seen = self.count(word)
        if self.statements >= _LARGE:
            return seen
        if word in self.functional:
            return seen + _FUNCTIONAL
        return seen + (_EVERYDAY if word in self.everyday else _OTHER)

    def _meaning(self, words: Sequence[int]) -> int:
        """Return how many words carry meaning."""
        return sum(word not in self.functional and word not in self.everyday for word in words)

    def _is_meant(self, side: Sequence[int], shared: Sequence[int], coverage: float) -> bool:
        """Tell whether enough of the words that carry meaning are shared."""
        meant, same = self._meaning(side), self._meaning(shared)
        return same >= _MEANT * meant and (same >= _FEWEST_MEANT or coverage >= _NEARLY_ALL)


def is_enough(kind: RelationKind, rarity: float, size: int, *, of_one: bool) -> bool:
    """Tell whether shared words are evidence enough of one utterance.

    Args:
        kind: how the quotes are related by their words.
        rarity: how rare the words are that they share.
        size: how many words the shorter one has.
        of_one: whether one speaker said both, at one time for all that is known.
    """
    if kind is RelationKind.SAME:
        return of_one or (size >= _FEWEST_OF_SEVERAL and rarity >= _ASKED[kind])
    return rarity >= (_ASKED_OF_ONE if of_one else _ASKED[kind])
