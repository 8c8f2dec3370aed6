"""The signs beside numbers, which no folded word has: £350 is not $350, nor 5% 5, nor -2 2."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from quoth.query.families.amounts import is_number, is_scale
from quoth.query.families.relating import aligned
from quoth.query.families.stretches import VerbatimStretch
from quoth.query.families.word_classes import SIGNS

_PARTS: Final = frozenset("%‰")
_NEAR: Final = 2
"""Characters beside a number within which a sign is its own: a blank may stand between."""
_OPENING: Final = " \t\n([\"'“‘"
_WORDED: Final = {word: sign for sign, words in SIGNS.items() for word in words}


class SignedNumber(NamedTuple):
    """A number as it is written, and the sign that it has."""

    text: str
    sign: str
    """Nothing where it has none; that of a word for one, as in `5 percent`."""
    is_negative: bool = False

    @property
    def is_part(self) -> bool:
        """Whether it is a part of something rather than an amount."""
        return self.sign in _PARTS


def signs_apart(
    one: VerbatimStretch, other: VerbatimStretch
) -> Iterator[tuple[SignedNumber, SignedNumber]]:
    """Yield the numbers that two wordings share, and that have a sign here and another there."""
    if not any(_has_signs(side.raw) or has_negative(side.raw) for side in (one, other)):
        return
    for step in aligned(one.words, other.words):
        _, a, b, c, _ = step
        if not step.is_shared:
            continue
        for offset in range(b - a):
            if _begins_number(one, a + offset):
                ours, theirs = _signed(one, a + offset), _signed(other, c + offset)
                if (ours.sign, ours.is_negative) != (theirs.sign, theirs.is_negative):
                    yield ours, theirs


@cache
def _negative() -> re.Pattern[str]:
    """Return the pattern of what makes the number behind it a negative one."""
    return re.compile(r"(?i)(?:(?:^|[\s(\[\"'“‘])[-−]|\bminus\s+)(?=[^\w\s]?\d|[^\W\d])")


@cache
def _range() -> re.Pattern[str]:
    """Return the pattern of two numbers with a dash for `to`."""
    return re.compile(r"\d\s?[-–—]\s?\d")


def has_range(text: str) -> bool:
    """Tell whether a text has a dash between two numbers."""
    return bool(_range().search(text))


def has_negative(text: str) -> bool:
    """Tell whether a text may have a number below zero."""
    return bool(_negative().search(text))


def signed_at(one: VerbatimStretch, start: int) -> SignedNumber:
    """Return the number that begins at a character of a wording, with its sign."""
    return _signed(one, next(n for n, token in enumerate(one.tokens) if token.start == start))


def _has_signs(text: str) -> bool:
    """Tell whether a text has any sign that may stand beside a number."""
    return any(_is_sign(character) for character in text)


def _is_sign(character: str) -> bool:
    """Tell whether a character is the sign of a currency, or of a part."""
    return character in _PARTS or unicodedata.category(character) == "Sc"


def _is_of_number(one: VerbatimStretch, place: int) -> bool:
    """Tell whether there is a token at a place that belongs to a number, or multiplies it."""
    if not 0 <= place < len(one.words):
        return False
    return is_number(one.words[place]) or is_scale(one.words[place])


def _goes_on(one: VerbatimStretch, place: int) -> bool:
    """Tell whether a number goes on behind a token, and no other begins there with its sign."""
    if not (_is_of_number(one, place) and _is_of_number(one, place + 1)):
        return False
    return not _has_signs(one.raw[one.tokens[place].end : one.tokens[place + 1].start])


def _begins_number(one: VerbatimStretch, place: int) -> bool:
    """Tell whether a token is the first one of a number, as 350 is of `350 million`."""
    return is_number(one.words[place]) and not _goes_on(one, place - 1)


def _signed(one: VerbatimStretch, first: int) -> SignedNumber:
    """Return a number of a wording with the signs before it or behind it."""
    last = first
    while _goes_on(one, last):
        last += 1
    found = _with_sign(one, first, last)
    before = one.tokens[first - 1].start if first else 0
    behind = one.tokens[first].start
    for match in _negative().finditer(one.raw, before, behind + 1):
        if match.end() in range(behind - 1, behind + 1):
            text = one.raw[match.start() : one.tokens[last].end]
            return found._replace(text=text.lstrip(_OPENING), is_negative=True)
    return found


def _with_sign(one: VerbatimStretch, first: int, last: int) -> SignedNumber:
    """Return a number of a wording with the sign of what is counted, before it or behind it."""
    tokens, raw = one.tokens, one.raw
    start, end = tokens[first].start, tokens[last].end
    before = tokens[first - 1].end if first else 0
    behind = tokens[last + 1].start if last + 1 < len(tokens) else len(raw)
    for at in range(start - 1, max(before, start - _NEAR) - 1, -1):
        if unicodedata.category(raw[at]) == "Sc":
            return SignedNumber(raw[at:end], raw[at])
    for at in range(end, min(behind, end + _NEAR)):
        is_of_next = at > end and at + 1 == behind < len(raw)
        if _is_sign(raw[at]) and not is_of_next:
            return SignedNumber(raw[start : at + 1], raw[at])
    sign = _WORDED.get(one.words[last + 1], "") if last + 1 < len(tokens) else ""
    return SignedNumber(raw[start : tokens[last + 1].end] if sign else raw[start:end], sign)
