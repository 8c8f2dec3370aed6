"""The likely days of publication of an article that doesn't give one: for a person to choose.

What a report describes happened before it appeared, as a rule on the day or on the day before. So
the latest day that the text names comes first. A day without its year is the last one of that name
up to today. None of them is taken unasked.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Final

from quoth.basics.dates import DateError
from quoth.basics.written_dates import edtf
from quoth.intake.files.dating import FULL_DATE, MONTH

MOST: Final = 4
_LOOKED_AT: Final = 60
"""How many dates of a text are examined."""
_WITHOUT_YEAR: Final = re.compile(
    rf"(?<![\w/.-])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s(?P<month>{MONTH})"
    rf"|(?P<month_first>{MONTH})\.?\s(?P<day_last>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?![\w/]|\.?,?\s\d{4}|-\d)"
)


def likely_days(text: str, today: date) -> list[str]:
    """Return the days of which one may be that of publication, in EDTF, the likeliest first."""
    found = {*_with_year(text, today), *_without_year(text, today)}
    return [day.isoformat() for day in sorted(found, reverse=True)[:MOST]]


def _with_year(text: str, today: date) -> set[date]:
    """Return the days up to today that a text names with their year."""
    found = set()
    for _, match in zip(range(_LOOKED_AT), FULL_DATE.finditer(text), strict=False):
        with suppress(DateError, ValueError):
            day = date.fromisoformat(edtf(" ".join(match.group().split())))
            if day <= today:
                found.add(day)
    return found


def _without_year(text: str, today: date) -> set[date]:
    """Return the days that a text names without a year, each the last one up to today."""
    found = set()
    for _, match in zip(range(_LOOKED_AT), _WITHOUT_YEAR.finditer(text), strict=False):
        number = match["day"] or match["day_last"]
        month = match["month"] or match["month_first"]
        for year in (today.year, today.year - 1):
            with suppress(DateError, ValueError):
                day = date.fromisoformat(edtf(f"{number} {month} {year}"))
                if day <= today:
                    found.add(day)
                    break
    return found
