"""Periods as people type them: EDTF, and on top of it dates in English, said from today.

Nothing is made more precise than it was typed: "March 2025" is all of March. A date without a year
is the latest one that has begun.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.basics.dates import MONTH_NAMES, DateError, civil, days_in_month, ordinal, parse, weekday
from quoth.basics.guessing import named, nearest

if TYPE_CHECKING:  # the type alone is needed here, and its module costs start-up time
    from datetime import date


class Days(NamedTuple):
    """The days from the first to the last, as ordinals, both included."""

    first: int
    last: int


_WEEKDAYS: Final = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
_MONTHS: Final = tuple(name.lower() for name in MONTH_NAMES)
_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_LONGEST: Final = 80
"""Characters beyond which nothing is a date."""
_SOME_DAY: Final = 739_000
"""Stands for today where only the form of a date matters."""


def period_of(value: str, today: "date") -> Days:
    """Return the days that a typed date may stand for.

    Ends that are open or unknown are `quoth.basics.dates.EARLIEST` and `LATEST`.

    Raises:
        DateError: it isn't a date; the message is one line for a person.
    """
    return _period(value, today.toordinal())


def check_date(value: str) -> None:
    """Make sure that a value is a date, whatever the day.

    Raises:
        DateError: it is none; the message is one line for a person.
    """
    _period(value, _SOME_DAY)


def may_become_date(value: str) -> bool:
    """Tell whether a value is a date, or the beginning of one."""
    value = value.strip()
    if len(value) > _LONGEST:
        return False
    start, slash, end = value.rpartition("/")
    if any(_is_edtf(start + slash + end + rest[len(end) :]) for rest in _templates()):
        return True
    typed = _split(value)
    return bool(typed) and any(
        len(typed) <= len(form.slots)
        and all(slot.accepts(word) for slot, word in zip(form.slots, typed[:-1], strict=False))
        and form.slots[len(typed) - 1].begins(typed[-1])
        for form in _forms()
    )


def nearest_date(value: str) -> str:
    """Return the date in English that was probably meant, or nothing."""
    typed = _split(value)
    if not 0 < len(typed) <= 4:
        return ""
    meant = " ".join(
        word if word[0].isdigit() else nearest(word, _vocabulary()) or word for word in typed
    )
    return meant if _is_date(meant) else ""


def date_going_on(value: str, following: str) -> str:
    """Return the longest date that a value is together with words after it, as typed, if any."""
    ends = [match.end() for match in re.finditer(r"\s[\w,-]+", following)][:3]
    for end in reversed(ends):
        whole = value + following[:end]
        if re.fullmatch(r"[\w\s,-]+", whole) and _is_date(whole):
            return whole
    return ""


def _is_date(value: str) -> bool:
    """Tell whether a value is a date of any form."""
    try:
        check_date(value)
    except DateError:
        return False
    return True


def _period(value: str, today: int) -> Days:
    """Return the days that a date stands for, seen from a day."""
    value = value.strip()
    if len(value) > _LONGEST:
        raise DateError(f"{named(value)} is too long for a date")
    try:
        found = parse(value)
    except DateError as error:
        problem = error
    else:
        return Days(found.first, found.last)
    typed = _split(value)
    for form in _forms():
        places = list(zip(form.slots, typed, strict=False))
        if len(typed) == len(form.slots) and all(slot.accepts(word) for slot, word in places):
            return form.read([slot.read(word) for slot, word in places], today)
    if re.search("[a-zA-Z]{3}", value) or not value:
        raise DateError(
            f"{named(value)} is not a date: write 2025-03-20, 2025-03, last week or 20 March 2025"
        )
    raise problem


def _is_edtf(text: str) -> bool:
    """Tell whether a text is a date as sources give it."""
    try:
        parse(text)
    except DateError:
        return False
    return True


@cache
def _templates() -> tuple[str, ...]:
    """Return dates such that whatever begins a date is finished by the end of one of them.

    Some are early, and some late, as the second date of an interval has to be.
    """
    years = ("0000", "9999", "-0000", "-9999")
    rests = (
        "-01-01T00:00:00Z", "-01-01", "-11-11", "-09-28", "-09-29", "-09-30", "-12-31", "-21",
        "-24", "-XX-XX", "-01-XX",
    )  # fmt: skip
    unspecified = ("999X", "99XX", "9XXX", "-000X", "-00XX", "-0XXX", "-9XXX")
    long = ("Y10000", "Y999999999", "Y-10000", "Y-999999999")
    return (
        "",
        "..",
        "../0000",
        *(year + rest for year in years for rest in rests),
        *unspecified,
        *long,
    )


def _split(value: str) -> list[str]:
    """Return the words of a date in English; `20-Mar-2025` and `last-week` are some as well."""
    return [word.lower() for word in re.split(r"[\s,_-]+", value) if word]


# -- Dates in English ------------------------------------------------------------------------------


class _Slot(NamedTuple):
    """What may stand at one place of a form: words that mean a number, or a number."""

    words: Mapping[str, int]
    digits: tuple[int, int] = (0, 0)
    """The least and the most digits of a number; none where it has to be a word."""
    least: int = 0
    most: int = 0
    is_ordinal: bool = False
    """Whether the number may be written as `20th`."""

    def accepts(self, word: str) -> bool:
        """Tell whether this word may stand here."""
        if word in self.words:
            return True
        fewest, longest = self.digits
        bare = self._bare(word)
        return (
            fewest <= len(bare) <= longest
            and bare.isascii()
            and bare.isdigit()
            and self.least <= int(bare) <= self.most
        )

    def begins(self, word: str) -> bool:
        """Tell whether what belongs here begins with this word."""
        if any(whole.startswith(word) for whole in self.words) or self.accepts(word):
            return True
        if self.is_ordinal and word[-1] in "snrt":
            return self.accepts(word[:-1])
        return word.isascii() and word.isdigit() and len(word) < self.digits[0]

    def read(self, word: str) -> int:
        """Return the number that a word of this place means."""
        return self.words[word] if word in self.words else int(self._bare(word))

    def _bare(self, word: str) -> str:
        """Return an ordinal number, such as `20th`, without its ending."""
        return word[:-2] if self.is_ordinal and word[-2:] in _ENDINGS else word


_ENDINGS: Final = ("st", "nd", "rd", "th")


def _numbered(words: tuple[str, ...], start: int = 0) -> dict[str, int]:
    """Return words with their numbers."""
    return {word: number for number, word in enumerate(words, start)}


_MONTH: Final = _Slot(
    _numbered(_MONTHS, 1) | {"sept": 9} | _numbered(tuple(name[:3] for name in _MONTHS), 1)
)
_WEEKDAY: Final = _Slot(_numbered(_WEEKDAYS) | _numbered(tuple(name[:3] for name in _WEEKDAYS)))
_SEASON: Final = _Slot(_numbered(_SEASONS, 21) | {"fall": 23})
_DAY: Final = _Slot({}, (1, 2), 1, 31, is_ordinal=True)
_YEAR: Final = _Slot({}, (4, 4), 0, 9999)
_NUMBER: Final = _Slot({"one": 1, "two": 2, "three": 3}, (1, 4), 1, 9999)
_UNIT: Final = _Slot(_numbered(("day", "week", "month", "year")))
_UNITS: Final = _Slot(
    _numbered(("days", "weeks", "months", "years")) | _numbered(("day", "week", "month", "year"))
)


def _word(*words: str) -> _Slot:
    """Return the place of one word, in one of its spellings."""
    return _Slot(dict.fromkeys(words, 0))


class _Form(NamedTuple):
    """A way to write a date: what stands where, and what that means, seen from today."""

    slots: tuple[_Slot, ...]
    read: Callable[[list[int], int], Days]


@cache
def _forms() -> tuple[_Form, ...]:
    """Return all ways to write a date in English."""
    return (
        _Form((_word("today"),), lambda _, today: Days(today, today)),
        _Form((_word("yesterday"),), lambda _, today: Days(today - 1, today - 1)),
        _Form((_word("tomorrow"),), lambda _, today: Days(today + 1, today + 1)),
        _Form((_word("this"), _UNIT), lambda numbers, today: _unit(numbers[1], 0, today)),
        _Form((_word("last"), _UNIT), lambda numbers, today: _unit(numbers[1], 1, today)),
        _Form((_word("last", "past"), _NUMBER, _UNITS),
              lambda numbers, today: Days(_back(numbers[2], numbers[1], today) + 1, today)),
        _Form((_NUMBER, _UNITS, _word("ago")),
              lambda numbers, today: _unit(numbers[1], numbers[0], today)),
        _Form((_WEEKDAY,), lambda numbers, today: _weekday(numbers[0], today)),
        _Form((_word("last"), _WEEKDAY), lambda numbers, today: _weekday(numbers[1], today - 1)),
        _Form((_MONTH,), lambda numbers, today: _recent_month(numbers[0], today)),
        _Form((_word("last"), _MONTH),
              lambda numbers, today: _recent_month(numbers[1], _month_before(today))),
        _Form((_MONTH, _YEAR), lambda numbers, _: _written(numbers[1], numbers[0])),
        _Form((_SEASON, _YEAR), lambda numbers, _: _written(numbers[1], numbers[0])),
        _Form((_DAY, _MONTH, _YEAR),
              lambda numbers, _: _written(numbers[2], numbers[1], numbers[0])),
        _Form((_MONTH, _DAY, _YEAR),
              lambda numbers, _: _written(numbers[2], numbers[0], numbers[1])),
        _Form((_DAY, _MONTH), lambda numbers, today: _recent_day(numbers[1], numbers[0], today)),
        _Form((_MONTH, _DAY), lambda numbers, today: _recent_day(numbers[0], numbers[1], today)),
    )  # fmt: skip


@cache
def _vocabulary() -> tuple[str, ...]:
    """Return all words of dates, for guesses; the short ones are too near to everything."""
    words: Iterator[str] = (word for form in _forms() for slot in form.slots for word in slot.words)
    return tuple(dict.fromkeys(word for word in words if len(word) > 3 or word == "day"))


def date_words() -> tuple[str, ...]:
    """Return the dates worth offering to who begins to type one, the likeliest first."""
    return (
        "today", "yesterday", "this week", "last week", "this month", "last month", "last 7 days",
        "last 30 days", "this year", "last year",
        *(name.capitalize() for name in (*_WEEKDAYS, *_MONTHS)),
    )  # fmt: skip


def _written(year: int, month: int, day: int | None = None) -> Days:
    """Return the days of a month, a season or a day of a year."""
    found = parse(f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else ""))
    return Days(found.first, found.last)


def _unit(unit: int, back: int, today: int) -> Days:
    """Return the day, week, month or year that lies so many of them before today's."""
    if unit == 0:
        return Days(today - back, today - back)
    if unit == 1:
        monday = today - weekday(today) - 7 * back
        return Days(monday, monday + 6)
    year, month, _ = civil(today)
    if unit == 2:
        months = year * 12 + month - 1 - back
        return _whole_month(months // 12, months % 12 + 1)
    return Days(ordinal(year - back, 1, 1), ordinal(year - back, 12, 31))


def _whole_month(year: int, month: int) -> Days:
    """Return the days of a month."""
    return Days(ordinal(year, month, 1), ordinal(year, month, days_in_month(year, month)))


def _back(unit: int, count: int, today: int) -> int:
    """Return the day that lies so many days, weeks, months or years before today."""
    if unit < 2:
        return today - count * (7 if unit else 1)
    year, month, day = civil(today)
    months = year * 12 + month - 1 - count * (12 if unit == 3 else 1)
    year, month = months // 12, months % 12 + 1
    return ordinal(year, month, min(day, days_in_month(year, month)))


def _weekday(number: int, latest: int) -> Days:
    """Return the last such day of the week up to a day."""
    found = latest - (weekday(latest) - number) % 7
    return Days(found, found)


def _month_before(today: int) -> int:
    """Return the last day of the month before today's."""
    return today - civil(today)[2]


def _recent_month(month: int, today: int) -> Days:
    """Return the last such month that has begun."""
    year, current, _ = civil(today)
    return _whole_month(year if month <= current else year - 1, month)


def _recent_day(month: int, day: int, today: int) -> Days:
    """Return the last such day up to today; a 29 February may be some years back."""
    year, _, _ = civil(today)
    for earlier in range(9):
        if day <= days_in_month(year - earlier, month):
            found = ordinal(year - earlier, month, day)
            if found <= today:
                return Days(found, found)
    raise DateError(f"no month {_MONTHS[month - 1].capitalize()} has a day {day}")
