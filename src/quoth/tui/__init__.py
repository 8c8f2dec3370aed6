"""The explorer: a Textual application over the corpus. The only package that imports Textual."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from quoth.commands import Table
from quoth.settings import DEFAULTS, Settings
from quoth.store import Location
from quoth.store.parsing import probe

if TYPE_CHECKING:
    from quoth.corpus import Corpus
    from quoth.tui.app import QuothApp


def explore(
    location: Location, settings: Settings = DEFAULTS, table: Table | None = None
) -> NoReturn:
    """Open the explorer on a store, and end the process with its exit code.

    `table` has the commands with the keys that the settings give them, if they give any.

    Raises:
        StoreError: the store can't be read.
    """
    probe(location.path)
    from quoth.remembered import Memory, default_path  # noqa: PLC0415
    from quoth.tui.app import QuothApp  # noqa: PLC0415  # the costly import, once it is of use

    app = QuothApp(location, settings, table, memory=Memory(default_path()))
    _end(_ran(app))


def pick(
    location: Location,
    settings: Settings,
    table: Table,
    text: str,
    take: Callable[[Corpus, int], None],
    finish: Callable[[], int],
) -> NoReturn:
    """Open the explorer on a store to pick a statement, and end the process with its exit code.

    It begins with the search `text`. `take` is given the statement that is picked, by its row;
    `finish` is called when the terminal is as it was before, and says how the process ends.

    Raises:
        StoreError: the store can't be read.
        OSError: what was picked can't be printed.
    """
    probe(location.path)
    from quoth.tui.app import QuothApp  # noqa: PLC0415
    from quoth.tui.configured import Picking  # noqa: PLC0415

    app = QuothApp(location, settings, table, picking=Picking(text, take))
    _end(_ran(app) or finish())


def _ran(app: QuothApp) -> int:
    """Run the explorer, and return its exit code.

    Raises:
        StoreError: the store can't be read.
    """
    error = app.run(mouse=app.settings.mouse)
    if error is not None:
        raise error
    return app.return_code or 0


def _end(code: int) -> NoReturn:
    """End the process at once.

    Nothing is left to be written, and to take millions of records apart, or to wait for a store
    that is still being read, would keep a person for seconds.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # as one is that the shell closed
            stream.flush()
    os._exit(code)
