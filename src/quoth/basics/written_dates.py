"""Dates as people and programs write them, into EDTF: only where one reading is left.

What is EDTF already stays as it is, and whatever `dates.describe` prints is read, in each of its
forms: `20 Mar 2025`, `17–20 Mar 2025`, `c. 2022`, `by 20 Mar 2025`, `spring 2024`, `2020s`. What is
said from today (`yesterday`, `last week`) is read where the day is known on which it was written.

`03/04/2025` is the third of April to some and the fourth of March to others: it is refused rather
than guessed, and so is a date that names no year. Nothing here makes a date more precise.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from quoth.basics import dates

if TYPE_CHECKING:
    from datetime import date

_LONGEST: Final = 100
"""Characters beyond which nothing is a date."""
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_CLOCK: Final = r"\d\d?(?::\d\d(?::\d\d(?:[.,]\d+)?)?|(?=\s*[AaPp]\.?[Mm]))"
_ZONE: Final = r"(?:Z|(?:UTC|GMT)?[+-]\d\d(?::?\d\d)?|[A-Z]{2,5})(?: ?\([^()]*\))?"
_TIME: Final = (
    rf"(?:(?:[T ,]+|,? at )(?P<time>{_CLOCK})\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>{_ZONE})?)?"
)
_YEAR: Final = r"(?P<year>-?\d{4})"
_NAME: Final = r"(?P<name>[A-Za-z]{3,9})"
_WEEKDAY: Final = r"(?:(?P<weekday>[A-Za-z]{3,9})\.?,? )?"
_DAY: Final = r"(?P<day>\d\d?)(?:st|nd|rd|th)?"
_DASH: Final = r"(?P<dash>[-/.])"
_BARE_TIME: Final = r"(?:T?\d{4}(?:\d\d)?Z?)?"
_FORMS: Final = (
    rf"(?P<year>\d{{4}})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?){_TIME}",
    rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){_BARE_TIME}",
    rf"{_WEEKDAY}(?P<first>\d\d?)(?P<sign>[-/.])(?P<second>\d\d?)(?P=sign){_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_DAY}\.?(?: of)?(?: |{_DASH}){_NAME}\.?,?(?(dash)(?P=dash)| ){_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_NAME}(?:\. ?|[ -]){_DAY}(?:,? |-){_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_NAME} (?P<day>\d\d?) (?P<time>{_CLOCK}) (?:(?P<zone>{_ZONE}) )?{_YEAR}",
    rf"(?P<year>\d{{4}})(?P<dash>[- ]){_NAME}(?P=dash)(?P<day>\d\d?)",
    rf"{_NAME}\.?,? {_YEAR}",
    r"(?P<decade>-?\d{3})0s",
    r"(?P<long>-?[1-9]\d{4,8})",
)
_QUALIFIED: Final = r"(?:(?P<about>c\.|ca\.?|circa|about|around) ?)?(?P<bare>.*?)(?P<doubt>\??)"
_OPEN: Final = r"(?P<word>by|until|from|since) (?P<rest>.+)"
_OPENED: Final = {"by": "/{}", "until": "../{}", "from": "{}/", "since": "{}/.."}
"""How an interval with one end is written, by the word that begins it."""
_BETWEEN: Final = (
    r"(?P<start>.+?)(?: – | — | - |–|—)(?P<end>.+)",
    r"from (?P<start>.+?) (?:to|until) (?P<end>.+)",
    r"between (?P<start>.+?) and (?P<end>.+)",
    r"(?P<start>.+?) to (?P<end>.+)",
    r"(?P<start>\d\d?)-(?P<end>\d\d? [A-Za-z]{3,9}\.? -?\d{4})",
    r"(?P<start>[A-Za-z]{3,9}\.? \d\d?)-(?P<end>\d\d?, -?\d{4})",
)
_NUMBERS: Final = (
    r"(?<!\d)(?P<first>\d\d?)(?P<sign>[-/.])(?P<second>\d\d?)(?P=sign)(?P<year>\d{4})(?!\d)"
)
"""A date of numbers that ends in its year."""
_FROM_TODAY: Final = (
    r"(?:today|yesterday|tomorrow|(?:this|last|past)[ -].+|.+ ago|"
    r"(?:mon|tues?|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?)"
)
"""What says of itself that it is to be read from today."""


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of the forms of one date that are understood."""
    return tuple(re.compile(form, re.ASCII) for form in _FORMS)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Return a pattern of what stands around a date, or between two."""
    return re.compile(form, re.IGNORECASE)


class AmbiguousDateError(dates.DateError):
    """A date that reads with the day first and with the month first."""


@lru_cache(maxsize=4096)
def edtf(text: str, today: date | None = None, order: str = "") -> str:
    """Return a date in EDTF.

    Args:
        text: What was written.
        today: The day on which it was written; without it, `yesterday` isn't a date.
        order: `day-first` or `month-first`, where it is known which of two numbers is the day.

    Raises:
        AmbiguousDateError: its day or its month may stand first, and no order is known.
        DateError: it isn't a date, or may be read in more than one way.
    """
    try:
        return _edtf(text, today)
    except AmbiguousDateError:
        if not order:
            raise
    reordered = _reordered(text, order)
    try:
        return _edtf(reordered, today)
    except dates.DateError as error:
        raise _as_written(error, reordered, text) from None


def _as_written(error: dates.DateError, made: str, text: str) -> dates.DateError:
    """Return an error about what was made of a text, with the text as it was written."""
    return type(error)(str(error).replace(f"“{made}”", f"“{text}”"))


def order_of(text: str) -> str:
    """Return which stands first in a date of numbers, `day-first` or `month-first`, if it shows."""
    found = _pattern(_NUMBERS).search(text)
    if found is None:
        return ""
    first, second = int(found["first"]), int(found["second"])
    if first > 12 >= second > 0:
        return "day-first"
    return "month-first" if second > 12 >= first > 0 else ""


def _reordered(text: str, order: str) -> str:
    """Return a text whose dates of numbers are written with the year first, beyond doubt."""

    def year_first(found: re.Match[str]) -> str:
        one, other = int(found["first"]), int(found["second"])
        is_day_first = order == "day-first" or one > 12
        if other > 12:
            is_day_first = False
        day, month = (one, other) if is_day_first else (other, one)
        return f"{found['year']}-{month:02d}-{day:02d}"

    return _pattern(_NUMBERS).sub(year_first, text)


def _edtf(text: str, today: date | None) -> str:
    """Return a date in EDTF, if it may be read in one way only."""
    text = " ".join(text.split())
    try:
        return dates.parse(text).text
    except dates.DateError as error:
        problem = str(error)
    if len(text) > _LONGEST:
        raise dates.DateError(problem)
    made = _open(text, today) or _one(text, today) or _between(text, today)
    if not made:
        raise dates.DateError(problem)
    try:
        return dates.parse(made).text
    except dates.DateError as error:
        raise _as_written(error, made, text) from None


def _one(text: str, today: date | None) -> str:
    """Return the EDTF of one date, or of a span that has a name; nothing where it is neither."""
    found = _pattern(_QUALIFIED).fullmatch(text)
    made = _bare(found["bare"]) if found is not None else ""
    if found is None or not made:
        return _from_today(text, today) if today is not None else ""
    sign = {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
        (bool(found["about"]), bool(found["doubt"])), ""
    )
    return made + sign if not sign or made[-1] not in "?~%" else ""


def _bare(text: str) -> str:
    """Return the EDTF of a date without a word or a sign that qualifies it, or nothing."""
    if "/" not in text and _is_edtf(text):
        return text
    for pattern in _patterns():
        match = pattern.fullmatch(text)
        if match is not None:
            return _point(match.groupdict(), text)
    return ""


def _is_edtf(text: str) -> bool:
    """Tell whether a text is EDTF as it stands."""
    try:
        dates.parse(text)
    except dates.DateError:
        return False
    return True


def _open(text: str, today: date | None) -> str:
    """Return the EDTF of an interval with one end, as in `by 20 Mar 2025`, or nothing."""
    found = _pattern(_OPEN).fullmatch(text)
    made = _one(found["rest"], today) if found is not None else ""
    if found is None or not made:
        return ""
    word = found["word"].casefold()
    first, _, last = made.partition("/")
    return _OPENED[word].format((last or first) if word in ("by", "until") else first)


def _between(text: str, today: date | None) -> str:
    """Return the EDTF of an interval with two ends, as in `17–20 Mar 2025`, or nothing."""
    for form in _BETWEEN:
        found = _pattern(form).fullmatch(text)
        if found is None:
            continue
        start, end = _ends(found["start"], found["end"], today)
        if start and end:
            return f"{start.partition('/')[0]}/{end.rpartition('/')[2]}"
    return ""


def _ends(start: str, end: str, today: date | None) -> tuple[str, str]:
    """Return the EDTF of both ends, of which one may leave out what it shares with the other."""
    last = _one(end, today)
    if not last:  # as in “Mar 17–20, 2025”
        end = f"{start.split(' ', maxsplit=1)[0]} {end}"
        last = _one(end, today)
    first = _one(start, today)
    shared = end.split(" ")
    for place in range(len(shared) - 1, 0, -1):
        first = first or _one(" ".join((start, *shared[place:])), None)
    return first, last


def _from_today(text: str, today: date) -> str:
    """Return the EDTF of words that depend on a day, such as `yesterday`, or nothing."""
    if not _pattern(_FROM_TODAY).fullmatch(text):
        return ""
    from quoth.basics.periods import period_of  # noqa: PLC0415  # once something of the kind is written

    try:
        return _of_days(*period_of(text, today))
    except dates.DateError:
        return ""


def _of_days(first: int, last: int) -> str:
    """Return the EDTF of some days: a day, a month, a year, or an interval."""
    start, end = dates.iso(first), dates.iso(last)
    for whole in (start, start[:-3], start[:-6]):
        found = dates.parse(whole)
        if (found.first, found.last) == (first, last):
            return whole
    return f"{start}/{end}"


def _point(found: dict[str, str | None], text: str) -> str:
    """Return the EDTF of what a pattern found."""
    if decade := found.get("decade"):
        # “1900s” is ten years to some and a hundred to others.
        return f"{decade[:-1]}XX" if decade.endswith("0") else f"{decade}X"
    if long := found.get("long"):
        return f"Y{long}"
    if found.get("first"):
        found |= _ordered(int(found["first"] or 0), int(found["second"] or 0), text)
    if found.get("name"):
        found["month"] = str(_month(str(found["name"]), text, in_season=not found.get("day")))
    parts = [str(found["year"]), *(f"{int(found[name] or 0):02d}" for name in _smaller(found))]
    day = "-".join(parts)
    _check_weekday(found.get("weekday"), day, text)
    time = _time(found, text)
    return f"{day}T{time}{_zone(found.get('zone') or '')}" if time else day


def _check_weekday(name: str | None, day: str, text: str) -> None:
    """Check that a day is of the day of the week that stands beside it."""
    if not name:
        return
    known = [short for short in dates.WEEKDAYS if name[:3].title() == short]
    first = dates.parse(day).first
    if not known:
        raise dates.DateError(f"“{text}” names no day of the week: write it as 2025-03-20")
    if dates.WEEKDAYS[dates.weekday(first)] != known[0]:
        raise dates.DateError(f"“{text}” names another day of the week than {day} was")


def _time(found: dict[str, str | None], text: str) -> str:
    """Return the time of day that was found, by 24 hours."""
    time = (found.get("time") or "").replace(",", ".")
    hour, _, rest = time.partition(":")
    if not hour:
        return ""
    number = int(hour)
    if half := (found.get("half") or "").casefold():
        if not 1 <= number <= 12:
            raise dates.DateError(f"“{text}” has no such hour: write it as 2025-03-20T22:15")
        number = number % 12 + (12 if half.startswith("p") else 0)
    return f"{number:02d}:{rest or '00'}"


def _zone(written: str) -> str:
    """Return a zone in numbers; nothing where it has but a name, which may stand for several."""
    bare = written.partition("(")[0].strip()
    for name in ("UTC", "GMT"):
        if bare.startswith(name):
            bare = bare.removeprefix(name) or "Z"
    return "" if bare.isalpha() and bare != "Z" else bare


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
    raise AmbiguousDateError(
        f"“{text}” may be read with the day or the month first: write it as 2025-03-20"
    )


def _month(name: str, text: str, *, in_season: bool) -> int:
    """Return the number of a month, by its English name or the beginning of it; or of a season."""
    name = name.casefold()
    if in_season and name in _SEASONS:
        return _SEASONS[name]
    if number := dates.month_of(name):
        return number
    raise dates.DateError(f"“{text}” names no month: write it as 2025-03-20")


def of_seconds(seconds: float) -> str:
    """Return the day, in UTC, of a number of seconds since 1970; nothing where there is none."""
    moment = _moment(seconds)
    return "" if moment is None else moment.date().isoformat()


def of_local_seconds(seconds: float) -> str:
    """Return the day of a moment that is midnight in an unknown time zone.

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
