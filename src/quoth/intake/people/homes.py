"""The home of a person: a name or a body, not the subject of their office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoth.intake.text.lexicon import countries, lexicon

GROUPS: Final = frozenset(
    [
        "campaign",
        "government",
        "administration",
        "party",
        "company",
        "group",
        "committee",
        "commission",
        "council",
        "court",
        "agency",
        "union",
        "ministry",
        "department",
        "police",
        "team",
        "media",
        "press",
        "office",
        "embassy",
        "bureau",
        "board",
        "union",
    ]
)
_OFFICES: Final = frozenset(["minister", "secretary", "commissioner"])
_OF_BODIES: Final = frozenset(["prime", "first", "general", "press"])
"""Words before such an office that make it one of a state or a body, not of a subject."""


def is_home(owner: str) -> bool:
    """Tell whether words may name the home of a person: "talks", "them" and "my" don't."""
    words = lexicon()
    tokens = owner.split()
    return bool(tokens) and (
        any(token[0].isupper() or _is_body(token.lower()) for token in tokens)
        or tokens[-1].lower() in words.people
    )


def is_subject(owner: str, office: Sequence[str]) -> bool:
    """Tell whether words are what an office is about: "Transport" of a "Minister for Transport"."""
    before = [token.lower() for token in office]
    return (
        bool(before)
        and before[-1] in _OFFICES
        and _OF_BODIES.isdisjoint(before)
        and owner not in countries()
        and not any(_is_body(token.lower()) for token in owner.split())
    )


def _is_body(word: str) -> bool:
    """Tell whether a word is that of an organisation or a group."""
    return word in GROUPS or word in lexicon().organisations
