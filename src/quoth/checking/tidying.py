"""The repairs that are safe without asking: they lose nothing that anyone entered.

Each repair is an idempotent function of a document. A dangling reference is never removed: only a
person knows what was meant by it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final, NamedTuple

from quoth.checking.countries import COUNTRIES
from quoth.checking.findings import CheckRule, Finding
from quoth.checking.linking import check_ids
from quoth.checking.rules import BLANKS, OWN_ALIAS, REPEATED, SPELLING
from quoth.checking.schema import place_of
from quoth.editing.changes import Change, Edit
from quoth.editing.fields import FIELDS
from quoth.store.model import Position
from quoth.store.parsing import Document, Tables

_LINES: Final = {
    "meta": ("title",),
    "actors": ("name", "role", "country", "wikidata"),
    "sources": ("title", "publisher", "author", "url", "archived", "licence"),
    "topics": ("name",),
    "events": ("title",),
    "checks": ("rating", "publisher", "url", "claimant", "by"),
    "statements": ("cue", "medium"),
}
"""The fields of one line, which mean the same without blanks around them."""
_LINES_IN_LISTS: Final = {"actors": ("aliases",), "statements": ("tags",)}
_LISTS: Final = {
    table: [field.name for field in fields.values() if field.is_list]
    for table, fields in FIELDS.items()
}
_CHOICES: Final = {
    ("actors", "country"): COUNTRIES,
    **{
        (table, field.name): frozenset(filter(None, field.choices))
        for table, fields in FIELDS.items()
        for field in fields.values()
        if field.choices
    },
}
_POSITIONS: Final = frozenset(Position)


class _Repair(NamedTuple):
    """What one rule repairs in a document."""

    rule: CheckRule
    repaired: Callable[[str, Document], Document]
    message: str
    remedy: str


def check_tidiness(tables: Tables) -> Iterator[Finding]:
    """Yield what could be tidied, each with the change that does it."""
    for table in _LINES:
        for key, document in tables.get(table, {}).items():
            for repair in _REPAIRS:
                after = repair.repaired(table, document)
                if after != document:
                    fields = [name for name, value in document.items() if after.get(name) != value]
                    place = place_of(table, key, document)._replace(field=", ".join(fields))
                    edit = Edit(table, key, document, after)
                    fix = Change(f"tidy a record ({repair.rule.id})", (edit,), tidies=True)
                    yield repair.rule.at(place, repair.message, repair.remedy, fix)


def fixes(
    tables: Tables, findings: Iterable[Finding], rules: Collection[str] = ()
) -> Change | None:
    """Return one change that repairs all findings that can be repaired; nothing if none can.

    It applies some rules, or all. A repaired record may turn out to be the same as another, and
    then it is removed too: a second run has nothing to do.
    """
    places = {edit[:2] for one in findings if one.fix is not None for edit in one.fix.edits}
    if not places:
        return None
    after: dict[str, dict[str, Document]] = {name: dict(rows) for name, rows in tables.items()}
    for table, key in places:
        after[table][key] = _tidied(table, after[table][key], rules)
    for finding in list(check_ids(after, after)):
        if finding.fix is not None and (not rules or finding.rule in rules):
            for edit in finding.fix.edits:
                del after[edit.table][edit.key]
    edits = [
        Edit(table, key, before, after[table].get(key))
        for table, rows in tables.items()
        for key, before in rows.items()
        if after[table].get(key) != before
    ]
    many = f"{len(edits):,} records" if len(edits) != 1 else "a record"
    return Change(f"tidy {many}", tuple(edits), tidies=True) if edits else None


def _tidied(table: str, document: Document, rules: Collection[str]) -> Document:
    """Return a document after the repairs of rules, until they change nothing more."""
    while True:
        before = document
        for repair in _REPAIRS:
            if table in _LINES and (not rules or repair.rule.id in rules):
                document = repair.repaired(table, document)
        if document == before:
            return document


def _without_blanks(table: str, document: Document) -> Document:
    """Return a document without spaces around its names and titles."""
    made = dict(document)
    for field in _LINES[table]:
        value = document.get(field)
        if isinstance(value, str) and value.strip():
            made[field] = value.strip()
    for field in _LINES_IN_LISTS.get(table, ()):
        items = document.get(field)
        if isinstance(items, list):
            made[field] = [i.strip() if isinstance(i, str) and i.strip() else i for i in items]
    return made


def _without_repetitions(table: str, document: Document) -> Document:
    """Return a document whose lists have each entry once, and no empty one."""
    made = dict(document)
    for field in _LISTS.get(table, ()):
        items = document.get(field)
        if isinstance(items, list):
            kept: dict[object, object] = {}
            for item in items:
                if not _is_empty(item):
                    kept.setdefault(_mark(item), item)
            made[field] = [*kept.values()]
    return made


def _is_empty(item: object) -> bool:
    """Tell whether an entry of a list says nothing."""
    return item is None or (isinstance(item, str) and not item.strip())


def _mark(item: object) -> object:
    """Return what equal entries of a list have in common, and others don't."""
    return item if isinstance(item, str) else (json.dumps(item, sort_keys=True),)


def _without_own_alias(table: str, document: Document) -> Document:
    """Return an actor without its name among its aliases."""
    name, aliases = document.get("name"), document.get("aliases")
    if table != "actors" or not isinstance(name, str) or not isinstance(aliases, list):
        return document
    return document | {"aliases": [one for one in aliases if one != name]}


def _spelt(table: str, document: Document) -> Document:
    """Return a document with its choices as they are listed."""
    made = dict(document)
    for (of, field), choices in _CHOICES.items():
        if of == table:
            made |= _chosen(document, field, choices)
    stances = document.get("stances")
    if table == "statements" and isinstance(stances, list):
        made["stances"] = [
            one | _chosen(one, "position", _POSITIONS) if isinstance(one, dict) else one
            for one in stances
        ]
    return made


def _chosen(document: Document, field: str, choices: Collection[str]) -> Document:
    """Return a field as the one choice that it is but for capitals and blanks, if it is one."""
    value = document.get(field)
    if not isinstance(value, str) or value in choices:
        return {}
    bare = value.strip()
    found = [str(choice) for choice in choices if choice.casefold() == bare.casefold()]
    return {field: found[0]} if len(found) == 1 else {}


_REPAIRS: Final = (
    _Repair(BLANKS, _without_blanks, "it begins or ends with spaces", "remove them"),
    _Repair(REPEATED, _without_repetitions, "a list has an entry twice, or an empty one",
            "keep one of each"),
    _Repair(OWN_ALIAS, _without_own_alias, "the name is among the aliases", "remove it there"),
    _Repair(SPELLING, _spelt, "it isn't spelt as it is listed", "write it as listed"),
)  # fmt: skip
