"""Replacements for characters that a terminal can't show: one cell for one cell.

Each of our own signs has a stand-in, and so has what print has and a typewriter hasn't. Whatever
else can't be shown is a question mark, so that a reader sees that something is there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from quoth.tui.terminal.kinds import UTF8, Characters

_PLAIN: Final[Mapping[str, str]] = {
    # quotation marks, dashes and what else is set in print
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'",
    "‛": "'", "‹": "<", "›": ">", "–": "-", "—": "-", "‒": "-", "‐": "-", "‑": "-", "―": "-",
    "−": "-", "…": "~", "·": "-", "•": "*", "×": "x", "\xa0": " ", "\u2009": " ", "\u202f": " ",
    # our own signs
    "▌": ">", "✓": "x", "▪": "#", "‡": "!", "↵": "/", "◆": "*", "●": "o", "★": "*", "→": ">",
    "←": "<", "↑": "^", "↓": "v", "▸": ">", "◂": "<", "├": "|", "┤": "|", "─": "-", "└": "`",
    "│": "|", "░": ":", "▁": "_", "▂": "_", "▃": "-", "▄": "-", "▅": "=", "▆": "=", "▇": "#",
    "█": "#", "◌": "o", "‖": "|", "✗": "-", "◐": "+", "○": ".", "≠": "#", "╎": "|",
    # frames and scrollbars, which are Textual's
    "┌": "+", "┐": "+", "┘": "+", "┬": "+", "┴": "+", "┼": "+", "╭": "+", "╮": "+", "╰": "+",
    "╯": "+", "━": "=", "┃": "|", "▀": "-", "▐": "|", "▎": "|", "▊": "|", "▔": "-", "▒": ":",
    "▓": "#", "╸": "-", "╺": "-",
}  # fmt: skip
_CONSOLE: Final[Mapping[str, str]] = {
    "✓": "√", "▪": "■", "▸": "►", "◂": "◄", "◆": "♦", "●": "•", "╭": "┌", "╮": "┐", "╰": "└",
    "╯": "┘", "▁": "_", "▂": "▄", "▃": "▄", "▅": "▄", "▆": "█", "▇": "█", "◐": "o", "○": "°",
}  # fmt: skip
"""Closer stand-ins in what every font of a console has, which is that of the first PCs."""
_ON_CONSOLES: Final = "cp437"


class Signs(LineFilter):
    """Replaces characters that can't be shown, in every line of every widget."""

    def __init__(self, characters: Characters) -> None:
        """Create the signs for a terminal that can show some characters."""
        super().__init__(enabled=characters != Characters(UTF8))
        self._encoding = characters.encoding
        self._is_wide = characters.is_wide
        self._is_console = characters.is_console
        self._known: dict[str, str] = {}

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the line; the very same list where all of it can be shown."""
        if all(segment.control or segment.text.isascii() for segment in segments):
            return segments
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(self.shown(segment.text), segment.style)
            for segment in segments
        ]

    def shown(self, text: str) -> str:
        """Return a text with stand-ins, as wide as it was."""
        if (known := self._known.get(text)) is None:
            if len(self._known) > 4096:
                self._known.clear()
            known = self._known[text] = self._stood_in(text)
        return known

    def _stood_in(self, text: str) -> str:
        """Return a text with stand-ins; marks that can't be shown take their letter with them."""
        shown: list[str] = []
        for character in text:
            if self._can_show(character):
                shown.append(character)
                continue
            width = get_character_cell_size(character)
            if width:
                shown.append(self._stand_in(character, width))
            elif shown:
                shown[-1] = "?" * max(1, cell_len(shown[-1]))
        return "".join(shown)

    def _can_show(self, character: str) -> bool:
        """Tell whether a character can be shown, in as many cells as Textual gives it."""
        if character.isascii():
            return True
        if self._is_wide and is_ambiguous(character):
            return False
        if self._is_console and character in _PLAIN:
            return _encodes(character, _ON_CONSOLES)
        return _encodes(character, self._encoding)

    def _stand_in(self, character: str, width: int) -> str:
        """Return the replacement of a character."""
        if self._is_console and (closer := _CONSOLE.get(character)) is not None:
            return closer if _encodes(closer, self._encoding) else _PLAIN[character]
        if self._is_wide and is_ambiguous(character) and (parts := _taken_apart(character)):
            return parts
        return _PLAIN.get(character, "?" * width)


def is_ambiguous(character: str) -> bool:
    """Tell whether terminals differ on the width of a character: UAX #11 leaves it to them.

    Marks fill no cell of their own, on any.
    """
    return (
        unicodedata.east_asian_width(character) == "A" and unicodedata.category(character)[0] != "M"
    )


def _taken_apart(character: str) -> str:
    """Return a Latin letter as one that is narrow for sure, and its marks; nothing for another."""
    parts = unicodedata.normalize("NFD", character)
    return parts if len(parts) > 1 and parts[0].isascii() else ""


@lru_cache(maxsize=4096)
def _encodes(character: str, encoding: str) -> bool:
    """Tell whether an encoding has a character."""
    try:
        character.encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True
