"""The date something was said, from the words around its cue and the day of publication.

The result is EDTF and never more precise than the words: "this week" is an interval from Monday to
the day of publication, "in March" a month, "in 2012" a year. A weekday is the last one that isn't
after the publication. Without a day of publication only dates that carry a year are known.
"""

from __future__ import annotations

import datetime
import re
from typing import Final

_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_SHORT: Final = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH: Final = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept\.|Sep\.|Oct\.|Nov\.|Dec\.)"
)
_PATTERNS: Final = (
    ("date", re.compile(_MONTH + r"\s(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s(?P<year>\d{4}))?(?!\w)")),
    ("date", re.compile(r"(?<!\w)(?P<day>\d{1,2})\s" + _MONTH + r"(?:\s(?P<year>\d{4}))?(?!\w)")),
    ("date", re.compile(r"(?<!\w)(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?!\w)")),
    ("day", re.compile(r"(?<!\w)(?P<last>last\s)?(?P<name>" + "|".join(_DAYS) + r")(?!\w)", re.I)),
    ("near", re.compile(r"(?<!\w)(?P<near>yesterday|today|tonight|this (?:morning|afternoon|evening))(?!\w)", re.I)),
    ("span", re.compile(r"(?<!\w)(?P<which>this|last|the past|earlier this|later this)\s(?P<unit>week|weekend|month|year)(?!\w)", re.I)),
    ("month", re.compile(r"(?<!\w)(?:in|last|since|during)\s" + _MONTH + r"(?:\s(?P<year>\d{4}))?(?!\w)")),
    ("year", re.compile(r"(?<!\w)in\s(?P<year>(?:19|20)\d\d)(?!\w)")),
)  # fmt: skip


def said(pieces: list[str], published: datetime.date | None) -> str:
    """Return the date that some pieces of a sentence tell, or "" where they tell none.

    The first piece that has one wins: give the nearest to the cue first.
    """
    for piece in pieces:
        found: list[tuple[int, str]] = []
        for kind, pattern in _PATTERNS:
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


def _resolve(kind: str, match: re.Match[str], published: datetime.date | None) -> str:
    parts = match.groupdict()
    if kind == "year":
        return _not_after(parts["year"], published)
    if kind in ("date", "month"):
        return _of_month(parts, published)
    if published is None:
        return ""
    if kind == "day":
        back = (published.weekday() - _DAYS.index(parts["name"].lower())) % 7
        if parts["last"] and back == 0:
            back = 7
        return str(published - datetime.timedelta(days=back))
    if kind == "near":
        back = 1 if parts["near"].lower() == "yesterday" else 0
        return str(published - datetime.timedelta(days=back))
    return _span(parts["which"].lower(), parts["unit"].lower(), published)


def _of_month(parts: dict[str, str | None], published: datetime.date | None) -> str:
    name = (parts.get("month") or "").rstrip(".").lower()
    number = int(parts.get("number") or 0) or _SHORT.get(name[:4] if name == "sept" else name[:3], 0)
    day = int(parts.get("day") or 1)
    year = parts.get("year")
    try:
        if year is None:
            if published is None:
                return ""
            first = datetime.date(published.year, number, day)
            if first > published:
                first = datetime.date(published.year - 1, number, day)
        else:
            first = datetime.date(int(year), number, day)
    except ValueError:
        return ""
    return _not_after(str(first) if parts.get("day") else str(first)[:7], published)


def _span(which: str, unit: str, published: datetime.date) -> str:
    past = which == "last"
    if which == "the past":
        return ""
    if unit == "year":
        return str(published.year - past).zfill(4)
    if unit == "month":
        first = published.replace(day=1)
        return str(first - datetime.timedelta(days=1) if past else first)[:7]
    monday = published - datetime.timedelta(days=published.weekday())
    if unit == "weekend":
        saturday = monday + datetime.timedelta(days=5)
        if saturday > published or past:
            saturday -= datetime.timedelta(days=7)
        sunday = saturday + datetime.timedelta(days=1)
        return f"{saturday}/{min(sunday, published)}" if saturday < published else str(saturday)
    if past:
        monday -= datetime.timedelta(days=7)
        return f"{monday}/{monday + datetime.timedelta(days=6)}"
    return f"{monday}/{published}" if monday < published else str(published)


def _not_after(date: str, published: datetime.date | None) -> str:
    """Return a date, or "" for one after the publication: nobody had said it by then."""
    return "" if published is not None and date > str(published) else date
