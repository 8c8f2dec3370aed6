"""Commands that refuse: the line for a person, and the exit code."""

from __future__ import annotations

from quoth.basics.exits import Exit


class RefusedError(Exception):
    """What was asked for can't be done: a line for a person, and what the shell is told."""

    def __init__(self, message: str, code: Exit = Exit.USAGE) -> None:
        """Take the line and the exit code."""
        super().__init__(message)
        self.code = code
