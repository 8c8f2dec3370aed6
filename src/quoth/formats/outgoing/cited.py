"""The sources that statements cite, and their dates as bibliographies can hold them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from quoth.basics.dates import Date
from quoth.formats.outgoing.selection import Selection
from quoth.store.model import Source

Point = tuple[int, ...]
"""A year, a year and a month, or a year, a month and a day: as much as is known."""


def sources_cited(selection: Selection) -> Iterator[tuple[str, Source]]:
    """Yield each source once, in the order of the first statement that cites it, with a key.

    A key is the source's id in small letters, digits and hyphens, which every program takes; ids
    that come to the same are numbered.
    """
    seen: set[str] = set()
    keys: set[str] = set()
    numbers: dict[str, int] = {}
    for source_id in _ids(selection):
        if source_id not in seen:
            seen.add(source_id)
            key = _unused(_slug(source_id), keys, numbers)
            keys.add(key)
            yield key, selection.corpus.sources[source_id]


def points(date: Date) -> tuple[Point, ...]:
    """Return the point of a date, or both ends of an interval; nothing where one isn't a point.

    A season, an open end and a decade aren't points: they would have to be made more precise.
    """
    found = [_point(text) for text in date.text.split("/")]
    return tuple(point for point in found if point) if all(found) else ()


def is_doubtful(date: Date) -> bool:
    """Tell whether a source says "about" or "perhaps" of a date."""
    return date.is_approximate or date.is_uncertain


def _point(text: str) -> Point:
    """Return the year, month and day that a date names, without those that it leaves open."""
    bare = text.rstrip("?~%").partition("T")[0]
    if bare.startswith("Y"):
        return (int(bare[1:]),)
    sign, bare = (-1, bare[1:]) if bare.startswith("-") else (1, bare)
    year, *rest = bare.split("-")
    if not year.isdigit():
        return ()
    known = [int(part) for part in rest if part.isdigit()]
    if known and known[0] > 12:
        return ()
    return (sign * int(year), *known)


def _ids(selection: Selection) -> Iterator[str]:
    """Yield the ids of the sources of statements, and of all others with a whole store."""
    for statement in selection.statements():
        yield statement.source
    if selection.is_whole:
        yield from selection.corpus.sources


def _slug(source_id: str) -> str:
    """Return an id in small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", source_id).encode("ascii", "ignore").decode().lower()
    return _other_signs().sub("-", plain).strip("-") or "source"


def _unused(slug: str, keys: set[str], numbers: dict[str, int]) -> str:
    """Return a key that isn't among some; `numbers` are the last that were tried."""
    key = slug
    while key in keys:
        numbers[slug] = numbers.get(slug, 1) + 1
        key = f"{slug}-{numbers[slug]}"
    return key


@cache
def _other_signs() -> re.Pattern[str]:
    """Return the pattern of what stands in no key."""
    return re.compile(r"[^a-z0-9]+")
