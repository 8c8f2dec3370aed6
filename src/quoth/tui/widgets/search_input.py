"""Where a search is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual.binding import BindingType

from quoth.query.language.building import LONGEST
from quoth.query.language.tree import Problem
from quoth.tui.commands import Context, bindings
from quoth.tui.widgets.line_input import LineInput


class _Marks(Highlighter):
    """Underlines the parts of a search that were not understood."""

    def __init__(self) -> None:
        """Start with nothing to mark."""
        self.text = ""
        self.spans: Sequence[tuple[int, int]] = ()

    def highlight(self, text: Text) -> None:
        """Mark the spans of the text that they are of."""
        if text.plain == self.text:
            for start, end in self.spans:
                text.stylize("underline", start, end)


class SearchInput(LineInput):
    """An input of one line; leaving it is the screen's affair."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.SEARCH)]

    def __init__(self) -> None:
        """Start empty."""
        self._marks = _Marks()
        super().__init__(
            placeholder="a few words, misspelt or not · by:name",
            compact=True,
            select_on_focus=False,
            highlighter=self._marks,
        )
        self.cursor_blink = False

    def pasted(self, text: str) -> str:
        """Return what is inserted for a pasted text: little more of it than a search can hold."""
        return super().pasted(text[: 20 * LONGEST])[: LONGEST + 1]

    def mark(self, text: str, problems: Sequence[Problem]) -> None:
        """Mark what of a text was not understood."""
        spans = [problem.span for problem in problems]
        if (text, spans) != (self._marks.text, self._marks.spans):
            self._marks.text, self._marks.spans = text, spans
            self.refresh()
