"""The words of a text as the benchmark compares them.

The benchmark has a fold of its own, so that the program it measures has no say in what counts as
an answer: no case, no accents, no apostrophes, and whatever is no letter or digit separates words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_ASCII_WORD: Final = re.compile(r"[a-z0-9]+")
_APOSTROPHES: Final = str.maketrans("", "", "'’‘ʼ＇")
_WHOLE_LETTERS: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
"""Letters that Unicode doesn't decompose, as they are typed where a keyboard lacks them."""


def folded(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower().replace("'", ""))
    return _WORD.findall(without_accents(text.casefold()).translate(_APOSTROPHES))


def without_accents(text: str) -> str:
    """Return a text as those write it who lack the keys for its accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return bare.translate(_WHOLE_LETTERS)
