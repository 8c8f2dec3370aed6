"""What a command tells the shell."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes, stable for scripts."""

    DONE = 0
    NOTHING = 1
    """Nothing matched."""
    USAGE = 2
    STORE = 3
    """The store is unreadable or invalid."""
    BROKEN = 70
    """An error that nobody foresaw, of which a report is kept; as in sysexits.h."""
    OUTPUT = 74
    """What was found can't be written; as in sysexits.h."""
    INTERRUPTED = 130
