"""How much of a passage is within quotation marks, which decides the kind of statement.

A passage is *direct* where all its words are within marks, *mixed* where some are, *indirect* where
none is: so PARC3 (S. Pareti, 2016) and PolNeAR (E. Newell and others, 2018) tell them apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from quoth.basics.quotations import CLOSINGS, TextSpan, quoted_spans
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


def meeting(quotations: Sequence[TextSpan], start: int, end: int) -> Iterator[TextSpan]:
    """Yield those of some quotations, in order, that are in a span or reach into it."""
    for place in range(bisect_right(quotations, start, key=_closing), len(quotations)):
        if quotations[place][0] >= end:
            return
        yield quotations[place]


def _closing(quotation: TextSpan) -> int:
    """Return where a quotation ends."""
    return quotation[1]


def marks_of(text: str, quotation: TextSpan) -> tuple[str, str]:
    """Return the marks of a quotation in a text; one that isn't closed is given its usual end."""
    start, end = quotation
    opening = next(sign for sign in CLOSINGS if text.startswith(sign, start))
    inside = text[start + len(opening) : end]
    closings = [closing for sign, closing in _PAIRS if sign == opening]
    return opening, next((one for one in closings if inside.endswith(one)), closings[0])


def kind_of(text: str, spans: Iterable[TextSpan], quotations: Sequence[TextSpan]) -> Kind:
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


def quotations_of(quote: str) -> list[TextSpan]:
    """Return where the quotations of a quote stand: between single marks if it has no others."""
    return quoted_spans(quote) or _single_spans(quote)


_PLAIN: Final = ("“", "”", "„", "«", "»", '"', "``")
_SINGLE: Final = (
    r"(?<!\w)(?:‘(?=\w)[^‘’\n]*(?:(?<=\w)’(?=\w)[^‘’\n]*)*’"
    r"|'(?=\w)[^'\n]*(?:(?<=\w)'(?=\w)[^'\n]*)*')(?!\w)"
)
"""The text between single marks, in which a word may have an apostrophe."""


def _single_spans(quote: str) -> list[TextSpan]:
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
