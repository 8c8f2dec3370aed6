"""Separates pasted text from typed text before Textual looks for keys.

A terminal brackets what is pasted. Textual's parser looks for keys within it as well: each escape
character there becomes one, and what follows it a command of the explorer instead of a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual.events import Paste

_START: Final = "\x1b[200~"
_END: Final = "\x1b[201~"


class Pastes:
    """Splits a terminal's input into keys and whole pastes, and reads each character once."""

    def __init__(self) -> None:
        """Start with nothing pasted."""
        self._pasted: list[str] | None = None
        self._held = ""

    @property
    def patience(self) -> float:
        """How many seconds to wait for what may finish a mark; a lone escape is a key by itself."""
        return 0.0 if self._held == _START[0] and self._pasted is None else 0.1

    def feed(self, text: str) -> Iterator[str | Paste]:
        """Yield keys, as they were sent, and what was pasted, in order."""
        text, self._held = self._held + text, ""
        while text:
            if self._pasted is None:
                keys, begins, text = text.partition(_START)
                keys = keys if begins else self._hold(keys, _START)
                if keys:
                    yield keys
                self._pasted = [] if begins else None
            else:
                inside, ends, text = text.partition(_END)
                self._pasted.append(inside if ends else self._hold(inside, _END))
                if ends:
                    yield Paste("".join(self._pasted).replace("\x00", ""))
                    self._pasted = None

    def let_go(self) -> str:
        """Return the text that was held back and isn't a mark after all: nothing followed."""
        if self._pasted is not None:
            return ""
        held, self._held = self._held, ""
        return held

    def _hold(self, text: str, mark: str) -> str:
        """Return a text without the beginning of a mark at its end, which is held."""
        for length in range(len(mark) - 1, 0, -1):
            if text.endswith(mark[:length]):
                self._held = text[-length:]
                return text[:-length]
        return text
