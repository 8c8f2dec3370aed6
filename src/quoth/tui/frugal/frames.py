"""From the text that Textual writes to the cells it means."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from rich.cells import get_character_cell_size

from quoth.tui.frugal.looks import PLAIN, CellStyle, changed

_TOKEN: Final = re.compile(
    r"""
      (?P<text>[^\x00-\x1f\x7f-\x9f]+)
    | \x1b\[(?P<look>[\d;]*)m
    | \x1b\[(?P<row>\d*)(?:;(?P<column>\d*))?H
    | \x1b\]8;(?P<link>[^;\x00-\x1f\x7f-\x9f]*;[^\x00-\x1f\x7f-\x9f]*)\x1b\\
    | (?P<line>\n)(?=\x1b\[\d*(?:;\d*)?H)
    """,
    re.VERBOSE,
)


class Stretch(NamedTuple):
    """The text written from one place on, without another move."""

    row: int
    column: int
    pieces: list[tuple[str, CellStyle]]
    """Texts and their looks, in order."""

    @property
    def alone(self) -> bool:
        """Whether each of its characters fills one cell, whatever stands beside it."""
        return all(stand_alone(text) for text, _ in self.pieces)


def read_frame(data: str) -> list[Stretch] | None:
    """Return what a frame writes, the cursor's last place as an empty stretch; None if unclear.

    A frame is text, colours, links and moves to a row and column, from a move on, and nothing
    else; a new line is of no effect where a move follows it. All else, and a frame that ends in
    colour, isn't understood.
    """
    stretches: list[Stretch] = []
    look = PLAIN
    match = _TOKEN.scanner(data).match  # type: ignore[attr-defined]  # no stub names it
    end = 0
    while token := match():
        end = token.end()
        kind = token.lastgroup
        if kind == "text" and stretches:
            stretches[-1].pieces.append((token["text"], look))
        elif kind == "look":
            known = changed(look, token["look"])
            if known is None:
                return None
            look = known
        elif kind in ("row", "column"):
            row, column = (max(int(token[name] or 1), 1) - 1 for name in ("row", "column"))
            stretches.append(Stretch(row, column, []))
        elif kind == "link":
            look = look._replace(link="" if token["link"] == ";" else token["link"])
        elif kind == "text":
            return None
    return stretches if end == len(data) and look == PLAIN else None


def stand_alone(text: str) -> bool:
    """Tell whether each character of a text fills one cell, whatever stands beside it."""
    return text.isascii() or all(map(_stands_alone, set(text)))


@lru_cache(maxsize=4096)
def _stands_alone(character: str) -> bool:
    """Tell whether a character fills one cell, whatever stands beside it.

    Not so are wide characters, marks and joiners; scripts written from the right, whose letters
    some terminals shape by their neighbours; and pictures and private characters, on whose width
    terminals differ.
    """
    return (
        get_character_cell_size(character) == 1
        and unicodedata.category(character) not in ("Mn", "Mc", "Me", "Cf", "Co", "Cn", "Cs")
        and unicodedata.bidirectional(character) not in ("R", "AL", "AN")
        and character < "\U0001f000"
    )
