"""Who signs a quotation: a name behind a dash, in its line or the next, as in lists and posts."""

from __future__ import annotations

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, Chunk


def signature(
    article: ParsedArticle, views: list[SentenceView], number: int, region: int
) -> Chunk | None:
    """Return the name behind a dash that signs a quotation, in its line or the next."""
    codes = article.codes
    seen = views[number]
    last = article.region_tokens[region][1]
    place = last
    while place < seen.sentence.end and (
        article.region_of[place] == region or codes[place] in ".,("
    ):
        place += 1
    if place < seen.sentence.end:
        return _signed(seen, codes, place)
    if number + 1 < len(views):
        following = views[number + 1]
        if following.sentence.end - following.sentence.start <= 16:
            return _signed(following, codes, following.sentence.start)
    return None


def _signed(seen: SentenceView, codes: str, place: int) -> Chunk | None:
    if codes[place] != "-":
        return None
    for chunk in seen.chunks:
        if chunk.start == place + 1 and chunk.kind in (NAME, NOUN):
            return chunk
    return None
