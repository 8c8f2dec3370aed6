"""The cells of a row of a table: by RFC 4180, or literally if that fails.

An unclosed quotation mark would take all rows after it into its cell. Such a row is read literally,
including the marks, if that gives as many cells as the header has; else it can't be imported.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import csv
import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import Final

_MARK: Final = '"'
_SHORT: Final = 100_000
"""Characters of a row that `csv` reads, whose limit belongs to the process."""


class UnpairedError(ValueError):
    """Quotation marks don't pair, or something stands behind the one that closes a cell."""


def cells_of(text: str, sign: str, escape: str = _MARK) -> list[str]:
    """Return the cells of a row.

    Args:
        text: The row's lines.
        sign: What separates the cells.
        escape: What stands before a quotation mark within a cell: another, or a backslash.

    Raises:
        UnpairedError: its quotation marks don't pair.
    """
    text = without_end(text)
    if _MARK not in text:
        return text.split(sign)
    if escape == _MARK and len(text) < _SHORT and not _is_blank_marked(text, sign):
        with suppress(csv.Error):  # what it doesn't take may be read below
            return next(csv.reader([text], delimiter=sign, strict=True))
    cells: list[str] = []
    place = 0
    while True:
        opening = place
        while text.startswith(" ", opening):
            opening += 1
        if text.startswith(_MARK, opening):
            cell, place = _marked(text, opening + 1, escape)
            cells.append(cell)
        else:
            end = text.find(sign, place)
            cells.append(text[place : end if end >= 0 else None])
            place = end if end >= 0 else len(text)
        if place == len(text):
            return cells
        if text[place] != sign:
            raise UnpairedError
        place += 1


def _is_blank_marked(text: str, sign: str) -> bool:
    """Tell whether a blank stands before a mark that may begin a cell, which `csv` doesn't know."""
    return ' "' in text and (text.startswith(" ") or bool(_begun_by_blank(sign).search(text)))


@cache
def _begun_by_blank(sign: str) -> re.Pattern[str]:
    """Return the pattern of a cell that begins with a blank and a mark."""
    return re.compile(rf'{re.escape(sign)} +"')


def _marked(text: str, start: int, escape: str) -> tuple[str, int]:
    """Return the cell within quotation marks, and where what follows it begins."""
    match = _within(escape).match(text, start)
    if match is None:
        raise UnpairedError
    cell = match[1].replace(escape + _MARK, _MARK) if escape in match[1] else match[1]
    return cell, match.end()


@cache
def _within(escape: str) -> re.Pattern[str]:
    """Return the pattern of what stands within quotation marks, and of blanks behind them."""
    if escape == _MARK:
        return re.compile(r'([^"]*+(?:""[^"]*+)*+)"[ ]*+')
    return re.compile(r'((?:[^"\\]|\\.)*+)"[ ]*+', re.DOTALL)


def as_they_stand(line: str, sign: str, width: int) -> list[str]:
    """Return the cells of a line, quotation marks and all.

    Raises:
        UnpairedError: there aren't as many as the header has, or a quotation may go over two.
    """
    try:
        escaped = cells_of(line, sign, "\\") if '\\"' in line else []
    except UnpairedError:
        escaped = []
    if len(escaped) == width:
        return escaped
    cells = without_end(line).split(sign)
    odd = sum(cell.count(_MARK) % 2 for cell in cells)
    if len(cells) != width or odd > 1:
        raise UnpairedError
    return cells


def may_be_several(lines: Sequence[str], sign: str, width: int) -> bool:
    """Tell whether the first and the last line of a row look like rows of their own."""
    return len(lines) > 1 and width > 1 and all(
        _columns(line, sign) == width for line in (lines[0], lines[-1])
    )  # fmt: skip


def are_all_rows(lines: Sequence[str], sign: str, width: int) -> bool:
    """Tell whether each line of a row looks like a row of its own."""
    return all(_columns(line, sign) == width for line in lines)


def _columns(line: str, sign: str) -> int:
    """Return how many columns a line has, but for signs within a text: a blank follows those."""
    return 1 + line.count(sign) - line.count(sign + " ")


def without_end(line: str) -> str:
    """Return a line without what ends it."""
    if line.endswith("\n"):
        line = line[:-1]
    return line.removesuffix("\r")
