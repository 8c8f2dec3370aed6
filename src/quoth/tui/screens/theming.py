"""Choosing the colours: those under the cursor are shown at once, and kept when chosen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from quoth.basics.naming import folded
from quoth.settings.model import THEMES
from quoth.tui.commands import Context, bindings
from quoth.tui.look.painting import line
from quoth.tui.screens.narrowing import NarrowingScreen, line_to_type
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.narrowed import NarrowedList, NarrowedRow


class ThemeScreen(NarrowingScreen[None], inherit_bindings=False):
    """The list of colours, beside the screen that is seen in them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.CHOOSING, Context.NARROWING)]

    def __init__(self) -> None:
        """Create the dialog with the current theme."""
        super().__init__()
        self._before = ""

    def compose(self) -> ComposeResult:
        """Make the line to type in, the list, and the keys."""
        with Vertical(id="theme-box") as box:
            box.border_title = Content("Colours")
            yield line_to_type("type to find one")
            yield NarrowedList[str](id="themes", empty="There is no such theme.")
        yield KeyBar(id="theme-keys")

    def on_mount(self) -> None:
        """Show all, with the cursor on those of now."""
        self.query_one(KeyBar).show_place(Context.CHOOSING)
        self.query_one(Input).focus()
        self._before = self.app.theme
        self._show()

    def _show(self) -> None:
        """Show the colours that are left."""
        known = [name for name in THEMES if name in self.app.available_themes]
        wanted = folded(self.typed).split()
        left = [name for name in known if all(word in name for word in wanted)]
        place = left.index(self.app.theme) if self.app.theme in left else 0
        rows = [NarrowedRow(line(f" {name}"), self._mark(name), name) for name in left]
        self.rows.show(rows, place)

    def _mark(self, name: str) -> Content:
        """Return what marks the colours that are left as they are by escape."""
        return line(("now ", "faint")) if name == self._before else Content("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is left."""
        event.stop()
        self._show()

    def on_list_pane_moved(self, event: ListPane.Moved) -> None:
        """Show all in the colours that the cursor is on."""
        event.stop()
        if (name := self.rows.value) is not None and name != self.app.theme:
            self.app.theme = name

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Take what was clicked."""
        event.stop()
        self.action_choose_row()

    def action_choose_row(self) -> None:
        """Keep the colours that are seen."""
        if self.rows.value is not None:
            self.dismiss(None)

    def action_close(self) -> None:
        """Restore the colours from before."""
        self.app.theme = self._before
        self.dismiss(None)
