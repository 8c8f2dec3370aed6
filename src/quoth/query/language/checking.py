"""Whether the value of a field can be understood, as far as that is known without a corpus."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from typing import NamedTuple

from quoth.basics.dates import DateError
from quoth.query.language.fields import DATED, SORT, Keyword, split_stance
from quoth.query.language.tree import FieldName
from quoth.query.language.wording import guess, listed, named, nearest


class Checked(NamedTuple):
    """What became of a value."""

    value: str = ""
    """As it is to be used; nothing where it can't be."""
    message: str = ""
    suggestion: str = ""
    """The value that was probably meant."""
    half_typed: bool = False
    """Whether more letters may make it one."""


def check(keyword: Keyword, value: str, *, growing: bool) -> Checked:
    """Check a value that isn't empty; one that is `growing` may get more letters."""
    if keyword.field in DATED:
        return _check_date(keyword, value, growing=growing)
    if keyword.field is FieldName.STANCE:
        return _check_stance(keyword, value, growing=growing)
    return _check_closed(keyword, value, growing=growing) if keyword.values else Checked(value)


def _check_closed(keyword: Keyword, value: str, *, growing: bool) -> Checked:
    """Check a value of a closed set."""
    if found := keyword.canonical(value):
        return Checked(found)
    if growing and keyword.continues(value):
        return Checked(
            message=f"“{keyword.word}:” is one of {listed(keyword.values)}", half_typed=True
        )
    what = "order" if keyword.word == SORT else keyword.word
    missing = (
        f"“has:” doesn't take {named(value)}"
        if keyword.field is FieldName.HAS
        else f"there is no {what} {named(value)}"
    )
    known = guess(value, keyword.values) or f"; it is one of {listed(keyword.values)}"
    return Checked(message=missing + known, suggestion=nearest(value, keyword.values))


def _check_stance(keyword: Keyword, value: str, *, growing: bool) -> Checked:
    """Check a position, and return the topic after it to be checked by the caller."""
    position, topic = split_stance(value)
    checked = _check_closed(keyword, position, growing=growing and ":" not in value)
    if not topic:
        return checked
    if checked.value:
        return Checked(f"{checked.value}:{topic}")
    suggestion = checked.suggestion and f"{checked.suggestion}:{topic}"
    return checked._replace(suggestion=suggestion)


def _check_date(keyword: Keyword, value: str, *, growing: bool) -> Checked:
    """Check a date."""
    from quoth.basics.periods import (  # noqa: PLC0415  # few queries hold one
        check_date,
        may_become_date,
        nearest_date,
    )

    try:
        check_date(value)
    except DateError as error:
        if growing and may_become_date(value):
            return Checked(
                message=f"“{keyword.word}:” needs a whole date, such as 2025-03 or last week",
                half_typed=True,
            )
        meant = nearest_date(value)
        message = f"{named(value)} is not a date; did you mean {named(meant)}" if meant else error
        return Checked(message=str(message), suggestion=meant)
    return Checked(value)
