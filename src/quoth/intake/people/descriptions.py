"""Whom a description stands for: "the French leader" is the person whom the article gave that role.

Only one who fits alone is taken: the role's own word ("Mayor Ada Marsh", then "the mayor"), or
"leader" for a head of state or government of the same country. A former holder is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from quoth.intake.people.bodies import BODIES, FIRMS
from quoth.intake.people.figures import ORGANISATION, PERSON, UNKNOWN, Figure
from quoth.intake.people.name_parts import SPELT
from quoth.intake.text.lexicon import countries, lexicon
from quoth.intake.text.shapes import is_for_a_person

_HEADS: Final = frozenset(["president", "premier", "chancellor", "minister", "king", "queen"])
_FORMER: Final = frozenset(["former", "ex", "then", "late", "one-time", "vice", "deputy"])


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
        for figure in everybody:
            if figure.kind == PERSON and (figure.role or figure.title) and figure.mentions:
                for word in _role(figure):
                    self._by_word.setdefault(word, []).append(figure)

    def group(self, words: list[str], token: int) -> Figure | None:
        """Return the organisation, named before a token, that "the fund" stands for, if any.

        Its name ends with the word, or the article calls it that beside its name; or it alone has
        the word in its name.
        """
        noun = words[-1].lower() if words else ""
        if len(words) == 1 and (one := self._ending_with(noun, token)) is not None:
            return one
        if noun not in BODIES or (len(words) > 1 and noun not in FIRMS):
            return None
        before = [figure for figure in self._groups if figure.mentions[0].token < token]
        if len(before) > MOST:
            return None
        held = [figure for figure in before if noun == figure.role.lower().rpartition(" ")[2]]
        if held:
            return max(held, key=lambda one: one.mentions[0].token)
        named = [figure for figure in before if noun in figure.name.lower().split()]
        return named[0] if len(named) == 1 else None

    def _ending_with(self, noun: str, token: int) -> Figure | None:
        """Return the one body named before a token whose name ends with a noun: "the railroad"."""
        ending = [
            one
            for one in self._groups
            if one.words[-1].lower() == noun and one.mentions[0].token < token
        ]
        return ending[0] if len(ending) == 1 else None

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
    held = [*_words(figure), *([figure.title] if figure.title else [])]
    words = {SPELT.get(word.lower().rstrip("."), word).lower() for word in held}
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
