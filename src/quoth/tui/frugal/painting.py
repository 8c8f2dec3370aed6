"""A frame laid over the copy of the screen, and what has to be sent for it."""

from __future__ import annotations

from quoth.tui.frugal.frames import Stretch
from quoth.tui.frugal.screen import Row, Screen
from quoth.tui.frugal.writing import Writer


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
    writer = Writer(screen, in_colour=in_colour)
    for number, stretches in rows.items():
        after = _laid(screen.rows[number], stretches)
        if after is None:
            for stretch in stretches:
                writer.move(stretch.row, stretch.column)
                writer.write_joined(stretch.pieces)
            after = Row.unknown(width)
            if number:  # a mark at the start of a row may join the end of the one above
                screen.rows[number - 1] = Row.unknown(width)
        elif after != screen.rows[number]:
            writer.change_row(number, screen.rows[number], after)
        screen.rows[number] = after
    if frame:
        writer.move(frame[-1].row, frame[-1].column + _length(frame[-1]))
    return writer.sent


def _laid(row: Row, stretches: list[Stretch]) -> Row | None:
    """Return a row with stretches laid over it; nothing where it has to be sent as it came."""
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
