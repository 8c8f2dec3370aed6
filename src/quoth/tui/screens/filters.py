"""Filters beside actors and time: kinds, topics, outlets, media, sources, each with its count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from quoth.query import Choice, Query
from quoth.store.model import Facet
from quoth.store.snapshot import Snapshot
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import settings_of, table_of
from quoth.tui.look.painting import ends, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.threads.asking import MOST_VALUES, Counts
from quoth.tui.widgets.filter_bar import Filter, active_filters, name_filter
from quoth.tui.widgets.list_pane import ListPane

_TITLES = {
    Facet.KIND: "Kind", Facet.TOPIC: "Topic", Facet.VIA: "Carried by", Facet.MEDIUM: "Medium",
    Facet.ADDRESSEE: "Said to", Facet.SOURCE: "Source", Facet.STATUS: "Status",
    Facet.POLARITY: "Polarity", Facet.TAG: "Tag",
}  # fmt: skip


_FIELDS = {
    Facet.KIND: "kind", Facet.TOPIC: "topic", Facet.VIA: "via", Facet.MEDIUM: "medium",
    Facet.ADDRESSEE: "to", Facet.SOURCE: "source", Facet.STATUS: "status",
    Facet.POLARITY: "polarity", Facet.TAG: "tag",
}  # fmt: skip


class _Item(NamedTuple):
    """A line of the dialog: a title, or a choice with its count."""

    text: str
    chosen: Filter | None = None
    statements: int | None = None


class FilterList(ListPane):
    """All values of all facets, those chosen marked."""

    def __init__(self, corpus: Snapshot, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Take the corpus, for the names of values."""
        super().__init__(id=id)
        self._corpus = corpus
        self._items: Sequence[_Item] = ()
        self._query = Query()

    def bind_counts(self, query: Query, counts: Counts) -> None:
        """Show the counts of a query; what stood where stays there."""
        self._query = query
        if not self._items:
            self._items = [*self._on_now(), *(self._values(counts))]
        self._items = [
            item._replace(statements=counts[item.chosen.facet].get(item.chosen.value, 0))
            if isinstance(item.chosen, Choice)
            else item
            for item in self._items
        ]
        self.fill(len(self._items), self.cursor or 1)

    def _on_now(self) -> Iterator[_Item]:
        """Yield the filters that are on and have no place among the values below."""
        on = [
            chosen
            for chosen in active_filters(self._query)
            if not isinstance(chosen, Choice) or chosen.facet not in _TITLES
        ]
        if on:
            yield _Item("On now")
            form = settings_of(self).dates
            for chosen in on:
                yield _Item(name_filter(self._corpus, chosen, form), chosen)

    def _values(self, counts: Counts) -> Iterator[_Item]:
        """Yield a title and the values of each facet, those with the most statements first."""
        for facet, title in _TITLES.items():
            chosen = dict.fromkeys(self._query.chosen(facet), 0)
            values = {**chosen, **counts[facet]}
            if not values or (facet is Facet.STATUS and len(values) == 1 and not chosen):
                continue
            yield _Item(title)
            for value in sorted(values, key=lambda value: (-values[value], value)):
                yield _Item(plain(self._corpus.label(facet, value)), Choice(facet, value))
            if len(values) >= MOST_VALUES:
                yield _Item(f"… and others: type {_FIELDS[facet]}: in the search")

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return a title, or a filter with its mark and count."""
        text, chosen, count = self._items[item]
        if chosen is None:
            return [line((f" {text}", "label"))]
        on = chosen in active_filters(self._query)
        left = line(("▌" if item == self.cursor else " ", "sign"))
        left += line(("[✓] " if on else "[ ] ", "sign" if on else "faint"))
        number = "" if count is None else f"{count:,} "
        return [ends(left + line((text, "chosen" if on else "")), line(number), width)]

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor off the titles."""
        bounded = super().validate_cursor(cursor)
        if self._items and self._items[bounded].chosen is None:
            forward = bounded == 0 or cursor > self.cursor
            return min(bounded + 1, len(self) - 1) if forward else bounded - 1
        return bounded

    def filter_at(self, item: int) -> Filter | None:
        """Return the filter of an item."""
        return self._items[item].chosen

    def chooses_at_once(self) -> bool:
        """Switch by a click."""
        return True


class FilterScreen(Dialog[None], inherit_bindings=False):
    """The dialog; it stays open while filters are switched on and off."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.DIALOG)]

    def __init__(self, corpus: Snapshot, toggle: Callable[[Filter], None]) -> None:
        """Take whom to tell of a switch; the counts come with the next answer."""
        super().__init__()
        self._corpus = corpus
        self._toggle = toggle
        self._counted: tuple[Query, Counts] | None = None

    def compose(self) -> ComposeResult:
        """Make the list."""
        keys = table_of(self)
        filters = FilterList(self._corpus, id="filters")
        filters.border_title = Content(
            f"Show only · {keys.key('toggle')} switches, {keys.key('close')} closes"
        )
        yield filters

    def on_mount(self) -> None:
        """Show the counts that came first, if they did."""
        if self._counted is not None:
            self.query_one(FilterList).bind_counts(*self._counted)

    def bind_counts(self, query: Query, counts: Counts) -> None:
        """Show the counts of a query."""
        self._counted = (query, counts)
        if self.is_mounted:
            self.query_one(FilterList).bind_counts(query, counts)

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Switch a filter."""
        event.stop()
        chosen = self.query_one(FilterList).filter_at(event.item)
        if chosen is not None:
            self._toggle(chosen)

    def action_choose(self) -> None:
        """Switch the filter under the cursor."""
        self.query_one(FilterList).action_choose()

    def action_close(self) -> None:
        """Close the dialog."""
        self.dismiss(None)
