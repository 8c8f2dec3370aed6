"""Which fields of a record name other records, by id: all who follow references read it here."""

# Annotations are values here: a module that every part imports starts no machinery of its own.
from collections.abc import Mapping
from typing import Final

LINKS: Final[Mapping[str, Mapping[str, str]]] = {
    "actors": {"affiliation": "actors"},
    "checks": {"statements": "statements"},
    "events": {"actors": "actors", "source": "sources"},
    "statements": {
        "speaker": "actors", "source": "sources", "via": "actors", "addressee": "actors",
        "on_behalf_of": "actors", "mentions": "actors", "topics": "topics", "stances": "topics",
    },
}  # fmt: skip
"""The table that each field of a table refers to. A stance names its topic inside."""
ACTOR_LISTS: Final = ("via", "addressee", "on_behalf_of", "mentions")
"""The fields of a statement that list actors, beside the one who speaks."""
ID_LISTS: Final = (*ACTOR_LISTS, "topics")
"""The fields of a statement that list ids."""
