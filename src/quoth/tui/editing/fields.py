"""The fields of each kind of record, as forms ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final, NamedTuple

from quoth.index.corpus import Facet
from quoth.store.model import ActorKind, Kind, Status


class Shape(Enum):
    """What is typed into a field."""

    LINE = auto()
    TEXT = auto()
    """Lines."""
    DATE = auto()
    CHOICE = auto()
    PARAGRAPH = auto()
    ONE = auto()
    """The name of a record."""
    MANY = auto()
    """Names of records."""
    WORDS = auto()
    PATH = auto()
    """Of a file that has an article."""
    STANCES = auto()


class FieldSpec(NamedTuple):
    """One field of a form."""

    name: str
    """As a record has it."""
    label: str
    shape: Shape = Shape.LINE
    about: str = ""
    """What belongs there, in a few words."""
    table: str = ""
    """The table of the records that are named there."""
    choices: tuple[str, ...] = ()
    """What may be chosen; the first is what a new record has."""
    required: bool = False
    facet: Facet | None = None
    """The facet whose values complete what is typed."""


SEPARATOR: Final = ";"
"""Stands between the names of a field that has several: names have commas."""

_SEVERAL: Final = "several with ; between"
_KINDS: Final = tuple(str(kind) for kind in Kind)
_STATUSES: Final = tuple(str(status) for status in Status)
_ACTOR_KINDS: Final = ("", *(str(kind) for kind in ActorKind))

_NOTE: Final = FieldSpec("note", "note", Shape.TEXT, "a remark of our own")
_TAGS: Final = FieldSpec("tags", "tags", Shape.WORDS, f"of our own, {_SEVERAL}", facet=Facet.TAG)

FIELDS: Final[Mapping[str, tuple[FieldSpec, ...]]] = {
    "statements": (
        FieldSpec("quote", "words", Shape.TEXT, "what was said; no quotation marks around it",
                  required=True),
        FieldSpec("kind", "kind", Shape.CHOICE,
                  "direct: all verbatim · mixed: holds “verbatim words” · indirect: a paraphrase",
                  choices=("", *_KINDS), required=True),
        FieldSpec("speaker", "speaker", Shape.ONE, "who said it", "actors", required=True),
        FieldSpec("said", "said", Shape.DATE, "when: 2025-03-20, 2025-03, 2025-03-17/2025-03-20"),
        FieldSpec("source", "source", Shape.ONE, "where it was published", "sources",
                  required=True),
        FieldSpec("context", "context", Shape.TEXT, "a sentence that makes it readable alone"),
        FieldSpec("medium", "medium", Shape.LINE, "press conference, interview, X, …",
                  facet=Facet.MEDIUM),
        FieldSpec("cue", "cue", Shape.LINE, "the word that attributes it: said, told, wrote"),
        FieldSpec("via", "via", Shape.MANY, f"who carried it, from the speaker on, {_SEVERAL}",
                  "actors"),
        FieldSpec("addressee", "to", Shape.MANY, f"whom it was said to, {_SEVERAL}", "actors"),
        FieldSpec("on_behalf_of", "on behalf of", Shape.MANY, f"for whom, {_SEVERAL}", "actors"),
        FieldSpec("mentions", "mentions", Shape.MANY, f"who is named in it, {_SEVERAL}", "actors"),
        FieldSpec("topics", "topics", Shape.MANY, f"what it is about, {_SEVERAL}", "topics"),
        FieldSpec("stances", "stances", Shape.STANCES,
                  "support, oppose or neutral, a colon, a topic: oppose: Peace talks", "topics"),
        FieldSpec("locator", "paragraph", Shape.PARAGRAPH, "of the source, counted from 1"),
        _TAGS,
        FieldSpec("status", "status", Shape.CHOICE, "whether it was held against its source",
                  choices=_STATUSES),
        _NOTE,
    ),
    "actors": (
        FieldSpec("name", "name", about="as it is shown", required=True),
        FieldSpec("kind", "kind", Shape.CHOICE, "what it is", choices=_ACTOR_KINDS),
        FieldSpec("role", "role", about="President of France, spokesperson, …"),
        FieldSpec("affiliation", "belongs to", Shape.ONE, "to whom: a state, a ministry, a paper",
                  "actors"),
        FieldSpec("country", "country", about="two letters: FR, UA, US"),
        FieldSpec("aliases", "also called", Shape.WORDS, f"other spellings and titles, {_SEVERAL}"),
        FieldSpec("wikidata", "Wikidata", about="the item: Q42"),
        _NOTE,
    ),
    "sources": (
        FieldSpec("title", "title", about="as it was published", required=True),
        FieldSpec("publisher", "publisher"),
        FieldSpec("author", "author"),
        FieldSpec("published", "published", Shape.DATE, "when: 2025-03-20"),
        FieldSpec("url", "address", about="https://…"),
        FieldSpec("archived", "archived", about="the address of an archived copy"),
        FieldSpec("accessed", "accessed", Shape.DATE, "when it was looked at: 2025-03-20"),
        FieldSpec("licence", "licence"),
        _NOTE,
    ),
    "events": (
        FieldSpec("title", "title", about="what happened", required=True),
        FieldSpec("when", "when", Shape.DATE, "2025-03-20, 2025-03, 2025-03-17/2025-03-20",
                  required=True),
        FieldSpec("actors", "actors", Shape.MANY, f"who had to do with it, {_SEVERAL}", "actors"),
        FieldSpec("source", "source", Shape.ONE, "where it is told", "sources"),
        _NOTE,
    ),
    "topics": (
        FieldSpec("name", "name", about="a subject that statements are on", required=True),
        _NOTE,
    ),
}  # fmt: skip


def named(table: str, *names: str) -> tuple[FieldSpec, ...]:
    """Return some of the fields of a table."""
    return tuple(spec for spec in FIELDS[table] if spec.name in names)
