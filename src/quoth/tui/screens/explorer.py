"""The one screen: it owns the query, runs it off the event loop, and binds its result to all panes.

Panes never talk to each other. A pane posts what a person chose; the screen changes the query, and
the answer comes back to every pane at once. An answer to a query that is no longer asked is
dropped.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from quoth.corpus import Corpus, Facet
from quoth.query import Choice, Query, Result, Sort, count_facet, run
from quoth.quotation import citation
from quoth.search import Searcher
from quoth.store import Location, Origin, StoreError
from quoth.text import neutralise
from quoth.tui.arrangement import ACTORS, DETAIL, STATEMENTS, TIMELINE, Arrangement, arrange
from quoth.tui.commands import Place, bindings
from quoth.tui.palette import ExplorerCommands
from quoth.tui.screens.filters import FilterScreen
from quoth.tui.screens.help import HelpScreen
from quoth.tui.titles import state_line, title_parts
from quoth.tui.widgets.actors_pane import ActorsPane
from quoth.tui.widgets.detail_pane import DetailPane
from quoth.tui.widgets.filter_bar import Filter, FilterBar, active_filters
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.search_bar import SearchBar
from quoth.tui.widgets.statements_pane import StatementsPane
from quoth.tui.widgets.timeline_pane import TimelinePane
from quoth.tui.widgets.title_bar import TitleBar

_PLACES: Mapping[str, Place] = {
    ACTORS: Place.ACTORS,
    STATEMENTS: Place.STATEMENTS,
    DETAIL: Place.DETAIL,
    TIMELINE: Place.TIMELINE,
}
_SORTS = (Sort.NEWEST, Sort.OLDEST, Sort.SPEAKER)
_CLIPBOARD_BYTES = 74_994
"""What terminals take at most, in the encoding of OSC 52."""


class Step(NamedTuple):
    """Where a person was, to come back to."""

    query: Query
    row: int | None


class ExplorerScreen(Screen[None], inherit_bindings=False):
    """Actors, statements and a timeline: three views of one query, and the statement at hand."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.EVERYWHERE)]
    AUTO_FOCUS = f"#{STATEMENTS}"

    class Opened(Message):
        """The store is read."""

        def __init__(self, corpus: Corpus) -> None:
            """Take what it holds."""
            super().__init__()
            self.corpus = corpus

    class Indexed(Message):
        """The quotes can be searched."""

        def __init__(self, searcher: Searcher) -> None:
            """Take what searches them."""
            super().__init__()
            self.searcher = searcher

    class Failed(Message):
        """The store can't be read."""

        def __init__(self, error: StoreError) -> None:
            """Take the reason."""
            super().__init__()
            self.error = error

    class Answered(Message):
        """A query was run."""

        def __init__(self, result: Result, asked: int) -> None:
            """Take the result, and the number of the question it answers."""
            super().__init__()
            self.result = result
            self.asked = asked

    def __init__(self, location: Location) -> None:
        """Name the store that will be read once the screen is seen."""
        super().__init__()
        self.location = location
        self.corpus: Corpus | None = None
        self.result: Result | None = None
        self.query_now = Query()
        self._searcher: Searcher | None = None
        self._asked = 0
        self._steps: list[Step] = []
        self._followed: list[int] = []
        self._typing = False
        self._row_wanted: int | None = None
        self._at = STATEMENTS
        self._upper = STATEMENTS

    def compose(self) -> ComposeResult:
        """Make the bars and the panes."""
        yield TitleBar(id="title")
        yield SearchBar(id="search")
        yield FilterBar(id="filters-on")
        with Horizontal(id="panes"):
            yield ActorsPane(id=ACTORS)
            yield StatementsPane(id=STATEMENTS)
            yield DetailPane(id=DETAIL)
        yield TimelinePane(id=TIMELINE)
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
        self.query_one(FilterBar).display = False
        self.call_after_refresh(self.run_worker, self._open, thread=True, group="open")

    def _open(self) -> None:
        """Read the store, then its words; in a thread, which imports what it takes to read."""
        # ruff: noqa: PLC0415
        from quoth.search.index import SearchIndex
        from quoth.search.matching import FuzzySearcher
        from quoth.store.loading import load

        gc.disable()
        try:
            corpus = Corpus(load(self.location.path)).prepare()
            self.post_message(self.Opened(corpus))
            self.post_message(self.Indexed(FuzzySearcher(SearchIndex(corpus))))
        except StoreError as error:
            self.post_message(self.Failed(error))
        finally:
            gc.freeze()
            gc.enable()

    def on_explorer_screen_opened(self, event: Opened) -> None:
        """Show what the store holds."""
        self.corpus = event.corpus
        self._show_title()
        self._ask()

    def _show_title(self) -> None:
        """Say which store this is."""
        sample = self.location.origin is Origin.SAMPLE
        self.query_one(TitleBar).show_parts(title_parts(self.location, self.corpus), sample=sample)

    def on_explorer_screen_indexed(self, event: Indexed) -> None:
        """Run the search that may be waiting."""
        self._searcher = event.searcher
        if self.query_now.text.strip():
            self._ask()

    def on_explorer_screen_failed(self, event: Failed) -> None:
        """Leave, with the reason."""
        self.app.exit(event.error, return_code=3)

    # One query, one answer.

    def change(self, query: Query) -> None:
        """Look at something else, from where one step leads back."""
        if query != self.query_now:
            self._steps.append(Step(self.query_now, self._statements.row))
            self._set(query, self._statements.row)

    def _set(self, query: Query, row: int | None) -> None:
        """Look at something else, with the cursor on a row if it is there."""
        if query.text != self.query_now.text:
            row = None
        self.query_now = query
        self._row_wanted = row
        self._followed.clear()
        if self._search.input.value != query.text:
            with self.prevent(Input.Changed):
                self._search.input.value = query.text
        self._ask()

    def _ask(self) -> None:
        """Run the query off the event loop."""
        self._asked += 1
        asked, query, corpus, searcher = self._asked, self.query_now, self.corpus, self._searcher
        if corpus is None:
            return
        if query.text.strip() and searcher is None:
            self._search.show_state("reading the quotes …")
            return

        def superseded() -> bool:
            return asked != self._asked

        def answer() -> None:
            result = run(corpus, query, searcher, superseded)
            if not superseded():
                self.post_message(self.Answered(result, asked))

        self.run_worker(answer, thread=True, group="query")

    def on_explorer_screen_answered(self, event: Answered) -> None:
        """Bind the result to all panes."""
        if event.asked != self._asked or self.corpus is None:
            return
        self.result = event.result
        self.query_one(FilterBar).bind_query(self.corpus, event.result.query)
        self.query_one(ActorsPane).bind_result(self.corpus, event.result)
        self._timeline.bind_result(self.corpus, event.result)
        self._statements.bind_result(self.corpus, event.result, self._row_wanted)
        if isinstance(self.app.screen, FilterScreen):
            self.app.screen.bind_counts(event.result.query, self._counts())

    def _counts(self) -> dict[Facet, Mapping[str, int]]:
        """Count every facet of the query at hand."""
        if self.corpus is None or self.result is None:
            return {}
        corpus, result = self.corpus, self.result
        return {facet: count_facet(corpus, result.query, facet, result.matches) for facet in Facet}

    # What the panes say.

    def on_list_pane_moved(self, event: ListPane.Moved) -> None:
        """Follow the cursor of the statements with the detail and the state."""
        if event.pane is self._statements:
            self._followed.clear()
            self._read(self._statements.row)
            self._show_state()

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
        if actor is None or (not extend and chosen == (actor.id,)):
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
        elif self._detail.row is not None:
            self._followed.append(self._detail.row)
            self._read(event.target)

    def on_filter_bar_removed(self, event: FilterBar.Removed) -> None:
        """Take a filter away."""
        self._remove(event.chosen)

    def _remove(self, chosen: Filter) -> None:
        """Take a filter away."""
        if isinstance(chosen, Choice):
            self.change(self.query_now.toggle(chosen))
        else:
            self.change(self.query_now._replace(period=None))

    def _read(self, row: int | None) -> None:
        """Show a statement in the detail view."""
        self._detail.read(self.corpus, row, self.result.matches if self.result else None)

    def _show_state(self) -> None:
        """Say where in the list the cursor is."""
        if self.result is not None:
            self._search.show_state(state_line(self.result, self._statements.cursor))

    # Typing a search.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002
        """Leave the keys to a search that is being typed, but for those that end it."""
        typing = isinstance(self.focused, Input)
        return not typing or action in ("keep_search", "give_up_search", "leave")

    def action_search(self) -> None:
        """Go to the search."""
        self.set_focus(self._search.input)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what is typed so far; a whole search is one step to come back from."""
        query = self.query_now._replace(text=event.value)
        if self._typing:
            self._set(query, None)
        else:
            self._typing = True
            self.change(query)

    def action_keep_search(self) -> None:
        """Keep the search, and go to what it found."""
        self.go(STATEMENTS)

    def action_give_up_search(self) -> None:
        """Go back to what was before the search."""
        if self._typing:
            self._typing = False
            self._step_back()
        self.go(STATEMENTS)

    # Where the keyboard is.

    def go(self, pane: str) -> None:
        """Give a pane the keyboard, and room if it was folded."""
        self._at = pane
        if pane != TIMELINE:
            self._upper = pane
        self._arrange()
        self.set_focus(self.query_one(f"#{pane}"))

    def action_go(self, pane: str) -> None:
        """Give a pane the keyboard."""
        self.go(pane)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Note where the keyboard is, however it got there."""
        name = event.widget.id
        if isinstance(event.widget, Input):
            self._typing = False
        if name in _PLACES and name is not None:
            self._at = name
            if name != TIMELINE:
                self._upper = name
            self._arrange()
        place = _PLACES.get(name or "", Place.SEARCH)
        self.query_one(KeyBar).show_place(place)

    def on_resize(self) -> None:
        """Arrange the panes for another size."""
        self._arrange()

    def _arrangement(self) -> Arrangement:
        """Return how the panes are arranged now."""
        return arrange(*self.app.size, self._at, self._upper)

    def _arrange(self) -> None:
        """Give each pane its room, or none."""
        arrangement = self._arrangement()
        for name in _PLACES:
            self.query_one(f"#{name}").display = name in arrangement.panes
        upper = arrangement.panes - {TIMELINE}
        self.query_one("#panes").display = bool(upper)
        alone = len(upper) == 1
        _set_width(self.query_one(f"#{ACTORS}"), 0 if alone else arrangement.actors_width)
        _set_width(self._detail, 0 if alone else arrangement.detail_width)
        self._timeline.styles.height = arrangement.timeline_height or "1fr"

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self._cycle(1)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self._cycle(-1)

    def _cycle(self, steps: int) -> None:
        """Go round the panes; the detail is among them where it is seen."""
        order = [ACTORS, STATEMENTS, DETAIL, TIMELINE]
        if DETAIL not in self._arrangement().panes:
            order.remove(DETAIL)
        place = order.index(self._at) if self._at in order else 0
        self.go(order[(place + steps) % len(order)])

    # Commands.

    def action_back(self) -> None:
        """Take one step back: from what was followed, from reading, from the last change."""
        if self._timeline.forget_mark():
            return
        if self._followed:
            self._read(self._followed.pop())
        elif self._at == DETAIL:
            self.go(STATEMENTS)
        elif not self._step_back():
            self._search.show_state("nothing to step back from; q leaves")

    def _step_back(self) -> bool:
        """Look at what was looked at before, and tell whether there was anything."""
        if not self._steps:
            return False
        query, row = self._steps.pop()
        self._set(query, None)
        self._row_wanted = row
        return True

    def action_filter(self) -> None:
        """Open the dialog of filters."""
        if self.corpus is not None and self.result is not None:
            self.app.push_screen(
                FilterScreen(self.corpus, self.query_now, self._counts(), self._toggle)
            )

    def _toggle(self, choice: Choice) -> None:
        """Switch a filter on or off."""
        self.change(self.query_now.toggle(choice))

    def action_drop(self) -> None:
        """Take the last filter away."""
        if filters := active_filters(self.query_now):
            self._remove(filters[-1])

    def action_drop_all(self) -> None:
        """Take the search and all filters away."""
        self.change(Query(sort=self.query_now.sort))

    def action_sort(self) -> None:
        """Sort by the next order; relevance is among them where there is a search."""
        orders = [*_SORTS, Sort.RELEVANCE] if self.query_now.text.strip() else [*_SORTS]
        place = orders.index(self.query_now.order) if self.query_now.order in orders else -1
        self.change(self.query_now._replace(sort=orders[(place + 1) % len(orders)]))

    def action_next_statement(self) -> None:
        """Go to the next statement."""
        self._statements.cursor += 1

    def action_previous_statement(self) -> None:
        """Go to the statement before."""
        self._statements.cursor -= 1

    def action_earlier(self) -> None:
        """Choose the period before."""
        self._timeline.step(-1)

    def action_later(self) -> None:
        """Choose the period after."""
        self._timeline.step(1)

    def action_zoom_in(self) -> None:
        """Cut the timeline finer."""
        self._timeline.zoom(-1)

    def action_zoom_out(self) -> None:
        """Cut the timeline coarser."""
        self._timeline.zoom(1)

    def action_copy(self) -> None:
        """Copy the quote with its citation."""
        if self.corpus is not None and (row := self._detail.row) is not None:
            self._send(citation(self.corpus, self.corpus.statements[row]), "quote and citation")

    def action_copy_words(self) -> None:
        """Copy the bare words."""
        if self.corpus is not None and (row := self._detail.row) is not None:
            self._send(self.corpus.statements[row].quote, "the words")

    def _send(self, text: str, what: str) -> None:
        """Send a text to the terminal's clipboard; whether it arrives, the terminal alone knows."""
        neutral = neutralise(text, lines=True).text
        if len(neutral.encode()) * 4 / 3 > _CLIPBOARD_BYTES:
            self._search.show_state("too long for a terminal's clipboard")
            return
        self.app.copy_to_clipboard(neutral)
        self._search.show_state(f"{what}: sent to the terminal")

    def action_palette(self) -> None:
        """Open the palette."""
        self.app.push_screen(CommandPalette(providers=[ExplorerCommands]))

    def action_theme(self) -> None:
        """Choose a theme."""
        self.app.search_themes()

    def action_help(self) -> None:
        """Show every key."""
        self.app.push_screen(HelpScreen())

    def action_leave(self) -> None:
        """Leave."""
        self.app.exit()


def _set_width(widget: Widget, columns: int) -> None:
    """Give a widget so many columns, or all there are."""
    widget.styles.width = columns or "1fr"
