"""How messages repeat what was typed, and guess what was meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from quoth.basics.text import ELLIPSIS

_LONGEST_SHOWN: Final = 40
_LONGEST_GUESSED: Final = 60
"""Letters beyond which nothing typed is taken for a slip of something else."""


def named(text: str) -> str:
    """Return a text between quotation marks, shortened where it is long."""
    line = " ".join(text.split())
    short = line if len(line) <= _LONGEST_SHOWN else line[:_LONGEST_SHOWN].rstrip() + ELLIPSIS
    return f"“{short}”"


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
    found = suggestion(typed, options)
    return f"; {found}" if found else ""


def suggestion(typed: str, options: Iterable[str]) -> str:
    """Return what was probably meant as a clause of its own, or nothing."""
    found = nearest(typed, options)
    return f"did you mean {named(found)}" if found else ""
