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
    INTERRUPTED = 130
