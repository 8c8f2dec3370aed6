"""The interface of the screen that the palette, the desk and the dialogs use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from quoth.store import Location
from quoth.tui.parts import ScreenPart

if TYPE_CHECKING:
    from quoth.query import Query
    from quoth.query.analysis.asking import Asked
    from quoth.query.language.names import NameIndex
    from quoth.query.language.tree import FieldName
    from quoth.query.seam import StoreQueries
    from quoth.settings.remembered import LastPlace
    from quoth.store.model import Actor
    from quoth.store.snapshot import Snapshot
    from quoth.tui.explorer.arriving import Arrival
    from quoth.tui.explorer.marks import Marks
    from quoth.tui.explorer.typing import Typing


class ExplorerHost(ScreenPart):
    """A screen that shows a store; the explorer's is the only one."""

    location: Location
    query_now: Query
    typing: Typing
    last_analysis: tuple[str, Asked] | None = None
    """The analysis that was looked at last, and how it counted."""

    # What the screen shows.

    @property
    def engine(self) -> StoreQueries | None:
        """The engine that finds and counts in what is shown."""
        raise NotImplementedError

    @property
    def corpus(self) -> Snapshot | None:
        """The snapshot of the store that is shown."""
        return self.engine.corpus if self.engine else None

    @property
    def pane(self) -> str:
        """The pane that has the keyboard."""
        raise NotImplementedError

    @property
    def row_at_hand(self) -> int | None:
        """The row of the statement that is read, or would be."""
        raise NotImplementedError

    @property
    def marks(self) -> Marks:
        """The statements that are marked."""
        raise NotImplementedError

    @property
    def actor_at_hand(self) -> Actor | None:
        """The actor under the cursor of the actors."""
        raise NotImplementedError

    @property
    def chosen_actors(self) -> Sequence[str]:
        """The actors that are filtered by."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """Show a short-lived message."""
        raise NotImplementedError

    def take(self, engine: StoreQueries) -> None:
        """Show the store's current content, and keep the reader's place."""
        raise NotImplementedError

    def go_to(self, statement_id: str) -> None:
        """Put the cursor on a statement, if it is shown."""
        raise NotImplementedError

    def rest(self) -> None:
        """Stop the worker threads: this screen is no longer shown."""
        raise NotImplementedError

    # What is remembered when it is left.

    @property
    def store_left(self) -> str | None:
        """The key of the store to remember, if it is to be."""
        raise NotImplementedError

    @property
    def panes_left(self) -> Mapping[str, int]:
        """How the user wants the panes."""
        raise NotImplementedError

    @property
    def position(self) -> LastPlace | None:
        """The current place, if the whole store has been read."""
        raise NotImplementedError

    def forget_index(self) -> None:
        """Remove the index beside the store: it is damaged, and the program has to end."""
        raise NotImplementedError

    # What the palette asks for.

    def change(self, query: Query) -> None:
        """Show what another query finds."""
        raise NotImplementedError

    def names(self, field: FieldName) -> NameIndex | None:
        """Return the names that a field may have, once the store is read."""
        raise NotImplementedError

    def forget_search(self, name: str) -> None:
        """Forget a saved search."""
        raise NotImplementedError

    def open_store(self, path: str) -> None:
        """Explore another store, in place of this one."""
        raise NotImplementedError

    def another(self, location: Location, arrival: Arrival | None = None) -> ExplorerHost:
        """Return the screen of another store, opened as the user arrives there."""
        raise NotImplementedError
