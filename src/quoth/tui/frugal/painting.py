"""A frame laid over the copy of the screen, and what must be sent for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from quoth.tui.frugal.frames import Stretch
from quoth.tui.frugal.pieces import pieces
from quoth.tui.frugal.screen import Screen, ScreenRow
from quoth.tui.frugal.shifting import find_shift
from quoth.tui.frugal.writing import TerminalWriter

_SHIFTED: Final = 4
"""Rows that have to change before it is looked for some that only moved."""


def paint(screen: Screen, frame: list[Stretch], *, in_colour: bool) -> str | None:
    """Bring the copy up to a frame and return what brings the terminal there.

    Nothing is returned, and nothing done, for a frame that doesn't fit the screen. A row with
    characters that may fill more cells than one, or that stand together with others, is sent just
    as it came, and what it shows is no longer known.
    """
    width, height = screen.size
    if any(stretch.row >= height or stretch.column >= width for stretch in frame):
        return None
    rows: dict[int, list[Stretch]] = {}
    for stretch in frame:
        rows.setdefault(stretch.row, []).append(stretch)
    laid = {number: _laid(screen.rows[number], stretches) for number, stretches in rows.items()}
    writer = TerminalWriter(screen)
    known = {number: row for number, row in laid.items() if row is not None}
    if len(known) == len(laid):
        _change_rows(screen, known, writer, in_colour=in_colour)
    else:
        for number, row in laid.items():
            if row is not None:
                _change_row(screen, number, row, writer, in_colour=in_colour)
            else:
                _send_as_it_came(screen, number, rows[number], writer)
    if frame:
        writer.move(frame[-1].row, frame[-1].column + _length(frame[-1]))
    return writer.sent


def _change_rows(
    screen: Screen, wanted: Mapping[int, ScreenRow], writer: TerminalWriter, *, in_colour: bool
) -> None:
    """Bring rows to what they should show, those that only moved by moving them."""
    changed = {number: row for number, row in wanted.items() if row != screen.rows[number]}
    if len(changed) >= _SHIFTED:
        after = [changed.get(number, row) for number, row in enumerate(screen.rows)]
        if (shift := find_shift(screen.rows, after)) is not None:
            writer.shift(*shift)
            screen.rows = shift.of(screen.rows, screen.size[0])
            changed = {
                number: row for number, row in enumerate(after) if row != screen.rows[number]
            }
    writer.write(
        [
            piece
            for number, row in changed.items()
            for piece in pieces(number, screen.rows[number], row, in_colour=in_colour)
        ]
    )
    for number, row in changed.items():
        screen.rows[number] = row


def _change_row(
    screen: Screen, number: int, row: ScreenRow, writer: TerminalWriter, *, in_colour: bool
) -> None:
    """Bring a row to what it should show."""
    writer.write(list(pieces(number, screen.rows[number], row, in_colour=in_colour)))
    screen.rows[number] = row


def _send_as_it_came(
    screen: Screen, number: int, stretches: Sequence[Stretch], writer: TerminalWriter
) -> None:
    """Send a row whose shown cells only the terminal knows."""
    for stretch in stretches:
        writer.move(stretch.row, stretch.column)
        writer.write_joined(stretch.pieces)
    screen.rows[number] = ScreenRow.unknown(screen.size[0])
    if number:  # a mark at the start of a row may join the end of the one above
        screen.rows[number - 1] = ScreenRow.unknown(screen.size[0])


def _laid(row: ScreenRow, stretches: list[Stretch]) -> ScreenRow | None:
    """Return a row with stretches laid over it; nothing if it has to be sent as it came."""
    row = row.copy()
    for stretch in stretches:
        column = stretch.column
        if not stretch.alone or column + _length(stretch) > len(row.looks):
            return None
        for text, look in stretch.pieces:
            row.put(column, text, look)
            column += len(text)
    return row


def _length(stretch: Stretch) -> int:
    """Return how many characters a stretch has."""
    return sum(len(text) for text, _ in stretch.pieces)
