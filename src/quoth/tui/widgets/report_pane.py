"""A report as lines, with a cursor on one cell of its tables; what a cell counts is marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import le
from textwrap import wrap
from typing import Final, NamedTuple

from textual.content import Content

from quoth.presenting.reports.as_table import column_widths, fitted, width_of
from quoth.presenting.reports.report import Report, ReportCell, ReportTable
from quoth.tui.look.painting import emphasise, line, plain
from quoth.tui.widgets.list_pane import ListPane

_BARS: Final = (16, 8, 4)
"""Cells of the bars of a table, to both sides together: fewer where heads would be cut."""
_FIRST_ROWS: Final = 2
"""Rows of the first table that are to be seen at once."""
_LEAST_FOR_BARS: Final = 76
_MOST_BESIDE_BARS: Final = 8
"""Columns of a table that may have bars."""


class _Line(NamedTuple):
    """A line: a text, or a row of a table."""

    text: str = ""
    table: int = -1
    row: int = -1


class NumberPlace(NamedTuple):
    """Where a number of a report is, by what is written beside and above it."""

    table: int
    row: str
    column: str


class _Measured(NamedTuple):
    """The texts of a table, and how wide its columns are."""

    texts: Sequence[Sequence[str]]
    heads: Sequence[str]
    bar: int
    """Cells of its bars; 0 where it has none."""
    widths: Sequence[int]

    @property
    def beside(self) -> int:
        """Cells that the bars take, with what is before them."""
        return self.bar + 3 if self.bar else 0


class ReportPane(ListPane):
    """The lines of a report; to the left and to the right the cursor goes from cell to cell."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with no report."""
        super().__init__(id=id)
        self.report: Report | None = None
        self._kept: dict[tuple[int, int], _Measured] = {}
        """What tables of the report are made of, by the table and the width."""
        self._lines: Sequence[_Line] = ()
        self._column = 1
        self._first = 1
        """The first column of numbers that is shown."""

    def show(self, report: Report) -> None:
        """Show a report, with the cursor on the first row of its first table."""
        self.report = report
        self._kept.clear()
        self._lines = self._laid_out()
        self._column = self._first = 1
        first = next((n for n, one in enumerate(self._lines) if one.row >= 0), 0)
        self.fill(len(self._lines), first)
        # On a small screen the first number is worth more than what is said before it.
        height = self.scrollable_content_region.height
        top = 0 if first + _FIRST_ROWS <= max(height, 1) or not height else max(first - 1, 0)
        self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def _laid_out(self) -> list[_Line]:
        """Return the lines of the report, none of its texts wider than there is room for."""
        width = max(self.scrollable_content_region.width - 2, 12)
        if self.report is None:
            return []
        return [*_lines(self.report, width)]

    def on_resize(self) -> None:
        """Wrap the texts again; the cursor stays on its row."""
        at = self._lines[self.cursor] if self._lines else _Line()
        self._lines = self._laid_out()
        place = self._lines.index(at) if at in self._lines else self.cursor
        self.fill(len(self._lines), place)

    @property
    def cell(self) -> tuple[str, ReportCell] | None:
        """The cell under the cursor and what it shows, if any."""
        if self.report is None or not self._lines:
            return None
        at = self._lines[self.cursor]
        if at.row < 0:
            return None
        table = self.report.tables[at.table]
        row = table.rows[at.row]
        column = min(self._column, len(row) - 1)
        return f"{row[0].text} · {table.head[column]}", row[column]

    @property
    def names_cut(self) -> str:
        """What is written beside and above the number under the cursor, if that is cut."""
        at, cell = self._lines[self.cursor] if self._lines else _Line(), self.cell
        if self.report is None or cell is None:
            return ""
        placed = self._place(self.report.tables[at.table], self._line_width)
        beside, above = placed.texts[at.row][0], placed.heads[placed.column]
        widths = placed.widths[0], placed.widths[placed.column]
        is_whole = width_of(beside) <= widths[0] and width_of(above) <= widths[1]
        return "" if is_whole else plain(cell[0])

    @property
    def number(self) -> NumberPlace | None:
        """Where the cell under the cursor is, if there is one."""
        at = self._lines[self.cursor] if self._lines else _Line()
        if self.report is None or at.row < 0:
            return None
        table = self.report.tables[at.table]
        row = table.rows[at.row]
        return NumberPlace(at.table, row[0].text, table.head[min(self._column, len(row) - 1)])

    def go_to_number(self, place: NumberPlace) -> bool:
        """Put the cursor on a number, and tell whether it is still there."""
        for item, at in enumerate(self._lines):
            if self.report is None or at.table != place.table or at.row < 0:
                continue
            table = self.report.tables[at.table]
            if table.rows[at.row][0].text == place.row and place.column in table.head:
                self._column = table.head.index(place.column)
                self.cursor = item
                return True
        return False

    def move_across(self, steps: int) -> None:
        """Move the cursor some columns."""
        at = self._lines[self.cursor] if self._lines else _Line()
        most = len(self.report.tables[at.table].head) - 1 if self.report and at.row >= 0 else 0
        if not most:
            self.tell("There is no column here.")
            return
        before = min(self._column, most)
        self._column = max(1, min(before + steps, most))
        if self._column == before:
            self.tell("That is the last column." if steps > 0 else "That is the first column.")
        self._first = min(self._first, self._column)
        self.refresh()
        self.post_message(self.Moved(self))

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return a line of the report."""
        at = self._lines[item]
        if self.report is None or at.table < 0:
            return [line(f" {at.text}")]
        table = self.report.tables[at.table]
        return [_row_line(self._place(table, width), at.row, item == self.cursor)]

    def _measured(self, table: ReportTable, width: int) -> _Measured:
        """Return what the texts of a table are, which are the same for all of its lines."""
        key = id(table), width
        if key not in self._kept:
            texts = [[plain(cell.text) for cell in row] for row in table.rows]
            heads = [plain(head) for head in table.head]
            has_bars = (
                width >= _LEAST_FOR_BARS
                and len(heads) <= _MOST_BESIDE_BARS
                and any(cell.bar for row in table.rows for cell in row)
            )
            for bar in _BARS if has_bars else (0,):
                found = _Measured(texts, heads, bar, [])
                widths = column_widths(heads, texts, max(width - 2 - found.beside, 12))
                found = found._replace(widths=widths)
                if all(map(le, map(width_of, heads[1:]), widths[1:])):
                    break
            self._kept[key] = found
        return self._kept[key]

    def _place(self, table: ReportTable, width: int) -> _Placed:
        """Return how a table is laid out, with the cursor's column in view."""
        measured = self._measured(table, width)
        texts, heads, bar, _ = measured
        room = width - 2 - measured.beside
        widths = [*measured.widths]
        if _used(widths, 1, len(widths) - 1) > room:  # then not all columns are in view
            widths[0] = min(widths[0], max(room // 3, 12))
        # Another table of the report may have fewer columns, or none of numbers at all.
        column = min(self._column, len(heads) - 1)
        first = max(min(self._first, column), 1)
        while first < column and _used(widths, first, column) > room:
            first += 1
        self._first = max(self._first, first)
        last = min(first, column)
        while last + 1 < len(widths) and _used(widths, first, last + 1) <= room:
            last += 1
        return _Placed(table, texts, heads, widths, (first, last), column, bar)


class _Placed(NamedTuple):
    """How a table is laid out."""

    table: ReportTable
    texts: Sequence[Sequence[str]]
    heads: Sequence[str]
    widths: Sequence[int]
    shown: tuple[int, int]
    """The first and the last column of numbers that there is room for."""
    column: int
    bar: int


def _used(widths: Sequence[int], first: int, last: int) -> int:
    """Return how many cells a table takes with some of its columns."""
    return widths[0] + sum(width + 2 for width in widths[first : last + 1])


def _lines(report: Report, width: int) -> Iterator[_Line]:
    """Yield the lines of a report."""
    yield from _wrapped(report.said, width)
    for place, table in enumerate(report.tables):
        yield _Line()
        if table.title:
            yield _Line(plain(table.title))
        yield _Line("", place, -2)
        for row in range(len(table.rows)):
            yield _Line("", place, row)
    if report.notes:
        yield _Line()
    yield from _wrapped(report.notes, width)


def _wrapped(texts: Sequence[str], width: int) -> Iterator[_Line]:
    """Yield lines of text, none wider than there is room for."""
    for text in texts:
        for one in wrap(plain(text), width):
            yield _Line(one)


def _row_line(placed: _Placed, row: int, is_at: bool) -> Content:
    """Return a row of a table, or its heads; the cell under the cursor is in brackets."""
    first, last = placed.shown
    texts = placed.heads if row < 0 else placed.texts[row]
    name = fitted(texts[0], placed.widths[0])
    made = f"{'>' if is_at else ' '}{name}"
    spans = [(0, len(made))] if row < 0 else []
    chosen: tuple[int, int] | None = None
    for place in range(first, last + 1):
        width = placed.widths[place]
        text = fitted(texts[place], width, is_left=False)
        if is_at and place == placed.column:
            chosen = (len(made) + 1, len(made) + 3 + len(text))
            made += f" [{text}]"
            continue
        made += (" " if chosen and chosen[1] == len(made) else "  ") + text
    if placed.bar and row >= 0:
        made += "   " + _bars(placed.table.rows[row], placed.bar)
    content = line(made)
    if spans:
        content = emphasise(content, [(0, len(made))], "label")
    return content if chosen is None else emphasise(content, [chosen], "match")


def _bars(row: Sequence[ReportCell], cells: int) -> str:
    """Return the bars of a row: to the left in a light shade, to the right solid."""
    lengths = [cell.bar for cell in row if cell.bar]
    left = min((bar for bar in lengths if bar < 0), default=0.0)
    right = max((bar for bar in lengths if bar > 0), default=0.0)
    half = cells // 2
    if not any(cell.bar < 0 for cell in row) and left == 0 and len(lengths) > 1:
        return "█" * round(right * cells)
    before = "▒" * round(-left * half)
    return f"{before:>{half}}│{'█' * round(right * half)}"
