"""The people and organisations that a piece of an article names: the likely speakers near it."""

from __future__ import annotations

from typing import Final, NamedTuple

from quoth.intake.attributing.cues import sentence_views
from quoth.intake.people.names import Register
from quoth.intake.text.article import read

_AROUND: Final = 6_000
"""Characters before and behind a place in which names are looked for, so that time is bounded."""


class NamedHere(NamedTuple):
    """A person or an organisation, and where an article names it."""

    name: str
    places: tuple[int, ...]
    """The offsets of its mentions, in order."""


def everybody(text: str, place: int) -> list[NamedHere]:
    """Return the people and organisations named around a place of a text, by fullest names."""
    begin = _beginning(text, place)
    piece = text[begin : place + _AROUND]
    article = read(piece)
    register = Register(article)
    register.read(sentence_views(article))
    return [
        NamedHere(one.name, tuple(sorted(begin + article.starts[at.token] for at in one.mentions)))
        for one in register.everybody
        if one.mentions
    ]


def _beginning(text: str, place: int) -> int:
    """Return where the piece around a place begins: with a line, if one begins before the place."""
    first = max(0, place - _AROUND)
    return max(first, text.find("\n", first, place) + 1) if first else 0
