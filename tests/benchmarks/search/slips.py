"""Slips of the keyboard, made at random: what stands between a memory and a match."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

SHORTEST: Final = 4
"""Letters of a word that may be misspelt: in a shorter one a slip leaves another word."""

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ALPHABET: Final = "".join(sorted("".join(_ROWS)))
_NEAR_CHANCE: Final = 0.7
"""How often a wrong letter is a neighbour of the right one."""


def _neighbours() -> dict[str, str]:
    """Return the letters around each letter of an English keyboard."""
    places = {letter: (row, column) for row, line in enumerate(_ROWS)
              for column, letter in enumerate(line)}  # fmt: skip
    return {
        letter: "".join(
            other
            for other, (line, place) in places.items()
            if other != letter and abs(line - row) <= 1 and abs(place - column) <= 1
        )
        for letter, (row, column) in places.items()
    }


_NEIGHBOURS: Final = _neighbours()


def can_slip(word: str) -> bool:
    """Tell whether a word is one in which slips are made: letters, and enough of them."""
    return len(word) >= SHORTEST and word.isalpha()


def with_slips(words: Sequence[str], count: int, rng: Random) -> list[str] | None:
    """Return the words with so many slips in them; nothing where no word can have one.

    Each slip falls on any letter, so that the longer a word, the likelier it is misspelt; two may
    fall in one word. They never undo each other: a word with two slips is at distance two.
    """
    places = [place for place, word in enumerate(words) if can_slip(word)]
    if not places:
        return None
    weights = [len(words[place]) for place in places]
    slips = rng.choices(places, weights, k=count)
    return [misspell(word, slips.count(place), rng) for place, word in enumerate(words)]


def with_blank_slip(words: Sequence[str], rng: Random) -> list[str] | None:
    """Return the words with one blank lost between two of them, or one added within one."""
    if rng.random() < 0.5:
        long = [place for place, word in enumerate(words) if can_slip(word)]
        if not long:
            return None
        place = rng.choice(long)
        cut = rng.randrange(1, len(words[place]))
        return [*words[:place], words[place][:cut], words[place][cut:], *words[place + 1 :]]
    place = rng.randrange(len(words) - 1)
    return [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]


def misspell(word: str, slips: int, rng: Random) -> str:
    """Return a word with exactly so many slips, by `distance`."""
    while True:
        spelt = word
        for _ in range(slips):
            spelt = _slip(spelt, rng)
        if distance(word, spelt) == slips:
            return spelt


def _slip(word: str, rng: Random) -> str:
    """Return a word with a letter more, less or other, or with two neighbours swapped."""
    place = rng.randrange(len(word))
    before, letter, after = word[:place], word[place], word[place + 1 :]
    match rng.randrange(4):
        case 0:
            return before + letter + _wrong(letter, rng) + after
        case 1:
            return before + after
        case 2:
            return before + _wrong(letter, rng) + after
        case _:
            return before + after[:1] + letter + after[1:]


def _wrong(letter: str, rng: Random) -> str:
    """Return a letter that is struck instead of another: near it, or any."""
    near = _NEIGHBOURS.get(letter, "")
    return rng.choice(near if near and rng.random() < _NEAR_CHANCE else _ALPHABET)


def distance(one: str, other: str) -> int:
    """Return how many slips are between two words: the optimal string alignment distance."""
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(
                last[column] + 1,
                current[column - 1] + 1,
                last[column - 1] + (letter != wanted),
            )
            if row > 1 and column > 1 and (letter, one[row - 2]) == (other[column - 2], wanted):
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        before_last, last = last, current
    return last[-1]
