"""A statement's whole record as labelled lines, for whoever shows it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from quoth.corpus import Corpus
from quoth.dates import Form, describe
from quoth.model import Locator, Source, Statement, Status
from quoth.quotation import chain, names, said, speaker

_DRAFTED: Final = "intake"
"""What is kept with a statement of how it was drafted (`quoth.intake.noted`)."""
Field = tuple[str, str]
"""A label of ours, and a value of the store's."""


def fields(corpus: Corpus, statement: Statement, form: Form = Form.DAY) -> list[Field]:
    """Return all that a store knows of a statement but for its words; nothing that is empty."""
    return [*known_fields(corpus, statement, form), *unknown_fields(statement)]


def unknown_fields(statement: Statement) -> list[Field]:
    """Return the fields that this version does not know, under the names they have."""
    return [(name, _json(value)) for name, value in statement.extra.items() if name != _DRAFTED]


def known_fields(corpus: Corpus, statement: Statement, form: Form = Form.DAY) -> list[Field]:
    """Return the fields that this version knows, but for the words; nothing that is empty."""
    actor = corpus.actors[statement.speaker]
    source = corpus.sources[statement.source]
    found = [
        ("speaker", speaker(corpus, statement)),
        ("role", actor.role),
        ("belongs to", corpus.actors[actor.affiliation].name if actor.affiliation else ""),
        ("about them", actor.note),
        ("said", said(statement, form)),
        ("kind", str(statement.kind)),
        ("cue", statement.cue),
        ("to", names(corpus, statement.addressee)),
        ("medium", statement.medium),
        ("chain", " → ".join(chain(corpus, statement))),
        ("context", statement.context),
        ("mentions", names(corpus, statement.mentions)),
        ("topics", ", ".join(corpus.topics[topic].name for topic in statement.topics)),
        ("stances", _stances(corpus, statement)),
        *source_fields(source, form),
        ("place", _place(statement.locator)),
        ("tags", ", ".join(statement.tags)),
        ("status", "" if statement.status is Status.CONFIRMED else str(statement.status)),
        ("note", statement.note),
        ("found by", _found_by(statement.extra.get(_DRAFTED))),
        ("id", statement.id),
    ]
    return [(label, value) for label, value in found if value]


def source_fields(source: Source, form: Form = Form.DAY) -> list[Field]:
    """Return what is known of where a statement was published."""
    found = [
        ("source", source.title),
        ("publisher", source.publisher),
        ("author", source.author),
        ("published", describe(source.published, form) if source.published else ""),
        ("address", source.url),
        ("archived", source.archived),
        ("accessed", describe(source.accessed, form) if source.accessed else ""),
        ("licence", source.licence),
        ("about it", source.note),
    ]
    return [(label, value) for label, value in found if value]


def _stances(corpus: Corpus, statement: Statement) -> str:
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
