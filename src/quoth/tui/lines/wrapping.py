"""Texts in lines of some columns: where to break them, and no further than is asked for.

A list measures each statement that it shows by this, once; a quote may be as long as a book.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rich.cells import get_character_cell_size
from textual.content import Content

ELLIPSIS = "…"


def breaks(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where each line of a text begins and ends, the blanks between lines left out.

    A line is as full as its words let it be; a word that is longer than a line is cut.
    """
    width = max(width, 1)
    fits = _fits_ascii if text.isascii() else _fits
    start = _skipped(text, 0)
    while start < len(text):
        end = fits(text, start, width)
        if end < len(text) and " " not in (text[end], text[end - 1]):
            blank = text.rfind(" ", start, end)
            end = blank if blank > start else end
        yield start, start + len(text[start:end].rstrip(" "))
        start = _skipped(text, end)


def _skipped(text: str, start: int) -> int:
    """Return the first place from one on that isn't a space."""
    while start < len(text) and text[start] == " ":
        start += 1
    return start


def _fits_ascii(text: str, start: int, width: int) -> int:
    """Return the end of what fits into a line, where each character takes a column."""
    return min(start + width, len(text))


def _fits(text: str, start: int, width: int) -> int:
    """Return the end of what fits into a line, one character at least."""
    end, room = start, width
    while end < len(text):
        room -= get_character_cell_size(text[end])
        if room < 0 and end > start:
            break
        end += 1
    return end


def wrapped(content: Content, width: int, most: int) -> list[Content]:
    """Return a text in lines, `most` at most, the last of which ends with an ellipsis if it is cut.

    There is a line at least.
    """
    text = content.plain
    found = list(islice(breaks(text, width), most + 1))
    lines = [content[start:end] for start, end in found[:most]]
    if len(found) > most:
        last = lines[-1]
        if last.cell_length >= width:
            last = last.truncate(max(width - 1, 1)).rstrip()
        lines[-1] = last + Content(ELLIPSIS)
    return lines or [Content("")]
