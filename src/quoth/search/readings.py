"""Other ways to read what was typed: a space missing between two words, or typed within one.

Other letters may be wrong, too. So text that isn't a word is cut in two of which one is a word, and
separate words are joined even if the result isn't a word yet: `matching` allows for other typos.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final, NamedTuple

_MOST_CUTS: Final = 3
"""Ways to cut a word that are looked at, the likeliest."""
_MOST_JOINED: Final = 3
"""Words in a row that may be one."""
_SHORTEST_JOINED: Final = 4
_SHORTEST_SLIPPED: Final = 3
"""Letters of a piece that may have a slip in it."""
_SHORTEST_CUT: Final = 8
"""Letters of an unfinished word that may be two."""
_LONGEST: Final = 60
_RARER: Final = 16
"""So many times as many rows as a word both pieces have, if it is to be two."""
_MOST_NEAR: Final = 4
"""Pieces for which a word that is like them is looked for."""


class KnownWords(NamedTuple):
    """The words of a store."""

    size: Callable[[str], int]
    """Returns how many rows have a word."""
    near: Callable[[str], int]
    """Returns how many have the most frequent word that is one slip away from one."""
    begins: Callable[[str], bool]
    """Tells whether a word begins with something."""


def readings(
    typed: Sequence[str], known: KnownWords, *, unfinished: bool = False
) -> Iterator[list[str]]:
    """Yield the likeliest other ways to read words: some joined, or one of them cut.

    The last word is not cut for as long as it is short and `unfinished`, and may become a word.
    """
    sizes = [known.size(word) for word in typed]
    for start in range(len(typed) - 1):
        for end in range(start + 2, min(start + _MOST_JOINED, len(typed)) + 1):
            joined = "".join(typed[start:end])
            is_long = _SHORTEST_JOINED <= len(joined) <= _LONGEST
            if is_long and _are_no_words(sizes[start:end]) and _may_be(joined, known):
                yield [*typed[:start], joined, *typed[end:]]
    is_whole = not unfinished or len(typed[-1]) >= _SHORTEST_CUT or not known.begins(typed[-1])
    for place, word in enumerate(typed if is_whole else typed[:-1]):
        for pieces in _cut(word, sizes[place], known):
            yield [*typed[:place], *pieces, *typed[place + 1 :]]


def _are_no_words(sizes: Collection[int]) -> bool:
    """Tell whether one of some words is in so few rows, beside the others, that it may be none."""
    return min(sizes) * _RARER <= max(sizes) or not any(sizes)


def _may_be(word: str, known: KnownWords) -> bool:
    """Tell whether something is a word, or like one."""
    return bool(known.size(word) or known.near(word))


def _cut(word: str, size: int, known: KnownWords) -> list[tuple[str, str]]:
    """Return the likeliest ways to cut a word in two, one of which may have a slip in it."""
    if len(word) > _LONGEST or word.isdigit():
        return []
    cuts = [(word[:place], word[place:]) for place in range(1, len(word))]
    sized = [(*cut, known.size(cut[0]), known.size(cut[1])) for cut in cuts]
    found = [(min(one, other), (a, b)) for a, b, one, other in sized if one and other]
    slipped = [
        (max(one, other), (a, b), b if one else a)
        for a, b, one, other in sized
        if (one > 0) != (other > 0) and len(b if one else a) >= _SHORTEST_SLIPPED
    ]
    likely = sorted((one for one in found if one[0] > size * _RARER), reverse=True)[:_MOST_CUTS]
    if not likely:
        for most, cut, piece in sorted(slipped, reverse=True)[:_MOST_NEAR]:
            likely.append((min(most, known.near(piece)), cut))
        likely = sorted((one for one in likely if one[0] > size * _RARER), reverse=True)
    return [cut for _, cut in likely[:_MOST_CUTS]]
