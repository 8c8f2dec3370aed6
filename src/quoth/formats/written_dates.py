"""Dates as people and programs write them in tables, into EDTF: only where one reading is left.

What is EDTF already stays as it is. `03/04/2025` is the third of April to some and the fourth of
March to others: it is refused rather than guessed. Nothing here makes a date more precise.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Final

from quoth import dates

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_TIME: Final = (
    r"(?:[T ,]+(?P<time>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(?P<zone>Z|UTC|[+-]\d\d:?\d\d)?)?"
)
_FORMS: Final = (
    rf"(?P<year>\d{{4}})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?){_TIME}",
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{4}(?:\d\d)?Z?)?",
    rf"(?P<first>\d\d?)(?P<sign>[-/.])(?P<second>\d\d?)(?P=sign)(?P<year>\d{{4}}){_TIME}",
    r"(?P<day>\d\d?)(?:st|nd|rd|th)?\.? (?P<name>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})",
    r"(?P<name>[A-Za-z]{3,9})\.? (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>\d{4})",
    r"(?P<name>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})",
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of the forms that are understood."""
    return tuple(re.compile(form, re.ASCII) for form in _FORMS)


@lru_cache(maxsize=4096)
def edtf(text: str) -> str:
    """Return a date in EDTF.

    Raises:
        DateError: it is none, or may be read in more than one way.
    """
    text = text.strip()
    try:
        return dates.parse(text).text
    except dates.DateError as error:
        for pattern in _patterns():
            match = pattern.fullmatch(text)
            if match is not None:
                return dates.parse(_point(match.groupdict(), text)).text
        raise dates.DateError(str(error)) from None


def _point(found: dict[str, str | None], text: str) -> str:
    """Return the EDTF of what a pattern found."""
    if found.get("first"):
        found |= _ordered(int(found["first"] or 0), int(found["second"] or 0), text)
    if found.get("name"):
        found["month"] = str(_month(str(found["name"]), text))
    parts = [str(found["year"]), *(f"{int(found[name] or 0):02d}" for name in _smaller(found))]
    time = found.get("time")
    zone = (found.get("zone") or "").replace("UTC", "Z")
    return "-".join(parts) + (f"T{time}{zone}" if time else "")


def _smaller(found: dict[str, str | None]) -> list[str]:
    """Return which parts below the year were found."""
    return [name for name in ("month", "day") if found.get(name)]


def _ordered(first: int, second: int, text: str) -> dict[str, str | None]:
    """Tell the day from the month where only one of two numbers can be a month."""
    if min(first, second) > 12:
        raise dates.DateError(f"“{text}” has no month: write it as 2025-03-20")
    if first == second or second > 12 >= first:
        return {"month": str(first), "day": str(second)}
    if first > 12 >= second:
        return {"month": str(second), "day": str(first)}
    raise dates.DateError(
        f"“{text}” may be read with the day or the month first: write it as 2025-03-20"
    )


def _month(name: str, text: str) -> int:
    """Return the number of a month, by its English name or the beginning of it."""
    for number, month in enumerate(_MONTHS, 1):
        if month.startswith(name.casefold()) or name.casefold() == "sept" == month[:4]:
            return number
    raise dates.DateError(f"“{text}” names no month: write it as 2025-03-20")


def of_seconds(seconds: float) -> str:
    """Return the day, in UTC, of a number of seconds since 1970; nothing where there is none."""
    moment = _moment(seconds)
    return "" if moment is None else moment.date().isoformat()


def of_local_seconds(seconds: float) -> str:
    """Return the day of a moment that is midnight somewhere, nobody wrote where.

    Where it is late in the day in UTC, it may be midnight of the next day to the east: the date is
    then one of two.
    """
    moment = _moment(seconds)
    if moment is None:
        return ""
    day = moment.date().isoformat()
    following = _moment(seconds + 86400)
    if moment.hour < 12 or following is None:
        return day
    return f"{day}/{following.date().isoformat()}"


def _moment(seconds: float) -> datetime | None:
    """Return a moment, if the calendar has it."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
