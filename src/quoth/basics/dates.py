"""Dates as sources give them: EDTF strings, read as intervals of days.

A source seldom says more than "this week" or "in March", so a date is an interval: the first and
the last day it may stand for. Nothing here ever makes a date more precise than its text.

The notation is the Extended Date/Time Format of ISO 8601-2:2019, levels 0 and 1
(https://www.loc.gov/standards/datetime/): `2025`, `2025-03`, `2025-03-20`, a date with a time of
day, intervals `A/B` with an open (`..`) or an unknown (empty) end, the qualifiers `?`, `~` and `%`,
unspecified digits `202X`, `2025-XX`, seasons `2025-21`, negative years and `Y17000`.

Days are counted as proleptic Gregorian ordinals, 1 being 0001-01-01 as in `datetime`, but without
its bounds. The count is our own, after H. Hinnant, "chrono-compatible low-level date algorithms":
`datetime` ends at the year 9999 and begins at 1, EDTF does not.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import re
from collections.abc import Iterable
from enum import Enum
from functools import cache, lru_cache
from typing import Final, NamedTuple

EARLIEST: Final = -(10**12)
"""The first day of an interval whose beginning is open or unknown."""
LATEST: Final = 10**12
"""The last day of an interval whose end is open or unknown."""

MONTH_NAMES: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
MONTHS: Final = tuple(name[:3] for name in MONTH_NAMES)
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

_POINT: Final = r"""(?xa)
    (?: Y(?P<long>-?[1-9]\d{4,8})
      | (?P<year>(?!-0000)-?\d{4} | -?\d{3}X | -?\d{2}XX | -?\dXXX)
        (?: -(?P<month>\d\d|XX)
            (?: -(?P<day>\d\d|XX)
                (?P<time>T(?:(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?|24:00(?::00(?:\.0+)?)?)
                    (?: Z | \+(?:(?:0\d|1[0-3])(?::?[0-5]\d)?|14(?::?00)?)
                      | -(?:(?:0\d|1[01])(?::?[0-5]\d)?|12(?::?00)?))?
                )?
            )?
        )?
    )
    (?P<qualifier>[?~%])?
    """


class DateStyle(Enum):
    """How a date is written for a person; none says more than another."""

    DAY = "day"
    """`20 Mar 2025`"""
    US = "us"
    """`Mar 20, 2025`"""
    ISO = "iso"
    """`2025-03-20`"""


class DateError(ValueError):
    """A text that isn't an EDTF date of level 0 or 1; its message says why, in one line."""


class Date(NamedTuple):
    """A date as its source gives it.

    `first` and `last` are ordinals of days, both included; `EARLIEST` and `LATEST` stand for an
    end that is open or unknown.
    """

    text: str
    first: int
    last: int

    @property
    def is_approximate(self) -> bool:
        """Whether the source says "about" (`~`, `%`) of any part of it."""
        return "~" in self.text or "%" in self.text

    @property
    def is_uncertain(self) -> bool:
        """Whether the source doubts any part of it (`?`, `%`)."""
        return "?" in self.text or "%" in self.text

    @property
    def days(self) -> int:
        """How many days it may stand for; more than 10**9 where an end is open."""
        return self.last - self.first + 1

    def overlaps(self, first: int, last: int) -> bool:
        """Tell whether it may lie on any of the days from `first` to `last`."""
        return self.first <= last and first <= self.last

    def within(self, first: int, last: int) -> bool:
        """Tell whether it certainly lies on the days from `first` to `last`."""
        return first <= self.first and self.last <= last


def recency(first: int, last: int) -> tuple[int, int]:
    """Return by what dates are sorted, newest first: the one rule for lists, exports and counts.

    A date stands where it begins: `2024` is as old as 1 January 2024, so that it is never taken for
    newer than a day in it. Of those that begin together the one that says most comes first. What
    may have begun at any time comes after all that, by its end; what is undated is last.
    """
    if last < first:
        return 1 - EARLIEST, 0
    return -first, -last if first == EARLIEST else last


UNDATED: Final = Date("", LATEST + 1, EARLIEST - 1)
"""Stands for the date of what has none: it begins after all days, and overlaps none."""


@cache
def _point_pattern() -> re.Pattern[str]:
    """Return the pattern of a date that isn't an interval, compiled when it is first needed."""
    return re.compile(_POINT)


def ordinal(year: int, month: int, day: int) -> int:
    """Return the ordinal of a proleptic Gregorian day; 0001-01-01 is 1."""
    shifted = year - (month <= 2)
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return (
        era * 146097
        + year_of_era * 365
        + year_of_era // 4
        - year_of_era // 100
        + (day_of_year - 305)
    )


def civil(day: int) -> tuple[int, int, int]:
    """Return the year, month and day of an ordinal: the inverse of `ordinal`."""
    era, day_of_era = divmod(day + 305, 146097)
    year_of_era = (
        day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    month = (shifted_month + 2) % 12 + 1
    return (
        year_of_era + era * 400 + (month <= 2),
        month,
        day_of_year - (153 * shifted_month + 2) // 5 + 1,
    )


def weekday(day: int) -> int:
    """Return the day of the week of an ordinal, 0 for a Monday."""
    return (day - 1) % 7


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has."""
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return ordinal(*following, 1) - ordinal(year, month, 1)


_LONGEST: Final = 200
"""Characters of a text that may be a date; an error needn't repeat what is longer."""


@lru_cache(maxsize=65536)
def parse(text: str) -> Date:
    """Read an EDTF date of level 0 or 1.

    Raises:
        DateError: the text is not one; the message is one line for a person.
    """
    if len(text) > _LONGEST:
        raise DateError(f"“{text[:40]}…” is too long for a date: write 2025-03-20")
    start, slash, end = text.partition("/")
    if not slash:
        return Date(text, *_point(text, text))
    if "/" in end:
        raise DateError(f"“{text}” has more than one “/”")
    if start in ("", "..") and end in ("", ".."):
        raise DateError(f"“{text}” is an interval with neither a beginning nor an end")
    first = EARLIEST if start in ("", "..") else _point(start, text)[0]
    last = LATEST if end in ("", "..") else _point(end, text)[1]
    if first > last:
        raise DateError(f"“{text}” ends before it begins")
    return Date(text, first, last)


def _point(text: str, whole: str) -> tuple[int, int]:
    """Return the first and last day of one date of an interval, or of a date that is none."""
    match = _point_pattern().fullmatch(text)
    if match is None:
        raise DateError(
            f"“{whole}” is not a date: write 2025-03-20, 2025-03, 2025, 2025-03-17/2025-03-20 "
            "or 2025-03-18~ (about)"
        )
    if match["long"]:
        year = int(match["long"])
        return ordinal(year, 1, 1), ordinal(year, 12, 31)
    first_year, last_year = _years(match["year"])
    month, day = match["month"], match["day"]
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise DateError(f"“{whole}” names a day of an unspecified month")
        return ordinal(first_year, 1, 1), ordinal(last_year, 12, 31)
    if first_year != last_year:
        raise DateError(f"“{whole}” names a month of an unspecified year")
    return _month(first_year, int(month), day, whole)


def _years(text: str) -> tuple[int, int]:
    """Return the first and last year that a year with unspecified digits may stand for."""
    low, high = int(text.replace("X", "0")), int(text.replace("X", "9"))
    return min(low, high), max(low, high)


def _month(year: int, month: int, day: str | None, whole: str) -> tuple[int, int]:
    """Return the first and last day of a month, a season, or a day of a month."""
    if month in _SEASONS:
        if day is not None:
            raise DateError(f"“{whole}” names a day of a season")
        start = ordinal(year, 3 * (month - 21) + 3, 1)
        last_year, last_month = (year + 1, 2) if month == 24 else (year, 3 * (month - 21) + 5)
        return start, ordinal(last_year, last_month, days_in_month(last_year, last_month))
    if not 1 <= month <= 12:
        raise DateError(f"“{whole}” has no month {month:02d}")
    if day is None or day == "XX":
        return ordinal(year, month, 1), ordinal(year, month, days_in_month(year, month))
    if not 1 <= int(day) <= days_in_month(year, month):
        raise DateError(f"“{whole}” has no day {day}: {MONTHS[month - 1]} {year} has fewer")
    only = ordinal(year, month, int(day))
    return only, only


def describe(date: Date, form: DateStyle = DateStyle.DAY) -> str:
    """Say a date in few words, as precisely as it is known and no more.

    For instance `20 Mar 2025`, `17–20 Mar 2025`, `Mar 2025`, `c. 18 Mar 2025`, `by 20 Mar 2025`;
    or, in the other forms, `Mar 17–20, 2025` and `2025-03-17 – 2025-03-20`.
    """
    start, slash, end = date.text.partition("/")
    if not slash:
        return _describe_point(start, form)
    if start in ("", ".."):
        return f"{'by' if start == '' else 'until'} {_describe_point(end, form)}"
    if end in ("", ".."):
        return f"{'from' if end == '' else 'since'} {_describe_point(start, form)}"
    return _join(_describe_point(start, form), _describe_point(end, form), form)


def month_of(name: str) -> int:
    """Return the number of a month, by the first three letters of its name or more; 0 for none."""
    name = name.casefold()
    if name == "sept":
        return 9
    found = (number for number, month in enumerate(MONTH_NAMES, 1) if _begins(month, name))
    return next(found, 0)


def _begins(month: str, name: str) -> bool:
    """Tell whether a name, folded, is the beginning of that of a month, and enough of it."""
    return len(name) >= 3 and month.casefold().startswith(name)


def _join(start: str, end: str, form: DateStyle) -> str:
    """Join the two ends of an interval, without repeating the month or the year they share."""
    if start == end:
        return start
    if form is DateStyle.ISO:
        return f"{start} – {end}"
    starts, ends = start.split(" "), end.split(" ")
    shared = 0
    if starts[0] not in ("c.", "?") and ends[0] not in ("c.", "?"):
        most = min(len(starts), len(ends)) - 1
        if form is DateStyle.US and starts[0] != ends[0]:
            most = min(most, 1)  # the same day of two months goes with its month
        while shared < most and starts[-1 - shared] == ends[-1 - shared]:
            shared += 1
    kept = " ".join(starts[: len(starts) - shared])
    if form is DateStyle.US and shared:
        kept = kept.removesuffix(",")
        if starts[0] == ends[0] and len(starts) == len(ends) > 2:  # days of one month
            end = " ".join(ends[1:])
            return f"{kept}–{end}"
    return f"{kept}–{end}" if " " not in kept else f"{kept} – {end}"


def _describe_point(text: str, form: DateStyle) -> str:
    """Say one date of an interval, or a date that is none."""
    bare = text.rstrip("?~%")
    qualifier = text[len(bare) :]
    match = _point_pattern().fullmatch(bare)
    said = bare
    if match is not None and match["month"] and match["month"] != "XX":
        day = int(match["day"]) if match["day"] and match["day"] != "XX" else 0
        said = _named(match["year"], int(match["month"]), day, form)
    elif match is not None:
        said = _describe_long(match["long"]) if match["long"] else _describe_year(match["year"])
    about = "c. " if qualifier in ("~", "%") else ""
    return f"{about}{said}{'?' if qualifier in ('?', '%') else ''}"


def _named(year: str, month: int, day: int, form: DateStyle) -> str:
    """Say a day, or a month or a season where the day is 0, of a year as it is written."""
    if form is DateStyle.ISO and month not in _SEASONS:
        return f"{year}-{month:02d}-{day:02d}" if day else f"{year}-{month:02d}"
    named = _SEASONS.get(month) or MONTHS[month - 1]
    if not day:
        return f"{named} {year}"
    return f"{named} {day}, {year}" if form is DateStyle.US else f"{day} {named} {year}"


def _describe_long(year: str) -> str:
    """Say a year of five digits or more; one of eight would look like a day: `Y20250320`."""
    return f"Y{year}" if len(year) > 7 else year


def _describe_year(year: str) -> str:
    """Say a year, a decade (`2020s`) or a span of unspecified years (`20XX`)."""
    return f"{year[:-1]}0s" if year.endswith("X") and not year.endswith("XX") else year


def without_year(described: str, year: int) -> str:
    """Return a date that was said without a year that goes without saying.

    It stays where nothing but it is known, and in ISO 8601.
    """
    rest = described.removesuffix(f" {year}")
    return (
        rest.removesuffix(",") if rest.endswith((*MONTHS, *_SEASONS.values(), ",")) else described
    )


def describe_day(day: int, form: DateStyle = DateStyle.DAY) -> str:
    """Say one day, as in `20 Mar 2025`."""
    if form is DateStyle.ISO:
        return iso(day)
    year, month, number = civil(day)
    return _named(str(year), month, number, form)


def describe_days(first: int, last: int, form: DateStyle = DateStyle.DAY) -> str:
    """Say a span of days, as a month or a year where it is exactly one."""
    year, month, number = civil(first)
    last_year, last_month, last_number = civil(last)
    ends_month = last_number == days_in_month(last_year, last_month)
    if number == 1 and ends_month:
        if month == 1 and last_month == 12:
            return str(year) if year == last_year else f"{year}–{last_year}"
        starts, ends = _month_of(first, form), _month_of(last, form)
        return _join(starts, ends, form)
    return _join(describe_day(first, form), describe_day(last, form), form)


def _month_of(day: int, form: DateStyle) -> str:
    """Say the month that a day is in."""
    year, month, _ = civil(day)
    return (
        iso(day).rpartition("-")[0] if form is DateStyle.ISO else _named(str(year), month, 0, form)
    )


def iso(day: int) -> str:
    """Return a day in ISO 8601, as in `2025-03-20`."""
    year, month, number = civil(day)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{number:02d}"


def extent(dates: Iterable[Date]) -> tuple[int, int] | None:
    """Return the days from the first to the last that are worth seeing at once.

    Those are all that dates of a month or better lie on; where there are none, all that others do.
    """
    known = [date for date in dates if date.days > 0]
    sharp = [date for date in known if date.days <= 31]
    days = [
        day
        for date in sharp or known
        for day in (date.first, date.last)
        if day not in (EARLIEST, LATEST)
    ]
    return (min(days), max(days)) if days else None
