"""Ids for what has none yet: short, in plain letters, and like no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from quoth.naming import slug
from quoth.text import spell_out

_LONGEST_GIVEN: Final = 200


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
