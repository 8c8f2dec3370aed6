"""What the palette finds: every command, actor and topic, by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from quoth.corpus import Facet
from quoth.query import Choice
from quoth.tui.commands import Place, key_name, of
from quoth.tui.painting import plain

if TYPE_CHECKING:
    from quoth.tui.screens.explorer import ExplorerScreen


class _Entry(NamedTuple):
    """A line of the palette."""

    name: str
    help: str
    run: IgnoreReturnCallbackType


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
            yield _Entry(f"{command.label}  ({key_name(command.keys[0])})", command.help, run)

    def _choices(self) -> Iterator[_Entry]:
        """Yield the actors and the topics."""
        explorer = self._explorer
        if explorer.corpus is None:
            return
        for actor in explorer.corpus.actors.values():
            names = ", ".join((actor.name, *actor.aliases))
            choice = Choice(Facet.ACTOR, actor.id)
            yield _Entry(plain(names), "Show only what they said", self._only(choice))
        for topic in explorer.corpus.topics.values():
            choice = Choice(Facet.TOPIC, topic.id)
            yield _Entry(plain(topic.name), "Show only what was said on it", self._only(choice))

    def _only(self, choice: Choice) -> IgnoreReturnCallbackType:
        """Return what filters by one choice."""
        explorer = self._explorer
        return lambda: explorer.change(explorer.query_now.only(choice))

    async def discover(self) -> Hits:
        """Yield the commands, before anything is typed."""
        for entry in self._commands():
            yield DiscoveryHit(entry.name, entry.run, help=entry.help)

    async def search(self, query: str) -> Hits:
        """Yield what matches what is typed."""
        matcher = self.matcher(query)
        for entry in (*self._commands(), *self._choices()):
            if (score := matcher.match(entry.name)) > 0:
                yield Hit(score, matcher.highlight(entry.name), entry.run, help=entry.help)
