"""What "it" and "they" stand for: of those named before, a linear model chooses.

What it weighs: how far back they were named last and how (as a subject, first in a sentence, as
somebody who speaks), how often, and for whom the pronoun before stood. `persons` reads "he" and
"she".
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter, itemgetter
from typing import Final

from quoth.intake.people.figures import ORGANISATION, PERSON, STATE, UNKNOWN, Figure, NamedAt
from quoth.intake.people.likely import is_in_the_words, is_team
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.layout import BlockKind
from quoth.intake.text.shapes import bucket

GENDERS: Final = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f",
    "herself": "f", "it": "n", "its": "n", "itself": "n", "they": "p", "their": "p", "them": "p",
    "themselves": "p",
}  # fmt: skip
FARTHEST: Final = 60
"""Sentences in which a person must have been named last."""
MOST: Final = 8
"""How many of those named last are examined."""
POSSESSIVE: Final = frozenset(["his", "her"])


def fits(figure: Figure, gender: str) -> bool:
    """Tell whether a pronoun of a gender may stand for somebody."""
    if gender in "mf":
        if figure.kind not in (PERSON, UNKNOWN) or figure.gender not in ("", gender):
            return False
        if figure.kind == UNKNOWN and (figure.like_a_place or figure.name.isupper()):
            return False
        if is_team(figure):
            return False
        odd = figure.like_a_place + figure.like_a_thing
        return not odd or figure.sure or 2 * odd < len(figure.mentions)
    return figure.kind in (ORGANISATION, STATE, UNKNOWN)


class Antecedents:
    """Those named so far in an article, and whom its pronouns stood for."""

    def __init__(self, article: ParsedArticle, everybody: list[Figure]) -> None:
        self._article = article
        mentioned = [figure for figure in everybody if is_in_the_words(article, figure)]
        self._first = mentioned[0] if mentioned else None
        self._places = sorted(
            (
                (place.token, count, place, figure)
                for figure in mentioned
                for count, place in enumerate(figure.mentions, 1)
            ),
            key=itemgetter(0, 1),
        )
        self._tokens = [place[0] for place in self._places]
        self._before: dict[str, tuple[Figure, int]] = {}
        self._said: dict[int, int] = {}
        self._spoke_last: tuple[Figure, int] | None = None

    def options(self, pronoun: str, token: int, sentence: int) -> list[tuple[Figure, list[str]]]:
        """Return those whom a pronoun at a token may stand for, each with its features."""
        gender = GENDERS.get(pronoun, "p")
        found: list[tuple[int, NamedAt, Figure]] = []
        known: set[int] = set()
        for at in range(bisect_left(self._tokens, token) - 1, -1, -1):
            _, count, place, figure = self._places[at]
            if sentence - place.sentence > FARTHEST:
                break
            if id(figure) not in known:
                known.add(id(figure))
                if fits(figure, gender):
                    found.append((count, place, figure))
                    if len(found) == MOST:
                        break
        found = [one for one in found if not in_label(self._article, one[1])]
        most = max((count for count, _, _ in found), default=0)
        subject = next((figure for _, place, figure in found if place.subject), None)
        speaking = next((figure for _, place, figure in found if place.speaks), None)
        return [
            (
                figure,
                self._features(
                    (gender, token, sentence),
                    figure,
                    (count, place),
                    (rank, count == most, figure is subject, figure is speaking),
                ),
            )
            for rank, (count, place, figure) in enumerate(found)
        ]

    def spoke(self, figure: Figure, sentence: int) -> None:
        """Remember who spoke last, and in which sentence."""
        self._spoke_last = (figure, sentence)

    def again(self, pronoun: str, token: int, sentence: int) -> Figure | None:
        """Return who spoke before, for "he also said" in the same paragraph."""
        if self._spoke_last is None or self._article.lower[token + 1 : token + 2] != ["also"]:
            return None
        figure, last = self._spoke_last
        sentences = self._article.sentences
        is_here = sentences[last].paragraph == sentences[sentence].paragraph
        return figure if is_here and fits(figure, GENDERS.get(pronoun, "p")) else None

    def described(self, figure: Figure, token: int, sentence: int) -> None:
        """Count a description of a figure as a mention, as a subject that speaks."""
        at = bisect_left(self._tokens, token)
        if at < len(self._tokens) and self._tokens[at] == token:
            return
        place = NamedAt(token, sentence, subject=True, first=False, full=False, speaks=True)
        count = bisect_left(figure.mentions, token, key=attrgetter("token")) + 1
        self._tokens.insert(at, token)
        self._places.insert(at, (token, count, place, figure))

    def _features(
        self,
        pronoun: tuple[str, int, int],
        named: Figure,
        mention: tuple[int, NamedAt],
        rank: tuple[int, bool, bool, bool],
    ) -> list[str]:
        gender, token, sentence = pronoun
        count, last = mention
        article = self._article
        back = sentence - last.sentence
        how = f"{last.subject:d}{last.first:d}{last.speaks:d}"
        before, when = self._before.get(gender, (None, 0))
        same = "-" if before is None else "same" if before is named else "other"
        since = "-" if before is None else ("named" if last.token > when else "quiet")
        known = "sure" if named.sure else "list" if named.gender else "unknown"
        here = article.sentences[sentence]
        name = named.words[-1].lower()
        spoken_of = any(
            name in article.lower[slice(*article.region_tokens[region])] for region in here.regions
        )
        first = token - here.start < 2
        return [
            f"gender {gender} {known} {named.kind}",
            f"rank {rank[0]} False",
            f"most {rank[1]} {bucket(count)}",
            f"subject {rank[2]} {back if back < 3 else '3+'} {first}",
            f"speaks {rank[3]} {back if back < 3 else '3+'}",
            f"back {bucket(back)}",
            f"how {how} {back if back < 3 else '3+'}",
            f"same {same} {since}",
            f"since {same} {bucket(sentence - self._said.get(id(named), -99))}",
            f"count {bucket(count)}",
            f"first {named is self._first}",
            f"full {last.full} {back if back < 3 else '3+'}",
            f"spoken of {spoken_of} {same}",
        ]

    def resolved(self, pronoun: str, token: int, sentence: int, named: Figure) -> None:
        """Remember whom a pronoun stood for."""
        self._before[GENDERS.get(pronoun, "p")] = (named, token)
        self._said[id(named)] = sentence


def in_label(article: ParsedArticle, at: NamedAt) -> bool:
    """Tell whether a mention is in the label of a turn.

    Who speaks there is "I": "he" and "it" are others.
    """
    block = article.layout[article.sentences[at.sentence].paragraph]
    if block.kind is not BlockKind.TURN or block.label is None:
        return False
    return article.starts[at.token] < block.label.end


def topic(article: ParsedArticle, mentioned: list[Figure]) -> Figure | None:
    """Return whom a life or a portrait is about: the headline and opening have the name."""
    blocks = article.layout
    if not blocks or blocks[0].kind is not BlockKind.HEADING:
        return None
    headline = blocks[0].words.of(article.text)
    for figure in mentioned:
        names = (figure.name, *(name for name in figure.aliases if " " in name))
        is_person = figure.kind == PERSON or (
            figure.kind == UNKNOWN and not figure.like_a_place and not is_team(figure)
        )
        if is_person and any(name in headline for name in names if " " in name):
            first = next(
                (one for one, block in enumerate(blocks) if block.kind is BlockKind.PROSE), -1
            )
            opens = any(
                article.sentences[place.sentence].paragraph == first
                and (place.subject or figure.gender)
                for place in figure.mentions[:3]
            )
            return figure if opens else None
    return None
