"""The properties that statements are counted and filtered by.

They are apart from the records, because a query names them before a store is read.
"""

from __future__ import annotations

from enum import StrEnum


class Facet(StrEnum):
    """A property that statements are counted and filtered by."""

    ACTOR = "actor"
    KIND = "kind"
    TOPIC = "topic"
    MEDIUM = "medium"
    VIA = "via"
    ADDRESSEE = "to"
    SOURCE = "source"
    STATUS = "status"
    CODER = "coder"
    """Who coded the statement."""
    LAYER = "layer"
    """Whose independent coding it is part of; nothing where it is of the curated store."""
    POLARITY = "polarity"
    """Where a speaker doesn't affirm the words: nothing where they do."""
    TAG = "tag"
    MENTION = "about"
    STANCE = "stance"
    """A position and a topic."""
    HAS = "has"
    """The names of the fields that are filled in, of those that may not be."""
