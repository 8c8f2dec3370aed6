"""The part of the screen in which a search is typed, kept, saved, and cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quoth.tui.commands import Context
from quoth.tui.configured import picking_of, table_of
from quoth.tui.explorer.arrangement import STATEMENTS
from quoth.tui.explorer.looking import LookingScreen
from quoth.tui.explorer.panes import PLACES
from quoth.tui.look.painting import LineBar, plain
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widgets import Input

    from quoth.query.language.completion import Completion
    from quoth.tui.widgets.filter_bar import FilterBar

# What is opened later is imported on use, so that the first paint comes sooner.
# ruff: noqa: PLC0415

_WHILE_TYPING: Final = frozenset(
    {"keep_search", "give_up_search", "complete", "older_search", "newer_search"}
)
_WHILE_PICKING: Final = frozenset({"take_statement", "read_first"})


class SearchingScreen(LookingScreen):
    """A screen with a line in which a search is typed; what it finds follows each letter."""

    @property
    def _search(self) -> SearchBar:
        return self.query_one(SearchBar)

    @property
    def _filter_bar(self) -> FilterBar:
        from quoth.tui.widgets.filter_bar import FilterBar

        return self.query_one(FilterBar)

    async def complete(self) -> None:
        """Make what isn't on the first frame: the input of the search, and the lines below it."""
        if not self.is_attached:  # the program is ending
            return
        if not self.query("#search-hint"):
            from quoth.tui.widgets.filter_bar import FilterBar

            bars = LineBar(id="search-hint"), FilterBar(id="filters-on")
            for bar in bars:
                bar.display = False
            self.mount(*bars, after=self._search)
        await self._search.complete()

    def _show_search(self, text: str) -> None:
        """Show a search that was not typed."""
        from textual.widgets import Input

        with self.prevent(Input.Changed):
            self._search.input.value = text
        self._search.input.cursor_position = len(text)

    @property
    def _is_typing(self) -> bool:
        """Whether the search has the keyboard: all else that has it is a pane."""
        return self.focused is not None and self.focused.id not in PLACES

    def _completions(self, text: str, cursor: int) -> Sequence[Completion]:
        """Return what completes a text, at once."""
        return self.engine.complete(text, cursor) if self.engine else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002
        """Leave the keys to a search that is being typed, but for those that end it."""
        if action in _WHILE_PICKING:
            return picking_of(self) is not None and self.focused is self._statements
        return not self._is_typing or action in _WHILE_TYPING

    async def action_search(self) -> None:
        """Go to the search, which may not exist yet if keys were typed ahead."""
        await self.complete()
        self._before_typing = None
        self.set_focus(self._search.input)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what is typed so far; a whole search is one step to come back from."""
        self.typing.changed(event.value)
        # What is typed is never written back: more may have been typed since.
        query = self.query_now._replace(text=event.value)
        # Letters that arrived with an Enter may come after it: they end the search they began.
        late = not self._is_typing and bool(self.query_now.text)
        if self._before_typing is None and not late:
            self._before_typing = (self._here(), len(self._trail))
            self._go_on_to(query)
        else:
            self._set(query, None)

    def action_complete(self) -> None:
        """Take the next completion; if there is none, go to what was found."""
        if not self.typing.complete():
            self.action_keep_search()

    def action_older_search(self) -> None:
        """Recall the previous search."""
        self.typing.take_older()

    def action_newer_search(self) -> None:
        """Take the search after the one of before that is shown; else go to what was found."""
        if not self.typing.take_newer():
            self.action_keep_search()

    def action_keep_search(self) -> None:
        """Keep the search, and go to what it found."""
        self.typing.remember(self._search.input.value.strip())
        self.go(STATEMENTS)

    def action_save_search(self) -> None:
        """Ask for a name for the search."""
        if not (text := self.query_now.text.strip()):
            self.say(f"There is no search to save; {table_of(self).key('search')} begins one.")
            return
        from quoth.tui.screens.naming import NamingScreen

        def say_so(name: str | None) -> None:
            self._close_dialog(None)
            if name:
                self.say(f"Saved: @{plain(name)} recalls this search.")

        dialog = NamingScreen(text, self.typing.saved(), self.typing.save)
        self.query_one(KeyBar).show_place(Context.NAMING)
        self.app.push_screen(dialog, say_so)

    def forget_search(self, name: str) -> None:
        """Delete a saved search."""
        problem = self.typing.forget(name)
        self._ask()
        self.say(plain(problem) if problem else f"Forgotten: @{plain(name)}.")

    def action_give_up_search(self) -> None:
        """Leave everything as it was before the search."""
        if self._before_typing is None:
            self.go(STATEMENTS)
        else:
            step, length = self._before_typing
            self._trail.cut(length)
            self._return_to(step)
