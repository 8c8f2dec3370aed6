"""The people and organisations that part of an article names: the possible speakers nearby."""

from __future__ import annotations

from typing import Final, NamedTuple

from quoth.intake.attributing.cues import view
from quoth.intake.people.names import Register
from quoth.intake.text.article import read
from quoth.intake.text.chunks import chunks

_AROUND: Final = 6_000
"""Characters before and behind a place in which names are looked for: time is bounded so."""


class NamedHere(NamedTuple):
    """A person or organisation that an article names."""

    name: str
    places: tuple[int, ...]
    """Where in the text, in its order."""


def everybody(text: str, place: int) -> list[NamedHere]:
    """Return who is named around a place of a text, by their fullest names."""
    begin = _line(text, max(0, place - _AROUND))
    piece = text[begin : place + _AROUND]
    article = read(piece)
    register = Register(article)
    register.read([view(article, one, chunks(article, one.start, one.end))
                   for one in article.sentences])  # fmt: skip
    return [
        NamedHere(one.name, tuple(sorted(begin + article.starts[at.token] for at in one.mentions)))
        for one in register.everybody
        if one.mentions
    ]


def _line(text: str, place: int) -> int:
    """Return where the first line begins from a place on; the place if none does."""
    return text.find("\n", place) + 1 if place else 0
