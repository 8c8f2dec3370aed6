"""What opens over the explorer: its look is read after the first paint."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import ClassVar, Final, TypeVar

from textual import on
from textual.css.stylesheet import Stylesheet
from textual.events import Key
from textual.message import Message
from textual.screen import ModalScreen

from quoth.basics.keys import key_name
from quoth.tui.commands import Context
from quoth.tui.configured import table_of
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.messages import Said

_Answer = TypeVar("_Answer")
_LOOK: Final = Path(__file__).parents[1] / "styles" / "dialogs.tcss"


def read_look(sheet: Stylesheet) -> None:
    """Read the style sheet of dialogs ahead of the first one.

    Textual reads a sheet that it meets with a new screen together with all others, and styles every
    widget again: some frames in which the first dialog would not be there.
    """
    if not sheet.has_source(str(_LOOK), ""):
        sheet.read(_LOOK)
        sheet.parse()


class Dialog(ModalScreen[_Answer], inherit_bindings=False):
    """A screen over the explorer, whose result is an answer."""

    CSS_PATH = _LOOK

    class HelpWanted(Message):
        """The user asks for help, which is itself a dialog: the application opens it."""

        def __init__(self, places: Sequence[Context]) -> None:
            """Create the message with the places whose keys come first."""
            super().__init__()
            self.places = places

    def show_changes(self) -> None:
        """Show the store as it is now; most dialogs show nothing of it."""

    def say(self, text: str) -> bool:  # noqa: ARG002  # for those that have a place
        """Say something that is soon forgotten; return whether there is a place for it here."""
        return False

    @on(Said)
    def _say_why(self, event: Said) -> None:
        """Say why a key changes nothing, where there is a place for it."""
        if not self.say(event.text):
            bars = self.query(KeyBar) or self.app.screen_stack[0].query(KeyBar)
            for bar in bars:
                bar.say(event.text)

    def action_dialog_help(self) -> None:
        """Show every key, those of the dialog first."""
        self.post_message(self.HelpWanted([bar.place for bar in self.query(KeyBar)]))

    def takes(self, event: Key) -> bool:  # noqa: ARG002  # for those that ask
        """Tell whether a key is meant for this dialog; most take every key."""
        return True

    def keep_draft(self) -> None:
        """Keep aside what is typed, now and whatever is under way; most dialogs have no draft."""

    async def keep_typed(self) -> None:
        """Keep what is typed before a forced exit, and wait for what is being saved."""


class Asking(Dialog[_Answer], inherit_bindings=False):
    """A dialog that agrees to nothing before it has shown it.

    A key that was typed ahead waits in a queue until the dialog is there. It was meant for
    something that you hadn't read.
    """

    AGREEING: ClassVar[frozenset[str]] = frozenset()
    """The commands that agree to what is shown."""

    _seen_since: float = math.inf

    def not_seen_yet(self) -> None:
        """Take no agreement from now on: something else will be shown."""
        self._seen_since = math.inf

    def seen_when_painted(self) -> None:
        """Take agreement from when the screen is painted as it is now."""
        self.not_seen_yet()
        self.call_after_refresh(self._is_seen)

    def _is_seen(self) -> None:
        """Take keys typed from now on."""
        self._seen_since = monotonic()

    def takes(self, event: Key) -> bool:
        """Refuse a key that would agree to what wasn't painted when it was typed, and say so."""
        if event.time >= self._seen_since:
            return True
        commands = table_of(self).commands
        if not any(event.key in one.keys for one in commands if one.id in self.AGREEING):
            return True
        early = f"{key_name(event.key)} came before this was shown. Press it again to agree."
        self.post_message(Said(early))
        return False
