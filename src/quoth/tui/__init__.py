"""The explorer: a Textual application over the corpus. The only package that imports Textual."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from quoth.store import Location
from quoth.store.parsing import probe


def explore(location: Location) -> NoReturn:
    """Open the explorer on a store, and end the process with its exit code.

    The process ends at once: nothing is left to be written by then, and to take millions of records
    apart, or to wait for a store that is still being read, would keep a person for seconds.

    Raises:
        StoreError: the store can't be read.
    """
    probe(location.path)
    from quoth.tui.app import QuothApp  # noqa: PLC0415  # the costly import, once it is of use

    app = QuothApp(location)
    error = app.run()
    if error is not None:
        raise error
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # as one is that the shell closed
            stream.flush()
    os._exit(app.return_code or 0)
