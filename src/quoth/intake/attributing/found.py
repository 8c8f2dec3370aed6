"""A statement as it was found in an article: its words, whose they are, and by what."""

from __future__ import annotations

from typing import NamedTuple

from quoth.intake.attributing.attributions import Attribution
from quoth.intake.people.speaker import Speaker
from quoth.intake.reasons import Act, FoundBy, Pattern
from quoth.intake.text.article import ParsedArticle
from quoth.store.model import Polarity

Piece = tuple[int, int]
"""Tokens from the first up to the second."""


class FoundStatement(NamedTuple):
    """A statement that was found, by its tokens."""

    pieces: tuple[Piece, ...]
    """Tokens of the words, each end excluded."""
    sentence: int
    speaker: Speaker | None
    attribution: Attribution | None
    how: FoundBy
    pattern: Pattern | None = None
    """The arrangement around the cue, if a cue found it."""
    via: tuple[Speaker, ...] = ()
    logit: float = 0.0
    source_logit: float = 0.0
    until: int = -1
    """The sentence of the last piece, where another one than the first's."""
    act: Act = Act.SAID
    polarity: Polarity | None = None
    is_quoted: bool = False
    """Whether some of the words stand in quotation marks."""


def holds(pieces: tuple[Piece, ...], token: int) -> bool:
    """Tell whether a token is in one of some pieces."""
    return any(start <= token < end for start, end in pieces)


def is_wholly_quoted(article: ParsedArticle, one: FoundStatement) -> bool:
    """Tell whether all words of a statement are within quotation marks."""
    region_of = article.region_of
    return all(
        region_of[start] >= 0 and region_of[start] == region_of[end - 1]
        for start, end in one.pieces
    )
