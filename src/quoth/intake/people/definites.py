"""Whom "the striker", "the company" or "the 27-year-old" stands for, where no rule tells.

Of those named before, a linear model chooses one, or none: then the words are all that the article
calls them. The model is the `definite` of `weights.json`, a conditional logit over the candidates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.people.bodies import BODIES, FIRMS, PAPERS, STUDIES
from quoth.intake.people.coreference import in_label
from quoth.intake.people.definite_features import (
    Definite,
    Nominee,
    features,
    features_of_none,
    same_kind,
)
from quoth.intake.people.descriptions import is_former
from quoth.intake.people.figures import PERSON, STATE, UNKNOWN, Figure
from quoth.intake.people.likely import is_in_the_words, is_office, is_team, may_be_a_name
from quoth.intake.people.nameless import COLLECTIVES
from quoth.intake.people.names import Register
from quoth.intake.people.persons import Persons
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, Chunk
from quoth.intake.text.lexicon import countries, lexicon
from quoth.intake.text.linear import best, scores
from quoth.intake.text.shapes import is_for_a_person

MOST: Final = 6
"""How many of those named last are examined."""
_FIT: Final = 3
"""How many more, whose role or name has the noun."""
_EXAMINED: Final = 18
"""Of how many those are sought."""
_BACK: Final = 2
"""How many sentences back the same description is looked for."""
_USES: Final = 9
"""How many uses of a noun are examined."""
_FARTHEST: Final = 40
"""Sentences in which somebody must have been named last."""
_LEAST: Final = 0.5
"""The least margin over the others and none from which on a candidate is taken."""
_AGE: Final = re.compile(r"\d{1,3}-year-old")
_INTRODUCING: Final = frozenset(["a", "an", "another", "one"])


class _Nouns(NamedTuple):
    """Nouns behind "a", for whom they are."""

    introduced: dict[str, int]
    """Where a phrase introduces somebody without a name: "a striker"."""
    called: dict[str, set[int]]
    """Who is called so beside their name: "Bloom Capital, a fund"."""


class Definites:
    """The descriptions of an article that begin with "the", and whom they may stand for."""

    def __init__(
        self,
        article: ParsedArticle,
        views: list[SentenceView],
        register: Register,
        persons: Persons,
    ) -> None:
        self.article: Final = article
        self._views = views
        self._register = register
        self._persons = persons
        self._meant: dict[str, Figure | None] = {}

    @cached_property
    def _places(self) -> list[Nominee]:
        """Where everybody is named, in order."""
        return sorted(
            (
                Nominee(one, at, number)
                for one in self._register.everybody
                if is_in_the_words(self.article, one) and not is_office(one)
                for number, at in enumerate(one.mentions, 1)
            ),
            key=lambda one: (one.at.token, one.number),
        )

    @cached_property
    def _tokens(self) -> list[int]:
        return [one.at.token for one in self._places]

    @cached_property
    def _nouns(self) -> _Nouns:
        """What the article introduces without a name, and what it calls whom beside their name."""
        lower, codes, of_chunk = self.article.lower, self.article.codes, self._register.of_chunk
        found = _Nouns({}, {})
        for seen in self._views:
            for before, chunk in pairwise([None, *seen.chunks]):
                if chunk is None or lower[chunk.start] not in _INTRODUCING or chunk.kind == NAME:
                    continue
                noun = lower[chunk.end - 1]
                is_beside = before is not None and codes[before.end : chunk.start] == ","
                named = of_chunk.get((before.start, before.end)) if before and is_beside else None
                if named is not None:
                    found.called.setdefault(noun, set()).add(id(named))
                else:
                    found.introduced.setdefault(noun, chunk.start)
        return found

    def remember(self, chunk: Chunk, figure: Figure | None) -> None:
        """Remember whom a description stood for, which will stand for them again."""
        self._meant[self.article.lower[chunk.end - 1]] = figure

    def meant(self, chunk: Chunk) -> Figure | None:
        """Return whom a description stands for, if somebody is likelier than none: a guess."""
        described, options = self.choice(chunk)
        if described is None or not options:
            return None
        scored = scores("definite", self.features(described, options))
        place, margin = best(scored)
        if place == len(options) or margin <= _LEAST:
            return None
        likeliest = options[place]
        beside = [one for one in options if one.at.sentence == likeliest.at.sentence]
        fit = [one for one in beside if same_kind(described, one.figure)]
        return None if len(fit) > 1 and likeliest in fit else likeliest.figure

    def choice(self, chunk: Chunk) -> tuple[Definite | None, list[Nominee]]:
        """Return a description, nothing for one of no actor, and for whom it may stand."""
        described = self._described(chunk)
        return described, [] if described is None else self._options(described)

    def features(self, described: Definite, options: list[Nominee]) -> Iterator[list[str]]:
        """Yield the features of each candidate, and of none."""
        before = self._meant.get(described.head), described.head in self._meant
        spoke = self._persons.spoke_last
        yield from features(described, options, before, spoke)
        yield features_of_none(described, options, before)

    def _described(self, chunk: Chunk) -> Definite | None:
        """Return a description as its features see it; nothing for what isn't for an actor."""
        article, token = self.article, chunk.start
        kind = self._kind_of(chunk)
        if not kind or not self._places:
            return None
        head = article.lower[chunk.end - 1]
        words = article.tokens[token + 1 : chunk.end - 1]
        number = bisect_left(article.sentences, token + 1, key=itemgetter(0)) - 1
        return Definite(
            article,
            token,
            number,
            head,
            kind,
            words,
            lexicon().gender_of(head),
            self._nouns.introduced.get(head, token) < token,
            self._is_used(head, token),
            frozenset(self._nouns.called.get(head, ())),
        )

    def _is_used(self, noun: str, token: int) -> bool:
        """Tell whether "the" and a noun stand before a token."""
        lower, at = self.article.lower, 0
        for _ in range(_USES):
            at = lower.index(noun, at + 1, token) if noun in lower[at + 1 : token] else -1
            if at < 0 or lower[at - 1] == "the":
                return at > 0
        return False

    def _kind_of(self, chunk: Chunk) -> str:
        """Return what a description's noun is for: "age", "nation", "firm", "work", ..."""
        known = lexicon()
        head, word = self.article.lower[chunk.end - 1], self.article.tokens[chunk.end - 1]
        if _AGE.fullmatch(head):
            return "age"
        if countries().get(word, word) != word:
            return "nation"
        if head in PAPERS or head in STUDIES:
            return ""
        if head in FIRMS:
            return "firm"
        if head in BODIES or head in known.organisations:
            return "body"
        if head.endswith("s") and not head.endswith("ss"):
            return ""
        if head in known.epithets:
            return "epithet"
        if head in known.occupations:
            return "work"
        return "person" if is_for_a_person(head) and head not in COLLECTIVES else ""

    def _others_beside(self, described: Definite) -> set[int]:
        """Return the subjects of the sentence that had the description before, by identity."""
        lower, token = self.article.lower, described.token
        begin = self.article.sentences[max(0, described.sentence - _BACK)].start
        heads = (n for n in range(token - 1, begin, -1) if lower[n] == described.head)
        last = next((n for n in heads if lower[n - 1] == "the"), None)
        if last is None or self.article.codes[last - 2] == ",":
            return set()
        number = bisect_left(self.article.sentences, last + 1, key=itemgetter(0)) - 1
        first = bisect_left(self._tokens, self.article.sentences[number].start)
        there = self._places[first : bisect_left(self._tokens, last)]
        return {id(one.figure) for one in there if one.at.subject or one.at.speaks}

    def _options(self, described: Definite) -> list[Nominee]:
        """Return those named last, and a few before whose role or name has the noun.

        Whoever did something to the person described is another: "Roe met the contractor".
        """
        found: list[Nominee] = []
        seen = self._others_beside(described)
        for at in range(bisect_left(self._tokens, described.token) - 1, -1, -1):
            one = self._places[at]
            if described.sentence - one.at.sentence > _FARTHEST or len(found) == _EXAMINED:
                break
            if id(one.figure) not in seen:
                seen.add(id(one.figure))
                is_own = described.paragraphs_to(one.at.sentence) == 0
                if is_own and in_label(self.article, one.at):
                    continue  # who speaks is "I"
                if _may_be(one.figure, described):
                    found.append(one)
        fit = [one for one in found[MOST:] if same_kind(described, one.figure)]
        return found[:MOST] + fit[:_FIT]


def _may_be(figure: Figure, described: Definite) -> bool:
    """Tell whether nothing rules out that a description stands for somebody."""
    if described.is_introduced and not same_kind(described, figure):
        return False
    if figure.words[-1] in described.words:
        return False  # "the Tarn ministry" isn't Tarn
    if described.is_body:
        if figure.kind == STATE:
            return described.head not in FIRMS
        return len(figure.name) > 1 and figure.acts_as_a_body
    if is_former(described.words) != is_former(figure.role.split()):
        return False
    if figure.sure and described.gender and figure.gender != described.gender:
        return False
    if figure.kind == PERSON:
        return True
    return figure.kind == UNKNOWN and not is_team(figure) and may_be_a_name(figure)
