"""The fields of a row, whatever format it comes from, into a statement."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

from quoth.basics.dates import DateError
from quoth.basics.written_dates import AmbiguousDateError
from quoth.editing.typed import country
from quoth.formats.cells import split
from quoth.formats.incoming.conventions import ALONE, Conventions, number_of
from quoth.formats.incoming.records import (
    NOBODY,
    NOWHERE,
    BadRow,
    IncomingActor,
    IncomingSource,
    IncomingStance,
    IncomingStatement,
    IncomingTopic,
)
from quoth.presenting.verbatim import unmarked
from quoth.store.links import ID_LISTS
from quoth.store.model import NOTHING_MORE, ActorKind, Kind, Polarity, Position, Status

Fields = Mapping[str, object]
"""What a row says, by the names of `mapping.FIELDS`."""

KINDS: Final[Mapping[str, Kind]] = {
    "direct": Kind.DIRECT, "verbatim": Kind.DIRECT, "quoted": Kind.DIRECT,
    "directquote": Kind.DIRECT, "directquotation": Kind.DIRECT, "directspeech": Kind.DIRECT,
    "mixed": Kind.MIXED, "partial": Kind.MIXED, "partlydirect": Kind.MIXED,
    "indirect": Kind.INDIRECT, "paraphrase": Kind.INDIRECT, "paraphrased": Kind.INDIRECT,
    "indirectquote": Kind.INDIRECT, "indirectquotation": Kind.INDIRECT,
    "indirectspeech": Kind.INDIRECT, "reported": Kind.INDIRECT,
}  # fmt: skip
POSITIONS: Final[Mapping[str, Position]] = {
    **dict.fromkeys(
        ("support", "supports", "supportive", "supporting", "pro", "for", "infavour", "infavor",
         "favour", "favor", "agree", "agrees", "agreed", "agreement", "stronglyagree",
         "somewhatagree", "approve", "approves", "positive", "true", "t", "yes", "y"),
        Position.SUPPORT),
    **dict.fromkeys(
        ("oppose", "opposes", "opposed", "opposing", "con", "contra", "anti", "against", "disagree",
         "disagrees", "disagreed", "disagreement", "stronglydisagree", "somewhatdisagree",
         "disapprove", "disapproves", "negative", "false", "f", "no", "n"),
        Position.OPPOSE),
    **dict.fromkeys(("neutral", "neither", "neitheragreenordisagree", "mixed", "ambivalent",
                     "undecided", "none"), Position.NEUTRAL),
}  # fmt: skip
ACTOR_KINDS: Final[Mapping[str, ActorKind]] = {
    **dict.fromkeys(("person", "human", "individual", "politician"), ActorKind.PERSON),
    **dict.fromkeys(("organisation", "organization", "org", "company", "party", "institution"),
                    ActorKind.ORGANISATION),
    **dict.fromkeys(("state", "country", "government"), ActorKind.STATE),
    "group": ActorKind.GROUP,
}  # fmt: skip
POLARITIES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("denied", "denies", "deny", "denial"), str(Polarity.DENIED)),
    **dict.fromkeys(("hypothetical", "conditional"), str(Polarity.HYPOTHETICAL)),
    "affirmed": "",
}
STATUSES: Final[Mapping[str, Status]] = {status.value: status for status in Status}
_UNSAID: Final = frozenset({"n/a", "na", "nan", "null", "unknown", "unclear", "?"})
"""What people and programs write where there is no position."""
_BLANKS: Final = {ord(sign): None for sign in " _-\u2010\u2011\u00a0"}
"""What makes no difference within a choice."""
_LISTS: Final = frozenset({*ID_LISTS, "stances", "tags", "speaker_aliases"})


class RowError(ValueError):
    """A field of a row that can't be imported; the caller adds the line in a `BadRow`."""

    def __init__(self, field: str, problem: str, remedy: str) -> None:
        """Take the field, the problem and the remedy."""
        self.field = field
        self.problem = problem
        self.remedy = remedy
        super().__init__(problem)


def statement_of(
    fields: Fields, extra: Mapping[str, object], line: int, conventions: Conventions = ALONE
) -> IncomingStatement | BadRow:
    """Return the statement that a row makes, or why it makes none."""
    try:
        return _statement(fields, extra, line, conventions)
    except RowError as error:
        return BadRow(line, error.field, error.problem, error.remedy)


def _statement(
    fields: Fields, extra: Mapping[str, object], line: int, conventions: Conventions
) -> IncomingStatement:
    """Return the statement that a row makes."""
    texts = {name: text_of(fields, name) for name in fields if name not in _LISTS}
    say = texts.get
    kind = _choice(texts, "kind", KINDS)
    quote = say("quote", "")
    polarity, extra = _polarity(texts, extra)
    topics = tuple(IncomingTopic(name) for name in texts_of(fields, "topics"))
    position, is_whole = _position(say("stance", ""), topics, conventions)
    if not is_whole:
        extra = {**extra, "stance": say("stance", "")}
    speaker = _speaker(texts, texts_of(fields, "speaker_aliases"))
    if speaker is NOBODY:
        extra = {**extra, **_of_nobody(fields)}
    return IncomingStatement(
        quote=unmarked(quote) if kind == Kind.DIRECT else quote,
        kind=kind,
        speaker=speaker,
        source=_source(texts, conventions),
        said=_date(texts, "said", conventions),
        context=say("context", ""),
        cue=say("cue", ""),
        medium=say("medium", ""),
        via=_actors(fields, "via"),
        addressee=_actors(fields, "addressee"),
        on_behalf_of=_actors(fields, "on_behalf_of"),
        mentions=_actors(fields, "mentions"),
        topics=topics,
        stances=_stances(fields, topics, position),
        locator=_locator(texts),
        tags=texts_of(fields, "tags"),
        status=_choice(texts, "status", STATUSES),
        note=say("note", ""),
        polarity=polarity,
        coder=say("coder", ""),
        layer=say("layer", ""),
        id=say("id", ""),
        extra=extra,
        line=line,
    )


def _speaker(texts: Mapping[str, str], aliases: tuple[str, ...]) -> IncomingActor:
    """Return the speaker that a row names."""
    say = texts.get
    name, actor_id = say("speaker", ""), say("speaker_id", "")
    if not (name or actor_id):
        return NOBODY
    return IncomingActor(
        name=name or actor_id,
        id=actor_id,
        kind=_choice(texts, "speaker_kind", ACTOR_KINDS),
        role=say("speaker_role", ""),
        affiliation=say("speaker_affiliation", ""),
        country=country(say("speaker_country", "")),
        aliases=aliases,
        wikidata=say("speaker_wikidata", ""),
        note=say("speaker_note", ""),
    )


def _source(texts: Mapping[str, str], conventions: Conventions) -> IncomingSource:
    """Return the source that a row names."""
    say = texts.get
    source = IncomingSource(
        title=say("title", ""),
        id=say("source_id", ""),
        publisher=say("publisher", ""),
        author=say("author", ""),
        published=_date(texts, "published", conventions),
        url=say("url", ""),
        archived=say("archived", ""),
        accessed=_date(texts, "accessed", conventions),
        licence=say("licence", ""),
        note=say("source_note", ""),
    )
    return NOWHERE if source == NOWHERE else source


def text_of(fields: Fields, name: str) -> str:
    """Return a field that is a text, or a number as one; nothing where it is missing."""
    value = fields.get(name)
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value).lower()
    raise RowError(name, "it is a list or an object, not a text", "make it one text")


def texts_of(fields: Fields, name: str) -> tuple[str, ...]:
    """Return a field that is a list, or a text whose parts “;” separates; no part twice."""
    value = fields.get(name)
    if not value:
        return ()
    if isinstance(value, str):
        return _parts(value)
    items = value if isinstance(value, list) else [value]
    found = [text_of({name: item.get("name") if isinstance(item, dict) else item}, name)
             for item in items]  # fmt: skip
    return tuple(dict.fromkeys(part for part in found if part))


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[str, ...]:
    """Return the parts of a list that is written as a text."""
    return tuple(dict.fromkeys(part for piece in split(text) if (part := piece.strip())))


@lru_cache(maxsize=4096)
def _normal(text: str) -> str:
    """Return a choice as the tables above write it; a sign that may change it stays."""
    return text.casefold().translate(_BLANKS)


def _choice(texts: Mapping[str, str], name: str, choices: Mapping[str, StrEnum]) -> str:
    """Return a field that is one of a few."""
    text = texts.get(name)
    if not text:
        return ""
    found = choices.get(_normal(text))
    if found is None:
        known = ", ".join(dict.fromkeys(map(str, choices.values())))
        raise RowError(name, f"it is “{text}”", f"write one of {known}")
    return str(found)


def _polarity(
    texts: Mapping[str, str], extra: Mapping[str, object]
) -> tuple[str, Mapping[str, object]]:
    """Return the polarity of a row, and its further fields.

    Other tables call by that name whether a text sounds good or bad: such a value is kept as it is.
    """
    text = texts.get("polarity", "")
    if not text or _normal(text) in POLARITIES:
        return POLARITIES.get(_normal(text), ""), extra
    return "", {**extra, "polarity": text}


def _date(texts: Mapping[str, str], name: str, conventions: Conventions) -> str:
    """Return a field that is a date, in EDTF."""
    text = texts.get(name)
    if not text:
        return ""
    try:
        return conventions.date(name, text)
    except AmbiguousDateError as error:
        raise RowError(name, str(error), "or say --dates day-first or month-first") from None
    except DateError as error:
        raise RowError(name, str(error), "correct the date") from None


def _actors(fields: Fields, name: str) -> tuple[IncomingActor, ...]:
    """Return a field that names actors."""
    if not fields.get(name):
        return ()
    return tuple(IncomingActor(actor) for actor in texts_of(fields, name))


def position_of(text: str, conventions: Conventions = ALONE, field: str = "stance") -> str:
    """Return a position by what it may be called; nothing for a number of an unknown scale.

    Raises:
        RowError: it is none.
    """
    number = number_of(text)
    if number is not None:
        return conventions.position(field, number)
    if _normal(text) in _UNSAID:
        return ""
    found = POSITIONS.get(_normal(text))
    if found is None:
        raise RowError(field, f"it is “{text}”", "write one of support, oppose, neutral")
    return str(found)


def is_all_said(text: str, position: str) -> bool:
    """Tell whether a position says all that a text does: a number may say how much, too."""
    return bool(position) and number_of(text) in (None, -1, 0, 1)


def _position(
    text: str, topics: tuple[IncomingTopic, ...], conventions: Conventions
) -> tuple[str, bool]:
    """Return the one position of a row on its topics, and whether that says all of it."""
    if not text:
        return "", True
    position = position_of(text, conventions)
    return position, bool(topics) and is_all_said(text, position)


def _of_nobody(fields: Fields) -> Mapping[str, object]:
    """Return what a row says of a speaker whom it doesn't name."""
    return {name: value for name, value in fields.items() if name.startswith("speaker_") and value}


def _stances(
    fields: Fields, topics: tuple[IncomingTopic, ...], position: str
) -> tuple[IncomingStance, ...]:
    """Return the stances of a row: its one position on its topics, and those it lists."""
    listed = fields.get("stances")
    if not (position or listed):
        return ()
    found = [IncomingStance(topic, position) for topic in topics if position]
    items = listed if isinstance(listed, list) else texts_of(fields, "stances")
    found += [_stance(item) for item in items]
    return tuple(found)


def _stance(item: object) -> IncomingStance:
    """Return a stance, written as an object or as `topic: position`."""
    if isinstance(item, dict):
        topic = text_of(item, "topic") or text_of(item, "name")
        position = text_of(item, "position")
    else:
        topic, _, position = (part.strip() for part in str(item).rpartition(":"))
    if not topic:
        raise RowError("stances", f"“{item}” isn't a stance", "write topic: support")
    meant = position_of(position)
    if not meant:
        raise RowError("stances", f"“{item}” isn't a stance", "write topic: support")
    return IncomingStance(IncomingTopic(topic), meant)


def _locator(texts: Mapping[str, str]) -> Mapping[str, object]:
    """Return where in its source a row says that it stands."""
    found: dict[str, object] = {}
    for name in ("paragraph", "start", "end"):
        if text := texts.get(name):
            if not (text.isascii() and text.isdigit() and len(text) < 19):
                raise RowError(name, f"“{text}” isn't a whole number from 0", "correct the number")
            found[name] = int(text)
    return found or NOTHING_MORE
