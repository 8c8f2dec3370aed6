"""A command line as bash sees it: its words, and what of the last one a completion stands for.

bash has programs complete not words but what follows the last of `COMP_WORDBREAKS` in them, such as
the colon in `by:macron`, or an open quotation mark; and what it is given it inserts as it is, so
that it must be quoted as a person would quote it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final, NamedTuple

_BREAKS: Final = " \t\n\"'@><=;|&(:"
"""bash's own `COMP_WORDBREAKS`."""
_PLAIN: Final = frozenset("_./:=@%+,-")
"""The signs that mean nothing to bash within a word."""
_IN_DOUBLE: Final = '"$`\\'
"""The signs that mean something between double quotation marks."""


class WordCompletion(NamedTuple):
    """What a word may become."""

    word: str
    """The whole word, as a program would get it."""
    about: str = ""


def loses(typed: str, words: Sequence[str]) -> bool:
    """Tell whether less would be left of what was typed, if what words begin with took its place.

    That is what shells insert where there are several.
    """
    shared = os.path.commonprefix(words)  # noqa: RUF071  # of texts
    return len(words) > 1 and shared != "" and not shared.casefold().startswith(typed.casefold())


class BashLine:
    """A command line up to the cursor."""

    def __init__(self, line: str = "", breaks: str = _BREAKS) -> None:
        """Take the line, and what bash breaks words at."""
        self._breaks = frozenset(breaks) - frozenset(" \t\n\"'")
        self._words: list[str] = []
        self._word: list[str] | None = None
        self._kept = 0
        """Characters of the last word that a completion doesn't stand for."""
        self._mark = ""
        self._read(line)
        self.words = [*self._words, "".join(self._word or ())][1:]
        """The words of the command, the one at the cursor last."""

    def _read(self, line: str) -> None:
        """Take a line apart."""
        escaped = False
        for sign in line:
            if escaped:
                self._take("" if sign == "\n" else sign)
                escaped = False
            elif sign == "\\" and self._mark != "'":
                escaped = True
                self._take("")
            elif self._mark:
                self._take_quoted(sign)
            elif sign in "\"'":
                self._mark = sign
                self._take("")
                self._kept = len(self._word or ())
            elif sign in " \t\n":
                self._end_word()
            else:
                self._take(sign)
                if sign in self._breaks:
                    self._kept = len(self._word or ())

    def _take(self, sign: str) -> None:
        """Take a sign of a word."""
        if self._word is None:
            self._word = []
        if sign:
            self._word.append(sign)

    def _take_quoted(self, sign: str) -> None:
        """Take a sign between quotation marks, or the one that ends them."""
        if sign == self._mark:
            self._mark = ""
        else:
            self._take(sign)

    def _end_word(self) -> None:
        """Take the end of a word."""
        if self._word is not None:
            self._words.append("".join(self._word))
        self._word, self._kept = None, 0

    def answers(self, found: Sequence[WordCompletion]) -> list[str]:
        """Return the candidates as bash is to insert them."""
        word = self.words[-1] if self.words else ""
        kept, typed = word[: self._kept], word[self._kept :]
        ends = [
            one.word[len(kept) :]
            for one in found
            if one.word.casefold().startswith(kept.casefold())
        ]
        answers = list(map(self._quoted, ends))
        if loses(typed, ends):
            answers.append(" ")  # begins like none of them, and so has bash insert nothing
        return answers

    def _quoted(self, text: str) -> str:
        """Return a text as it is typed here."""
        if self._mark == "'":
            return text.replace("'", "'\\''")
        if self._mark:
            return "".join(f"\\{sign}" if sign in _IN_DOUBLE else sign for sign in text)
        return "".join(sign if sign.isalnum() or sign in _PLAIN else f"\\{sign}" for sign in text)
