"""Voices and letters: words with a line of their own that names whose they are.

A paragraph that is a quotation and nothing else, with a name in the line below it or above it, as
in lists of voices; and a letter to the editor, from its salutation to the name that signs it. Each
paragraph is looked at a few times, by patterns that read it once.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from quoth.basics.patterns import CAPITALS, late
from quoth.intake.model import Span
from quoth.intake.text.furniture import NAME
from quoth.intake.text.lexicon import lexicon
from quoth.intake.text.paragraphs import are_apart

_LONGEST_LETTER: Final = 20
"""Paragraphs."""
_SPOKEN: Final = re.compile(r"\s*[“\"„«][^“”\"«»„]+[.!?…,][”\"»“]\.?\s*")
_OPENED: Final = re.compile(r"\s*[“\"„«][^“”\"«»„]+\Z")
"""A paragraph of a quotation that goes on in the next."""
_TITLE: Final = r"(?:[A-Z][a-z]{1,9}\.?\s)"
_SIGNED: Final = re.compile(
    rf"\s*(?:[-–—]\s*)?(?P<label>(?P<title>{_TITLE}{{0,2}}?)"
    rf"(?P<name>(?:[{CAPITALS}][\w’'-]+\s(?:and|&)\s)?{NAME}|[{CAPITALS}][\w.’'-]+))"
    r"(?:,\s[^.!?\n]{1,80}|\s\([^()\n]{1,60}\)|\s[-–—|]\s[^.!?\n]{1,60})?\s*"
)
_LONGEST_LINE: Final = 1_500
_BULLET: Final = r"\s*(?:[-–—•*]\s+)?"
_WORDS: Final = r"(?P<words>[“\"„«][^“”\"«»„]+[”\"»“])"
_NAME_FIRST: Final = re.compile(
    rf"{_BULLET}(?P<who>[A-Z][^“”\"«»„:\n]{{2,90}}?)\s*[-–—―:]\s+{_WORDS}\s*"
)
_NAME_LAST: Final = re.compile(
    rf"{_BULLET}{_WORDS}\s*(?:[-–—―]\s*|\()?(?P<who>[A-Z][^“”\"«»„:()\n]{{2,90}})\)?\.?\s*"
)
_CLOSING: Final = tuple('”"»“')
_FEWEST: Final = 2
"""So many voices at least make a list."""
_QUOTES: Final = ('"', "“", "„", "«")
_ENDINGS: Final = (".", "!", "?", "…", "”", '"', ")")
_ASKS: Final = re.compile(r"[^.!?]{1,60}\?")
"""A heading that asks: "What happens next?"."""
FIRST_PERSON: Final = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b|\bI['’]")
_AGED: Final = late(r"[,(]\s?(?:aged\s)?\d{2}\b")
SALUTATION: Final = re.compile(
    r"\s*(?:(?:[Dd]ear\s)?(?:Sirs?|SIR|Madam|Editor)(?:\s(?:or|and|/)\s[Mm]adam)?(?:,\s?[-–—]|,|:|\s?[-–—])"
    r"|[Tt]o\s[Tt]he\s[Ee]ditor(?:,|:|\s?[-–—])?)(?:\s+|\s*\Z)"
)
REGARDS: Final = late(
    r"\s*(?:yours\b|sincerely|faithfully|(?:kind|best)\s(?:regards|wishes)|regards).{0,30}",
    re.IGNORECASE,
)
_IN_LINE: Final = late(
    r"(?<=[.!?…”\"’])\s*[-–—]\s*(?:Yours|Regards|Sincerely|Faithfully)\b[^.!?\n]{0,30}\.?\s*\Z"
)
"""Regards at the end of a letter's last line: "... for our trouble. – Yours, etc,"."""
_LONGEST_REGARDS: Final = 60
"""How many characters at the end of a paragraph are examined for them."""


def without_regards(text: str, one: Span) -> Span:
    """Return a paragraph's words without the regards that close a letter in the same line."""
    found = _IN_LINE.search(text, max(one.start, one.end - _LONGEST_REGARDS), one.end)
    return one if found is None else Span(one.start, found.start())


class Voice(NamedTuple):
    """Some paragraphs, and the line that names whose words they are."""

    first: int
    """The number of the first paragraph with words, counted from 0."""
    last: int
    words: Span
    """Those of the first paragraph."""
    label: Span
    """The name."""
    line: int
    """The number of the paragraph in which the name stands."""
    apart: tuple[int, ...] = ()
    """Paragraphs that aren't the writer's words: a salutation, regards."""


def voices(text: str, paragraphs: list[Span]) -> list[Voice]:
    """Return the letters and voices of a text, in order."""
    written = _letters(text, paragraphs)
    if written:
        return written
    if plain := _under_ages(text, paragraphs):
        return plain
    in_lines = _in_lines(text, paragraphs)
    taken = {one.first for one in in_lines}
    apart = [
        one
        for one in _under_or_over_names(text, paragraphs)
        if taken.isdisjoint((one.first, one.line))
    ]
    return sorted([*in_lines, *apart])


def _name_of(text: str, one: Span) -> Span | None:
    """Return the name in a line that has nothing but a name and what its bearer is."""
    line = one.of(text)
    found = _SIGNED.fullmatch(line) if len(line) < 140 else None
    if found is None or line.rstrip()[-1:] in (":", ";"):
        return None
    known = lexicon()
    words = found["label"].split()
    skipped = 0
    if words[0] == "The" and words[1:] and words[1].lower().rstrip(".") in known.honorifics:
        words, skipped = words[1:], len("The ")  # "The Rev Ada Roe"
    titled = words[0].lower().rstrip(".") in known.honorifics
    named = words[1:] if titled else words
    if not named or (len(named) < 2 and not titled):
        return None
    ends = {named[0].lower(), named[-1].lower()}
    if ends & known.organisations or ends & known.outlets or ends & {"the", "by"}:
        return None
    start = one.start + found.start("label") + skipped
    return Span(start, one.start + found.end("label"))


def _in_lines(text: str, paragraphs: list[Span]) -> list[Voice]:
    """Return the lines that are a name and a quotation; two at least, or with the bearer's age."""
    found: list[Voice] = []
    aged = 0
    for number, one in enumerate(paragraphs):
        line = one.of(text)
        if number == 0 or len(line) > _LONGEST_LINE:
            continue
        match = _NAME_LAST.fullmatch(line)
        if match is None and line.rstrip().endswith(_CLOSING):
            match = _NAME_FIRST.fullmatch(line)
        if match is None:
            continue
        name = Span(one.start + match.start("who"), one.start + match.end("who"))
        label = _name_of(text, name)
        if label is not None:
            words = Span(one.start + match.start("words"), one.start + match.end("words"))
            found.append(Voice(number, number, words, label, number))
            aged += _AGED.search(match["who"]) is not None
    return found if len(found) > 1 or aged else []


def _under_ages(text: str, paragraphs: list[Span]) -> list[Voice]:
    """Return the voices without quotation marks, each under a line with a name and an age.

    There are two at least, and most of them say "I" or "we". A voice ends with its block of lines
    if its words begin in the line right below the name, else before the next name or heading.
    """
    heads = [
        (number, label)
        for number, one in enumerate(paragraphs[:-1])
        if (label := _name_of(text, one)) is not None and _AGED.search(one.of(text))
    ]
    if len(heads) < _FEWEST:
        return []
    found = []
    ends = [number for number, _ in heads[1:]] + [len(paragraphs)]
    for (number, label), end in zip(heads, ends, strict=True):
        last = number
        is_block = not are_apart(text, *paragraphs[number : number + 2])
        while last + 1 < end and last - number < _LONGEST_LETTER:
            line = paragraphs[last + 1].of(text).strip()
            if is_block and last > number and are_apart(text, *paragraphs[last : last + 2]):
                break
            if line[:1] in _QUOTES or not line.endswith(_ENDINGS) or _ASKS.fullmatch(line):
                break
            last += 1
        if last > number:
            found.append(Voice(number + 1, last, paragraphs[number + 1], label, number))
    own = sum(FIRST_PERSON.search(one.words.of(text)) is not None for one in found)
    return found if len(found) >= _FEWEST and 2 * own > len(found) else []


def _under_or_over_names(text: str, paragraphs: list[Span]) -> list[Voice]:
    """Return the quotations that have a name in the next line, or in the line before.

    The first of the list decides which it is; for a single one, only a line right below counts.
    """
    spoken = [
        number
        for number, one in enumerate(paragraphs)
        if number and _SPOKEN.fullmatch(one.of(text))
    ]
    below = _beside(text, paragraphs, spoken, 1)
    above = _beside(text, paragraphs, spoken, -1)
    if len(above) > 1 and (len(above) > len(below) or above[0].line < below[0].first - 1):
        return above
    if len(above) > 1 and len(above) == len(below) and above[0].line < below[0].first:
        return above
    if len(below) == 1 and "\n\n" in text[below[0].words.end : below[0].label.start]:
        return []
    return below


def _beside(text: str, paragraphs: list[Span], spoken: list[int], step: int) -> list[Voice]:
    """Return the quotations with a name in the line before or behind them."""
    found = []
    for number in spoken:
        first = number
        while first > 1 and _OPENED.match(paragraphs[first - 1].of(text)):
            first -= 1
        line = first - 1 if step < 0 else number + 1
        if 0 < line < len(paragraphs) and (label := _name_of(text, paragraphs[line])) is not None:
            found.append(Voice(first, number, paragraphs[first], label, line))
    return found


def _letters(text: str, paragraphs: list[Span]) -> list[Voice]:
    """Return the letters, each from its salutation to the name that signs it."""
    found: list[Voice] = []
    for number, one in enumerate(paragraphs):
        opened = SALUTATION.match(one.of(text)[:80])
        if opened is None:
            continue
        words = Span(one.start + opened.end(), one.end)
        alone = not words.of(text).strip()
        first = number + alone
        signed = _signed_at(text, paragraphs, first)
        if signed is None:
            continue
        line, label, last = signed
        apart = ((number,) if alone else ()) + tuple(range(last + 1, line))
        words = paragraphs[first] if alone else words
        found.append(Voice(first, last, words, label, line, apart))
    return found


def _signed_at(text: str, paragraphs: list[Span], first: int) -> tuple[int, Span, int] | None:
    """Return the line that signs a letter, the name in it, and the last paragraph of its words."""
    last = -1
    for number in range(first + 1, min(first + _LONGEST_LETTER, len(paragraphs))):
        line = paragraphs[number].of(text)
        if SALUTATION.match(line[:80]):
            return None
        if last < 0 and REGARDS.fullmatch(line):
            last = number - 1
            continue
        if (label := _name_of(text, paragraphs[number])) is not None:
            return number, label, number - 1 if last < 0 else last
    return None
