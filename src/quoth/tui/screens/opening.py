"""Opening another store: one that was open before, or one whose file is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from quoth.basics.places import from_home, is_server, typed_path
from quoth.store.errors import StoreError
from quoth.store.location import Location, Origin, own_path
from quoth.tui.commands import Context, bindings
from quoth.tui.look.painting import line, plain
from quoth.tui.screens.narrowing import NarrowingScreen, line_to_type
from quoth.tui.widgets.choices import SaidLines
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.narrowed import NarrowedList, NarrowedRow


class OpenScreen(NarrowingScreen[Location], inherit_bindings=False):
    """The dialog; its result is the store to open."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.OPENING, Context.NARROWING)]

    def __init__(self, known: Sequence[str], probe: Callable[[Location], None]) -> None:
        """Create the dialog with recent stores; `probe` raises `StoreError` for other files."""
        super().__init__()
        self._known = known
        self._probe = probe
        self._taken = ""
        """The completion in the line, one of those in the list."""

    def compose(self) -> ComposeResult:
        """Make the line to type in, and the list below it."""
        with Vertical(id="opening") as box:
            box.border_title = Content("Open a store")
            yield line_to_type("a file, such as ~/quotes.json")
            yield NarrowedList[str](id="opening-stores", empty="Type the path of its file.")
            yield SaidLines(id="opening-problem")
        yield KeyBar(id="opening-keys")

    def on_mount(self) -> None:
        """Show the stores that were open before."""
        self.query_one(KeyBar).show_place(Context.OPENING)
        self.query_one(Input).focus()
        self.on_input_changed()

    def on_input_changed(self) -> None:
        """Show the stores, files and folders that may be meant by what is typed."""
        self._say("")
        if self._taken and self.query_one(Input).value == self._taken:
            return
        self._taken = ""
        rows = [
            NarrowedRow(_named(path), line((f"{about} ", "faint")), path)
            for path, about in self._offered(self.typed)
        ]
        self.rows.show(rows)

    def _offered(self, typed: str) -> Iterator[tuple[str, str]]:
        """Yield paths that may be meant, and what they are."""
        words = typed.casefold().split()
        for path in self._known:
            if all(word in from_home(path).casefold() or word in path for word in words):
                yield path, "opened before"
        if typed:
            from quoth.tui.editing.paths import offered  # noqa: PLC0415  # once a path is typed

            for path in offered(typed, (".json",)):
                if typed_path(path) not in self._known:
                    yield path, "folder" if path.endswith("/") else ""

    def _say(self, problem: str) -> None:
        """Say what is wrong."""
        content = line(("! ", "sign"), plain(problem)) if problem else Content("")
        self.query_one("#opening-problem", SaidLines).show(content)

    def action_open_this(self) -> None:
        """Open what is typed, else what the cursor is on."""
        typed, at_hand = self.typed, self.rows.value
        is_whole = is_server(typed) or (typed and Path(typed_path(typed)).is_file())
        if at_hand is not None and not is_whole:
            if at_hand.endswith("/"):
                self._type(at_hand)
                self._taken = ""
                return
            typed = at_hand
        if not typed:
            return
        path = typed_path(typed)
        location = Location.of(path, Origin.OWN if path == own_path() else Origin.OPTION)
        try:
            self._probe(location)
        except StoreError as error:
            self._say(f"{error.problem}; {error.remedy}")
        else:
            self.dismiss(location)

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Open what was clicked."""
        event.stop()
        field = self.query_one(Input)
        field.value = self.rows.value or field.value
        self.action_open_this()

    def action_complete_path(self) -> None:
        """Complete the line to the entry under the cursor; again for the next, round and round."""
        rows = self.rows
        if self._taken and rows.value is not None and from_home(rows.value) == self._taken:
            rows.cursor = (rows.cursor + 1) % len(rows)
        if (at_hand := rows.value) is None:
            self.query_one(KeyBar).say("There is no completion for it.")
            return
        self._taken = from_home(at_hand)
        self._type(at_hand)

    def _type(self, path: str) -> None:
        """Put a path into the line."""
        field = self.query_one(Input)
        field.value = from_home(path)
        field.cursor_position = len(field.value)


def _named(path: str) -> Content:
    """Return the name of a file or a folder, then where it is."""
    folder, _, name = path.rstrip("/").rpartition("/")
    ending = "/" * path.endswith("/")
    return line(f" {plain(name + ending)}", (f"  {plain(from_home(folder))}", "faint"))
