"""Statements that are nearly the same: one quote that came into a store twice.

Two are compared only where they can be: the same speaker, days that are near, and a rare word in
common. Which words have to be looked at follows from how alike two quotes have to be (prefix
filtering: S. Chaudhuri and others, "A Primitive Operator for Similarity Joins in Data Cleaning",
2006; R. Bayardo and others, "Scaling Up All Pairs Similarity Search", 2007): with the words of each
in order of their rarity, two sets that share a part t of their words share one of the first
n - t n + 1 of each. Those that are left are compared letter by letter with rapidfuzz.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from quoth.basics.text import fold, raw_words
from quoth.basics.unions import Unions

_NEAR_DAYS: Final = 7
_SHARED: Final = 0.7
"""The part of all words of two quotes that both have to have."""
_ALIKE: Final = 90.0
_FEWEST_WORDS: Final = 4
"""Shorter quotes are said again and again."""
_LONGEST: Final = 20_000
"""Characters of a quote that is compared letter by letter; of a longer one, the words count."""
_LOOKED_BACK: Final = 64
"""How many quotes with a word in common one is compared with; more are said by rote."""


class ComparedStatement(NamedTuple):
    """A statement, as far as it matters what else is nearly the same."""

    key: str
    speaker: str
    """Statements of different ones are never compared."""
    quote: str
    first: int
    """The first day that it may have been said on."""
    last: int
    """The last; before the first where no day is known."""


class NearDuplicates(NamedTuple):
    """Statements that are nearly the same."""

    keys: tuple[str, ...]
    """Two or more, in the order they came in."""
    score: float
    """How alike the two are that are least so, of those that were compared; 1 is the same words."""


class _Read(NamedTuple):
    """A statement, the same words standing for all that have them on near days."""

    said: ComparedStatement
    keys: list[str]
    words: frozenset[int]
    text: str


def nearly_same(statements: Iterable[ComparedStatement]) -> list[NearDuplicates]:
    """Return groups of statements that are nearly the same, the most alike first."""
    folded: dict[str, str] = {}
    by_speaker: dict[str, list[tuple[ComparedStatement, list[str]]]] = defaultdict(list)
    order: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for said in statements:
        order[said.key] = len(order)
        found = []
        for raw in raw_words(said.quote):
            word = folded.get(raw)
            if word is None:
                word = folded[raw] = fold(raw)
            if word:
                found.append(word)
        if len(found) >= _FEWEST_WORDS:
            by_speaker[said.speaker].append((said, found))
            counts.update(set(found))
    # The rarest word has the lowest number; those as rare by spelling, so that nothing is chance.
    ranked = sorted(counts, key=lambda word: (counts[word], word))
    ranks = {word: rank for rank, word in enumerate(ranked)}
    groups: list[NearDuplicates] = []
    for rows in by_speaker.values():
        if len(rows) > 1:
            groups += _groups(_once(rows, ranks), order)
    return sorted(groups, key=lambda group: (-group.score, [order[key] for key in group.keys]))


def _once(
    rows: Iterable[tuple[ComparedStatement, Sequence[str]]], ranks: dict[str, int]
) -> list[_Read]:
    """Return a speaker's statements by day, those of the same words on near days as one."""
    reads: list[_Read] = []
    latest: dict[str, tuple[int, _Read]] = {}
    for said, found in sorted(rows, key=lambda row: (row[0].first, row[0].last)):
        text = " ".join(found)
        known = latest.get(text)
        if known is not None and _are_near(known[1].said, said, known[0]):
            known[1].keys.append(said.key)
            latest[text] = (max(known[0], said.last), known[1])
            continue
        read = _Read(said, [said.key], frozenset(ranks[word] for word in found), text)
        reads.append(read)
        latest[text] = (said.last, read)
    return reads


def _are_near(one: ComparedStatement, other: ComparedStatement, last: int | None = None) -> bool:
    """Tell whether two days are near, or one of them is not known; the other is not the earlier."""
    if one.last < one.first or other.last < other.first:
        return True
    return other.first - (one.last if last is None else last) <= _NEAR_DAYS


def _groups(reads: Sequence[_Read], order: dict[str, int]) -> Iterator[NearDuplicates]:
    """Yield the groups of one speaker's statements."""
    joined: Unions[int] = Unions()
    scores = [1.0] * len(reads)
    for one, other, score in _pairs(reads):
        left, right = joined.leader(one), joined.leader(other)
        joined.join(left, right)
        scores[left] = min(scores[left], scores[right], score)
    members: dict[int, list[str]] = defaultdict(list)
    for place, read in enumerate(reads):
        members[joined.leader(place)] += read.keys
    for leader, keys in members.items():
        if len(keys) > 1:
            yield NearDuplicates(
                tuple(sorted(keys, key=order.__getitem__)), round(scores[leader], 3)
            )


def _pairs(reads: Sequence[_Read]) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs that are nearly the same, with how alike they are."""
    having: dict[int, list[int]] = defaultdict(list)
    for place, read in enumerate(reads):
        size = len(read.words)
        prefix = sorted(read.words)[: size - math.ceil(_SHARED * size) + 1]
        for earlier in sorted({o for word in prefix for o in having[word][-_LOOKED_BACK:]}):
            if score := _likeness(reads[earlier], read):
                yield earlier, place, score
        for word in prefix:
            having[word].append(place)


def _likeness(one: _Read, other: _Read) -> float:
    """Return how alike two statements are; 0 where they are not nearly the same."""
    if not _are_near(one.said, other.said):
        return 0.0
    shared = len(one.words & other.words)
    if shared < _SHARED * (len(one.words) + len(other.words) - shared):
        return 0.0
    if max(len(one.text), len(other.text)) > _LONGEST:
        alike = 200 * shared / (len(one.words) + len(other.words))
        return alike / 100 if alike >= _ALIKE else 0.0
    return fuzz.ratio(one.text, other.text, score_cutoff=_ALIKE) / 100
