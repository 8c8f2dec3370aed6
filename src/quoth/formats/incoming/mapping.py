"""Which column of a table, or key of an object, is which field of a statement.

Columns are known by name: case, blanks, signs and slight misspellings make no difference. What is
known by no name is kept as it is, among the statement's further fields; nothing is thrown away
unless a person says so. A mapping is a value, so that it can be shown before anything is done.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quoth.basics.places import FilePath
from quoth.formats.incoming.records import FormatError

EXTRA: Final = "extra"
"""The field of a column that is kept as it is."""
IGNORE: Final = "ignore"
"""The field of a column that is left out."""

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "quote": ("quote", "quotation", "quote text", "quoted text", "words", "statement", "utterance",
              "text", "content", "statement text", "selected text", "quoted words", "quotes",
              "quotations", "statements", "what", "what was said", "remark text", "claim", "tweet",
              "message", "sentence", "citation", "zitat", "cita", "body"),
    "speaker": ("speaker name", "speaker", "actor", "actor name", "person", "who", "said by",
                "attributed to", "name", "spokesperson", "politician", "full name",
                "speaker full name", "said by whom", "person name", "quoted person",
                "person quoted", "quotee", "mp",
                "member", "senator", "minister", "candidate", "interviewee", "spokesman",
                "spokeswoman", "attribution", "by", "by whom", "sprecher", "orateur", "hablante",
                "orador"),
    "kind": ("kind", "quote kind", "quote type", "statement kind", "directness"),
    "polarity": ("polarity", "statement polarity"),
    "coder": ("coder", "coder name", "coded by", "annotator", "annotated by"),
    "layer": ("layer",),
    "said": ("said", "said on", "said at", "when", "date", "date said", "statement date", "day",
             "time", "timestamp", "datetime", "date of statement", "date of quote", "quote date",
             "speech date", "spoken on", "spoken at", "stated on", "created at", "posted at",
             "date time", "datum", "fecha"),
    "title": ("source title", "title", "article title", "headline", "document title",
              "doc title", "source name", "title of source", "article headline", "document",
              "quelle", "fuente", "fonte"),
    "publisher": ("publisher", "outlet", "newspaper", "media", "publication", "source publisher",
                  "site", "website", "doc source", "document source", "news outlet", "media outlet",
                  "news source", "medium name", "paper", "journal", "domain"),
    "author": ("author", "authors", "byline", "journalist", "reporter", "source author",
               "doc author", "document author"),
    "published": ("published", "published on", "publication date", "published at", "pub date",
                  "source published", "article date", "date published", "publish date",
                  "published date", "date of publication", "publication day"),
    "url": ("url", "link", "source url", "address", "web address", "href", "article url", "uri",
            "source link", "article link", "web link", "permalink", "hyperlink"),
    "archived": ("archived", "archive url", "source archived", "archive link"),
    "accessed": ("accessed", "access date", "retrieved", "source accessed"),
    "licence": ("licence", "license", "source licence", "source license", "rights"),
    "source_id": ("source id", "article", "article id", "document id", "doc id"),
    "source_note": ("source note",),
    "speaker_id": ("speaker id", "actor id", "person id"),
    "speaker_kind": ("speaker kind", "actor kind", "speaker type", "actor type"),
    "speaker_role": ("speaker role", "role", "position held", "job", "job title", "function",
                     "speaker job title", "speakers job title", "speaker title"),
    "speaker_affiliation": ("speaker affiliation", "affiliation", "organisation", "organization",
                            "party", "employer", "party affiliation", "political party",
                            "speaker party"),
    "speaker_country": ("speaker country", "country", "country code"),
    "speaker_aliases": ("speaker aliases", "aliases"),
    "speaker_wikidata": ("speaker wikidata", "wikidata", "qid", "wikidata id"),
    "speaker_note": ("speaker note",),
    "context": ("context", "background"),
    "cue": ("cue", "verb", "reporting verb", "quote verb"),
    "medium": ("medium", "channel", "venue", "occasion"),
    "via": ("via", "via names", "carried by", "according to"),
    "addressee": ("addressee", "addressee names", "addressees", "said to", "audience"),
    "on_behalf_of": ("on behalf of", "on behalf of names", "for whom"),
    "mentions": ("mentions", "mentions names", "mentioned", "about"),
    "topics": ("topics", "topic", "subject", "subjects", "issue", "concept", "topics names"),
    "stance": ("stance", "agreement", "agree", "position"),
    "stances": ("stances",),
    "paragraph": ("paragraph", "locator paragraph", "para"),
    "start": ("start", "locator start", "start offset", "begin"),
    "end": ("end", "locator end", "end offset", "stop"),
    "tags": ("tags", "tag", "labels", "keywords"),
    "status": ("status",),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks"),
    "id": ("id", "quote id", "statement id"),
}  # fmt: skip
"""What each field may be called, the surest name first."""

_LATER: Final = (
    ("speaker", "speaker_id"), ("date", "published"), ("source", "title"), ("source", "publisher"),
    ("source", "source_id"),
)  # fmt: skip
"""What a name stands for where the field that it usually stands for has a column already."""
STAND_INS: Final[Mapping[str, str]] = {
    "quote": "nothing: a statement needs its words",
    "speaker": "“Unattributed”",
    "kind": "direct or mixed where quotation marks say so, else indirect",
    "said": "nothing: undated",
    "title": "the address, else the publisher",
}
"""What stands in for fields that a person should know are missing."""
_IN_WORDS: Final[Mapping[str, str]] = {
    "quote": "words", "title": "source title", "url": "source url", "archived": "source archived",
    "accessed": "source accessed", "published": "source published", "author": "source author",
    "licence": "source licence",
}  # fmt: skip
"""What fields are called for people, where their names alone don't say it; also understood."""
_LIKE: Final = 85
_SHORTEST: Final = 5
_LONGEST: Final = 60
"""Characters of a name that may be a slip; no name that is known is half as long."""
_SHOWN: Final = 20


class ColumnMapping(NamedTuple):
    """Which columns go where."""

    fields: Mapping[str, str]
    """The field of each column that is one, by the column's name."""
    extra: tuple[str, ...]
    """The columns that are kept as they are."""
    ignored: tuple[str, ...]

    @property
    def missing(self) -> Mapping[str, str]:
        """What stands in for each field that has no column and that a person should know of."""
        found = set(self.fields.values())
        return {field: stand_in for field, stand_in in STAND_INS.items() if field not in found}

    @property
    def known(self) -> int:
        """How many columns are fields."""
        return len(self.fields)

    def told(self) -> Iterator[str]:
        """Yield which columns go where, which don't, and what stands in for missing ones."""
        for column, field in self.fields.items():
            named = in_words(field)
            same = squashed(column) in (squashed(field), squashed(named))
            yield column if same else f"{column} → {named}"
        if self.extra:
            yield f"kept as they are: {', '.join(self.extra)}"
        if self.ignored:
            yield f"left out: {', '.join(self.ignored)}"
        for field, stand_in in self.missing.items():
            yield f"no column is “{in_words(field)}”; its default is {stand_in}"


def in_words(field: str) -> str:
    """Return what a field is called for a person, who may also write it: `speaker id`."""
    return _IN_WORDS.get(field) or field.replace("_", " ")


def squashed(name: str) -> str:
    """Return a column's name without case, blanks and signs: `Quote_Text` is `quotetext`."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def chosen(maps: Iterable[str], path: FilePath) -> dict[str, str]:
    """Read what a person decided: `column=field`, or `column=extra`, or `column=ignore`.

    Raises:
        FormatError: it isn't that, or there is no such field; the message names the nearest.
    """
    decided: dict[str, str] = {}
    for text in maps:
        column, equals, field = text.rpartition("=")
        if not equals or not column.strip():
            raise FormatError(path, 0, f"“{text}” maps nothing", "write column=field")
        known = field_named(field.strip(), path, (EXTRA, IGNORE))
        other = next((one for one, its in decided.items() if its == known), "")
        if other not in ("", column.strip()) and known in FIELDS:
            named = f"“{other}” and “{column.strip()}” are both “{in_words(known)}”"
            raise FormatError(path, 0, named, f"map one of them to another field, or to {IGNORE}")
        decided[column.strip()] = known
    return decided


def field_named(name: str, path: FilePath, others: Sequence[str] = ()) -> str:
    """Return a field by its name, or by another name that it is known by.

    Raises:
        FormatError: there is no such field.
    """
    if name in FIELDS or name in others:
        return name
    bare = squashed(name)
    if bare == "source":
        return "title"
    for field, names in FIELDS.items():
        if bare in (squashed(field), *map(squashed, names)):
            return field
    from rapidfuzz import process  # noqa: PLC0415  # only where somebody slipped

    found = process.extractOne(name, [*FIELDS, *others], score_cutoff=60)
    remedy = (
        f"write “{found[0]}” if that is meant" if found else f"write one of {', '.join(FIELDS)}"
    )
    raise FormatError(path, 0, f"there is no field “{name}”", remedy)


def some_of(names: Sequence[str]) -> str:
    """Return names as a list for a person, the first of them if there are many."""
    rest = len(names) - _SHOWN
    return ", ".join([*names[:_SHOWN], *([f"or one of {rest:,} more"] if rest > 0 else [])])


def mapped(
    columns: Sequence[str], decided: Mapping[str, str], *, with_slips: bool = True
) -> ColumnMapping:
    """Return which columns go where: as a person decided, else by their names or near them."""
    fields = {column: decided[column] for column in columns if column in decided}
    taken = set(fields.values())
    bare = {column: squashed(column) for column in columns}
    free: dict[str, list[str]] = {}
    for column in columns:
        if column not in fields:
            free.setdefault(bare[column], []).append(column)
    for name, field in sorted(_names({*bare.values()}), key=lambda pair: _RANK.get(pair, _LAST)):
        for column in free.get(name, ()):
            if column not in fields and field not in taken:
                fields[column] = field
                taken.add(field)
    _say_author(fields, taken)
    slips = _Slips(taken)
    for column in columns if with_slips else ():
        if column not in fields and (like := slips.field(bare[column])):
            fields[column] = like
    return ColumnMapping(
        {column: fields[column] for column in columns if fields.get(column, EXTRA) in FIELDS},
        tuple(column for column in columns if fields.get(column, EXTRA) == EXTRA),
        tuple(column for column in columns if fields.get(column) == IGNORE),
    )


def _say_author(fields: dict[str, str], taken: set[str]) -> None:
    """Use the author as the speaker if a table has no speaker and no article.

    Collections of quotations call the speaker so; beside an article, the author is its writer.
    """
    if "speaker" in taken or "speaker_id" in taken or taken & _OF_ARTICLE:
        return
    for column, field in fields.items():
        if field == "author" and squashed(column) in ("author", "authors", "authorname"):
            fields[column] = "speaker"
            taken.add("speaker")
            taken.discard("author")
            return


_OF_ARTICLE: Final = frozenset({"title", "publisher", "published", "url", "archived", "accessed"})
_RANK: Final = {
    (re.sub(r"\W", "", name), field): rank
    for field, names in FIELDS.items()
    for rank, name in enumerate(names)
}
_LAST: Final = 100


def _names(bare: set[str]) -> list[tuple[str, str]]:
    """Return what the names of columns may stand for."""
    found = [pair for pair in _RANK if pair[0] in bare]
    # In quoth's own tables a source is named by its id, beside its title.
    own = "sourcetitle" in bare
    return found + [pair for pair in _LATER if not (own and pair == ("source", "publisher"))]


class _Slips:
    """The fields that names of columns may be slips for."""

    def __init__(self, taken: set[str]) -> None:
        """Take the fields that have a column already."""
        self._taken = taken
        self._list()

    def _list(self) -> None:
        """List the names of the fields that have no column yet."""
        self._open = [
            pair for pair in _RANK if pair[1] not in self._taken and len(pair[0]) >= _SHORTEST
        ]
        self._spellings = [pair[0] for pair in self._open]

    def field(self, name: str) -> str:
        """Return the field that a name is a slip for, which has a column then; nothing if none."""
        if not _SHORTEST <= len(name) <= _LONGEST:
            return ""
        from rapidfuzz import fuzz, process  # noqa: PLC0415  # only where a name isn't known

        found = process.extractOne(name, self._spellings, scorer=fuzz.ratio, score_cutoff=_LIKE)
        if not found:
            return ""
        field = self._open[found[2]][1]
        self._taken.add(field)
        self._list()
        return field
