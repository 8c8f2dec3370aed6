"""The explorer: a Textual application over the corpus. The only package that imports Textual."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NoReturn

from quoth.basics.crash import said_of
from quoth.basics.garbage import look_through_all_seldom
from quoth.commands import KeyTable
from quoth.query.stores import store_at
from quoth.settings import DEFAULTS, Settings
from quoth.store import Location
from quoth.tui.terminal.early import FirstLine
from quoth.tui.terminal.kinds import announce, this_terminal

_SECONDS_FOR_DISK: Final = 2.0
"""Seconds that leaving waits for a disk."""

if TYPE_CHECKING:
    from quoth.store.snapshot import Snapshot
    from quoth.tui.app import QuothApp


def explore(
    location: Location | None, settings: Settings = DEFAULTS, table: KeyTable | None = None
) -> NoReturn:
    """Open the explorer on a store, and end the process with its exit code.

    Without a store, it shows the greeting, which asks for one. `table` has the commands with their
    keys, as the settings change them.

    Raises:
        StoreError: the store can't be read.
    """
    if location is not None:
        store_at(location, dict).probe()
    from quoth.settings.remembered import RememberedFile, default_path  # noqa: PLC0415

    known = this_terminal(os.environ)
    announce(known, os.environ)
    with FirstLine(known, location.name if location is not None else "") as line:
        from quoth.tui.app import QuothApp  # noqa: PLC0415  # the costly import

        app = QuothApp(location, settings, table, memory=RememberedFile(default_path()), line=line)
        code = _ran(app, line)
    _end(code)


def pick(
    location: Location,
    settings: Settings,
    table: KeyTable,
    text: str,
    take: Callable[[Snapshot, int], None],
    finish: Callable[[], int],
) -> NoReturn:
    """Open the explorer on a store to pick a statement, and end the process with its exit code.

    It begins with the search `text`. `take` is given the statement that is picked, by its row;
    `finish` is called when the terminal is as it was before, and says how the process ends.

    Raises:
        StoreError: the store can't be read.
        OSError: what was picked can't be printed.
    """
    store_at(location, dict).probe()
    known = this_terminal(os.environ)
    announce(known, os.environ)
    with FirstLine(known, location.name) as line:
        from quoth.tui.app import QuothApp  # noqa: PLC0415
        from quoth.tui.configured import Picking  # noqa: PLC0415

        app = QuothApp(location, settings, table, picking=Picking(text, take), line=line)
        code = _ran(app, line)
    _end(code or finish())


def _ran(app: QuothApp, line: FirstLine) -> int:
    """Run the explorer, and return its exit code.

    Raises:
        StoreError: the store can't be read.
    """

    def break_down(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            app.call_later(app.break_down, told.exc_value)

    threading.excepthook = break_down
    look_through_all_seldom()
    error = app.run(mouse=app.settings.mouse)
    line.give_back()
    if app.broken is not None:
        # Printed here, where no handler takes it for an expected error.
        print(said_of(app.broken), file=sys.stderr)  # noqa: T201
    elif error is not None:
        raise error
    return app.return_code or 0


def _end(code: int) -> NoReturn:
    """End the process at once.

    Only threads that are still running have anything left to write. Freeing millions of records, or
    waiting for a store that is still being read, would take seconds.
    """
    _finish_writing()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # as one is that the shell closed
            stream.flush()
    os._exit(code)


def _finish_writing() -> None:
    """Wait a limited time for what is still being written, such as the draft of a form."""
    end = time.monotonic() + _SECONDS_FOR_DISK
    for thread in threading.enumerate():
        if not thread.daemon and thread is not threading.current_thread():
            thread.join(max(0.0, end - time.monotonic()))
