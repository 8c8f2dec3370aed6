"""What the palette finds: every command, saved search, store, actor and topic, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape
from textual.types import IgnoreReturnCallbackType

from quoth.basics.keys import key_name
from quoth.basics.text import words
from quoth.query import Choice
from quoth.query.language.tree import FieldName
from quoth.query.language.wording import quoted
from quoth.store import Location, Origin
from quoth.store.model import Facet
from quoth.tui.commands import Context
from quoth.tui.configured import memory_of, picking_of, table_of
from quoth.tui.explorer.host import ExplorerHost
from quoth.tui.look.painting import plain

_CLOSE_ENOUGH = 75
"""Out of 100: one slip in four letters."""


_NAMED = 90
"""What the likeness of an actor or a topic counts: less than that of a command it begins."""
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
    """The commands that work everywhere, searches and stores of before, what to filter by."""

    @property
    def _explorer(self) -> ExplorerHost:
        """The screen that the palette lies over."""
        screen = self.screen
        assert isinstance(screen, ExplorerHost)  # noqa: S101  # it alone opens the palette
        return screen

    def _commands(self) -> Iterator[_Entry]:
        """Yield the commands."""
        for command in table_of(self._explorer).of(Context.EVERYWHERE, Context.EDITING):
            run = partial(self._explorer.run_action, command.action or command.id)
            name = f"{command.label}  ({key_name(command.keys[0])})"
            yield _Entry(name, command.help, run, (command.label, command.help))

    def _searches(self) -> Iterator[_Entry]:
        """Yield the saved searches: to run one, and to forget it."""
        for name, text in self._explorer.typing.saved().items():
            shown, about = f"@{plain(name)}", escape(plain(text))
            yield _Entry(shown, about, self._look_for(f"@{quoted(name)}"), (name, text))
            forget = partial(self._explorer.forget_search, name)
            yield _Entry(f"forget {shown}", about, forget, (f"forget {name}",))

    def _stores(self) -> Iterator[_Entry]:
        """Yield the stores that were opened before, but for the one that is open."""
        memory = memory_of(self._explorer)
        if memory is None or picking_of(self._explorer) is not None:
            return
        here = self._explorer.location.key
        for path in memory.stores:
            store = Location(path, Origin.OPTION)
            if path != here and store.is_there:
                run = partial(self._explorer.open_store, path)
                name = plain(store.name)
                yield _Entry(f"open {name}", plain(path), run, (f"open {name}", path))

    def _look_for(self, text: str) -> IgnoreReturnCallbackType:
        """Return what runs a search."""
        explorer = self._explorer
        return lambda: explorer.change(explorer.query_now._replace(text=text))

    def _choices(self, typed: str) -> Iterator[_Entry]:
        """Yield the actors and the topics whose names are like what is typed."""
        explorer = self._explorer
        for field, facet, about in (
            (FieldName.BY, Facet.ACTOR, "Show only what they said"),
            (FieldName.TOPIC, Facet.TOPIC, "Show only what was said on it"),
        ):
            names = explorer.names(field)
            if names is None:
                return
            for entry in dict.fromkeys([*names.starting(typed), *names.meant_by(typed)]):
                yield _Entry(plain(entry.name), about, self._only(Choice(facet, entry.id)), ())

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
        for entry in (*self._commands(), *self._searches(), *self._stores()):
            found = [" ".join(words(spelling)) for spelling in entry.spellings]
            score = max(_likeness(fuzz.partial_ratio, typed, spelling) for spelling in found)
            if score >= _CLOSE_ENOUGH:
                scored.append((score, entry))
        scored += [(_NAMED, entry) for entry in islice(self._choices(typed), _MOST)]
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
