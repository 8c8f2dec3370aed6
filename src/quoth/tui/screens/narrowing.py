"""What dialogs share that have a list below a line: what is typed narrows it."""

from __future__ import annotations

from typing import Any, TypeVar

from textual.widgets import Input

from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.line_input import LineInput
from quoth.tui.widgets.narrowed import NarrowedList

_Answer = TypeVar("_Answer")


class NarrowingScreen(Dialog[_Answer], inherit_bindings=False):
    """A dialog with one line to type in, which keeps the keyboard, and one `NarrowedList`."""

    @property
    def typed(self) -> str:
        """What is typed."""
        return self.query_one(Input).value.strip()

    @property
    def rows(self) -> NarrowedList[Any]:
        """The list."""
        return self.query_one(NarrowedList)

    def action_narrowed_down(self) -> None:
        """Go down."""
        self.rows.action_down()

    def action_narrowed_up(self) -> None:
        """Go up."""
        self.rows.action_up()

    def action_narrowed_page_down(self) -> None:
        """Go down a page."""
        self.rows.action_page_down()

    def action_narrowed_page_up(self) -> None:
        """Go up a page."""
        self.rows.action_page_up()

    def action_close(self) -> None:
        """Close the dialog."""
        self.dismiss(None)


def line_to_type(placeholder: str) -> LineInput:
    """Return the line above the list."""
    field = LineInput(placeholder=placeholder, compact=True, classes="narrowing")
    field.cursor_blink = False
    return field
