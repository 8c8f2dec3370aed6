"""The part of the screen that marks statements, and copies those that are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.store.errors import StoreError
from quoth.tui.configured import settings_of
from quoth.tui.explorer.editable import EditableScreen
from quoth.tui.widgets.markable_list import MarkableList
from quoth.tui.widgets.messages import READING, Said
from quoth.tui.widgets.statements_pane import StatementsPane

if TYPE_CHECKING:
    from collections.abc import Callable

    from quoth.query.seam import Changer
    from quoth.store.model import Statement
    from quoth.store.snapshot import Snapshot
    from quoth.tui.explorer.marks import Marks

# Copying is imported on its first use, so that the first paint comes sooner.
# ruff: noqa: PLC0415


class MarkingScreen(EditableScreen):
    """A screen on which statements are marked."""

    @property
    def marks(self) -> Marks:
        """The statements that are marked."""
        return self.query_one(StatementsPane).marks

    @property
    def marked_in_words(self) -> str:
        """How many statements are marked, or will be where the range ends; nothing if none is."""
        pane = self.query_one(StatementsPane)
        known = f"{pane.marks.count:,} marked" if pane.marks else ""
        return f"{pane.in_range:,} from here" if pane.in_range else known

    def show_marks(self) -> None:
        """Say how many statements are marked."""
        raise NotImplementedError

    def send(self, text: str, what: str) -> None:
        """Send a text to the terminal's clipboard."""
        raise NotImplementedError

    def on_markable_list_marks_changed(self, event: MarkableList.MarksChanged) -> None:
        """Say how many statements are marked, and what there is to say of it."""
        self.show_marks()
        if event.said:
            self.say(event.said)

    def on_said(self, event: Said) -> None:
        """Say why a key changes nothing."""
        self.say(event.text)

    def on_markable_list_marks_behind(self, event: MarkableList.MarksBehind) -> None:
        """Look many marks up in another snapshot, beside the screen."""
        pane = self.query_one(StatementsPane)

        def look_up(_: Changer) -> Marks | None:
            try:
                return event.marks.carried_to(event.now)
            except StoreError:
                return None

        def take(found: Marks | None) -> None:
            if pane.are_marks_behind:
                pane.lose_marks() if found is None else pane.take_marks(found)

        self._worker.look(look_up, take)

    async def action_mark_all(self) -> None:
        """Mark all statements that are shown."""
        await self.query_one(StatementsPane).mark_all()

    def action_clear_marks(self) -> None:
        """Remove all marks."""
        if not self.clear_marks():
            self.say("Nothing is marked.")

    def clear_marks(self) -> bool:
        """Remove all marks and say so; tell whether there were any."""
        if not self.marks:
            return False
        number = self.query_one(StatementsPane).clear_marks()
        self.say(f"{number:,} unmarked.")
        return True

    def _copy_marked(self, text_of: Callable[[Snapshot, Statement], str], what: str) -> None:
        """Copy a text of each marked statement, the newest first."""
        from quoth.tui.sending.copying import joined

        marks, snapshot = self.marks, self.corpus
        if snapshot is None or marks.snapshot is not snapshot:
            self.say(READING)
            return
        text, number = joined(snapshot, marks, text_of)
        self.send(text, f"{number:,} {what}")

    def copy_marked(self) -> None:
        """Copy the marked quotes with their citations."""
        from quoth.presenting.quotation import citation

        form = settings_of(self).dates
        self._copy_marked(lambda snapshot, one: citation(snapshot, one, form), "quotes, cited")

    def copy_marked_words(self) -> None:
        """Copy the words of the marked quotes."""
        from quoth.presenting.quotation import bare

        self._copy_marked(lambda _, one: bare(one), "quotes, only their words")
