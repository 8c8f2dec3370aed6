"""References to an actor, turned to another one in the documents that hold them."""

from __future__ import annotations

from collections.abc import Collection

from quoth.store.links import ACTOR_LISTS
from quoth.store.parsing import Document


def in_statement(document: Document, old: Collection[str], new: str) -> Document:
    """Return a statement that names the new actor wherever it named an old one."""
    changed = dict(document)
    if document.get("speaker") in old:
        changed["speaker"] = new
    for field in ACTOR_LISTS:
        if field in document:
            changed[field] = _turned(document[field], old, new)
    return changed


def in_event(document: Document, old: Collection[str], new: str) -> Document:
    """Return an event at which the new actor was wherever an old one was."""
    if "actors" not in document:
        return document
    return document | {"actors": _turned(document["actors"], old, new)}


def in_actor(document: Document, old: Collection[str], new: str) -> Document:
    """Return an actor that belongs to the new one if it belonged to an old one."""
    return document | {"affiliation": new} if document.get("affiliation") in old else document


def _turned(value: object, old: Collection[str], new: str) -> object:
    """Return an id or a list of ids with the old ones turned to the new, which stands once."""
    if isinstance(value, str):
        return new if value in old else value
    if not isinstance(value, list) or not any(isinstance(i, str) and i in old for i in value):
        return value
    turned: list[object] = []
    for item in value:
        one = new if isinstance(item, str) and item in old else item
        if one != new or new not in turned:
            turned.append(one)
    return turned
