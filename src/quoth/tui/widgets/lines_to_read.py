"""Lines that are only read: they scroll, and have no cursor."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quoth.tui.widgets.list_pane import ListPane


class LinesToRead(ListPane):
    """A list of lines that are laid out again at each width; every movement scrolls."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with no lines."""
        super().__init__(id=id)
        self._lines: Sequence[Content] = ()

    def lines(self, width: int) -> Sequence[Content]:
        """Return the lines, none wider than this."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Lay the lines out."""
        self._lay_out()

    def on_resize(self) -> None:
        """Lay the lines out at another width."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Make the lines, once it is known how wide they may be."""
        if not self.size.width:
            return
        self._lines = self.lines(max(self.scrollable_content_region.width - 2, 8))
        self.fill(len(self._lines), self.cursor)

    def show_lines(self) -> None:
        """Lay out other lines, from the first on."""
        self._lay_out()
        self.scroll_by(-len(self))

    @property
    def is_read(self) -> bool:
        """Whether the last line is in view; the others were in view before it."""
        return self.scroll_offset.y + self._height >= len(self)

    def page(self, pages: int) -> None:
        """Scroll by pages; a line stays in view."""
        self.scroll_by(pages * max(1, self._height - 1))

    @property
    def _height(self) -> int:
        """How many lines are in view."""
        return max(1, self.scrollable_content_region.height)

    def item_lines(self, item: int, width: int) -> list[Content]:  # noqa: ARG002  # wrapped already
        """Return a line."""
        return [Content(" ") + self._lines[item]]

    def cursor_is_shown(self) -> bool:
        """Show none: there is nothing to choose."""
        return False

    def action_down(self) -> None:
        """Scroll down a line."""
        self.scroll_by(1)

    def action_up(self) -> None:
        """Scroll up a line."""
        self.scroll_by(-1)

    def action_page_down(self) -> None:
        """Scroll down a page."""
        self.scroll_by(self._page())

    def action_page_up(self) -> None:
        """Scroll up a page."""
        self.scroll_by(-self._page())

    def action_first(self) -> None:
        """Scroll to the beginning."""
        self.scroll_by(-len(self))

    def action_last(self) -> None:
        """Scroll to the end."""
        self.scroll_by(len(self))
