"""The names of keys: as they are shown, as they are written in a config file, and in Textual.

Textual calls a key by its character if that is a letter or a digit, by the character's Unicode name
otherwise (`slash`, `question_mark`), and by a name of its own if it has no character (`pagedown`);
`ctrl+`, `alt+` and `shift+` come before it. It silently accepts any other name, for a key that is
never pressed. So the names in a config file are checked here, and keys that a terminal can't send
are refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from quoth.basics.guessing import guess, named

_NAMED: Final = {
    "escape": "esc", "enter": "enter", "tab": "tab", "space": "space", "backspace": "backspace",
    "delete": "del", "insert": "ins", "home": "home", "end": "end", "pageup": "pgup",
    "pagedown": "pgdn", "up": "↑", "down": "↓", "left": "←", "right": "→",
} | {f"f{number}": f"F{number}" for number in range(1, 25)}  # fmt: skip
"""The keys without a character, as Textual calls them, and as a person reads them."""
_SPELLINGS: Final = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup",
    "page_up": "pageup", "pgdn": "pagedown", "page_down": "pagedown", "blank": "space",
}  # fmt: skip
"""Other ways to write them."""
_CHARACTERS: Final = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at",
    "hyphen_minus": "minus", "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Unicode's names of characters, and the shorter ones that Textual has for them."""
_SIGNS: Final = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_MODIFIERS: Final = ("ctrl", "alt", "shift")
_WITH_CTRL: Final = frozenset("abcdefgjklnopqrstuvwxyz@") | {
    "backslash", "right_square_bracket", "circumflex_accent", "underscore",
}  # fmt: skip
"""The characters that terminals can send together with ctrl."""
_SAME: Final = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace"}
"""What terminals send as if it was another key."""
_MOVED: Final = frozenset(
    {"up", "down", "left", "right", "home", "end", "insert", "delete", "pageup", "pagedown"}
)
"""The named keys that terminals can send with ctrl or shift, beside the function keys."""


class KeyNameError(ValueError):
    """A text that names no key that a terminal sends; the message says why, in a few words."""


def key_name(key: str) -> str:
    """Return a key that Textual names as a person reads it: `ctrl-p`, `/`, `pgdn`."""
    *modifiers, base = key.split("+")
    return "-".join((*modifiers, _NAMED.get(base) or _character(base) or base))


def key_of(written: str) -> str:
    """Return Textual's name of a key as the user wrote it: `/`, `slash`, `ctrl+f`, `F5`, `esc`.

    Raises:
        KeyNameError: there is no such key, or terminals can't send it.
    """
    if len(written) == 1:
        return "space" if written == " " else _of_character(written)
    *modifiers, base = _parts(written)
    base = _of_character(base) if len(base) == 1 else _of_name(base, written)
    for modifier in modifiers:
        if modifier not in _MODIFIERS or modifiers.count(modifier) > 1:
            raise KeyNameError(f"“{modifier}+” is none of ctrl+, alt+ and shift+")
    return _sendable(sorted(modifiers, key=_MODIFIERS.index), base)


def types_a_character(key: str) -> bool:
    """Tell whether a key, as Textual names it, types a character where text is typed."""
    return key == "space" or (key not in _NAMED and "+" not in key)


def _parts(written: str) -> list[str]:
    """Return the modifiers and the base of a key; `ctrl++` is ctrl with a plus."""
    *before, last = written.removesuffix("+").replace("-", "+").split("+")
    parts = [*(part.lower() for part in before), last]
    if written.endswith("+"):
        parts = [*(part.lower() for part in parts if part), "+"]
    return parts


def _of_character(character: str) -> str:
    """Return the name of the key that types a character."""
    if not character.isprintable():
        raise KeyNameError("a character that can't be seen names no key")
    if character.isalnum():
        return character
    import unicodedata  # noqa: PLC0415  # for those who have keys of their own

    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _CHARACTERS.get(name, name) or character


@cache
def _signs() -> Mapping[str, str]:
    """Return the signs of a keyboard by the names of their keys."""
    return {_of_character(sign): sign for sign in _SIGNS}


def _character(name: str) -> str:
    """Return the character that a key is named for, if it is."""
    if sign := _signs().get(name):
        return sign
    import unicodedata  # noqa: PLC0415  # see above

    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return ""


def _of_name(base: str, written: str) -> str:
    """Return the name of a key that is written as a name.

    Raises:
        KeyNameError: there is no such key.
    """
    name = base.lower().replace("-", "_")
    name = _SPELLINGS.get(name, name)
    if name in _NAMED:
        return name
    character = _character(name)
    if character and not character.isalnum() and _of_character(character) == name:
        return name
    raise KeyNameError(_no_such_key(written, name))


def _no_such_key(written: str, name: str) -> str:
    """Say that there is no such key, and which is the nearest."""
    meant = guess(name, (*_NAMED, *_SPELLINGS, *map(_of_character, _SIGNS)))
    return f"there is no key {named(written)}{meant or '; write f, G, /, f5, ctrl+f, pagedown'}"


def _sendable(modifiers: list[str], base: str) -> str:
    """Return a key with its modifiers, if terminals can send it.

    Raises:
        KeyNameError: they can't, or send another in its place.
    """
    key = "+".join((*modifiers, base))
    if key in _SAME:
        raise KeyNameError(f"terminals send {_SAME[key]} for {key}; write that")
    character = base not in _NAMED or base == "space"
    if character and "shift" in modifiers:
        raise KeyNameError(f"terminals send no {key}; write the capital letter, or the sign itself")
    if character and "ctrl" in modifiers and (base not in _WITH_CTRL or len(modifiers) > 1):
        raise KeyNameError(f"terminals send no {key}; ctrl+ goes with small letters")
    if not character and modifiers and not _moves(base, modifiers):
        raise KeyNameError(f"terminals send no {key}")
    return key


def _moves(base: str, modifiers: list[str]) -> bool:
    """Tell whether terminals send a key without a character with some modifiers."""
    if "+".join((*modifiers, base)) in ("shift+tab", "alt+enter", "alt+backspace"):
        return True
    return base in _MOVED or (base.startswith("f") and base[1:].isdigit())
