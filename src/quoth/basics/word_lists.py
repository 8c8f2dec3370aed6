"""Lists of words as they are written in code: with blanks between them, easy to read."""

from __future__ import annotations


def word_list(text: str, separator: str | None = None) -> list[str]:
    """Return the words of a list; blanks separate them, if nothing else does."""
    return text.split(separator)


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(text.split())
