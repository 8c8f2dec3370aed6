"""The part of the screen that holds the query, its filters, and the steps back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quoth.query import Choice, Query, Sort
from quoth.store.facets import Facet
from quoth.tui.configured import table_of
from quoth.tui.explorer.arrangement import DETAIL, STATEMENTS
from quoth.tui.explorer.panes import PanesScreen
from quoth.tui.explorer.trail import Trail, TrailStep
from quoth.tui.widgets.actors_pane import ActorsPane
from quoth.tui.widgets.detail_pane import DetailPane
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.messages import READING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import ModalScreen

    from quoth.tui.screens.filters import FilterScreen
    from quoth.tui.widgets.filter_bar import Filter, FilterBar
    from quoth.tui.widgets.timeline_pane import TimelinePane

# What is opened later is imported on use, so that the first paint comes sooner.
# ruff: noqa: PLC0415

_SORTS: Final = (Sort.NEWEST, Sort.OLDEST, Sort.SPEAKER)


class LookingScreen(PanesScreen):
    """A screen of one query, which keys and panes change, and `esc` changes back."""

    _trail: Trail
    _before_typing: tuple[TrailStep, int] | None
    _row_wanted: int | None
    _touched: bool
    _filters: FilterScreen | None

    def _ask(self) -> None:
        """Start the query."""
        raise NotImplementedError

    def _show_search(self, text: str) -> None:
        """Show a search that was not typed."""
        raise NotImplementedError

    @property
    def _row(self) -> int | None:
        """The row under the cursor, by its number in what the store holds now.

        While that is still being asked for, the list shows what it held before, in which rows have
        other numbers.
        """
        shown = self._statements
        return shown.row if shown.corpus is self.corpus else self._row_wanted

    @property
    def _detail(self) -> DetailPane:
        return self.query_one(DetailPane)

    @property
    def chosen_actors(self) -> Sequence[str]:
        """The actors that are filtered by."""
        return self.query_now.chosen(Facet.ACTOR)

    def change(self, query: Query) -> None:
        """Show the result of another query, from which one step leads back."""
        if query.text != self.query_now.text:
            self._show_search(query.text)
        self._go_on_to(query)

    def _go_on_to(self, query: Query) -> None:
        """Show the result of another query, and note the place before it."""
        if query != self.query_now:
            row = None if query.sort != self.query_now.sort else self._row
            self._trail.leave(self._here(), query)
            self._set(query, row)

    def _here(self) -> TrailStep:
        """Return the current place, for the way back."""
        return TrailStep(self.query_now, self._row, self._attention.at)

    def _set(self, query: Query, row: int | None) -> None:
        """Show the result of another query, with the cursor on a row if it is there."""
        self._row_wanted = row if query.text == self.query_now.text else None
        self._touched = True
        self.query_now = query
        self._detail.forget_followed()
        self._ask()

    def _choose_actor(self, pane: ActorsPane, item: int, *, extend: bool) -> None:
        """Filter by an actor, alone or beside others; or remove the filter by this actor."""
        actor = pane.actor_at(item)
        chosen = self.query_now.chosen(Facet.ACTOR)
        if actor is None and not chosen:
            self.say("All actors are already shown.")
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
        """Remove a filter."""
        self._toggle(event.chosen)

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
            self.say(f"Nothing to go back to; {table_of(self).key('leave')} quits.")

    def _step_back(self) -> bool:
        """Go back to the previous place, and tell whether there was one."""
        step = self._trail.back(self.query_now)
        if step is None:
            return False
        self._return_to(step)
        return True

    def _return_to(self, step: TrailStep) -> None:
        """Return to an earlier query and row, in the current order."""
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
            self.say(READING)

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
        """Remove the last filter."""
        from quoth.tui.widgets.filter_bar import active_filters

        if filters := active_filters(self.query_now):
            self._toggle(filters[-1])
        else:
            self.say("No filter is on.")

    def action_drop_all(self) -> None:
        """Remove the search and all filters."""
        everything = Query(sort=self.query_now.sort)
        if self.query_now == everything:
            self.say("Everything is already shown: no search, no filter.")
        self.change(everything)

    def action_sort(self) -> None:
        """Sort by the next order; relevance is one of them if there is a search."""
        if self.result is None or not self.result.rows:
            self.say("No statements are shown to sort.")
            return
        scored = self.result.matches is not None and self.result.matches.scores
        orders = [*_SORTS, Sort.RELEVANCE] if scored else [*_SORTS]
        place = orders.index(self.result.order) if self.result.order in orders else -1
        self.change(self.query_now._replace(sort=orders[(place + 1) % len(orders)]))
