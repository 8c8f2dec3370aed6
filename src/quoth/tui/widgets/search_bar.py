"""Where a search is typed, and how much it finds."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from quoth.tui.commands import Place, bindings
from quoth.tui.painting import LineBar, line


class SearchInput(Input):
    """An input of one line that leaves the keyboard to the list when it is done."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.SEARCH)]

    class Left(Message):
        """The search was kept, or given up."""

        def __init__(self, *, kept: bool) -> None:
            """Say which."""
            super().__init__()
            self.kept = kept

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(
            placeholder="a few words, misspelt or not", compact=True, select_on_focus=False
        )
        self.cursor_blink = False

    def action_to_list(self) -> None:
        """Keep the search."""
        self.post_message(self.Left(kept=True))

    def action_give_up(self) -> None:
        """Give the search up."""
        self.post_message(self.Left(kept=False))


class SearchBar(Horizontal):
    """The search and, at its end, the state of the list."""

    def compose(self) -> ComposeResult:
        """Make the sign of the search, its input and the state."""
        sign = LineBar(id="search-sign")
        sign.show(line((" / ", "key")))
        yield sign
        yield SearchInput()
        yield LineBar(id="search-state")

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
