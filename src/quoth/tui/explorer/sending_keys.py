"""The part of the screen whose keys send something out of the explorer: copies, links, files."""

from __future__ import annotations

import os
from functools import partial

from quoth.tui.commands import Context
from quoth.tui.configured import settings_of, told_keys
from quoth.tui.explorer.findings import FindingsScreen
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.messages import READING

# What is opened later is imported on use, so that the first paint comes sooner.
# ruff: noqa: PLC0415


class SendingScreen(FindingsScreen):
    """A screen from which statements are copied, written to files, and traced to their sources."""

    def _close_dialog(self, _: None) -> None:
        """Show the keys of the pane again."""
        raise NotImplementedError

    def action_copy(self) -> None:
        """Copy the quote with its citation."""
        from quoth.presenting.quotation import citation

        if self.marks:
            self.copy_marked()
        elif self.corpus is not None and (row := self.row_at_hand) is not None:
            form = settings_of(self).dates
            text = citation(self.corpus, self.corpus.statements[row], form)
            self.send(text, "Quote and citation")
        else:
            self.say_nothing_here()

    def action_copy_words(self) -> None:
        """Copy the bare words."""
        from quoth.presenting.quotation import bare

        if self.marks:
            self.copy_marked_words()
        elif self.corpus is not None and (row := self.row_at_hand) is not None:
            self.send(bare(self.corpus.statements[row]), "The words")
        else:
            self.say_nothing_here()

    def action_open_source(self) -> None:
        """Open the address of the source."""
        self._open_source(archived=False)

    def action_open_archived(self) -> None:
        """Open the archived copy of the source."""
        self._open_source(archived=True)

    def _open_source(self, *, archived: bool) -> None:
        """Open the source of the current statement."""
        if self.corpus is not None and (row := self.row_at_hand) is not None:
            from quoth.tui.sending.opening_links import open_source

            source = self.corpus.sources[self.corpus.statements[row].source]
            copy = partial(self.send, what="The address")
            open_source(self, source, self.say, copy, archived=archived)
        else:
            self.say_nothing_here()

    def send(self, text: str, what: str) -> None:
        """Send a text to the terminal's clipboard; only the terminal knows whether it arrives."""
        from quoth.tui.sending.clipboard import clipboard_of, for_clipboard

        to = clipboard_of(os.environ)
        if not to:
            self.say(told_keys(self, "This terminal has no clipboard; {export} writes to a file."))
        elif for_clipboard(text) is None:
            text = "That is too long for a terminal's clipboard; {export} writes to a file."
            self.say(told_keys(self, text))
        else:
            self.app.copy_to_clipboard(text)
            self.say(f"{what}: sent to {to}.")

    def action_export(self) -> None:
        """Ask for a file, and write what is shown to it."""
        if self.engine is None or self.result is None:
            self.say(READING)
            return
        from quoth.tui.sending.exporting import ExportScope, ask

        marks = self.marks
        number = marks.count or len(self.result.rows)
        if not number:
            self.say("No statements are shown to write.")
            return
        shown = ExportScope(
            self.engine, self.location, self.query_now, number, marks if marks else None
        )
        self.query_one(KeyBar).show_place(Context.EXPORTING)
        ask(self, shown, self.say, lambda: self._close_dialog(None))
