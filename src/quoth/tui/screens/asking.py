"""A value that is typed for an option of a view, such as what words are held against."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from quoth.tui.commands import Context, bindings
from quoth.tui.configured import told_keys
from quoth.tui.look.painting import LineBar, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.choices import SaidLines
from quoth.tui.widgets.line_input import LineInput


class TypedOption(NamedTuple):
    """What is asked for."""

    title: str
    about: str
    """What may be typed, in a line."""
    natural: str
    """What is used where nothing is typed."""
    problem: Callable[[str], str]
    """Says why a text can't be used; nothing if it can."""


class OptionScreen(Dialog[str], inherit_bindings=False):
    """A dialog that asks for the value of an option; its result is the value."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.OPTION)]

    def __init__(self, asked: TypedOption, value: str) -> None:
        """Take what is asked for, and the value that it has now."""
        super().__init__()
        self._asked = asked
        self._value = value

    def compose(self) -> ComposeResult:
        """Make the input and the lines around it."""
        with Vertical(id="asking") as box:
            box.border_title = Content(self._asked.title)
            about = LineBar(id="asking-about")
            about.show(line((plain(self._asked.about), "faint")))
            yield about
            nothing = f"nothing: {self._asked.natural}"
            yield LineInput(self._value, placeholder=plain(nothing), compact=True)
            yield SaidLines(told_keys(self, "{use_option} use · {leave_option} leave as it is"),
                            id="asking-problem")  # fmt: skip

    def action_use_option(self) -> None:
        """Use the value that is typed, if it can be."""
        value = self.query_one(Input).value.strip()
        problem = self._asked.problem(value) if value else ""
        if problem:
            found = line(("! ", "sign"), plain(problem))
            self.query_one("#asking-problem", SaidLines).show(found)
        else:
            self.dismiss(value)

    def action_leave_option(self) -> None:
        """Close the dialog."""
        self.dismiss(None)
