"""Whom a pronoun that a cue attributes to stands for: a person named, or one described."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import itemgetter
from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.people.bodies import BODIES, PAPERS, STUDIES
from quoth.intake.people.coreference import GENDERS, fits
from quoth.intake.people.figures import PERSON, Figure
from quoth.intake.people.relatives import head_of_kin
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
from quoth.intake.text.linear import score, weights

_NEAR: Final = 150
"""How many tokens of the paragraph before a pronoun's sentence are examined."""
RELATIVE: Final = frozenset(["who", "which", "that", "whose", "whom"])
_HAD_BY: Final = re.compile(",[eVvb]P")
"""What leads to another's name behind a noun: "an audit, obtained by the Herald, which found"."""
_IS_SUBJECT: Final = re.compile("[.,BCqQ]G[^.,PVXv]*[RN]*[XVve]")
"""A possessor with a noun, as the subject of a verb: "but her old father kept"."""
_OWNERS: Final = {"he": "her", "she": "his"}
_OPPOSITE: Final = {"he": "she", "she": "he"}
_OF_PRONOUN: Final = re.compile("[PDGlsnUHa']*,S")
"""What stands between a description and the pronoun that it is about: "A shy man at home, he"."""
_OFTEN: Final = 2
"""A writer with so many mentions takes part in what the article tells."""


class Pronouns:
    """Finds whom pronouns stand for, in the order of the text."""

    def __init__(self, scene: Scene, described: Described, of: Callable[[Chunk], Speaker]) -> None:
        """Look in an article; `of` finds whom another phrase stands for."""
        self._scene = scene
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
        before = self._before(chunk.start)
        if before is None:
            return None
        found = self._of(before)
        return found._replace(
            mention=found.mention._replace(span=self._scene.span(chunk)),
            why=Meant(MeantBy.PHRASE, word, found.mention.name),
        )

    def _personal(self, chunk: Chunk, word: str) -> Speaker | None:
        """Return whom "she", "it" or "they" stands for."""
        token = chunk.start
        phrase = self._phrase_here(token, word)
        if phrase is not None:
            return self._as(chunk, word, self._of(phrase))
        number = self._scene.sentence_of(token)
        if (again := self._antecedents.again(word, token, number)) is not None:
            return self._resolved(chunk, word, again, 1.0)
        they = meant(self._scene, token, number) if word == "they" else None
        if isinstance(they, Chunk):
            return self._as(chunk, word, self._of(they))
        if they is not None:
            return self._resolved(chunk, word, they, 0.5)
        options = self._antecedents.options(word, token, number)
        scored = _ranked(options)
        if len(scored) > 1 and self._is_another(options[-scored[0][1]][0], token, word):
            del scored[0]
        nameless = self._nameless(word, token) or self._kin_here(word, token)
        if nameless is not None and not self._speaks_of(word, number):
            return self._as(chunk, word, nameless._replace(figure=None))
        plural = self._described.plural if GENDERS[word] == "p" else None
        if plural is not None:
            return self._as(chunk, word, plural)
        if not scored:
            return None
        sure = scored[0][0] - scored[1][0] if len(scored) > 1 else 9.0
        return self._resolved(chunk, word, options[-scored[0][1]][0], sure)

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
        self._antecedents.resolved(word, token, self._scene.sentence_of(token), other)
        mention = one.mention._replace(name=other.name)
        return Speaker(mention, other, antecedent(word, other, token), 0.5)

    def _is_another(self, figure: Figure, token: int, word: str) -> bool:
        """Tell whether the likeliest person for "she" is already the sentence's "he".

        In "He would stay in hospital, she said" they are two people.
        """
        other = _OPPOSITE.get(word)
        if other is None or figure.gender:
            return False
        number = self._scene.sentence_of(token)
        start = self._views[number].sentence.start
        if self._article.lower[start] != other or self._article.region_of[start] >= 0:
            return False
        options = self._antecedents.options(other, start, number)
        scored = _ranked(options)
        return bool(scored) and options[-scored[0][1]][0] is figure

    def _speaks_of(self, word: str, number: int) -> bool:
        """Tell whether a sentence's quotation begins with a pronoun: "“She left,” she said".

        The two are different people.
        """
        article = self._article
        starts = (article.region_tokens[one][0] for one in article.sentences[number].regions)
        return any(word in article.lower[first : first + 2] for first in starts)

    def _phrase_here(self, token: int, word: str) -> Chunk | None:
        """Return the one phrase of the paragraph for which a pronoun can stand.

        "He" stands for the only person described if no person is named; "it", at the end of a
        sentence, stands for the organisation that is its subject: "the group expects a loss, it
        said".
        """
        number = self._scene.sentence_of(token)
        first = self._views[number].sentence
        if word == "it":
            body = self._body(number, token) or self._body(number - 1, token)
            return body or self._paper(number - 1, token)
        if word not in ("he", "she"):
            return None
        nouns: list[Chunk] = []
        here = self._article.lower
        while number >= 0 and self._views[number].sentence.paragraph == first.paragraph:
            for chunk in self._views[number].chunks:
                if chunk.start >= token:
                    break
                is_pronoun = chunk.kind == PRONOUN and here[chunk.start] in ("he", "she")
                is_own = is_pronoun and bool(nouns) and nouns[-1].start >= self._start(number)
                if (chunk.kind == NAME or is_pronoun) and not is_own:
                    return None
                if chunk.kind == NOUN and self._scene.is_one_person(chunk):
                    if _OF_PRONOUN.match(self._article.codes, chunk.end, token + 1):
                        return None
                    nouns.append(chunk)
            number -= 1
            if first.start - self._views[number].sentence.start > _NEAR:
                break
        return nouns[0] if len(nouns) == 1 else None

    def _start(self, number: int) -> int:
        return self._views[number].sentence.start

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

    def _nameless(self, word: str, token: int) -> Speaker | None:
        """Return the person without a name who spoke last, if no person was named since."""
        if self._described.last is None or word not in ("he", "she"):
            return None
        paragraph, at, found = self._described.last
        if paragraph != self._scene.paragraph_of(token) or at >= token:
            return None
        head = _head_of(found.mention.name)
        known = lexicon()
        if (
            head in known.organisations
            or head in BODIES
            or known.gender_of(head) not in ("", GENDERS[word])
        ):
            return None
        return None if self._antecedents.is_person_named_between(at, token) else found

    def _kin_here(self, word: str, token: int) -> Speaker | None:
        """Return the unnamed relative of the other gender who is the paragraph's "he" or "she".

        In "Her father kept a shop, and he said" he is the father, if no person is named since.
        """
        owner = _OWNERS.get(word)
        number = self._scene.sentence_of(token)
        paragraph = self._views[number].sentence.paragraph
        while owner and number >= 0 and self._views[number].sentence.paragraph == paragraph:
            for chunk in reversed(self._views[number].chunks):
                lower = self._article.lower
                if chunk.end > token or lower[chunk.start] != owner:
                    continue
                if _IS_SUBJECT.match(self._article.codes, chunk.start - 1) is None:
                    continue
                noun = head_of_kin(self._article, chunk)
                if not noun or lexicon().gender_of(noun) != GENDERS[word]:
                    continue
                if self._antecedents.is_person_named_between(chunk.start, token):
                    return None
                return self._of(chunk)
            number -= 1
            if token - self._views[number].sentence.start > _NEAR:
                break
        return None

    def _before(self, token: int) -> Chunk | None:
        """Return the noun phrase before a relative pronoun."""
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
                and (may_speak(article, found) or chunk.kind != NAME)
            ):
                continue  # "a job at the Office, which said" is the Office
            if found is not None and _HAD_BY.fullmatch(article.codes, found.end, chunk.start):
                continue
            if chunk.kind != PRONOUN or article.lower[chunk.start] not in RELATIVE:
                found = chunk
        return found


def _head_of(phrase: str) -> str:
    """Return the noun of a description, without whom it is for: "a spokesman for the board"."""
    words = phrase.lower().split()
    last = next((n for n, word in enumerate(words) if n and word in BELONGING), len(words))
    return words[last - 1]


def _ranked(options: list[tuple[Figure, list[str]]]) -> list[tuple[float, int]]:
    """Return the weight and the negative place of each option of a pronoun, the best first."""
    model = weights("pronoun")
    return sorted(
        ((score(model, features), -place) for place, (_, features) in enumerate(options)),
        reverse=True,
    )
