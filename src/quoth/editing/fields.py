"""The one table of fields: the name of each, its content, and the records that it refers to.

Forms, the shell, imports and checks take names, labels, hints and choices from here. The tables
that fields refer to are in `store.links`, which the store itself needs too.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Mapping
from enum import Enum
from typing import Final, NamedTuple

from quoth.editing.errors import EditError
from quoth.store.facets import Facet
from quoth.store.links import LINKS
from quoth.store.model import ActorKind, Kind, Polarity, Status


class FieldType(Enum):
    """What a field holds, and so how what is typed for it is read."""

    LINE = "line"
    TEXT = "text"
    """Text of several lines."""
    DATE = "date"
    CHOICE = "choice"
    TERM = "term"
    """One of many words, which is completed while it is typed."""
    COUNTRY = "country"
    WIKIDATA = "wikidata"
    URL = "url"
    NAME = "name"
    """A record, by id or by name."""
    NAMES = "names"
    WORDS = "words"
    """A list of texts."""
    STANCES = "stances"
    """Topics, and the position that is taken on each: `topic:position`, or the other way round."""
    ATTRIBUTES = "attributes"
    """Texts by name: `party=Greens`."""
    NUMBER = "number"
    PLACE = "place"
    """Where in its source a statement stands, as an object of JSON."""
    AMOUNT = "amount"
    """A number on a scale, with a fraction or without."""
    PATH = "path"
    """A file that has an article; no record holds it."""


_LISTS: Final = (FieldType.NAMES, FieldType.WORDS, FieldType.STANCES, FieldType.ATTRIBUTES)


class FieldSpec(NamedTuple):
    """A field of a record, or of a form."""

    name: str
    """As a record has it."""
    label: str = ""
    """What a form calls it."""
    form: FieldType = FieldType.LINE
    about: str = ""
    """What belongs there, in a few words."""
    choices: tuple[str, ...] = ()
    """What may be chosen; the first is what a new record has."""
    unchosen: str = "not known"
    """What it is called where nothing is chosen."""
    required: bool = False
    facet: Facet | None = None
    """The facet whose values complete what is typed."""
    option: str = ""
    """The option of the shell that gives it, where that has another name."""
    refers: str = ""
    """The table whose records it names; nothing where it names none."""
    is_shared: bool = False
    """Whether it is filled in for many records at once: left empty, it stays as it is in each."""

    @property
    def is_list(self) -> bool:
        """Whether it holds several values."""
        return self.form in _LISTS


_KINDS: Final = tuple(str(kind) for kind in Kind)
_STATUSES: Final = tuple(str(status) for status in Status)
_POLARITIES: Final = ("", *(str(polarity) for polarity in Polarity))
_ACTOR_KINDS: Final = ("", *(str(kind) for kind in ActorKind))
_WHEN: Final = "when: 2025-03-20, 2025-03, 20 March 2025, 17–20 Mar 2025"

_ID: Final = FieldSpec("id", "id", about="its id; by default made from its name")
_NOTE: Final = FieldSpec("note", "note", FieldType.TEXT, "a remark of your own")

_FIELDS: Final[Mapping[str, tuple[FieldSpec, ...]]] = {
    "statements": (
        FieldSpec("id", "id", about="its id; by default its number"),
        FieldSpec("quote", "words", FieldType.TEXT,
                  "what was said; no quotation marks around it", required=True),
        FieldSpec("kind", "kind", FieldType.CHOICE,
                  "direct: all verbatim · mixed: holds “verbatim words” · indirect: a paraphrase",
                  choices=("", *_KINDS), required=True, unchosen="undecided"),
        FieldSpec("speaker", "speaker", FieldType.NAME, "who said it", required=True),
        FieldSpec("said", "said", FieldType.DATE, _WHEN),
        FieldSpec("source", "source", FieldType.NAME, "where it was published", required=True),
        FieldSpec("context", "context", FieldType.TEXT, "a sentence that makes it readable alone"),
        FieldSpec("cue", "cue", about="the word that attributes it: said, told, wrote"),
        FieldSpec("medium", "medium", about="press conference, interview, X, …",
                  facet=Facet.MEDIUM),
        FieldSpec("via", "via", FieldType.NAMES, "who carried it, from the speaker on"),
        FieldSpec("addressee", "to", FieldType.NAMES, "whom it was said to", option="to"),
        FieldSpec("on_behalf_of", "on behalf of", FieldType.NAMES, "for whom", option="for"),
        FieldSpec("mentions", "mentions", FieldType.NAMES, "who is named in it",
                  option="mention"),
        FieldSpec("topics", "topics", FieldType.NAMES, "what it is about", option="topic"),
        FieldSpec("stances", "stances", FieldType.STANCES,
                  "support, oppose or neutral, a colon, a topic: oppose: Peace talks",
                  option="stance"),
        FieldSpec("locator", "place", FieldType.PLACE, "where it is in the source"),
        FieldSpec("tags", "tags", FieldType.WORDS, "words of your own",
                  facet=Facet.TAG, option="tag"),
        FieldSpec("status", "status", FieldType.CHOICE, "whether it was checked against its source",
                  choices=_STATUSES),
        FieldSpec("polarity", "polarity", FieldType.CHOICE,
                  "denied by the speaker, or said under a condition", choices=_POLARITIES,
                  unchosen="affirmed"),
        FieldSpec("coder", "coder", about="who coded it", facet=Facet.CODER),
        FieldSpec("layer", "layer", about="whose coding it is; none: it is of the curated store",
                  facet=Facet.LAYER),
        _NOTE,
    ),
    "actors": (
        _ID,
        FieldSpec("name", "name", about="as it is shown", required=True),
        FieldSpec("kind", "kind", FieldType.CHOICE, "what it is", choices=_ACTOR_KINDS),
        FieldSpec("role", "role", about="President of France, spokesperson, …"),
        FieldSpec("affiliation", "belongs to", FieldType.NAME,
                  "to whom: a state, a ministry, a paper"),
        FieldSpec("country", "country", FieldType.COUNTRY, "two letters: FR, UA, US"),
        FieldSpec("aliases", "also called", FieldType.WORDS, "other spellings and titles",
                  option="alias"),
        FieldSpec("wikidata", "Wikidata", FieldType.WIKIDATA, "the item: Q42"),
        FieldSpec("tags", "tags", FieldType.WORDS, "words of your own", option="tag"),
        FieldSpec("attributes", "attributes", FieldType.ATTRIBUTES,
                  "what else is known, by name: party=Greens", option="attribute"),
        _NOTE,
    ),
    "sources": (
        _ID,
        FieldSpec("title", "title", about="as it was published", required=True),
        FieldSpec("publisher", "publisher", about="the paper, the agency, the site"),
        FieldSpec("author", "author", about="who wrote it"),
        FieldSpec("published", "published", FieldType.DATE, _WHEN),
        FieldSpec("url", "address", FieldType.URL, "https://…"),
        FieldSpec("archived", "archived", FieldType.URL, "the address of an archived copy"),
        FieldSpec("accessed", "accessed", FieldType.DATE, "when it was looked at: 2025-03-20"),
        FieldSpec("licence", "licence", about="on what terms it may be used"),
        _NOTE,
        FieldSpec("assigned", "assigned", FieldType.WORDS, "the coders who are to code it"),
        FieldSpec("done", "done", FieldType.WORDS, "the coders whose coding of it is done"),
    ),
    "events": (
        _ID,
        FieldSpec("title", "title", about="what happened", required=True),
        FieldSpec("when", "when", FieldType.DATE, _WHEN, required=True),
        FieldSpec("actors", "actors", FieldType.NAMES, "who had to do with it", option="actor"),
        FieldSpec("source", "source", FieldType.NAME, "where it is reported"),
        _NOTE,
    ),
    "topics": (
        _ID,
        FieldSpec("name", "name", about="a subject that statements are on", required=True),
        _NOTE,
    ),
    "checks": (
        _ID,
        FieldSpec("claim", "claim", FieldType.TEXT, "what was claimed, in your own words",
                  required=True),
        FieldSpec("statements", "statements", FieldType.NAMES,
                  "the ids of the statements that make the claim", option="statement"),
        FieldSpec("rating", "rating", about="what was found: True, Half true, False, …"),
        FieldSpec("value", "as a number", FieldType.AMOUNT, "the rating on a scale"),
        FieldSpec("worst", "worst", FieldType.AMOUNT, "the lowest number of the scale"),
        FieldSpec("best", "best", FieldType.AMOUNT, "the highest number of the scale"),
        FieldSpec("publisher", "publisher", about="who published the check"),
        FieldSpec("url", "address", FieldType.URL, "https://…"),
        FieldSpec("date", "date", FieldType.DATE, _WHEN),
        FieldSpec("claimant", "claimed by", about="as the check names them"),
        FieldSpec("appearances", "appeared at", FieldType.WORDS, "addresses, the first one first",
                  option="appearance"),
        FieldSpec("evidence", "evidence", FieldType.WORDS, "addresses, or ids of sources"),
        FieldSpec("by", "by", about="who checked it"),
        _NOTE,
    ),
}  # fmt: skip

FIELDS: Final[Mapping[str, Mapping[str, FieldSpec]]] = {
    table: {
        field.name: field._replace(refers=LINKS.get(table, {}).get(field.name, ""))
        for field in fields
    }
    for table, fields in _FIELDS.items()
}
"""The fields of a record of each table, in the order in which a store has them."""
PLAIN: Final = tuple(
    field.name
    for field in FIELDS["statements"].values()
    if not field.refers and not field.is_list and field.form is not FieldType.PLACE
)
"""The fields of a statement that are one text, whatever it means."""
PLACES: Final[Mapping[str, FieldSpec]] = {
    "paragraph": FieldSpec(
        "paragraph", "paragraph", FieldType.NUMBER, "of the source, counted from 1"
    ),
    "start": FieldSpec("start", "start", FieldType.NUMBER, "characters of the source before it"),
    "end": FieldSpec("end", "end", FieldType.NUMBER, "characters of the source up to its end"),
}
"""The parts of a statement's `locator`, which are typed as if they were fields of it."""
ONE: Final[Mapping[str, str]] = {
    "statements": "statement", "actors": "actor", "sources": "source", "events": "event",
    "topics": "topic", "checks": "check",
}  # fmt: skip
"""What a record of each table is called."""
TITLES: Final[Mapping[str, str]] = {
    "statements": "quote", "actors": "name", "sources": "title", "events": "title",
    "topics": "name", "checks": "claim",
}  # fmt: skip
"""The field by which people know a record."""


def table_named(name: str) -> str:
    """Return a table by its name, or by that of one of its records.

    Raises:
        EditError: there is none.
    """
    for table, one in ONE.items():
        if name.casefold() in (table, one):
            return table
    raise EditError(f"there is no table “{name}”; write one of {', '.join(ONE.values())}")


def field_of(table: str, name: str) -> FieldSpec:
    """Return a field of a table.

    Raises:
        EditError: it has none of that name; the message names the nearest.
    """
    known = FIELDS[table]
    found = known.get(name) or (PLACES.get(name) if table == "statements" else None)
    if found is None:
        near = nearest(name, known)
        remedy = f"write “{near}” if that is meant" if near else f"write one of {', '.join(known)}"
        raise EditError(f"{with_article(ONE[table])} has no field “{name}”; {remedy}")
    return found


def with_article(word: str) -> str:
    """Return a word with its article."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


_LEAST_OF_A_NAME: Final = 3
"""Letters by which a longer name is guessed: one or two are in nearly every name."""


def nearest(typed: str, names: Mapping[str, object]) -> str:
    """Return the one of some names that was most likely meant; nothing if none is near."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only where somebody slipped

    plain = {name: name.casefold() for name in names}
    for scorer, least in ((fuzz.ratio, 60), (fuzz.WRatio, 75)):
        if scorer is fuzz.WRatio and len(typed) < _LEAST_OF_A_NAME:
            break
        found = process.extractOne(typed.casefold(), plain, scorer=scorer, score_cutoff=least)
        if found:
            return found[2]
    return ""
