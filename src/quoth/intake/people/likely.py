"""Which names hardly stand for a person: a team, a place, a word that only begins a sentence."""

from __future__ import annotations

from typing import Final

from quoth.intake.people.figures import PERSON, Figure, NamedAt
from quoth.intake.text.lexicon import given_names

EARLY: Final = 12
"""How many of the mentions of a name are examined, from the first."""
_TEAMS: Final = frozenset(
    [
        "Town", "City", "United", "Rovers", "Wanderers", "Athletic", "Albion", "County", "FC",
        "Rangers", "Warriors", "Street", "Road", "Park", "Valley", "Hall", "Bay",
    ]
)  # fmt: skip
"""Words that end the names of teams and places, of which none is "she"."""


def is_team(figure: Figure) -> bool:
    """Tell whether a name is a team's or a place's by its last word: "Penharrow Town"."""
    words = figure.words
    is_named = words[0].lower() in given_names() or figure.sure
    return len(words) > 1 and words[-1] in _TEAMS and not is_named


def who_act(found: list[tuple[int, NamedAt, Figure]]) -> list[tuple[int, NamedAt, Figure]]:
    """Return the options for "he" or "she" without what hardly is a person.

    That is a name that is nowhere a subject, if another is; and a word that has a capital letter
    only where it begins a sentence: "Nausea was common".
    """
    acting = [
        one
        for one in found
        if one[2].kind == PERSON or any(at.subject or at.speaks for at in one[2].mentions[:EARLY])
    ]
    return [
        one
        for one in acting or found
        if one[2].kind == PERSON
        or len(one[2].words) > 1
        or (one in acting and not all(at.first for at in one[2].mentions[:EARLY]))
    ]
