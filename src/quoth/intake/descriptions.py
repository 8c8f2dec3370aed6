"""Whom a description stands for: "the French leader" is the person whom the article gave that role.

Only one who fits alone is taken: the role's own word ("Mayor Ada Marsh", then "the mayor"), or
"leader" for a head of state or government of the same country. A former holder is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from quoth.intake.lexicon import countries, lexicon
from quoth.intake.names import PERSON, SPELT, Figure

_HEADS: Final = frozenset(["president", "premier", "chancellor", "minister", "king", "queen"])
_FORMER: Final = frozenset(["former", "ex", "then", "late", "one-time", "vice", "deputy"])


def described(words: list[str], token: int, everybody: Iterable[Figure]) -> Figure | None:
    """Return the one person, named before a token, whom the words "the ..." describe, if any.

    `words` are those behind "the", as they are written.
    """
    if not words or words[-1] not in lexicon().people - lexicon().organisations:
        return None
    noun = words[-1]
    rest = {word.lower() for word in words[:-1]}
    home = {countries()[word] for word in words[:-1] if word in countries()}
    fitting = [
        figure
        for figure in everybody
        if figure.kind == PERSON
        and figure.role
        and figure.mentions
        and figure.mentions[0].token < token
        and _fits(figure, noun, rest, home)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _fits(figure: Figure, noun: str, rest: set[str], home: set[str]) -> bool:
    words = figure.role.replace("’s", "").replace("'s", "").split()
    role = {SPELT.get(word.lower().rstrip("."), word).lower() for word in words}
    if (role & _FORMER) - rest or (rest & _FORMER) - role:
        return False
    held = {countries()[word] for word in words if word in countries()}
    if home and held and home != held:
        return False
    if noun == "leader":
        return "leader" in role or (bool(home & held) and bool(role & _HEADS))
    return noun in role and (not home or bool(home & held))
