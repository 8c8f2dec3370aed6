"""What a page says twice: pull quotes, and corrections of what it said before."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.text.article import ParsedArticle

_KEY: Final = 3
"""Words by which equal quotations are looked up."""
_MOST: Final = 8
"""How many places of equal first words are compared."""
_FORMER: Final = frozenset(["earlier", "previous", "original"])
_PUBLISHED: Final = frozenset(["version", "versions", "edition", "headline"])


def repeats(article: ParsedArticle) -> frozenset[int]:
    """Return the quoted regions that are pull quotes.

    Such a one is most of its paragraph, and its words stand in another quotation, or it stood as a
    paragraph before.
    """
    if len(article.regions) < 2:
        return frozenset()
    alone = _alone(article)
    if not alone:
        return frozenset()
    places: dict[tuple[str, ...], list[int]] = {}
    lower, region_of = article.lower, article.region_of
    for first, last in article.region_tokens:
        for token in range(first, last - _KEY + 1):
            places.setdefault(tuple(lower[token : token + _KEY]), []).append(token)
    found = set()
    for number in alone:
        words = _words(lower, *article.region_tokens[number])
        for token in places.get(tuple(words[:_KEY]), [])[:_MOST]:
            other = region_of[token]
            same = other == number or (other in alone and other > number)
            if not same and lower[token : token + len(words)] == words and len(words) >= _KEY:
                found.add(number)
    return frozenset(found)


def _words(lower: list[str], first: int, last: int) -> list[str]:
    while last > first and not lower[last - 1][0].isalnum():
        last -= 1
    return lower[first:last]


def _alone(article: ParsedArticle) -> frozenset[int]:
    """Return the regions that are all of a paragraph but a few words: a name, a dash."""
    counted: dict[int, tuple[int, int]] = {}
    regions: dict[int, list[int]] = {}
    for sentence in article.sentences:
        start, _ = counted.get(sentence.paragraph, (sentence.start, 0))
        counted[sentence.paragraph] = (start, sentence.end)
        regions.setdefault(sentence.paragraph, []).extend(sentence.regions)
    found = set()
    for paragraph, numbers in regions.items():
        start, end = counted[paragraph]
        if len(numbers) == 1 and "V" not in article.codes[start:end]:
            first, last = article.region_tokens[numbers[0]]
            if end - start - (last - first) <= 8:
                found.add(numbers[0])
    return frozenset(found)


def may_correct(article: ParsedArticle) -> bool:
    """Tell whether an article has a word of what it said before it was corrected."""
    return not _FORMER.isdisjoint(article.lower)


def is_correction(article: ParsedArticle, seen: SentenceView) -> bool:
    """Tell whether a sentence repeats what an article said before it was corrected."""
    words = article.lower[seen.sentence.start : seen.sentence.end]
    if _FORMER.isdisjoint(words):
        return False
    return any(word in _FORMER and following in _PUBLISHED for word, following in pairwise(words))
