"""The filters that are on: always seen, each taken away by a click, the last one by a key."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from quoth.corpus import Corpus, Facet
from quoth.dates import describe_days
from quoth.query import Choice, Period, Query
from quoth.tui.painting import LineBar, line, plain

Filter = Choice | Period

_WORDS = {
    Facet.ACTOR: "by", Facet.KIND: "kind", Facet.TOPIC: "on", Facet.MEDIUM: "in",
    Facet.VIA: "via", Facet.ADDRESSEE: "to", Facet.SOURCE: "from", Facet.STATUS: "status",
    Facet.TAG: "tag",
}  # fmt: skip


def active_filters(query: Query) -> list[Filter]:
    """Return the filters of a query, the period last."""
    return [*query.choices, *([query.period] if query.period else [])]


def name_filter(corpus: Corpus, chosen: Filter) -> str:
    """Return what a filter is called, neutral."""
    if isinstance(chosen, Period):
        return describe_days(*chosen)
    return f"{_WORDS[chosen.facet]} {plain(corpus.label(chosen.facet, chosen.value))}"


class FilterBar(LineBar):
    """A line of filters, hidden where there are none."""

    class Removed(Message):
        """A filter was clicked away."""

        def __init__(self, chosen: Filter) -> None:
            """Name the filter."""
            super().__init__()
            self.chosen = chosen

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with no filters."""
        super().__init__(id=id)
        self._ends: Sequence[tuple[int, Filter]] = ()

    def bind_query(self, corpus: Corpus, query: Query) -> None:
        """Show the filters of a query."""
        content = line((" only ", "faint"))
        found = []
        for chosen in active_filters(query):
            content = content + line((f" {name_filter(corpus, chosen)} ×", "chosen"), " ")
            found.append((content.cell_length, chosen))
        self._ends = found
        self.display = bool(found)
        self.show(content, line(("x drops the last ", "faint")))

    def on_click(self, event: events.Click) -> None:
        """Take the filter under the mouse away."""
        for end, chosen in self._ends:
            if event.x < end:
                self.post_message(self.Removed(chosen))
                return
