"""Why a change can't be made, said to a person in one line."""

from __future__ import annotations

from quoth.basics.text import NEWLINE_SIGN, spell_out


class EditError(Exception):
    """A change that is refused: what is wrong with it, and what to do; nothing was changed.

    As a text it is one line. What it repeats is spelt out, so that nothing in it can act.
    """

    def __init__(self, message: str) -> None:
        """Take the message."""
        super().__init__(spell_out(message).replace("\n", NEWLINE_SIGN))


class AbsentError(EditError):
    """What was to be taken away from a list isn't in it."""

    def __init__(self, field: str, text: str) -> None:
        """Take the list, and what was typed."""
        super().__init__(f"“{field}” has no “{text}” that could be removed")
        self.field = field
        self.text = text


class ConflictError(EditError):
    """Someone else changed the same thing meanwhile, in a different way."""
