"""A report as lines for a terminal, and as tables for spreadsheets and for other programs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from typing import Final
from unicodedata import category, east_asian_width

from quoth.basics.text import neutralise
from quoth.presenting.reports.report import Report, ReportCell, ReportTable

_LONGEST: Final = 34
"""Cells of a name at the beginning of a line."""
_HEAD: Final = 8
"""Cells of the head of a column in a table that has many."""
_MATRICES: Final = ("matrix", "agree")


def text_lines(report: Report, columns: int) -> Iterator[str]:
    """Yield the lines of a report, each as wide as there is room for."""
    yield report.title
    yield from report.said
    for table in report.tables:
        yield ""
        if table.title:
            yield table.title
        yield from table_lines(table, columns)
    if report.notes:
        yield ""
    yield from report.notes


def table_lines(table: ReportTable, columns: int) -> Iterator[str]:
    """Yield the lines of a table: names to the left, numbers to the right of their columns."""
    texts = [[_plain(cell.text) for cell in row] for row in table.rows]
    heads = [_plain(name) for name in table.head]
    widths = column_widths(heads, texts, columns)
    for row in [heads, *texts]:
        first, *others = row
        cells = [fitted(first, widths[0])]
        cells += [
            fitted(text, width, is_left=False)
            for text, width in zip(others, widths[1:], strict=True)
        ]
        yield "  ".join(cells).rstrip()


def column_widths(heads: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    """Return how wide the columns of a table are, the first with what is left to it."""
    taken = [max((width_of(row[place]) for row in rows), default=0) for place in range(len(heads))]
    for longest in range(_LONGEST, _HEAD - 1, -1):  # heads are cut no more than they must be
        widths = [
            max(min(width_of(head), longest), own, 1) if rows else width_of(head)
            for head, own in zip(heads, taken, strict=True)
        ]
        if sum(width + 2 for width in widths) <= columns:
            break
    rest = sum(width + 2 for width in widths[1:])
    first = max(width_of(heads[0]), *(width_of(row[0]) for row in rows), 1)
    widths[0] = max(min(first, max(columns - rest, 12), _LONGEST * 2), 1)
    return widths


def _plain(text: str) -> str:
    """Return a text in which nothing acts."""
    return neutralise(text).text


def fitted(text: str, width: int, *, is_left: bool = True) -> str:
    """Return a text as wide as a column, to its left or its right; cut if it is longer."""
    while width_of(text) > width:
        text = f"{text.removesuffix('…')[:-1]}…"
        if len(text) <= 1:
            break
    blanks = " " * max(width - width_of(text), 0)
    return text + blanks if is_left else blanks + text


def width_of(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    wide = sum(east_asian_width(one) in "WF" for one in text)
    return len(text) + wide - sum(category(one) in ("Mn", "Me", "Cf") for one in text)


class _Lines:
    """A file for `csv.writer` that keeps nothing: each row is what writing it returns."""

    def write(self, row: str) -> str:
        """Return a row."""
        return row


def csv_lines(report: Report, guard: Callable[[str], str]) -> Iterator[str]:
    """Yield the rows of a report's tables, an empty line between two.

    Two-mode and one-mode matrices are as Discourse Network Analyzer writes them: semicolons between
    the cells, each name in quotation marks, each number without.

    Args:
        report: The report.
        guard: Returns a text that no spreadsheet takes for a formula.
    """
    if report.name in _MATRICES:
        table = report.tables[0]
        # Of pairs the heads are letters, which say nothing in another program.
        is_of_pairs = report.name == "agree"
        names = [one.name for one in report.nodes] if is_of_pairs else list(table.head[1:])
        yield _matrix_line("", names, guard)
        for place, row in enumerate(table.rows):
            yield _matrix_line(names[place] if is_of_pairs else row[0].text, row[1:], guard)
        return
    writer = csv.writer(_Lines())
    for place, table in enumerate(report.tables):
        if place:
            yield "\r\n"
        yield str(writer.writerow([guard(name) for name in table.head]))
        for row in table.rows:
            yield str(writer.writerow([_cell(cell, guard) for cell in row]))


def _cell(cell: ReportCell, guard: Callable[[str], str]) -> str:
    """Return a cell of a table: the whole number where it is one."""
    return guard(cell.text) if cell.number is None else repr(_whole(cell.number))


def _whole(number: float) -> float:
    """Return a number without decimals where it has none."""
    return int(number) if number == int(number) else number


def _matrix_line(name: str, cells: Sequence[str | ReportCell], guard: Callable[[str], str]) -> str:
    """Return a row of a matrix as DNA writes it."""
    made = [_quoted(name, guard)]
    for cell in cells:
        if isinstance(cell, str):
            made.append(_quoted(cell, guard))
        else:
            made.append(repr(_whole(cell.number or 0)))
    return ";".join(made) + "\n"


def _quoted(name: str, guard: Callable[[str], str]) -> str:
    """Return a name in quotation marks; DNA has apostrophes for those in it."""
    return '"{}"'.format(guard(name).replace('"', "'").replace("\n", " "))
