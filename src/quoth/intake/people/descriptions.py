"""Whom a description stands for: "the French leader" is the person whom the article gave that role.

Only one who fits alone is taken: the role's own word ("Mayor Ada Marsh", then "the mayor"), or
"leader" for a head of state or government of the same country. A former holder is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from operator import attrgetter, itemgetter
from typing import Final

from quoth.intake.people.bodies import BODIES, FIRMS
from quoth.intake.people.figures import ORGANISATION, PERSON, UNKNOWN, Figure, NamedAt
from quoth.intake.people.name_parts import SPELT
from quoth.intake.text.lexicon import countries, lexicon
from quoth.intake.text.shapes import is_for_a_person

_HEADS: Final = frozenset(["president", "premier", "chancellor", "minister", "king", "queen"])
_FORMER: Final = frozenset(["former", "ex", "then", "late", "one-time", "vice", "deputy"])


_EARLY: Final = 40
"""How many mentions of an organisation are examined."""
_SOON: Final = 100
"""How many tokens after "the harbour master" his name may follow."""
MOST: Final = 20
"""A role that more people held in an article isn't taken for any of them."""


class Holders:
    """The people of an article by the words of the roles that it gives them."""

    def __init__(self, everybody: Iterable[Figure]) -> None:
        self._by_word: dict[str, list[Figure]] = {}
        everybody = list(everybody)
        self._groups = [
            figure
            for figure in everybody
            if figure.mentions and not figure.is_mostly_a_place and _is_body(figure)
        ][: MOST + 1]
        self._nameable = [
            figure
            for figure in everybody
            if figure.mentions and len(figure.words) > 1 and not figure.role and not figure.sure
        ][: MOST + 1]
        self._acting = [
            figure
            for figure in everybody
            if figure.kind in (ORGANISATION, UNKNOWN) and figure.acts_as_a_body
        ][: MOST + 1]
        """Those named in whatever way who may be a firm."""
        self._short: dict[str, list[Figure]] = {}
        """Those named by one word, by that word."""
        for figure in everybody:
            if len(figure.words) == 1 and figure.kind in (ORGANISATION, UNKNOWN):
                self._short.setdefault(figure.words[0], []).append(figure)
        for figure in everybody:
            if figure.kind == PERSON and figure.role and figure.mentions:
                for word in _role(figure):
                    self._by_word.setdefault(word, []).append(figure)

    def group(self, words: list[str], token: int, sentence: int) -> Figure | None:
        """Return the organisation, named before a token, that "the company" stands for, if any.

        It is the subject of the same sentence, or has the word in its name, and no other has; or it
        is the only one that was named.
        """
        noun = words[-1].lower() if words else ""
        if len(words) == 1 and (one := self._ending_with(noun, token)) is not None:
            return one
        if noun not in BODIES or (len(words) > 1 and noun not in FIRMS):
            return None
        here = [
            figure
            for figure in self._nameable
            if any(
                place.sentence == sentence and place.subject and place.token < token
                for place in figure.mentions[:_EARLY]
            )
        ]
        if noun in FIRMS and len(here) == 1:
            return here[0]
        if noun in FIRMS and (near := self._in_sentence_before(sentence)) is not None:
            return near
        before = [figure for figure in self._groups if figure.mentions[0].token < token]
        if len(before) > MOST:
            return None
        held = [figure for figure in before if noun == figure.role.lower().rpartition(" ")[2]]
        if held:
            return max(held, key=lambda one: one.mentions[0].token)
        named = [figure for figure in before if noun in figure.name.lower().split()]
        if len(named) == 1:
            return named[0]
        sure = [figure for figure in before if figure.kind == ORGANISATION]
        if noun in FIRMS and not named:
            acting = [
                figure
                for figure in before
                if any(place.subject and place.token < token for place in figure.mentions)
            ]
            if len(acting) == 1:
                return acting[0]
            told = self._told_of_most(before, token) or (sure[0] if len(sure) == 1 else None)
            return told or self._leading(token)
        return None

    def _in_sentence_before(self, sentence: int) -> Figure | None:
        """Return the body that is the only subject of the sentence before, among bodies."""
        here = [figure for figure in self._acting if _is_subject_of(figure.mentions, sentence - 1)]
        return here[0] if len(here) == 1 else None

    def _told_of_most(self, bodies: list[Figure], token: int) -> Figure | None:
        """Return the one that was named twice as often as any other before a token, if one was.

        "Corvane" counts for "Corvane Systems".
        """
        counted = sorted(
            (
                (
                    sum(
                        place.token < token
                        for figure in (one, *self._short.get(one.words[0], ())[:1])
                        for place in figure.mentions[:_EARLY]
                    ),
                    one,
                )
                for one in bodies
            ),
            key=itemgetter(0),
            reverse=True,
        )
        if len(counted) < 2 or counted[0][0] < 2 * counted[1][0]:
            return None
        return counted[0][1]

    def _ending_with(self, noun: str, token: int) -> Figure | None:
        """Return the one body named before a token whose name ends with a noun: "the railroad"."""
        ending = [
            one
            for one in self._groups
            if one.words[-1].lower() == noun and one.mentions[0].token < token
        ]
        return ending[0] if len(ending) == 1 else None

    def _leading(self, token: int) -> Figure | None:
        """Return the body that an article is about: the one that acts most often before a token."""
        counted = [
            (sum(1 + place.subject for place in one.mentions[:_EARLY] if place.token < token), one)
            for one in self._acting
        ]
        most = max((count for count, _ in counted), default=0)
        first = next((one for count, one in counted if count == most), None)
        return first if most else None

    def of_office(self, phrase: str, token: int) -> Figure | None:
        """Return the one person, named before a token, whose role holds an office in full.

        "Minister of State" is "the Minister of State for Works, Ada Roe".
        """
        office = phrase.lower()
        word = office.split()[0] if office else ""
        found = [
            figure
            for figure in self._by_word.get(word, [])[: MOST + 1]
            if office in figure.role.lower() and figure.mentions[0].token < token
        ]
        return found[0] if len(found) == 1 else None

    def described(self, words: list[str], token: int) -> Figure | None:
        """Return the one person, named before a token, whom the words "the ..." describe, if any.

        `words` are those behind "the", as they are written.
        """
        known = lexicon()
        noun = words[-1].lower() if words else ""
        if not is_for_a_person(noun) or noun in known.organisations:
            return None
        holders = {
            id(figure): figure
            for word in ({noun, *_HEADS} if noun == "leader" else {noun})
            for figure in self._by_word.get(word, [])[: MOST + 1]
        }
        if len(holders) > MOST:
            return None
        rest = {word.lower() for word in words[:-1]}
        home = {countries()[word] for word in words[:-1] if word in countries()}
        fitting = [
            figure
            for figure in holders.values()
            if figure.mentions[0].token < token
            and _fits(figure, noun, rest, home)
            and not _is_of_another(figure, words[:-1])
        ]
        if rest and len(fitting) > 1:
            fitting = [figure for figure in fitting if rest <= _role(figure)]
        if not fitting and rest:
            fitting = [
                one
                for one in holders.values()
                if {noun, *rest} <= _role(one) and one.mentions[0].token - token < _SOON
            ]
        return fitting[0] if len(fitting) == 1 else None


def is_former(words: Iterable[str]) -> bool:
    """Tell whether words for an office say that it is one of the past, or under another."""
    return not _FORMER.isdisjoint(word.lower() for word in words)


def _is_subject_of(mentions: list[NamedAt], sentence: int) -> bool:
    """Tell whether one of some mentions, in the order of the text, is a sentence's subject."""
    first = bisect_left(mentions, sentence, key=attrgetter("sentence"))
    last = bisect_left(mentions, sentence + 1, first, key=attrgetter("sentence"))
    return any(place.subject for place in mentions[first:last])


def _is_of_another(figure: Figure, words: list[str]) -> bool:
    """Tell whether a description names another body than a role: "the Tarn coach"."""
    told, held = _names_in(words), _names_in(_words(figure))
    return bool(told and held) and told.isdisjoint(held)


def _names_in(words: list[str]) -> set[str]:
    """Return the capitalised words that are no country and no part of an office."""
    known = lexicon()
    offices = known.roles | known.people
    return {
        word
        for word in words
        if word[:1].isupper() and word not in countries() and word.lower() not in offices
    }


def _words(figure: Figure) -> list[str]:
    return figure.role.replace("’s", "").replace("'s", "").split()


def _is_body(figure: Figure) -> bool:
    """Tell whether somebody named may be an organisation that isn't an outlet or a state."""
    outlets = lexicon().outlets
    if figure.words[-1].lower() in outlets and figure.kind == ORGANISATION:
        return False
    return figure.kind == ORGANISATION or (figure.kind == UNKNOWN and len(figure.words) > 1)


def _role(figure: Figure) -> set[str]:
    """Return the words of a role in lower case, titles spelt out."""
    words = {SPELT.get(word.lower().rstrip("."), word).lower() for word in _words(figure)}
    return words if _RANKS.isdisjoint(words) else {*words, "officer"}


_RANKS: Final = frozenset(["constable", "sergeant", "detective", "inspector", "superintendent"])
"""Ranks of those who are officers as well."""


def _fits(figure: Figure, noun: str, rest: set[str], home: set[str]) -> bool:
    role = _role(figure)
    if (role & _FORMER) - rest or (rest & _FORMER) - role:
        return False
    held = {countries()[word] for word in _words(figure) if word in countries()}
    if home and held and home != held:
        return False
    if noun == "leader":
        return "leader" in role or (bool(home & held) and bool(role & _HEADS))
    return not home or bool(home & held)
