"""Filters beside actors and time: kinds, topics, outlets, media, sources, each with its count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from quoth.corpus import Corpus, Facet
from quoth.query import Choice, Query
from quoth.tui.commands import Place, bindings
from quoth.tui.painting import ends, line, plain
from quoth.tui.widgets.list_pane import ListPane

Counts = Mapping[Facet, Mapping[str, int]]

_TITLES = {
    Facet.KIND: "Kind", Facet.TOPIC: "Topic", Facet.VIA: "Carried by", Facet.MEDIUM: "Medium",
    Facet.ADDRESSEE: "Said to", Facet.SOURCE: "Source", Facet.STATUS: "Status", Facet.TAG: "Tag",
}  # fmt: skip


class _Item(NamedTuple):
    """A line of the dialog: a title, or a choice with its count."""

    text: str
    choice: Choice | None = None
    statements: int = 0


class FilterList(ListPane):
    """All values of all facets, those chosen marked."""

    def __init__(self, corpus: Corpus, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Take the corpus, for the names of values."""
        super().__init__(id=id)
        self._corpus = corpus
        self._items: Sequence[_Item] = ()
        self._query = Query()

    def bind_counts(self, query: Query, counts: Counts) -> None:
        """Show the counts of a query; what stood where stays there."""
        self._query = query
        if not self._items:
            self._items = [item for facet in _TITLES for item in self._values(facet, counts)]
        self._items = [
            item._replace(statements=counts[item.choice.facet].get(item.choice.value, 0))
            if item.choice
            else item
            for item in self._items
        ]
        self.fill(len(self._items), self.cursor or 1)

    def _values(self, facet: Facet, counts: Counts) -> list[_Item]:
        """Return a title and the values of a facet, those with the most statements first."""
        chosen = dict.fromkeys(self._query.chosen(facet), 0)
        values = {**chosen, **counts[facet]}
        if not values or (facet is Facet.STATUS and len(values) == 1 and not chosen):
            return []
        ranked = sorted(values, key=lambda value: (-values[value], value))
        named = ((plain(self._corpus.label(facet, value)), value) for value in ranked)
        return [
            _Item(_TITLES[facet]),
            *(_Item(name, Choice(facet, value)) for name, value in named),
        ]

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return a title, or a value with its mark and count."""
        text, choice, count = self._items[item]
        if choice is None:
            return [line((f" {text}", "label"))]
        chosen = choice in self._query.choices
        left = line(("▌" if item == self.cursor else " ", "sign"))
        left += line(("[✓] " if chosen else "[ ] ", "sign" if chosen else "faint"))
        return [ends(left + line((text, "chosen" if chosen else "")), line(f"{count:,} "), width)]

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor off the titles."""
        bounded = super().validate_cursor(cursor)
        if self._items and self._items[bounded].choice is None:
            forward = bounded == 0 or cursor > self.cursor
            return min(bounded + 1, len(self) - 1) if forward else bounded - 1
        return bounded

    def choice_at(self, item: int) -> Choice | None:
        """Return the choice of an item."""
        return self._items[item].choice

    def chooses_at_once(self) -> bool:
        """Switch by a click."""
        return True


class FilterScreen(ModalScreen[None]):
    """The dialog; it stays open while filters are switched on and off."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.DIALOG)]

    def __init__(
        self, corpus: Corpus, query: Query, counts: Counts, toggled: Callable[[Choice], None]
    ) -> None:
        """Take the query with its counts, and whom to tell of a switch."""
        super().__init__()
        self._corpus = corpus
        self._query = query
        self._counts = counts
        self._toggled = toggled

    def compose(self) -> ComposeResult:
        """Make the list."""
        filters = FilterList(self._corpus, id="filters")
        filters.border_title = Content("Show only · enter switches, esc closes")
        yield filters

    def on_mount(self) -> None:
        """Fill the list."""
        self.bind_counts(self._query, self._counts)

    def bind_counts(self, query: Query, counts: Counts) -> None:
        """Show the counts of a query."""
        self.query_one(FilterList).bind_counts(query, counts)

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Switch a filter."""
        event.stop()
        choice = self.query_one(FilterList).choice_at(event.item)
        if choice is not None:
            self._toggled(choice)

    def action_choose(self) -> None:
        """Switch the filter under the cursor."""
        self.query_one(FilterList).action_choose()

    def action_close(self) -> None:
        """Close the dialog."""
        self.dismiss(None)
