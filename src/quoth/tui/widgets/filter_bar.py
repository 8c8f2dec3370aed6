"""The filters that are on: always seen, each taken away by a click, the last one by a key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from quoth.basics.dates import DateStyle, describe_days
from quoth.query import Choice, Period, Query
from quoth.store.facets import Facet
from quoth.tui.configured import settings_of, table_of
from quoth.tui.look.painting import LineBar, line, plain

if TYPE_CHECKING:
    from quoth.store.snapshot import Snapshot

Filter = Choice | Period

_WORDS = {
    Facet.ACTOR: "by", Facet.KIND: "kind", Facet.TOPIC: "on", Facet.MEDIUM: "in",
    Facet.VIA: "via", Facet.ADDRESSEE: "to", Facet.SOURCE: "from", Facet.STATUS: "status",
    Facet.POLARITY: "polarity", Facet.TAG: "tag", Facet.STANCE: "stance", Facet.HAS: "has",
    Facet.CODER: "coder", Facet.LAYER: "layer", Facet.MENTION: "about",
}  # fmt: skip


def active_filters(query: Query) -> list[Filter]:
    """Return the filters of a query, the period last."""
    return [*query.choices, *([query.period] if query.period else [])]


def name_filter(corpus: Snapshot, chosen: Filter, form: DateStyle = DateStyle.DAY) -> str:
    """Return the name of a filter, neutral."""
    if isinstance(chosen, Period):
        return describe_days(*chosen, form)
    return f"{_WORDS[chosen.facet]} {value_label(corpus, chosen)}"


def value_label(corpus: Snapshot, chosen: Choice) -> str:
    """Return the name of a value, neutral."""
    if chosen.facet is Facet.STANCE:
        position, _, topic = chosen.value.partition(":")
        return plain(f"{position}: {corpus.label(Facet.TOPIC, topic)}")
    if chosen.facet is Facet.HAS:
        return plain(chosen.value.replace("_", " "))
    return plain(corpus.label(chosen.facet, chosen.value))


class FilterBar(LineBar):
    """A line of filters, hidden if there are none."""

    class Removed(Message):
        """A filter was clicked away."""

        def __init__(self, chosen: Filter) -> None:
            """Create the message with the removed filter."""
            super().__init__()
            self.chosen = chosen

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with no filters."""
        super().__init__(id=id)
        self._names: Sequence[tuple[str, Filter]] = ()
        self._ends: list[tuple[int, Filter]] = []

    def bind_query(self, corpus: Snapshot, query: Query) -> None:
        """Show the filters of a query."""
        form = settings_of(self).dates
        self._names = [
            (name_filter(corpus, chosen, form), chosen) for chosen in active_filters(query)
        ]
        self.display = bool(self._names)
        self._lay_out()

    def on_resize(self) -> None:
        """Name as many as there is room for now."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Name the filters; where some have no room, say how many, and where to find them."""
        content = line((" only ", "faint"))
        self._ends = []
        hint = line((f"{table_of(self).key('drop')} drops the last ", "faint"))
        for number, (name, chosen) in enumerate(self._names):
            named = content + line((f" {name} ×", "chosen"), " ")
            left = len(self._names) - number
            if number and named.cell_length + (8 if left > 1 else 0) > self.size.width:
                content = content + line((f" +{left} ({table_of(self).key('filter')})", "chosen"))
                break
            content = named
            self._ends.append((content.cell_length, chosen))
        roomy = content.cell_length + hint.cell_length < self.size.width
        self.show(content, hint if roomy else None)

    def on_click(self, event: events.Click) -> None:
        """Take the filter under the mouse away."""
        for end, chosen in self._ends:
            if event.x < end:
                self.post_message(self.Removed(chosen))
                return
