"""How much of a passage is within quotation marks, which decides the kind of statement.

A passage is *direct* where all its words are within marks, *mixed* where some are, *indirect* where
none is: so PARC3 (S. Pareti, 2016) and PolNeAR (E. Newell and others, 2018) tell them apart.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from quoth.store.model import Kind

_PAIRS: Final = (
    ("“", "”"), ("„", "“"), ("„", "”"), ("”", "”"), ("«", "»"), ("»", "«"), ("»", "»"), ("‹", "›"),
    ("›", "‹"), ("「", "」"), ("『", "』"), ("｢", "｣"), ("〝", "〟"), ("〝", "〞"), ("＂", "＂"),
    ("``", "''"), ("''", "''"), ("‟", "”"), ("❝", "❞"), ('"', '"'),
    ("‘", "’"), ("‚", "‘"), ("‚", "’"), ("’", "’"), ("‛", "’"), ("❛", "❜"), ("`", "'"), ("'", "'"),
)  # fmt: skip
"""The marks that people put around what was said, opening and closing."""
_APOSTROPHES: Final = frozenset("'’`‘")
"""Closing marks that may stand within a word, or at the end of one, and close nothing."""
_LONGEST: Final = 5_000
"""Characters after which a mark that isn't closed is taken for a slip."""
_NEVER: Final = sys.maxsize


Span = tuple[int, int]
"""Characters from the first up to the second."""


class _Closing(NamedTuple):
    """How a quotation ends that a mark opens."""

    marks: str
    """The pattern of the marks that close it."""
    or_paragraph: bool = False
    """Whether it may end with its paragraph: one that goes on in the next is closed only there."""


_CLOSINGS: Final = {
    "“": _Closing("”", or_paragraph=True),
    "„": _Closing("[“”]"),
    "«": _Closing("»"),
    "‹": _Closing("›"),
    "「": _Closing("」"),
    "『": _Closing("』"),
    "❝": _Closing("❞"),
    "»": _Closing("[«»]"),
    "›": _Closing("[‹›]"),
    "”": _Closing("”"),
    '"': _Closing('"', or_paragraph=True),
    "``": _Closing("''"),
}


_CLOSING_ELSEWHERE: Final = "»›”"
"""Marks that open a quotation in some languages, and close it in others."""
_BEFORE_WORDS: Final = r"(?<![^\s(\[—–-].)(?=\w)"
"""Where such a mark opens one: before a word, and after none."""


@cache
def _opening() -> re.Pattern[str]:
    """Return the pattern of what opens a quotation."""
    return re.compile(
        "|".join(sign + _BEFORE_WORDS if sign in _CLOSING_ELSEWHERE else sign for sign in _CLOSINGS)
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return one of the few patterns of what closes a quotation."""
    return re.compile(pattern)


class _Following:
    """Where something follows in a text: asked in order, it reads the text but once."""

    def __init__(self, pattern: str, text: str) -> None:
        """Take the pattern of what is looked for, and where."""
        self._pattern = _compiled(pattern)
        self._text = text
        self._found: Span = (-1, -1)

    def after(self, place: int) -> Span:
        """Return the next from a place on; if there is none, the end of the text."""
        if self._found[0] < place:
            match = self._pattern.search(self._text, place)
            self._found = match.span() if match else (len(self._text), len(self._text))
        return self._found


def quoted_spans(text: str) -> list[Span]:
    """Return where the quotations of a text are, marks included.

    Each goes up to its closing mark, or to its paragraph's end. One that goes on in the next
    paragraph is closed only there, and opened again.
    """
    ends: dict[str, _Following] = {}
    breaks = _Following(r"\n[^\S\n]*+\n", text)
    found: list[Span] = []
    place, opens, has_lines = 0, _opening().search, "\n" in text
    while opening := opens(text, place):
        start, inside = opening.span()
        sign = opening.group()
        if sign not in ends:
            ends[sign] = _Following(_CLOSINGS[sign].marks, text)
        last, end = ends[sign].after(inside)
        paragraph = breaks.after(inside)[0] if has_lines else len(text)
        if paragraph <= last:
            last = end = paragraph if _CLOSINGS[sign].or_paragraph else _NEVER
        place = end if last - inside <= _LONGEST else start + 1
        if place == end:
            found.append((start, end))
    return found


def meeting(quotations: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """Yield those of some quotations, in order, that are in a span or reach into it."""
    for place in range(bisect_right(quotations, start, key=_closing), len(quotations)):
        if quotations[place][0] >= end:
            return
        yield quotations[place]


def _closing(quotation: Span) -> int:
    """Return where a quotation ends."""
    return quotation[1]


def marks_of(text: str, quotation: Span) -> tuple[str, str]:
    """Return the marks of a quotation in a text; one that isn't closed is given its usual end."""
    start, end = quotation
    opening = next(sign for sign in _CLOSINGS if text.startswith(sign, start))
    inside = text[start + len(opening) : end]
    closings = [closing for sign, closing in _PAIRS if sign == opening]
    return opening, next((one for one in closings if inside.endswith(one)), closings[0])


def kind_of(text: str, spans: Iterable[Span], quotations: Sequence[Span]) -> Kind:
    """Return what kind of statement the spans of a text are, by the quotations in it, in order."""
    within = beyond = False
    for start, end in spans:
        quoted_until = start
        for opening, closing in meeting(quotations, start, end):
            beyond |= _says(text[quoted_until : max(quoted_until, opening)])
            within |= _says(text[max(start, opening) : min(end, closing)])
            quoted_until = max(quoted_until, closing)
        beyond |= _says(text[quoted_until:end])
    if not within:
        return Kind.INDIRECT
    return Kind.MIXED if beyond else Kind.DIRECT


def kind_alone(quote: str) -> Kind:
    """Return the kind of a quote that was given none, by its own quotation marks.

    Without any marks it is indirect: that promises the least.
    """
    bare = unmarked(quote)
    if bare != quote and not any(sign in bare for sign in _PLAIN):
        return Kind.DIRECT
    return kind_of(quote, [(0, len(quote))], quotations_of(quote))


def quotations_of(quote: str) -> list[Span]:
    """Return where the quotations of a quote stand: between single marks if it has no others."""
    return quoted_spans(quote) or _single_spans(quote)


_PLAIN: Final = ("“", "”", "„", "«", "»", '"', "``")
_SINGLE: Final = (
    r"(?<!\w)(?:‘(?=\w)[^‘’\n]*(?:(?<=\w)’(?=\w)[^‘’\n]*)*’"
    r"|'(?=\w)[^'\n]*(?:(?<=\w)'(?=\w)[^'\n]*)*')(?!\w)"
)
"""The text between single marks, in which a word may have an apostrophe."""


def _single_spans(quote: str) -> list[Span]:
    """Return what stands between single marks, in a quote that has no others."""
    return [match.span() for match in re.finditer(_SINGLE, quote)]


def _says(text: str) -> bool:
    """Tell whether there is a letter or a digit."""
    return any(character.isalnum() for character in text)


def unmarked(quote: str) -> str:
    """Return a direct quote without the marks around all of it: they aren't the speaker's."""
    for opening, closing in _PAIRS:
        if len(quote) <= len(opening) + len(closing):
            continue
        if quote.startswith(opening) and quote.endswith(closing):
            inner = quote[len(opening) : len(quote) - len(closing)]
            if inner.strip() and not (_closes(inner, opening) or _closes(inner, closing)):
                return inner.strip()
    return quote


def _closes(text: str, mark: str) -> bool:
    """Tell whether a text has a mark that isn't an apostrophe within a word."""
    if mark not in text:
        return False
    if mark not in _APOSTROPHES:
        return True
    return bool(re.search(rf"(?<!\w){mark}|{mark}(?!\w)", text))
