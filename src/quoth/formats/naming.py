"""Ids for what has none yet: short, in plain letters, and like no other."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from quoth.text import spell_out, words

_LONGEST: Final = 60
_LONGEST_GIVEN: Final = 200


def slug(text: str) -> str:
    """Return the words of a text in ASCII letters and digits, joined by hyphens; maybe nothing."""
    folded_words = (word.casefold() for word in words(text))
    parts = ("".join(c for c in word if c.isascii() and c.isalnum()) for word in folded_words)
    made = ""
    for part in parts:
        longer = f"{made}-{part}" if made and part else made or part
        if len(longer) > _LONGEST:
            return made or part[:_LONGEST]
        made = longer
    return made


class Ids:
    """Gives ids that nothing has, each once."""

    def __init__(self, is_taken: Callable[[str], bool]) -> None:
        """Take what tells whether the store has an id."""
        self._is_taken = is_taken
        self._given: set[str] = set()
        self._numbers: dict[str, int] = {}
        """The last number tried after an id: thousands may want the same."""

    def unique(self, wanted: str, what: str) -> str:
        """Return an id: the one that is wanted, or with a number after it.

        Where nothing in particular is wanted it is what the thing is, with a number.
        """
        made = wanted
        base, number = (wanted, 1) if wanted else (what, 0)
        while not made or made in self._given or self._is_taken(made):
            number = max(number, self._numbers.get(base, 0)) + 1
            self._numbers[base] = number
            made = f"{base}-{number}"
        self._given.add(made)
        return made


def given(file_id: str) -> str:
    """Return the id that a file gives, if it can stand as it is: one line, nothing hidden."""
    text = file_id.strip()
    if len(text) <= _LONGEST_GIVEN and text.isprintable() and spell_out(text) == text:
        return text
    return slug(text)


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """Return a name as it is compared with others: its folded words, or it without case."""
    return " ".join(words(name)) or name.casefold().strip()
