"""What fact-checkers found, in a line, and how a rating is asked for."""

from __future__ import annotations

from quoth.basics.dates import DateStyle, describe
from quoth.basics.text import words
from quoth.store.model import ClaimCheck


def rating(check: ClaimCheck) -> str:
    """Return what was found: in words, as a number, or both; "not rated" where neither is known."""
    number = "" if check.value is None else f"{check.value:g}"
    if number and check.best is not None:
        lowest = "" if check.worst is None else f"{check.worst:g} to "
        number += f" on a scale of {lowest}{check.best:g}"
    if check.rating and number:
        return f"{check.rating} ({number})"
    return check.rating or number or "not rated"


def summary(check: ClaimCheck, form: DateStyle = DateStyle.DAY) -> str:
    """Return what was found, by whom, when, and about which claim."""
    who = check.publisher or check.by
    when = describe(check.date, form) if check.date else ""
    found = ", ".join(part for part in (rating(check), who, when) if part)
    return f"{found}: {check.claim}"


def is_rated(check: ClaimCheck, wanted: str, *, unfinished: bool = False) -> bool:
    """Tell whether a rating begins with some words, whatever their case and accents.

    Where the last of them may still be growing, the rating's word may go on there.
    """
    asked, found = words(wanted), words(check.rating)[: len(words(wanted))]
    if not asked or len(found) < len(asked):
        return False
    if unfinished:
        return found[:-1] == asked[:-1] and found[-1].startswith(asked[-1])
    return found == asked
