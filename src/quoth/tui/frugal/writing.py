"""The fewest bytes that bring a change about."""

from __future__ import annotations

import re

from quoth.tui.frugal.looks import PLAIN, Look, change, erases
from quoth.tui.frugal.screen import Row, Screen

_GAP = 4
"""Bytes of unchanged text that are sent again at most, to be spared a move of as many."""
_ERASED = 4
"""Blanks at the end of a row that are rather erased than sent."""
_BLANKS = re.compile(" {11,}| {6,}$")
"""Blanks elsewhere that are: where text follows, a move over them has to be sent as well."""


class Writer:
    """Collects what is sent, and keeps where it leaves the pen and the cursor."""

    def __init__(self, screen: Screen, *, in_colour: bool) -> None:
        """Start from where the terminal is; `in_colour` says that it erases in colour."""
        self._screen = screen
        self._in_colour = in_colour
        self._sent: list[str] = []

    @property
    def sent(self) -> str:
        """Everything to be sent."""
        return "".join(self._sent)

    def move(self, row: int, column: int) -> None:
        """Bring the cursor to a cell."""
        screen = self._screen
        if screen.cursor != (row, column):
            self._sent.append(_way(screen.cursor, row, column))
            screen.cursor = (row, column)

    def write(self, text: str, look: Look) -> None:
        """Write a text, each character of which fills one cell."""
        self._take(look)
        self._sent.append(text)
        screen = self._screen
        if screen.cursor is not None and screen.cursor[1] is not None:
            row, column = screen.cursor[0], screen.cursor[1] + len(text)
            screen.cursor = (row, column if column < screen.size[0] else None)

    def write_joined(self, pieces: list[tuple[str, Look]]) -> None:
        """Write texts of which nobody but the terminal knows how many cells they fill.

        The pen is put down between them, as Textual does, lest marks join across them.
        """
        for text, look in pieces:
            self._take(look)
            self._sent.append(text)
            self.rest()
        self._screen.cursor = None

    def rest(self) -> None:
        """Put the pen down, as Textual leaves it."""
        if self._screen.pen != PLAIN:
            self._take(PLAIN)

    def change_row(self, row: int, before: Row, after: Row) -> None:
        """Write the cells of a row that differ."""
        spans = _joined(_differing(before, after), after)
        erased = self._erased_from(spans, after)
        for start, end in spans:
            if start < erased:
                self._write_cells(row, after, start, min(end, erased))
        if erased < len(after.looks):
            self.move(row, erased)
            look = after.looks[erased]
            if look is not None:
                self._take(look)
            self._sent.append("\x1b[K")

    def _erased_from(self, spans: list[tuple[int, int]], after: Row) -> int:
        """Return the column from which on a row is erased; its width where nothing is."""
        width = len(after.looks)
        look = after.looks[-1]
        if not spans or look is None or not erases(look, in_colour=self._in_colour):
            return width
        blank = width
        while blank and after.characters[blank - 1] == " " and after.looks[blank - 1] == look:
            blank -= 1
        touched = [(max(start, blank), end) for start, end in spans if end > blank]
        if sum(end - start for start, end in touched) < _ERASED:
            return width
        return touched[0][0]

    def _write_cells(self, row: int, cells: Row, start: int, end: int) -> None:
        """Write cells, those of one look at once."""
        looks = cells.looks
        while start < end:
            look = looks[start]
            stop = start + 1
            while stop < end and looks[stop] == look:
                stop += 1
            if look is not None:  # as it always is of a cell that changed
                self._write_run(row, start, "".join(cells.characters[start:stop]), look)
            start = stop

    def _write_run(self, row: int, column: int, text: str, look: Look) -> None:
        """Write a text of one look, long blanks by erasing them, which leaves the cursor."""
        done = 0
        if "      " in text and erases(look, in_colour=self._in_colour):
            for blanks in _BLANKS.finditer(text):
                if done < blanks.start():
                    self.move(row, column + done)
                    self.write(text[done : blanks.start()], look)
                done = blanks.end()
                self.move(row, column + blanks.start())
                self._take(look)
                self._sent.append(f"\x1b[{done - blanks.start()}X")
        if done < len(text):
            self.move(row, column + done)
            self.write(text[done:], look)

    def _take(self, look: Look) -> None:
        """Take the pen for a look."""
        if self._screen.pen != look:
            self._sent.append(change(self._screen.pen, look))
            self._screen.pen = look


def _differing(before: Row, after: Row) -> list[tuple[int, int]]:
    """Return where a row differs, as starts and ends."""
    spans = []
    start = None
    differs = [
        old != new or (look is not wanted and look != wanted)
        for old, new, look, wanted in zip(
            before.characters, after.characters, before.looks, after.looks, strict=True
        )
    ]
    for column, differing in enumerate(differs):
        if differing and start is None:
            start = column
        elif not differing and start is not None:
            spans.append((start, column))
            start = None
    if start is not None:
        spans.append((start, len(differs)))
    return spans


def _joined(spans: list[tuple[int, int]], after: Row) -> list[tuple[int, int]]:
    """Return spans, two as one where the text between them is no longer than a move."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _is_cheap(after, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_cheap(row: Row, start: int, end: int) -> bool:
    """Tell whether to send cells again is no longer than a move over them."""
    if end - start > _GAP:
        return False
    look = row.looks[start - 1]
    if any(row.looks[column] != look for column in range(start, end)):
        return False
    return len("".join(row.characters[start:end]).encode()) <= _GAP - (end - start == 1)


def _way(cursor: tuple[int, int | None] | None, row: int, column: int) -> str:
    """Return the shortest way to a cell, from where the cursor is, if that is known."""
    place = f"{row + 1 if row else ''};{column + 1}" if column else f"{row + 1 if row else ''}"
    ways = [f"\x1b[{place}H"]
    if cursor is not None:
        down, here = row - cursor[0], cursor[1]
        if 0 <= down <= 3:
            ways.append("\r" + "\n" * down + _step(column, "C"))
        if here == column and down < 0:
            ways.append(_step(-down, "A"))
        elif here == column:
            ways.append(_step(down, "B"))
        elif here is not None and 0 <= down <= 1 and here > column:
            ways.append(
                _step(down, "B") + min("\b" * (here - column), _step(here - column, "D"), key=len)
            )
        elif here is not None and 0 <= down <= 1:
            ways.append(_step(down, "B") + _step(column - here, "C"))
    return min(ways, key=len)


def _step(cells: int, direction: str) -> str:
    """Return the move of some cells in a direction."""
    return f"\x1b[{cells if cells > 1 else ''}{direction}" if cells else ""
