"""Where a statement's words stand in its article, moved word by word: pure functions.

However a person moves the ends of a statement, its words are those of the article. The article's
own quotation marks decide how much of them is verbatim.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Final, NamedTuple

from quoth.basics.patterns import late
from quoth.basics.quotations import quoted_spans
from quoth.intake.model import Span
from quoth.presenting.verbatim import kind_of, marks_of, meeting
from quoth.store.model import Kind

_WORD: Final = late(r"[$€£¥#@]?\w+(?:[.,:'’/&–-]\w+)*[%°+]?")
_SENTENCE: Final = late(r"[.!?…][\"'”’)\]]*\s+")
_BROKEN_OFF: Final = re.compile(r",?[\"'”’“»]+\s.*[.!?…][\"'”’)\]]*\s+[\"'“‘„«»]*\Z", re.DOTALL)
"""The text between a sentence within marks and the next one of its speaker."""
_BREAK: Final = re.compile(r"\n[^\S\n]*\n\s*")
_ENDING: Final = " \t\r\n,"
GAP: Final = "[…]"
"""Stands in words for what the article has between two pieces that a person joined."""

Spans = tuple[Span, ...]


class SpanWords(NamedTuple):
    """The words of some spans of an article."""

    quote: str
    kind: Kind


@lru_cache(maxsize=8)
def _words(text: str) -> tuple[Sequence[int], Sequence[int]]:
    """Return where the words of a text begin, and where they end."""
    found = [match.span() for match in _WORD.finditer(text)]
    return [start for start, _ in found], [end for _, end in found]


@lru_cache(maxsize=8)
def _quotations(text: str) -> list[tuple[int, int]]:
    """Return where the quotations of a text stand."""
    return quoted_spans(text)


def said(text: str, spans: Spans, *, has_gaps: bool = False) -> SpanWords:
    """Return the words of some spans, and how much of them is verbatim.

    The pieces are joined by a blank, and blanks and line breaks are one blank each. With `has_gaps`
    `GAP` stands for the words between two pieces. Of direct words the comma goes that stands before
    the closing mark, and so does a single full stop: they are the article's punctuation as often as
    the speaker's. A quotation of which mixed words hold a part has both its marks there.
    """
    kind = kind_of(text, spans, _quotations(text))
    if kind is Kind.DIRECT:
        return SpanWords(trimmed(_together(text, spans, _pieces(text, spans), has_gaps)), kind)
    whole = tuple(_with_marks(text, span) for span in spans)
    pieces = (" ".join(_balanced(text, span).split()) for span in whole)
    return SpanWords(_together(text, whole, pieces, has_gaps), kind)


def _together(text: str, spans: Spans, pieces: Iterable[str], has_gaps: bool) -> str:
    """Return the pieces of some spans as one text, the gaps between them marked if asked for."""
    made = ""
    end = 0
    for span, piece in zip(spans, pieces, strict=True):
        if made:
            made += f" {GAP} " if has_gaps and _has_word(text, end, span.start) else " "
        made, end = made + piece, span.end
    return made.strip()


def _pieces(text: str, spans: Spans) -> Iterator[str]:
    """Yield the pieces of direct words, each ended as its speaker ended it.

    Who breaks a quotation off at the end of a sentence to say whose it is puts a comma for its full
    stop: "Yes," she said. "No." is "Yes. No.".
    """
    for span, after in zip_longest(spans, spans[1:]):
        piece = " ".join(span.of(text).split())
        between = text[span.end : after.start] if after is not None else ""
        comma = piece.endswith(",") or between.startswith(",")
        ends = after is not None and comma and _BROKEN_OFF.match(between) is not None
        yield f"{piece.rstrip(_ENDING)}." if ends else piece


def _with_marks(text: str, span: Span) -> Span:
    """Return a span with the mark next to it that opens or closes a quotation within it."""
    start, end = span
    for opening, closing in meeting(_quotations(text), start, end):
        if start < opening < end < closing and not _has_word(text, end, closing):
            end = closing
        elif opening < start < closing <= end and not _has_word(text, opening, start):
            start = opening
    return Span(start, end)


def _balanced(text: str, span: Span) -> str:
    """Return the words of a span, with the marks of quotations that begin before it or end after.

    Without those marks it would be unclear which of the words are verbatim. A mark that opens a
    quotation again in its next paragraph has no closing mark, and is left out.
    """
    made, place = "", span.start
    for opening, closing in meeting(_quotations(text), *span):
        start, end = max(opening, span.start), min(closing, span.end)
        if not _has_word(text, start, end):
            continue
        first, last = marks_of(text, (opening, closing))
        words = re.sub(rf"({_BREAK.pattern}){re.escape(first)}", r"\1", text[start:end])
        is_open = closing > span.end or not text.endswith(last, start, end)
        made += text[place:start] + (first if opening < start else "") + words
        made += last if is_open else ""
        place = end
    return made + text[place : span.end]


def _has_word(text: str, start: int, end: int) -> bool:
    """Tell whether there is a letter or a digit in a piece of a text."""
    return any(map(str.isalnum, text[start:end]))


def trimmed(quote: str) -> str:
    """Return a direct quote without the comma or the full stop at its end."""
    bare = quote.rstrip(_ENDING)
    if bare.endswith(".") and not bare.endswith(("..", " .")) and "." not in bare.split()[-1][:-1]:
        bare = bare[:-1].rstrip(_ENDING)
    return bare or quote


# The ends.


def later_end(text: str, spans: Spans) -> Spans:
    """Return spans that end one word later, if there is one."""
    _, ends = _words(text)
    place = bisect_right(ends, spans[-1].end)
    if place == len(ends):
        return spans
    return (*spans[:-1], Span(spans[-1].start, ends[place]))


def earlier_end(text: str, spans: Spans) -> Spans:
    """Return spans that end one word earlier; the last word stays."""
    starts, ends = _words(text)
    *before, last = spans
    # The signs behind a word are its own; of a word that is cut in two, the piece goes.
    place = bisect_left(starts, last.end) - 2
    if place >= 0 and starts[place] >= last.start:
        return (*before, Span(last.start, ends[place]))
    return tuple(before) if before else spans


def earlier_start(text: str, spans: Spans) -> Spans:
    """Return spans that begin one word earlier, if there is one."""
    starts, _ = _words(text)
    place = bisect_left(starts, spans[0].start) - 1
    if place < 0:
        return spans
    return (Span(starts[place], spans[0].end), *spans[1:])


def later_start(text: str, spans: Spans) -> Spans:
    """Return spans that begin one word later; the last word stays."""
    starts, ends = _words(text)
    first, *after = spans
    place = bisect_right(ends, first.start) + 1
    if place < len(starts) and ends[place] <= first.end:
        return (Span(starts[place], first.end), *after)
    return tuple(after) if after else spans


_CLOSED: Final = r"[\"'”’»)\]]*"
_ENDS: Final = {
    "clause": late(rf"{_CLOSED}\s?[,;:.!?…—–]|[\"”“»]|{_CLOSED}\s*(?:\n[^\S\n]*\n|\Z)"),
    "sentence": late(rf"{_CLOSED}[.!?…]+{_CLOSED}(?=\s|\Z)|{_CLOSED}\s*(?:\n[^\S\n]*\n|\Z)"),
}
"""The marks after the last word of a clause, or of a sentence."""


def far(move: Callable[[str, Spans], Spans], unit: str, text: str, spans: Spans) -> Spans:
    """Return spans with an end moved by words up to the end or beginning of a clause or sentence.

    Where there is none that way, they stay as they are.
    """
    is_end = move in (later_end, earlier_end)
    found = spans
    while (moved := move(text, found)) != found:
        found = moved
        if _stops(text, found[-1].end if is_end else found[0].start, unit, is_end=is_end):
            return found
    return spans


def _stops(text: str, place: int, unit: str, *, is_end: bool) -> bool:
    """Tell whether a clause or a sentence ends behind a word, or begins with one."""
    if not is_end:
        _, ends = _words(text)
        before = bisect_right(ends, place) - 1
        if before < 0:
            return True
        place = ends[before]
    return _ENDS[unit].match(text, place) is not None


# Words to be marked.


def word_at(text: str, place: int) -> Span | None:
    """Return the word that stands in a place, or the next one; the last where none follows."""
    starts, ends = _words(text)
    if not starts:
        return None
    number = min(bisect_right(ends, place), len(starts) - 1)
    return Span(starts[number], ends[number])


def other_word(text: str, word: Span, steps: int) -> Span:
    """Return the word some words after another, or before it; the last or first at most."""
    starts, ends = _words(text)
    number = max(0, min(bisect_left(starts, word.start) + steps, len(starts) - 1))
    return Span(starts[number], ends[number])


def other_part(text: str, word: Span, steps: int, unit: str, *, ends: bool = False) -> Span:
    """Return the first word of the next clause or sentence, or of the one before.

    With `ends` it is the last word of this one, or of the next if this is the last already.
    """
    while (other := other_word(text, word, steps)) != word:
        word = other
        if _stops(text, word.end if ends else word.start, unit, is_end=ends):
            break
    return word


def sentence_of(text: str, word: Span) -> Span:
    """Return the words of the sentence that a word stands in."""
    first = last = word
    while not _stops(text, first.start, "sentence", is_end=False):
        first = other_word(text, first, -1)
    while not _stops(text, last.end, "sentence", is_end=True):
        after = other_word(text, last, 1)
        if after == last:
            break
        last = after
    return Span(first.start, last.end)


# Parting and joining.


def cuts(text: str, spans: Spans) -> Sequence[int]:
    """Return where spans may be cut in two: before each of their words but the first."""
    starts, _ = _words(text)
    found = [
        one
        for span in spans
        for one in starts[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
    ]
    return found[1:]


def likely_cut(text: str, spans: Spans) -> int:
    """Return where spans are most likely to be cut: at a gap, at a sentence's end, in the middle.

    Raises:
        ValueError: they are one word, or none.
    """
    places = cuts(text, spans)
    if not places:
        raise ValueError("one word can't be cut")
    starts = {span.start for span in spans[1:]}
    gaps = [place for place in places if place in starts]
    if gaps:
        return gaps[0]
    ends = [
        match.end() for span in spans for match in _SENTENCE.finditer(text, span.start, span.end)
    ]
    for end in ends:
        place = bisect_left(places, end)
        if place < len(places):
            return places[place]
    return places[(len(places) - 1) // 2]


def cut(text: str, spans: Spans, at: int) -> tuple[Spans, Spans]:
    """Return the spans before a place, and those from it on; each has a word at least."""
    _, ends = _words(text)
    before = tuple(span for span in spans if span.end <= at)
    after = tuple(span for span in spans if span.start >= at)
    for span in spans:
        if span.start < at < span.end:
            end = ends[bisect_left(ends, at) - 1]
            before = (*before, Span(span.start, max(end, span.start)))
            after = (Span(at, span.end), *after)
    return before, after


def joined(text: str, one: Spans, other: Spans) -> Spans:
    """Return spans as one statement's, in the text's order; what no word parts is one span."""
    starts, _ = _words(text)
    found: list[Span] = []
    for span in sorted({*one, *other}):
        if found:
            last = found[-1]
            between = bisect_left(starts, span.start) - bisect_left(starts, last.end)
            is_near = between <= 0 and not _BREAK.search(text, last.end, max(span.start, last.end))
            if is_near or span.start <= last.end:
                found[-1] = Span(last.start, max(last.end, span.end))
                continue
        found.append(span)
    return tuple(found)


def are_within(spans: Spans, others: Spans) -> bool:
    """Tell whether each of some spans stands within one of some others."""
    return all(
        any(other.start <= span.start and span.end <= other.end for other in others)
        for span in spans
    )


def bridged(spans: Spans) -> Spans:
    """Return spans as one piece, with all that the article has between them."""
    return (Span(spans[0].start, max(span.end for span in spans)),)


def paragraph(text: str, known: int, before: int, now: int) -> int:
    """Return the paragraph of what stands `now` somewhere, and stood `before` in a known one."""
    first, last = sorted((before, now))
    breaks = len(_BREAK.findall(text, first, last))
    return max(1, known + (breaks if now > before else -breaks))
