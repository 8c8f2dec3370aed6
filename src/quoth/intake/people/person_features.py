"""What speaks for somebody being meant by "he" or "she", as features of a linear model.

The model is the `person` of `weights.json`: a conditional logit over the candidates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from quoth.intake.people.coreference import GENDERS, POSSESSIVE
from quoth.intake.people.figures import NAMELESS, PERSON, UNKNOWN, Figure, NamedAt
from quoth.intake.people.likely import EARLY
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import Chunk

_NEAR, _FAR = 3, 8
"""From so many sentences on, a mention is not near any more, and far."""
_BACK: Final = 15
"""How many sentences back pronouns are followed to whom they stand for."""
_PARAGRAPHS: Final = 4
"""How many paragraphs back they are."""
_OPENING: Final = 3
"""Within how many tokens a pronoun begins a sentence."""
BEGINNING: Final = "^"
"""The position of a pronoun that begins its sentence."""
OBJECTS: Final = {"m": "him", "f": "her"}
"""The pronouns for whom something is done to, by gender."""
TAG: Final = "Q"
"""The position of a pronoun behind a quotation."""
DENSE, SOME, FEW = "2", "1", "0"
"""How many pronouns of a gender an article has."""
_DENSE, _SOME = 0.6, 0.25
"""From so many a sentence on, an article is about one person, or may be."""


class Place(NamedTuple):
    """A mention of a person."""

    at: NamedAt
    number: int
    """How many mentions of them there are so far."""
    figure: Figure
    phrase: Chunk | None = None
    """The words, where these are no name."""

    @property
    def token(self) -> int:
        """The first token."""
        return self.at.token


class Candidate(NamedTuple):
    """Somebody who may be meant, by their last mention."""

    figure: Figure
    place: Place
    known: str
    """How well it is known that the gender fits: "sure", "noun", "open", or an evidence's marks."""

    @property
    def is_unfit(self) -> bool:
        """Whether there is evidence for the other gender."""
        return "-" in self.known

    @property
    def is_fit(self) -> bool:
        """Whether there is evidence for the gender."""
        return self.known in ("sure", "noun") or "+" in self.known


class Before(NamedTuple):
    """For whom a pronoun before stood, and its token."""

    figure: Figure
    token: int


class Setting(NamedTuple):
    """Where a pronoun stands."""

    article: ParsedArticle
    gender: str
    token: int
    sentence: int
    position: str
    """What is before it: nothing, a quotation, a comma, a verb or conjunction, other words."""
    opens: bool
    """Whether its sentence begins a paragraph."""
    also: bool
    """Whether "also" follows."""
    quoted: frozenset[str]
    """The words in quotation marks in the sentence."""
    density: str
    """How many pronouns of the gender the article has."""

    @property
    def paragraph(self) -> int:
        """The number of the paragraph."""
        return self.article.sentences[self.sentence].paragraph

    @property
    def quotes_one(self) -> bool:
        """Whether the quoted words have such a pronoun: "“She left,” she said" are two people."""
        return not self.quoted.isdisjoint(_IN_QUOTATIONS[self.gender])

    def paragraphs_to(self, sentence: int) -> int:
        """Return how many paragraphs back a sentence is."""
        return self.paragraph - self.article.sentences[sentence].paragraph

    def is_rival(self, one: Candidate, topic: Figure | None) -> bool:
        """Tell whether somebody in the paragraph rivals the person whom the article is about."""
        is_near = not self.paragraphs_to(one.place.at.sentence)
        return is_near and one.figure is not topic and not _is_kin(one.figure)


_IN_QUOTATIONS: Final = {"m": ("he", "his", "him"), "f": ("she", "her")}


def setting(article: ParsedArticle, gender: str, token: int, sentence: int, dense: str) -> Setting:
    """Return where a pronoun stands.

    Args:
        article: The article.
        gender: The pronoun's.
        token: The pronoun.
        sentence: Its sentence's number.
        dense: How many such pronouns the article has.
    """
    here, lower = article.sentences[sentence], article.lower
    quoted = frozenset(
        word for region in here.regions for word in lower[slice(*article.region_tokens[region])]
    )
    opens = sentence == 0 or article.sentences[sentence - 1].paragraph != here.paragraph
    return Setting(
        article,
        gender,
        token,
        sentence,
        _position(article.codes, here.start, token),
        opens,
        lower[token + 1 : token + 2] == ["also"],
        quoted,
        dense,
    )


def _position(codes: str, start: int, token: int) -> str:
    """Return what a pronoun has before it."""
    before = codes[max(start, token - 3) : token]
    if token - start < 2:
        return BEGINNING
    if before.endswith(("Q", "Q,")) or (before[-1] in "Vv" and "Q" in before):
        return TAG
    return before[-1] if before[-1] in ",VBtC" else "-"


def density(article: ParsedArticle, gender: str) -> str:
    """Return how many pronouns of a gender an article has outside of quotations, roughly."""
    lower, region_of = article.lower, article.region_of
    found = sum(
        region_of[token] < 0 for word in _IN_QUOTATIONS[gender] for token in _places_of(lower, word)
    )
    size = max(1, len(article.sentences))
    return DENSE if found > _DENSE * size else SOME if found > _SOME * size else FEW


def _places_of(words: list[str], word: str) -> Iterator[int]:
    """Yield where a word stands among some."""
    at = -1
    for _ in range(words.count(word)):
        at = words.index(word, at + 1)
        yield at


class _Around(NamedTuple):
    """What all candidates of a pronoun have in common."""

    fit: int
    """How many are known to be of its gender."""
    persons: int
    """How many are people, of those who aren't known to be of the other gender."""
    near: int
    """How many of them its paragraph mentions."""
    subject: Figure | None
    """The subject mentioned last."""
    alone: bool
    """Whether the paragraph has no rival of whom the article is about."""
    focus: Figure | None
    length: int
    """The subject of the pronouns before, and how many these are."""
    before: Before | None
    spoke: list[tuple[Figure, int]]
    topic: Figure | None
    first: Figure | None


def features(
    here: Setting,
    options: list[Candidate],
    before: Before | None,
    spoke: list[tuple[Figure, int]],
    known: tuple[Figure | None, Figure | None],
) -> Iterator[list[str]]:
    """Yield the features of each candidate.

    Args:
        here: Where the pronoun stands.
        options: The candidates, the one mentioned last first.
        before: For whom the last pronoun of the gender stood.
        spoke: Who spoke last, each with the sentence, the latest last.
        known: Whom the article is about, by its headline, and who is named first.
    """
    topic, first = known
    acting = [one for one in options if not one.is_unfit]
    focus, length = _focus(here, acting)
    around = _Around(
        fit=sum(one.is_fit for one in options),
        persons=sum(one.figure.kind == PERSON for one in acting),
        near=sum(not here.paragraphs_to(one.place.at.sentence) for one in acting),
        subject=next((one.figure for one in acting if one.place.at.subject), None),
        alone=not here.quotes_one and not any(here.is_rival(one, topic) for one in acting),
        focus=focus,
        length=length,
        before=before,
        spoke=spoke,
        topic=topic,
        first=first,
    )
    for one in options:
        yield [*_of_mention(here, one, around), *_of_history(here, one, around)]


def _of_mention(here: Setting, one: Candidate, around: _Around) -> list[str]:
    """Return the features of who somebody is, and of where they were mentioned last."""
    figure, place, position = one.figure, one.place, here.position
    paragraphs = here.paragraphs_to(place.at.sentence)
    distance = _distance(here, place)
    where = f"{min(paragraphs, 3)}{distance}"
    role = _role(here.article.codes, place)
    kind = figure.kind if figure.kind != UNKNOWN else f"unknown{min(2, len(figure.words))}"
    is_topic = figure is around.topic
    return [
        f"gender {one.known}",
        f"gender {one.known} others {min(around.fit - one.is_fit, 2)}",
        f"kind {kind} {_acts(figure)}",
        f"kind {kind} {one.known}",
        f"kind {kind} people {around.persons > (figure.kind == PERSON)}",
        f"topic {is_topic} {around.alone} {here.density}",
        f"topic {is_topic} {around.near > 0 and min(paragraphs, 1)}",
        f"near {where}",
        f"near {where} {role}",
        f"place {position} {role} {where}",
        f"opening {position} {here.opens} {role} {min(paragraphs, 2)}",
        f"subject {figure is around.subject} {distance} {position}",
        f"dense {here.density} {figure is around.first} {min(paragraphs, 1)}",
        f"count {roughly(place.number)}",
        f"first {figure is around.first}",
        f"full {place.at.full} {distance}",
        f"phrase {_words_for(here.article, place, here.gender)} {min(paragraphs, 2)}",
        f"alone {not paragraphs and not one.is_unfit} {min(around.near, 2)} {role}",
    ]


def _of_history(here: Setting, one: Candidate, around: _Around) -> list[str]:
    """Return the features of who spoke before, and of for whom such pronouns stood before."""
    figure, place, before = one.figure, one.place, around.before
    paragraphs = here.paragraphs_to(place.at.sentence)
    last = _spoke_last(here, figure, around.spoke)
    same = "-" if before is None else "same" if _is_same(before.figure, figure) else "other"
    since = "-" if before is None else "named" if place.token > before.token else "quiet"
    is_focus = around.focus is figure
    is_named = figure.words[-1].lower() in here.quoted
    return [
        f"spoke {last} {here.position} {figure is around.subject}",
        f"spoke {last} {here.opens} {here.also}",
        f"same {same} {since} {min(paragraphs, 2)}",
        f"focus {is_focus} {min(around.length, 2)} {here.position}",
        f"focus {is_focus} {same} {since}",
        f"quoted {here.quotes_one} {same} {last[:1]}",
        f"quoted name {is_named} {same}",
    ]


def _distance(here: Setting, place: Place) -> str:
    """Return how many sentences back a mention is, roughly."""
    back = here.sentence - place.at.sentence
    return str(back) if back < _NEAR else "3+" if back < _FAR else "far"


def _role(codes: str, place: Place) -> str:
    """Return what somebody does where they are mentioned: speak, act, own something, ..."""
    at = place.at
    end = place.phrase.end if place.phrase else place.token + 1
    while place.phrase is None and codes[end : end + 1] == "U":
        end += 1
    if codes[end : end + 1] == "'":
        return "owns"
    if at.speaks or at.subject:
        return "speaks" if at.speaks else "acts"
    if codes[place.token - 1 : place.token] in ("P", "o"):
        return "behind"
    return "first" if at.first else "other"


def _acts(figure: Figure) -> bool:
    """Tell whether a name is a subject anywhere, as a person's would be."""
    early = figure.mentions[:EARLY]
    return figure.kind != UNKNOWN or any(one.subject or one.speaks for one in early)


def _is_kin(figure: Figure) -> bool:
    """Tell whether somebody is named as the relative of another: "her sister, Ada"."""
    return figure.kind == NAMELESS or figure.role.partition(" ")[0].lower() in POSSESSIVE


def _is_same(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are the same person."""
    are_nameless = one.kind == other.kind == NAMELESS
    return one is other or (are_nameless and one.words == other.words)


def _spoke_last(here: Setting, figure: Figure, spoke: list[tuple[Figure, int]]) -> str:
    """Return how many spoke since somebody did, and how many paragraphs ago; "-" for never."""
    for number, (one, sentence) in enumerate(reversed(spoke)):
        if _is_same(one, figure):
            return f"{number}{min(here.paragraphs_to(sentence), 2)}"
    return "-"


def _words_for(article: ParsedArticle, place: Place, gender: str) -> str:
    """Return with what a phrase for somebody without a name begins: "a", "own" for "my"."""
    phrase = place.phrase
    if phrase is None:
        return ""
    first = article.lower[phrase.start]
    if first in POSSESSIVE:
        return "own same" if GENDERS[first] == gender else "own other"
    if article.codes[phrase.start] == "G":
        return "own"
    return "'" if "'" in article.codes[phrase.start : phrase.end] else first


def _focus(here: Setting, acting: list[Candidate]) -> tuple[Figure | None, int]:
    """Return the subject to whom the pronouns before go back, and how many sentences these begin.

    In "Roe won. She had trained with Poe. She was glad" the focus is Roe.
    """
    article = here.article
    subjects: dict[int, Candidate] = {}
    for one in acting:
        if one.place.at.subject or one.place.at.speaks:
            subjects[one.place.at.sentence] = one  # the first of a sentence comes last
    length = 0
    for number in range(here.sentence, max(-1, here.sentence - _BACK), -1):
        if here.paragraphs_to(number) > _PARAGRAPHS:
            break
        if number != here.sentence and _begins_with_pronoun(article, number, here.gender):
            length += 1
        elif number in subjects:
            return subjects[number].figure, length
    return None, length


def _begins_with_pronoun(article: ParsedArticle, number: int, gender: str) -> bool:
    """Tell whether a sentence begins with a pronoun of a gender."""
    one = article.sentences[number]
    for token in range(one.start, min(one.end, one.start + _OPENING)):
        if article.region_of[token] < 0 and article.codes[token] in "SG":
            return GENDERS.get(article.lower[token]) == gender
    return False


def roughly(number: int) -> str:
    """Return how many mentions, roughly."""
    return str(number) if number < 3 else "3+" if number < 6 else "6+" if number < 11 else "many"
