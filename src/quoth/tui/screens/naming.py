"""Saving a search under a name, by which it can be recalled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from quoth.tui.commands import Context, bindings
from quoth.tui.look.painting import LineBar, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.choices import SaidLines
from quoth.tui.widgets.line_input import LineInput


class NamingScreen(Dialog[str], inherit_bindings=False):
    """A dialog that asks for a name, and says why one can't be had; its result is the name."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.NAMING)]

    def __init__(
        self, text: str, saved: Mapping[str, str], keep: Callable[[str, str], str]
    ) -> None:
        """Create the dialog for a search, with the saved ones and the function that saves."""
        super().__init__()
        self._text = text
        self._saved = {name.casefold(): other for name, other in saved.items()}
        self._keep = keep

    def compose(self) -> ComposeResult:
        """Make the input and the line below it."""
        with Vertical(id="naming") as box:
            box.border_title = Content("Name this search")
            about = LineBar(id="naming-search")
            about.show(line((plain(self._text), "faint")))
            yield about
            yield LineInput(placeholder="a name; @name then recalls it", compact=True)
            yield SaidLines(id="naming-problem")

    @property
    def _typed(self) -> str:
        """The name that is typed."""
        return " ".join(self.query_one(Input).value.split()).removeprefix("@")

    def on_input_changed(self) -> None:
        """Say which search has the name already."""
        other = self._saved.get(self._typed.casefold(), self._text)
        about = line((plain(f"taken: it means {other}; saving replaces it"), "faint"))
        self._say(about if other != self._text else Content(""))

    def _say(self, content: Content) -> None:
        """Say something of the name."""
        self.query_one("#naming-problem", SaidLines).show(content)

    def action_take(self) -> None:
        """Keep the search under the name that is typed."""
        name = self._typed
        problem = self._keep(name, self._text) if name else "a name needs a letter"
        if problem:
            self._say(line(("! ", "sign"), plain(problem)))
        else:
            self.dismiss(name)

    def action_close(self) -> None:
        """Close the dialog."""
        self.dismiss(None)
