"""What is typed for a field, understood: the one reader for the shell, forms and JSON lines.

It is done in two steps, `read` and `linked`: first a text becomes a value as a record has it, with
names where ids will be; then the names become ids, or records that are still to be made. A shell
refuses what has a problem; a form shows it while one types.

A list is typed as items with semicolons between them, or as JSON has it where an item has one.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, Protocol, cast

from quoth.basics.dates import DateError, describe, parse
from quoth.basics.guessing import guess, named
from quoth.editing.errors import EditError
from quoth.editing.fields import ONE, FieldSpec, FieldType
from quoth.store.model import Position

SEPARATOR: Final = ";"
"""Stands between the items of a list: names have commas."""
POSITIONS: Final = tuple(str(position) for position in Position)
_MARKS: Final = ("“”", '""', "„“", "«»", "‘’")
_MOST_TOLD: Final = 4


class New(NamedTuple):
    """A record that is made because a name means none that is there."""

    table: str
    name: str


class Understood(NamedTuple):
    """What a text means in its field."""

    value: object = None
    """As a record has it, with `New` where an id will be; nothing where the field is empty."""
    problem: str = ""
    """What is wrong with it, in a clause; what it repeats isn't neutral yet."""
    hint: str = ""
    """How it is understood, in a clause; as the problem."""
    new: tuple[New, ...] = ()


class Names(Protocol):
    """Knows the records of a store by id and by name."""

    def meant(self, table: str, name: str, /) -> Sequence[str]:
        """Return the ids of the records that an id or a name is exactly.

        Those whose own name it is come before those of whom it is another.
        """


def understood(field: FieldSpec, text: str, names: Names) -> Understood:
    """Return what a text means in a field."""
    found = read(field, text)
    found = found if found.problem else linked(field, found, names)
    return found._replace(value=once(found.value))


# A text becomes a value.


def read(field: FieldSpec, text: str) -> Understood:
    """Return the value that a text stands for, with names where ids will be."""
    stripped = text.strip()
    if not stripped:
        return Understood(problem="this has to be filled in" if field.required else "")
    return _READERS.get(field.form, _line)(field, stripped)


def value_of(field: FieldSpec, text: str) -> object:
    """Return the value that a text stands for, with names where ids will be.

    A blank text stands for nothing; whether a record can do without is for its check to say.

    Raises:
        EditError: it stands for none.
    """
    if not text.strip():
        return None
    return _sound(field, read(field, text)).value


def _sound(field: FieldSpec, found: Understood) -> Understood:
    """Return what was understood, if nothing is wrong with it."""
    if not found.problem:
        return found
    is_named = f"“{field.name}”" in found.problem
    raise EditError(found.problem if is_named else f"“{field.name}”: {found.problem}")


def _line(_field: FieldSpec, text: str) -> Understood:
    """Read a text."""
    return Understood(text)


def _text(field: FieldSpec, text: str) -> Understood:
    """Read text of several lines."""
    if field.name == "quote" and len(text) > 1 and text[0] + text[-1] in _MARKS:
        return Understood(text, hint="quoth puts the quotation marks around direct words itself")
    return Understood(text)


def _date(_field: FieldSpec, text: str) -> Understood:
    """Read a date, as EDTF or as people write it."""
    from datetime import date  # noqa: PLC0415  # once a date is typed

    from quoth.basics.written_dates import edtf  # noqa: PLC0415

    try:
        made = edtf(text, date.today())  # as the calendar on the wall has it
    except DateError as error:
        return Understood(problem=str(error))
    said = describe(parse(made))
    return Understood(made, hint=f"{said} ({made})" if made != text else said)


def _choice(field: FieldSpec, text: str) -> Understood:
    """Read one of a few words."""
    if text.casefold() == field.unchosen and "" in field.choices:
        return Understood()
    found = next((one for one in field.choices if one == text.casefold()), None)
    if found is None:
        known = ", ".join(filter(None, field.choices))
        return Understood(problem=f"“{field.name}” is “{text}”; write one of {known}")
    return Understood(found)


def _term(field: FieldSpec, text: str) -> Understood:
    """Read one of many words."""
    wanted = text.casefold()
    found = next((one for one in field.choices if one.casefold() == wanted), None)
    if found is None:
        meant = guess(text, field.choices)
        return Understood(problem=f"there is no {named(text)} to choose{meant}")
    return Understood(found)


def country(text: str) -> str:
    """Return the code of a country as it is listed: `FR` for `fr`; another text as it is."""
    code = text.strip()
    return code.upper() if len(code) == 2 and code.isascii() and code.isalpha() else text


def _country(_field: FieldSpec, text: str) -> Understood:
    """Read the code of a country."""
    code = country(text)
    is_code = len(code) == 2 and code.isascii() and code.isupper()
    return Understood(code, hint="" if is_code else "a country is two letters: FR, UA, US")


def _wikidata(_field: FieldSpec, text: str) -> Understood:
    """Read an item of Wikidata."""
    digits = text[1:]
    if text[:1] in ("Q", "q") and digits.isascii() and digits.isdigit() and digits[0] != "0":
        return Understood("Q" + digits)
    return Understood(text, hint="an item is a Q and a number: Q42")


def _number(field: FieldSpec, text: str) -> Understood:
    """Read a number that counts something."""
    if text.isascii() and text.isdigit():
        return Understood(int(text))
    return Understood(problem=f"“{field.name}” isn't a whole number from 0; correct the number")


def _amount(field: FieldSpec, text: str) -> Understood:
    """Read a number on a scale."""
    if re.fullmatch(r"[-+−]?[0-9]{1,15}(?:[.,][0-9]{1,9})?", text):
        number = float(text.replace("−", "-").replace(",", "."))
        return Understood(int(number) if number.is_integer() else number)
    return Understood(problem=f"“{field.name}” isn't a number; correct the number")


def _place(field: FieldSpec, text: str) -> Understood:
    """Read where in its source a statement stands; its parts are fields of their own, too."""
    found = _json(text)
    if isinstance(found, dict):
        return Understood(found)
    return Understood(problem=f'“{field.name}” can\'t be read; write it like {{"paragraph": 1}}')


def _words(field: FieldSpec, text: str) -> Understood:
    """Read a list of texts or of names, each once."""
    items = items_of(text)
    if items is None:
        return Understood(problem=f'“{field.name}” can\'t be read; write it like ["one", "two"]')
    return Understood(list(dict.fromkeys(items)) or None)


def _stances(field: FieldSpec, text: str) -> Understood:
    """Read positions, each with its topic."""
    values: list[dict[str, str]] = []
    items = items_of(text)
    if items is None:
        return Understood(problem=f'“{field.name}” can\'t be read; write it like ["topic:support"]')
    for item in items:
        stance = stance_of(item)
        if stance is None:
            remedy = "write topic:support, :oppose or :neutral"
            return Understood(problem=f"“{item}” isn't a stance; {remedy}")
        values.append(stance)
    return Understood(once(values) or None)


def _attributes(field: FieldSpec, text: str) -> Understood:
    """Read attributes, each as `name=value`; of two with one name the later counts."""
    whole = _json(text) if text.lstrip().startswith("{") else None
    if isinstance(whole, dict) and all(isinstance(one, str) for one in whole.values()):
        return Understood(whole or None)
    items = items_of(text)
    if items is None or text.lstrip().startswith("{"):
        return Understood(problem=f'“{field.name}” can\'t be read; write it like {{"party": "…"}}')
    made: dict[str, str] = {}
    for item in items:
        name, equals, value = (part.strip() for part in item.partition("="))
        if not (name and equals and value):
            return Understood(problem=f"“{item}” isn't an attribute; write name=value")
        made[name] = value
    return Understood(made or None)


def attributes_text(attributes: Mapping[str, str]) -> str:
    """Return attributes as they are typed, so that the same are read."""
    plain = [f"{name}={value}" for name, value in attributes.items()]
    text = list_text(plain)
    found = _attributes(FieldSpec("attributes"), text).value
    return text if found == {**attributes} else json.dumps({**attributes}, ensure_ascii=False)


def stance_of(text: str) -> dict[str, str] | None:
    """Return the stance that is typed `position: topic` or `topic:position`; nothing if none."""
    position, _, topic = (part.strip() for part in text.partition(":"))
    if position.casefold() not in POSITIONS:
        topic, _, position = (part.strip() for part in text.rpartition(":"))
    position = position.casefold()
    return {"topic": topic, "position": position} if topic and position in POSITIONS else None


def items_of(text: str) -> list[str] | None:
    """Return the items of a list that is typed; nothing if it begins as JSON and isn't."""
    if not text.lstrip().startswith("["):
        return [item for item in (one.strip() for one in text.split(SEPARATOR)) if item]
    found = _json(text)
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        return None
    return [one.strip() for one in found if one.strip()]


def list_text(items: Sequence[str]) -> str:
    """Return a list as it is typed, so that `items_of` reads the same items."""
    plain = f"{SEPARATOR} ".join(items)
    return plain if items_of(plain) == [*items] else json.dumps([*items], ensure_ascii=False)


def _json(text: str) -> object:
    """Return a value that is typed as JSON; nothing if it isn't."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


_READERS: Final[Mapping[FieldType, Callable[[FieldSpec, str], Understood]]] = {
    FieldType.TEXT: _text,
    FieldType.DATE: _date,
    FieldType.CHOICE: _choice,
    FieldType.TERM: _term,
    FieldType.COUNTRY: _country,
    FieldType.WIKIDATA: _wikidata,
    FieldType.NUMBER: _number,
    FieldType.AMOUNT: _amount,
    FieldType.PLACE: _place,
    FieldType.NAMES: _words,
    FieldType.WORDS: _words,
    FieldType.STANCES: _stances,
    FieldType.ATTRIBUTES: _attributes,
}


# Names become ids.


def linked(field: FieldSpec, found: Understood, names: Names) -> Understood:
    """Return what was read with ids in place of names, and `New` where a name means none."""
    if not field.refers or found.value is None:
        return found
    linking = _Linking(field.refers, names)
    try:
        value = linking.value(found.value)
    except EditError as error:
        return Understood(problem=str(error))
    new = tuple(linking.new)
    return Understood(value, hint=_said_new(new), new=new)


def linked_value(field: FieldSpec, value: object, names: Names) -> object:
    """Return a value, as a record has it, with ids in place of names.

    Raises:
        EditError: a name may be one of several.
    """
    return _sound(field, linked(field, Understood(value), names)).value


class _Linking:
    """Finds the ids for the names in one value."""

    def __init__(self, table: str, names: Names) -> None:
        """Take the table that the names are of, and who knows them."""
        self._table = table
        self._names = names
        self.new: dict[New, None] = {}
        """What is named and not there."""

    def value(self, value: object) -> object:
        """Return a value with ids; what isn't of a record's kind is left for a check to refuse."""
        if isinstance(value, str):
            return self._one(value)
        if isinstance(value, list):
            return [self.value(one) for one in value]
        if isinstance(value, dict) and isinstance(topic := value.get("topic"), str):
            return value | {"topic": self._one(topic)}
        return value

    def _one(self, name: str) -> str | New:
        """Return the id of a record, or the record that is to be made."""
        meant = self._names.meant(self._table, name)
        if len(meant) > 1:
            raise EditError(ambiguous(name, meant))
        if meant:
            return meant[0]
        if self._table == "statements":
            raise EditError(f"there is no statement “{name}”; write the id of one")
        new = New(self._table, name)
        self.new[new] = None
        return new


def ambiguous(name: str, ids: Sequence[str]) -> str:
    """Say that a name may mean any of several, and how to choose."""
    several = ", ".join(ids[:_MOST_TOLD]) + (", …" if len(ids) > _MOST_TOLD else "")
    return f"“{name}” may be one of several; write the id that is meant: {several}"


def _said_new(new: Sequence[New]) -> str:
    """Say which records are made."""
    names = ", ".join(f"“{one.name}”" for one in new)
    return f"new {ONE[new[0].table]}{'s' if len(new) > 1 else ''} {names}" if new else ""


def once(value: object) -> object:
    """Return a value whose list, if it is one, has each item once: two names may be one's."""
    if not isinstance(value, list):
        return value
    kept: dict[str, object] = {}
    for item in cast("list[object]", value):
        kept.setdefault(repr(item), item)
    return [*kept.values()]
