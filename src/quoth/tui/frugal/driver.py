"""Textual's own driver, writing fewer bytes."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from threading import RLock
from typing import TYPE_CHECKING, Final

from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize

from quoth.tui.frugal.frames import read_frame
from quoth.tui.frugal.painting import paint
from quoth.tui.frugal.screen import Screen
from quoth.tui.frugal.writing import TerminalWriter

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

_SYNC_START: Final = "\x1b[?2026h"
_SYNC_END: Final = "\x1b[?2026l"
_HARMLESS: Final = re.compile(
    r"""(?:
      \x1b\[\?(?:9|12|25|100[0-7]|101[56]|2004|2026|2031|2048)[hl]  # mouse, paste, focus ...
    | \x1b\[\?\d+\$p | \x1b\[[?>]?\d*[cn]                           # questions
    | \x1b\[[<>=]\d*(?:;\d+)?u                                      # the keyboard
    | \x1b\](?:0|1|2|22|52)(?:;[^\x00-\x1f\x7f-\x9f]*)?(?:\x07|\x1b\\)  # titles, clipboard ...
    | \x1bP(?:tmux;(?:[^\x1b]|\x1b\x1b)*|[^\x1b]*|\x1b\]52;[^\x1b]*)\x1b\\  # the same, wrapped
    | \x07
    )++""",
    re.VERBOSE,
)
"""What changes neither a cell, nor the cursor's place, nor the colours that are set."""
_ERASING_IN_COLOUR: Final = ("alacritty", "foot", "konsole", "linux", "putty", "rxvt", "xterm")
"""How values of `TERM` begin that promise to erase with the background that is set."""

_AT_REST: Final = "\x1b[m\x1b]8;;\x1b\\"
"""What leaves the colours as Textual leaves them, wherever they were."""


class FrugalDriver(LinuxDriver):
    """Sends only the cells of a frame that the terminal doesn't show already.

    Whatever isn't a frame passes as it is, in order. Where it may have changed what the terminal
    shows, the copy of that is forgotten, as it is when the size changes: what follows is then sent
    whole, as Textual would.
    """

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Create a driver that assumes nothing of what the terminal shows."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._in_colour = "STY" not in os.environ and os.environ.get("TERM", "").startswith(
            _ERASING_IN_COLOUR
        )
        self._screen: Screen | None = None
        self._forgotten = False
        self._holds_start = False
        self._busy = False
        # A signal's handler, as that of ctrl+z, may write in the midst of another write.
        self._lock = RLock()

    def forget(self) -> None:
        """Take the terminal to show anything, so that the next frames are sent whole."""
        self._forgotten = True

    def process_message(self, message: Message) -> None:
        """Forget the copy where the terminal itself says that its size changed."""
        if isinstance(message, Resize):
            self.forget()
        super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Forget the copy, because Textual calls this when the size changed.

        The terminal is the one that is drawn on: stdout, which Textual asks, may be a pipe.
        """
        self.forget()
        if self._file is not None and "COLUMNS" not in os.environ and "LINES" not in os.environ:
            with suppress(OSError, ValueError):
                columns, lines = os.get_terminal_size(self._file.fileno())
                if columns and lines:
                    return columns, lines
        return super()._get_terminal_size()

    def write(self, data: str) -> None:
        """Write what Textual gives, or as much of it as the terminal doesn't show already."""
        with self._lock:
            if self._busy:
                self._forgotten = True
                super().write(_AT_REST + data)
                return
            self._busy = True
            try:
                sent = self._reduced(data)
            finally:
                self._busy = False
            if sent:
                super().write(sent)

    def _reduced(self, data: str) -> str:
        """Return what is sent for a text."""
        if data == _SYNC_START and not self._holds_start:
            # It is of use only if something follows.
            self._holds_start = True
            return ""
        if data == _SYNC_END and self._holds_start:
            self._holds_start = False
            return ""
        sent = data if _HARMLESS.fullmatch(data) else self._frame(data)
        if sent and self._holds_start:
            self._holds_start = False
            sent = _SYNC_START + sent
        return sent

    def _frame(self, data: str) -> str:
        """Return what is sent for a frame; all of it, and the copy forgotten, if it is unclear."""
        screen = self._known_screen()
        frame = None if screen is None else read_frame(data)
        if screen is not None and frame is not None:
            sent = paint(screen, frame, in_colour=self._in_colour)
            if self._forgotten:  # by a signal's handler, meanwhile
                self._screen = None
                return _AT_REST + data
            if sent is not None:
                return sent
        return self._at_rest() + data

    def _known_screen(self) -> Screen | None:
        """Return the copy, a new one where the old is of no use; nothing without a terminal."""
        if self._file is None:
            return None
        try:
            size = tuple(os.get_terminal_size(self._file.fileno()))
        except (OSError, ValueError):
            return None
        if not all(size):
            return None
        if self._forgotten or self._screen is None or self._screen.size != size:
            self._forgotten = False
            pen = self._screen.pen if self._screen else None
            self._screen = Screen(*size)
            self._screen.pen = pen
        return self._screen

    def _at_rest(self) -> str:
        """Return what leaves the colours as Textual left them, and forget the copy."""
        if self._screen is None:
            return ""
        writer = TerminalWriter(self._screen)
        writer.rest()
        self._screen = None
        return writer.sent
