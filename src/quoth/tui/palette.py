"""What the palette finds: every command, actor and topic, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from quoth.corpus import Facet
from quoth.query import Choice
from quoth.text import words
from quoth.tui.commands import Place, key_name, of
from quoth.tui.painting import plain

if TYPE_CHECKING:
    from quoth.tui.screens.explorer import ExplorerScreen


_CLOSE_ENOUGH = 75
"""Out of 100: one slip in four letters."""


_MOST = 50
"""Entries that are listed; more than anybody reads."""


class _Entry(NamedTuple):
    """A line of the palette."""

    name: str
    help: str
    run: IgnoreReturnCallbackType
    spellings: tuple[str, ...]
    """What it is found by."""


class ExplorerCommands(Provider):
    """The commands that work everywhere, and what there is to filter by."""

    @property
    def _explorer(self) -> ExplorerScreen:
        """The screen that the palette lies over."""
        from quoth.tui.screens.explorer import ExplorerScreen  # noqa: PLC0415  # it opens this

        screen = self.screen
        assert isinstance(screen, ExplorerScreen)  # noqa: S101  # it alone opens the palette
        return screen

    def _commands(self) -> Iterator[_Entry]:
        """Yield the commands."""
        for command in of(Place.EVERYWHERE):
            run = partial(self._explorer.run_action, command.action or command.id)
            name = f"{command.label}  ({key_name(command.keys[0])})"
            yield _Entry(name, command.help, run, (command.label, command.help))

    def _choices(self) -> Iterator[_Entry]:
        """Yield the actors and the topics."""
        explorer = self._explorer
        if explorer.corpus is None:
            return
        for actor in explorer.corpus.actors.values():
            run = self._only(Choice(Facet.ACTOR, actor.id))
            names = (actor.name, *actor.aliases)
            yield _Entry(plain(actor.name), "Show only what they said", run, names)
        for topic in explorer.corpus.topics.values():
            run = self._only(Choice(Facet.TOPIC, topic.id))
            yield _Entry(plain(topic.name), "Show only what was said on it", run, (topic.name,))

    def _only(self, choice: Choice) -> IgnoreReturnCallbackType:
        """Return what filters by one choice."""
        explorer = self._explorer
        return lambda: explorer.change(explorer.query_now.only(choice))

    async def discover(self) -> Hits:
        """Yield the commands, before anything is typed."""
        for entry in self._commands():
            yield DiscoveryHit(entry.name, entry.run, help=entry.help)

    async def search(self, query: str) -> Hits:
        """Yield what is spelt like what is typed, misspelt or not."""
        from rapidfuzz import fuzz  # noqa: PLC0415  # of no use before something is typed

        typed = " ".join(words(query))
        if not typed:
            return
        scored = []
        for entry in (*self._commands(), *self._choices()):
            found = [" ".join(words(spelling)) for spelling in entry.spellings]
            score = max(_likeness(fuzz.partial_ratio, typed, spelling) for spelling in found)
            if score >= _CLOSE_ENOUGH:
                scored.append((score, entry))
        for score, entry in nlargest(_MOST, scored, key=lambda pair: pair[0]):
            yield Hit(score / 100, Content(entry.name), entry.run, help=entry.help)


def _likeness(ratio: Callable[[str, str], float], typed: str, spelling: str) -> float:
    """Return how like a spelling is, out of 100; what begins with what is typed comes first."""
    if len(typed) > len(spelling) + 2:
        return 0.0
    at_start = any(
        spelling.startswith(typed, place)
        for place in (0, *(place + 1 for place, letter in enumerate(spelling) if letter == " "))
    )
    return 100.0 if at_start else 0.95 * ratio(typed, spelling)
