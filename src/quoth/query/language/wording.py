"""How messages repeat what was typed, and guess what was meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from quoth.text import ELLIPSIS

QUOTES: Final = '"“”„'
"""Each of these opens and closes a quotation, so that a text pasted from a page works."""
_LONGEST_SHOWN: Final = 40
_LONGEST_GUESSED: Final = 60
"""Letters beyond which nothing typed is taken for a slip of something else."""


def named(text: str) -> str:
    """Return a text between quotation marks, shortened where it is long."""
    line = " ".join(text.split())
    short = line if len(line) <= _LONGEST_SHOWN else line[:_LONGEST_SHOWN].rstrip() + ELLIPSIS
    return f"“{short}”"


def listed(options: Iterable[str], word: str = "or") -> str:
    """Return options as a person lists them: `a, b or c`."""
    *most, last = options
    return f"{', '.join(most)} {word} {last}" if most else last


def nearest(typed: str, options: Iterable[str]) -> str:
    """Return the option that was most probably meant, or nothing where none is near.

    That is the first that goes on from what was typed, else the one with the fewest slips: one in
    three letters or fewer.
    """
    typed = typed.casefold()
    if not typed or len(typed) > _LONGEST_GUESSED:
        return ""
    known = list(dict.fromkeys(options))
    for option in known:
        if len(typed) > 1 and option.casefold().startswith(typed):
            return option
    from rapidfuzz import process  # noqa: PLC0415  # costs start-up time, and few queries need it
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    slips = max(1, (len(typed) + 1) // 3)
    found = process.extractOne(
        typed, known, scorer=OSA.distance, processor=str.casefold, score_cutoff=slips
    )
    # Two letters of which one is a slip are any two letters.
    return str(found[0]) if found and int(found[1]) < max(2, len(typed)) else ""


def guess(typed: str, options: Iterable[str]) -> str:
    """Return the end of a message that says what was probably meant, or nothing."""
    found = nearest(typed, options)
    return f"; did you mean {named(found)}" if found else ""


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
