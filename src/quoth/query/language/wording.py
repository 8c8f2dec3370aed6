"""How messages list what may be typed, and how a value is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from quoth.guessing import guess, named, nearest

__all__ = ["QUOTES", "guess", "is_bare", "listed", "named", "nearest", "quoted"]

QUOTES: Final = '"“”„'
"""Each of these opens and closes a quotation, so that a text pasted from a page works."""


def listed(options: Iterable[str], word: str = "or") -> str:
    """Return options as a person lists them: `a, b or c`."""
    *most, last = options
    return f"{', '.join(most)} {word} {last}" if most else last


def is_bare(value: str) -> bool:
    """Tell whether a value can stand without quotation marks."""
    return bool(value) and not any(
        character.isspace() or character in "()" or character in QUOTES for character in value
    )


def quoted(value: str) -> str:
    """Return a value as it is typed, between quotation marks where it needs them.

    The language has no sign for a quotation mark inside a value; it becomes a blank, for which the
    words on its two sides are the same words.
    """
    if is_bare(value):
        return value
    for mark in QUOTES:
        value = value.replace(mark, " ")
    return f'"{value}"'
