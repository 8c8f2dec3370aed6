"""What may be sent to a terminal's clipboard."""

from __future__ import annotations

from typing import Final

from quoth.text import neutralise

_LONGEST: Final = 74_994
"""Bytes, in base64, that terminals take at most in the sequence that copies (OSC 52)."""


def for_clipboard(text: str) -> str | None:
    """Return a text so that pasting it does no harm; nothing if it is too long to send."""
    neutral = neutralise(text, lines=True).text
    return neutral if -(-len(neutral.encode()) // 3) * 4 <= _LONGEST else None
