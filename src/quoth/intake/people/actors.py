"""The actors of an article: names, roles, affiliations and other names, taken apart."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile
from typing import Final

from quoth.intake.model import Named
from quoth.intake.people.figures import ORGANISATION, PERSON, STATE, Figure
from quoth.intake.people.homes import GROUPS, is_home, is_subject
from quoth.intake.people.name_parts import SPELT
from quoth.intake.people.names import Register
from quoth.intake.people.speaker import Speaker
from quoth.intake.text.lexicon import Lexicon, countries, lexicon
from quoth.store.model import ActorKind

_COURTESIES: Final = frozenset(
    [
        "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "lord", "lady", "dame", "madame", "madam",
        "mdm", "mme", "m", "monsieur", "shri", "shrimati", "smt", "kumari", "encik", "puan", "oom",
        "tannie", "alhaji", "alhaja", "hajia", "malam", "mallam",
    ]
)  # fmt: skip
"""Titles that name no office and no work."""
_DETERMINERS: Final = frozenset(
    ["a", "an", "the", "my", "your", "our", "his", "her", "their", "its", "one", "this", "that"]
)
_BELONGING: Final = frozenset(["for", "of", "at", "with", "from"])
_SEATS: Final = frozenset(["house", "senate", "department", "office"])


@lru_cache(maxsize=1024)
def take_role_apart(role: str) -> tuple[str, str]:
    """Return a role without whom it is held for, and them.

    "Russian Deputy Foreign Minister" is a "Deputy Foreign Minister" of Russia; "a spokesman for the
    ministry" a "spokesman" of the ministry.
    """
    words = lexicon()
    tokens = [token for token in role.replace("’s", " 's").replace("'s", " 's").split() if token]
    while tokens and tokens[0].lower() in _DETERMINERS:
        tokens = tokens[1:]
    owner = ""
    if "'s" in tokens:
        place = tokens.index("'s")
        owner, tokens = " ".join(tokens[:place]), tokens[place + 1 :]
    for place, token in enumerate(tokens):
        if place and token.lower() in _BELONGING:
            behind = tokens[place + 1 :]
            while behind and behind[0].lower() in ("a", "an", "the"):
                behind = behind[1:]
            found = " ".join(behind).strip(",")
            if owner or (is_home(found) and not is_subject(found, tokens[:place])):
                owner, tokens = owner or found, tokens[:place]
            break
    if not owner:
        owner, tokens = _prefix(tokens, words)
    kept = [token for token in tokens if token.lower().rstrip(".") not in _COURTESIES]
    spelt = [SPELT.get(token.lower().rstrip("."), token) for token in kept]
    return " ".join(spelt), countries().get(owner, owner)


def _prefix(tokens: list[str], words: Lexicon) -> tuple[str, list[str]]:
    """Return the capitalised words before a role that aren't part of it."""
    if tokens and tokens[0] in countries():
        return tokens[0], tokens[1:]
    if len(tokens) > 1 and " ".join(tokens[:2]) in countries():
        return " ".join(tokens[:2]), tokens[2:]
    place = 0
    while (
        place < len(tokens)
        and tokens[place][0].isupper()
        and (
            not _is_title(tokens[place].lower().rstrip("."), words)
            or (place and tokens[place].lower() in _SEATS)
        )
    ):
        place += 1
    owner = " ".join(tokens[:place])
    if 0 < place < len(tokens) and not is_subject(owner, tokens[place : place + 1]):
        return owner, tokens[place:]
    return "", tokens


def _is_title(word: str, words: Lexicon) -> bool:
    return word in words.roles or word in words.honorifics


class Actors:
    """Everybody whom drafts name, once each."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._found: dict[str, Named] = {}

    def all(self) -> list[Named]:
        """Return them, in the order in which they came."""
        return list(self._found.values())

    def get(self, name: str) -> Named | None:
        """Return an actor that was added."""
        return self._found.get(name)

    def add_speaker(self, speaker: Speaker) -> None:
        """Add who said something."""
        if speaker.figure is not None:
            self.add_figure(speaker.figure)
        else:
            self.add_phrase(speaker.mention.name)

    def add_figure(self, figure: Figure) -> None:
        """Add somebody named."""
        if figure.name in self._found:
            return
        role, owner = take_role_apart(figure.role)
        kinds = {
            PERSON: ActorKind.PERSON,
            ORGANISATION: ActorKind.ORGANISATION,
            STATE: ActorKind.STATE,
        }
        self._found[figure.name] = Named(
            figure.name, kinds.get(figure.kind), role, self.full(owner), tuple(figure.aliases)
        )
        if owner:
            self.add_owner(owner)

    def full(self, name: str) -> str:
        """Return the fullest name of somebody known by a name."""
        figure = self._register.named_like(tuple(name.split())) if name else None
        return figure.name if figure else name

    def add_owner(self, name: str) -> None:
        """Add to whom a role belongs."""
        figure = self._register.named_like(tuple(name.split()))
        if figure is not None:
            self.add_figure(figure)
        else:
            self.add_phrase(name)

    def add_phrase(self, phrase: str) -> None:
        """Add somebody whom a noun names: "officials", "spokesman for the ministry"."""
        if not phrase or phrase in self._found:
            return
        words = phrase.split()
        place = next((n for n, word in enumerate(words) if n and word.lower() in _BELONGING), 0)
        head = words[place - 1] if place else words[-1]
        owner = " ".join(words[place + 1 :]) if place else ""
        if owner.lower().startswith("the "):
            owner = owner[4:]
        if not place and head.lower() in lexicon().people:
            owner = self._holder(words[:-1])
        owner = self.full(owner) if is_home(owner) else ""
        self._found[phrase] = Named(phrase, _kind(phrase, head.lower()), "", owner)
        if owner:
            self.add_owner(owner)

    def _holder(self, words: list[str]) -> str:
        """Return for whom somebody speaks: "French officials", "a Downing Street spokesperson"."""
        country = next((countries()[word] for word in words if word in countries()), "")
        if country:
            return country
        prefix = " ".join(takewhile(lambda word: word[0].isupper(), words))
        figure = self._register.named_like(tuple(prefix.split())) if prefix else None
        group = figure is not None and figure.kind in (ORGANISATION, STATE)
        return prefix if group or not lexicon().seats.isdisjoint(prefix.split()) else ""


def _kind(phrase: str, head: str) -> ActorKind | None:
    words = lexicon()
    if phrase in countries():
        return ActorKind.STATE
    if head in GROUPS or head in words.organisations or phrase in words.seats:
        return ActorKind.ORGANISATION
    if head in words.people:
        plural = head.endswith("s") and not head.endswith("ss")
        return ActorKind.GROUP if plural else ActorKind.PERSON
    return None
