"""How much of a passage stands within quotation marks, which tells what kind of statement it is.

A passage is *direct* where all its words are within marks, *mixed* where some are, *indirect* where
none is: so PARC3 (S. Pareti, 2016) and PolNeAR (E. Newell and others, 2018) tell them apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from quoth.model import Kind

_PAIRS: Final = (("“", "”"), ("„", "“"), ("«", "»"), ("»", "«"), ('"', '"'), ("‘", "’"), ("'", "'"))
_LONGEST: Final = 5_000
"""Characters after which a mark that isn't closed is taken for a slip."""


_MARKS: Final[Mapping[str, tuple[Sequence[str], bool]]] = {
    "“": (("”",), True), "„": (("“", "”"), False), "«": (("»",), False), '"': (('"',), True),
    "``": (("''",), False),
}  # fmt: skip
"""What closes a quotation, by its opening mark; and whether the paragraph's end does too.

A quotation that goes on in the next paragraph is closed only there, and opened again.
"""


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return where the quotations of a text stand, marks included."""
    found: list[tuple[int, int]] = []
    ends = [*_paragraph_ends(text), len(text)]
    place = 0
    while opening := _opening().search(text, place):
        end = _closed(text, opening.group(), opening.end(), ends)
        place = end or opening.start() + 1
        if end:
            found.append((opening.start(), end))
    return found


def _closed(text: str, mark: str, start: int, ends: Sequence[int]) -> int:
    """Return where a quotation ends whose words begin at a place; 0 if its mark is a slip."""
    closings, may_be_open = _MARKS[mark]
    paragraph = ends[bisect_left(ends, start)]
    last = min(paragraph, start + _LONGEST)
    places = (text.find(closing, start, last + len(closing)) for closing in closings)
    closed = min((place for place in places if place >= 0), default=-1)
    if closed >= 0:
        return closed + len(closings[0])
    return paragraph if may_be_open and paragraph == last else 0


def _paragraph_ends(text: str) -> Iterator[int]:
    """Yield where paragraphs may end: at line breaks that another follows, blanks between them."""
    for blank in _blank().finditer(text):
        last = text.rfind("\n", blank.start(), blank.end())
        place = text.find("\n", blank.start(), blank.end())
        while place < last:
            yield place
            place = text.find("\n", place + 1, blank.end())


@cache
def _opening() -> re.Pattern[str]:
    """Return the pattern of an opening mark."""
    return re.compile('[“„«"]|``')


@cache
def _blank() -> re.Pattern[str]:
    """Return the pattern of what may stand between two paragraphs."""
    return re.compile(r"\s{2,}")


def kind_of(text: str, spans: Iterable[tuple[int, int]], quotations: list[tuple[int, int]]) -> Kind:
    """Return what kind of statement the spans of a text are, by the quotations in it.

    Quotations are in order, and none is in another.
    """
    within = beyond = False
    for start, end in spans:
        quoted_until = start
        first = bisect_right(quotations, start, key=lambda quotation: quotation[1])
        for opening, closing in map(quotations.__getitem__, range(first, len(quotations))):
            if opening >= end:
                break
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
