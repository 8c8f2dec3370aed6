"""Whether the words that two quotes share tell that they are one utterance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from rapidfuzz.distance import LCSseq

from quoth.index.wordings import runs_of
from quoth.query.families.relating import ENOUGH, aligned

_LONG_NAME: Final = 3
"""Words of a name that could be taken for a quote."""
_OWN_WORDS: Final = 3
"""Words beside names that a quote needs."""
_GAP: Final = 2
"""Words more than this that are left out in one place are a break."""
_PER_BREAK: Final = 4
"""Words that each break needs."""
_ROOM: Final = 4


class LongNames:
    """Names of several words: two quotes that share one have only named the same actor."""

    def __init__(self, names: Iterable[Sequence[int]]) -> None:
        """Take the names as numbers of words."""
        self.all = list({tuple(name) for name in names if len(name) >= _LONG_NAME})
        self.runs = frozenset(run for name in self.all for run in runs_of(name))
        """The words in a row that lie within one."""
        self._by_start: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for name in sorted(self.all, key=len, reverse=True):
            self._by_start[name[0]].append(name)

    def left_out(self, words: Sequence[int]) -> Sequence[int]:
        """Return words without those of names."""
        found: list[int] = []
        place = 0
        while place < len(words):
            for name in self._by_start.get(words[place], ()):
                if tuple(words[place : place + len(name)]) == name:
                    place += len(name)
                    break
            else:
                found.append(words[place])
                place += 1
        return found


def is_telling(short: Sequence[int], full: Sequence[int], names: LongNames | None) -> bool:
    """Tell whether it is more than a name, or scattered words, that two quotes share."""
    if names is not None:
        own = names.left_out(short)
        if len(own) < len(short):
            common = LCSseq.similarity(own, names.left_out(full))
            if len(own) < _OWN_WORDS or common < ENOUGH * len(own):
                return False
    if len(full) <= len(short) + _GAP or not _is_scattered(short, full):
        return True
    near = _surroundings(short, full)
    common = LCSseq.similarity(short, near)
    return common >= ENOUGH * len(short) and not _is_scattered(short, near)


def _is_scattered(short: Sequence[int], full: Sequence[int]) -> bool:
    """Tell whether a quote's words stand in another in too many places for their number."""
    breaks = common = 0
    gap = 0
    for step in aligned(short, full):
        size = step.end - step.start
        if step.is_shared:
            breaks += bool(common) and gap > _GAP
            common += size
        gap = 0 if step.is_shared else step.other_end - step.other_start - size
    return breaks * _PER_BREAK > common


def _surroundings(short: Sequence[int], full: Sequence[int]) -> Sequence[int]:
    """Return where in a long quote a short one may stand: about the longest stretch of both."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, word in enumerate(full):
        places[word].append(place)
    longest, best = 0, (0, 0)
    lengths: dict[int, int] = {}
    for place, word in enumerate(short):
        following: dict[int, int] = {}
        for at in places.get(word, ()):
            following[at] = length = lengths.get(at - 1, 0) + 1
            if length > longest:
                longest, best = length, (place, at)
        lengths = following
    start = best[1] - best[0] - _ROOM
    return full[max(start, 0) : start + len(short) + 2 * _ROOM]
