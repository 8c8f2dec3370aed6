"""Ids and what they lead to: taken twice, leading nowhere, in a circle, alike, never named."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from rapidfuzz import process

from quoth.checking.findings import Finding, FindingPlace
from quoth.checking.holdings import ids_of
from quoth.checking.rules import CIRCLE, DANGLING, DOUBLED, DUPLICATE_ID, LOOKALIKE, UNUSED
from quoth.checking.schema import place_of
from quoth.editing.changes import Change, Edit
from quoth.store.links import LINKS
from quoth.store.parsing import Document, Tables

_WHAT: Final = {
    "actors": "actor", "sources": "source", "topics": "topic", "statements": "statement",
}  # fmt: skip
_NAMED_BY: Final = ("actors", "sources", "topics")
"""The tables whose records are of no use unless something names them."""
_TABLES: Final = ("actors", "sources", "topics", "events", "checks", "statements")
# The letters and digits that are most often taken for another: after Unicode Technical Standard 39,
# "Unicode Security Mechanisms", whose full table this is a small part of.
_LOOKS: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u043a"
    "\u043c\u0442\u0432\u043d\u03b1\u03bf\u03c1\u03bd\u03b9\u03ba\u03c4\u03c5\u03c7\u0131"
    "01|_ \u2010\u2011\u2012\u2013\u2014",
    "aeopcyxijshdqwkmtbhaopviktuxioll-------",
)


def check_ids(tables: Tables, seen: Tables) -> Iterator[Finding]:
    """Yield ids that two records have, and of the records that are seen those that look alike."""
    for table in _TABLES:
        taken: dict[str, str] = {}
        for key, document in tables.get(table, {}).items():
            own = document.get("id") or (key if table == "statements" else None)
            if not isinstance(own, str):
                continue
            if own in taken:
                yield _taken(table, key, document, tables[table][taken[own]])
            else:
                taken[own] = key
        shown = seen.get(table, {})
        yield from _lookalikes(table, {one: key for one, key in taken.items() if key in shown})
    yield from _doubled(seen)


def _taken(table: str, key: str, document: Document, first: Document) -> Finding:
    """Return the finding of a second record of an id; one that is the same may go."""
    place = FindingPlace(table, key, field="id")
    own = document.get("id", key)
    if document != first:
        message = f"the id “{own}” is taken"
        return DUPLICATE_ID.at(place, message, "give one of them another id")
    fix = Change("delete a record that appears twice", (Edit(table, key, document, None),))
    message = f"the record “{own}” appears twice"
    return DUPLICATE_ID.at(place, message, "delete one of them", fix)


def _doubled(tables: Tables) -> Iterator[Finding]:
    """Yield statements that repeat another in every field."""
    seen: dict[str, str] = {}
    for key, document in tables.get("statements", {}).items():
        if document.get("id"):
            continue
        same = repr(sorted(document.items()))
        if same in seen:
            fix = Change("delete a statement that appears twice",
                         (Edit("statements", key, document, None),))  # fmt: skip
            message = f"it repeats the statement {seen[same]} in every field"
            yield DOUBLED.at(FindingPlace("statements", key), message, "delete one of them", fix)
        else:
            seen[same] = key


def _lookalikes(table: str, keys: Mapping[str, str]) -> Iterator[Finding]:
    """Yield ids that can't be distinguished by eye."""
    seen: dict[str, str] = {}
    for own, key in keys.items():
        looks = skeleton(own)
        other = seen.setdefault(looks, own)
        if other != own:
            if other.casefold() == own.casefold():
                message = f"“{own}” differs from “{other}” only in capitals"
            else:
                message = f"“{own}” looks like “{other}”"
            yield LOOKALIKE.at(
                FindingPlace(table, key, own, "id"), message, "give one of them another id"
            )


def skeleton(text: str) -> str:
    """Return what texts that look alike have in common."""
    if text.isascii() and text.isdigit():
        return text  # digits look different from each other
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LOOKS)
    return unicodedata.normalize("NFC", folded)


def check_links(tables: Tables) -> Iterator[Finding]:
    """Yield what names a record that isn't there, and circles of affiliation."""
    known = {table: dict.fromkeys(_ids(tables, table)) for table in _WHAT}
    for table, fields in LINKS.items():
        for key, document in tables.get(table, {}).items():
            for field, target in fields.items():
                for wanted in _named(document, field):
                    if wanted not in known[target]:
                        place = place_of(table, key, document)._replace(field=field)
                        yield _dangling(place, wanted, target, known[target])
    yield from _circles(tables)


def _dangling(place: FindingPlace, wanted: str, target: str, known: Mapping[str, None]) -> Finding:
    """Return the finding of a reference that leads nowhere."""
    found = process.extractOne(wanted, known.keys(), score_cutoff=70) if len(known) < 5000 else None
    remedy = f"write “{found[0]}” if that is meant" if found else f"add the {_WHAT[target]}"
    message = f"“{place.field}” names the {_WHAT[target]} “{wanted}”, which doesn't exist"
    return DANGLING.at(place, message, remedy)


def _ids(tables: Tables, table: str) -> Iterator[str]:
    """Yield the ids of a table."""
    for key, document in tables.get(table, {}).items():
        yield from ids_of(document.get("id") or (key if table == "statements" else None))


def _named(document: Document, field: str) -> Iterator[str]:
    """Yield the ids that a field names."""
    value = document.get(field)
    if field == "stances" and isinstance(value, list):
        for stance in value:
            if isinstance(stance, dict):
                yield from ids_of(stance.get("topic"))
    else:
        yield from ids_of(value)


def _circles(tables: Tables) -> Iterator[Finding]:
    """Yield one of the actors of each circle of affiliation."""
    rows = {str(d.get("id")): (key, d) for key, d in tables.get("actors", {}).items()}
    settled: set[str] = set()
    for start in rows:
        trail: dict[str, None] = {}
        current = start
        while current in rows and current not in settled:
            if current in trail:
                key, document = rows[current]
                place = place_of("actors", key, document)._replace(field="affiliation")
                circle = [*list(trail)[list(trail).index(current) :], current]
                message = f"its affiliations lead back to itself ({' → '.join(circle)})"
                yield CIRCLE.at(place, message, "correct one of them")
                break
            trail[current] = None
            home = rows[current][1].get("affiliation")
            current = home if isinstance(home, str) else ""
        settled.update(trail)


def check_unused(tables: Tables) -> Iterator[Finding]:
    """Yield actors, sources and topics that nothing names."""
    named: dict[str, set[str]] = defaultdict(set)
    for table, fields in LINKS.items():
        for document in tables.get(table, {}).values():
            for field, target in fields.items():
                named[target].update(_named(document, field))
    for table in _NAMED_BY:
        what = _WHAT[table]
        for key, document in tables.get(table, {}).items():
            own = document.get("id")
            if isinstance(own, str) and own not in named[table]:
                place = place_of(table, key, document)
                yield UNUSED.at(
                    place, f"nothing names the {what} “{own}”", "delete it if it may go"
                )
