"""The person whom an opening describes without a name: "A clerk set fire to his office, …".

Reports of courts and of small papers often begin with a description of a person, and give the name
and the age at the start of the next paragraph: "Dale Purcell, 41, denies arson."
"""

from __future__ import annotations

import re
from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.people.figures import PERSON, Figure
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NOUN, Chunk
from quoth.intake.text.layout import BlockKind
from quoth.intake.text.lexicon import lexicon
from quoth.intake.text.shapes import is_for_a_person

_AGE: Final = re.compile(r"\d{2}")


def opening(
    article: ParsedArticle, views: list[SentenceView]
) -> tuple[SentenceView, SentenceView] | None:
    """Return the first sentences of an article's first two paragraphs, turns left out."""
    prose = (one for one in views if _is_prose(article, one))
    first = next(prose, None)
    if first is None:
        return None
    paragraph = first.sentence.paragraph
    below = next((one for one in prose if one.sentence.paragraph > paragraph), None)
    return None if below is None else (first, below)


def named_below(
    article: ParsedArticle,
    lede: tuple[SentenceView, SentenceView],
    of_chunk: dict[tuple[int, int], Figure],
    chunk: Chunk,
) -> Figure | None:
    """Return the person whom the paragraph below the opening names with an age.

    The phrase must be the subject of the opening, the opening must not name a person, and the
    person's gender must agree with the phrase.
    """
    first, below = lede
    if chunk.start != first.sentence.start or _names_a_person(first, of_chunk):
        return None
    if chunk.kind != NOUN or not is_for_a_person(article.lower[chunk.end - 1]):
        return None
    named = _with_age(article, below, of_chunk)
    gender = lexicon().gender_of(article.lower[chunk.end - 1])
    agrees = named is not None and (not gender or named.gender in ("", gender))
    return named if agrees else None


def _is_prose(article: ParsedArticle, seen: SentenceView) -> bool:
    return article.layout[seen.sentence.paragraph].kind is BlockKind.PROSE


def _names_a_person(seen: SentenceView, of_chunk: dict[tuple[int, int], Figure]) -> bool:
    """Tell whether a sentence names a person."""
    named = (of_chunk.get((chunk.start, chunk.end)) for chunk in seen.chunks)
    return any(one is not None and one.kind == PERSON for one in named)


def _with_age(
    article: ParsedArticle, seen: SentenceView, of_chunk: dict[tuple[int, int], Figure]
) -> Figure | None:
    """Return the first person in a sentence whose name an age follows: "Bo Poe, 41,"."""
    for head in seen.chunks:
        age = article.tokens[head.end + 1 : head.end + 2]
        has_age = article.codes[head.end : head.end + 1] == "," and bool(age)
        if has_age and _AGE.fullmatch(age[0]):
            return of_chunk.get((head.start, head.end))
    return None
