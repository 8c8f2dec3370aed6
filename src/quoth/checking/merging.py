"""Several actors made one, and one made two: as a change that can be looked at, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

from quoth.basics.naming import Ids
from quoth.checking import renaming
from quoth.checking.holdings import Holdings, Row, ids_of, named_in
from quoth.editing.changes import Change, Edit
from quoth.store.parsing import Document

_FILLED: Final = ("kind", "role", "affiliation", "country", "wikidata")
"""Fields that the kept actor takes of the others where it has none of its own."""
_OWN: Final = ("id", "name", "aliases", "note", "affiliation", "tags", "attributes")
"""Fields that are never taken as they are."""
_NOT_NOTED: Final = ("id", "name", "note", "wikidata")
_LONGEST_ID: Final = 60


class MergeError(ValueError):
    """Actors that can't be merged or split as asked; the message is one line for a person."""


def merged(holdings: Holdings, keep: str, others: Collection[str]) -> Change:
    """Return the change that merges other actors into the one to keep.

    Everything that names one of the others names the kept one afterwards. It gains their names and
    aliases, and the values of fields that only they had filled in; nothing about them is lost.

    Raises:
        MergeError: there is no such actor, or two of them are different items of Wikidata.
    """
    old = [other for other in dict.fromkeys(others) if other != keep]
    actors = {
        str(document.get("id")): (key, document) for key, document in holdings.documents("actors")
    }
    for wanted in (keep, *old):
        if wanted not in actors:
            raise MergeError(f"there is no actor “{wanted}”")
    if not old:
        raise MergeError(f"there is no actor to merge with “{keep}”")
    _check_items([actors[one][1] for one in (keep, *old)])
    gone = frozenset(old)
    edits = [
        *_edited(
            "statements", holdings.naming(gone), lambda d: renaming.in_statement(d, gone, keep)
        ),
        *_edited(
            "events", holdings.documents("events"), lambda d: renaming.in_event(d, gone, keep)
        ),
        *_merged_actors(actors, keep, old),
    ]
    return Change(f"merge {len(old) + 1} actors into {_name(actors[keep][1])}", tuple(edits))


def split(
    holdings: Holdings, actor: str, name: str, keys: Collection[str], *, new_id: str = ""
) -> Change:
    """Return the change that makes a new actor of a name, and gives some statements to it.

    In these statements it is named wherever the old actor was. An alias of the old actor that is
    the new one's name goes with it. Without an id of its own the new actor gets one of its name.

    Raises:
        MergeError: there is no such actor or statement, or the statement doesn't name the actor.
    """
    actors = {
        str(document.get("id")): (key, document) for key, document in holdings.documents("actors")
    }
    if actor not in actors:
        raise MergeError(f"there is no actor “{actor}”")
    if not name.strip():
        raise MergeError("the new actor needs a name")
    if new_id in actors:
        raise MergeError(f"the id “{new_id}” is taken")
    rows = dict(holdings.statements(keys))
    for key in keys:
        if key not in rows:
            raise MergeError(f"there is no statement “{key}”")
        if actor not in named_in(rows[key]):
            raise MergeError(f"the statement “{key}” doesn't name “{actor}”")
    made = new_id or unused_id(name, actors)
    kept_key, kept = actors[actor]
    new: Document = {"id": made, "name": name.strip()}
    if "kind" in kept:
        new["kind"] = kept["kind"]
    edits = [
        Edit("actors", "", None, new),
        *_edited("actors", [(kept_key, kept)], lambda d: _without_alias(d, name.strip())),
        *_edited("statements", rows.items(), lambda d: renaming.in_statement(d, {actor}, made)),
    ]
    return Change(f"split {name.strip()} from {_name(kept)}", tuple(edits))


def unused_id(name: str, taken: Collection[str]) -> str:
    """Return an unused id for a name: `ann-archer`, `ann-archer-2`."""
    return Ids(taken.__contains__).of_name(name, "actor")


def _edited(
    table: str, rows: Collection[Row] | Iterator[Row], change: Callable[[Document], Document]
) -> Iterator[Edit]:
    """Yield the edits of those rows that a change makes different."""
    for key, before in rows:
        after = change(before)
        if after != before:
            yield Edit(table, key, before, after)


def _check_items(documents: Sequence[Document]) -> None:
    """Refuse to make one of two items of Wikidata."""
    items = {str(one["wikidata"]): one for one in documents if one.get("wikidata")}
    if len(items) > 1:
        (left, one), (right, other) = list(items.items())[:2]
        raise MergeError(
            f"“{_name(one)}” is {left} in Wikidata and “{_name(other)}” is {right}: "
            "they are not the same"
        )


def _merged_actors(actors: dict[str, Row], keep: str, old: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits of the actors: one gains, some go, and who belonged to them moves."""
    gone = frozenset(old)
    above = _homes_to_avoid(actors, keep, gone)
    for actor, (key, before) in actors.items():
        if actor in gone:
            continue
        after = renaming.in_actor(before, gone, keep)
        if actor == keep:
            after = _gained(before, [actors[one][1] for one in old], above)
        if after != before:
            yield Edit("actors", key, before, after)
    for one in old:
        key, before = actors[one]
        yield Edit("actors", key, before, None)


def _homes_to_avoid(actors: dict[str, Row], keep: str, gone: frozenset[str]) -> frozenset[str]:
    """Return to whom the kept actor can't belong: those that then belong to it themselves."""
    one = gone | {keep}
    below = set(one)
    for actor in actors:
        trail: list[str] = []
        current = actor
        while current in actors and current not in below and current not in trail:
            trail.append(current)
            current = str(actors[current][1].get("affiliation") or "")
        if current in below:
            below.update(trail)
    return frozenset(below)


def _gained(kept: Document, others: Sequence[Document], avoided: frozenset[str]) -> Document:
    """Return the kept actor with what the others bring."""
    made = dict(kept)
    if made.get("affiliation") in avoided:
        del made["affiliation"]
    for field in _FILLED:
        for other in others:
            value = other.get(field)
            if value and not made.get(field) and not (field == "affiliation" and value in avoided):
                made[field] = value
    made.update(_together(kept, others))
    for other in others:
        rest = {field: value for field, value in other.items() if field not in (*made, *_OWN)}
        made.update(rest)
    return made


def _together(kept: Document, others: Sequence[Document]) -> Document:
    """Return what actors are called and known as together; nothing that is empty."""
    everyone = (kept, *others)
    aliases = list(ids_of(kept.get("aliases")))
    for other in others:
        aliases += [*ids_of(other.get("name")), *ids_of(other.get("aliases"))]
    attributes = _attributes(reversed(everyone))
    own = {**kept, "attributes": attributes}
    notes = [note for one in everyone if (note := _note(one, own))]
    found: Document = {
        "aliases": [one for one in dict.fromkeys(aliases) if one != kept.get("name")],
        "tags": list(dict.fromkeys(tag for one in everyone for tag in ids_of(one.get("tags")))),
        "attributes": attributes,
        "note": "\n".join(dict.fromkeys(notes)),
    }
    return {name: value for name, value in found.items() if value}


def _attributes(actors: Iterable[Document]) -> Document:
    """Return the attributes of actors; of two of one name the later counts."""
    found: Document = {}
    for one in actors:
        attributes = one.get("attributes")
        found |= attributes if isinstance(attributes, dict) else {}
    return found


def _note(one: Document, kept: Document) -> str:
    """Return an actor's note, and what of it differs from the kept one's and would be lost."""
    lines = [str(one["note"])] if one.get("note") else []
    lines += [
        f"{field} of “{_name(one)}”: {value}"
        for field, value in one.items()
        if isinstance(value, str) and value and field not in _NOT_NOTED
        if kept.get(field) not in (None, "", value)
    ]
    own, theirs = _attributes([kept]), _attributes([one])
    lines += [
        f"{name} of “{_name(one)}”: {value}"
        for name, value in theirs.items()
        if own.get(name, value) != value
    ]
    return "\n".join(lines)


def _without_alias(document: Document, alias: str) -> Document:
    """Return an actor without one of its aliases."""
    aliases = document.get("aliases")
    if not isinstance(aliases, list) or alias not in aliases:
        return document
    left = [one for one in aliases if one != alias]
    made = {field: value for field, value in document.items() if field != "aliases" or left}
    return made | {"aliases": left} if left else made


def _name(document: Document) -> str:
    """Return what an actor is called."""
    return str(document.get("name") or document.get("id"))
