"""Beginning a store: its name and its place, both of which can be changed before it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input

from quoth.basics.places import FilePath, from_home, typed_path
from quoth.editing.creating import OWN_TITLE, create, free_path, obstacle
from quoth.store.errors import StoreError
from quoth.store.location import Location, Origin, own_path
from quoth.store.sample import copy_sample
from quoth.tui.commands import Context, bindings
from quoth.tui.look.painting import LineBar, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.choices import SaidLines
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.line_input import LineInput

_COPY_TITLE = "my copy of the sample"
Make = Callable[[FilePath, str, bool], bool]
"""Creates a store in a place, with a title, private or not; false if something was there."""


class BeginningKind(NamedTuple):
    """What kind of store is begun."""

    title: str
    """What the dialog is called."""
    about: str
    """What the store will hold, in a sentence."""
    name: str
    """What the store is called unless it is given another name."""
    make: Make


def empty_store(about: str = "It starts empty.") -> BeginningKind:
    """Return the beginning of an empty store; `about` says what comes into it."""
    return BeginningKind(
        "Begin a store of your own",
        about,
        OWN_TITLE,
        lambda path, title, private: create(path, title, private=private),
    )


def sample_copy(sample: FilePath) -> BeginningKind:
    """Return the beginning of a copy of a sample."""
    return BeginningKind(
        "Copy the sample",
        "The copy holds the whole sample, and you can change it.",
        _COPY_TITLE,
        lambda path, title, private: copy_sample(path, title, sample, private=private),
    )


class BeginScreen(Dialog[Location], inherit_bindings=False):
    """The dialog; its result is the store that was begun."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.BEGINNING)]

    def __init__(self, kind: BeginningKind) -> None:
        """Create the dialog for a kind of store."""
        super().__init__()
        self._kind = kind

    def compose(self) -> ComposeResult:
        """Make the two fields, and what is said of them."""
        with Vertical(id="beginning") as box:
            box.border_title = Content(self._kind.title)
            yield SaidLines(self._kind.about, id="beginning-about")
            yield from _field("name", self._kind.name)
            yield from _field("file", from_home(free_path()))
            yield SaidLines(id="beginning-problem")
        yield KeyBar(id="beginning-keys")

    def on_mount(self) -> None:
        """Start in the name, which typing replaces."""
        self.query_one(KeyBar).show_place(Context.BEGINNING)
        self.query_one("#beginning-name", Input).focus()
        self.on_input_changed()

    def _typed(self, field: str) -> str:
        """Return what is typed into a field."""
        return self.query_one(f"#beginning-{field}", Input).value.strip()

    @property
    def _path(self) -> str:
        """The file that is typed."""
        return typed_path(self._typed("file"))

    def on_input_changed(self) -> None:
        """Say how the store is opened again."""
        is_own = _is_own(self._path)
        again = "`quoth` opens it from then on" if is_own else "`quoth` offers it from then on"
        self._say(Content("") if not self._typed("file") else line((again, "faint")))

    def _say(self, content: Content) -> None:
        """Say something of what is typed."""
        self.query_one("#beginning-problem", SaidLines).show(content)

    def action_begin_now(self) -> None:
        """Begin the store, or say why that can't be."""
        title, path = self._typed("name"), self._path
        problem = "name its file" if not self._typed("file") else obstacle(path, title)
        if not problem:
            try:
                if self._kind.make(path, title, _is_own(path)):
                    self.dismiss(Location(path, Origin.OWN if _is_own(path) else Origin.OPTION))
                    return
                problem = f"{path} already exists; name another file"
            except StoreError as error:
                problem = f"{error.problem}; {error.remedy}"
        self._say(line(("! ", "sign"), plain(problem)))

    def action_begin_below(self) -> None:
        """Go to the other field."""
        self.focus_next(Input)

    def action_begin_above(self) -> None:
        """Go to the other field."""
        self.focus_previous(Input)

    def action_begin_nothing(self) -> None:
        """Begin nothing."""
        self.dismiss(None)


def _field(name: str, text: str) -> ComposeResult:
    """Make a field of one line, with its label."""
    with Horizontal(classes="begun"):
        label = LineBar(id=f"beginning-label-{name}")
        label.show(line((f"{name}", "label")))
        yield label
        field = LineInput(
            text, id=f"beginning-{name}", compact=True, select_on_focus=name == "name"
        )
        field.cursor_blink = False
        yield field


def _is_own(path: str) -> bool:
    """Tell whether a file is the one that is opened where none is named."""
    return path == typed_path(own_path())
