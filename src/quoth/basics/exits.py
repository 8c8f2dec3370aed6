"""What a command tells the shell."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Final


class Exit(IntEnum):
    """Exit codes, stable for scripts."""

    DONE = 0
    NOTHING = 1
    USAGE = 2
    STORE = 3
    BROKEN = 70
    """An unexpected error; a crash report is kept. As in sysexits.h."""
    OUTPUT = 74
    """As in sysexits.h."""
    INTERRUPTED = 130


MEANINGS: Final[Mapping[Exit, str]] = {
    Exit.DONE: "found or done",
    Exit.NOTHING: "nothing matched",
    Exit.USAGE: "wrong usage",
    Exit.STORE: "the store is unreadable or invalid",
    Exit.BROKEN: "quoth crashed",
    Exit.OUTPUT: "the output can't be written",
    Exit.INTERRUPTED: "interrupted",
}
"""What each says."""
