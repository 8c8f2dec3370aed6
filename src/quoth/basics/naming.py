"""Names in the forms that programs need: as an id, and as they are compared with others.

Ids of what has none yet are made here alone, for whatever adds a record: short, in plain letters,
and like no other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from quoth.basics.text import spell_out, words

_LONGEST: Final = 60
"""Letters of the longest id that is made of a name."""
_LONGEST_GIVEN: Final = 200


def slug(name: str) -> str:
    """Return the words of a name in ASCII letters and digits, joined by hyphens; maybe nothing."""
    folded_words = (word.casefold() for word in words(name))
    parts = ("".join(c for c in word if c.isascii() and c.isalnum()) for word in folded_words)
    made = ""
    for part in parts:
        longer = f"{made}-{part}" if made and part else made or part
        if len(longer) > _LONGEST:
            return made or part[:_LONGEST]
        made = longer
    return made


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """Return a name as it is compared with others: its folded words, or it without case."""
    return " ".join(words(name)) or name.casefold().strip()


class Ids:
    """Gives ids that nothing has, each once."""

    def __init__(self, is_taken: Callable[[str], bool]) -> None:
        """Take what tells whether the store has an id."""
        self._is_taken = is_taken
        self._given: set[str] = set()
        self._numbers: dict[str, int] = {}
        """The last number tried after an id: thousands may want the same."""

    def of_name(self, name: str, what: str) -> str:
        """Return an id made of a name: `ann-archer`, `ann-archer-2`; or of what the thing is.

        A name without a letter that an id can have (東京) makes `actor-1`.
        """
        return self.unique(slug(name), what)

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
