"""Which names hardly stand for a person: a team, a place, an office, a word that is first."""

from __future__ import annotations

from typing import Final

from quoth.intake.people.bodies import BODIES
from quoth.intake.people.figures import Figure
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.layout import BlockKind
from quoth.intake.text.lexicon import countries, given_names, lexicon

EARLY: Final = 12
"""How many of the mentions of a name are examined, from the first."""
_TEAMS: Final = frozenset(
    [
        "Town", "City", "United", "Rovers", "Wanderers", "Athletic", "Albion", "County", "FC",
        "Rangers", "Warriors", "Street", "Road", "Park", "Valley", "Hall", "Bay", "Act", "Treaty",
        "Agreement", "Accord", "Plan", "Fund", "Cup", "Prize", "Award", "Scheme", "Protocol",
        "Review", "Festival", "Trophy", "Championship", "Bridge", "Station", "Airport", "School",
        "College", "Hospital", "Avenue", "Square", "Island", "River", "Lake", "Mountain",
        "State",
    ]
)  # fmt: skip
"""Words that end the names of teams, places and things, of which none is "she"."""


_HOUSES: Final = BODIES | {"playhouse", "arena", "stadium", "centre", "center", "orchestra"}
"""Nouns that end the names of bodies and buildings."""
_SEATS: Final = frozenset(["treasury", "exchequer", "presidency", "chancellery"])
"""Words for offices that are bodies."""


def is_team(figure: Figure) -> bool:
    """Tell whether a name is a team's, a place's or a thing's by its last word: "Bridges Act"."""
    words = figure.words
    if len(words) > 1 and words[-1].lower() in _HOUSES and not figure.sure:
        return True
    is_named = words[0].lower() in given_names() or figure.sure
    return len(words) > 1 and words[-1] in _TEAMS and not is_named


def is_in_the_words(article: ParsedArticle, figure: Figure) -> bool:
    """Tell whether an article names somebody outside its byline and furniture."""
    sentences, layout = article.sentences, article.layout
    return any(
        layout[sentences[at.sentence].paragraph].kind is not BlockKind.APART
        for at in figure.mentions
    )


def may_be_a_name(figure: Figure) -> bool:
    """Tell whether a name of an unknown kind may be a person's.

    It stands behind no "in", and acts somewhere; a single word has a capital letter not only where
    it begins a sentence: "Nausea was common".
    """
    if figure.name.isupper() or figure.like_a_place or _is_a_people(figure):
        return False
    early = figure.mentions[:EARLY]
    acts = any(at.subject or at.speaks for at in early)
    if len(figure.words) > 1:
        return acts or any(at.full for at in early)
    return acts and not all(at.first for at in early)


def _is_a_people(figure: Figure) -> bool:
    """Tell whether a name is for the people of a country: "the Indonesians"."""
    word = figure.words[-1]
    return len(figure.words) == 1 and word.endswith("s") and word[:-1] in countries()


def is_office(figure: Figure) -> bool:
    """Tell whether a capitalised word names an office and not a person: "the Minister"."""
    is_one = len(figure.words) == 1 and not (figure.role or figure.gender)
    return is_one and is_for_an_office(figure.words[0].lower())


def is_countryman(figure: Figure) -> bool:
    """Tell whether a capitalised word behind "the" is for somebody's country: "the Finn"."""
    word = figure.words[0].lower()
    is_one = len(figure.words) == 1 and figure.like_a_thing == len(figure.mentions)
    return is_one and word in lexicon().epithets


def is_for_an_office(word: str) -> bool:
    """Tell whether a word is for the holder of an office."""
    known = lexicon()
    return (word in known.roles or word in known.people) and word not in _SEATS
