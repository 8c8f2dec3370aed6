"""How forms lay out the fields of each kind of record: which they ask for, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from quoth.editing.fields import FIELDS, PLACES, FieldSpec, FieldType

_HIDDEN: Final = frozenset({"id"})
"""What no form asks for: quoth makes it."""

FORMS: Final[Mapping[str, tuple[FieldSpec, ...]]] = {
    table: tuple(
        PLACES["paragraph"] if field.form is FieldType.PLACE else field
        for field in fields.values()
        if field.name not in _HIDDEN
    )
    for table, fields in FIELDS.items()
}
"""The fields of the form of each table."""


def named(table: str, *names: str) -> tuple[FieldSpec, ...]:
    """Return some of the fields of a table."""
    return tuple(field for field in FORMS[table] if field.name in names)


def about(field: FieldSpec) -> str:
    """Return what belongs in a field, and how several are told apart."""
    return f"{field.about}, several with ; between" if field.is_list else field.about
