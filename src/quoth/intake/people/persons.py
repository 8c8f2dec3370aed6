"""Who may be "he" or "she": the people mentioned before, with what speaks for each of them.

People with a name and people without one ("a store manager") are mentioned alike. A linear model
chooses among them, see `person_features`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.people.coreference import FARTHEST, GENDERS, in_label, topic
from quoth.intake.people.figures import NAMELESS, PERSON, UNKNOWN, Figure
from quoth.intake.people.genders import Evidence, evidence
from quoth.intake.people.likely import (
    is_countryman,
    is_in_the_words,
    is_office,
    is_team,
    may_be_a_name,
)
from quoth.intake.people.nameless import nameless
from quoth.intake.people.person_features import (
    BEGINNING,
    FEW,
    OBJECTS,
    TAG,
    Before,
    Candidate,
    Place,
    Setting,
    density,
    features,
    setting,
)
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import Chunk
from quoth.intake.text.linear import ALONE, best, scores

MOST: Final = 8
"""How many of those mentioned last are examined."""
_FADING: Final = 6
"""How many sentences back somebody without a name may stand."""
_MORE: Final = 2
_LIKELY: Final = 1.0
"""The margin of somebody who is taken without weighing the others."""
_ASKS: Final = frozenset(["asked", "asks", "pressed", "questioned", "challenged", "confronted"])
"""Verbs of whom somebody answers in the next sentence."""
_REMEMBERED: Final = 4
"""How many of those who spoke last count."""


class Persons:
    """The people mentioned in an article, in the order of the text."""

    def __init__(
        self,
        article: ParsedArticle,
        views: list[SentenceView],
        everybody: list[Figure],
        resolve: Callable[[Chunk], Figure | None],
    ) -> None:
        """Find them; `resolve` tells for whom with a name a description stands."""
        self.article: Final = article
        self._resolve = resolve
        self._known: dict[int, Figure | None] = {}
        named = [one for one in everybody if self._may_be_a_person(one)]
        self._places = sorted(
            (
                *(Place(at, n, one) for one in named for n, at in enumerate(one.mentions, 1)),
                *(Place(one.mentions[0], 1, one, by) for one, by in nameless(article, views)),
            ),
            key=attrgetter("token", "number"),
        )
        self._tokens = [one.token for one in self._places]
        self._evidence = evidence(article, named, self._tokens)
        self._topic = topic(article, named)
        self._first = next((one.figure for one in self._places if one.figure.kind == PERSON), None)
        self._dense = {gender: density(article, gender) for gender in "mf"}
        self._meant: dict[str, Before] = {}
        self._spoke: list[tuple[Figure, int]] = []

    def _may_be_a_person(self, figure: Figure) -> bool:
        """Tell whether a name may be a person's, and stands outside the byline and furniture."""
        if figure.kind not in (PERSON, UNKNOWN) or is_team(figure):
            return False
        if is_office(figure) or is_countryman(figure):
            return False  # which are phrases without a name
        if figure.kind == UNKNOWN and not may_be_a_name(figure):
            return False
        return is_in_the_words(self.article, figure)

    def spoke(self, figure: Figure | None, token: int, sentence: int) -> None:
        """Remember who spoke; a figure that has no name is found by the phrase's first token."""
        if figure is None:
            at = bisect_left(self._tokens, token)
            figure = self._places[at].figure if self._tokens[at : at + 1] == [token] else None
        if figure is not None:
            self._spoke = [*self._spoke[1 - _REMEMBERED :], (figure, sentence)]

    @property
    def spoke_last(self) -> list[tuple[Figure, int]]:
        """Who spoke last, each with the sentence, the latest last."""
        return self._spoke

    def resolved(self, pronoun: str, token: int, figure: Figure) -> None:
        """Remember whom a pronoun stood for."""
        self._meant[GENDERS[pronoun]] = Before(figure, token)

    def last_meant(self, gender: str) -> Before | None:
        """Return for whom the last pronoun of a gender, or of any, stood, and its token."""
        found = [one for key, one in self._meant.items() if key in (gender or "mf")]
        return max(found, key=attrgetter("token"), default=None)

    def meant(self, pronoun: str, token: int, sentence: int) -> tuple[Candidate, float] | None:
        """Return for whom "he" or "she" most likely stands, and the margin over the next one."""
        options = self.options(pronoun, token, sentence)
        if len(options) < _MORE:
            return (options[0], ALONE) if options else None
        gender = GENDERS[pronoun]
        here = setting(self.article, gender, token, sentence, self._dense[gender])
        if (portrayed := self._portrayed(here, options)) is not None:
            return portrayed, ALONE
        options = self._without_asker(here, options)
        clear = self._speaks_on(here, options) or self._led_to(here, options)
        if clear is not None:
            return clear, _LIKELY
        place, margin = best(scores("person", self.features(here, options)))
        return options[place], margin

    def _portrayed(self, here: Setting, options: list[Candidate]) -> Candidate | None:
        """Return the person whom a portrait is about, who is "she" all through it.

        That is so if no rival is named in the pronoun's own paragraph ("her father, Bo" is none),
        and no quotation in the sentence has such a pronoun: the two in "“She laughed,” she said"
        are different people.
        """
        topic = next((one for one in options if one.figure is self._topic), None)
        if topic is None or here.density == FEW:
            return None
        is_told = here.quotes_one or any(here.is_rival(one, self._topic) for one in options)
        return None if is_told else topic

    def options(self, pronoun: str, token: int, sentence: int) -> list[Candidate]:
        """Return those for whom a pronoun at a token may stand, the one mentioned last first."""
        gender = GENDERS[pronoun]
        paragraph = self.article.sentences[sentence].paragraph
        other = self._meant.get("f" if gender == "m" else "m")
        found: list[Candidate] = []
        seen: set[object] = set()
        for one in self._before(token, sentence):
            figure = self._named(one)
            key = figure.words if figure.kind == NAMELESS else id(figure)
            if key in seen:
                continue
            seen.add(key)
            is_here = self.article.sentences[one.at.sentence].paragraph == paragraph
            if is_here and in_label(self.article, one.at):
                continue
            if not self._may_be(figure, gender):
                continue
            candidate = Candidate(figure, one, self._how_known(figure, gender))
            if other is None or figure is not other.figure or candidate.is_fit:
                found.append(candidate)
            if len(found) == MOST:
                break
        return found

    def features(self, here: Setting, options: list[Candidate]) -> Iterator[list[str]]:
        """Return the features of each option for a pronoun."""
        known = self._topic, self._first
        return features(here, options, self._meant.get(here.gender), self._spoke, known)

    def _speaks_on(self, here: Setting, options: list[Candidate]) -> Candidate | None:
        """Return who spoke before in the paragraph, where the sentence begins with another person.

        In "He would stay in hospital, she said" they are two: who speaks goes on to do so.
        """
        start = self.article.sentences[here.sentence].start
        first = self.article.lower[start]
        is_other = first in ("he", "she") and GENDERS[first] != here.gender and start < here.token
        if not is_other or self.article.region_of[start] >= 0 or not self._spoke:
            return None
        last, sentence = self._spoke[-1]
        if here.paragraphs_to(sentence):
            return None
        return next((one for one in options if one.figure is last and not one.is_unfit), None)

    def _without_asker(self, here: Setting, options: list[Candidate]) -> list[Candidate]:
        """Return the candidates but for who asked "him" in the sentence before: "Roe asked him".

        The pronoun begins its sentence, or stands behind a quotation: it is who answers.
        """
        if here.sentence == 0 or here.position not in (TAG, BEGINNING):
            return options
        before, lower = self.article.sentences[here.sentence - 1], self.article.lower
        objects = OBJECTS[here.gender]
        asks = [n for n in range(before.start, before.end - 1) if lower[n] in _ASKS]
        asked = next((n for n in asks if lower[n + 1] == objects), None)
        if asked is None:
            return options
        others = [one for one in options if not before.start <= one.place.token < asked]
        return others if any(one.is_fit for one in others) else options

    def _led_to(self, here: Setting, options: list[Candidate]) -> Candidate | None:
        """Return whom the sentence before introduces, to lead to the quotation here.

        As in "Ada Roe was blunter. “It is late,” she said". Nobody speaks in that sentence.
        """
        if here.position != TAG or here.opens:
            return None
        if self._spoke and self._spoke[-1][1] >= here.sentence - 1:
            return None
        led = [
            one
            for one in options
            if one.place.at.sentence == here.sentence - 1
            and one.place.at.subject
            and not one.is_unfit
        ]
        if len(led) != 1 or not (led[0].place.at.full or led[0].figure.sure):
            return None
        return led[0]

    def _before(self, token: int, sentence: int) -> Iterator[Place]:
        """Yield the mentions before a token that are near enough, the last first."""
        for at in range(bisect_left(self._tokens, token) - 1, -1, -1):
            one = self._places[at]
            back = sentence - one.at.sentence
            if back > FARTHEST:
                break
            if one.phrase is None or (back <= _FADING and one.phrase.end <= token):
                yield one

    def _named(self, one: Place) -> Figure:
        """Return for whom with a name a phrase stands, or the figure that has none."""
        if one.phrase is None:
            return one.figure
        if one.token not in self._known:
            self._known[one.token] = None  # "her father" asks for "her" in turn
            self._known[one.token] = self._resolve(one.phrase)
        return self._known[one.token] or one.figure

    @staticmethod
    def _may_be(figure: Figure, gender: str) -> bool:
        """Tell whether nothing rules out that somebody is "he" or "she"."""
        is_sure = figure.sure or figure.kind == NAMELESS
        return not is_sure or figure.gender in ("", gender)

    def _how_known(self, figure: Figure, gender: str) -> str:
        """Return how well a gender is known to be somebody's, as a feature."""
        if figure.kind == NAMELESS:
            return "noun" if figure.gender else "open"
        return "sure" if figure.sure else self._evidence.get(id(figure), Evidence()).of(gender)
