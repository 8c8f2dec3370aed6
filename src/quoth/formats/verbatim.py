"""How much of a passage stands within quotation marks, which tells what kind of statement it is.

A passage is *direct* where all its words are within marks, *mixed* where some are, *indirect* where
none is: so PARC3 (S. Pareti, 2016) and PolNeAR (E. Newell and others, 2018) tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from quoth.model import Kind

_PAIRS: Final = (("“", "”"), ("„", "“"), ("«", "»"), ("»", "«"), ('"', '"'), ("‘", "’"), ("'", "'"))
_LONGEST: Final = 5_000
"""Characters after which a mark that isn't closed is taken for a slip."""


@cache
def _quoted() -> re.Pattern[str]:
    """Return the pattern of a quotation: up to its closing mark, or to the paragraph's end.

    A quotation that goes on in the next paragraph is closed only there, and opened again.
    """
    rest = rf"(?:(?!\n\s*\n).){{0,{_LONGEST}}}?"
    end = r"(?=\n\s*\n|\Z)"
    return re.compile(
        rf"“{rest}(?:”|{end})|„{rest}[“”]|«{rest}»|\"{rest}(?:\"|{end})|``{rest}''", re.DOTALL
    )


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return where the quotations of a text stand, marks included."""
    return [match.span() for match in _quoted().finditer(text)]


def kind_of(text: str, spans: Iterable[tuple[int, int]], quotations: list[tuple[int, int]]) -> Kind:
    """Return what kind of statement the spans of a text are, by the quotations in it."""
    within = beyond = False
    for start, end in spans:
        quoted_until = start
        for opening, closing in quotations:
            if closing <= start or opening >= end:
                continue
            beyond |= _says(text[quoted_until : max(quoted_until, opening)])
            within |= _says(text[max(start, opening) : min(end, closing)])
            quoted_until = max(quoted_until, closing)
        beyond |= _says(text[quoted_until:end])
    if not within:
        return Kind.INDIRECT
    return Kind.MIXED if beyond else Kind.DIRECT


def kind_alone(quote: str) -> Kind:
    """Return what kind of statement a quote is that nobody said the kind of, by its own marks.

    Without any marks it is indirect: that promises the least.
    """
    return kind_of(quote, [(0, len(quote))], quoted_spans(quote))


def _says(text: str) -> bool:
    """Tell whether there is a letter or a digit."""
    return any(character.isalnum() for character in text)


def unmarked(quote: str) -> str:
    """Return a direct quote without the marks around all of it: they aren't the speaker's."""
    for opening, closing in _PAIRS:
        if len(quote) > 2 and quote.startswith(opening) and quote.endswith(closing):
            inner = quote[1:-1]
            if opening not in inner and closing not in inner and inner.strip():
                return inner.strip()
    return quote
