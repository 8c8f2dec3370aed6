"""A question to be answered by yes or no, on one line and another."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset

from quoth.tui.commands import Context, bindings
from quoth.tui.configured import told_keys
from quoth.tui.look.painting import LineBar, line
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar


class QuestionScreen(Dialog[bool], inherit_bindings=False):
    """A dialog whose result is the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.QUESTION)]

    def __init__(self, question: str, about: str = "") -> None:
        """Create the dialog with a question and what helps to answer it, both neutralised."""
        super().__init__()
        self._question = question
        self._about = about

    def compose(self) -> ComposeResult:
        """Make the lines."""
        with Vertical(id="question") as box:
            box.border_title = Content(told_keys(self, "{agree} yes · {decline} no"))
            asked = LineBar(id="question-asked")
            asked.show(line(f" {self._question}"))
            yield asked
            about = LineBar(id="question-about")
            about.show(line((f" {self._about}", "faint")))
            yield about
        yield KeyBar(id="question-keys")

    def on_mount(self) -> None:
        """Show the keys."""
        self.query_one(KeyBar).show_place(Context.QUESTION)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the terminal's own cursor stands: at the question."""
        return self.query_one("#question-asked").content_region.offset

    def action_agree(self) -> None:
        """Answer yes."""
        self.dismiss(True)

    def action_decline(self) -> None:
        """Answer no."""
        self.dismiss(False)
