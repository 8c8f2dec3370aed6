"""The options that give the fields of a record: one for each field of the one table of fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from quoth.editing.fields import FIELDS, ONE, PLACES, TITLES, FieldSpec, FieldType, with_article

_METAVARS: Final[Mapping[FieldType, str]] = {
    FieldType.DATE: "DATE", FieldType.COUNTRY: "CODE", FieldType.WIKIDATA: "QID",
    FieldType.URL: "URL", FieldType.NAME: "NAME", FieldType.NAMES: "NAME",
    FieldType.STANCES: "SIDE:TOPIC", FieldType.ATTRIBUTES: "NAME=TEXT",
    FieldType.NUMBER: "N", FieldType.AMOUNT: "N",
}  # fmt: skip
_NAMED: Final = (FieldType.NAME, FieldType.NAMES)
_TITLE: Final = "name"
"""The option that gives the words of any record: its quote, its name or its title."""


class FieldOption(NamedTuple):
    """An option that gives a field."""

    field: str
    metavar: str
    about: str
    """What belongs there, in a line of help."""
    group: str
    """Of what it is a field."""


def options() -> dict[str, FieldOption]:
    """Return the options that give the fields of records, by name."""
    found: dict[str, FieldOption] = {
        _TITLE: FieldOption(_TITLE, "NAME", "its name or title, instead of the words", "of all")
    }
    for table, field in _fields():
        option = field.option or field.name
        group = f"of {with_article(ONE[table])}"
        if option not in found:
            found[option] = FieldOption(field.name, _metavar(field), _about(field), group)
        elif _about(field) not in found[option].about:
            before = found[option]
            found[option] = before._replace(about=f"{before.about}; {group}: {_about(field)}")
    return found


def _fields() -> Iterator[tuple[str, FieldSpec]]:
    """Yield the fields that options give; words give what a record is called."""
    for table, fields in FIELDS.items():
        for field in fields.values():
            if field.form is FieldType.PLACE:
                yield from ((table, place) for place in PLACES.values())
            elif field.name != TITLES[table]:
                yield table, field


def _metavar(field: FieldSpec) -> str:
    """Return what stands for the value of an option."""
    if field.choices:
        return (field.option or field.name).upper()
    return _METAVARS.get(field.form, "TAG" if field.option == "tag" else "TEXT")


def _about(field: FieldSpec) -> str:
    """Return what belongs in a field, for who can't see what there is to choose from."""
    about = field.about
    if field.choices and "·" not in about:
        about = f"{about}: {', '.join(filter(None, field.choices))}"
    if field.form in _NAMED and field.refers != "statements":
        about = f"{about}, by id or name"
    return f"{about}; may be repeated" if field.is_list else about
