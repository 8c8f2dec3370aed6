"""What of a statement is verbatim: the words that are compared, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from quoth.basics.text import Token, tokenise
from quoth.presenting.verbatim import quotations_of
from quoth.store.model import Kind


class VerbatimStretch(NamedTuple):
    """Words that are quoted as the speaker's own."""

    raw: str
    """The text, as it is stored."""
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    """The folded words, which are compared."""

    def text(self, tokens: Sequence[Token]) -> str:
        """Return some tokens as they are written, with what stands between neighbours.

        An ellipsis stands for words between them that aren't among them.
        """
        starts = [one.start for one in tokens]

        def is_asked(one: Token) -> bool:
            """Whether a token is one of them, or a part of one of them."""
            place = bisect_right(starts, one.start) - 1
            return place >= 0 and one.start < tokens[place].end

        runs = groupby(self.tokens, is_asked)
        within = [[*run] for asked, run in runs if asked]
        return " … ".join(self.raw[run[0].start : run[-1].end] for run in within)


def stretch(raw: str) -> VerbatimStretch:
    """Return a text as a stretch of words."""
    tokens = tuple(tokenise(raw))
    return VerbatimStretch(raw, tokens, tuple(one.word for one in tokens))


def stretches_of(quote: str, kind: Kind) -> tuple[VerbatimStretch, ...]:
    """Return the stretches of a statement that are verbatim, those that hold a word."""
    if kind is Kind.INDIRECT:
        return ()
    if kind is Kind.DIRECT:
        found = [stretch(quote)]
    else:
        found = [stretch(quote[start:end]) for start, end in quotations_of(quote)]
    return tuple(one for one in found if one.words)


# -- What an editor marked -------------------------------------------------------------------------


@cache
def _omission() -> re.Pattern[str]:
    """Return the pattern of what says that words were left out or changed."""
    return re.compile(r"…|\.{3}|\.\s\.\s\.|[\[\]]")


@cache
def _brackets() -> re.Pattern[str]:
    """Return the pattern of what an editor put in."""
    return re.compile(r"\[[^\[\]]*\]")


def is_marked_before(one: VerbatimStretch, place: int) -> bool:
    """Tell whether an ellipsis or a bracket stands between a token and the one before it."""
    start = one.tokens[place - 1].end if place else 0
    end = one.tokens[place].start if place < len(one.tokens) else len(one.raw)
    return bool(_omission().search(one.raw, start, end))


def are_bracketed(raw: str, tokens: Sequence[Token]) -> bool:
    """Tell whether some tokens of a text all stand in square brackets; false of none."""
    if not tokens or "[" not in raw:
        return False
    spans = [match.span() for match in _brackets().finditer(raw)]
    return all(any(s <= one.start and one.end <= e for s, e in spans) for one in tokens)
