"""Where a search is typed, and how much it finds."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from quoth.tui.commands import Place, bindings
from quoth.tui.painting import LineBar, line


class SearchInput(Input):
    """An input of one line; leaving it is the screen's affair."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.SEARCH)]

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(
            placeholder="a few words, misspelt or not", compact=True, select_on_focus=False
        )
        self.cursor_blink = False


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
