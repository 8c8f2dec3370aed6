"""The first line of the explorer, shown before Textual is there to show anything.

To import Textual takes longer than all that follows. Meanwhile a person sees that their store is
being opened, on the very screen on which the explorer then appears.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType, TracebackType
from typing import Final

from quoth.basics.text import neutralise
from quoth.tui.terminal.kinds import Terminal

_TAKEN: Final = "\x1b[?1049h\x1b[H"
_GIVEN_BACK: Final = "\x1b[?1049l"
_ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_LONGEST: Final = 50
"""Characters of a name that are shown."""


class FirstLine:
    """The terminal's other screen with a line on it, until a driver takes over.

    It is given back where none does, whatever happens in between.
    """

    def __init__(self, known: Terminal, store: str) -> None:
        """Create the first line, from the name of the store and the abilities of the terminal.

        Where no store is, only the program is named.
        """
        self._name = store
        # Who names another driver has that one draw everything.
        named = "TEXTUAL_DRIVER" in os.environ
        self._may = known.is_asked and not named and sys.platform != "win32"
        self._holds = False

    def __enter__(self) -> FirstLine:
        """Show the line."""
        if self._may:
            self._holds = True
            for number in _ENDING:
                if signal.getsignal(number) is signal.SIG_DFL:
                    signal.signal(number, self._end)
            name = neutralise(self._name, limit=_LONGEST).text
            opening = f"  opening {name} …" if name else ""
            self._write(f"{_TAKEN} \x1b[1mquoth\x1b[m{opening}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Give the screen back."""
        self.give_back()

    def give_back(self) -> None:
        """Give the screen back, unless it was taken over."""
        if self.pass_on():
            self._write(_GIVEN_BACK)

    def pass_on(self) -> bool:
        """Hand the screen over, and tell whether it was held."""
        held, self._holds = self._holds, False
        return held

    def _end(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """End the process by a signal, as the explorer would."""
        self.give_back()
        os._exit(128 + number)

    def _write(self, text: str) -> None:
        """Write to the terminal at once; one that is gone shows nothing."""
        try:
            os.write(2, text.encode())
        except OSError:
            self._holds = False
