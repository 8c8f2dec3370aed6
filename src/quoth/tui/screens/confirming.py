"""A preview of the whole change before it is made: a list to scroll, and yes or no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from quoth.tui.commands import Context, bindings
from quoth.tui.configured import told_keys
from quoth.tui.lines.confirm_lines import ShownChange
from quoth.tui.screens.dialog import Asking
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.lines_to_read import LinesToRead


class ShownLines(LinesToRead, can_focus=False):
    """Lines of any length, wrapped."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with nothing."""
        super().__init__(id=id)
        self._texts: Sequence[Content] = ()

    class LaidOut(Message):
        """The lines are as many as they are at this width."""

        def __init__(self, lines: int) -> None:
            """Create the message with the number of lines."""
            super().__init__()
            self.lines = lines

    def show(self, texts: Sequence[Content]) -> None:
        """Show lines from the first on."""
        self._texts = texts
        self.show_lines()

    def lines(self, width: int) -> Sequence[Content]:
        """Return the texts, wrapped, and tell the dialog how many lines they take."""
        found = [part for text in self._texts for part in (text.wrap(width) or [Content("")])]
        self.post_message(self.LaidOut(len(found)))
        return found


class ConfirmScreen(Asking[int], inherit_bindings=False):
    """A dialog whose result is the number of the way that was agreed to, if any."""

    AGREEING = frozenset({"agree_shown"})

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.CONFIRMING)]

    def __init__(
        self, ways: Sequence[ShownChange], choose_columns: Callable[[], None] | None = None
    ) -> None:
        """Create the dialog with the ways to make the change; the first is shown first.

        `choose_columns` has another way made of the same file, if the change is an import.
        """
        super().__init__()
        self._ways = ways
        self._way = 0
        self._choose_columns = choose_columns

    def show_other(self, way: ShownChange) -> None:
        """Show another way in place of all."""
        self._ways, self._way = [way], 0
        self._show()

    def compose(self) -> ComposeResult:
        """Make the lines and the keys."""
        with Vertical(id="confirming-box"):
            yield ShownLines(id="confirming")
        yield KeyBar(id="confirming-keys")

    def on_mount(self) -> None:
        """Show the first way."""
        without = {"other_way"} if len(self._ways) == 1 else set()
        if self._choose_columns is None:
            without.add("choose_shown_columns")
        self.query_one(KeyBar).show_place(Context.CONFIRMING, frozenset(without))
        self._show()

    def _show(self) -> None:
        """Show the current way to do it."""
        self.not_seen_yet()
        shown, way = self.query_one(ShownLines), self._ways[self._way]
        keys = "{agree_shown} yes, {decline_shown} no"
        keys += ", {other_way} otherwise" if len(self._ways) > 1 else ""
        keys += ", {choose_shown_columns} columns" if self._choose_columns else ""
        shown.border_title = Content(f"{way.title} {told_keys(self, keys)}")
        shown.show(way.lines)

    @on(ShownLines.LaidOut)
    def _fit(self, event: ShownLines.LaidOut) -> None:
        """Make the box as high as what it holds, but for a quarter of the screen."""
        most = max(11, self.size.height * 3 // 4)
        self.query_one("#confirming-box").styles.height = min(event.lines + 2, most)
        self.seen_when_painted()

    def action_agree_shown(self) -> None:
        """Agree; what wasn't in view yet is shown first."""
        shown = self.query_one(ShownLines)
        if shown.is_read:
            self.dismiss(self._way)
            return
        shown.page(1)
        self.seen_when_painted()
        self.query_one(KeyBar).say(told_keys(self, "Read on: {agree_shown} agrees at the end."))

    def action_decline_shown(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    def action_other_way(self) -> None:
        """Show the other way."""
        if len(self._ways) == 1:
            self.query_one(KeyBar).say("There is no other way to do it.")
            return
        self._way = (self._way + 1) % len(self._ways)
        self._show()

    def action_choose_columns(self) -> None:
        """Say which column is which field."""
        if self._choose_columns is not None:
            self._choose_columns()
        else:
            self.query_one(KeyBar).say("Only a file that is imported has columns.")

    def action_line_down(self) -> None:
        """Scroll down a line."""
        self._scroll(1)

    def action_line_up(self) -> None:
        """Scroll up a line."""
        self._scroll(-1)

    def _scroll(self, lines: int) -> None:
        """Scroll by lines."""
        shown = self.query_one(ShownLines)
        before = shown.scroll_offset.y
        shown.scroll_by(lines)
        self._tell_if_still(before)

    def _tell_if_still(self, before: float) -> None:
        """Say that there is nothing more to scroll to."""
        if self.query_one(ShownLines).scroll_offset.y != before:
            self.seen_when_painted()
        else:
            self.query_one(KeyBar).say("All of it is in view." if before == 0 else "That is all.")

    def action_page_down(self) -> None:
        """Scroll down a page."""
        self._page(1)

    def action_page_up(self) -> None:
        """Scroll up a page."""
        self._page(-1)

    def _page(self, pages: int) -> None:
        """Scroll by pages."""
        shown = self.query_one(ShownLines)
        before = shown.scroll_offset.y
        shown.page(pages)
        self._tell_if_still(before)
