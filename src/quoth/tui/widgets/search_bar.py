"""The search line, and how much it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.css.query import NoMatches

from quoth.tui.configured import table_of
from quoth.tui.look.painting import LineBar, line

if TYPE_CHECKING:
    from quoth.tui.widgets.search_input import SearchInput

# The input line is imported on its first use, so that the first paint comes sooner.
# ruff: noqa: PLC0415

_UNKNOWN_STATE: Final = 20
"""Columns that are kept for the state of the list before it is known."""


class SearchBar(LineBar):
    """The key of the search and, at its end, the state of the list; the search lies between."""

    _state = Content("")
    _made: SearchInput | None = None

    def on_mount(self) -> None:
        """Show the key of the search; `complete` puts the input beside it."""
        self._lay_out()

    async def complete(self) -> None:
        """Make the input: the costliest widget on the screen, and not what is looked at first."""
        from quoth.tui.widgets.search_input import SearchInput

        if self._made is None:
            self._made = SearchInput()
            self._lay_out()
            await self.mount(self._made)

    @property
    def input(self) -> SearchInput:
        """Where the search is typed."""
        if self._made is None:
            raise NoMatches
        return self._made

    def show_state(self, text: str) -> None:
        """Say where in the list the cursor is, and how the list is sorted."""
        self._state = line((f"{text} ", "faint"))
        self._lay_out()

    def _lay_out(self) -> None:
        """Show the key and the state, and leave the input the room between them."""
        key = line((f" {table_of(self).key('search')} ", "key"))
        self.show(key, self._state)
        after = self._state.cell_length or _UNKNOWN_STATE
        if self._made is not None:
            self._made.styles.margin = (0, after, 0, key.cell_length)
