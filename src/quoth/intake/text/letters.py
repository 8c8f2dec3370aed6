"""Pages of letters to the editor: letters one below the other, each with who signed it.

A heading over the page marks it as one ("Letters", "Your views"). A letter is the prose
between one signature and the next, without headings, salutations and regards. A signature is a line
that has a name, or words in place of one ("Name withheld"); lines right below it tell where the
writer lives and what they are. Each paragraph is looked at a few times, by patterns that read it
once.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from quoth.basics.patterns import CAPITALS, late
from quoth.intake.model import Span
from quoth.intake.text.lexicon import lexicon
from quoth.intake.text.voices import REGARDS, SALUTATION, Voice, without_regards

_HEADS: Final = 4
"""How many paragraphs may stand up to the heading of a page of letters."""
_MOST_BELOW: Final = 4
"""How many lines may stand below a name: a place, an office, a wish not to be named."""
_HEAD: Final = re.compile(
    r"\W*(?:(?:your|our|readers[’']?|more|today[’']s)\s+)?"
    r"(?:letters?(?:\s+(?:to|for|of|from)\s+(?:the\s+|our\s+)?(?:editors?|week|day|readers?)"
    r"|\s+page)?|views|say|postbag|mailbag|inbox|(?:readers|you)\s+write|from\s+our\s+readers"
    r"|have\s+your\s+say)(?:\W.{0,60})?",
    re.IGNORECASE | re.DOTALL,
)
_INITIAL: Final = r"[A-Z]\.?(?:-?[A-Z]\.?)?"
_NAME: Final = (
    rf"(?:{_INITIAL}|[{CAPITALS}][\w’'-]+)(?:\s(?:{_INITIAL}|de|van|von|der|den|la|le|di|da|bin|al))*"
    rf"(?:\s(?:{_INITIAL}|[{CAPITALS}][\w’'-]+)){{1,3}}"
)
_SIGNED: Final = late(
    r"[\s*_–—-]*(?:\([A-Z][a-z]{1,5}\.?\)\s)?"
    rf"(?P<label>{_NAME}(?:(?:\sand\s|\s&\s){_NAME})?)[*_]*"
    r"(?:\s\([^()\n]{1,60}\)|[*_,]+\s[^!?\n]{1,100}(?:\n[^!?\n]{1,60}){0,3}|\s[-–—|]\s[^!?\n]{1,60}|,)?\s*"
)
_UNNAMED: Final = late(
    r"[\s*_–—-]*(?P<label>(?:name|names|author)\s[^.!?,\n]{0,20}(?:withheld|supplied)"
    r"|anonymous|anon)\b[^!?\n]{0,60}",
    re.IGNORECASE,
)
_WITHHELD: Final = late(r"\W*names?\s[^.!?\n]{0,20}(?:withheld|supplied)\b.{0,40}", re.IGNORECASE)
_STAND_IN: Final = late(r"[\s*_–—-]*(?P<label>[A-Z][^.!?,:;“”\"\n]{2,50})(?:,[^.!?\n]{1,60})?\s*")
_NOTE: Final = late(
    r"\s*(?P<label>(?:(?:The|Our)\s)?(?:[Ll]etters\s)?[Ee]ditor)\s(?:writes|replies|adds|responds)"
    r"\s?[:–—]\s+(?=[^\s“\"„«])"
)
_ENDS: Final = late(r"[.!?…][\"”’'»)\]*_]*\s*\Z")
_LONGEST_LINE: Final = 140
_LONGEST_PROSE: Final = 200


class _Line(NamedTuple):
    """A line that signs a letter, or a note of the editor."""

    number: int
    label: Span
    until: int
    """The first paragraph behind the signature, with what stands below it."""


def letters(text: str, paragraphs: list[Span]) -> list[Voice]:
    """Return the letters of a page of them, in order; none if no heading marks it as one."""
    if not any(_HEAD.fullmatch(one.of(text)) for one in paragraphs[:_HEADS] if _is_line(one)):
        return []
    found: list[Voice] = []
    start = 1
    for line in _signatures(text, paragraphs):
        if line.number < start:
            continue
        letter = _letter(text, paragraphs, start, line)
        if letter is not None:
            found.append(letter)
        start = line.number if letter is None else line.until
    return [*found, *_notes(text, paragraphs, start)] if found else []


def _is_line(one: Span) -> bool:
    return one.end - one.start <= _LONGEST_LINE


def _is_prose(text: str, one: Span) -> bool:
    closed = _ENDS.search(one.of(text)[-8:]) is not None or without_regards(text, one) != one
    return closed or one.end - one.start > _LONGEST_PROSE


def _signatures(text: str, paragraphs: list[Span]) -> list[_Line]:
    """Return the lines that may sign a letter: each has prose before it."""
    found: list[_Line] = []
    for number, one in enumerate(paragraphs):
        if number < 2 or not _is_line(one) or not _may_be_signed(text, paragraphs, number):
            continue
        until = number + 1
        last = min(len(paragraphs), until + _MOST_BELOW)
        while until < last and _goes_on(text, paragraphs, until):
            until += 1
        label = _label(text, one, paragraphs[number + 1 : until])
        if label is not None:
            found.append(_Line(number, label, until))
    return found


def _may_be_signed(text: str, paragraphs: list[Span], number: int) -> bool:
    before = paragraphs[number - 1]
    return _is_prose(text, before) or REGARDS.fullmatch(before.of(text)[:60]) is not None


def _goes_on(text: str, paragraphs: list[Span], number: int) -> bool:
    """Tell whether a line stands right below a signature, and belongs to it."""
    one = paragraphs[number]
    if _WITHHELD.fullmatch(one.of(text)[:_LONGEST_LINE]):
        return True
    between = text[paragraphs[number - 1].end : one.start].replace("\r\n", "\n")
    if between.count("\n") > 1 or not _is_line(one):
        return False
    is_listed = text.endswith(",", 0, paragraphs[number - 1].end)
    return is_listed or not _is_prose(text, one)


def _label(text: str, one: Span, below: list[Span]) -> Span | None:
    """Return what names the writer in a line: a name, or the words in place of one."""
    line = one.of(text)
    if line.rstrip()[-1:] in (":", ";") or REGARDS.fullmatch(line[:60]):
        return None
    found = _UNNAMED.fullmatch(line) or _SIGNED.fullmatch(line)
    if found is not None and found.re is _SIGNED and _is_no_name(found["label"]):
        found = None
    if found is None and any(_WITHHELD.fullmatch(each.of(text)) for each in below):
        found = _STAND_IN.fullmatch(line)
    if found is None:
        return None
    return Span(one.start + found.start("label"), one.start + found.end("label"))


def _is_no_name(label: str) -> bool:
    known = lexicon()
    words = label.lower().split()
    return not {words[0], words[-1]}.isdisjoint(known.organisations | known.outlets | {"the", "by"})


def _letter(text: str, paragraphs: list[Span], start: int, signed: _Line) -> Voice | None:
    """Return the letter that a line signs; nothing if no prose stands before it.

    Headings over it are left out, and so are salutations and regards.
    """
    last = signed.number - 1
    while last >= start and not _is_prose(text, paragraphs[last]):
        last -= 1
    first = last
    if last < start:
        return None
    opened = SALUTATION.match(paragraphs[first].of(text)[:80])
    while first > start and not opened and _is_prose(text, paragraphs[first - 1]):
        first -= 1
        opened = SALUTATION.match(paragraphs[first].of(text)[:80])
    one = paragraphs[first]
    words = Span(one.start + opened.end(), one.end) if opened else one
    words = without_regards(text, words) if first == last else words
    apart = tuple(range(last + 1, signed.number))
    return Voice(first, last, words, signed.label, signed.number, apart)


def _notes(text: str, paragraphs: list[Span], start: int) -> list[Voice]:
    """Return what the editor writes below the letters."""
    found = []
    for number in range(start, len(paragraphs)):
        one = paragraphs[number]
        note = _NOTE.match(one.of(text)[:80])
        if note is not None:
            label = Span(one.start + note.start("label"), one.start + note.end("label"))
            words = Span(one.start + note.end(), one.end)
            found.append(Voice(number, number, words, label, number))
    return found
