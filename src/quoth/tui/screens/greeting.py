"""The first screen if there is no store yet: the ways to begin, each with a key.

It knows nothing of the explorer until something is chosen, so that it is there at once; the
explorer is imported while the user reads.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen

from quoth.basics.places import from_home
from quoth.query.stores import MakeStore
from quoth.store.errors import StoreError
from quoth.store.location import Location, Origin, own_path, sample_path
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import memory_of, table_of, told_keys
from quoth.tui.look.painting import plain
from quoth.tui.widgets.choices import ChoiceList, ChoiceRow, SaidLines
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.messages import Said
from quoth.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from quoth.tui.explorer.arriving import Arrival
    from quoth.tui.screens.beginning import BeginningKind

# Each choice is imported when it is made, so that the first paint comes sooner.
# ruff: noqa: PLC0415

_PAINTED: Final = 0.05
"""Seconds in which the greeting is painted; importing the explorer would hold it up."""
_WELCOME: Final = (
    "quoth keeps what people say: word for word, with its date and its source. "
    "You have no store of statements yet. Begin here:"
)
_WELCOME_BACK: Final = "Go on in a store, or begin another:"


class GreetingScreen(Screen[None], inherit_bindings=False):
    """The list of ways to begin; the one under the cursor is explained below it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.GREETING)]
    AUTO_FOCUS = "#greeting-choices"

    def __init__(self, make_store: MakeStore) -> None:
        """Create the greeting with the function that opens a store."""
        super().__init__()
        self._make_store = make_store

    def compose(self) -> ComposeResult:
        """Make the bars, the list and the text below it."""
        rows = self._rows()
        yield TitleBar(id="title")
        with Vertical(id="greeting"):
            yield SaidLines(_WELCOME_BACK if self._last else _WELCOME, id="greeting-welcome")
            yield ChoiceList(rows, id="greeting-choices")
            yield SaidLines(rows[0].help, id="greeting-about")
        yield KeyBar(id="keys")

    @property
    def _known(self) -> Sequence[str]:
        """The stores that were open before and are still there, the latest first."""
        memory = memory_of(self)
        paths = memory.stores if memory is not None else ()
        return [path for path in paths if Location.of(path, Origin.OPTION).is_there]

    @property
    def _last(self) -> str:
        """The store that was open last; nothing if none is known."""
        return next(iter(self._known), "")

    def _rows(self) -> Sequence[ChoiceRow]:
        """Return the ways to begin, the likeliest first."""
        key = table_of(self).key
        place = plain(from_home(own_path()))
        rows = [
            ChoiceRow(action, key(action), label, about, text)
            for action, label, about, text in (
                ("look_at_sample", "Look at the sample", "to try every key", _SAMPLE),
                ("begin_store", "Begin a store of your own", "empty", _EMPTY.format(place)),
                ("begin_with_article", "Import an article", "its quotes become drafts",
                 _ARTICLE),
                ("begin_with_file", "Import a file", "CSV, JSON, GDELT, more", _FILE),
                ("open_named", "Open a store", "by the name of its file", _OPEN),
            )
        ]  # fmt: skip
        if last := self._last:
            name = plain(Location.of(last, Origin.OPTION).name)
            text = f"The store that you had open last: {plain(from_home(last))}"
            row = ChoiceRow("open_last", key("open_last"), f"Open {name}", "as you left it", text)
            rows.insert(0, row)
        return rows

    def on_mount(self) -> None:
        """Show the keys; import the explorer once the terminal has the first paint."""
        self.query_one(TitleBar).show_parts(["who said what, when"], "")
        self.query_one(KeyBar).show_place(Context.GREETING)
        self.set_timer(_PAINTED, _import_explorer)

    @property
    def _list(self) -> ChoiceList:
        """What there is to begin with."""
        return self.query_one(ChoiceList)

    def on_list_pane_moved(self, event: ListPane.Moved) -> None:
        """Explain what the cursor is on."""
        event.stop()
        self.query_one("#greeting-about", SaidLines).show(self._list.row.help)

    async def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Do what was chosen."""
        event.stop()
        await self.run_action(self._list.row.action)

    def action_choose(self) -> None:
        """Do what the cursor is on."""
        self._list.action_choose()

    # What there is to begin with.

    def _explore(self, location: Location, arrival: Arrival | None = None) -> None:
        """Go on in the explorer."""
        from quoth.tui.explorer.arriving import go_on_with
        from quoth.tui.explorer.screen import ExplorerScreen

        go_on_with(self.app, lambda: ExplorerScreen(location, self._make_store, arrival))

    def action_open_last(self) -> None:
        """Open the store that was open last."""
        if not (last := self._last):
            self.say(told_keys(self, "None was open before; {open_named} opens one by its name."))
            return
        location = Location.of(last, Origin.OPTION)
        try:
            self._make_store(location, dict).probe()
        except StoreError as error:
            self.say(plain(str(error)))
        else:
            self._explore(location)

    def action_look_at_sample(self) -> None:
        """Look at the sample."""
        self._explore(Location(sample_path(), Origin.SAMPLE))

    def action_begin_store(self) -> None:
        """Begin an empty store."""
        from quoth.tui.screens.beginning import empty_store

        self._begin(empty_store(), "")

    def action_begin_with_article(self) -> None:
        """Begin a store, and take an article in."""
        from quoth.tui.screens.beginning import empty_store

        self._begin(empty_store("First a store; the article comes next."), "take_in")

    def action_begin_with_file(self) -> None:
        """Begin a store, and import a file."""
        from quoth.tui.screens.beginning import empty_store

        self._begin(empty_store("First a store; the file comes next."), "import_file")

    def _begin(self, kind: BeginningKind, action: str) -> None:
        """Ask for the name and the place of a store, begin it, and go on there."""
        from quoth.tui.explorer.arriving import Arrival
        from quoth.tui.screens.beginning import BeginScreen

        def go_on(location: Location | None) -> None:
            if location is not None:
                said = f"Begun: {plain(from_home(location.path))}"
                self._explore(location, Arrival(action, said=said))

        self.app.push_screen(BeginScreen(kind), go_on)

    def action_open_named(self) -> None:
        """Open a store by its name."""
        from quoth.tui.screens.opening import OpenScreen

        def go_on(location: Location | None) -> None:
            if location is not None:
                self._explore(location)

        probe: Callable[[Location], None] = lambda one: self._make_store(one, dict).probe()  # noqa: E731
        self.app.push_screen(OpenScreen(self._known, probe), go_on)

    # What else a key does.

    @on(Said)
    def _say_why(self, event: Said) -> None:
        """Say why a key changes nothing."""
        self.say(event.text)

    def say(self, text: str) -> None:
        """Show a short-lived message."""
        self.query_one(KeyBar).say(text)

    def action_theme(self) -> None:
        """Choose a theme."""
        from quoth.tui.screens.theming import ThemeScreen

        self.app.push_screen(ThemeScreen())

    def action_help(self) -> None:
        """Show every key."""
        from quoth.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

    def action_leave(self) -> None:
        """Leave quoth."""
        self.app.exit()


_SAMPLE: Final = (
    "A small store to try every key on. It is never changed: before you edit, quoth asks where "
    "to save. There is another: `quoth --sample quillhaven`."
)
_EMPTY: Final = (
    "An empty store. It is one file, {} unless you choose another name or place; "
    "other programs can read it."
)
_ARTICLE: Final = (
    "Name a file (.txt, .md, .html) or paste the text. quoth drafts who says what in it, and you "
    "accept, correct or drop each draft beside the article."
)
_FILE: Final = (
    "Name a table or another program's file: CSV, TSV, JSON, GDELT, Quotebank, brat, Discourse "
    "Network Analyzer. You see what it would add before it is added."
)
_OPEN: Final = "Type the path of its file, or choose one opened before."


def _import_explorer() -> None:
    """Import the explorer, which is needed next, in the background."""
    name = "quoth.tui.explorer.screen"
    threading.Thread(target=importlib.import_module, args=(name,), daemon=True).start()
