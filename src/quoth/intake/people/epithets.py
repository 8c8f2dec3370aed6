"""Whom "the striker", "the Dutchman" or "the 27-year-old" stands for, in place of their name."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Final

from quoth.basics.word_lists import NUMBER_WORDS
from quoth.intake.people.coreference import in_label
from quoth.intake.people.definite_features import KINDS, UNIQUE
from quoth.intake.people.figures import PERSON, UNKNOWN, Figure
from quoth.intake.people.persons import Persons
from quoth.intake.people.roles_beside import has_role
from quoth.intake.people.speaker import Scene, Speaker, may_be_a_person
from quoth.intake.reasons import Meant, MeantBy
from quoth.intake.text.chunks import NAME, NOUN, Chunk
from quoth.intake.text.lexicon import countries, lexicon
from quoth.intake.text.shapes import is_for_a_person

_PARENTS: Final = frozenset(["father", "mother", "dad", "mum", "mom", "grandfather", "grandmother"])
_SOME_CHILDREN: Final = frozenset(["twins", *NUMBER_WORDS[1:11]])
_YEARS: Final = re.compile(r"\d{1,3}-year-old")
_WORK: Final = frozenset(
    [
        "director", "engineer", "coach", "manager", "artist", "composer", "economist", "historian",
        "architect", "chef", "designer", "musician", "farmer", "footballer",
        "scientist", "gardener", "librarian", "beekeeper", "botanist", "biologist", "geologist",
        "carpenter", "curator", "baker", "sculptor", "trainer", "conductor", "captain",
        "photographer", "physicist",
    ]
)  # fmt: skip
"""Nouns for work, which may stand for the only person named who may do it."""
_NEAR: Final = 150
"""How many tokens before a description are examined."""
_LEDE: Final = 3
"""So many sentences, a title's included, may be about a person who is named below."""
_INTRODUCING: Final = frozenset(["a", "an", "another"])
_FORMER: Final = frozenset(["former", "one-time", "onetime", "ex"])


class Epithets:
    """Finds the person whom an epithet stands for. It is a guess, and is marked as one."""

    def __init__(self, scene: Scene, persons: Persons) -> None:
        self._scene = scene
        self._persons = persons
        self._article = scene.article

    def meant(self, chunk: Chunk) -> Speaker | None:
        """Return whom "the striker" or "the 27-year-old" stands for, in place of their name.

        That is the person named last as a subject or a speaker, in the paragraph or the one before,
        if no striker without a name was mentioned. It is a guess, and is marked as one.
        """
        article, known = self._article, lexicon()
        noun = article.lower[chunk.end - 1]
        by_work = noun in _WORK
        is_age = _YEARS.fullmatch(noun) is not None or noun in _PARENTS
        is_epithet = noun in known.epithets or self._is_of_a_country(chunk.end - 1)
        if not (is_epithet or by_work or is_age):
            return None
        if self._introduced.get(noun, chunk.start) < chunk.start:
            return None
        gender = known.gender_of(noun)
        full = self._named_near(chunk, gender, by_work=True)
        one = self._like(noun, full) or self._spoke_as_pronoun(chunk, gender)
        if one is not None:
            return self._guess(chunk, one)
        found = full if by_work else self._named_near(chunk, gender, by_work=False)
        here = self._scene.paragraph_of(chunk.start)
        in_paragraph = _alone([one for one in full if one[0] == here])
        if in_paragraph:
            found = in_paragraph
        elif by_work or not found:
            found = _alone(found or full)
        if not found:
            return None
        return self._guess(chunk, max(found, key=itemgetter(0, 1, 2))[-1])

    def _guess(self, chunk: Chunk, named: Figure) -> Speaker:
        """Return a person whom a description stands for, as a guess."""
        phrase = self._article.piece(chunk.start, chunk.end)
        why = Meant(MeantBy.DESCRIPTION, phrase, named.name)
        return self._scene.speaker(chunk, named.name, named, why, 0.5)

    def known(self, chunk: Chunk) -> Speaker | None:
        """Return the person named before whom "the lawmaker" or "counsel" stands for.

        If the article didn't introduce "a lawmaker", it means a person that it named, except where
        the noun needs no introduction: "the referee". Of the people named in the paragraph or the
        one before, this is one whose role goes with the noun, or the only one, if no other role of
        theirs is known. It is a guess, and is marked as one.
        """
        lower = self._article.lower
        noun = lower[chunk.end - 1]
        if noun in UNIQUE or noun.endswith("s") or noun in lexicon().organisations:
            return None
        if self._introduced.get(noun, chunk.start) < chunk.start or self._is_addressed(chunk):
            return None
        near = self._named_near(chunk, lexicon().gender_of(noun), by_work=True)
        near = [one for one in near if may_be_a_person(one[-1])]
        named = self._like(noun, near)
        was = lower[chunk.start + 1] in _FORMER
        if named is None and len(near) == 1 and (was or not has_role(near[0][-1])):
            named = near[0][-1]
        return None if named is None else self._guess(chunk, named)

    @staticmethod
    def _like(noun: str, near: list[tuple[int, bool, int, Figure]]) -> Figure | None:
        """Return the last of those named whose role goes with a noun: "forward" with "striker"."""
        kind = frozenset((noun,)).union(*(kind for kind in KINDS if noun in kind))
        like = [one for one in near if not kind.isdisjoint(one[-1].role.lower().split())]
        return max(like, key=itemgetter(0, 1, 2))[-1] if like else None

    def _is_addressed(self, chunk: Chunk) -> bool:
        """Tell whether the paragraph has "Ada Roe wrote to the contractor" before the phrase."""
        lower, codes = self._article.lower, self._article.codes
        noun, here = lower[chunk.end - 1], self._scene.paragraph_of(chunk.start)
        return any(
            lower[at] == noun
            and lower[at - 1] == "the"
            and codes[at - 2] in "PoVv"
            and self._scene.paragraph_of(at) == here
            for at in range(max(2, chunk.start - _NEAR), chunk.start)
        )

    def is_by_age(self, chunk: Chunk) -> bool:
        """Tell whether a phrase is like "the 27-year-old from Tarn" or "the father of four"."""
        article, end = self._article, chunk.end
        if _YEARS.fullmatch(article.lower[end - 1]):
            return article.lower[end : end + 1] == ["from"]
        is_of_some = article.lower[end : end + 1] == ["of"] and not _SOME_CHILDREN.isdisjoint(
            article.lower[end + 1 : end + 2]
        )
        return is_of_some and article.lower[end - 1] in _PARENTS

    def is_countryman(self, chunk: Chunk) -> bool:
        """Tell whether a capitalised word stands for a person by their country: "the Dutchman"."""
        lower = self._article.lower
        is_short = chunk.kind == NAME and chunk.end - chunk.start == 2
        is_the = lower[chunk.start] == "the"
        noun = chunk.end - 1
        is_countryman = lower[noun] in lexicon().epithets or self._is_of_a_country(noun)
        return is_short and is_the and is_countryman

    def _is_of_a_country(self, token: int) -> bool:
        """Tell whether a word is a nationality: "Belgian", not "Belgium"."""
        word = self._article.tokens[token]
        return countries().get(word, word) != word

    def _spoke_as_pronoun(self, chunk: Chunk, gender: str) -> Figure | None:
        """Return whom the paragraph's last "he" or "she" stood for: "He agreed. ... the pilot"."""
        last = self._persons.last_meant(gender)
        here = self._scene.paragraph_of(chunk.start)
        if last is None or self._scene.paragraph_of(last.token) != here:
            return None
        is_age = _YEARS.fullmatch(self._article.lower[chunk.end - 1]) is not None
        fits = may_be_a_person(last.figure) and (is_age or not last.figure.role)
        return last.figure if fits else None

    def introduced(self, noun: str, token: int) -> Chunk | None:
        """Return the phrase that introduced whom a noun stands for: "a former engineer"."""
        found = self._introducing.get(noun)
        return found if found is not None and found.start < token else None

    @cached_property
    def _introducing(self) -> dict[str, Chunk]:
        """By noun, the first phrase that introduces a person without a name: "a young striker".

        It is a subject, and no name is beside it. The first sentences don't count, since a report
        may begin with a person whom it names below.
        """
        found: dict[str, Chunk] = {}
        codes, lower = self._article.codes, self._article.lower
        for seen in self._scene.views[_LEDE:]:
            for chunk in seen.chunks:
                if chunk.kind != NOUN or lower[chunk.start] not in _INTRODUCING:
                    continue
                first, behind = chunk.start == seen.sentence.start, codes[chunk.end : chunk.end + 2]
                begins = first or codes[chunk.start - 1] in "QtBC"
                if begins and is_for_a_person(lower[chunk.end - 1]) and behind != ",U":
                    found.setdefault(lower[chunk.end - 1], chunk)
        return found

    @cached_property
    def _introduced(self) -> dict[str, int]:
        """By word, its first place behind "a" or "an": "a striker"."""
        found: dict[str, int] = {}
        for place, (first, word) in enumerate(pairwise(self._article.lower), 1):
            if first in ("a", "an"):
                found.setdefault(word, place)
        for word, chunk in self._introducing.items():
            found[word] = min(found.get(word, chunk.start), chunk.start)
        return found

    def _named_near(
        self, chunk: Chunk, gender: str, *, by_work: bool
    ) -> list[tuple[int, bool, int, Figure]]:
        """Return who was named as a subject or a speaker in the paragraph or the one before.

        Each with the paragraph, whether they spoke, and the token; `by_work` counts full names in
        whatever place.
        """
        paragraph = self._scene.paragraph_of(chunk.start)
        found: list[tuple[int, bool, int, Figure]] = []
        for figure in self._scene.register.everybody:
            if gender and figure.gender not in ("", gender):
                continue
            if figure.kind != PERSON and (figure.kind != UNKNOWN or figure.like_a_place):
                continue
            for place in reversed(figure.mentions):
                acts = place.subject or place.speaks or (by_work and place.full)
                if place.token >= chunk.start or not acts:
                    continue
                here = self._scene.views[place.sentence].sentence.paragraph
                is_own = here == paragraph and in_label(self._article, place)  # "I"
                if paragraph - here <= 1 and not is_own:
                    found.append((here, place.speaks, place.token, figure))
                break
        return found


def _alone(
    found: list[tuple[int, bool, int, Figure]],
) -> list[tuple[int, bool, int, Figure]]:
    """Return the one person among those named, who has no role yet; nothing if there are two."""
    people = {id(one[-1]): one for one in found if may_be_a_person(one[-1])}
    return [one for one in people.values() if len(people) == 1 and not one[-1].role]
