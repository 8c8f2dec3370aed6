"""An article as it is read beside the drafts of its statements, the current one marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from quoth.tui.lines.article_lines import ArticleLines, ArticleMark
from quoth.tui.look.painting import line
from quoth.tui.widgets.list_pane import ListPane

QUOTE = "quote"
"""The role of the words of the current statement."""
_AT_HAND: Final = frozenset([QUOTE, "cue", "named"])
"""The roles of all marks of the current statement."""
_MARGIN = 2
"""Columns before the text: a sign where the current statement stands."""


class ArticlePane(ListPane, can_focus=False):
    """The lines of an article."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with no article."""
        super().__init__(id=id)
        self._text = ""
        self._lines: ArticleLines | None = None
        self._width = 0
        self._marks: Sequence[ArticleMark] = ()
        self._at = 0

    def show(self, text: str, marks: Sequence[ArticleMark], at: int) -> None:
        """Show an article with what is marked in it, scrolled to where a character stands."""
        if text != self._text:
            self._text = text
            self._lines = None
        self._marks, self._at = marks, at
        self._lay_out()

    def on_resize(self) -> None:
        """Lay the lines out at another width."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Prepare the lines, and scroll to the statement's place."""
        width = max(8, self.scrollable_content_region.width - _MARGIN - 1)
        if not self._text or not self.size.width:  # its size comes with `on_resize`
            self.fill(0, 0)
            return
        if self._lines is None or width != self._width:
            self._lines, self._width = ArticleLines(self._text, width), width
        top = self.scroll_offset.y
        height = max(1, self.scrollable_content_region.height)
        first = self._lines.line_of(self._at)
        ends = [mark.end for mark in self._marks if mark.role in _AT_HAND]
        last = self._lines.line_of(max(ends, default=0))
        last += self._lines.goes_on(last)  # what the sentence says besides
        self.fill(len(self._lines.lines), first)
        if not (top <= first and last < top + height):
            wanted = max(0, min(first - height // 4, max(first - 1, last - height + 2)))
            self.scroll_to(y=wanted, animate=False, force=True, immediate=True)

    def empty_line(self) -> str:
        """Say that there is no text."""
        return "" if self._text else "The text of this source isn't kept in the store."

    def cursor_is_shown(self) -> bool:
        """Show none: the statement is marked."""
        return False

    def page(self, pages: int) -> None:
        """Scroll by pages."""
        self.scroll_by(pages * max(1, self.scrollable_content_region.height - 1))

    def item_lines(self, item: int, width: int) -> list[Content]:  # noqa: ARG002  # it is wrapped
        """Return a line."""
        assert self._lines is not None  # noqa: S101  # else there are no lines
        content = self._lines.content(item, self._marks)
        is_here = any(span.style == QUOTE for span in content.spans)
        return [line(("▌ " if is_here else "  ", "sign")) + content]
