"""A draft beside its article: who said it, when and to whom, and how surely that is so."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quoth.tui.lines.draft_lines import DraftView, draft_lines
from quoth.tui.look.painting import line
from quoth.tui.widgets.list_pane import ListPane


class DraftPane(ListPane, can_focus=False):
    """The content of a draft."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with nothing."""
        super().__init__(id=id)
        self._shown: DraftView | None = None
        self._lines: Sequence[Content] = ()

    def show(self, shown: DraftView | None) -> None:
        """Show a draft, from its first line."""
        self._shown = shown
        self._lay_out()

    def on_resize(self) -> None:
        """Lay the lines out at another width."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Make the lines."""
        width = max(10, self.scrollable_content_region.width - 2)
        # Before the first layout there is no width; `on_resize` comes with it.
        self._lines = draft_lines(self._shown, width) if self._shown and self.size.width else ()
        self.fill(len(self._lines), 0)

    def cursor_is_shown(self) -> bool:
        """Show none: there is nothing to choose."""
        return False

    def item_lines(self, item: int, width: int) -> list[Content]:  # noqa: ARG002  # it is wrapped
        """Return a line."""
        return [line(" ") + self._lines[item]]
