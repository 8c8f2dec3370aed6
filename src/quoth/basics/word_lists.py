"""Lists of words as they are written in code: with blanks between them, easy to read."""

from __future__ import annotations

from typing import Final

NUMBER_WORDS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
"""The English words for the numbers below twenty, each in the place of its number."""


def word_list(text: str, separator: str | None = None) -> list[str]:
    """Return the words of a list; blanks separate them, if nothing else does."""
    return text.split(separator)


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(text.split())
