"""The actors, with how many statements each has in the current query."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.content import Content

from quoth.store.facets import Facet
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import table_of
from quoth.tui.lines.titles import actors_title
from quoth.tui.look.actor_colours import ActorColours
from quoth.tui.look.painting import ends, line, plain
from quoth.tui.widgets.list_pane import ListPane

if TYPE_CHECKING:
    from quoth.query.result import Result
    from quoth.store.model import Actor
    from quoth.store.snapshot import Snapshot

# What counts them is imported on first use, so that the first paint comes sooner.
# ruff: noqa: PLC0415

_AROUND_TITLE: Final = 2
"""Cells of the border that a title leaves free."""
_BAR_WIDTH = 4
_ROOMY = 28
"""Columns from which on a bar may lie; in fewer it stands, and leaves the name the room."""
_LEVELS = " ▁▃▅▇"
"""Bars that stand."""


class ActorsPane(ListPane):
    """A facet: “everybody” first, then the actors, those with the most statements on top."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.ACTORS)]

    def __init__(self, *, id: str, colours: ActorColours | None = None) -> None:  # noqa: A002  # Textual's name
        """Start without actors."""
        super().__init__(id=id)
        self._colours = ActorColours() if colours is None else colours
        self._actors: list[tuple[Actor, int]] = []
        self._chosen: frozenset[str] = frozenset()
        self._everybody = 0
        self._most = 1
        self._numbers: tuple[int, int] | None = None
        """How many actors speak in the result, and how many there are, once that is known."""

    def bind_result(self, corpus: Snapshot, result: Result) -> None:
        """Show the actors of a result; the cursor stays on whom it was on."""
        from quoth.query.dropped import dropped_actors, number_of_actors

        before = self.actor_at(self.cursor)
        chosen = result.query.chosen(Facet.ACTOR)
        self._chosen = frozenset(chosen)
        self._everybody = result.whoever
        narrowed = bool(result.query.text.strip()) or result.query.is_filtered
        dropped = dropped_actors(corpus)
        self._actors = [
            (actor, count)
            for actor, count in corpus.ranked_actors(result.actors)
            if count or actor.id in self._chosen or not (narrowed or actor.id in dropped)
        ]
        self._most = max((count for _, count in self._actors), default=1) or 1
        speaking = sum(1 for _, count in self._actors if count)
        everyone = number_of_actors(corpus, result.actors)
        self._numbers = speaking, everyone
        self._show_title()
        places = {actor.id: place for place, (actor, _) in enumerate(self._actors, 1)}
        wanted = before.id if before else (chosen[0] if chosen else "")
        self.fill(len(self._actors) + 1, places.get(wanted, 0))

    def on_resize(self) -> None:
        """Show the numbers that there is room for."""
        self._show_title()

    def _show_title(self) -> None:
        """Show how many actors speak, and of how many; a number is never cut."""
        if self._numbers is None:
            return
        room = self.size.width - _AROUND_TITLE
        title = actors_title(table_of(self).key("actors"), *self._numbers, room)
        self.border_title = Content(title)

    def actor_at(self, item: int) -> Actor | None:
        """Return the actor of an item; none for the first item, which means everybody."""
        return self._actors[item - 1][0] if 0 < item <= len(self._actors) else None

    def go_to(self, actor_id: str) -> None:
        """Put the cursor on an actor, if they are shown."""
        places = (place for place, (actor, _) in enumerate(self._actors, 1) if actor.id == actor_id)
        self.cursor = next(places, self.cursor)

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return the name, a mark if it is chosen, a bar and the count."""
        actor = self.actor_at(item)
        count = self._actors[item - 1][1] if actor else self._everybody
        chosen = actor.id in self._chosen if actor else not self._chosen
        name = plain(actor.name) if actor else "All"
        sign = ("✓", "sign") if chosen and actor else " "
        own = self._colours.role(actor.id) if actor else ""
        role = "chosen" if chosen and actor else ("faint" if not count else own)
        size = -(-count * _BAR_WIDTH // self._most) if actor else 0
        bar = "▪" * size if width >= _ROOMY else _LEVELS[size].strip()
        colour = self._colours.role(actor.id, "bar") if actor else "bar"
        cursor = "▌" if item == self.cursor else " "
        number = f"{count:>3,} "
        left = line((cursor, "sign"), sign, (name, role))
        right = line((f"{bar} ", colour), (number, "" if count else "faint"))
        return [ends(left, right, width)]

    def chooses_at_once(self) -> bool:
        """Choose by a click."""
        return True
