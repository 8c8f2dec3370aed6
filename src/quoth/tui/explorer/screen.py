"""The one screen: it owns the query, has it run off the event loop, and binds its result to all.

Panes never talk to each other. A pane posts what a person chose; the screen changes the query, and
the answer comes back to every pane at once. (It is long because every command that works everywhere
has its action here, a line or two each.)
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen

from quoth.query import Choice, Query, Sort
from quoth.query.stores import MakeStore, store_at
from quoth.store import Location, Origin, StoreError
from quoth.store.model import Facet
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import memory_of, picking_of, settings_of, table_of, told_keys
from quoth.tui.explorer.arrangement import ACTORS, DETAIL, STATEMENTS, TIMELINE
from quoth.tui.explorer.arriving import Arrival
from quoth.tui.explorer.attention import Attention
from quoth.tui.explorer.facets import Facets
from quoth.tui.explorer.findings import NOTHING_HERE, FindingsScreen
from quoth.tui.explorer.trail import Trail, TrailStep
from quoth.tui.explorer.typing import Typing
from quoth.tui.lines.titles import state_line, title_parts
from quoth.tui.look.actor_colours import ActorColours
from quoth.tui.look.painting import plain
from quoth.tui.sending.clipboard import clipboard_of, for_clipboard
from quoth.tui.threads.asking import Answered, Asker, Broke, Failed, Read, StoreOpened, Unreadable
from quoth.tui.threads.working import Worker
from quoth.tui.widgets.actors_pane import ActorsPane
from quoth.tui.widgets.detail_pane import DetailPane
from quoth.tui.widgets.filter_bar import Filter, FilterBar, active_filters
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.search_bar import HintBar, SearchBar
from quoth.tui.widgets.statements_pane import StatementsPane
from quoth.tui.widgets.timeline_pane import TimelinePane
from quoth.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from textual.widgets import Input

    from quoth.query.language.completion import Completion
    from quoth.query.language.names import NameIndex
    from quoth.query.language.tree import FieldName
    from quoth.query.result import Result
    from quoth.query.seam import StoreQueries
    from quoth.settings.remembered import LastPlace
    from quoth.store.model import Actor
    from quoth.store.snapshot import Snapshot
    from quoth.tui.screens.filters import FilterScreen

# What is opened later is imported then: the first paint comes the sooner.
# ruff: noqa: PLC0415

_PLACES: Mapping[str, Context] = {
    ACTORS: Context.ACTORS,
    STATEMENTS: Context.STATEMENTS,
    DETAIL: Context.DETAIL,
    TIMELINE: Context.TIMELINE,
}
_FLUSHED = 0.02
"""Seconds in which a painted frame is written; reading a large store would hold it up."""
_NEARLY = 0.99
"""The share of a store that is read, but not ready to be looked at."""
_STEP = 2
"""Columns by which a pane is made wider, or narrower."""
_WHILE_TYPING = frozenset(
    {"keep_search", "give_up_search", "complete", "older_search", "newer_search"}
)
_WHILE_PICKING = frozenset({"take_statement", "read_first"})
_SORTS = (Sort.NEWEST, Sort.OLDEST, Sort.SPEAKER)


class ExplorerScreen(FindingsScreen, inherit_bindings=False):
    """Actors, statements and a timeline: three views of one query, and the statement at hand."""

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
        self._worker = Worker(self)
        self._steady = False
        self._expected = ""
        self._looking = False
        self._touched = False
        """Whether a person has gone anywhere yet."""
        self._takes = False

    @property
    def engine(self) -> StoreQueries | None:
        """What finds and counts in the store, or in as much of it as is read."""
        return self._asker.engine

    def another(self, location: Location, arrival: Arrival | None = None) -> ExplorerScreen:
        """Return the screen of another store, where somebody goes on as they arrive."""
        return type(self)(location, self._make_store, arrival)

    def forget_index(self) -> None:
        """Have what is kept beside the store removed: it is damaged, and all has to end."""
        self._store.forget_index()

    # What editing asks.

    @property
    def pane(self) -> str:
        """The pane that has the keyboard."""
        return self._attention.at

    @property
    def row_at_hand(self) -> int | None:
        """The row of the statement that is read, or would be.

        Keys that arrive together find the cursor moved and the detail not yet: the cursor counts.
        """
        detail, statements = self._detail, self._statements
        late = statements.corpus is self.corpus and detail.origin != statements.row
        return statements.row if late else detail.row

    @property
    def _row(self) -> int | None:
        """The row under the cursor, by its number in what the store holds now.

        While that is still being asked for, the list shows what it held before, in which rows have
        other numbers.
        """
        shown = self._statements
        return shown.row if shown.corpus is self.corpus else self._row_wanted

    @property
    def actor_at_hand(self) -> Actor | None:
        """The actor under the cursor of the actors."""
        pane = self.query_one(ActorsPane)
        return pane.actor_at(pane.cursor)

    @property
    def chosen_actors(self) -> Sequence[str]:
        """The actors that are filtered by."""
        return self.query_now.chosen(Facet.ACTOR)

    def names(self, field: FieldName) -> NameIndex | None:
        """Return the names that a field may have, once the store is read."""
        return self._asker.engine.names(field) if self._asker.engine else None

    def compose(self) -> ComposeResult:
        """Make the bars and the panes."""
        yield TitleBar(id="title")
        yield SearchBar(id="search")
        yield HintBar(id="search-hint")
        yield FilterBar(id="filters-on")
        with Horizontal(id="panes"):
            yield ActorsPane(id=ACTORS, colours=self._colours)
            yield StatementsPane(id=STATEMENTS, colours=self._colours)
            yield DetailPane(id=DETAIL, colours=self._colours)
        yield TimelinePane(id=TIMELINE, colours=self._colours)
        yield KeyBar(id="keys")

    # The widgets, by name.

    @property
    def _statements(self) -> StatementsPane:
        return self.query_one(StatementsPane)

    @property
    def _detail(self) -> DetailPane:
        return self.query_one(DetailPane)

    @property
    def _timeline(self) -> TimelinePane:
        return self.query_one(TimelinePane)

    @property
    def _search(self) -> SearchBar:
        return self.query_one(SearchBar)

    # Opening the store, after the first paint.

    def on_mount(self) -> None:
        """Show the frame, and only then read the store."""
        self._show_title()
        self.query_one(FilterBar).display = self.query_one(HintBar).display = False
        if (memory := memory_of(self)) is not None:
            self._attention.recall(memory.panes)
        self._attention.arrange()
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        """Complete the screen, and read the store once the terminal has the first paint."""
        await self._search.complete()
        if (picking := picking_of(self)) is not None and picking.text:
            self.query_now = Query(picking.text)
        if self.query_now.text:
            self._show_search(self.query_now.text)
        self.watch(self._search.input, "selection", self.typing.moved, init=False)
        self.set_timer(_FLUSHED, self._asker.open)

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

    # Who comes from another screen.

    def _arrive(self, corpus: Snapshot) -> None:
        """Go to where a person was on the screen that they come from."""
        if (arrival := self._arrival) is None:
            return
        if (row := corpus.everything.row_of(arrival.statement)) is not None:
            self._row_wanted = row
        if arrival.pane in _PLACES:
            self.go(arrival.pane)

    async def _carry_out(self, arrival: Arrival) -> None:
        """Do what was asked for on the screen before, and say what became of that one."""
        if arrival.actor:
            self.query_one(ActorsPane).go_to(arrival.actor)
        if arrival.said:
            self._say(arrival.said)
        if arrival.action:
            await self.run_action(arrival.action)

    # What is remembered from run to run.

    @property
    def store_left(self) -> str | None:
        """The store that is remembered; the sample isn't, so that it begins alike for everybody."""
        return None if self.location.origin is Origin.SAMPLE else self.location.key

    @property
    def panes_left(self) -> Mapping[str, int]:
        """How a person wants the panes."""
        return self._attention.remembered

    @property
    def position(self) -> LastPlace | None:
        """Where a person is, if all of the store is there to be in."""
        row = self._row if self._share >= 1 else None
        if row is None or self.corpus is None:
            return None
        from quoth.settings.remembered import LastPlace

        with suppress(StoreError):
            return LastPlace(self.corpus.statements[row].id, self._attention.at)
        return None

    def _go_where_it_was_left(self, corpus: Snapshot) -> None:
        """Go to the statement that a person was at the last time, unless they went elsewhere."""
        memory, store = memory_of(self), self.store_left
        if memory is None or store is None or self._touched or picking_of(self) is not None:
            return
        position = memory.position(store)
        row = corpus.everything.row_of(position.statement) if position is not None else None
        if position is not None and row is not None:
            self._row_wanted = row
            if position.pane in _PLACES:
                self.go(position.pane)

    def open_store(self, path: str) -> None:
        """Explore another store, in place of this one."""
        if self._worker.is_busy:
            self._say("Still saving your changes.")
            return
        location = Location(path, Origin.OPTION)
        try:
            self._make_store(location, self.typing.saved).probe()
        except StoreError as error:
            self._say(plain(str(error)))
            return
        if (memory := memory_of(self)) is not None:
            memory.leave(self.store_left, self.position, panes=self.panes_left)
        self.go_on_with(location)

    def take(self, engine: StoreQueries) -> None:
        """Show what the store holds now; who reads stays where they are."""
        self._steady = True
        self._show(engine, holds=True, complete=True)

    def _show(self, engine: StoreQueries, *, holds: bool, complete: bool) -> None:
        """Show what a store holds; the cursor holds to its statement, or stays with the first."""
        statements, known = self._statements, None
        here = statements.row if holds else None
        if statements.corpus is not None and here is not None:
            with suppress(StoreError):  # if it can't be read any more, nobody knows which it was
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

    def change(self, query: Query) -> None:
        """Look at something else, from where one step may lead back."""
        if query.text != self.query_now.text:
            self._show_search(query.text)
        self._go_on_to(query)

    def _go_on_to(self, query: Query) -> None:
        """Look at something else, and note from where."""
        if query != self.query_now:
            row = None if query.sort != self.query_now.sort else self._row
            self._trail.leave(self._here(), query)
            self._set(query, row)

    def _here(self) -> TrailStep:
        """Return where a person is."""
        return TrailStep(self.query_now, self._row, self._attention.at)

    def _set(self, query: Query, row: int | None) -> None:
        """Look at something else, with the cursor on a row if it is there."""
        self._row_wanted = row if query.text == self.query_now.text else None
        self._touched = True
        self.query_now = query
        self._detail.forget_followed()
        self._ask()

    def _show_search(self, text: str) -> None:
        """Show a search that was not typed."""
        from textual.widgets import Input

        with self.prevent(Input.Changed):
            self._search.input.value = text
        self._search.input.cursor_position = len(text)

    def _ask(self) -> None:
        """Have the query run."""
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
        self.query_one(FilterBar).bind_query(event.corpus, event.result.query)
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
            self._say(f"Saved. The search and the filters hide it; {drop} drops them.")

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

    def _choose_actor(self, pane: ActorsPane, item: int, *, extend: bool) -> None:
        """Filter by an actor, alone or beside others; by nobody if it was them already."""
        actor = pane.actor_at(item)
        chosen = self.query_now.chosen(Facet.ACTOR)
        if actor is None and not chosen:
            self._say("All actors are shown already.")
        elif actor is None or (not extend and chosen == (actor.id,)):
            self.change(self.query_now.without(Facet.ACTOR))
        elif extend:
            self.change(self.query_now.toggle(Choice(Facet.ACTOR, actor.id)))
        else:
            self.change(self.query_now.only(Choice(Facet.ACTOR, actor.id)))

    def on_timeline_pane_period_chosen(self, event: TimelinePane.PeriodChosen) -> None:
        """Filter by a period."""
        self.change(self.query_now._replace(period=event.period))

    def on_detail_pane_followed(self, event: DetailPane.Followed) -> None:
        """Go where a line of the record leads."""
        if isinstance(event.target, Choice):
            self.change(self.query_now.only(event.target))
            self.go(STATEMENTS)
        else:
            self._detail.follow(event.target)

    def on_filter_bar_removed(self, event: FilterBar.Removed) -> None:
        """Take a filter away."""
        self._toggle(event.chosen)

    def _read(self, row: int | None) -> None:
        """Show a statement in the detail view."""
        self._detail.read(self.corpus, row, self.result.matches if self.result else None)

    def _show_state(self) -> None:
        """Say where in the list the cursor is."""
        if self.result is not None:
            self._search.show_state(
                state_line(self.result, self._statements.cursor, self.app.size.width)
            )

    # Typing a search.

    @property
    def _is_typing(self) -> bool:
        """Whether the search has the keyboard: all else that has it is a pane."""
        return self.focused is not None and self.focused.id not in _PLACES

    def _completions(self, text: str, cursor: int) -> Sequence[Completion]:
        """Return what completes a text, at once."""
        return self._asker.engine.complete(text, cursor) if self._asker.engine else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002
        """Leave the keys to a search that is being typed, but for those that end it."""
        if action in _WHILE_PICKING:
            return picking_of(self) is not None and self.focused is self._statements
        return not self._is_typing or action in _WHILE_TYPING

    async def action_search(self) -> None:
        """Go to the search, which is not there yet for whoever types ahead."""
        await self._search.complete()
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
        """Take the next completion; where there is none, go to what was found."""
        if not self.typing.complete():
            self.action_keep_search()

    def action_older_search(self) -> None:
        """Take the search before."""
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
            self._say(f"There is no search to save; {table_of(self).key('search')} begins one.")
            return
        from quoth.tui.screens.naming import NamingScreen

        def say_so(name: str | None) -> None:
            self._close_dialog(None)
            if name:
                self._say(f"Saved: @{plain(name)} stands for this search.")

        dialog = NamingScreen(text, self.typing.saved(), self.typing.save)
        self.query_one(KeyBar).show_place(Context.NAMING)
        self.app.push_screen(dialog, say_so)

    def action_export(self) -> None:
        """Ask for a file, and write what is shown to it."""
        if self.engine is None or self.result is None:
            self._say("The store is still being read.")
            return
        from quoth.tui.sending.exporting import ExportScope, ask

        marks = self.marks
        number = marks.count or len(self.result.rows)
        if not number:
            self._say("Nothing is shown that could be written.")
            return
        shown = ExportScope(
            self.engine, self.location, self.query_now, number, marks if marks else None
        )
        self.query_one(KeyBar).show_place(Context.EXPORTING)
        ask(self, shown, self._say, lambda: self._close_dialog(None))

    def forget_search(self, name: str) -> None:
        """Take a saved search away."""
        problem = self.typing.forget(name)
        self._ask()
        self._say(plain(problem) if problem else f"Forgotten: @{plain(name)}.")

    def action_give_up_search(self) -> None:
        """Leave everything as it was before the search."""
        if self._before_typing is None:
            self.go(STATEMENTS)
        else:
            step, length = self._before_typing
            self._trail.cut(length)
            self._return_to(step)

    # Where the keyboard is.

    def go(self, pane: str) -> None:
        """Give a pane the keyboard, and room if it was folded."""
        self._attention.turn_to(pane)
        self.set_focus(self.query_one(f"#{pane}"))

    def action_go(self, pane: str) -> None:
        """Give a pane the keyboard; say so if it has it already."""
        if self._attention.at == pane and self.focused is self.query_one(f"#{pane}"):
            self._say(f"You are in the {pane} already.")
        self.go(pane)

    def on_descendant_focus(self) -> None:
        """Note where the keyboard is, however it got there."""
        name = self.focused.id if self.focused is not None else None
        self._touched = self._touched or name != STATEMENTS
        if not self._is_typing:
            self._before_typing = None
            self._facets.settle()
        self.typing.show_hint()
        if name in _PLACES and name is not None:
            self._attention.turn_to(name)
        self.query_one(KeyBar).show_place(self._place(name))

    def _place(self, name: str | None) -> Context:
        """Return where the keyboard is, for the key bar; what isn't a pane is the search."""
        if name == STATEMENTS and picking_of(self) is not None:
            return Context.PICKING
        return _PLACES.get(name or "", Context.SEARCH)

    def on_resize(self) -> None:
        """Arrange the panes for another size."""
        self._attention.arrange()
        self._show_state()

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self.go(self._attention.neighbour(1))

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self.go(self._attention.neighbour(-1))

    def action_zoom_pane(self) -> None:
        """Give the pane at hand the whole screen, or bring the others back."""
        if self._attention.zoom():
            self._say(told_keys(self, "{zoom_pane} brings the other panes back."))

    def action_fold_timeline(self) -> None:
        """Fold the timeline away, or bring it back."""
        if not self._attention.fold_timeline():
            self.go(self._attention.at)
            self._say(told_keys(self, "The timeline is folded; {fold_timeline} brings it back."))

    def action_wider(self) -> None:
        """Make the pane at hand wider."""
        self._widen(_STEP)

    def action_narrower(self) -> None:
        """Make the pane at hand narrower."""
        self._widen(-_STEP)

    def _widen(self, columns: int) -> None:
        """Make the pane at hand wider, or narrower; say so where it can't be."""
        if not self._attention.widen(columns):
            self._say("This pane can't be any wider or narrower here.")

    # Commands.

    def action_back(self) -> None:
        """Go back one step: from what was followed, from reading, from the last narrowing."""
        left = self._statements.leave_range() or self._timeline.forget_mark()
        if left or self._detail.unfollow():
            return
        if self._attention.wishes.is_zoomed:
            self._attention.zoom()
        elif self._attention.at == DETAIL:
            self.go(STATEMENTS)
        elif not self._step_back() and not self.clear_marks():
            self._say(f"Nothing to step back from; {table_of(self).key('leave')} leaves.")

    def _step_back(self) -> bool:
        """Look at what was looked at before, and tell whether there was anything."""
        step = self._trail.back(self.query_now)
        if step is None:
            return False
        self._return_to(step)
        return True

    def _return_to(self, step: TrailStep) -> None:
        """Look at what was looked at, where it was, in the order of now."""
        self._show_search(step.query.text)
        self._set(step.query._replace(sort=self.query_now.sort), None)
        self._row_wanted = step.row
        self._before_typing = None
        self.go(step.pane)

    def action_filter(self) -> None:
        """Open the dialog of filters."""
        if self.corpus is not None and self.result is not None:
            from quoth.tui.screens.filters import FilterScreen

            self._filters = FilterScreen(self.corpus, self._toggle)
            self.open_dialog(self._filters)
            self._row_wanted = self._row
            self._ask()
        else:
            self._say("The store is still being read.")

    def open_dialog(self, dialog: ModalScreen[None]) -> None:
        """Open a dialog that has a bar of its own keys."""
        self.app.push_screen(dialog, self._close_dialog)

    def _close_dialog(self, _: None) -> None:
        """Show the keys of the pane again."""
        self._filters = None
        self.query_one(KeyBar).show_place(self._place(self._attention.at))

    def _toggle(self, chosen: Filter) -> None:
        """Switch a filter on or off."""
        if isinstance(chosen, Choice):
            self.change(self.query_now.toggle(chosen))
        else:
            on = self.query_now.period == chosen
            self.change(self.query_now._replace(period=None if on else chosen))

    def action_drop(self) -> None:
        """Take the last filter away."""
        if filters := active_filters(self.query_now):
            self._toggle(filters[-1])
        else:
            self._say("No filter is on.")

    def action_drop_all(self) -> None:
        """Take the search and all filters away."""
        everything = Query(sort=self.query_now.sort)
        if self.query_now == everything:
            self._say("Everything is shown already: no search, no filter.")
        self.change(everything)

    def action_sort(self) -> None:
        """Sort by the next order; relevance is among them where there is a search."""
        if self.result is None or not self.result.rows:
            self._say("Nothing is shown that could be sorted.")
            return
        scored = self.result.matches is not None and self.result.matches.scores
        orders = [*_SORTS, Sort.RELEVANCE] if scored else [*_SORTS]
        place = orders.index(self.result.order) if self.result.order in orders else -1
        self.change(self.query_now._replace(sort=orders[(place + 1) % len(orders)]))

    def action_next_statement(self) -> None:
        """Go to the next statement."""
        self._statements.action_down()

    def action_previous_statement(self) -> None:
        """Go to the statement before."""
        self._statements.action_up()

    def action_earlier(self) -> None:
        """Choose the period before."""
        self._timeline.step(-1)

    def action_later(self) -> None:
        """Choose the period after."""
        self._timeline.step(1)

    def action_zoom_in(self) -> None:
        """Cut the timeline finer."""
        self._cut_timeline(-1)

    def action_zoom_out(self) -> None:
        """Cut the timeline coarser."""
        self._cut_timeline(1)

    def _cut_timeline(self, steps: int) -> None:
        """Cut the timeline finer or coarser, and say so where it can't be seen."""
        self._timeline.zoom(steps)
        if not self._timeline.display:
            self._say(told_keys(self, "The timeline is folded; {fold_timeline} brings it back."))

    def action_copy(self) -> None:
        """Copy the quote with its citation."""
        from quoth.presenting.quotation import citation

        if self.marks:
            self.copy_marked()
        elif self.corpus is not None and (row := self.row_at_hand) is not None:
            form = settings_of(self).dates
            text = citation(self.corpus, self.corpus.statements[row], form)
            self.send(text, "Quote and citation")
        else:
            self._say(NOTHING_HERE)

    def action_copy_words(self) -> None:
        """Copy the bare words."""
        from quoth.presenting.quotation import bare

        if self.marks:
            self.copy_marked_words()
        elif self.corpus is not None and (row := self.row_at_hand) is not None:
            self.send(bare(self.corpus.statements[row]), "The words")
        else:
            self._say(NOTHING_HERE)

    def action_open_source(self) -> None:
        """Open the address of the source."""
        self._open_source(archived=False)

    def action_open_archived(self) -> None:
        """Open the archived copy of the source."""
        self._open_source(archived=True)

    def _open_source(self, *, archived: bool) -> None:
        """Open the source of the statement at hand."""
        if self.corpus is not None and (row := self.row_at_hand) is not None:
            from quoth.tui.sending.opening_links import open_source

            source = self.corpus.sources[self.corpus.statements[row].source]
            copy = partial(self.send, what="The address")
            open_source(self, source, self._say, copy, archived=archived)
        else:
            self._say(NOTHING_HERE)

    def send(self, text: str, what: str) -> None:
        """Send a text to the terminal's clipboard; whether it arrives, the terminal alone knows."""
        to = clipboard_of(os.environ)
        if not to:
            self._say(told_keys(self, "This terminal has no clipboard; {export} writes to a file."))
        elif for_clipboard(text) is None:
            text = "That is too long for a terminal's clipboard; {export} writes to a file."
            self._say(told_keys(self, text))
        else:
            self.app.copy_to_clipboard(text)
            self._say(f"{what}: sent to {to}.")

    def say(self, text: str) -> None:
        """Say something that is soon forgotten."""
        self.query_one(KeyBar).say(text)

    _say = say

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

    def action_read_first(self) -> None:
        """Read the statement under the cursor."""
        self.go(DETAIL)

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
