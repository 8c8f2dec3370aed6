"""The words of a vocabulary that a misspelt word may stand for, found by rapidfuzz.

A slip is an edit of the restricted Damerau-Levenshtein distance: a letter more, less, other, or two
neighbours swapped (rapidfuzz's `OSA`). Few people slip in a word's first letters, so rapidfuzz
compares the words that share them; where one slip changes these, the few words that can result are
looked up one by one.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

_ONE_SLIP: Final = 0.8
_ONE_SLIP_SHORT: Final = 0.7
_TWO_SLIPS: Final = 0.58
_SLIPPED_PREFIX: Final = 0.65
_OTHER_FIRST_LETTER: Final = 0.85
"""What a slip in the first letter, where few are made, takes off."""

_SHORTEST_ONE_SLIP: Final = 3
_SHORTEST_TWO_SLIPS: Final = 4
_OF_ONE_SCRIPT: Final = 0x180
"""How far apart letters may be in Unicode that people take for each other."""
_SHORTEST_SLIPPED_PREFIX: Final = 4
_LONGEST: Final = 80
"""Letters of a word that may have slips at all."""
_SAME: Final = 2
"""Letters with which words begin that are compared with a word."""
_KEPT: Final = 1024
"""Beginnings whose words are kept: no word has two that are as long, so each is kept once."""

Variants = dict[int, float]
"""Terms, each with how well it stands for the typed word, from 0 to 1."""
Ranges = list[tuple[int, int, float]]
"""The first of some neighbouring terms, where they end, and how well each stands for the word."""


class _Known(NamedTuple):
    """Words that are as long, and the term of each."""

    words: list[str]
    terms: array[int]

    @classmethod
    def none(cls) -> _Known:
        """Return no word yet."""
        return cls([], array("I"))


class SlipVocabulary(Protocol):
    """What finding slips needs to know of a vocabulary."""

    def __len__(self) -> int: ...

    def __getitem__(self, term: int) -> str:
        """Return the word of a term."""

    @property
    def initials(self) -> str:
        """The letters that words begin with."""

    def term(self, word: str) -> int | None:
        """Return the term of a word, if it is one."""

    def at_or_after(self, word: str) -> int:
        """Return the first term that is not before a word."""

    def starting_with(self, prefix: str) -> tuple[int, int]:
        """Return the first of the terms that start with a prefix, and where they end."""

    def words(self, first: int, end: int) -> list[str]:
        """Return the words of neighbouring terms."""


class Slips:
    """Finds misspelt words in one vocabulary, and remembers what it read of it."""

    def __init__(self, vocabulary: SlipVocabulary) -> None:
        """Take the vocabulary."""
        self._vocabulary = vocabulary
        self._by_length = lru_cache(maxsize=_KEPT)(self._read)
        self._by_first = lru_cache(maxsize=_KEPT)(self._gather)
        self.one = lru_cache(maxsize=1024)(self._one)
        self.two = lru_cache(maxsize=1024)(self._two)

    def _one(self, word: str) -> Variants:
        """Return the words that are one slip away from a word.

        Those that begin with the same letters are compared; where the slip is in those letters, the
        rest is right, and the few words that can result are looked up.
        """
        if not _slips(word):
            return {}
        found = dict(self._near(word, word[:_SAME], 1))
        closeness = _closeness(word, 1)
        for place in range(_SAME):
            how = closeness if place else closeness * _OTHER_FIRST_LETTER
            letters = self._following(word[:place]) if place else self._vocabulary.initials
            for other in self._slipped_at(word, place, letters):
                term = self._vocabulary.term(other)
                if term is not None and other != word:
                    found[term] = max(how, found.get(term, 0.0))
        return found

    def _two(self, word: str) -> Variants:
        """Return the words that are one or two slips away from a word, if it isn't too short.

        The first letter is taken to be right, or to be one too many, swapped, lost or another.
        """
        found = dict(self.one(word))
        if _slips(word) == 2:
            for beginning in dict.fromkeys(word[:2]):
                for term, closeness in self._near(word, beginning, 2):
                    found.setdefault(term, closeness)
            for term, closeness in self._other_first(word):
                found.setdefault(term, closeness)
        return found

    def _other_first(self, word: str) -> Iterator[tuple[int, float]]:
        """Yield the words whose first letter was lost or misspelt, with one slip behind it."""
        for letter in self._vocabulary.initials:
            if not 0 < abs(ord(letter) - ord(word[0])) < _OF_ONE_SCRIPT:
                continue
            for whole in (letter + word, letter + word[1:]):
                for term, _ in self._near(whole, whole[:_SAME], 1):
                    yield term, _TWO_SLIPS * _OTHER_FIRST_LETTER

    def beginnings(self, word: str) -> Ranges:
        """Return the words whose beginning is one slip away from an unfinished word."""
        return self._beginning_so(word, self._slipped_beginnings(word), _SLIPPED_PREFIX)

    def with_other_first(self, word: str) -> Ranges:
        """Return the words whose beginning has a slip in the first letter of an unfinished word."""
        slipped = self._slipped_at(word, 0, self._vocabulary.initials)
        others = (one for one in slipped if one[0] != word[0])
        return self._beginning_so(word, others, _SLIPPED_PREFIX * _OTHER_FIRST_LETTER)

    def _beginning_so(self, word: str, slipped: Iterable[str], closeness: float) -> Ranges:
        """Return the words that have one of some beginnings, if a word isn't too short to slip."""
        if not _SHORTEST_SLIPPED_PREFIX <= len(word) <= _LONGEST or word.isdigit():
            return []
        found: dict[int, tuple[int, int, float]] = {}
        for beginning in slipped:
            first = self._vocabulary.at_or_after(beginning)
            if first < len(self._vocabulary) and self._vocabulary[first].startswith(beginning):
                end = self._vocabulary.starting_with(beginning)[1]
                found[first] = (first, max(end, found.get(first, (0, 0, 0.0))[1]), closeness)
        return _apart(sorted(found.values()))

    def _read(self, beginning: str) -> Mapping[int, _Known]:
        """Return the words that start with some letters, by their lengths."""
        first, end = self._vocabulary.starting_with(beginning)
        found: defaultdict[int, _Known] = defaultdict(_Known.none)
        for term, word in zip(range(first, end), self._vocabulary.words(first, end), strict=True):
            known = found[len(word)]
            known.words.append(word)
            known.terms.append(term)
        return found

    def _gather(self, first: str) -> Mapping[int, _Known]:
        """Return the words of two letters or more that start with one, by their lengths.

        Each is compared in one go with all that are as long, and is kept no second time.
        """
        found: defaultdict[int, _Known] = defaultdict(_Known.none)
        for second in self._following(first):
            for length, known in self._by_length(first + second).items():
                found[length].words.extend(known.words)
                found[length].terms.extend(known.terms)
        return found

    def _near(self, word: str, beginning: str, slips: int) -> Iterator[tuple[int, float]]:
        """Yield the terms with a beginning that are up to so many slips away, and how near."""
        is_whole = len(beginning) == _SAME
        by_length = self._by_length(beginning) if is_whole else self._by_first(beginning)
        for length in range(len(word) - slips, len(word) + slips + 1):
            if length not in by_length:
                continue
            known = by_length[length]
            near = process.extract(
                word, known.words, scorer=OSA.distance, score_cutoff=slips, limit=None
            )
            for _, distance, place in near:
                if distance:
                    yield known.terms[place], _closeness(word, int(distance))

    def _slipped_beginnings(self, word: str) -> Iterator[str]:
        """Yield what one slip makes of the beginning of a word, the first letter being right."""
        for place in range(1, len(word)):
            yield from self._slipped_at(word, place, self._following(word[:place]))

    def _slipped_at(self, word: str, place: int, letters: Iterable[str]) -> Iterator[str]:
        """Yield what one slip at a place makes of a word; `letters` are those that may be there."""
        before, rest = word[:place], word[place:]
        yield before + rest[1:]
        if len(rest) > 1 and rest[0] != rest[1]:
            yield before + rest[1] + rest[0] + rest[2:]
        for letter in letters:
            if letter != rest[0]:
                yield before + letter + rest[1:]
                yield before + letter + rest

    def _following(self, beginning: str) -> Iterator[str]:
        """Yield the letters that follow a beginning in some word."""
        vocabulary = self._vocabulary
        place = len(beginning)
        term = vocabulary.at_or_after(beginning + "\0")
        while term < len(vocabulary):
            word = vocabulary[term]
            if not word.startswith(beginning):
                return
            yield word[place]
            term = vocabulary.at_or_after(beginning + chr(min(ord(word[place]) + 1, 0x10FFFF)))


def _apart(ranges: Ranges) -> Ranges:
    """Return ranges, in order, without those that lie in the one before."""
    kept: Ranges = []
    for one in ranges:
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def _slips(word: str) -> int:
    """Return how many slips a word of this length is allowed."""
    if word.isdigit() or not _SHORTEST_ONE_SLIP <= len(word) <= _LONGEST:
        return 0
    return 2 if len(word) >= _SHORTEST_TWO_SLIPS else 1


def _closeness(word: str, distance: int) -> float:
    """Return how well a word that is some slips away stands for the typed one."""
    if distance > 1:
        return _TWO_SLIPS
    return _ONE_SLIP if len(word) > 4 else _ONE_SLIP_SHORT
