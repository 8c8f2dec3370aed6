"""What widgets and screens say of a key that does nothing; a screen knows where to show it."""

from __future__ import annotations

from typing import Final

from textual.message import Message

READING: Final = "The store is still being read."
"""Why nothing can be done yet."""


class Said(Message):
    """Why a key changes nothing, in one line that is neutral."""

    def __init__(self, text: str) -> None:
        """Create the message with a text to show."""
        super().__init__()
        self.text = text
