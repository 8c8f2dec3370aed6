"""Which statements already exist: with the same fields, or with nearly the same words.

Two statements are nearly the same if one speaker said them within a few days of each other, as far
as is known, and their folded words are alike. Two at different places of one source never are: they
were said twice. Two events with the same title and date are one, unless the file gives them
different ids and they differ in something else as well. A statement isn't compared with all others,
only with those that begin or end with the same words.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Final, NamedTuple

from quoth.basics.naming import folded
from quoth.basics.text import words
from quoth.store.model import NOTHING_MORE, Event, Polarity, Statement

ALIKE: Final = 95.0
"""The likeness, of 100, from which two statements may be the same."""
_DAYS: Final = 3
_ENDS: Final = 3
"""Words at the beginning or at the end of which two statements share."""
_LEAST_UNATTRIBUTED: Final = 5
"""Words below which nothing is said of two statements whose speaker isn't known."""
_LONGEST: Final = 20_000
"""Characters of a quote that is compared letter by letter; of a longer one, the words count."""
_COMPARED: Final = 200
"""Statements of those that begin alike that one is compared with, the latest first."""


class Heard(NamedTuple):
    """A statement that others are compared with."""

    words: str
    first: int | None
    last: int | None
    source: str
    start: int | None
    place: int | str
    """Which of the import's it is, or its id in the store."""
    polarity: Polarity | None = None
    layer: str = ""


class StatementKey(NamedTuple):
    """What distinguishes a statement from others."""

    speaker: str
    digest: bytes
    heard: Heard


class Likeness(NamedTuple):
    """What a statement is like, and how much, of 100."""

    place: int | str
    score: float


class SeenStatements:
    """The statements that were met so far."""

    def __init__(self, statements_by: Callable[[str], Iterable[Statement]]) -> None:
        """Take what the store has of a speaker."""
        self._statements_by = statements_by
        self._speakers: set[str] = set()
        self._same: dict[bytes, int | str] = {}
        self._blocks: dict[int, list[Heard]] = {}

    def _meet(self, speaker: str) -> None:
        """Take in what the store has of a speaker, once."""
        if speaker not in self._speakers:
            self._speakers.add(speaker)
            for statement in self._statements_by(speaker):
                self._same[_digest(statement)] = statement.id
                heard = _heard(statement, statement.id)
                for block in _blocks(speaker, heard.words):
                    self._blocks.setdefault(block, []).append(heard)

    def look(self, statement: Statement) -> StatementKey:
        """Return what distinguishes a statement from others."""
        self._meet(statement.speaker)
        return StatementKey(statement.speaker, _digest(statement), _heard(statement, ""))

    def same_as(self, look: StatementKey) -> int | str | None:
        """Return which is the same in every field but its id: as `Heard.place`, if there is one."""
        return self._same.get(look.digest)

    def like(self, look: StatementKey, *, is_attributed: bool) -> list[Likeness]:
        """Return which are nearly the same, the likest first."""
        one = look.heard
        if not is_attributed and one.words.count(" ") + 1 < _LEAST_UNATTRIBUTED:
            return []
        found: dict[int | str, float] = {}
        for other in self._near(look.speaker, one.words):
            if other.place not in found and _may_be_one(one, other):
                score = _likeness(one.words, other.words)
                if score >= ALIKE:
                    found[other.place] = score
        ranked = sorted(found.items(), key=lambda pair: -pair[1])
        return [Likeness(place, score) for place, score in ranked]

    def _near(self, speaker: str, text: str) -> Iterator[Heard]:
        """Yield those that begin or end in the same words."""
        for block in _blocks(speaker, text):
            yield from reversed(self._blocks.get(block, [])[-_COMPARED:])

    def add(self, look: StatementKey, place: int) -> None:
        """Take a statement in."""
        self._same[look.digest] = place
        heard = look.heard._replace(place=place)
        for block in _blocks(look.speaker, heard.words):
            self._blocks.setdefault(block, []).append(heard)


class Met(Enum):
    """Where something was met before."""

    IN_STORE = "same"
    IN_FILE = "repeated"


class Happened:
    """The events that were met so far."""

    def __init__(self, known: Iterable[Event]) -> None:
        """Take what the store has."""
        self._found: dict[tuple[str, str], dict[str, Met]] = {}
        for event in known:
            found = self._found.setdefault(_event_key(event), {})
            found |= dict.fromkeys(_marks(event), Met.IN_STORE)

    def met(self, event: Event, *, has_id: bool) -> Met | None:
        """Return where an event was met before, and take it in if it wasn't.

        Its id tells only where it is the file's own.
        """
        found = self._found.setdefault(_event_key(event), {})
        marks = _marks(event)
        before = {where for mark, where in found.items() if not has_id or mark in marks}
        if before:
            return Met.IN_STORE if Met.IN_STORE in before else Met.IN_FILE
        found |= dict.fromkeys(marks, Met.IN_FILE)
        return None


def _marks(event: Event) -> tuple[str, str]:
    """Return by what an event is known among those of its title and date: its id, or all else."""
    extra = json.dumps(dict(event.extra), sort_keys=True)
    return f"id {event.id}", f"{event._replace(id='', extra=NOTHING_MORE)!r}{extra}"


def _event_key(event: Event) -> tuple[str, str]:
    """Return by what an event is known again."""
    return folded(event.title), event.when.text


def _digest(statement: Statement) -> bytes:
    """Return a digest that differs between statements that differ in any field but the id."""
    locator = statement.locator
    further = [statement.extra, locator.extra if locator else {}]
    # Which further field stands first means nothing.
    text = json.dumps([dict(extra) for extra in further], sort_keys=True) if any(further) else ""
    bare = statement._replace(
        id="", extra=NOTHING_MORE, locator=locator and locator._replace(extra=NOTHING_MORE)
    )
    data = f"{bare!r}{text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).digest()


def _heard(statement: Statement, place: int | str) -> Heard:
    """Return a statement as others are compared with it."""
    said, locator = statement.said, statement.locator
    return Heard(
        " ".join(words(statement.quote)) or statement.quote.strip(),
        said.first if said else None,
        said.last if said else None,
        statement.source,
        locator.start if locator else None,
        place,
        statement.polarity,
        statement.layer,
    )


def _blocks(speaker: str, text: str) -> set[int]:
    """Return where a statement is kept: by its first words, and by its last."""
    begins, ends = text.split(" ", _ENDS)[:_ENDS], text.rsplit(" ", _ENDS)[-_ENDS:]
    return {hash((speaker, "begins", *begins)), hash((speaker, "ends", *ends))}


def _may_be_one(one: Heard, other: Heard) -> bool:
    """Tell whether nothing but their words keeps two statements apart: day, place or polarity."""
    if one.layer != other.layer:
        return False  # each coder has their own
    if one.polarity is not other.polarity:
        return False  # a denial isn't what it denies
    if one.source == other.source and None not in (one.start, other.start):
        return one.start == other.start
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return True
    return one.first - other.last <= _DAYS and other.first - one.last <= _DAYS


def _likeness(one: str, other: str) -> float:
    """Return how much two texts are alike, of 100."""
    if one == other:
        return 100.0
    if max(len(one), len(other)) > _LONGEST:
        words, others = Counter(one.split()), Counter(other.split())
        alike = 200 * (words & others).total() / (words.total() + others.total())
        return alike if alike >= ALIKE else 0.0
    from rapidfuzz import fuzz  # noqa: PLC0415  # only where two begin or end alike

    return fuzz.ratio(one, other, score_cutoff=ALIKE)
