"""Commands that refuse: the message, and the exit code."""

from __future__ import annotations

from quoth.basics.exits import Exit


class RefusedError(Exception):
    """A command can't be done: one line for the user, and the exit code."""

    def __init__(self, message: str, code: Exit = Exit.USAGE) -> None:
        """Take the line and the exit code."""
        super().__init__(message)
        self.code = code
