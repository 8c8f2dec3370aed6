"""What is typed for one value, understood: the one reader for the shell, forms and JSON lines.

A date is read as people write it, a country in small letters too. The shell refuses what has a
problem; a form shows it while one types.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from typing import NamedTuple

from quoth.basics.dates import DateError, describe, parse
from quoth.editing.errors import EditError
from quoth.editing.fields import FieldType


class Understood(NamedTuple):
    """What a text means."""

    value: str = ""
    """As a record has it."""
    problem: str = ""
    """What is wrong with it, in a clause; what it repeats isn't neutral yet."""
    hint: str = ""
    """How it is understood, in a clause; as the problem."""


def understood(form: FieldType, text: str) -> Understood:
    """Return what a text means in a field of a form."""
    match form:
        case FieldType.DATE:
            return _date(text)
        case FieldType.COUNTRY:
            return _country(text)
        case FieldType.WIKIDATA:
            return _wikidata(text)
        case _:
            return Understood(text)


def value_of(name: str, form: FieldType, text: str) -> str:
    """Return the value that a text stands for in a field.

    Raises:
        EditError: it stands for none.
    """
    found = understood(form, text)
    if found.problem:
        raise EditError(f"“{name}”: {found.problem}")
    return found.value


def _date(text: str) -> Understood:
    """Understand a date, as EDTF or as people write it."""
    from datetime import date  # noqa: PLC0415  # once a date is typed

    from quoth.basics.written_dates import edtf  # noqa: PLC0415

    try:
        made = edtf(text, date.today())  # as the calendar on the wall has it
    except DateError as error:
        return Understood(problem=str(error))
    said = describe(parse(made))
    return Understood(made, hint=f"{said} ({made})" if made != text else said)


def _country(text: str) -> Understood:
    """Understand the code of a country."""
    code = text.strip()
    if len(code) == 2 and code.isascii() and code.isalpha():
        return Understood(code.upper())
    return Understood(text, hint="a country is two letters: FR, UA, US")


def _wikidata(text: str) -> Understood:
    """Understand an item of Wikidata."""
    digits = text[1:]
    if text[:1] == "Q" and digits.isascii() and digits.isdigit() and digits[0] != "0":
        return Understood(text)
    return Understood(text, hint="an item is a Q and a number: Q42")
