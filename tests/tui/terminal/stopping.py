"""A driver that has to stop while it holds the lock of what it writes."""

from __future__ import annotations

import signal

from quoth.tui.terminal.driver import TerminalDriver


class StoppingDriver(TerminalDriver):
    """Gets one signal to stop, once the statements are written.

    Textual takes it in the place of its own where `TEXTUAL_DRIVER` names it.
    """

    _is_told = False

    def write(self, data: str) -> None:
        """Write, and be told."""
        super().write(data)
        writer = self._writer_thread
        if writer is not None and '"operational' in data and not self._is_told:
            self._is_told = True
            with writer._queue.mutex:
                signal.raise_signal(signal.SIGTSTP)
