"""The search line, how much it finds, and suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from quoth.tui.configured import table_of
from quoth.tui.look.painting import LineBar, line

if TYPE_CHECKING:
    from quoth.tui.widgets.search_input import SearchInput

# The input line is imported on its first use, so that the first paint comes sooner.
# ruff: noqa: PLC0415


class SearchBar(Horizontal):
    """The search and, at its end, the state of the list."""

    def compose(self) -> ComposeResult:
        """Make the sign of the search and the state; `complete` puts the input between them."""
        sign = LineBar(id="search-sign")
        key = f" {table_of(self).key('search')} "
        sign.styles.width = len(key)
        sign.show(line((key, "key")))
        yield sign
        yield LineBar(id="search-state")

    async def complete(self) -> None:
        """Make the input: the costliest widget on the screen, and not what is looked at first."""
        from quoth.tui.widgets.search_input import SearchInput

        if not self.query(SearchInput):
            await self.mount(SearchInput(), before="#search-state")

    @property
    def input(self) -> SearchInput:
        """Where the search is typed."""
        from quoth.tui.widgets.search_input import SearchInput

        return self.query_one(SearchInput)

    def show_state(self, text: str) -> None:
        """Say where in the list the cursor is, and how the list is sorted."""
        content = line((f"{text} ", "faint"))
        state = self.query_one("#search-state", LineBar)
        state.styles.width = content.cell_length
        state.show(content)


class HintBar(LineBar):
    """A line below the search: its completions, or its problem.

    While a search is typed it is there at every letter, so that nothing below it jumps.
    """

    def say(self, left: Content, right: Content | None = None) -> None:
        """Show a line, a part of it flush with the end; or nothing."""
        self.display = bool(left.plain)
        self.show(left, right)
