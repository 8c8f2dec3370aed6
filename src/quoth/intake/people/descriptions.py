"""Whom a description stands for: "the French leader" is the person whom the article gave that role.

Only one who fits alone is taken: the role's own word ("Mayor Ada Marsh", then "the mayor"), or
"leader" for a head of state or government of the same country. A former holder is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from quoth.intake.people.figures import PERSON, Figure
from quoth.intake.people.names import SPELT
from quoth.intake.text.lexicon import countries, lexicon

_HEADS: Final = frozenset(["president", "premier", "chancellor", "minister", "king", "queen"])
_FORMER: Final = frozenset(["former", "ex", "then", "late", "one-time", "vice", "deputy"])


MOST: Final = 20
"""Of more who held a role in an article no one is meant alone, so nobody is looked for."""


class Holders:
    """The people of an article by the words of the roles that it gives them."""

    def __init__(self, everybody: Iterable[Figure]) -> None:
        self._by_word: dict[str, list[Figure]] = {}
        for figure in everybody:
            if figure.kind == PERSON and figure.role and figure.mentions:
                for word in _role(figure):
                    self._by_word.setdefault(word, []).append(figure)

    def described(self, words: list[str], token: int) -> Figure | None:
        """Return the one person, named before a token, whom the words "the ..." describe, if any.

        `words` are those behind "the", as they are written.
        """
        known = lexicon()
        noun = words[-1].lower() if words else ""
        if noun not in known.people or noun in known.organisations:
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
            if figure.mentions[0].token < token and _fits(figure, noun, rest, home)
        ]
        if rest and len(fitting) > 1:
            fitting = [figure for figure in fitting if rest <= _role(figure)]
        return fitting[0] if len(fitting) == 1 else None


def _words(figure: Figure) -> list[str]:
    return figure.role.replace("’s", "").replace("'s", "").split()


def _role(figure: Figure) -> set[str]:
    """Return the words of a role in lower case, titles spelt out."""
    return {SPELT.get(word.lower().rstrip("."), word).lower() for word in _words(figure)}


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
