"""The copy of what the terminal shows."""

from __future__ import annotations

from typing import NamedTuple

from quoth.tui.frugal.looks import CellStyle


class ScreenRow(NamedTuple):
    """The cells of a row; one whose look is None may show anything."""

    characters: list[str]
    looks: list[CellStyle | None]

    @classmethod
    def unknown(cls, width: int) -> ScreenRow:
        """Return a row that may show anything."""
        return cls([""] * width, [None] * width)

    def copy(self) -> ScreenRow:
        """Return a row to change."""
        return ScreenRow(self.characters.copy(), self.looks.copy())

    def put(self, column: int, text: str, look: CellStyle) -> None:
        """Write a text, each character of which fills one cell."""
        end = column + len(text)
        self.characters[column:end] = text
        self.looks[column:end] = [look] * len(text)


class Screen:
    """A copy of what the terminal shows, as far as it is known; empty at first."""

    def __init__(self, width: int, height: int) -> None:
        """Create a blank screen of a size."""
        self.size = (width, height)
        self.rows = [ScreenRow.unknown(width) for _ in range(height)]
        self.pen: CellStyle | None = None
        """The look that the next character would take, if it is known."""
        self.cursor: tuple[int, int | None] | None = None
        """Row and column of the cursor, if they are known.

        The column isn't after the last one was written: terminals differ on where that leaves it.
        """
