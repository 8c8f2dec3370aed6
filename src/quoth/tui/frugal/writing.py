"""The fewest bytes that write pieces of rows: moves, looks and texts, in a good order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from quoth.tui.frugal.looks import PLAIN, CellStyle, change
from quoth.tui.frugal.moves import Place, way
from quoth.tui.frugal.pieces import StyledRun
from quoth.tui.frugal.screen import Screen

_FEW: Final = 3
"""Pieces whose order saves nothing."""
_MANY: Final = 500
"""Pieces beyond which only two orders are compared: to try more would take longer than a frame."""


class TerminalWriter:
    """Collects what is sent, and keeps where it leaves the pen and the cursor."""

    def __init__(self, screen: Screen) -> None:
        """Start from where the terminal is."""
        self._screen = screen
        self._sent: list[str] = []

    @property
    def sent(self) -> str:
        """Everything to be sent."""
        return "".join(self._sent)

    def move(self, row: int, column: int) -> None:
        """Bring the cursor to a cell."""
        screen = self._screen
        if screen.cursor != (row, column):
            self._sent.append(way(screen.cursor, row, column))
            screen.cursor = (row, column)

    def write(self, pieces: Sequence[StyledRun]) -> None:
        """Write pieces that don't overlap, in the order that is sent in the fewest bytes."""
        screen = self._screen
        if not pieces:
            return
        start = (screen.cursor, screen.pen)
        sent = _written(_ordered(pieces, *start, screen.size[0]), *start, screen.size[0])
        self._sent.append(sent[0])
        screen.cursor, screen.pen = sent[1:]

    def write_joined(self, pieces: Sequence[tuple[str, CellStyle]]) -> None:
        """Write texts whose width in cells only the terminal knows.

        The pen is put down between them, as Textual does, lest marks join across them.
        """
        for text, look in pieces:
            self.take(look)
            self._sent.append(text)
            self._screen.pen = None
            self.rest()
        self._screen.cursor = None

    def shift(self, top: int, bottom: int, lines: int) -> None:
        """Move the rows from `top` to `bottom` down by some lines, or up for less than none.

        What comes in is blank: with the pen down, terminals agree on how it looks. They don't on
        where the cursor is afterwards.
        """
        self.rest()
        screen = self._screen
        whole = bottom == screen.size[1] - 1
        if not whole:
            self._sent.append(f"\x1b[{top + 1};{bottom + 1}r")
            screen.cursor = None
        self.move(top, 0)
        self._sent.append(f"\x1b[{abs(lines) if abs(lines) > 1 else ''}{'L' if lines > 0 else 'M'}")
        if not whole:
            self._sent.append("\x1b[r")
            screen.cursor = None

    def rest(self) -> None:
        """Put the pen down, as Textual leaves it."""
        self.take(PLAIN)

    def take(self, look: CellStyle) -> None:
        """Take the pen for a look."""
        if self._screen.pen != look:
            self._sent.append(change(self._screen.pen, look))
            self._screen.pen = look


def _ordered(
    pieces: Sequence[StyledRun], cursor: Place | None, pen: CellStyle | None, width: int
) -> Sequence[StyledRun]:
    """Return pieces in an order that is sent in few bytes.

    Row by row, moves are short, but the pen changes often. So looks are put off, one after the
    other, as long as that helps: the pieces of each are then written together, after all others.
    """
    if len(pieces) <= _FEW:
        return pieces
    best = pieces
    length = len(_written(best, cursor, pen, width)[0])
    counts = Counter(piece.look for piece in pieces)
    looks = [look for look, count in counts.most_common() if count > 1]
    off: list[CellStyle] = []
    for look in looks if len(pieces) <= _MANY else ():
        tried = _put_off(pieces, [*off, look])
        if (shorter := len(_written(tried, cursor, pen, width)[0])) < length:
            best, length = tried, shorter
            off.append(look)
    every = _put_off(pieces, sorted(looks, key=lambda look: look != pen))
    return every if len(_written(every, cursor, pen, width)[0]) < length else best


def _put_off(pieces: Sequence[StyledRun], looks: Sequence[CellStyle]) -> Sequence[StyledRun]:
    """Return pieces with those of some looks at the end, one look after the other."""
    kept = [piece for piece in pieces if piece.look not in looks]
    return kept + [piece for look in looks for piece in pieces if piece.look == look]


def _written(
    pieces: Sequence[StyledRun], cursor: Place | None, pen: CellStyle | None, width: int
) -> tuple[str, Place | None, CellStyle | None]:
    """Return what writes pieces in this order, and where that leaves the cursor and the pen."""
    sent: list[str] = []
    for row, column, text, look, cells in pieces:
        if cursor != (row, column):
            sent.append(way(cursor, row, column))
        if pen != look:
            sent.append(change(pen, look))
            pen = look
        sent.append(text)
        after = column + cells
        cursor = (row, after if after < width else None)
    return "".join(sent), cursor, pen
