"""Lines of a terminal's width: what `textwrap` makes, in time that grows with the text.

`textwrap` copies what is left of a long word for each line of it, and looks for the end of a run of
hyphens from each of them.
"""

from __future__ import annotations

import re
import textwrap
from typing import Final

_BLANKS: Final = re.compile(r"([\t\n\x0b\x0c\r ]+)")
_LONGEST: Final = 100
"""Characters of a word that may be hyphenated; a longer one is cut wherever its line ends."""


class _Wrapper(textwrap.TextWrapper):
    """Wraps text whose words may be of any length."""

    def _split(self, text: str) -> list[str]:
        """Return the pieces that are put into lines: words, parts of words, and what is between."""
        pieces: list[str] = []
        for piece in _BLANKS.split(text):
            if len(piece) > _LONGEST:
                pieces += piece
            elif piece:
                pieces += super()._split(piece)
        return pieces


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Return a text in lines of a width; none if there is nothing but blanks."""
    if text.isprintable() and len(indent) + len(text) <= width:
        bare = text.rstrip()
        return [indent + bare] if bare else []
    wrapper = _Wrapper(width, initial_indent=indent, subsequent_indent=indent)
    return wrapper.wrap(text)
