"""The fields of a form: the text for a value, what it means, what completes it.

A form holds only the texts of its fields. What a text means is worked out again at each letter, by
the reader that the shell uses too (`quoth.editing.typed`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from quoth.editing import typed
from quoth.editing.errors import EditError
from quoth.editing.fields import ONE, PLACES, FieldSpec, FieldType
from quoth.editing.instructions import CLEARING, REPLACING, signed_items
from quoth.editing.typed import POSITIONS, SEPARATOR, Understood, attributes_text, list_text
from quoth.tui.editing.lookups import Lookups


class Completed(NamedTuple):
    """What a text may become."""

    text: str
    """The whole of the field then."""
    label: str
    note: str = ""


def shown(field: FieldSpec, document: Mapping[str, object], lookups: Lookups) -> str:
    """Return the text in a field for a record's value.

    An unchanged text means that value, even if another record has the same name.
    """
    value = known(field, document)
    if field.is_shared:
        return ""
    if field.form is FieldType.CHOICE:
        return str(value or field.choices[0])
    if value is None:
        return ""
    match field.form:
        case FieldType.NAME if field.refers == "sources":
            # Reading all sources would show whether others have its title, but takes time.
            return lookups.name(field.refers, str(value))
        case FieldType.NAME:
            return _name(field.refers, str(value), lookups)
        case FieldType.NAMES:
            ids = [value] if isinstance(value, str) else cast("Sequence[str]", value)
            return list_text([_name(field.refers, one, lookups) for one in ids])
        case FieldType.WORDS:
            return list_text(cast("Sequence[str]", value))
        case FieldType.ATTRIBUTES:
            return attributes_text(cast("Mapping[str, str]", value))
        case FieldType.STANCES:
            stances = cast("Sequence[Mapping[str, str]]", value)
            return list_text(
                [f"{one['position']}: {_name('topics', one['topic'], lookups)}" for one in stances]
            )
    return str(value)


def known(field: FieldSpec, document: Mapping[str, object]) -> object:
    """Return the value that a field has until its text is changed."""
    if field.name in PLACES:
        place = document.get("locator")
        return place.get(field.name) if isinstance(place, dict) else None
    return document.get(field.name)


def _name(table: str, record_id: str, lookups: Lookups) -> str:
    """Return a record's name if it is unambiguous; else its id."""
    name = lookups.name(table, record_id)
    if SEPARATOR in name:
        return record_id
    return name if list(lookups.meant(table, name)) == [record_id] else record_id


def understood(field: FieldSpec, text: str, lookups: Lookups) -> Understood:
    """Return what a text means in a field."""
    if field.is_shared:
        return _in_many(field, text, lookups)
    found = typed.understood(field, text, lookups)
    if field.form is FieldType.NAME and isinstance(found.value, str):
        return found._replace(hint=_told_apart(field.refers, found.value, lookups))
    return found


def _in_many(field: FieldSpec, text: str, lookups: Lookups) -> Understood:
    """Return what a text means in a field of many records; its value is the text itself."""
    if field.form is FieldType.CHOICE or text.strip() in ("", CLEARING):
        return Understood(text.strip())
    if not field.is_list or text.strip().startswith(REPLACING):
        found = understood(field._replace(is_shared=False), text.strip().lstrip(REPLACING), lookups)
        return found._replace(value=text.strip())
    try:
        items = signed_items(field, text)
    except EditError as error:
        return Understood(problem=str(error))
    added = list_text([item for sign, item in items if sign == "+"])
    taken = list_text([item for sign, item in items if sign == "-"])
    found = typed.understood(field, added, lookups) if added else Understood()
    without = _taken(field, taken, lookups) if taken else Understood()
    if without.new:
        name = without.new[0].name
        return Understood(problem=f"there is no {ONE[without.new[0].table]} “{name}”")
    problem = found.problem or without.problem
    return found._replace(value=text.strip(), problem=problem)


def _taken(field: FieldSpec, text: str, lookups: Lookups) -> Understood:
    """Return what is taken away from a list; a stance goes by its topic, too."""
    if field.form is FieldType.STANCES and ":" not in text:
        field = field._replace(form=FieldType.NAMES)
    return typed.understood(field, text, lookups)


def _told_apart(table: str, record_id: str, lookups: Lookups) -> str:
    """Return what distinguishes a record: an actor's role, a source's publisher."""
    record = lookups.corpus.table(table)[record_id]
    return str(getattr(record, "role", "") or getattr(record, "publisher", ""))


def completed(field: FieldSpec, text: str, lookups: Lookups) -> Sequence[Completed]:
    """Return the completions of a text, the likeliest first; none if it is complete."""
    before, separator, last = text.rpartition(SEPARATOR) if field.is_list else ("", "", text)
    head = f"{before}{separator} " if separator else ""
    if field.is_shared and field.is_list:
        bare = last.strip().lstrip("+-=")
        head += last.strip()[: len(last.strip()) - len(bare)]
        last = bare
    if field.form is FieldType.STANCES:
        position, colon, last = last.partition(":")
        if not colon:
            wanted = position.strip().casefold()
            begun = [one for one in POSITIONS if wanted and one.startswith(wanted)]
            return [Completed(f"{head}{one}: ", one) for one in begun]
        head += f"{position.strip()}: "
    if field.form is FieldType.PATH:
        from quoth.tui.editing import paths  # noqa: PLC0415  # once a path is typed

        return [Completed(one, one.rstrip("/").rpartition("/")[2] + "/" * one.endswith("/"))
                for one in paths.offered(text, paths.ENDINGS_OF.get(field.name, ()))]  # fmt: skip
    if field.form is FieldType.TERM:
        return terms(field, text)
    if field.refers:
        return _names_for(field.refers, head, last, lookups)
    if field.facet is not None:
        found = lookups.values(field.facet, last)
        same = last.strip().casefold()
        if any(one.casefold() == same for one in found):
            return ()
        return [Completed(head + one, one) for one in found]
    return ()


def terms(field: FieldSpec, text: str) -> Sequence[Completed]:
    """Return the words of a field that one may become: those that begin with it come first."""
    wanted = text.strip().casefold()
    if wanted in map(str.casefold, field.choices):
        return ()
    begun = [one for one in field.choices if one.casefold().startswith(wanted)]
    within = [one for one in field.choices if wanted in one.casefold() and one not in begun]
    return [Completed(one, one) for one in (*begun, *within)]


def _names_for(table: str, head: str, text: str, lookups: Lookups) -> Sequence[Completed]:
    """Return the records that a name may be completed to."""
    if not text.strip() or len(lookups.meant(table, text)) == 1:
        return ()
    return [
        Completed(head + (_name(table, one.id, lookups)), one.name, one.note)
        for one in lookups.offered(table, text)
    ]
