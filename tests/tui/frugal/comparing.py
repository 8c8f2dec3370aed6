"""Two terminals side by side: one gets what Textual writes, one what is sent instead."""

from __future__ import annotations

import pyte

from quoth.tui.frugal.frames import read_frame
from quoth.tui.frugal.painting import paint
from quoth.tui.frugal.screen import Screen


class Terminal:
    """A terminal emulator that doesn't wrap its lines, as Textual has it."""

    def __init__(self, columns: int, lines: int) -> None:
        """Open it with nothing on it."""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self._screen)
        self._stream.feed("\x1b[?7l")

    def feed(self, data: str) -> None:
        """Show what is written; as a pseudo terminal does, a new line begins at the left."""
        self._stream.feed(data.replace("\n", "\r\n"))

    def resize(self, columns: int, lines: int) -> None:
        """Change its size, if that is another."""
        if (self._screen.columns, self._screen.lines) != (columns, lines):
            self._screen.resize(lines, columns)

    @property
    def cells(self) -> list[list[pyte.screens.Char]]:
        """Every cell: its character, colours and attributes."""
        return [
            [self._screen.buffer[line][column] for column in range(self._screen.columns)]
            for line in range(self._screen.lines)
        ]

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the cursor is."""
        return self._screen.cursor.y, self._screen.cursor.x


class Pair:
    """A terminal with all that is written, one with what is sent, and the copy between them."""

    def __init__(self, columns: int, lines: int) -> None:
        """Open both."""
        self.screen = Screen(columns, lines)
        self.stock, self.frugal = Terminal(columns, lines), Terminal(columns, lines)

    def show(self, data: str, *, in_colour: bool = True) -> str:
        """Show a frame on both, check that they show the same, and return what was sent."""
        frame = read_frame(data)
        assert frame is not None
        sent = paint(self.screen, frame, in_colour=in_colour)
        assert sent is not None
        self.stock.feed(data)
        self.frugal.feed(sent)
        assert self.frugal.cells == self.stock.cells
        assert self.frugal.cursor == self.stock.cursor
        return sent
