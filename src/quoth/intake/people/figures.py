"""An actor whom an article names, and where it does."""

from __future__ import annotations

from collections import Counter

from quoth.intake.text.lexicon import lexicon

PERSON, ORGANISATION, STATE, PLACE, UNKNOWN = "person", "organisation", "state", "place", ""
NAMELESS = "nameless"
"""The kind of a person whom the article only describes."""


class Figure:
    """An actor whom the article names, with what it says about them."""

    __slots__ = (
        "aliases",
        "forms",
        "gender",
        "kind",
        "like_a_place",
        "like_a_thing",
        "mentions",
        "name",
        "role",
        "sure",
        "title",
        "words",
    )

    def __init__(self, name: str, words: tuple[str, ...], kind: str) -> None:
        self.name = name
        self.words = words
        self.kind = kind
        self.gender = ""
        self.sure = False
        """Whether the gender follows from a title or a pronoun's noun, not from a list of names."""
        self.role = ""
        self.title = ""
        """The first title before the name: "Professor"."""
        self.aliases: dict[str, None] = {}
        self.forms: Counter[str] = Counter()
        """How often each of the full names is used."""
        self.mentions: list[NamedAt] = []
        self.like_a_place = 0
        """How often it stands behind "in"."""
        self.like_a_thing = 0
        """How often it stands behind "the" or "a" and nothing else: "the Left"."""

    def learn_gender(self, role: list[str]) -> None:
        """Know the gender by the noun of a role: "her son"."""
        known = lexicon()
        for word in reversed(role):
            gender = known.gender_of(word.lower())
            if gender and not self.sure:
                self.gender, self.sure = gender, True
                return

    @property
    def acts_as_a_body(self) -> bool:
        """Whether this may be a body: it acts, is no outlet of news, and no place or thing."""
        if self.words[-1].lower() in lexicon().outlets or self.words[0] == "Our":
            return False
        if self.kind == ORGANISATION:
            return not self.is_mostly_a_place
        is_other = self.like_a_place or self.like_a_thing or self.role or self.gender
        return not is_other and any(one.subject for one in self.mentions)

    @property
    def is_mostly_a_place(self) -> bool:
        """Whether it often stands behind "in", for what it is."""
        most = len(self.mentions) // 2 if self.kind == ORGANISATION else 0
        return self.like_a_place > most

    @property
    def acts(self) -> bool:
        """Whether this names an actor, not a place; a seat of power is a place unless it acts."""
        if self.kind in (PLACE, UNKNOWN):
            return False
        if self.name not in lexicon().seats or self.name.isupper() or self.like_a_thing:
            return True
        return any(place.subject or place.speaks for place in self.mentions)


class NamedAt:
    """Where somebody is named: the token, the sentence, and how the phrase stands in it."""

    __slots__ = ("first", "full", "sentence", "speaks", "subject", "token")

    def __init__(
        self, token: int, sentence: int, *, subject: bool, first: bool, full: bool, speaks: bool
    ) -> None:
        self.token = token
        self.sentence = sentence
        self.subject = subject
        self.first = first
        self.full = full
        self.speaks = speaks
