"""Where a search is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from unicodedata import category

from rich.highlighter import Highlighter
from rich.text import Text
from textual.binding import BindingType
from textual.events import Paste
from textual.widgets import Input

from quoth.query.language.building import LONGEST
from quoth.query.language.tree import Problem
from quoth.tui.commands import Context, bindings


class _Marks(Highlighter):
    """Underlines what of a search was not understood."""

    def __init__(self) -> None:
        """Start with nothing to mark."""
        self.text = ""
        self.spans: Sequence[tuple[int, int]] = ()

    def highlight(self, text: Text) -> None:
        """Mark the spans of the text that they are of."""
        if text.plain == self.text:
            for start, end in self.spans:
                text.stylize("underline", start, end)


class SearchInput(Input):
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

    def _on_paste(self, event: Paste) -> None:
        """Take the first line of what is pasted, and little more of it than a search can hold.

        Control characters are left out: no quote is found by them, and they have no width.
        """
        event.prevent_default()
        event.stop()
        text = "".join(one for one in event.text if one == "\n" or category(one) != "Cc")
        for line in text[: LONGEST + 1].splitlines()[:1]:
            self.replace(line, *self.selection)

    def mark(self, text: str, problems: Sequence[Problem]) -> None:
        """Mark what of a text was not understood."""
        spans = [problem.span for problem in problems]
        if (text, spans) != (self._marks.text, self._marks.spans):
            self._marks.text, self._marks.spans = text, spans
            self.refresh()
