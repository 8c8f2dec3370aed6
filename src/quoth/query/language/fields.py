"""The one table of what can be typed before a colon, and of the values that are a closed set."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from quoth.query.language.tree import FieldName
from quoth.store.model import Kind, Polarity, Position, Status

SORT: Final = "sort"
"""What asks for an order; it narrows nothing, and so isn't a `FieldName`."""
CHECK: Final = "check"
"""What a statement has whose claim was checked."""
VARIANT: Final = "variant"
"""What a statement has of whose words there is another wording."""


class Keyword(NamedTuple):
    """Something that can be typed before a colon."""

    word: str
    help: str
    field: FieldName | None
    """What it asks for; nothing for `sort`."""
    aliases: tuple[str, ...] = ()
    """Other words that are accepted."""
    akin: tuple[str, ...] = ()
    """Words that are not accepted, for they are ambiguous, but whose typist may mean this one."""
    values: tuple[str, ...] = ()
    """All values there are, where they are a closed set."""
    value_aliases: tuple[tuple[str, str], ...] = ()
    """Other spellings of these values."""

    def canonical(self, typed: str) -> str:
        """Return the value of the closed set that was typed, or nothing."""
        folded = typed.casefold()
        return folded if folded in self.values else dict(self.value_aliases).get(folded, "")

    def continues(self, typed: str) -> bool:
        """Tell whether a value of the closed set begins with what was typed."""
        spellings = (*self.values, *(alias for alias, _ in self.value_aliases))
        return any(spelling.startswith(typed.casefold()) for spelling in spellings)


KEYWORDS: Final = (
    Keyword(
        "by", "who said it, or on whose behalf", FieldName.BY, ("speaker",),
        akin=("from", "actor", "who", "author"),
    ),
    Keyword(
        "to", "whom it was said to", FieldName.TO, ("addressee",), akin=("towards",),
    ),
    Keyword("via", "who carried it, such as an outlet", FieldName.VIA, ("outlet",)),
    Keyword("about", "whom it mentions", FieldName.ABOUT, ("mentions",), akin=("mention",)),
    Keyword(
        "said", "when it may have been said: 2025-03, \"last week\"", FieldName.SAID, ("date",),
        akin=("when", "during"),
    ),
    Keyword("since", "from this day on", FieldName.SINCE, akin=("after",)),
    Keyword("until", "up to this day", FieldName.UNTIL, ("till",), akin=("before",)),
    Keyword("topic", "what it is on", FieldName.TOPIC, ("topics",), akin=("on", "subject")),
    Keyword(
        "kind", "how verbatim it is: direct, mixed or indirect", FieldName.KIND,
        akin=("type", "is"), values=tuple(Kind),
    ),
    Keyword(
        "source", "where it was published: a title, a publisher or an id", FieldName.SOURCE,
        ("sources",), akin=("site", "publisher", "title", "url"),
    ),
    Keyword("medium", "how it was said, such as a speech", FieldName.MEDIUM, akin=("media",)),
    Keyword("tag", "how you marked it", FieldName.TAG, ("tags",), akin=("label",)),
    Keyword(
        "status", "whether it was checked: confirmed, draft or rejected", FieldName.STATUS,
        values=tuple(Status),
    ),
    Keyword(
        "polarity", "what the speaker doesn't affirm: denied or hypothetical",
        FieldName.POLARITY, akin=("denies", "negation"), values=tuple(Polarity),
    ),
    Keyword("coder", "who coded it", FieldName.CODER, ("coders",), akin=("annotator",)),
    Keyword(
        "layer", "whose coding it is; without it, layers are left out", FieldName.LAYER,
        ("layers",), akin=("coding",),
    ),
    Keyword(
        "attr", "what is known of who speaks, or of their home: party=Greens", FieldName.ATTR,
        ("attribute",), akin=("party", "sector", "gender"),
    ),
    Keyword(
        "stance", "the side it takes: support, oppose or neutral", FieldName.STANCE, ("stances",),
        akin=("position",), values=tuple(Position),
    ),
    Keyword(
        "has", "what is filled in: note, check, variant, date…", FieldName.HAS, akin=("with",),
        values=(
            "note", CHECK, VARIANT, "context", "date", "medium", "via", "addressee", "mentions",
            "topics", "stances", "locator", "tags", "cue", "polarity", "coder", "layer",
        ),
        value_aliases=(
            ("notes", "note"), ("said", "date"), ("to", "addressee"), ("about", "mentions"),
            ("mention", "mentions"), ("topic", "topics"), ("stance", "stances"), ("tag", "tags"),
            ("checks", CHECK), ("checked", CHECK), ("variants", VARIANT),
            ("wording", VARIANT), ("wordings", VARIANT),
        ),
    ),
    Keyword(
        "rated", "what a check of the claim found, such as false", FieldName.RATED, ("rating",),
        akin=("verdict",),
    ),
    Keyword(
        "differs", "what differs from the likeliest wording: number, negation, speaker…",
        FieldName.DIFFERS, ("differ",), akin=("misquotes", "misquoted"),
        values=(
            "number", "negation", "modal", "name", "speaker", "left-out", "put-in", "cut",
            "person", "tense", "other", "spelling", "typography", "high", "medium", "low",
        ),
        value_aliases=(
            ("numbers", "number"), ("negations", "negation"), ("disputed", "speaker"),
            ("names", "name"), ("excerpt", "cut"), ("not", "negation"),
        ),
    ),
    Keyword(
        SORT, "the order: relevance, newest, oldest or speaker", None, akin=("order",),
        values=("relevance", "newest", "oldest", "speaker"),
    ),
)  # fmt: skip

DATED: Final = frozenset({FieldName.SAID, FieldName.SINCE, FieldName.UNTIL})
"""The fields whose value is a date."""


@cache
def _by_word() -> dict[str, Keyword]:
    """Return the keyword of each word that is accepted."""
    return {word: keyword for keyword in KEYWORDS for word in (keyword.word, *keyword.aliases)}


@cache
def _by_akin() -> dict[str, Keyword]:
    """Return the keyword that each word may mean that is not accepted."""
    return {word: keyword for keyword in reversed(KEYWORDS) for word in keyword.akin}


def keyword_of(word: str) -> Keyword | None:
    """Return what a word before a colon asks for, whatever its case."""
    return _by_word().get(word.lower())


def akin_to(word: str) -> str:
    """Return the field name that a word means which is none, or nothing."""
    keyword = _by_akin().get(word.lower())
    return keyword.word if keyword else ""


def known_words() -> Iterator[str]:
    """Yield all words that are accepted, the main ones first."""
    yield from (keyword.word for keyword in KEYWORDS)
    yield from (alias for keyword in KEYWORDS for alias in keyword.aliases)


def split_stance(value: str) -> tuple[str, str]:
    """Return the position and, where one was typed, the topic of a value of `stance:`."""
    position, _, topic = value.partition(":")
    return position.strip(), topic.strip()
