"""Names that a transcript has in capitals, as they are written elsewhere."""

from __future__ import annotations

import re
from typing import Final

_SHORT: Final = 3
"""Letters up to which a word in capitals may be initials: KC, JFK, CEO."""
_SMALL: Final = frozenset(
    ["al", "and", "da", "de", "del", "den", "der", "di", "du", "for", "la", "le", "of", "the"]
).union(["van", "von"])
_KEPT: Final = frozenset(
    ["II", "III", "IV", "VI", "VII", "KC", "QC", "MP", "MEP", "MSP", "TD", "MD"]
)
_SCOTTISH: Final = re.compile(r"\bMc([a-z])")


def without_capitals(name: str) -> str:
    """Return "Oluf van Drane" for "OLUF VAN DRANE"; what may be initials stays as it is."""
    words = name.split()
    if not name.isupper() or all(len(word) <= _SHORT for word in words):
        return name
    return " ".join(_written(word, is_first=not place) for place, word in enumerate(words))


def _written(word: str, *, is_first: bool) -> str:
    """Return a word of a name as it is written outside of capitals."""
    if word in _KEPT or "." in word[:-1]:
        return word
    if not is_first and word.lower() in _SMALL:
        return word.lower()
    return _SCOTTISH.sub(lambda found: f"Mc{found[1].upper()}", word.title())
