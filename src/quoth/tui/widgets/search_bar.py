"""Where a search is typed, how much it finds, and what may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from quoth.query.language.tree import Problem
from quoth.tui.commands import Place, bindings
from quoth.tui.painting import LineBar, line


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

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.SEARCH)]

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

    def mark(self, text: str, problems: Sequence[Problem]) -> None:
        """Mark what of a text was not understood."""
        spans = [problem.span for problem in problems]
        if (text, spans) != (self._marks.text, self._marks.spans):
            self._marks.text, self._marks.spans = text, spans
            self.refresh()


class SearchBar(Horizontal):
    """The search and, at its end, the state of the list."""

    def compose(self) -> ComposeResult:
        """Make the sign of the search and the state; `complete` puts the input between them."""
        sign = LineBar(id="search-sign")
        sign.show(line((" / ", "key")))
        yield sign
        yield LineBar(id="search-state")

    async def complete(self) -> None:
        """Make the input: the costliest of all that is on the screen, and no one's first look."""
        if not self.query(SearchInput):
            await self.mount(SearchInput(), before="#search-state")

    @property
    def input(self) -> SearchInput:
        """Where the search is typed."""
        return self.query_one(SearchInput)

    def show_state(self, text: str) -> None:
        """Say where in the list the cursor is, and how the list is sorted."""
        content = line((f"{text} ", "faint"))
        state = self.query_one("#search-state", LineBar)
        state.styles.width = content.cell_length
        state.show(content)


class HintBar(LineBar):
    """A line below the search: what completes it, or was not understood of it.

    While a search is typed it is there at every letter, so that nothing below it jumps.
    """

    def say(self, left: Content, right: Content | None = None) -> None:
        """Show a line, a part of it flush with the end; or nothing."""
        self.display = bool(left.plain)
        self.show(left, right)
