"""The turns of transcripts, interviews, reports of parliament and posts, by their tokens.

A turn is direct speech by its speaker, even without quotation marks. Stage directions aren't part
of it. Letters ("Q:") and bare questions don't name a speaker: the person in the byline asks, and
the person whom the opening names most often answers.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from quoth.intake.model import Span
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, Chunk
from quoth.intake.text.furniture import stage_directions
from quoth.intake.text.layout import Block, BlockKind


class Turn(NamedTuple):
    """The words of one speaker at a time."""

    label: Chunk | None
    """The tokens that name the speaker, if any do."""
    asks: bool
    pieces: tuple[tuple[int, int], ...]
    paragraph: int
    """Its first, counted from 0."""
    is_signed: bool = False
    """Whether a line of its own names the speaker."""


def turns(article: ParsedArticle) -> list[Turn]:
    """Return the turns of an article, in order; paragraphs that go on with one are joined to it."""
    found: list[Turn] = []
    for number, block in enumerate(article.layout):
        if block.kind is not BlockKind.TURN:
            continue
        pieces = _pieces(article, block)
        if block.begins or not found:
            signed = block.label is not None and not _holds(article.paragraphs[number], block.label)
            found.append(Turn(_label(article, block), block.asks, pieces, number, signed))
        elif pieces:
            found[-1] = found[-1]._replace(pieces=(*found[-1].pieces, *pieces))
    return found


def _holds(paragraph: Span, label: Span) -> bool:
    return paragraph.start <= label.start < paragraph.end


def _label(article: ParsedArticle, block: Block) -> Chunk | None:
    if block.label is None:
        return None
    start = bisect_left(article.starts, block.label.start)
    end = bisect_left(article.starts, block.label.end)
    return Chunk(start, end, NAME, start) if end > start else None


def _pieces(article: ParsedArticle, block: Block) -> tuple[tuple[int, int], ...]:
    """Return the tokens of a paragraph's words, without stage directions and outer marks."""
    starts = article.starts
    found = []
    place = block.words.start
    stages = stage_directions(article.text, *block.words)
    for left, right in [*stages, (block.words.end, block.words.end)]:
        first, last = bisect_left(starts, place), bisect_left(starts, left)
        first, last = _bare(article, first, last)
        if any(word[0].isalnum() for word in article.tokens[first:last]):
            found.append((first, last))
        place = right
    return tuple(found)


def _bare(article: ParsedArticle, first: int, last: int) -> tuple[int, int]:
    """Return tokens without marks around them, where those are around all."""
    codes = article.codes
    while first < last and codes[first] == "-":
        first += 1
    regions = {article.region_of[token] for token in range(first, last)}
    if len(regions) == 1 and -1 not in regions:
        first += codes[first : first + 1] == "q"
        last -= codes[last - 1 : last] == "Q"
    return first, last
