"""What a name is for, by its words: a person, an organisation, a state, a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoth.intake.people.bodies import BEFORE_NAMES
from quoth.intake.people.figures import ORGANISATION, PERSON, PLACE, STATE, UNKNOWN
from quoth.intake.people.name_parts import JOINING, MOVEMENTS, OFFICE_OF, Parts
from quoth.intake.text.lexicon import countries, given_names, lexicon

_BODY_ENDINGS: Final = frozenset(
    [
        "stars", "rangers", "rovers", "wanderers", "meteors", "lions", "tigers", "eagles", "hawks",
        "bulls", "bears", "wolves", "sharks", "saints", "warriors", "giants", "dragons", "panthers",
        "falcons", "raiders", "knights", "titans", "strikers", "blazers", "united", "athletic",
        "strategies", "partners", "holdings", "industries", "management", "securities", "capital",
        "solutions", "systems", "technologies", "ventures", "associates", "brothers", "airways",
        "airlines", "motors", "foods", "pharma", "pharmaceuticals", "laboratories", "labs",
        "studios", "records", "stores", "railroad", "railway", "railways", "limited", "plc", "gmbh",
        "llp", "mining", "music", "media", "energy", "steel", "petroleum", "telecom", "insurance",
        "retail", "freight", "shipping", "pictures", "films", "entertainment", "software",
        "robotics", "biotech", "therapeutics", "chemicals", "cement", "hotels", "resorts",
        "coatings", "brewing", "enterprises", "properties", "communications", "logistics",
        "breweries", "mills",
    ]
)  # fmt: skip
"""Last words of the names of firms and teams that are hardly surnames."""
_PARTIES: Final = frozenset(
    [
        "conservatives", "liberals", "democrats", "republicans", "greens", "tories", "socialists",
        "nationalists", "unionists", "nationals", "populists", "independents", "communists",
        "progressives", "centrists", "labourites",
    ]
)  # fmt: skip
"""The members of a party, who stand for it: "the Conservatives said"."""
_THINGS: Final = frozenset(
    [
        "AI", "IT", "PR", "HR", "CCTV", "DNA", "GPS", "TV", "VR", "GDP", "ID", "CV", "PC", "VAT",
        "BREAKING", "CLAIM", "VERDICT", "FALSE", "TRUE", "UPDATE", "EXCLUSIVE", "WATCH", "READ",
        "Covid", "COVID", "HIV", "AIDS", "WhatsApp", "OK",
    ]
)  # fmt: skip
"""Words in capitals that name no actor: "the firm’s AI tool". PLACE keeps them from being one."""
_BODY_BEGINNINGS: Final = frozenset(["radio", "hotel", "club", "team", "bbc", "fc"])
"""First words of the names of firms and teams."""
_PLACE_BEGINNINGS: Final = frozenset(["mount", "lake", "fort", "cape", "port", "operation"])
"""First words of the names of places, and of what is done."""
_STORMS: Final = frozenset(["cyclone", "hurricane", "storm", "typhoon"])


def kind_of(words: list[str], parts: Parts) -> str:
    """Return what a full name is for, by its words and what stands before it."""
    last = words[words.index("of") - 1 if "of" in words[1:] else -1].lower()
    first = words[0].lower()
    if " ".join(words) in countries():
        return STATE
    if not MOVEMENTS.isdisjoint(words[:-1]) and not OFFICE_OF.isdisjoint(words):
        return ORGANISATION
    if is_storm(words) or (first in _PLACE_BEGINNINGS and len(words) > 1 and not parts.title):
        return PLACE
    if first in _BODY_BEGINNINGS and not parts.title:
        return ORGANISATION
    joined = not JOINING.isdisjoint(words) or (len(words) > 1 and last in _BODY_ENDINGS)
    if (
        joined
        or (parts.role and parts.role[-1].lower() in BEFORE_NAMES)
        or last in lexicon().organisations
        or (
            words[-1].isupper()
            and len(words[-1]) > 2
            and "." not in words[-1]
            and not words[0].isupper()
        )
    ):
        return ORGANISATION
    if first in given_names() or parts.title or parts.role:
        return PERSON
    if first.capitalize() in lexicon().places or words[0] in lexicon().places:
        return PLACE
    return UNKNOWN


def kind_of_word(word: str, parts: Parts) -> str:
    """Return what a name of one word is for."""
    if word.lower() in _PARTIES:
        return ORGANISATION
    if word in _THINGS:
        return PLACE
    if word in countries():
        return STATE if countries()[word] == word else UNKNOWN
    if parts.role and parts.role[-1].lower() in BEFORE_NAMES:
        return ORGANISATION
    if parts.title or parts.role:
        return PERSON
    if (
        word.lower() in lexicon().organisations
        or word in lexicon().seats
        or (word.isupper() and len(word) > 1)
    ):
        return ORGANISATION
    if word in lexicon().places:
        return PLACE
    return PERSON if word.lower() in given_names() else UNKNOWN


def is_storm(words: Sequence[str]) -> bool:
    """Tell whether a name is a storm's, which has a given name: "Cyclone Ada"."""
    return len(words) > 1 and words[-2].lower() in _STORMS
