"""Tells a key that is pressed with alt from Esc and a key that arrive together.

Most terminals send both as the same two characters. On a busy machine, over a slow line, and where
tmux holds an Esc back, what was pressed as two keys arrives as one. The application knows which
keys with alt mean something: any other is Esc and the key, so that neither is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from textual._xterm_parser import XTermParser
from textual.events import Key

_ESCAPE: Final = "\x1b"
_ALT: Final = "alt+"
_SHIFTED: Final = "alt+shift+"
_BEGIN_SEQUENCES: Final = "[O"
"""What follows an escape character in what terminals send for arrows, F1, the mouse and answers."""
_MEANT: Final = {"alt+b": "ctrl+left", "alt+f": "ctrl+right", "alt+backspace": "ctrl+w"}
"""What terminals send for a word to the left or right, and to delete one, on some systems."""

Knows = Callable[[str], bool]
"""Tells whether a key means something, by its name."""


class Chords(XTermParser):
    """Textual's parser of what a terminal sends, which takes any character after Esc for alt.

    Textual's own knows that of letters alone. Of other keys it drops the Esc, and what is typed
    fast after one waits until the typing ends.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        """Return the keys of a sequence; one with alt has the character that came after Esc."""
        after = sequence[1:] if sequence[:1] == _ESCAPE else ""
        if len(after) == 1 and after not in _BEGIN_SEQUENCES and after not in (_ESCAPE, "\t"):
            sequence, alt = after, True
        for key in super()._sequence_to_key_events(sequence):
            yield Key(f"{_ALT}{key.key}", key.character or sequence) if alt else _named(key)


def meant(key: Key, knows: Knows) -> tuple[Key, ...]:
    """Return the keys that were pressed, of one that the terminal may have put together."""
    if not key.key.startswith(_ALT):
        return (key,)
    if knows(key.key):
        return (_same_time(key, key.key, None),)
    if (other := _MEANT.get(key.key)) and knows(other):
        return (_same_time(key, other, None),)
    if key.character is None:  # the terminal says alt, and not by an Esc
        return (key,)
    plain = _same_time(key, key.key.removeprefix(_ALT), key.character)
    return _same_time(key, "escape", _ESCAPE), plain


def _same_time(key: Key, name: str, character: str | None) -> Key:
    """Return another key that was pressed when one was: before or after a dialog was shown."""
    made = Key(name, character)
    made.time = key.time
    return made


def _named(key: Key) -> Key:
    """Return a key by the name that the settings have for it: `alt+X` for alt, shift and x."""
    letter = key.key.removeprefix(_SHIFTED)
    is_one = letter != key.key and len(letter) == 1
    return Key(f"{_ALT}{letter.upper()}", key.character) if is_one else key
