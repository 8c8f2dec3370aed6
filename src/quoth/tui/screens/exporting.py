"""Writing the list to a file, in the format of its name's ending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from quoth.formats.outgoing.exporting import FORMATS, format_of
from quoth.formats.outgoing.files import Refusal
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import table_of
from quoth.tui.look.painting import LineBar, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.choices import SaidLines
from quoth.tui.widgets.line_input import LineInput


class OutputNames(NamedTuple):
    """Which files can be written."""

    holds: Callable[[str], str]
    """Says what the file of a name holds; nothing if its name doesn't say the format."""
    endings: Sequence[str]
    example: str


def _exported(name: str) -> str:
    """Say what an export of a name holds."""
    found = format_of(name)
    return "" if found is None else f"{found.name}: {found.holds}"


_EXPORTS: Final = OutputNames(
    _exported, [one.endings[0] for one in FORMATS.values()], "a name, such as quotes.md"
)


class ExportScreen(Dialog[str], inherit_bindings=False):
    """A dialog that asks for a file's name, and says why one can't be had; its result is the name.

    To write in the place of a file that is there already takes the same key twice.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.EXPORTING)]

    def __init__(
        self,
        about: str,
        check: Callable[[str, bool], Refusal | None],
        names: OutputNames = _EXPORTS,
    ) -> None:
        """Create the dialog with what is exported, in words, and a check of file names.

        It gets the name, and whether the file may replace another.
        """
        super().__init__()
        self._about = about
        self._check = check
        self._names = names
        self._warned = ""

    def compose(self) -> ComposeResult:
        """Make the input and the lines around it."""
        with Vertical(id="exporting") as box:
            box.border_title = Content("Write to a file")
            about = LineBar(id="exporting-about")
            about.show(line((plain(self._about), "faint")))
            yield about
            yield LineInput(placeholder=self._names.example, compact=True)
            yield SaidLines(id="exporting-problem")

    def on_mount(self) -> None:
        """Say which formats there are."""
        self.on_input_changed()

    @property
    def _typed(self) -> str:
        """The name that is typed."""
        return self.query_one(Input).value.strip()

    def on_input_changed(self) -> None:
        """Say which format the name means."""
        self._warned = ""
        found = self._names.holds(self._typed)
        self._say(line((found or " ".join(self._names.endings), "faint")))

    def _say(self, content: Content) -> None:
        """Say something of the name."""
        self.query_one("#exporting-problem", SaidLines).show(content)

    def action_take(self) -> None:
        """Take the name that is typed."""
        name = self._typed
        if not self._names.holds(name):
            self._say(line(("! ", "sign"), plain("the name's ending sets the format, as in .md")))
            return
        refused = self._check(name, self._warned == name)
        if refused is None:
            self.dismiss(name)
            return
        problem = refused.reason
        if refused.is_taken:
            self._warned = name
            problem += f"; {table_of(self).key('write_out')} again replaces it"
        self._say(line(("! ", "sign"), plain(problem)))

    def action_close(self) -> None:
        """Close the dialog."""
        self.dismiss(None)
