"""One quote in several wordings: who has it how, and what differs; to read, and to go on from."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from quoth.store.errors import Damaged, StoreError
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import settings_of
from quoth.tui.lines.wording_lines import heading, wording_lines
from quoth.tui.look.painting import plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane

if TYPE_CHECKING:
    from quoth.query.families.model import WordingFamily
    from quoth.query.seam import StoreQueries


class WordingsList(ListPane):
    """The statements of a family: the reference, then those that may matter most."""

    ITEM_HEIGHT: ClassVar[int] = 3

    def __init__(self, engine: StoreQueries) -> None:
        """Take what knows the store; nothing is shown yet."""
        super().__init__(id="wordings")
        self._engine = engine
        self._empty = "…"
        self.family: WordingFamily | None = None

    def show(self, family: WordingFamily | None, problem: str = "") -> None:
        """Show a family, or why there is none."""
        self.family = family
        self._empty = problem or "No other statement has these words."
        if family is not None:
            self.border_title = Content(heading(self._engine.corpus, family))
        self.fill(len(family.members) if family else 0, 0)

    def empty_line(self) -> str:
        """Say that it is still looked for, or that there is none."""
        return self._empty

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return a statement: its words, what differs in them, and where it stands."""
        assert self.family is not None  # noqa: S101  # else there are no items
        return wording_lines(self._engine.corpus, self.family, item, width, settings_of(self).dates)

    def chooses_at_once(self) -> bool:
        """Put the cursor where is clicked; a second click reads."""
        return False


class WordingsScreen(Dialog[int], inherit_bindings=False):
    """The dialog, whose result is the row of the statement to be read; none where none is."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.WORDINGS)]

    def __init__(self, engine: StoreQueries, row: int, idle: threading.Event) -> None:
        """Take what finds wordings, whose statement's, and what is set once they are found."""
        super().__init__()
        self._engine = engine
        self._row = row
        self._idle = idle

    def compose(self) -> ComposeResult:
        """Make the list and the keys."""
        with Vertical(id="wordings-box"):
            found = WordingsList(self._engine)
            found.border_title = Content("One quote, its wordings")
            yield found
        yield KeyBar(id="wordings-keys")

    def on_mount(self) -> None:
        """Have the wordings looked for, beside the screen."""
        self.query_one(KeyBar).show_place(Context.WORDINGS)
        self.query_one(WordingsList).focus()
        self._idle.clear()
        threading.Thread(target=self._find, daemon=True).start()

    def _find(self) -> None:
        """Look for the wordings; in a thread."""
        family, problem = None, ""
        try:
            family = self._engine.family(self._row)
        except (StoreError, Damaged) as error:
            problem = plain(str(error))
        if self.is_running:
            self.app.call_from_thread(self.query_one(WordingsList).show, family, problem)
        self._idle.set()

    def action_choose(self) -> None:
        """Read the statement under the cursor."""
        self.query_one(WordingsList).action_choose()

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Close the dialog, to read a statement."""
        event.stop()
        family = self.query_one(WordingsList).family
        if family is not None:
            self.dismiss(family.members[event.item].row)

    def action_close_wordings(self) -> None:
        """Close the dialog."""
        self.dismiss(None)
