"""Whom the label of a turn names: "Mr Roe (Northgate)", "The Minister (Mrs Ada Roe)", "ROE"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from quoth.intake.text.lexicon import lexicon

_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_AGE: Final = re.compile(r"(?:aged?\s)?\d{1,3}(?:,\s*|\Z)")
_NAME_WORD: Final = re.compile(r"@?\w[\w.’'&-]*")


class LabelName(NamedTuple):
    """A label taken apart."""

    words: tuple[str, ...]
    """The name, without titles."""
    role: str = ""
    title: str = ""


def name_in(label: str) -> LabelName:
    """Return the name in a label; a label that is a letter has that alone."""
    outside = _BRACKETS.sub(" ", label).partition(",")[0].strip()
    inside = [found.strip() for found in _BRACKETS.findall(label)]
    role = label.split(",", 1)[1].strip() if "," in label.partition("(")[0] else ""
    role = _AGE.sub("", role)
    if inside and _is_name(inside[0]) and (outside.startswith("The ") or _is_titled(inside[0])):
        return _without_titles(inside[0], outside.removeprefix("The "))
    if inside and not role and not outside.startswith("@"):
        role = inside[0] if inside[0][:1].islower() else ""
    return _without_titles(outside, role)


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _is_titled(name: str) -> bool:
    """Tell whether a name begins with a title: "Minister for Health (Deputy Ada Roe)"."""
    first = name.split(maxsplit=1)[0].lower().rstrip(".")
    return first == "deputy" or first in lexicon().honorifics


def _without_titles(name: str, role: str) -> LabelName:
    words = _NAME_WORD.findall(name)
    title = ""
    known = lexicon().honorifics
    while len(words) > 1 and words[0].lower().rstrip(".") in known:
        title, words = title or words[0], words[1:]
    if len(words) > 1 and words[0] == "The":
        words = words[1:]
    return LabelName(tuple(words), role, title)
