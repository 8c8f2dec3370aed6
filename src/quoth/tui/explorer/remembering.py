"""The part of the screen that knows where the user was: the last time, or on another screen."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from quoth.query.stores import MakeStore
from quoth.store import Location, Origin, StoreError
from quoth.tui.configured import memory_of, picking_of
from quoth.tui.explorer.panes import PLACES
from quoth.tui.explorer.search_keys import SearchingScreen
from quoth.tui.look.painting import plain
from quoth.tui.widgets.actors_pane import ActorsPane

if TYPE_CHECKING:
    from quoth.settings.remembered import LastPlace
    from quoth.store.snapshot import Snapshot
    from quoth.tui.explorer.arriving import Arrival

# What is opened later is imported on use, so that the first paint comes sooner.
# ruff: noqa: PLC0415


class RememberingScreen(SearchingScreen):
    """A screen that starts where the user left off, and remembers where they are."""

    _arrival: Arrival | None
    _make_store: MakeStore
    _share: float

    def _arrive(self, corpus: Snapshot) -> None:
        """Go to the place that was current on the screen before."""
        if (arrival := self._arrival) is None:
            return
        if (row := corpus.everything.row_of(arrival.statement)) is not None:
            self._row_wanted = row
        if arrival.pane in PLACES:
            self.go(arrival.pane)

    async def _carry_out(self, arrival: Arrival) -> None:
        """Do what was asked for on the screen before, and say what became of that one."""
        if arrival.actor:
            self.query_one(ActorsPane).go_to(arrival.actor)
        if arrival.said:
            self.say(arrival.said)
        if arrival.action:
            await self.run_action(arrival.action)

    @property
    def store_left(self) -> str | None:
        """The store that is remembered; not the sample, so that it always starts the same."""
        return None if self.location.origin is Origin.SAMPLE else self.location.key

    @property
    def position(self) -> LastPlace | None:
        """The current place, if the whole store has been read."""
        row = self._row if self._share >= 1 else None
        if row is None or self.corpus is None:
            return None
        from quoth.settings.remembered import LastPlace

        with suppress(StoreError):
            return LastPlace(self.corpus.statements[row].id, self._attention.at)
        return None

    def _go_where_it_was_left(self, corpus: Snapshot) -> None:
        """Go to the statement at which the last run ended, unless the user went elsewhere."""
        memory, store = memory_of(self), self.store_left
        if memory is None or store is None or self._touched or picking_of(self) is not None:
            return
        position = memory.position(store)
        row = corpus.everything.row_of(position.statement) if position is not None else None
        if position is not None and row is not None:
            self._row_wanted = row
            if position.pane in PLACES:
                self.go(position.pane)

    def open_store(self, path: str) -> None:
        """Explore another store, in place of this one."""
        if self._worker.is_busy:
            self.say("Still saving your changes.")
            return
        location = Location.of(path, Origin.OPTION)
        try:
            self._make_store(location, self.typing.saved).probe()
        except StoreError as error:
            self.say(plain(str(error)))
            return
        if (memory := memory_of(self)) is not None:
            memory.leave(self.store_left, self.position, panes=self.panes_left)
        self.go_on_with(location)
