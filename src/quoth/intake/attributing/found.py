"""A statement as it was found in an article: its words, whose they are, and by what."""

from __future__ import annotations

from typing import NamedTuple

from quoth.intake.attributing.attributions import Attribution
from quoth.intake.people.speaker import Speaker
from quoth.intake.reasons import Act, FoundBy, Pattern
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
