"""The title, the publisher and the author that the lines above an article's first paragraph give.

A plain text has no fields for them, but most begin as they were printed: a headline, "By Ann
Archer", "The Herald, 3 May 2024", or an agency in a dateline. Only these lines are examined, and
a line is left out unless its form shows what it is, since a wrong author is worse than none.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from quoth.basics.patterns import late
from quoth.intake.files.dating import FULL_DATE, LONGEST
from quoth.intake.text.furniture import NAME, SIGNED, byline_of, is_furniture, without_dateline
from quoth.intake.text.lexicon import lexicon

_MOST_LINES: Final = 10
_LONGEST_TITLE: Final = 120
_PARTS: Final = late(r"\s+[|•·–—]\s+|(?<=[.!?])\s+(?=[Bb]y\s)")
_SENTENCE: Final = re.compile(r"[\w%)][.!?]?[\"”’]?[.:,;]\Z|[.!?,][\"”’]\Z")
"""The end of a line that isn't a headline, which may ask, exclaim or trail off."""
_SIGNED: Final = re.compile(
    rf"{SIGNED}|(?:[\w-]+\s){{0,4}}(?:[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Ww]riter)\s(?=[A-Z])"
)
"""The words before the name of an author, with those for the author's work."""
_UNNAMED: Final = late(r"(?:our|a|the)\s.*|staff.*|[^,]*\b(?:staff|reporters?)", re.IGNORECASE)
_ROLE: Final = late(
    r",[^,]*\b(?:reporter|correspondent|editor|writer|critic|columnist|staff|desk|bureau)\b.*",
    re.IGNORECASE,
)
_FULL_STOP: Final = late(r"(?<=[a-z]{2})\.\Z")
_FOOT: Final = 600
"""Characters at the foot of an article among which a wire report says who reported."""
_REPORTING: Final = "eporting by "
"""A part of what `_REPORTED` matches, without which nothing matches it."""
_REPORTED: Final = late(rf"\(?[Rr]eporting by (?P<who>{NAME}(?:(?:, | and ){NAME})*)")
_AGENCY: Final = re.compile(r"\(([^()]{2,40})\)\s*[-–—―]+\s+\Z")
_INSTITUTION: Final = late(
    r"(?:The\s)?(?:House of [A-Z]\w+|Senate|(?:[A-Z]\w+\s){0,3}Parliament|Hansard)(?: of [A-Z]\w+)?"
)
_PAPERS: Final = frozenset({
    "advertiser", "advocate", "age", "argus", "bugle", "citizen", "clarion", "comet",
    "democrat", "echo", "enterprise", "express", "independent", "leader", "ledger", "mercury",
    "mirror", "newswire", "publishing", "record", "register", "reporter", "republican",
    "review", "standard", "star", "statesman", "sun", "today", "union", "voice", "week", "wire",
    "world",
})  # fmt: skip
"""Last words of the names of papers, besides those that the lexicon has."""


class Masthead(NamedTuple):
    """The fields given above an article's first paragraph; "" for those that aren't."""

    title: str = ""
    publisher: str = ""
    author: str = ""


def masthead(text: str) -> Masthead:
    """Return the title, the publisher and the author of a text.

    Args:
        text: the article from its first line on, without fields of a head.
    """
    title = publisher = author = ""
    is_printed = follows_blank = False
    lines = _head_lines(text)
    for number, (line, is_alone) in enumerate(lines):
        parts = [part.strip() for part in _PARTS.split(line)]
        papers = [paper for part in parts if (paper := _paper(part, is_part=len(parts) > 1))]
        signed = [who for part in parts if (who := _author(part, may_be_bare=bool(title)))]
        publisher = publisher or next(iter(papers), "")
        author = author or next(iter(signed), "")
        if papers or signed or is_furniture(line):
            is_printed = True
        elif not title and (is_alone or number + 1 < len(lines)) and _is_title(line):
            title, follows_blank = line, is_alone
        elif line.isupper() and not title.isupper():  # the heading of a part ends the head
            break
    if title and not (follows_blank or is_printed):
        title = ""
    return Masthead(title, publisher or _agency(text), author or _reporter(text))


def _first_lines(text: str) -> list[str]:
    """Return the lines of a text's beginning, blank ones and more than can be a head included."""
    return text[: _MOST_LINES * 400].lstrip().split("\n")


def _head_lines(text: str) -> list[tuple[str, bool]]:
    """Return the lines before the first paragraph, each with whether a blank line follows."""
    found: list[tuple[str, bool]] = []
    lines = _first_lines(text)
    for number, line in enumerate(lines):
        bare = " ".join(line.split())
        if not bare:
            continue
        is_dated = is_furniture(bare) or _is_signed(bare)
        is_prose = len(bare) > LONGEST or (_SENTENCE.search(bare) and not is_dated)
        if len(found) == _MOST_LINES or is_prose or without_dateline(bare):
            break
        found.append((bare, number + 1 < len(lines) and not lines[number + 1].strip()))
    return found


def _is_signed(line: str) -> bool:
    """Tell whether a line says who wrote the article, or which paper printed it."""
    return _SIGNED.match(line) is not None or bool(_paper(line, is_part=False))


def _is_title(line: str) -> bool:
    """Tell whether a line can be a headline."""
    return len(line) <= _LONGEST_TITLE and _SENTENCE.search(line) is None


def _author(part: str, *, may_be_bare: bool) -> str:
    """Return the author whom a part of a line names.

    A name alone is one only below the title: above it, it may be the subject of the article. A line
    in capitals may be a heading.
    """
    signed = _SIGNED.match(part)
    if signed is None:
        is_bare = may_be_bare and not (part.isupper() or _paper(part, is_part=True))
        return _FULL_STOP.sub("", byline_of(part)) if is_bare else ""
    rest = part[signed.end() :]
    if _UNNAMED.fullmatch(rest):
        return ""
    who = byline_of(f"By {rest}") if re.match(NAME, rest) else ""
    return _FULL_STOP.sub("", _ROLE.sub("", who))


def _paper(part: str, *, is_part: bool) -> str:
    """Return the publisher that a part of a line is: a paper's name, perhaps with its day."""
    dated = FULL_DATE.search(part)
    named = part[: dated.start()] if dated else part
    name = re.sub(r"[\s,]+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?[\s,]*\Z", "", named)
    words = name.split()
    if not 1 < len(words) <= 6 or _SIGNED.match(name) or re.search(r"[:?!“”\"]", name):
        return ""
    if _INSTITUTION.fullmatch(name):
        return name
    ends = words[-1].casefold()
    is_paper = ends in _PAPERS or ends in lexicon().outlets
    has_capitals = all(word[0].isupper() or word in {"of", "and", "&", "the"} for word in words)
    says_so = words[0] == "The" or dated is not None or is_part or ends in lexicon().outlets
    return name if is_paper and has_capitals and says_so else ""


def _reporter(text: str) -> str:
    """Return who reported, as a wire report says it at its foot: "(Reporting by Ann Archer; …)"."""
    foot = max(0, len(text) - _FOOT)
    found = _REPORTED.search(text, foot) if text.find(_REPORTING, foot) >= 0 else None
    return found["who"] if found else ""


def _agency(text: str) -> str:
    """Return the agency that the first dateline names: "NORTHGATE, May 3 (Agency) - "."""
    for line in _first_lines(text)[:_MOST_LINES]:
        if (end := without_dateline(line)) and (named := _AGENCY.search(line[:end])):
            return " ".join(named[1].split())
    return ""
