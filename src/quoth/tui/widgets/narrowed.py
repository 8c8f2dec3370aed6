"""A list below an input line: typing narrows the list, and the focus stays in the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from textual.content import Content

from quoth.tui.look.painting import ends, line
from quoth.tui.widgets.list_pane import ListPane

_Value = TypeVar("_Value")


class NarrowedRow(NamedTuple, Generic[_Value]):
    """A line of the list."""

    left: Content
    right: Content
    value: _Value | None
    """The value that it chooses; None for a title."""


class NarrowedList(ListPane, Generic[_Value], can_focus=False):
    """The rows that are left, with a cursor that is never on a title."""

    def __init__(self, *, id: str, empty: str) -> None:  # noqa: A002  # Textual's name
        """Create the list with the line that is shown if no row is left."""
        super().__init__(id=id)
        self._rows: Sequence[NarrowedRow[_Value]] = ()
        self.empty = empty

    def show(self, rows: Sequence[NarrowedRow[_Value]], wanted: int = 0) -> None:
        """Show rows, with the cursor on one of them, or on the next one that can be chosen."""
        self._rows = rows
        self.fill(len(rows), wanted)
        self.cursor = self.validate_cursor(self.cursor)

    @property
    def value(self) -> _Value | None:
        """The item that the cursor is on, if it is on one."""
        return self._rows[self.cursor].value if self._rows else None

    def empty_line(self) -> str:
        """Say that nothing is left."""
        return self.empty

    def cursor_role(self) -> str:
        """Paint the cursor as the one that keys move: they do, from the line above."""
        return "cursor"

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return a title, or a row with the sign of the cursor."""
        row = self._rows[item]
        if row.value is None:
            return [ends(line(" ") + row.left, row.right, width)]
        sign = line(("▌" if item == self.cursor else " ", "sign"))
        return [ends(sign + row.left, row.right, width)]

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor off the titles."""
        bounded = super().validate_cursor(cursor)
        if not self._rows:
            return bounded
        back = range(bounded, -1, -1)
        on = range(bounded, len(self._rows))
        ways = (on, back) if cursor >= self.cursor else (back, on)
        places = (place for way in ways for place in way if self._rows[place].value is not None)
        return next(places, bounded)

    def chooses_at_once(self) -> bool:
        """Choose by a click."""
        return True
