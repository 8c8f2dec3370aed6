"""How forms lay out the fields of each kind of record: which they ask for, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from quoth.editing.fields import FIELDS, PLACES, FieldSpec, FieldType

_HIDDEN: Final = frozenset({"id"})
"""Fields that no form asks for, as quoth fills them in."""

_AFTER: Final = {"cue": "medium"}
"""The field behind which a form asks for one that a store has elsewhere."""


def _laid_out(fields: Mapping[str, FieldSpec]) -> tuple[FieldSpec, ...]:
    """Return the fields that a form asks for, in its order."""
    names = [name for name in fields if name not in _HIDDEN]
    for name, before in _AFTER.items():
        if name in fields:
            names.remove(name)
            names.insert(names.index(before) + 1, name)
    found = [fields[name] for name in names]
    return tuple(PLACES["paragraph"] if one.form is FieldType.PLACE else one for one in found)


FORMS: Final[Mapping[str, tuple[FieldSpec, ...]]] = {
    table: _laid_out(fields) for table, fields in FIELDS.items()
}
"""The fields of the form of each table."""


def named(table: str, *names: str) -> tuple[FieldSpec, ...]:
    """Return some of the fields of a table."""
    return tuple(field for field in FORMS[table] if field.name in names)


_ONES_OWN: Final = frozenset({"quote", "context", "cue", "paragraph"})
"""Fields that no two statements have in common."""
_AS_IT_IS: Final = "as it is"


def shared(*names: str) -> tuple[FieldSpec, ...]:
    """Return the fields of a form for many statements at once, or some of them."""
    fields = FORMS["statements"]
    wanted = names or tuple(one.name for one in fields if one.name not in _ONES_OWN)
    return tuple(_shared(one) for one in fields if one.name in wanted)


def _shared(field: FieldSpec) -> FieldSpec:
    """Return a field as it is filled in for many records."""
    choices = tuple(one or field.unchosen for one in field.choices)
    return field._replace(
        is_shared=True,
        required=False,
        choices=("", *choices) if choices else (),
        unchosen=_AS_IT_IS if choices else field.unchosen,
    )


def about(field: FieldSpec) -> str:
    """Describe the values of a field, and how to separate several."""
    if field.is_shared and field.is_list:
        return "a; b adds, -a removes, =a replaces, - clears"
    if field.is_shared:
        return f"{field.about}; - clears it"
    if field.form is FieldType.CHOICE:
        return f"← → choose · {field.about}" if field.about else "← → choose"
    return f"{field.about}, several with ; between" if field.is_list else field.about
