"""Whom a pronoun that a cue attributes to stands for: a person named, or one described."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import itemgetter
from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.people.bodies import BODIES, PAPERS, STUDIES
from quoth.intake.people.coreference import GENDERS, fits
from quoth.intake.people.figures import NAMELESS, PERSON, Figure
from quoth.intake.people.persons import Persons
from quoth.intake.people.speaker import (
    BELONGING,
    VERBS,
    Described,
    Scene,
    Speaker,
    antecedent,
    may_be_a_person,
)
from quoth.intake.people.they import may_speak, meant
from quoth.intake.reasons import Meant, MeantBy
from quoth.intake.text.chunks import NAME, NOUN, PRONOUN, Chunk
from quoth.intake.text.lexicon import lexicon
from quoth.intake.text.linear import best, scores
from quoth.intake.text.shapes import is_for_a_person

RELATIVE: Final = frozenset(["who", "which", "that", "whose", "whom"])
_HAD_BY: Final = re.compile(",[eVvb]P")
"""What leads to another's name behind a noun: "an audit, obtained by the Herald, which found"."""
_OFTEN: Final = 2
"""A writer with so many mentions takes part in what the article tells."""


class Pronouns:
    """Finds whom pronouns stand for, in the order of the text."""

    def __init__(
        self,
        scene: Scene,
        persons: Persons,
        described: Described,
        of: Callable[[Chunk], Speaker],
    ) -> None:
        """Look in an article; `of` finds whom another phrase stands for."""
        self._scene = scene
        self._persons = persons
        self._article = scene.article
        self._views = scene.views
        self._antecedents = scene.antecedents
        self._described = described
        self._of = of

    def of(self, chunk: Chunk, word: str) -> Speaker:
        """Return whom a pronoun stands for; the pronoun itself if that isn't known."""
        found = None
        if word in RELATIVE:
            found = self._relative(chunk, word)
        elif word in GENDERS:
            found = self._personal(chunk, word)
        if found is not None:
            return found
        why = Meant(MeantBy.PRONOUN, word)
        return self._scene.speaker(
            chunk, self._article.piece(chunk.start, chunk.end), None, why, 0.0
        )

    def _relative(self, chunk: Chunk, word: str) -> Speaker | None:
        """Return whom "who" or "which" stands for."""
        before = self._before(chunk.start, word)
        if before is None:
            return None
        found = self._of(before)
        return found._replace(
            mention=found.mention._replace(span=self._scene.span(chunk)),
            why=Meant(MeantBy.PHRASE, word, found.mention.name),
        )

    def _personal(self, chunk: Chunk, word: str) -> Speaker | None:
        """Return whom "she", "it" or "they" stands for."""
        if GENDERS[word] in "mf":
            return self._person(chunk, word)
        token = chunk.start
        number = self._scene.sentence_of(token)
        body = self._body_here(number, token) if word == "it" else None
        if body is not None:
            return self._as(chunk, word, self._of(body))
        if (again := self._antecedents.again(word, token, number)) is not None:
            return self._resolved(chunk, word, again, 1.0)
        they = meant(self._scene, token, number) if word == "they" else None
        if isinstance(they, Chunk):
            return self._as(chunk, word, self._of(they))
        if they is not None:
            return self._resolved(chunk, word, they, 0.5)
        if GENDERS[word] == "p" and self._described.plural is not None:
            return self._as(chunk, word, self._described.plural)
        options = self._antecedents.options(word, token, number)
        if not options:
            return None
        place, sure = best(scores("pronoun", [features for _, features in options]))
        return self._resolved(chunk, word, options[place][0], sure)

    def _person(self, chunk: Chunk, word: str) -> Speaker | None:
        """Return whom "he" or "she" stands for: somebody named, or a person without a name."""
        token = chunk.start
        number = self._scene.sentence_of(token)
        found = self._persons.meant(word, token, number)
        if found is None:
            return None
        one, sure = found
        self._persons.resolved(word, token, one.figure)
        if one.figure.kind != NAMELESS or one.place.phrase is None:
            why = antecedent(word, one.figure, token)
            return self._scene.speaker(chunk, one.figure.name, one.figure, why, sure)
        described = self._of(one.place.phrase).mention.name
        return self._scene.speaker(
            chunk, described, None, Meant(MeantBy.PHRASE, word, described), sure
        )

    def _as(self, chunk: Chunk, word: str, one: Speaker) -> Speaker:
        """Return a pronoun's speaker as whom a phrase stands for."""
        why = Meant(MeantBy.PHRASE, word, one.mention.name)
        return self._scene.speaker(chunk, one.mention.name, one.figure, why, 0.5)

    def _resolved(self, chunk: Chunk, word: str, named: Figure, sure: float) -> Speaker:
        """Return a pronoun's speaker as a person or a body, and remember it."""
        token = chunk.start
        self._antecedents.resolved(word, token, self._scene.sentence_of(token), named)
        why = antecedent(word, named, token)
        return self._scene.speaker(chunk, named.name, named, why, sure)

    def meant_beside(self, word: str, token: int, outer: Speaker) -> Speaker | None:
        """Return whom "he" or "she" stands for within a quotation of another person.

        It is another person. Of several, it is the one named most often: a guess, marked as such.
        """
        counted = [
            (sum(place.token < token for place in one.mentions), one.kind == PERSON, -number, one)
            for number, one in enumerate(self._scene.register.everybody)
            if one is not outer.figure
            and not (one.words == self._scene.author and len(one.mentions) < _OFTEN)
            and may_be_a_person(one)
            and fits(one, GENDERS[word])
        ]
        count, _, _, most = max(counted, default=(0, False, 0, None), key=itemgetter(1, 0, 2))
        if most is None or not count:
            return None
        chunk = Chunk(token, token + 1, PRONOUN, token + 1)
        return self._scene.speaker(chunk, most.name, most, antecedent(word, most, token), 0.5)

    def other_than(self, one: Speaker, other: Figure) -> Speaker:
        """Return a pronoun's speaker as another person, for whom the next one stands as well."""
        word = one.why.phrase
        token = self._scene.token_of(one)
        self._persons.resolved(word, token, other)
        mention = one.mention._replace(name=other.name)
        return Speaker(mention, other, antecedent(word, other, token), 0.5)

    def _body_here(self, number: int, token: int) -> Chunk | None:
        """Return the body or the paper for which "it" stands, if it has no name of its own.

        As at the end of a sentence whose subject it is: "the group expects a loss, it said".
        """
        body = self._body(number, token) or self._body(number - 1, token)
        return body or self._paper(number - 1, token)

    def _body(self, number: int, token: int) -> Chunk | None:
        """Return the body without a name of its own that is a sentence's subject, for "it"."""
        seen = self._views[max(0, number)]
        head = next((one for one in seen.chunks if self._is_subject_at(seen, one)), None)
        if head is None or head.kind != NOUN or head.end >= token - 2:
            return None
        is_here = seen.sentence.paragraph == self._scene.paragraph_of(token)
        noun, known = self._article.lower[head.end - 1], lexicon()
        says = (
            noun in BODIES
            or noun in PAPERS
            or noun == "work"
            or noun in known.evidence
            or noun in known.organisations
        )
        return head if is_here and says else None

    def _paper(self, number: int, token: int) -> Chunk | None:
        """Return the paper that a sentence introduces, for "it"; of a letter, who wrote it.

        As in "They were named in a report by the planner. It said", "She had a letter from the
        council. It said". A body that is the sentence's subject is "it" rather.
        """
        seen, lower = self._views[max(0, number)], self._article.lower
        if seen.sentence.paragraph != self._scene.paragraph_of(token) or not seen.chunks:
            return None
        head = self._scene.register.of_chunk.get((seen.chunks[0].start, seen.chunks[0].end))
        if head is not None and head.kind != PERSON:
            return None
        for n, chunk in enumerate(seen.chunks):
            if (
                lower[chunk.start] not in ("a", "an")
                or lower[chunk.end - 1] not in PAPERS | STUDIES
            ):
                continue
            writer = seen.chunks[n + 1 : n + 2]
            is_from = bool(writer) and writer[0].start == chunk.end + 1
            return writer[0] if is_from and lower[chunk.end] == "from" else chunk
        return None

    def _is_subject_at(self, seen: SentenceView, chunk: Chunk) -> bool:
        """Tell whether a phrase begins a sentence, or stands between a comma and a verb."""
        codes, first = self._article.codes, chunk.start
        behind = codes[chunk.end : chunk.end + 2].lstrip("R")[:1]
        return first == seen.sentence.start or (codes[first - 1] == "," and behind in VERBS)

    def _is_rather(self, chunk: Chunk) -> bool:
        """Tell whether a phrase is for somebody, rather than what belongs to it."""
        head = self._article.lower[chunk.end - 1]
        return chunk.kind == NAME or is_for_a_person(head)

    def _before(self, token: int, word: str) -> Chunk | None:
        """Return the noun phrase before a relative pronoun: "who" is no paper."""
        found = None
        article = self._article
        for chunk in self._views[self._scene.sentence_of(token)].chunks:
            if chunk.end > token:
                break
            if (
                found is not None
                and chunk.start == found.end + 1
                and article.lower[found.end] in BELONGING
                and article.codes[token - 1] == ","
                and (may_speak(article, found) or not self._is_rather(chunk))
                and not (word == "who" and article.lower[found.end - 1] in PAPERS | STUDIES)
            ):
                continue  # "a job at the Office, which said" is the Office
            if found is not None and _HAD_BY.fullmatch(article.codes, found.end, chunk.start):
                continue
            if chunk.kind != PRONOUN or article.lower[chunk.start] not in RELATIVE:
                found = chunk
        return found
