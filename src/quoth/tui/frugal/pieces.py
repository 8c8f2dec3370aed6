"""What must be written to make a row show what it should."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import re
from collections.abc import Iterator
from operator import ne
from typing import Final, NamedTuple

from quoth.tui.frugal.looks import CellStyle, erases
from quoth.tui.frugal.screen import ScreenRow

_GAP: Final = 4
"""Bytes of unchanged text that are sent again at most, to be spared a move of as many."""
_ERASED: Final = 4
"""Blanks at the end of a row that are rather erased than sent."""
_BLANKS: Final = re.compile(" {11,}| {6,}$")
"""Blanks elsewhere that are: where text follows, a move over them has to be sent as well."""


class StyledRun(NamedTuple):
    """The text written at one place in one look."""

    row: int
    column: int
    text: str
    """Characters that fill one cell each, or a sequence that erases."""
    look: CellStyle
    cells: int
    """How far the cursor goes; an erasure leaves it."""


def pieces(
    row: int, before: ScreenRow, after: ScreenRow, *, in_colour: bool
) -> Iterator[StyledRun]:
    """Yield what writes the cells of a row that differ; `in_colour` says how a terminal erases."""
    spans = _joined(_differing(before, after), after)
    erased = _erased_from(spans, after, in_colour=in_colour)
    for start, end in spans:
        if start < erased:
            yield from _cells(row, after, start, min(end, erased), in_colour=in_colour)
    if erased < len(after.looks) and (look := after.looks[erased]) is not None:
        yield StyledRun(row, erased, "\x1b[K", look, 0)


def _erased_from(spans: list[tuple[int, int]], after: ScreenRow, *, in_colour: bool) -> int:
    """Return the column from which on a row is erased; its width where nothing is."""
    width = len(after.looks)
    look = after.looks[-1]
    if not spans or look is None or not erases(look, in_colour=in_colour):
        return width
    blank = width
    while blank and after.characters[blank - 1] == " " and after.looks[blank - 1] == look:
        blank -= 1
    touched = [(max(start, blank), end) for start, end in spans if end > blank]
    if sum(end - start for start, end in touched) < _ERASED:
        return width
    return touched[0][0]


def _cells(
    row: int, cells: ScreenRow, start: int, end: int, *, in_colour: bool
) -> Iterator[StyledRun]:
    """Yield what writes some cells, those of one look at once."""
    looks = cells.looks
    while start < end:
        look = looks[start]
        stop = start + 1
        while stop < end and looks[stop] == look:
            stop += 1
        if look is not None:  # as it always is of a cell that changed
            text = "".join(cells.characters[start:stop])
            yield from _run(row, start, text, look, in_colour=in_colour)
        start = stop


def _run(
    row: int, column: int, text: str, look: CellStyle, *, in_colour: bool
) -> Iterator[StyledRun]:
    """Yield what writes a text of one look, its long blanks by erasing them."""
    done = 0
    if "      " in text and erases(look, in_colour=in_colour):
        for blanks in _BLANKS.finditer(text):
            if done < blanks.start():
                part = text[done : blanks.start()]
                yield StyledRun(row, column + done, part, look, len(part))
            done = blanks.end()
            erased = f"\x1b[{done - blanks.start()}X"
            yield StyledRun(row, column + blanks.start(), erased, look, 0)
    if done < len(text):
        yield StyledRun(row, column + done, text[done:], look, len(text) - done)


def _differing(before: ScreenRow, after: ScreenRow) -> list[tuple[int, int]]:
    """Return where a row differs, as starts and ends."""
    width = len(after.looks)
    cells = zip(before.characters, before.looks, strict=True)
    differs = bytes(map(ne, cells, zip(after.characters, after.looks, strict=True)))
    spans = []
    end = 0
    while (start := differs.find(1, end)) >= 0:
        end = differs.find(0, start)
        end = end if end > start else width
        spans.append((start, end))
    return spans


def _joined(spans: list[tuple[int, int]], after: ScreenRow) -> list[tuple[int, int]]:
    """Return spans, two as one where the text between them is no longer than a move."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _is_cheap(after, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_cheap(row: ScreenRow, start: int, end: int) -> bool:
    """Tell whether to send cells again is no longer than a move over them."""
    if end - start > _GAP:
        return False
    look = row.looks[start - 1]
    if any(row.looks[column] != look for column in range(start, end)):
        return False
    return len("".join(row.characters[start:end]).encode()) <= _GAP - (end - start == 1)
