"""Filters: kinds, speakers, topics, stances, sources and more, each with its count; and periods."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from quoth.basics.naming import folded
from quoth.query import Choice, Period, Query
from quoth.store.facets import Facet
from quoth.store.snapshot import Snapshot
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import settings_of
from quoth.tui.look.painting import line
from quoth.tui.screens.narrowing import NarrowingScreen, line_to_type
from quoth.tui.threads.asking import MOST_VALUES, Counts
from quoth.tui.widgets.filter_bar import Filter, active_filters, name_filter, value_label
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.narrowed import NarrowedList, NarrowedRow

_TITLES = {
    Facet.KIND: "Kind", Facet.ACTOR: "Speaker", Facet.TOPIC: "Topic", Facet.STANCE: "Stance",
    Facet.VIA: "Carried by", Facet.MEDIUM: "Medium", Facet.ADDRESSEE: "Said to",
    Facet.SOURCE: "Source", Facet.STATUS: "Status", Facet.POLARITY: "Polarity", Facet.TAG: "Tag",
    Facet.CODER: "Coder", Facet.LAYER: "Layer", Facet.HAS: "Filled in",
}  # fmt: skip


_FIELDS = {
    Facet.KIND: "kind", Facet.ACTOR: "by", Facet.TOPIC: "topic", Facet.STANCE: "stance",
    Facet.VIA: "via", Facet.MEDIUM: "medium", Facet.ADDRESSEE: "to", Facet.SOURCE: "source",
    Facet.STATUS: "status", Facet.POLARITY: "polarity", Facet.TAG: "tag",
    Facet.CODER: "coder", Facet.LAYER: "layer", Facet.HAS: "has",
}  # fmt: skip
_TYPE_A_PERIOD = "Period: type one, such as March 2025 or last week"


class _Item(NamedTuple):
    """A line of the dialog: a title, or a choice with its count."""

    text: str
    chosen: Filter | None = None
    statements: int | None = None


class FilterScreen(NarrowingScreen[None], inherit_bindings=False):
    """The dialog; it stays open while filters are switched on and off."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.FILTERING, Context.NARROWING)]

    def __init__(self, corpus: Snapshot, toggle: Callable[[Filter], None]) -> None:
        """Create the dialog; `toggle` is called at a switch, and counts come later."""
        super().__init__()
        self._corpus = corpus
        self._toggle = toggle
        self._query = Query()
        self._items: Sequence[_Item] = ()

    def compose(self) -> ComposeResult:
        """Make the line to type in, and the list."""
        with Vertical(id="filters-box") as box:
            box.border_title = Content("Show only")
            yield line_to_type("type to find a kind, a name, a topic, a period …")
            yield NarrowedList[Filter](id="filters", empty="Counting …")
        yield KeyBar(id="filter-keys")

    def on_mount(self) -> None:
        """Show the keys, and the counts that came first, if they did."""
        self.query_one(KeyBar).show_place(Context.FILTERING)
        self.query_one(Input).focus()
        self._show()

    def bind_counts(self, query: Query, counts: Counts) -> None:
        """Show the counts of a query; what stood where stays there."""
        self._query = query
        if not self._items:
            self._items = [*self._on_now(), *self._values(counts)]
        self._items = [
            item._replace(statements=counts[item.chosen.facet].get(item.chosen.value, 0))
            if isinstance(item.chosen, Choice)
            else item
            for item in self._items
        ]
        if self.is_mounted:
            self._show(self.rows.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is left."""
        event.stop()
        self._show()

    # What there is to filter by.

    def _on_now(self) -> Iterator[_Item]:
        """Yield the filters that are on."""
        if on := active_filters(self._query):
            yield _Item("On now")
            form = settings_of(self).dates
            for chosen in on:
                yield _Item(name_filter(self._corpus, chosen, form), chosen)

    def _values(self, counts: Counts) -> Iterator[_Item]:
        """Yield a title and the other values of each facet, those with most statements first."""
        for facet, title in _TITLES.items():
            chosen = self._query.chosen(facet)
            values = {one: count for one, count in counts[facet].items() if one not in chosen}
            if not values or (facet is Facet.STATUS and len(values) == 1 and not chosen):
                continue
            yield _Item(title)
            for value in sorted(values, key=lambda value: (-values[value], value)):
                choice = Choice(facet, value)
                yield _Item(value_label(self._corpus, choice), choice)
            if len(values) >= MOST_VALUES:
                yield _Item(f"… and others: type {_FIELDS[facet]}: in the search")
        yield _Item(_TYPE_A_PERIOD)

    def _period(self) -> Iterator[_Item]:
        """Yield the period that is typed, if one is."""
        from quoth.basics.dates import DateError  # noqa: PLC0415  # once something is typed
        from quoth.basics.periods import period_of  # noqa: PLC0415

        with suppress(DateError):
            period = Period(*period_of(self.typed, date.today()))
            yield _Item("Period")
            yield _Item(name_filter(self._corpus, period, settings_of(self).dates), period)

    def _left(self) -> list[_Item]:
        """Return the items that have what is typed, each below its title.

        Those that have a word beginning so leave out those that have it elsewhere. A period comes
        first where a number is typed, which names hardly have.
        """
        typed = folded(self.typed)
        if not (wanted := typed.split()):
            return [*self._items]
        named = self._having([f" {word}" for word in wanted]) or self._having(wanted)
        period = [*self._period()]
        return [*period, *named] if any(map(str.isdecimal, typed)) else [*named, *period]

    def _having(self, wanted: Sequence[str]) -> list[_Item]:
        """Return the items that have all of some texts, each below its title."""
        left: list[_Item] = []
        title = _Item("")
        for item in self._items:
            if item.chosen is None:
                title = item
            elif all(text in f" {folded(title.text)} {folded(item.text)}" for text in wanted):
                left += [title] * (title not in left)
                left.append(item)
        return left

    def _show(self, before: Filter | None = None) -> None:
        """Show what is left, with the cursor on a filter if that is there, else on the first."""
        items = self._left()
        if self.typed:
            self.rows.empty = "There is no such filter."
        on = active_filters(self._query)
        places = {item.chosen: place for place, item in enumerate(items)}
        wanted = places.get(before, 0) if before is not None else 0
        self.rows.show([_row(item, is_on=item.chosen in on) for item in items], wanted)

    # What is switched.

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Switch a filter."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Switch the filter under the cursor."""
        if (chosen := self.rows.value) is not None:
            self._toggle(chosen)


def _row(item: _Item, *, is_on: bool) -> NarrowedRow[Filter]:
    """Return a title, or a filter with its mark and count."""
    text, chosen, count = item
    if chosen is None:
        return NarrowedRow(line((text, "label")), Content(""), None)
    left = line(("[✓] " if is_on else "[ ] ", "sign" if is_on else "faint"))
    left += line((text, "chosen" if is_on else ""))
    return NarrowedRow(left, line("" if count is None else f"{count:,} "), chosen)
