"""Where a statement is cut in two: a mark among its words, moved word by word."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from quoth.basics.text import neutralise
from quoth.intake import adjusting
from quoth.intake.adjusting import Spans
from quoth.tui.commands import Context, bindings
from quoth.tui.look.painting import line
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane

_SIGN = " ‖ "


class Halves(ListPane, can_focus=False):
    """The words of the statement, and the mark."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with nothing."""
        super().__init__(id=id)
        self._words = Content("")
        self._mark = 0
        self._lines: list[Content] = []

    def show(self, first: str, second: str) -> None:
        """Show what would be the two statements; both are neutral."""
        self._words = line(first, (_SIGN, "key"), (second, "strong"))
        self._mark = len(first) + 1
        self._lay_out()

    def on_resize(self) -> None:
        """Lay the lines out at another width."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Make the lines, with the mark in view."""
        self._lines = list(self._words.wrap(max(10, self.scrollable_content_region.width - 2)))
        at = next((n for n, one in enumerate(self._lines) if _SIGN.strip() in one.plain), 0)
        self.fill(len(self._lines), at)

    def cursor_is_shown(self) -> bool:
        """Show none: the mark shows where it is."""
        return False

    def item_lines(self, item: int, width: int) -> list[Content]:  # noqa: ARG002  # it is wrapped
        """Return a line."""
        return [line(" ") + self._lines[item]]


class CutScreen(Dialog[int], inherit_bindings=False):
    """A dialog whose result is where in the article the second statement begins."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.CUTTING)]

    def __init__(self, text: str, spans: Spans, *, has_gaps: bool = False) -> None:
        """Create the dialog for two or more words of an article; `has_gaps` if gaps are marked."""
        super().__init__()
        self._text = text
        self._spans = spans
        self._has_gaps = has_gaps
        self._cuts = adjusting.cuts(text, spans)
        self._place = self._cuts.index(adjusting.likely_cut(text, spans))

    def compose(self) -> ComposeResult:
        """Make the words."""
        with Vertical(id="cutting-box"):
            words = Halves(id="cutting")
            words.border_title = Content("Where do two statements meet?")
            yield words
        yield KeyBar(id="cutting-keys")

    def on_mount(self) -> None:
        """Show the words."""
        self.query_one(KeyBar).show_place(Context.CUTTING)
        self._show()

    def _show(self) -> None:
        """Show the words, with the mark between the two statements."""
        parts = adjusting.cut(self._text, self._spans, self._cuts[self._place])
        first, second = (
            adjusting.said(self._text, part, has_gaps=self._has_gaps).quote for part in parts
        )
        self.query_one(Halves).show(neutralise(first).text, neutralise(second).text)

    def action_cut_later(self) -> None:
        """Cut one word later."""
        self._place = min(len(self._cuts) - 1, self._place + 1)
        self._show()

    def action_cut_earlier(self) -> None:
        """Cut one word earlier."""
        self._place = max(0, self._place - 1)
        self._show()

    def action_cut_here(self) -> None:
        """Cut where the mark is."""
        self.dismiss(self._cuts[self._place])

    def action_leave_whole_draft(self) -> None:
        """Leave it whole."""
        self.dismiss(None)
