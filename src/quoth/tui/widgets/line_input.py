"""An input of one line, in which all that is pasted arrives."""

from __future__ import annotations

from textual.events import Paste
from textual.widgets import Input

from quoth.basics.text import as_entered


class LineInput(Input):
    """An input of one line: lines that are pasted into it become one."""

    def _on_paste(self, event: Paste) -> None:
        """Take all that is pasted, with one blank for line breaks, tabs and the like."""
        event.prevent_default()
        event.stop()
        self.replace(self.pasted(event.text), *self.selection)

    def pasted(self, text: str) -> str:
        """Return the text to insert for a pasted one."""
        return " ".join(as_entered(text).split())
