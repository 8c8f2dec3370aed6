"""The date something was said, from the words around its cue and the day of publication.

The result is EDTF and never more precise than the words: "this week" is an interval from Monday to
the day of publication, "in March" a month, "in 2012" a year. A weekday is the last one that isn't
after the publication. Without a day of publication only dates that carry a year are known.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any, Final

from quoth.basics.word_lists import NUMBER_WORDS

_DAYS: Final = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SHORT: Final = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH: Final = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept\.|Sep\.|Oct\.|Nov\.|Dec\.)"
)
_NUMBERS: Final = ("a", "an", *NUMBER_WORDS[1:13])
_PATTERNS: Final = (
    ("date", _MONTH + r"\s(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s(?P<year>\d{4}))?(?!\w)"),
    ("date", r"(?<!\w)(?P<day>\d{1,2})\s" + _MONTH + r"(?:\s(?P<year>\d{4}))?(?!\w)"),
    ("date", r"(?<!\w)(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?!\w)"),
    ("day", r"(?i)(?<!\w)(?P<last>last\s)?(?P<name>" + "|".join(_DAYS) + r")(?!\w)"),
    (
        "near",
        (
            r"(?i)(?<!\w)(?P<near>yesterday|today|tonight|last (?:night|evening)"
            r"|this (?:morning|afternoon|evening)|earlier in the day)(?!\w)"
        ),
    ),
    (
        "ago",
        (
            rf"(?i)(?<!\w)(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
            r"\s(?P<unit>day|week|month|year|decade)s?\s(?:ago|earlier)(?!\w)"
        ),
    ),
    (
        "span",
        r"(?i)(?<!\w)(?P<which>this|last)\s(?P<unit>week|weekend|month|year)(?!\w)",
    ),
    ("weekend", r"(?i)(?<!\w)(?:over|at|on|during)\sthe\sweekend(?!\w)"),
    ("season", r"(?i)(?<!\w)(?P<which>this|last)\s(?P<season>spring|summer|autumn|fall)(?!\w)"),
    ("decade", r"(?<!\w)[Ii]n\sthe\s(?:early\s|late\s|mid-)?(?P<year>(?:19|20)\d)0s(?!\w)"),
    (
        "month",
        r"(?<!\w)(?:[Ii]n|[Ll]ast|[Dd]uring|[Ss]ince)\s(?:early\s|late\s|mid-)?"
        + _MONTH
        + r"(?:\s(?P<year>\d{4}))?(?!\w)",
    ),
    (
        "year",
        (
            r"(?<!\w)(?:[Ii]n\s(?:early\s|late\s|an?\s|his\s|her\s|their\s|its\s|the\s)?"
            r"|(?:end|start|beginning|middle|spring|summer|autumn|fall)\sof\s)"
            r"(?P<year>(?:19|20)\d\d)(?![\w-])"
        ),
    ),
)


_HINTS: Final = (
    "day", "night", "ago", "earlier", "weekend", *(name.capitalize() for name in _MONTHS)
)  # fmt: skip
_NEAR: Final = re.compile(r"this\s|This\s|last\s|Last\s")


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(kind, re.compile(pattern)) for kind, pattern in _PATTERNS]


def said(pieces: list[str], published: dt.date | None) -> str:
    """Return the date that some pieces of a sentence tell, or "" where they tell none.

    The first piece that has one wins: give the nearest to the cue first.
    """
    for piece in pieces:
        has_digit = _DIGIT.search(piece) is not None
        if not (has_digit or any(map(piece.__contains__, _HINTS)) or _NEAR.search(piece)):
            continue
        found: list[tuple[int, str]] = []
        lower = piece.lower()
        for kind, pattern in _patterns():
            if (kind in _WITH_DIGITS and not has_digit) or not _has_one(lower, kind):
                continue
            match = pattern.search(piece)
            if match is not None:
                date = _resolve(kind, match, published)
                if date:
                    found.append((match.start(), date))
                    if kind == "date":
                        break
        if found:
            return min(found)[1]
    return ""


def _has_one(lower: str, kind: str) -> bool:
    """Tell whether a piece in lower case has a word that every date of a kind needs."""
    words = _NEEDED.get(kind)
    return words is None or any(word in lower for word in words)


_DIGIT: Final = re.compile(r"\d")
_WITH_DIGITS: Final = frozenset(["date", "decade", "year"])
_NEEDED: Final = {
    "day": ("day",),
    "near": ("yesterday", "today", "night", "last", "this", "earlier"),
    "ago": ("ago", "earlier"),
    "span": ("this", "last"),
    "weekend": ("weekend",),
    "season": ("this", "last"),
}
"""Words to look for before a pattern, which takes longer."""


def _resolve(kind: str, match: re.Match[str], published: dt.date | None) -> str:
    parts = match.groupdict()
    if kind == "year":
        return _not_after(parts["year"], published)
    if kind == "decade":
        return f"{parts['year']}X"
    if kind in ("date", "month"):
        return _of_month(parts, published)
    return "" if published is None else _counted(kind, parts, published)


def _counted(kind: str, parts: dict[str, Any], published: dt.date) -> str:
    """Return a date that is counted back from the day of publication."""
    if kind == "weekend":
        return _span("this", "weekend", published)
    if kind == "season":
        return _season(parts["which"].lower(), parts["season"].lower(), published)
    if kind == "day":
        back = (published.weekday() - _DAYS.index(parts["name"].lower())) % 7
        if parts["last"] and back == 0:
            back = 7
        return str(published - dt.timedelta(days=back))
    if kind == "near":
        near = parts["near"].lower()
        back = 1 if near == "yesterday" or near.startswith("last") else 0
        return str(published - dt.timedelta(days=back))
    if kind == "ago":
        return _ago(parts["count"].lower(), parts["unit"].lower(), published)
    return _span(parts["which"].lower(), parts["unit"].lower(), published)


_MONTHS_OF: Final = {"year": 12, "decade": 120}
_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
"""The first month of each; a winter has two years, and it is unclear which of them is meant."""


def _season(which: str, name: str, published: dt.date) -> str:
    """Return a season of the north as EDTF has it; the last one is over on the day of publication.

    "This summer" is none before it began.
    """
    first = _SEASONS[name]
    year = published.year - (which == "last" and published.month < first + 3)
    if which == "this" and published.month < first:
        return ""
    return f"{year:04}-{20 + first // 3}"


def _ago(count: str, unit: str, published: dt.date) -> str:
    """Return when it was so long before: as precise as the unit, a week's days left open."""
    number = max(1, _NUMBERS.index(count) - 1) if count in _NUMBERS else int(count)
    try:
        if unit == "day":
            return str(published - dt.timedelta(days=number))
        if unit == "week":
            monday = published - dt.timedelta(days=published.weekday() + 7 * number)
            return f"{monday}/{monday + dt.timedelta(days=6)}"
        months = published.year * 12 + published.month - 1
        months -= number * _MONTHS_OF.get(unit, 1)
        year, month = divmod(months, 12)
        if unit == "decade":
            return f"{year:04}~"
        return f"{year:04}" if unit == "year" else f"{year:04}-{month + 1:02}"
    except OverflowError:
        return ""


def _of_month(parts: dict[str, str | None], published: dt.date | None) -> str:
    name = (parts.get("month") or "").rstrip(".").lower()
    number = int(parts.get("number") or 0) or _SHORT.get(
        name[:4] if name == "sept" else name[:3], 0
    )
    day = int(parts.get("day") or 1)
    year = parts.get("year")
    try:
        if year is None:
            if published is None:
                return ""
            first = dt.date(published.year, number, day)
            if first > published:
                first = dt.date(published.year - 1, number, day)
        else:
            first = dt.date(int(year), number, day)
    except ValueError:
        return ""
    return _not_after(str(first) if parts.get("day") else str(first)[:7], published)


def _span(which: str, unit: str, published: dt.date) -> str:
    past = which == "last"
    if unit == "year":
        return str(published.year - past).zfill(4)
    if unit == "month":
        first = published.replace(day=1)
        return str(first - dt.timedelta(days=1) if past else first)[:7]
    monday = published - dt.timedelta(days=published.weekday())
    if unit == "weekend":
        saturday = monday + dt.timedelta(days=5)
        if saturday > published or past:
            saturday -= dt.timedelta(days=7)
        sunday = saturday + dt.timedelta(days=1)
        return f"{saturday}/{min(sunday, published)}" if saturday < published else str(saturday)
    if past:
        monday -= dt.timedelta(days=7)
        return f"{monday}/{monday + dt.timedelta(days=6)}"
    return f"{monday}/{published}" if monday < published else str(published)


def _not_after(date: str, published: dt.date | None) -> str:
    """Return a date, or "" for one after the publication, when the words had been said already."""
    return "" if published is not None and date > str(published) else date
