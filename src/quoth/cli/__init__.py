"""The command line: thin commands for pipes, and the door to the explorer."""

from __future__ import annotations

import gc
import os
import sys


def run() -> None:
    """Run the command of this process, and end it.

    A command is short, and what it makes it needs: nothing is collected, not even while modules
    are imported. Nothing is left to be done at the end either: to take everything apart would take
    as long as a search. The explorer turns the collector on when it has painted.
    """
    gc.disable()
    from quoth.cli.main import main  # noqa: PLC0415  # for the reason above

    try:
        code = main()
    except Exception as error:  # noqa: BLE001  # told in one line, without the data it may hold
        from quoth.basics.crash import EXIT_CODE, said_of  # noqa: PLC0415  # only for a crash

        code = EXIT_CODE
        print(said_of(error), file=sys.stderr)  # noqa: T201
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            continue
    os._exit(code)
