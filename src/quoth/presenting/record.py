"""A statement's whole record as labelled lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum, unique
from typing import Final

from quoth.basics.dates import DateStyle, describe
from quoth.presenting.claim_checks import summary
from quoth.presenting.quotation import chain, names, polarity, said, speaker
from quoth.store.model import Actor, Locator, Source, Statement, Status
from quoth.store.snapshot import Snapshot

_DRAFTED: Final = "intake"
"""What is kept with a statement of how it was drafted (`quoth.intake.noted`)."""
Field = tuple[str, str]
"""A label of ours or a name of the store's, and a value of the store's."""


@unique
class Label(StrEnum):
    """What a field is called where it is shown; those who look for one name the member."""

    SPEAKER = "speaker"
    ROLE = "role"
    BELONGS_TO = "belongs to"
    ATTRIBUTES = "known of them"
    ABOUT_THEM = "about them"
    SAID = "said"
    KIND = "kind"
    POLARITY = "polarity"
    CUE = "cue"
    TO = "to"
    MEDIUM = "medium"
    CHAIN = "chain"
    CONTEXT = "context"
    MENTIONS = "mentions"
    TOPICS = "topics"
    STANCES = "stances"
    PLACE = "place"
    TAGS = "tags"
    STATUS = "status"
    CHECKED = "checked"
    CODER = "coded by"
    LAYER = "layer"
    NOTE = "note"
    FOUND_BY = "found by"
    ID = "id"
    SOURCE = "source"
    PUBLISHER = "publisher"
    AUTHOR = "author"
    PUBLISHED = "published"
    ADDRESS = "address"
    ARCHIVED = "archived"
    ACCESSED = "accessed"
    LICENCE = "licence"
    ABOUT_IT = "about it"


def fields(corpus: Snapshot, statement: Statement, form: DateStyle = DateStyle.DAY) -> list[Field]:
    """Return all fields of a statement except its words; none that is empty."""
    return [*known_fields(corpus, statement, form), *unknown_fields(statement)]


def unknown_fields(statement: Statement) -> list[Field]:
    """Return the fields that this version does not know, under the names they have."""
    return [(name, _json(value)) for name, value in statement.extra.items() if name != _DRAFTED]


def known_fields(
    corpus: Snapshot, statement: Statement, form: DateStyle = DateStyle.DAY
) -> list[Field]:
    """Return the fields that this version knows, but for the words; nothing that is empty."""
    actor = corpus.actors[statement.speaker]
    source = corpus.sources[statement.source]
    found = [
        (Label.SPEAKER, speaker(corpus, statement)),
        (Label.ROLE, actor.role),
        (Label.BELONGS_TO, corpus.actors[actor.affiliation].name if actor.affiliation else ""),
        (Label.ATTRIBUTES, "; ".join(known_of(actor))),
        (Label.ABOUT_THEM, actor.note),
        (Label.SAID, said(statement, form)),
        (Label.KIND, str(statement.kind)),
        (Label.POLARITY, polarity(statement)),
        (Label.CUE, statement.cue),
        (Label.TO, names(corpus, statement.addressee)),
        (Label.MEDIUM, statement.medium),
        (Label.CHAIN, " → ".join(chain(corpus, statement))),
        (Label.CONTEXT, statement.context),
        (Label.MENTIONS, names(corpus, statement.mentions)),
        (Label.TOPICS, ", ".join(corpus.topics[topic].name for topic in statement.topics)),
        (Label.STANCES, _stances(corpus, statement)),
        *source_fields(source, form),
        (Label.PLACE, _place(statement.locator)),
        (Label.TAGS, ", ".join(statement.tags)),
        (Label.STATUS, "" if statement.status is Status.CONFIRMED else str(statement.status)),
        *((Label.CHECKED, summary(check, form)) for check in corpus.checks_of(statement.id)),
        (Label.CODER, statement.coder),
        (Label.LAYER, statement.layer),
        (Label.NOTE, statement.note),
        (Label.FOUND_BY, _found_by(statement.extra.get(_DRAFTED))),
        (Label.ID, statement.id),
    ]
    return [(label, value) for label, value in found if value]


def known_of(actor: Actor) -> list[str]:
    """Return an actor's tags and attributes, each in a few words."""
    return [*actor.tags, *(f"{name}: {value}" for name, value in actor.attributes.items())]


def source_fields(source: Source, form: DateStyle = DateStyle.DAY) -> list[Field]:
    """Return what is known of where a statement was published."""
    found = [
        (Label.SOURCE, source.title),
        (Label.PUBLISHER, source.publisher),
        (Label.AUTHOR, source.author),
        (Label.PUBLISHED, describe(source.published, form) if source.published else ""),
        (Label.ADDRESS, source.url),
        (Label.ARCHIVED, source.archived),
        (Label.ACCESSED, describe(source.accessed, form) if source.accessed else ""),
        (Label.LICENCE, source.licence),
        (Label.ABOUT_IT, source.note),
    ]
    return [(label, value) for label, value in found if value]


def _stances(corpus: Snapshot, statement: Statement) -> str:
    """Return the positions that a statement takes."""
    return ", ".join(
        f"{stance.position}: {corpus.topics[stance.topic].name}" for stance in statement.stances
    )


def _found_by(drafted: object) -> str:
    """Say by which rule of the intake a statement was found, and how surely."""
    if not isinstance(drafted, Mapping):
        return "" if drafted is None else _json(drafted)
    rule, confidence = drafted.get("rule"), drafted.get("confidence")
    sure = f"confidence {confidence:.2f}" if isinstance(confidence, float | int) else ""
    return ", ".join(part for part in (rule, sure) if isinstance(part, str) and part)


def _place(locator: Locator | None) -> str:
    """Say where in its source a statement stands."""
    if locator is None:
        return ""
    parts = []
    if locator.paragraph is not None:
        parts.append(f"paragraph {locator.paragraph}")
    if locator.start is not None and locator.end is not None:
        parts.append(f"characters {locator.start}–{locator.end}")
    elif locator.start is not None:
        parts.append(f"from character {locator.start}")
    elif locator.end is not None:
        parts.append(f"up to character {locator.end}")
    parts.extend(f"{name} {_json(value)}" for name, value in locator.extra.items())
    return ", ".join(parts)


def _json(value: object) -> str:
    """Return the value of a field that this version does not know."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
