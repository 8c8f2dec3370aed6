"""Who speaks where no verb tells: transcripts ("ROE: ..."), and names behind a dash in lists.

The words of a transcript stand in no quotation marks. They are drafted as indirect: a draft that
is "direct" has the article's own marks around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final, NamedTuple

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, Chunk

LONGEST_LABEL: Final = 8
FEWEST: Final = 3
"""So many paragraphs with a label make a transcript."""


class Turn(NamedTuple):
    """What one speaker of a transcript says at a time."""

    label: Chunk
    colon: int
    start: int
    end: int


def turns(
    article: ParsedArticle, views: list[SentenceView], is_person: Callable[[tuple[str, ...]], bool]
) -> dict[int, Turn]:
    """Return the turns of a transcript, by paragraph; none where the article isn't one.

    It is one where three paragraphs begin with a label, and one label comes back or all are in
    capitals. A label in small letters is the name of a person whom the article names.
    """
    first: dict[int, tuple[int, int]] = {}
    for seen in views:
        sentence = seen.sentence
        start, _ = first.get(sentence.paragraph, (sentence.start, 0))
        first[sentence.paragraph] = (start, sentence.end)
    found: dict[int, Turn] = {}
    labels: Counter[str] = Counter()
    capitals = 0
    for paragraph, (start, end) in first.items():
        colon = _label(article, start, end)
        if colon is None or colon + 1 >= end:
            continue
        text = article.piece(start, colon)
        if not text.isupper() and not is_person(tuple(article.tokens[start:colon])):
            continue
        labels[text] += 1
        capitals += text.isupper()
        found[paragraph] = Turn(Chunk(start, colon, NAME, start), colon, colon + 1, end)
    if len(found) < FEWEST:
        return {}
    repeated = sum(count for count in labels.values() if count > 1)
    if capitals < len(found) and 2 * repeated < len(found):
        return {}
    return found


def _label(article: ParsedArticle, start: int, end: int) -> int | None:
    """Return the colon of a paragraph that begins with a name and a colon."""
    codes, tokens = article.codes, article.tokens
    for place in range(start, min(end, start + LONGEST_LABEL)):
        if codes[place] == ":" and tokens[place] == ":":
            return place if place > start else None
        word = tokens[place]
        if not (word[0].isupper() or codes[place] in "().,-'P"):
            return None
    return None


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
