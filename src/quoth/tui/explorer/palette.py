"""Everything in the palette: commands, saved searches, stores, actors and topics, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from heapq import nlargest
from itertools import islice
from typing import ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from quoth.basics.keys import key_name
from quoth.basics.text import words
from quoth.query import Choice
from quoth.query.language.tree import FieldName
from quoth.query.language.wording import quoted
from quoth.store import Location, Origin
from quoth.store.facets import Facet
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import memory_of, picking_of, table_of
from quoth.tui.explorer.host import ExplorerHost
from quoth.tui.look.painting import line, plain
from quoth.tui.screens.narrowing import NarrowingScreen, line_to_type
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.narrowed import NarrowedList, NarrowedRow

_CLOSE_ENOUGH = 75
"""Out of 100: one slip in four letters."""


_NAMED = 90
"""What the likeness of an actor or a topic counts: less than that of a command it begins."""
_MOST = 50
"""Entries that are listed at most."""
_LONGEST_NAME = 24
"""Characters of a name behind which the keys stand below each other."""


_PREPARED: Final = (
    ("checked", "has:check", "what was checked", "what fact-checkers rated"),
    ("misquoted?", "differs:high", "quotes that others have so that it may change what was said",
     "altered"),
    ("other wordings", "has:variant", "quotes that others have in other words", "variants"),
    ("disputed", "differs:speaker", "quotes that several are said to have said", "attribution"),
)  # fmt: skip
"""Searches that many ask for: a name, the search, what it shows, and other words for it."""


class _Entry(NamedTuple):
    """A line of the palette."""

    name: str
    help: str
    run: Callable[[], object]
    spellings: tuple[str, ...]
    """What it is found by."""
    key: str = ""


class PaletteScreen(NarrowingScreen[Callable[[], object]], inherit_bindings=False):
    """The commands that work everywhere, earlier searches and stores, and filters.

    Its result is what runs the entry that was chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.CHOOSING, Context.NARROWING)]

    def __init__(self, explorer: ExplorerHost) -> None:
        """Create the palette over a screen."""
        super().__init__()
        self._explorer = explorer

    def compose(self) -> ComposeResult:
        """Make the line to type in, the list, and the keys."""
        with Vertical(id="palette-box") as box:
            box.border_title = Content("Commands")
            yield line_to_type("type to find a command, an actor, a topic, a saved search …")
            yield NarrowedList[_Entry](id="palette", empty="No such command or name.")
        yield KeyBar(id="palette-keys")

    def on_mount(self) -> None:
        """Show all commands."""
        self.query_one(KeyBar).show_place(Context.CHOOSING)
        self.query_one(Input).focus()
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is spelt like what is typed."""
        event.stop()
        self._show()

    def _show(self) -> None:
        """Show the entries that are left."""
        typed = " ".join(words(self.typed))
        entries = self._found(typed) if typed else [*self._commands(), *self._prepared()]
        room = max((len(one.name) for one in entries), default=0)
        self.rows.show([_row(one, min(room, _LONGEST_NAME)) for one in entries])

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Choose what was clicked."""
        event.stop()
        self.action_choose_row()

    def action_choose_row(self) -> None:
        """Choose what the cursor is on."""
        if (entry := self.rows.value) is not None:
            self.dismiss(entry.run)

    def _commands(self) -> Iterator[_Entry]:
        """Yield the commands."""
        for command in table_of(self._explorer).of(Context.EVERYWHERE, Context.EDITING):
            run = partial(self._explorer.run_action, command.action or command.id)
            spellings = (command.label, command.help)
            yield _Entry(command.label, command.help, run, spellings, key_name(command.keys[0]))

    def _prepared(self) -> Iterator[_Entry]:
        """Yield the searches that everybody has."""
        for name, text, what, other in _PREPARED:
            about = f"Show only {what}: {text}"
            yield _Entry(name, about, self._look_for(text), (name, what, other))

    def _searches(self) -> Iterator[_Entry]:
        """Yield the saved searches: to run one, and to forget it."""
        for name, text in self._explorer.typing.saved().items():
            shown, about = f"@{plain(name)}", plain(text)
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
            store = Location.of(path, Origin.OPTION)
            if path != here and store.is_there:
                run = partial(self._explorer.open_store, path)
                name = plain(store.name)
                yield _Entry(f"open {name}", plain(path), run, (f"open {name}", path))

    def _look_for(self, text: str) -> Callable[[], object]:
        """Return what runs a search."""
        explorer = self._explorer
        return lambda: explorer.change(explorer.query_now._replace(text=text))

    def _choices(self, typed: str) -> Iterator[_Entry]:
        """Yield the actors and the topics whose names are like what is typed."""
        explorer = self._explorer
        for field, facet, about in (
            (FieldName.BY, Facet.ACTOR, "Show only what they said"),
            (FieldName.TOPIC, Facet.TOPIC, "Show only this topic"),
        ):
            names = explorer.names(field)
            if names is None:
                return
            for entry in dict.fromkeys([*names.starting(typed), *names.meant_by(typed)]):
                yield _Entry(plain(entry.name), about, self._only(Choice(facet, entry.id)), ())

    def _only(self, choice: Choice) -> Callable[[], object]:
        """Return what filters by one choice."""
        explorer = self._explorer
        return lambda: explorer.change(explorer.query_now.only(choice))

    def _found(self, typed: str) -> list[_Entry]:
        """Return the entries spelt like what is typed, misspelt or not, the closest first."""
        from rapidfuzz import fuzz  # noqa: PLC0415  # of no use before something is typed

        scored = []
        own = (*self._commands(), *self._prepared(), *self._searches(), *self._stores())
        for entry in own:
            found = [" ".join(words(spelling)) for spelling in entry.spellings]
            score = max(_likeness(fuzz.partial_ratio, typed, spelling) for spelling in found)
            if score >= _CLOSE_ENOUGH:
                scored.append((score, entry))
        scored += [(_NAMED, entry) for entry in islice(self._choices(typed), _MOST)]
        return [entry for _, entry in nlargest(_MOST, scored, key=lambda pair: pair[0])]


def _row(entry: _Entry, room: int) -> NarrowedRow[_Entry]:
    """Return the name of an entry, its key and what it does."""
    left = line(f"{entry.name:<{room}}  ", (f"{entry.key:<5}", "key"), (f" {entry.help}", "faint"))
    return NarrowedRow(left, Content(""), entry)


def _likeness(ratio: Callable[[str, str], float], typed: str, spelling: str) -> float:
    """Return how like a spelling is, out of 100; what begins with what is typed comes first."""
    if len(typed) > len(spelling) + 2:
        return 0.0
    at_start = any(
        spelling.startswith(typed, place)
        for place in (0, *(place + 1 for place, letter in enumerate(spelling) if letter == " "))
    )
    return 100.0 if at_start else 0.95 * ratio(typed, spelling)
