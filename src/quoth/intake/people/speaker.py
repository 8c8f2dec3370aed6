"""Who said something, as the article names them, and the scene in which they are looked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.model import Mention, Span
from quoth.intake.people.bodies import BODIES
from quoth.intake.people.coreference import GENDERS, Antecedents
from quoth.intake.people.figures import PERSON, UNKNOWN, Figure
from quoth.intake.people.names import Register
from quoth.intake.reasons import Clue, Meant, MeantBy
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import Chunk
from quoth.intake.text.lexicon import lexicon
from quoth.intake.text.shapes import is_for_a_person

VERBS: Final = frozenset("XVvbe")
"""The codes of verbs."""
_ANY: Final = frozenset(["every", "each", "any", "no", "all", "both", "either", "neither"])
"""Determiners of phrases that stand for no single person: "every councillor"."""
PEOPLE: Final = frozenset(["people", "men", "women", "children", "police", "staff", "folk"])
"""Nouns for several people that don't end in -s."""
BELONGING: Final = frozenset(["for", "of", "by", "with", "from", "at", "in", "to", "near"])
"""What leads from a noun to whom or what it belongs to: "a spokesman for the board"."""


class Speaker(NamedTuple):
    """Who said it."""

    mention: Mention
    figure: Figure | None
    why: Meant
    sure: float
    """Their margin over the next one; 9 if there was no other."""
    is_definite: bool = False
    """Whether "the officer" is all that the article calls them here, without a name."""
    is_guessed: bool = False
    """Whether a surname alone names them here, which others in the article have too."""


@dataclass
class Described:
    """The people whom the text so far describes without a name."""

    plural: Speaker | None = None
    """The latest who are several: "the drivers"."""
    phrases: dict[str, str] = field(default_factory=dict)
    """Descriptions of more than one word, by their last."""


@dataclass(frozen=True)
class Scene:
    """An article with the people in it, as all see it who look for speakers there."""

    article: ParsedArticle
    views: list[SentenceView]
    register: Register
    author: tuple[str, ...] = ()
    """The words of its writer's name."""

    @cached_property
    def starts(self) -> list[int]:
        """The first tokens of its sentences."""
        return [one.start for one in self.article.sentences]

    @cached_property
    def antecedents(self) -> Antecedents:
        """Whom its pronouns can stand for."""
        return Antecedents(self.article, self.register.everybody)

    def sentence_of(self, token: int) -> int:
        """Return the number of the sentence in which a token stands."""
        return bisect_right(self.starts, token) - 1

    def paragraph_of(self, token: int) -> int:
        """Return the number of the paragraph in which a token stands."""
        return self.views[self.sentence_of(token)].sentence.paragraph

    def span(self, chunk: Chunk) -> Span:
        """Return where a noun phrase stands in the text."""
        return Span(self.article.starts[chunk.start], self.article.end(chunk.end - 1))

    def token_of(self, one: Speaker) -> int:
        """Return the first token of the phrase that names a speaker."""
        return bisect_left(self.article.starts, one.mention.span.start)

    def speaker(
        self, chunk: Chunk, name: str, named: Figure | None, why: Meant, sure: float = 9.0
    ) -> Speaker:
        """Return the speaker for whom a noun phrase stands."""
        return Speaker(Mention(name, self.span(chunk)), named, why, sure)

    def is_one_person(self, chunk: Chunk) -> bool:
        """Tell whether a noun describes one person: "the officer", not "the police"."""
        head = self.article.lower[chunk.end - 1]
        is_described = self.article.codes[chunk.start] in "DG" and chunk.end - chunk.start > 1
        is_described = is_described and self.article.lower[chunk.start] not in _ANY
        is_group = (
            head in PEOPLE
            or head in BODIES
            or head in lexicon().organisations
            or head.endswith("s")
        )
        return is_described and is_for_a_person(head) and not is_group


def may_be_a_person(figure: Figure) -> bool:
    """Tell whether a name may be a person's: it is known to be, or is full and not a place's."""
    is_full = len(figure.words) > 1 and not figure.like_a_place
    return figure.kind == PERSON or (figure.kind == UNKNOWN and is_full)


def antecedent(word: str, named: Figure, token: int) -> Meant:
    """Return why a pronoun at a token is taken to stand for somebody."""
    last = [place for place in named.mentions if place.token < token][-1:]
    clue = Clue.LIKELIEST
    if last and last[0].speaks:
        clue = Clue.SPOKE
    elif last and last[0].subject:
        clue = Clue.SUBJECT
    is_known = named.gender in ("m", "f") and named.gender == GENDERS.get(word.lower())
    gender = named.gender if is_known else ""
    return Meant(MeantBy.ANTECEDENT, word, named.name, clue, gender)
