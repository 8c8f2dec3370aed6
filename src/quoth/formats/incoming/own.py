"""What quoth writes itself: its stores, and lines that each hold a record of one.

A line is the record's document with its `type`, and for those who read it alone the names of what
a statement refers to by id (`tagging`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, cast

from quoth.basics.dates import Date
from quoth.basics.places import FilePath
from quoth.editing.fields import PLAIN
from quoth.formats.incoming.lines import guarded
from quoth.formats.incoming.records import (
    AS_IT_IS,
    BadRow,
    Choices,
    FormatError,
    Incoming,
    IncomingActor,
    IncomingCheck,
    IncomingEvent,
    IncomingSource,
    IncomingStance,
    IncomingStatement,
    IncomingStore,
    IncomingTopic,
    Record,
    Remark,
    Told,
    unheard,
)
from quoth.formats.tagging import SOURCE_TITLE, SPEAKER_NAME, STORE, TITLE, TYPE, WORDING, untagged
from quoth.store import StoreError, reading
from quoth.store.errors import FieldError
from quoth.store.loading import load
from quoth.store.model import (
    NOTHING_MORE,
    Actor,
    ClaimCheck,
    Event,
    Locator,
    Source,
    Statement,
    Topic,
)
from quoth.store.parsing import Document

_DECIDE_AGAIN: Final = (
    "what was decided about these wordings isn't taken over, as statements may have other ids "
    "here; decide it again with quoth wording"
)
_REFERENCES: Final = frozenset({"quote", "speaker", "source"})


def is_own(document: Document) -> bool:
    """Tell whether an object is a record of quoth's own: a statement only if it refers by id."""
    kind = document.get(TYPE, "statement" if SPEAKER_NAME in document else None)
    if kind == "statement":
        return all(isinstance(document.get(name), str) for name in _REFERENCES)
    if kind == STORE:
        return isinstance(document.get(TITLE), str) and "quote" not in document
    if kind == WORDING:
        return isinstance(document.get("statements"), list)
    return isinstance(kind, str) and kind in _MAKERS and "id" in document


def incoming(document: Document, line: int) -> Record | BadRow | Remark:
    """Return the record that a line of quoth's own holds."""
    kind, own = untagged(document)
    if kind == STORE:
        return IncomingStore(str(document[TITLE]), line)
    if kind == WORDING:
        return Remark(", ".join(map(str, own.get("statements") or ())), _DECIDE_AGAIN, line)  # type: ignore[call-overload]  # a list
    if not kind:  # a statement that was found: how well it fits what was asked for is nothing of it
        own = {name: value for name, value in own.items() if name != "score"}
    try:
        record = _MAKERS[kind or "statement"](own)
    except FieldError as error:
        return BadRow(line, "", error.problem, error.remedy)
    if isinstance(record, IncomingStatement):
        record = _told(record, document)
    return record._replace(line=line)


def _told(statement: IncomingStatement, document: Document) -> IncomingStatement:
    """Return a statement with the names that its line tells."""
    name, title = document.get(SPEAKER_NAME), document.get(SOURCE_TITLE)
    if isinstance(name, str) and name.strip():
        statement = statement._replace(speaker=statement.speaker._replace(name=name))
    if isinstance(title, str) and title.strip():
        statement = statement._replace(source=statement.source._replace(title=title))
    return statement


def read_store(path: FilePath, _choices: Choices = AS_IT_IS, told: Told = unheard) -> Incoming:
    """Yield the records of another store.

    Raises:
        FormatError: it isn't a valid store.
    """
    try:
        records = load(path)
    except StoreError as error:
        where = f"{error.where}: " if error.where else ""
        raise FormatError(path, 0, f"{where}{error.problem}", error.remedy) from None
    told(guarded(path, lambda: Path(path).stat().st_size))
    yield IncomingStore(records.title)
    for place, actor in enumerate(records.actors.values(), 1):
        yield of_actor(actor)._replace(line=place)
    for place, source in enumerate(records.sources.values(), 1):
        yield of_source(source)._replace(line=place)
    for place, topic in enumerate(records.topics.values(), 1):
        yield of_topic(topic)._replace(line=place)
    for place, event in enumerate(records.events, 1):
        yield of_event(event)._replace(line=place)
    for place, decision in enumerate(records.wordings, 1):
        yield Remark(", ".join(decision.statements), _DECIDE_AGAIN, place)
    for place, statement in enumerate(records.statements, 1):
        yield of_statement(statement)._replace(line=place)
    for place, check in enumerate(records.checks, 1):
        yield of_check(check)._replace(line=place)


def of_actor(actor: Actor) -> IncomingActor:
    """Return an actor of a store, neutral."""
    return IncomingActor(
        actor.name, actor.id, str(actor.kind or ""), actor.role, actor.affiliation, actor.country,
        actor.aliases, actor.wikidata, actor.tags, actor.attributes, actor.note, actor.extra,
    )  # fmt: skip


def of_source(source: Source) -> IncomingSource:
    """Return a source of a store, neutral."""
    published = source.published.text if source.published else ""
    accessed = source.accessed.text if source.accessed else ""
    return IncomingSource(
        source.title, source.id, source.publisher, source.author, published, source.url,
        source.archived, accessed, source.licence, source.note, source.assigned,
        source.done, source.extra,
    )  # fmt: skip


def of_topic(topic: Topic) -> IncomingTopic:
    """Return a topic of a store, neutral."""
    return IncomingTopic(topic.name, topic.id, topic.note, topic.extra)


def of_event(event: Event) -> IncomingEvent:
    """Return an event of a store, neutral."""
    source = IncomingSource("", event.source) if event.source else None
    return IncomingEvent(
        event.title, event.when.text, event.id, _actors(event.actors), source, event.note,
        event.extra,
    )  # fmt: skip


def of_check(check: ClaimCheck) -> IncomingCheck:
    """Return a check of a store, neutral: its statements by the ids that they have there."""
    date = check.date.text if check.date else ""
    fields = check._asdict() | {"date": date}
    return IncomingCheck(**fields)


def of_statement(statement: Statement) -> IncomingStatement:
    """Return a statement of a store, neutral: whom and what it names by id alone."""
    texts = {name: _text(getattr(statement, name)) for name in PLAIN}
    return IncomingStatement(
        **texts,  # type: ignore[arg-type]  # those fields are texts here
        speaker=IncomingActor("", statement.speaker),
        source=IncomingSource("", statement.source),
        via=_actors(statement.via),
        addressee=_actors(statement.addressee),
        on_behalf_of=_actors(statement.on_behalf_of),
        mentions=_actors(statement.mentions),
        topics=tuple(IncomingTopic("", topic) for topic in statement.topics),
        stances=tuple(
            IncomingStance(IncomingTopic("", stance.topic), str(stance.position))
            for stance in statement.stances
        ),
        locator=_locator(statement.locator),
        tags=statement.tags,
        extra=statement.extra,
    )


def _text(value: object) -> str:
    """Return a value that is written as one text: a date, a choice, a text; nothing if missing."""
    return value.text if isinstance(value, Date) else str(value or "")


def _actors(ids: Iterable[str]) -> tuple[IncomingActor, ...]:
    """Return actors that are named by id."""
    return tuple(IncomingActor("", actor) for actor in ids)


def _locator(locator: Locator | None) -> Mapping[str, object]:
    """Return where a statement stands, as a document holds it."""
    if locator is None:
        return NOTHING_MORE
    numbers = {"paragraph": locator.paragraph, "start": locator.start, "end": locator.end}
    known: dict[str, object] = {name: n for name, n in numbers.items() if n is not None}
    return known | dict(locator.extra)


_MAKERS: Final = cast(
    "Mapping[str, Callable[[Document], Record]]",
    {
        "actor": lambda document: of_actor(reading.read_actor(document)),
        "source": lambda document: of_source(reading.read_source(document)),
        "topic": lambda document: of_topic(reading.read_topic(document)),
        "event": lambda document: of_event(reading.read_event(document)),
        "check": lambda document: of_check(reading.read_check(document)),
        "statement": lambda document: of_statement(reading.read_statement(document, "")),
    },
)
