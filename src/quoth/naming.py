"""Names in the forms that programs need: as an id, and as they are compared with others."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from quoth.text import words

_LONGEST: Final = 60
"""Letters of the longest id."""


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
