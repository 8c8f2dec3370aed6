"""The properties that statements are counted and filtered by, and where a document has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, cast

from quoth.store.differing import Difference
from quoth.store.facets import Facet
from quoth.store.model import Actor
from quoth.store.parsing import Document

TABLES: Final[Mapping[Facet, str]] = {
    Facet.ACTOR: "actors",
    Facet.VIA: "actors",
    Facet.ADDRESSEE: "actors",
    Facet.MENTION: "actors",
    Facet.TOPIC: "topics",
    Facet.SOURCE: "sources",
}
"""The tables whose records the values of a facet are; those of other facets are texts."""

OPTIONAL: Final = (
    "said", "context", "cue", "medium", "via", "addressee", "on_behalf_of", "mentions", "topics",
    "stances", "locator", "tags", "note", "polarity", "coder", "layer",
)  # fmt: skip
"""The fields of a statement that may be missing."""

Values = tuple[str, ...]

FIELDS: Final[Mapping[Facet, str]] = {
    Facet.TOPIC: "topics",
    Facet.MEDIUM: "medium",
    Facet.VIA: "via",
    Facet.ADDRESSEE: "addressee",
    Facet.STATUS: "status",
    Facet.POLARITY: "polarity",
    Facet.CODER: "coder",
    Facet.LAYER: "layer",
    Facet.TAG: "tags",
    Facet.MENTION: "mentions",
    Facet.STANCE: "stances",
}
"""The field of a document that alone decides on a facet, of those that may be missing."""
_ALONE: Final[Mapping[Facet, str]] = {**FIELDS, Facet.KIND: "kind", Facet.SOURCE: "source"}
"""The same, with those that are always there."""


TEXTS: Final[Mapping[Facet, str]] = {
    Facet.ACTOR: "speaker",
    Facet.KIND: "kind",
    Facet.MEDIUM: "medium",
    Facet.SOURCE: "source",
    Facet.STATUS: "status",
    Facet.POLARITY: "polarity",
    Facet.CODER: "coder",
    Facet.LAYER: "layer",
}
"""The facets that are one text, if its field is filled in and no one is spoken for."""
LISTS: Final[Mapping[Facet, str]] = {
    Facet.TOPIC: "topics",
    Facet.VIA: "via",
    Facet.TAG: "tags",
    Facet.MENTION: "mentions",
}
"""The facets that are a list of texts, where its field is filled in."""


def properties_of(actor: Actor) -> Values:
    """Return what is known of an actor that a query may ask for, each as `name=value`.

    Those are the attributes, and as if they were some: tags, kind, role and country.
    """
    own = {"kind": actor.kind, "role": actor.role, "country": actor.country}
    return (
        *(f"tag={tag}" for tag in actor.tags),
        *(f"{name}={value}" for name, value in actor.attributes.items()),
        *(f"{name}={value}" for name, value in own.items() if value),
    )


def stance_value(position: str, topic: str) -> str:
    """Return the value of the facet of stances for a position on a topic."""
    return f"{position}:{topic}"


# What a document holds was looked at before; a million times, even to say what it is takes long.


def _list(document: Document, name: str) -> Values:
    """Return a field that is a list of texts, or missing."""
    value: Any = document.get(name)
    return each_once(value) if value else ()


def each_once(values: Sequence[str]) -> Values:
    """Return each of some values once: equal sets are one, however often a record says a value."""
    return tuple(values) if len(values) == 1 else tuple(dict.fromkeys(values))


def _text_or_list(document: Document, name: str) -> Values:
    """Return a field that is a text, a list of texts, or missing."""
    value: Any = document.get(name) or ()
    return (value,) if isinstance(value, str) else each_once(value)


def _text(document: Document, name: str) -> Values:
    """Return a field that is a text, or missing."""
    value: Any = document.get(name)
    return (value,) if value else ()


def _actors(document: Document) -> Values:
    """Return who speaks, and for whom; the speaker again at the end, if also for themselves."""
    speaker: Any = document["speaker"]
    if not document.get("on_behalf_of"):
        return (speaker,)
    behalf = _text_or_list(document, "on_behalf_of")
    if speaker not in behalf:
        return (speaker, *behalf)
    return (speaker, *(one for one in behalf if one != speaker), speaker)


def _stances(document: Document) -> Values:
    """Return the positions a statement takes."""
    stances = cast("list[Mapping[str, str]]", document.get("stances") or ())
    return each_once([stance_value(stance["position"], stance["topic"]) for stance in stances])


def _has(document: Document) -> Values:
    """Return the optional fields that say something."""
    return tuple(filter(document.get, OPTIONAL))


READERS: Final[Mapping[Facet, Callable[[Document], Values]]] = {
    Facet.ACTOR: _actors,
    Facet.KIND: lambda document: _text(document, "kind"),
    Facet.TOPIC: lambda document: _list(document, "topics"),
    Facet.MEDIUM: lambda document: _text(document, "medium"),
    Facet.VIA: lambda document: _list(document, "via"),
    Facet.ADDRESSEE: lambda document: _text_or_list(document, "addressee"),
    Facet.SOURCE: lambda document: _text(document, "source"),
    Facet.STATUS: lambda document: (cast("str", document.get("status") or "confirmed"),),
    Facet.POLARITY: lambda document: _text(document, "polarity"),
    Facet.CODER: lambda document: _text(document, "coder"),
    Facet.LAYER: lambda document: _text(document, "layer"),
    Facet.TAG: lambda document: _list(document, "tags"),
    Facet.MENTION: lambda document: _list(document, "mentions"),
    Facet.STANCE: _stances,
    Facet.HAS: _has,
}


def is_known_after(facet: Facet) -> bool:
    """Tell whether `values_after` can be asked of a facet."""
    return facet is Facet.HAS or facet in _ALONE


def values_after(facet: Facet, before: Values, difference: Difference) -> Values | None:
    """Return the values that a document has of a facet once some of its fields are others.

    Nothing is returned where they stay as they are, since no field that decides on them is changed.

    Args:
        facet: one of which `is_known_after` holds.
        before: the values that it has; no more than those of `Facet.HAS` are looked at.
        difference: what is changed of it.
    """
    was, now, _ = difference
    if facet is Facet.HAS:
        return tuple(
            name
            for name in OPTIONAL
            if (now.get(name) if name in now else name in before and name not in was)
        )
    field = _ALONE[facet]
    return READERS[facet](now) if field in now or field in was else None
