"""How messages list what may be typed, and how a value is typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from quoth.basics.guessing import guess, named, nearest
from quoth.query.language.tree import Problem

__all__ = [
    "QUOTES", "few", "guess", "is_bare", "listed", "named", "nearest", "quoted", "remarks",
]  # fmt: skip

QUOTES: Final = '"“”„'
"""Each of these opens and closes a quotation, so that a text pasted from a page works."""

_MOST_ALIKE: Final = 10
"""Places at which the same may be wrong, after which it is clear."""
_MOST_PROBLEMS: Final = 100
_MOST_REMARKS: Final = 5


def few(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the first problems, and of those that are alike the first: as many as can be read."""
    alike: Counter[str] = Counter()
    kept = []
    for one in problems:
        alike[one.message] += 1
        if alike[one.message] <= _MOST_ALIKE:
            kept.append(one)
    return tuple(kept[:_MOST_PROBLEMS])


def remarks(messages: Iterable[str]) -> list[str]:
    """Return what is to be printed of messages: each once, and of many the first."""
    kept = list(dict.fromkeys(messages))
    more = len(kept) - _MOST_REMARKS
    if more <= 0:
        return kept
    return [*kept[:_MOST_REMARKS], f"and {more:,} more remark{'' if more == 1 else 's'}"]


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
