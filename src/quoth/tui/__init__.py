"""The explorer: a Textual application over the corpus. The only package that imports Textual."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import Final, NoReturn

from quoth.crash import said_of
from quoth.store import Location
from quoth.store.parsing import probe
from quoth.tui.terminal.kinds import announce, this_terminal

_PATIENCE: Final = 2.0
"""Seconds that whoever leaves waits for a disk."""


def explore(location: Location) -> NoReturn:
    """Open the explorer on a store, and end the process with its exit code.

    The process ends at once: nothing is left to be written by then, and to take millions of records
    apart, or to wait for a store that is still being read, would keep a person for seconds.

    Raises:
        StoreError: the store can't be read.
    """
    probe(location.path)
    announce(this_terminal(os.environ), os.environ)
    from quoth.tui.app import QuothApp  # noqa: PLC0415  # the costly import, once it is of use

    app = QuothApp(location)

    def break_down(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            app.call_later(app.break_down, told.exc_value)

    threading.excepthook = break_down
    error = app.run()
    if app.broken is not None:
        # Told here, where no handler takes it for something that was foreseen.
        print(said_of(app.broken), file=sys.stderr)  # noqa: T201
    elif error is not None:
        raise error
    _finish_writing()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # as one is that the shell closed
            stream.flush()
    os._exit(app.return_code or 0)


def _finish_writing() -> None:
    """Wait for what is still being written, as the draft of a form; not for ever."""
    end = time.monotonic() + _PATIENCE
    for thread in threading.enumerate():
        if not thread.daemon and thread is not threading.current_thread():
            thread.join(max(0.0, end - time.monotonic()))
