"""The words of a vocabulary that a typed word may stand for, found by rapidfuzz.

A slip is an edit of the restricted Damerau-Levenshtein distance: a letter more, less, other, or two
neighbours swapped (rapidfuzz's `OSA`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from quoth.search.model import EXACT, PREFIX, SYNONYM

_ONE_SLIP: Final = 0.8
_ONE_SLIP_SHORT: Final = 0.7
_TWO_SLIPS: Final = 0.58
_SLIPPED_PREFIX: Final = 0.65
_OTHER_FIRST_LETTER: Final = 0.85
"""What a slip in the first letter, where few are made, takes off."""

_SHORTEST_ONE_SLIP: Final = 3
_SHORTEST_TWO_SLIPS: Final = 6
_SHORTEST_DESPERATE: Final = 4
"""Letters of a word that may have two slips where nothing is nearer."""
_SHORTEST_SLIPPED_PREFIX: Final = 4

Variants = dict[str, float]
"""Words of the vocabulary, each with how well it stands for the typed one, from 0 to 1."""


class Vocabulary(Protocol):
    """What finding variants needs to know of the words."""

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of each word."""

    @property
    def synonyms(self) -> Mapping[str, set[str]]:
        """Other spellings of words that name an actor."""

    def starting_with(self, prefix: str) -> Iterator[str]:
        """Yield the words that start with a prefix, the prefix itself not counted."""

    def of_length(self, shortest: int, longest: int) -> list[str]:
        """Return the words that have from `shortest` to `longest` letters."""

    def beginnings(self, length: int, /) -> Mapping[str, Sequence[str]]:
        """Return the first `length` letters of all longer words, with those words."""


def sure_variants(vocabulary: Vocabulary, word: str, *, unfinished: bool) -> Variants:
    """Return the word itself, other spellings of the name it is, and what it may grow into."""
    found: Variants = {}
    if unfinished:
        found.update(dict.fromkeys(vocabulary.starting_with(word), PREFIX))
    for synonym in vocabulary.synonyms.get(word, ()):
        if synonym in vocabulary.numbers:
            found[synonym] = SYNONYM
    if word in vocabulary.numbers:
        found[word] = EXACT
    return found


def slipped_variants(
    vocabulary: Vocabulary, word: str, *, unfinished: bool, unknown: bool
) -> Variants:
    """Return the words that are one or two slips away, and names they stand for.

    A word that is unknown otherwise may be short and have two slips all the same.
    """
    found: Variants = {}
    slips = _slips(word)
    if not slips:
        return found
    near = _near(vocabulary, word, slips)
    if unknown and not near and len(word) >= _SHORTEST_DESPERATE:
        near = _near(vocabulary, word, 2)
    if unfinished and len(word) >= _SHORTEST_SLIPPED_PREFIX:
        found.update(_slipped_prefixes(vocabulary, word))
    for other, distance in near:
        found[other] = max(found.get(other, 0.0), _closeness(word, other, distance))
    for other, closeness in list(found.items()):
        for synonym in vocabulary.synonyms.get(other, ()):
            if synonym in vocabulary.numbers:
                found.setdefault(synonym, closeness * SYNONYM)
    return found


def _near(vocabulary: Vocabulary, word: str, slips: int) -> list[tuple[str, int]]:
    """Return the words up to so many slips away, each with how many; not the word itself."""
    words = vocabulary.of_length(len(word) - slips, len(word) + slips)
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=None)
    return [(other, int(distance)) for other, distance, _ in found if distance]


def _slips(word: str) -> int:
    """Return how many slips a word of this length is allowed."""
    if word.isdigit() or len(word) < _SHORTEST_ONE_SLIP:
        return 0
    return 2 if len(word) >= _SHORTEST_TWO_SLIPS else 1


def _closeness(word: str, other: str, distance: int) -> float:
    """Return how well a word that is some slips away stands for the typed one."""
    one_slip = _ONE_SLIP if len(word) > 4 else _ONE_SLIP_SHORT
    closeness = one_slip if distance == 1 else _TWO_SLIPS
    return closeness if word[0] == other[0] else closeness * _OTHER_FIRST_LETTER


def _slipped_prefixes(vocabulary: Vocabulary, word: str) -> Variants:
    """Return the words whose beginning is one slip away from an unfinished one."""
    found: Variants = {}
    for length in range(len(word) - 1, len(word) + 2):
        beginnings = vocabulary.beginnings(length)
        for beginning, _, _ in process.extract(
            word, beginnings.keys(), scorer=OSA.distance, score_cutoff=1, limit=None
        ):
            if beginning[0] == word[0]:
                found.update(dict.fromkeys(beginnings[beginning], _SLIPPED_PREFIX))
    return found
