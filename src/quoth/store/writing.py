"""Records into documents: the inverse of `reading`, for output and for changes."""

from __future__ import annotations

from collections.abc import Mapping

from quoth.basics.dates import Date
from quoth.store.model import (
    NO_ATTRIBUTES,
    Actor,
    ClaimCheck,
    Event,
    Locator,
    Source,
    Stance,
    Statement,
    Topic,
    WordingDecision,
)
from quoth.store.parsing import Document


def document(
    record: Actor | Statement | Source | Event | Topic | ClaimCheck | WordingDecision,
) -> Document:
    """Return a record as the file holds it: no empty fields, the unknown ones last."""
    made: Document = {}
    for name, value in zip(record._fields, record, strict=True):
        if name != "extra" and value not in (None, "", ()) and value is not NO_ATTRIBUTES:
            made[name] = _value(value)
    made.update(record.extra)
    return made


def _value(value: object) -> object:
    """Return a field's value as JSON has it."""
    if isinstance(value, Date):
        return value.text
    if isinstance(value, Locator):
        numbers = {"paragraph": value.paragraph, "start": value.start, "end": value.end}
        return {key: number for key, number in numbers.items() if number is not None} | value.extra  # type: ignore[operator]
    if isinstance(value, Stance):
        return {"topic": value.topic, "position": str(value.position)}
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value
