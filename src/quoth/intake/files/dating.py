"""The day on which a text was published, if its head, its foot or its file name gives it.

Only short lines are examined: a date alone, behind a name or a place, behind "Published" or the
like; the dateline of a report; and, last of all, the name of the file. A day without its year takes
the year that another line gives. Dates in the article's sentences are never taken, because they say
when something happened.
"""

from __future__ import annotations

import re
from typing import Final

from quoth.basics.dates import DateError
from quoth.basics.written_dates import edtf
from quoth.intake.text.furniture import ENDS_SENTENCE

MOST_LINES: Final = 14
"""How many lines at the head and at the foot are examined."""
LONGEST: Final = 160
_SHORT: Final = 30
_FOOT: Final = 1000
"""The number of the lines at the foot, behind all of the head."""
MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?"
    r"|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?"
    r"|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
FULL_DATE: Final = re.compile(
    rf"(?<![\w/.-])(?:(?P<dmy>\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?[\s-]{MONTH}\.?,?[\s-]\d{{4}})"
    rf"|(?P<mdy>{MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})"
    r"|(?P<iso>(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})"
    r"|(?P<numeric>\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d))(?!\w|[/-]\d)"
)
_DATELINE: Final = re.compile(
    r"\s*[A-Z][\w .,’'-]{1,40}?,?\s"
    rf"(?P<day>{MONTH}\.?\s\d{{1,2}}(?:,\s\d{{4}})?|\d{{1,2}}\s{MONTH}(?:\s\d{{4}})?)(?!\d)"
    r"[^\n]{0,40}?\s?[-–—―]"
)
_TOLD: Final = re.compile(
    r"\b(?:first\s+)?(?:published|posted|issued|date|released?|filed)\b", re.IGNORECASE
)
_CHANGED: Final = re.compile(
    r"\b(?:updated?|modified|amended|corrected|edited|revised|accessed|retrieved)\b", re.IGNORECASE
)
_RIGHTS: Final = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_IN_NAME: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-_.]?)(?P<month>[01]\d)(?P=sign)(?P<day>[0-3]\d)(?!\d)"
)


def published_in(text: str) -> str:
    """Return the day on which a text says that it was published, in EDTF; else nothing."""
    lines = _short_lines(text)
    ranked = sorted(
        ((_rank(line, at), -at if at < 0 else at, found) for at, line in lines
         if (found := _day(line))),
        key=lambda one: one[:2],
    )  # fmt: skip
    if ranked:
        return ranked[0][2]
    return ""


def published_by_name(name: str) -> str:
    """Return the day in the name of a file, in EDTF; else nothing."""
    found = _IN_NAME.search(name)
    return _edtf(f"{found['year']}-{found['month']}-{found['day']}") if found else ""


def _short_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines that may tell it: of the head, each with its number, and of the foot."""
    head = text[: MOST_LINES * 400].split("\n")
    found = []
    for number, line in enumerate([line for line in head if line.strip()][:MOST_LINES]):
        dateline = _DATELINE.match(line[:LONGEST])
        if dateline is not None:
            found.append((number, dateline.group()))
        elif len(line) <= LONGEST and not _is_sentence(line):
            found.append((number, line))
    foot = [line for line in text[-MOST_LINES * 200 :].split("\n") if line.strip()][-6:]
    found += [(_FOOT, line) for line in foot if _closes_with_it(line)]
    return found


def _is_sentence(line: str) -> bool:
    """Tell whether a line is one of the article: it ends as sentences do and isn't a mere date."""
    ends = ENDS_SENTENCE.search(line) is not None
    return ends and len(line) > _SHORT and _TOLD.match(line.lstrip()) is None


def _closes_with_it(line: str) -> bool:
    """Tell whether a line at the foot is about the publication."""
    alone = FULL_DATE.fullmatch(line.strip(" .—-*_")) is not None
    return len(line) <= LONGEST and (alone or _TOLD.search(line) is not None)


def _rank(line: str, number: int) -> int:
    """Return the rank of a line as the day of publication: later changes come after the rest."""
    if _TOLD.search(line) and not _CHANGED.search(line.split(":", maxsplit=1)[0]):
        return 0
    if _CHANGED.search(line) or _RIGHTS.search(line):
        return 3
    return 1 if number < _FOOT else 2


def _day(line: str) -> str:
    """Return the first date of a line that can be understood in one way."""
    told = _TOLD.search(line)
    starts = [told.end(), 0] if told else [0]
    for start in starts:
        for match in FULL_DATE.finditer(line, start):
            if found := _edtf(re.sub(r"(?<=[a-z])-|-(?=[A-Za-z])", " ", match.group())):
                return found
    return ""


def _edtf(text: str) -> str:
    try:
        found = edtf(" ".join(text.split()))
    except DateError:
        return ""
    return found if re.fullmatch(r"\d{4}-\d\d-\d\d", found) else ""
