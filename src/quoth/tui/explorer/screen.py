"""The one screen: it owns the query, runs it off the event loop, and gives every pane the result.

Panes never talk to each other. A pane posts what a person chose; the screen changes the query, and
the answer comes back to every pane at once. What its keys do is in the parts that it is made of,
each of which builds on the one before: editing, marking, findings, sending, panes, what is looked
at, searching, remembering.

(It is long because everything that the panes say, and all that is shown, passes through here.)
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import ScreenResume
from textual.screen import Screen

from quoth.basics.text import capitalised
from quoth.query import Query
from quoth.query.stores import MakeStore, store_at
from quoth.store import Location, StoreError
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import memory_of, picking_of, settings_of, table_of
from quoth.tui.explorer.arrangement import ACTORS, DETAIL, STATEMENTS, TIMELINE
from quoth.tui.explorer.attention import Attention
from quoth.tui.explorer.facets import Facets
from quoth.tui.explorer.panes import PLACES
from quoth.tui.explorer.remembering import RememberingScreen
from quoth.tui.explorer.trail import Trail, TrailStep
from quoth.tui.explorer.typing import Typing
from quoth.tui.lines.titles import state_line, title_parts
from quoth.tui.look.actor_colours import ActorColours
from quoth.tui.look.painting import Ground
from quoth.tui.threads.asking import Answered, Asker, Broke, Failed, Read, StoreOpened, Unreadable
from quoth.tui.widgets.actors_pane import ActorsPane
from quoth.tui.widgets.detail_pane import DetailPane
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.search_bar import SearchBar
from quoth.tui.widgets.statements_pane import StatementsPane
from quoth.tui.widgets.timeline_pane import TimelinePane
from quoth.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from quoth.query.language.names import NameIndex
    from quoth.query.language.tree import FieldName
    from quoth.query.result import Result
    from quoth.query.seam import StoreQueries
    from quoth.store.model import Actor
    from quoth.tui.explorer.arriving import Arrival
    from quoth.tui.screens.filters import FilterScreen

# What is opened later is imported on use, so that the first paint comes sooner.
# ruff: noqa: PLC0415

_FLUSHED = 0.02
"""Seconds in which a painted frame is written; reading a large store would hold it up."""
_WRITTEN = 0.001
"""Seconds in which the thread that writes it takes over: what is done at once would hold it up."""
_READ_AHEAD = 0.3
"""Seconds after all is shown, during which the user's first keys come first."""
_NEARLY = 0.99
"""The share of a store that is read, but not ready to be looked at."""


class Panes(Ground, Horizontal):
    """What the upper panes lie on, beside each other."""


class ExplorerScreen(RememberingScreen, Ground, Screen[None], inherit_bindings=False):
    """Actors, statements and a timeline: three views of one query, and the current statement."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Context.EVERYWHERE, Context.EDITING, Context.PICKING)
    ]
    AUTO_FOCUS = f"#{STATEMENTS}"

    def __init__(
        self,
        location: Location,
        make_store: MakeStore = store_at,
        arrival: Arrival | None = None,
    ) -> None:
        """Name the store that will be read once the screen is seen, and take what opens it.

        Who comes from another screen goes on as they arrive.
        """
        super().__init__()
        self.location = location
        self._make_store = make_store
        self._arrival = arrival
        self.query_now = arrival.query if arrival is not None else Query()
        self.result: Result | None = None
        self.typing = Typing(self, location.key, self._completions)
        self._store = make_store(location, self.typing.saved)
        self._asker = Asker(self, self._store)
        self._facets = Facets(self)
        self._trail = Trail()
        self._filters: FilterScreen | None = None
        self._before_typing: tuple[TrailStep, int] | None = None
        self._row_wanted: int | None = None
        self._attention = Attention(self)
        self._colours = ActorColours()
        self._share = 0.0
        self._steady = False
        self._expected = ""
        self._looking = False
        self._touched = False
        """Whether the user has moved yet."""
        self._takes = False

    @property
    def engine(self) -> StoreQueries | None:
        """The engine for the store, or for as much of it as has been read."""
        return self._asker.engine

    def another(self, location: Location, arrival: Arrival | None = None) -> ExplorerScreen:
        """Return the screen of another store, opened as the user arrives there."""
        return type(self)(location, self._make_store, arrival)

    def forget_index(self) -> None:
        """Remove the index beside the store: it is damaged, and the program has to end."""
        self._store.forget_index()

    # What editing asks.

    @property
    def row_at_hand(self) -> int | None:
        """The row of the statement that is read, or would be.

        Keys that arrive together find the cursor moved and the detail not yet: the cursor counts.
        """
        detail, statements = self._detail, self._statements
        late = statements.corpus is self.corpus and detail.origin != statements.row
        return statements.row if late else detail.row

    @property
    def actor_at_hand(self) -> Actor | None:
        """The actor under the cursor of the actors."""
        pane = self.query_one(ActorsPane)
        return pane.actor_at(pane.cursor)

    def names(self, field: FieldName) -> NameIndex | None:
        """Return the names that a field may have, once the store is read."""
        return self._asker.engine.names(field) if self._asker.engine else None

    def compose(self) -> ComposeResult:
        """Make the bars and the panes."""
        yield TitleBar(id="title")
        yield SearchBar(id="search")
        with Panes(id="panes"):
            yield ActorsPane(id=ACTORS, colours=self._colours)
            yield StatementsPane(id=STATEMENTS, colours=self._colours)
            yield DetailPane(id=DETAIL, colours=self._colours)
        yield TimelinePane(id=TIMELINE, colours=self._colours)
        yield KeyBar(id="keys")

    # Opening the store, after the first paint.

    def on_mount(self) -> None:
        """Show the frame, and only then read the store."""
        self._show_title()
        if (memory := memory_of(self)) is not None:
            self._attention.recall(memory.panes)
        self._attention.arrange()
        self.query_one(KeyBar).show_place(self._place(self._attention.at))
        self.call_after_refresh(self._begin)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Keep Textual from styling every widget again when it shows what it has just mounted."""
        if not self.stack_updates:
            event.refresh_styles = False

    async def _begin(self) -> None:
        """Complete the screen, and read the store once the terminal has the first paint."""
        if (picking := picking_of(self)) is not None and picking.text:
            self.query_now = Query(picking.text)
        self.set_timer(_FLUSHED, self._asker.open)
        await asyncio.sleep(_WRITTEN)
        await self.complete()
        self.prepare_to_edit()
        if self.query_now.text:
            self._show_search(self.query_now.text)
        self.watch(self._search.input, "selection", self.typing.moved, init=False)

    def on_unmount(self) -> None:
        """Let go of what is under way."""
        self.rest()

    def rest(self) -> None:
        """Stop the worker threads: this screen is no longer shown."""
        self._worker.close()
        self._asker.close()

    @property
    def idle(self) -> Sequence[threading.Event]:
        """Events that are set while the screen's threads are idle."""
        return self._worker.idle, self._asker.idle, self._facets.idle, self.found_idle

    @on(StoreOpened)
    def _show_store(self, event: StoreOpened) -> None:
        """Show what the store holds, in place of the less of it that was shown before."""
        # Who has not moved yet stays with the newest, whatever that is by now.
        complete = event.share >= 1
        self._share = event.share
        self._show(event.engine, holds=self._statements.cursor > 0, complete=complete)
        if complete:
            self._worker.begin(self._store.changer())
            self._show_title()
            self._go_where_it_was_left(event.engine.corpus)
            self._arrive(event.engine.corpus)
            if event.told:
                self.say(f"{capitalised(event.told)}.")
            self.set_timer(_READ_AHEAD, self._read_ahead)

    def _read_ahead(self) -> None:
        """Read what the first dialog needs while the user looks at the screen."""
        from quoth.tui.screens.dialog import read_look

        read_look(self.app.stylesheet)

    # The store, and changes to it.

    def take(self, engine: StoreQueries) -> None:
        """Show the store's current content, and keep the reader's place."""
        self._steady = True
        self._show(engine, holds=True, complete=True)

    def _show(self, engine: StoreQueries, *, holds: bool, complete: bool) -> None:
        """Show what a store holds; the cursor holds to its statement, or stays with the first."""
        statements, known = self._statements, None
        here = statements.row if holds else None
        if statements.corpus is not None and here is not None:
            with suppress(StoreError):  # if it can't be read any more, its statement is unknown
                known = statements.corpus.statements[here].id
        self._asker.opened(engine, complete=complete)
        self._trail.forget_rows()
        self._detail.take(engine.corpus)
        self._row_wanted = engine.corpus.everything.row_of(known) if known is not None else None
        self._show_title()
        self._ask()

    def go_to(self, statement_id: str) -> None:
        """Put the cursor on a statement; say so if the search and the filters hide it."""
        if self.corpus is not None:
            self._expected = statement_id
            self._row_wanted = self.corpus.everything.row_of(statement_id)
            self._steady = True
            self._ask()

    @on(Unreadable)
    def _look_again(self, event: Unreadable) -> None:
        """Reread what another program changed in place; if none did, leave with the reason.

        An index that is damaged is rebuilt.
        """
        if self._looking or event.corpus is not self.corpus:
            return
        self._looking = True

        def told(found: bool) -> None:
            self._looking = False
            error = event.error
            if not found and event.corpus is self.corpus and isinstance(error, StoreError):
                self.app.exit(error, return_code=3)

        if isinstance(event.error, StoreError):
            self._worker.look_again(told)
        else:
            self._worker.rebuild(told)

    @on(Read)
    def _show_share(self, event: Read) -> None:
        """Say how much of the store is read; all of it is only what is shown."""
        self._share = min(event.share, _NEARLY)
        self._show_title()

    def _show_title(self) -> None:
        """Say which store this is."""
        form, review = settings_of(self).dates, table_of(self).key("review")
        marked = self.marked_in_words
        parts = title_parts(self.location, self.corpus, self._share, form, review, marked)
        self.query_one(TitleBar).show_parts(parts, self.standing)

    show_marks = _show_title

    @on(Failed)
    def _leave_with_reason(self, event: Failed) -> None:
        """Leave, and say why once the screen is gone."""
        self.app.exit(event.error, return_code=3)

    @on(Broke)
    def _end(self, event: Broke) -> None:
        """End as at any error: a screen that answers no more would be worse."""
        raise event.error

    # One query, one answer.

    def _ask(self) -> None:
        """Start the query."""
        counting = self._filters is not None
        self._asker.ask(self.query_now, counting=counting, cursor=self.typing.cursor)

    @on(Answered)
    def _bind(self, event: Answered) -> None:
        """Bind the result to all panes."""
        if self.corpus is not event.corpus or event.result.query != self.query_now:
            return
        self.result = event.result
        if not self._colours.are_given or (self._share < 1 and not event.result.query.text):
            self._colours.assign(event.result.lanes.speakers)
        self.typing.bind_result(event.result, event.completions)
        self._filter_bar.bind_query(event.corpus, event.result.query)
        self._facets.show(lambda: self._bind_facets(event), typing=self._is_typing)
        steady, self._steady = self._steady, False
        self._statements.bind_result(event.corpus, event.result, self._row_wanted, steady=steady)
        self._say_if_hidden()
        if self._filters is not None and event.counts:
            self._filters.bind_counts(event.result.query, event.counts)
        if self._takes:
            self.action_take_statement()
        if self._arrival is not None and self._worker.is_ready:
            arrival, self._arrival = self._arrival, None
            self.call_later(self._carry_out, arrival)

    def _bind_facets(self, event: Answered) -> None:
        """Bind the result to the panes that count it."""
        self.query_one(ActorsPane).bind_result(event.corpus, event.result)
        self._timeline.bind_result(event.corpus, event.result)

    def _say_if_hidden(self) -> None:
        """Say that a statement that was added is not among those that are shown."""
        expected, self._expected = self._expected, ""
        if expected and self._statements.row != self._row_wanted:
            drop = table_of(self).key("drop_all")
            self.say(f"Saved, but hidden by the search or filters; {drop} clears them.")

    # What the panes say.

    def on_list_pane_moved(self, event: ListPane.Moved) -> None:
        """Follow the cursor of the statements with the detail and the state."""
        if event.pane is self._statements:
            self._touched = self._touched or event.pane.cursor > 0
            if self._statements.corpus is self.corpus:
                self._follow_cursor()
            self._show_state()

    def _follow_cursor(self) -> None:
        """Read the statement under the cursor."""
        if self._detail.origin == self._statements.row:  # what was followed is still read
            self._read(self._detail.row)
        else:
            self._detail.forget_followed()
            self._read(self._statements.row)

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Take what was chosen in a list."""
        if event.pane is self._statements:
            self.go(DETAIL)
        elif isinstance(event.pane, ActorsPane):
            self._choose_actor(event.pane, event.item, extend=event.extend)

    def _read(self, row: int | None) -> None:
        """Show a statement in the detail view."""
        self._detail.read(self.corpus, row, self.result.matches if self.result else None)

    def _show_state(self) -> None:
        """Say where in the list the cursor is."""
        if self.result is not None:
            self._search.show_state(
                state_line(self.result, self._statements.cursor, self.app.size.width)
            )

    # Where the keyboard is.

    def on_descendant_focus(self) -> None:
        """Note where the keyboard is, however it got there."""
        name = self.focused.id if self.focused is not None else None
        self._touched = self._touched or name != STATEMENTS
        if not self._is_typing:
            self._before_typing = None
            self._facets.settle()
        self.typing.show_hint()
        if name in PLACES and name is not None:
            self._attention.turn_to(name)
        self.query_one(KeyBar).show_place(self._place(name))

    def on_resize(self) -> None:
        """Arrange the panes for another size."""
        self._attention.arrange()
        self._show_state()

    def say(self, text: str) -> None:
        """Show a short-lived message."""
        self.query_one(KeyBar).say(text)

    def action_take_statement(self) -> None:
        """Take the statement under the cursor, once the search that was typed is answered."""
        picking, row = picking_of(self), self._row
        self._takes = self.result is None or self.result.query != self.query_now
        if self._takes or picking is None or self.corpus is None or row is None:
            return
        try:
            picking.take(self.corpus, row)
        except StoreError as error:
            self.post_message(Unreadable(self.corpus, error))
        else:
            self.app.exit()

    def action_palette(self) -> None:
        """Open the palette."""
        from quoth.tui.explorer.palette import PaletteScreen

        def run(chosen: Callable[[], object] | None) -> None:
            if chosen is not None:
                self.call_later(chosen)

        self.app.push_screen(PaletteScreen(self), run)

    def action_theme(self) -> None:
        """Choose a theme."""
        from quoth.tui.screens.theming import ThemeScreen

        self.app.push_screen(ThemeScreen())

    def action_help(self) -> None:
        """Show every key."""
        from quoth.tui.screens.help import HelpScreen

        self.open_dialog(HelpScreen())
