"""What a `.dna` file of Discourse Network Analyzer says of its statements, besides their words.

The variables of a statement stand in a table for each type of value. A short text is the id of an
entity since version 3. In version 2 it is the text itself, or the id of an attribute. Entities have
a type, aliases and notes, which become those of actors and topics.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quoth.formats.incoming.dna import VARIABLES
from quoth.formats.incoming.mapping import squashed
from quoth.formats.incoming.plain_tables import PlainTables, Value
from quoth.formats.incoming.records import IncomingActor, IncomingTopic, Remark

Pair = tuple[Value, Value]
"""A variable's name, and its value."""
_KINDS: Final = {"person": "person", "organization": "organisation"}
_ATTRIBUTES: Final = ("Type", "Alias", "Notes", "ChildOf")
_PLAIN: Final[Mapping[str, Mapping[Value, Value]]] = {
    "DATABOOLEAN": {1: "yes", 0: "no"}, "DATAINTEGER": {}, "DATALONGTEXT": {},
}  # fmt: skip
"""The tables of values that aren't entities, and the words that stand for some of them."""


class FileCoding(NamedTuple):
    """What the statements of a file were coded with."""

    values: Mapping[Value, Sequence[Pair]]
    """By a statement's id: short texts first."""
    types: Mapping[Value, frozenset[str]]
    """By the id of a type of statements, which of the four variables it has."""
    coders: Mapping[Value, Value]
    scale: Sequence[str]
    """All numbers that an agreement was coded with."""
    entities: Sequence[IncomingActor | IncomingTopic]
    remarks: Sequence[Remark]

    def is_statement(self, kind: Value) -> bool:
        """Tell whether statements of a type say who, or what about; else they are annotations."""
        return kind is None or not self.types or bool(self.types.get(key_of(kind)))


def field_of(variable: Value) -> str:
    """Return which of the four variables one is, by its name; nothing if it is another."""
    return VARIABLES.get(squashed(str(variable)), "")


def read_coding(tables: PlainTables) -> FileCoding:
    """Read what the statements of a file were coded with."""
    variables, types = _variables(tables)
    values: dict[Value, list[Pair]] = {}
    scale: list[str] = []

    def add(rows: Iterable[Sequence[Value]], said: Mapping[Value, Value]) -> None:
        for statement, variable, value in rows:
            place = key_of(variable)
            if place in variables and value is not None:
                held = said.get(value, value) if isinstance(value, int) else value
                values.setdefault(key_of(statement), []).append((variables[place], held))

    column = "Entity" if "ENTITIES" in tables.names else "Value"
    entities = _entities(tables)
    names = first_of([row[:2] for row in entities])
    add(tables.rows("DATASHORTTEXT", "StatementId", "VariableId", column), names)
    for table, said in _PLAIN.items():
        if table in tables.names:
            rows = [*tables.rows(table, "StatementId", "VariableId", "Value")]
            add(rows, said)
            if table == "DATAINTEGER":
                is_scale = {
                    place: field_of(name) == "agreement" for place, name in variables.items()
                }
                scale += [str(value) for _, place, value in rows if is_scale.get(key_of(place))]
    coders = first_of(tables.rows("CODERS", "ID", "Name")) if "CODERS" in tables.names else {}
    remarks: list[Remark] = []
    described = [*_described(_attributes(tables, entities), variables, remarks)]
    return FileCoding(values, types, coders, scale, described, remarks)


def _variables(
    tables: PlainTables,
) -> tuple[dict[Value, Value], Mapping[Value, frozenset[str]]]:
    """Return the names of variables, and which of the four each type of statements has."""
    variables: dict[Value, Value] = {}
    types: dict[Value, set[str]] = {}
    rows = tables.rows("VARIABLES", "ID", "Variable", optional=("StatementTypeId",))
    for place, name, kind in rows:
        variables.setdefault(key_of(place), name)
        if kind is not None:
            types.setdefault(key_of(kind), set()).add(field_of(name))
    return variables, {kind: frozenset(found - {""}) for kind, found in types.items()}


def _entities(tables: PlainTables) -> list[Sequence[Value]]:
    """Return the rows of what short texts may be the ids of: id, text, variable, attributes."""
    if "ENTITIES" in tables.names:
        return [*tables.rows("ENTITIES", "ID", "Value", optional=("VariableId", "ChildOf"))]
    if "ATTRIBUTES" in tables.names:
        return [*tables.rows("ATTRIBUTES", "ID", "Value", optional=("VariableId", *_ATTRIBUTES))]
    return []


def _described(
    found: Iterable[tuple[Value, Value, Mapping[str, Value]]],
    variables: Mapping[Value, Value],
    remarks: list[Remark],
) -> Iterator[IncomingActor | IncomingTopic]:
    """Yield the actors and the topics about which a file says more than their names."""
    lost: dict[str, None] = {}
    for variable, name, attributes in found:
        told = {key: str(value) for key, value in attributes.items() if str(value or "").strip()}
        field = field_of(variables.get(key_of(variable)))
        if not told or not str(name).strip():
            continue
        note = told.pop("Notes", "")
        alias = told.pop("Alias", "")
        if field in _KINDS:
            yield IncomingActor(
                str(name), kind=_KINDS[field], aliases=(alias,) if alias else (), note=note,
                attributes={key.replace("=", " "): value for key, value in told.items()},
            )  # fmt: skip
        elif field == "concept":
            extra = {f"dna_{squashed(key)}": value for key, value in told.items()}
            yield IncomingTopic(
                str(name), note=note, extra=extra | ({"dna_alias": alias} if alias else {})
            )
        else:
            lost[str(variables.get(key_of(variable)))] = None
    remarks += [Remark(one, "the attributes of its values aren't imported") for one in lost]


def _attributes(
    tables: PlainTables, entities: Sequence[Sequence[Value]]
) -> Iterator[tuple[Value, Value, Mapping[str, Value]]]:
    """Yield the variable, the name and the attributes of each entity."""
    if "ENTITIES" not in tables.names:
        for _, name, variable, *rest in entities:
            yield variable, name, dict(zip(_ATTRIBUTES, rest, strict=True))
        return
    names = {key_of(place): name for place, name, *_ in entities}
    found: dict[Value, dict[str, Value]] = {}
    if {"ATTRIBUTEVARIABLES", "ATTRIBUTEVALUES"} <= tables.names:
        called = first_of(tables.rows("ATTRIBUTEVARIABLES", "ID", "AttributeVariable"))
        for entity, attribute, value in tables.rows(
            "ATTRIBUTEVALUES", "EntityId", "AttributeVariableId", "AttributeValue"
        ):
            named = str(called.get(key_of(attribute), attribute))
            found.setdefault(key_of(entity), {})[named] = value
    for place, name, variable, parent in entities:
        attributes = found.get(key_of(place), {})
        if parent is not None:
            attributes["ChildOf"] = names.get(key_of(parent), parent)
        yield variable, name, attributes


def first_of(rows: Iterable[Sequence[Value]]) -> dict[Value, Value]:
    """Return what stands under each key first."""
    found: dict[Value, Value] = {}
    for key, value in rows:
        found.setdefault(key_of(key), value)
    return found


def key_of(value: Value) -> Value:
    """Return a key as it is compared: a number may be written as a text."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 19:
        return int(value)
    return value


def order_of_rows(*values: Value) -> list[tuple[int, float, str]]:
    """Return by what rows are sorted: as SQLite does, numbers first and then texts."""
    return [
        (1, value, "") if isinstance(value, int | float) else (2, 0, value)
        if isinstance(value, str) else (0 if value is None else 3, 0, "")
        for value in values
    ]  # fmt: skip


def line_of(number: Value) -> int:
    """Return the number of a statement, if it is one."""
    return number if isinstance(number, int) else 0
