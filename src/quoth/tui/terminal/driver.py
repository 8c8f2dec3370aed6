"""The driver: what is asked of the terminal, what it answers, and that it may be gone.

Textual's own asks for more than quoth uses: a report of each movement of the mouse, in
pixels, which sends a dozen bytes up the line for each, and each resize in a way that signals tell
as well. A key that isn't UTF-8 breaks it, and where the terminal is gone it reads on for ever.
"""

from __future__ import annotations

import os
import re
import signal
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ, SelectSelector
from typing import IO, TYPE_CHECKING, Final, Protocol, cast

from textual import events

from quoth.tui.frugal.driver import FrugalDriver
from quoth.tui.terminal.chords import Chords
from quoth.tui.terminal.kinds import ASCII, Characters, this_terminal
from quoth.tui.terminal.leaving import Departure
from quoth.tui.terminal.pasting import Pastes

if TYPE_CHECKING:
    from io import TextIOWrapper

    from textual.app import App
    from textual.message import Message

_MOUSE: Final = (1000, 1002, 1006)
"""Clicks and the wheel, movements while a button is held, and numbers for the places."""
_MEASURE: Final = "\x1b[H…ģ\x1b[6n\r\x1b[K"
"""Has the terminal say how wide it draws a character of ambiguous width and one that is narrow."""
_UNKNOWN_TO_OLD: Final = (
    r"\x1b\[\?\d+\$p|\x1b\[[<>=][\d;]*u|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b\[\?(?:100\d|101\d|1049|2\d\d\d)[hl]"
)
"""Questions, the keyboard of newer terminals, links and titles, mouse, and modes of today."""
_HIDING: Final = "\x1b[?25l"
_POINTER: Final = "\x1b]22;"
_SCREEN: Final = "\x1b[?1049h"
_OTHER_SCREEN: Final = "\x1b[?1049l"
_CLEARED: Final = "\x1b[m\x1b[H\x1b[J"
"""The sequences that clear the screen of a terminal that has only one."""


class Host(Protocol):
    """What the driver sends to the application."""

    def leave_by(self, number: int) -> None:
        """Leave as by a signal."""

    def takes_over(self) -> bool:
        """Take over the screen from the code that holds it, and tell whether any does."""

    def show_as(self, characters: Characters) -> None:
        """Show everything again, in characters that the terminal can show."""

    def break_down(self, error: BaseException) -> None:
        """End as at any unexpected error."""


class Outlet:
    """The stream to the terminal; what is written after it is gone is lost without an error."""

    def __init__(self, stream: IO[str]) -> None:
        """Create an outlet to a stream."""
        self._stream = stream
        self._gone = False

    def fileno(self) -> int:
        """Return the number of the file."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Tell whether it is a terminal."""
        return self._stream.isatty()

    def write(self, text: str) -> int:
        """Write a text."""
        try:
            return 0 if self._gone else self._stream.write(text)
        except (OSError, ValueError):
            self._gone = True
            return 0

    def flush(self) -> None:
        """Send what is written."""
        try:
            if not self._gone:
                self._stream.flush()
        except (OSError, ValueError):
            self._gone = True


class TerminalDriver(FrugalDriver):
    """A driver for the current terminal."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Find out what the terminal can do."""
        self._terminal = this_terminal(os.environ)
        super().__init__(app, debug=debug, mouse=mouse and not self._terminal.is_old, size=size)
        self._host = cast("Host", app)
        self._measuring = self._terminal.is_asked
        if self._file is not None:
            self._file = cast("TextIOWrapper", Outlet(self._file))  # as much of one as is used
        self._departure = Departure()
        self._departure.watch(self._leave)

    def _leave(self, number: int) -> None:
        """Make the application leave as by a signal."""
        self._loop.call_soon_threadsafe(partial(self._host.leave_by, number))

    def _sigtstp_application(self, *_: object) -> None:
        """Give the terminal back, and stop."""
        self._soon(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again."""
        self._soon(super()._sigcont_application)

    def _soon(self, step: Callable[[], None]) -> None:
        """Take a step between two of the event loop.

        A signal comes within any step, also while that holds the lock of what is to be written, for
        which its handler would wait for ever.
        """
        with suppress(RuntimeError):  # the loop is closed, and the program ending
            self._loop.call_soon_threadsafe(step)

    # What is written.

    def write(self, data: str) -> None:
        """Write what the terminal knows; its cursor stays to be seen, where the selection is.

        The mouse pointer keeps its shape, because its movements aren't reported.
        """
        if data == _HIDING or data.startswith(_POINTER):
            return
        if data == _SCREEN and self._host.takes_over():
            return
        if self._terminal.is_old:
            data = re.sub(_UNKNOWN_TO_OLD, "", data.replace(_OTHER_SCREEN, _CLEARED))
            if not data:
                return
        super().write(data)

    def start_application_mode(self) -> None:
        """Take the terminal, and ask it how wide it draws, the first time."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # as it is
        if self._measuring and self._writer_thread is not None:
            self._writer_thread.write(_MEASURE)

    def _enable_mouse_support(self) -> None:
        """Ask for reports of mouse buttons."""
        self._set_mouse("h")

    def _disable_mouse_support(self) -> None:
        """End the reports of the mouse."""
        self._set_mouse("l")

    def _set_mouse(self, switch: str) -> None:
        """Switch the reports of the mouse on or off."""
        if self._mouse:
            self.write("".join(f"\x1b[?{mode}{switch}" for mode in _MOUSE))
            self.flush()

    def _enable_mouse_pixels(self) -> None:
        """Ask for nothing: positions are in cells, not pixels."""

    def _query_in_band_window_resize(self) -> None:
        """Ask for nothing: a signal reports a new size."""

    # What is read.

    def _run_input_thread(self) -> None:
        """Read keys; an error here ends the program."""
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001  # reported where it ends the program
            self._loop.call_soon_threadsafe(self._host.break_down, error)

    def run_input_thread(self) -> None:
        """Read keys until told to stop, or until the terminal is gone."""
        parser = Chords(self._debug)
        pastes = Pastes()
        # A key that isn't what the terminal promised is one key that isn't known.
        decode = getincrementaldecoder(self._terminal.encoding)("replace").decode
        with SelectSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(pastes.patience):
                    data = self._read()
                    if data is None:
                        self._departure.begin(signal.SIGHUP)
                        return
                    for piece in pastes.feed(decode(data)):
                        self._take(piece, parser)
                else:
                    self._take(pastes.let_go(), parser)
                for message in parser.tick():
                    self.process_message(message)

    def _take(self, piece: str | events.Paste, parser: Chords) -> None:
        """Take some keys, or what was pasted."""
        if isinstance(piece, events.Paste):
            self.process_message(piece)
        elif piece:  # to feed it nothing ends it
            for message in parser.feed(piece):
                self.process_message(message)

    def _read(self) -> bytes | None:
        """Return the keys that were pressed; nothing if the terminal is gone."""
        try:
            return os.read(self.fileno, 4096) or None
        except BlockingIOError:
            return b""
        except OSError:
            return None

    def process_message(self, message: Message) -> None:
        """Take the terminal's answer; all else is the application's."""
        if self._measuring and isinstance(message, events.CursorPosition):
            self._measuring = False
            self._take_width(message.x)
        else:
            super().process_message(message)

    def _take_width(self, cells: int) -> None:
        """Show otherwise where the two characters weren't two cells wide.

        Three are one of ambiguous width that is wide; more are bytes each of which was taken for a
        character, by a terminal that doesn't know UTF-8.
        """
        if cells > 2:
            characters = Characters(is_wide=True) if cells == 3 else Characters(ASCII)
            self._loop.call_soon_threadsafe(self._host.show_as, characters)
