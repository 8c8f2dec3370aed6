"""A draft beside its article: who said it, when and to whom, and how surely that is so."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quoth.tui.lines.draft_lines import DraftView, draft_lines
from quoth.tui.widgets.lines_to_read import LinesToRead


class DraftPane(LinesToRead, can_focus=False):
    """The content of a draft."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with nothing."""
        super().__init__(id=id)
        self._shown: DraftView | None = None

    def show(self, shown: DraftView | None) -> None:
        """Show a draft, from its first line."""
        self._shown = shown
        self.show_lines()

    def lines(self, width: int) -> Sequence[Content]:
        """Return the lines of the draft."""
        return draft_lines(self._shown, width) if self._shown else ()
