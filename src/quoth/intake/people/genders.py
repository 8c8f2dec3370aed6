"""What the pronouns of an article tell of the genders of those it names.

A list of given names is often silent, and sometimes wrong: Lynn may be a man. The pronouns that
follow a name before another person is mentioned are evidence, the more the oftener they agree.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise
from typing import Final, NamedTuple

from quoth.intake.people.figures import PERSON, UNKNOWN, Figure
from quoth.intake.people.likely import EARLY, is_team
from quoth.intake.text.article import ParsedArticle

_BY_SUBJECT: Final = 1.2
"""What a pronoun weighs behind a name that is a subject, in log-odds."""
_BY_OTHER: Final = 0.6
"""What it weighs behind another mention."""
_CLEAR: Final = 2.0
"""From here on the pronouns behind a name are clear."""
_FAR: Final = 40
"""How many tokens behind a name are examined."""
_SIGNS: Final = {
    "he": -1, "his": -1, "him": -1, "himself": -1,
    "she": 1, "her": 1, "hers": 1, "herself": 1,
}  # fmt: skip
_OBJECT: Final = "O"
"""The class of an object: in "Ada Roe, who examined him" he is another."""


class Evidence(NamedTuple):
    """What speaks for somebody being a woman (above 0) or a man (below 0)."""

    listed: float = 0.0
    """By the list of given names."""
    told: float = 0.0
    """By the pronouns behind the name."""

    def of(self, gender: str) -> str:
        """Return how well a gender goes with the evidence, as a feature of a model."""
        sign = 1 if gender == "f" else -1
        return _MARKS[_step(sign * self.listed, 0.0)] + _MARKS[_step(sign * self.told, _CLEAR)]


_MARKS: Final = {-2: "--", -1: "-", 0: "0", 1: "+", 2: "++"}


def _step(weight: float, clear: float) -> int:
    """Return a weight roughly: its sign, twice where it is clear."""
    sign = (weight > 0) - (weight < 0)
    return 2 * sign if clear and abs(weight) > clear else sign


def evidence(
    article: ParsedArticle, figures: list[Figure], tokens: list[int]
) -> dict[int, Evidence]:
    """Return the evidence for the genders of figures, by the identity of each.

    Args:
        article: The article.
        figures: Who may be a person in it.
        tokens: The first tokens of all mentions of persons, sorted.
    """
    following = dict(pairwise(tokens))
    alone = _alone(article, tokens)
    found = {}
    for figure in figures:
        listed = {"m": -1.0, "f": 1.0}.get(figure.gender, 0.0)
        told = 0.0
        for place in figure.mentions:
            here = article.sentences[place.sentence]
            stop = min(following.get(place.token, len(article.tokens)), place.token + _FAR)
            if not place.subject or place.sentence not in alone:
                stop = min(stop, here.end)  # the next "he" may be another of the sentence
            sign = _first_pronoun(article, place.token + 1, stop, place.sentence)
            told += sign * (_BY_SUBJECT if place.subject else _BY_OTHER)
        found[id(figure)] = Evidence(listed, told)
    return found


def _alone(article: ParsedArticle, tokens: list[int]) -> set[int]:
    """Return the numbers of the sentences in which one person is mentioned once."""
    starts = [one.start for one in article.sentences]
    counted = Counter(bisect_right(starts, token) - 1 for token in tokens)
    return {number for number, count in counted.items() if count == 1}


def tell_genders(article: ParsedArticle, figures: list[Figure]) -> None:
    """Know the genders that no list tells by the pronouns behind the names, if all agree.

    Those count that stand in a sentence in which only this name stands, as a subject: "Keel, whose
    last work failed, said she would try again".

    Args:
        article: The article.
        figures: Who is named in it; those who turn out to be persons are persons from now on.
    """
    tokens = sorted(place.token for figure in figures for place in figure.mentions)
    for figure in figures:
        if figure.gender or figure.kind not in (PERSON, UNKNOWN):
            continue
        figure.gender = _told_in_sentences(article, figure, tokens)
        if figure.gender and figure.kind == UNKNOWN and len(figure.words) > 1:
            figure.kind = UNKNOWN if is_team(figure) else PERSON


def _told_in_sentences(article: ParsedArticle, figure: Figure, tokens: list[int]) -> str:
    """Return the gender of the pronouns in sentences with a name, if all agree."""
    signs: set[int] = set()
    for place in figure.mentions[:EARLY]:
        here = article.sentences[place.sentence]
        first = bisect_left(tokens, here.start)
        behind = tokens[first + 1] if first + 1 < len(tokens) else here.end
        if not place.subject or tokens[first] != place.token or behind < here.end:
            continue
        signs.update(
            _SIGNS.get(article.lower[token], 0)
            for token in range(place.token + 1, here.end)
            if article.region_of[token] < 0
        )
    signs.discard(0)
    return {-1: "m", 1: "f"}[signs.pop()] if len(signs) == 1 else ""


def _first_pronoun(article: ParsedArticle, start: int, stop: int, sentence: int) -> int:
    """Return 1 if the first pronoun of a paragraph's rest is a woman's, -1 for a man, or 0.

    Pronouns in quotation marks don't count.
    """
    sentences, lower, region_of = article.sentences, article.lower, article.region_of
    paragraph, end = sentences[sentence].paragraph, sentences[sentence].end
    for token in range(start, stop):
        if token >= end:
            sentence += 1
            if sentence >= len(sentences) or sentences[sentence].paragraph != paragraph:
                return 0
            end = sentences[sentence].end
        sign = _SIGNS.get(lower[token])
        if sign is not None and region_of[token] < 0 and article.codes[token] != _OBJECT:
            return sign
    return 0
