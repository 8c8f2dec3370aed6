"""How the program leaves at a signal, whatever state it is in.

A signal, and a terminal that is gone, have the application leave in order: what was typed is kept,
the terminal is given back, and the exit code is 128 and the signal's number. A thread of its own
sees to it: where the application doesn't end in time, as when it waits for a terminal that takes
nothing any more, the thread gives the terminal back as far as that goes, and ends the process.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, Final, NoReturn

if sys.platform != "win32":
    import termios

_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT")
    if hasattr(signal, name)
)  # fmt: skip
_SECONDS_TO_LEAVE: Final = 4.0
"""Seconds in which the application must end."""
_LAST: Final = 0.5
"""Seconds in which a terminal has to take the last bytes."""
_GIVEN_BACK: Final = (
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # mouse
    "\x1b[?1004l\x1b[?2004l\x1b[?2026l\x1b[?2048l\x1b[<u"  # focus, paste, updates, sizes, keyboard
    "\x1b[?7h\x1b[m\x1b[?1049l\x1b[?25h"  # wrapping, colours, the other screen, the cursor
)
"""Switches off what any driver switches on."""

Leave = Callable[[int], object]
"""Has the application leave by a signal; called in a thread."""


def exit_code(number: int) -> int:
    """Return the exit code of a program that a signal ended, as shells have it."""
    return 128 + number


def has_shell() -> bool:
    """Tell whether there is a shell that would resume a suspended program.

    There is none where the program leads its session, or shares its group with who does, as under
    `ssh -t HOST quoth` or in a window of tmux; nor where who began it is gone.
    """
    if sys.platform == "win32":
        return False
    session = os.getsid(0)
    try:
        return os.getpgrp() != session and os.getsid(os.getppid()) == session
    except OSError:
        return False


class Departure:
    """Ends the program, in order if that is possible."""

    def __init__(self) -> None:
        """Record the state of the terminal."""
        self._attributes: list[Any] | None = None
        if sys.platform != "win32":
            with suppress(termios.error, OSError, ValueError):
                self._attributes = termios.tcgetattr(0)
        self._asked, self._asking = os.pipe()

    def watch(self, leave: Leave) -> None:
        """Take the signals from now on; those that are ignored, as by `nohup`, stay so.

        Raises:
            ValueError: this isn't the main thread, the only one that may take signals.
        """
        for number in _SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._caught)
        threading.Thread(target=self._wait, args=(leave,), daemon=True).start()

    def _caught(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Take a signal. In here nothing may be done that waits for anything."""
        self.begin(number)

    def begin(self, number: int) -> None:
        """Make the program leave as by a signal."""
        os.write(self._asking, bytes([number]))

    def _wait(self, leave: Leave) -> None:
        """Wait for a signal, and for the end.

        Another signal changes nothing: a terminal that goes often sends several.
        """
        number = os.read(self._asked, 1)[0]
        with suppress(RuntimeError):  # it doesn't run any more, and is ending
            leave(number)
        time.sleep(_SECONDS_TO_LEAVE)
        self._end(number)

    def _end(self, number: int) -> NoReturn:
        """Give the terminal back, if it takes that, and end the process."""
        last = threading.Thread(target=self._give_back, daemon=True)
        last.start()
        last.join(_LAST)
        os._exit(exit_code(number))

    def _give_back(self) -> None:
        """Leave the terminal as it was."""
        with suppress(OSError):
            os.write(2, _GIVEN_BACK.encode())
        if sys.platform != "win32" and self._attributes is not None:
            with suppress(termios.error, OSError):
                termios.tcsetattr(0, termios.TCSANOW, self._attributes)
