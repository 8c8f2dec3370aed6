"""What a page or a paper puts around an article's words, recognised by its form.

Bylines, dates and times of their own lines, datelines, credits of pictures, appeals to readers,
stage directions of a transcript: general forms of the trade, none of one publisher.
"""

from __future__ import annotations

import re
from typing import Final

from quoth.basics.patterns import CAPITALS, late
from quoth.intake.text.lexicon import lexicon

_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY: Final = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_CLOCK: Final = (
    r"\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?|\d{1,2}\s?[ap]\.?m\.?"
)
TIME: Final = re.compile(rf"\W*(?:{_CLOCK})\W*", re.IGNORECASE)
_DATE_LINE: Final = re.compile(
    r"\W*(?:(?:first |last )?(?:published|updated|posted|modified|issued|date)\b[\s:]*)?"
    rf"(?:(?:{_DAY}|{_MONTH}|\d{{1,4}}(?:st|nd|rd|th)?|at|on|{_CLOCK}|(?-i:[A-Z]{{2,4}}))[\s,./|·–-]*){{1,9}}",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
NAME: Final = (
    rf"[{CAPITALS}][\w.’'-]*(?:\s(?:de|van|von|der|den|la|le|di|da|bin|al))?"
    rf"(?:\s[{CAPITALS}][\w.’'-]*){{1,3}}"
)
ENDS_SENTENCE: Final = re.compile(r"[.!?…][\"”’'»)\]]*\s*\Z")
SIGNED: Final = (
    r"(?:[Bb]y|BY|(?:[Ww]ords|[Ww]ritten|[Ii]nterview(?:ed)?|[Rr]eport|[Ss]tory|[Tt]ext) by"
    r"|(?:[Aa]uthor|[Ii]nterview|[Rr]eport|[Ss]tory|[Tt]ext|[Ww]ords):)\s+"
)
"""The words before the name of an author."""
_BYLINE: Final = late(
    rf"\s*{SIGNED}(?P<who>{NAME}(?:(?:,| and|, and| &)\s{NAME}){{0,3}})"
    r"(?:\s*$|\s*[,|·•(–—].*|\s+(?:in|at|for|on)\s.*|\s*\n.*)",
    re.DOTALL,
)
_NAMED_ALONE: Final = late(
    rf"\s*(?P<who>{NAME}(?:(?: and| &)\s{NAME})?)(?:\s+(?:in|at)\s[A-Z][\w’' ]*|\s*[|·•].*)?\s*"
)
_PLACE: Final = re.compile(
    r"\s*[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,3}(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?"
    rf"(?:,?\s{_MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?)?\s*(?:\([^()]{{2,40}}\))?\s*[-–—―]+\s+(?=\S)"
)
_PLACE_AND_DAY: Final = re.compile(
    r"\s*[A-Z][\w.’'-]+(?:,?\s[A-Z][\w.’'-]+){0,4},?\s"
    rf"(?:\d{{1,2}}\s{_MONTH}|{_MONTH}\s\d{{1,2}},?)(?:\s\d{{4}})?\s*"
    r"(?:\([^()]{2,60}\)\s*)?(?:/[\w /-]{2,40}/\s*)?[-–—―]+\s+(?=\S)"
)
_PLACE_AND_AGENCY: Final = re.compile(
    r"\s*[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3},\s"
    rf"(?:\d{{1,2}}\s{_MONTH}|{_MONTH}\s\d{{1,2}})(?:,?\s\d{{4}})?,?\s*"
    r"\([A-Z]{2,8}\)[\s:.]\s*(?=[A-Z“\"])"
)
"""A dateline that ends with the agency: "Northgate, May 3 (ANB) The quay sank"."""
_FURNITURE: Final = re.compile(
    r"\W*(?:"
    r"(?:article|story|post|interview|text)\s+continue[sd]?\s+(?:below|after|on)\b.{0,60}"
    r"|advertisements?|sponsored(?:\s+content)?|promoted\s+stories|skip\s+(?:past|to)\b.{0,60}"
    r"|(?:watch|listen|read|see|more|read\s+more|see\s+also|also\s+read|read\s+also|related|related\s+(?:stories|articles|links|content)"
    r"|recommended|most\s+read|trending|don['’]t\s+miss|next\s+up)\s*(?:[:|»>].{0,200})?"
    r"|(?:photo(?:graph)?|picture|image|illustration|credit|video)s?(?:\s+(?:credit|source|by|courtesy))?\s*(?::|/|\bby\b|©).{0,200}"
    r"|(?:getty\s+images?|file\s+photo|stock\s+image|image\s+source|image\s+caption|media\s+caption).{0,120}"
    r"|\(?(?:additional\s+)?reporting\s+by\s.{0,300}|\(?(?:edited|editing|compiled|translated)\s+by\s.{0,200}"
    r"|(?:sign\s+up|subscribe|log\s+in|register|click\s+here|download)\b"
    r"(?!.*\b(?:said|says|told|added)\b)(?=.{0,120}\b(?:our|us|newsletters?|app|here|now|free|account|emails?)\b)[^“”\"]{0,200}"
    r"|(?:why\s+not\s+)?follow\s+(?:us|me|our|the\s+author)\b.{0,300}"
    r"|(?:you\s+can\s+)?(?:also\s+)?(?:send|email|contact|write\s+to)\s+(?:us|your|story)\b.{0,300}"
    r"|(?:share|tweet|print|save|comment|comments|like|copy\s+link|share\s+this(?:\s+\w+)?|back\s+to\s+top|view\s+comments)"
    r"|(?:©|\(c\)|copyright)\s.{0,200}|all\s+rights\s+reserved.{0,100}"
    r"|references?\s*:.{0,600}|tags?\s*:.{0,200}|topics?\s*:.{0,200}|\d+\s+min(?:ute)?s?(?:\s+read)?"
    r"|(?:for\s+(?:more|further)\s+(?:information|details)|media\s+contacts?|press\s+contacts?|contacts?|notes\s+to\s+editors?|about\s+the\s+author)\b[^.]{0,200}"
    r"|(?:press|news|media)\s+release|for\s+immediate\s+release|embargoed?\b.{0,80}|opinion|comment(?:ary)?|letters?|analysis|transcript|q\s?&\s?a"
    r"|questions?\s+(?:and|&)\s+answers?(?:\s+session)?|prepared\s+remarks|question-and-answer\s+session|live(?:\s+blog)?"
    r"|#+|\*(?:\s*\*)*|-{3,}|ends|-\s?end\s?-|\(?more\)?"
    r")\W*",
    re.DOTALL,
)
"""For a line in lower case: to ignore the case takes ten times as long where nothing is found."""
_ABOUT_WRITER: Final = re.compile(
    rf"\s*{NAME}\s+(?:writes|is\s+(?:a|an|the|our)\s[\w\s’'-]{{0,40}}(?:columnist|correspondent|editor|reporter|writer|critic|author|contributor))\b.{{0,200}}",
    re.DOTALL,
)
_STAGE: Final = re.compile(
    r"\[[^\[\]\n]{1,80}\]|\((?:laughs?|laughter|laughing|applause|pause[sd]?|cross-?talk|inaudible|"
    r"sighs?|smiles?|cheers|interruption|unintelligible|off mic|chuckles?|crying|nods?)\)",
    re.IGNORECASE,
)
_BARE: Final = " .*_-—–"
_LONGEST_DATE: Final = 300
"""Characters of a line that holds days and times alone, blanks included."""
_CLOSING: Final = late(
    r"\b(?:this|the|our)\s+(?:interview|conversation|transcript|discussion|exchange|q\s?&\s?a)\b"
    r".{0,60}\b(?:edited|shortened|condensed|abridged|translated|conducted|cut)\b"
    r"|^\W*(?:question|motion|amendment|bill|resolution|clause)\b.{0,40}\b(?:put|agreed|read|withdrawn|negatived|carried|passed)\b"
    r"|^\W*the\s+(?:house|court|committee|meeting|session|hearing|assembly|senate|council)\s+(?:\w+\s)?(?:adjourned|divided|rose|ended|suspended)\b"
    r"|\b(?:interview|conversation)\s+by\b|\bdeclined\s+to\s+comment\b|\bsaid\s+in\s+an?\b",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Tell whether a paragraph is none of the article's words."""
    if len(line) > 700:
        return False
    is_dated = len(line) < _LONGEST_DATE and _DIGIT.search(line) is not None
    return (
        (is_dated and (TIME.fullmatch(line) or _DATE_LINE.fullmatch(line)) is not None)
        or _FURNITURE.fullmatch(line.lower()) is not None
        or _ABOUT_WRITER.fullmatch(line) is not None
        or (("[" in line or "(" in line) and not _STAGE.sub("", line).strip(_BARE))
        or not line.strip(_BARE)
    )


def byline_of(line: str) -> str:
    """Return who a byline says wrote the article; an empty text where a line is none."""
    if len(line) > 160:
        return ""
    found = _BYLINE.fullmatch(line) or _NAMED_ALONE.fullmatch(line)
    if found is None:
        return ""
    words = found["who"].lower().split()
    known = lexicon()
    ends = {words[0], words[-1]}
    named_after = ends & known.organisations or ends & known.outlets or "the" in ends
    return "" if named_after else found["who"]


def without_dateline(line: str) -> int:
    """Return where the words of a paragraph begin behind "NORTHGATE, May 3 (Agency) - "."""
    start = line[:160]
    if _MARKS.isdisjoint(start):
        return 0
    found = _PLACE.match(start) or _PLACE_AND_DAY.match(start) or _PLACE_AND_AGENCY.match(start)
    return found.end() if found else 0


_MARKS: Final = frozenset("-–—―(")
"""One of these stands in every dateline."""


def stage_directions(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where "[Laughter.]" and the like stand between two offsets."""
    return [found.span() for found in _STAGE.finditer(text, start, end)]


def is_closing(line: str) -> bool:
    """Tell whether a paragraph behind the last turn is about the interview, and none of it."""
    return _CLOSING.search(line[:1000]) is not None
