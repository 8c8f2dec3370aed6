"""The features by which a linear model tells for whom a description stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from quoth.intake.people.figures import PERSON, UNKNOWN, Figure, NamedAt
from quoth.intake.people.likely import EARLY
from quoth.intake.people.person_features import roughly
from quoth.intake.text.article import ParsedArticle

KINDS: Final = tuple(
    frozenset(kind.split())
    for kind in (
        "lawmaker legislator parliamentarian senator sen congressman congresswoman mp msp mep",
        "politician lawmaker councillor senator mp msp mep td backbencher representative democrat",
        "democrat republican conservative liberal socialist unionist councillor senator mp",
        "counsel lawyer barrister solicitor attorney advocate kc qc sc bl",
        "detective det constable sergeant inspector officer garda gda superintendent policeman",
        "doctor dr physician surgeon gp consultant medic clinician",
        "academic professor prof lecturer scholar researcher scientist dr",
        "executive ceo boss chief director head businessman businesswoman industrialist",
        "coach manager trainer tactician gaffer boss supremo",
        "striker forward attacker winger frontman marksman goalscorer",
        "goalkeeper keeper shot-stopper custodian",
        "defender centre-back center-back full-back left-back right-back",
        "clergyman priest vicar rev reverend pastor bishop cleric canon rector imam",
        "economist analyst strategist",
        "activist campaigner organiser advocate",
        "headteacher head-teacher headmaster headmistress teacher head principal",
    )
)
"""Nouns any of which may stand for a person whom another of them describes."""
UNIQUE: Final = frozenset(
    [
        "judge", "referee", "umpire", "president", "governor", "king", "queen", "pope", "speaker",
        "mayor", "premier", "minister", "chancellor", "coroner", "magistrate", "prosecutor",
        "spokesman", "spokeswoman", "spokesperson", "official", "source", "caller", "defendant",
        "accused", "suspect", "victim", "defence", "prosecution", "chair", "chairman", "skipper",
        "clerk", "usher", "driver", "pilot", "owner", "landlord", "author", "organiser",
        "organizer", "commander", "caretaker", "foreman", "jury", "crowd", "audience", "reporter",
        "interviewer", "reader", "man", "woman", "boy", "girl", "person", "child", "other", "one",
    ]
)  # fmt: skip
"""Nouns for people who need no introduction, or who are several: "the referee", "the official"."""
_NEAR, _FAR = 3, 8
_Spoke = list[tuple[Figure, int]]
_Before = tuple[Figure | None, bool]
"""For whom the noun stood before, and whether it was there before."""


class Definite(NamedTuple):
    """A description that begins with "the"."""

    article: ParsedArticle
    token: int
    sentence: int
    head: str
    """Its noun, in lower case."""
    kind: str
    words: list[str]
    """Those between "the" and the noun."""
    gender: str
    is_introduced: bool
    """Whether "a striker" is before "the striker"."""
    is_used: bool
    """Whether "the striker" is before it."""
    called: frozenset[int]
    """The identities of those whom the article calls so beside their names."""

    @property
    def is_body(self) -> bool:
        """Whether it is for a body."""
        return self.kind in ("firm", "body")

    @property
    def length(self) -> int:
        """How many words are before the noun, roughly."""
        return min(len(self.words), 2)

    @property
    def has_a_name(self) -> bool:
        """Whether a name is among the words: "the Tarn coach"."""
        return any(word[:1].isupper() for word in self.words)

    def paragraphs_to(self, sentence: int) -> int:
        """Return how many paragraphs back a sentence is."""
        sentences = self.article.sentences
        return sentences[self.sentence].paragraph - sentences[sentence].paragraph


class Nominee(NamedTuple):
    """A candidate for a description, by their last mention."""

    figure: Figure
    at: NamedAt
    number: int
    """How many mentions of them there are so far."""


def _role_words(figure: Figure) -> list[str]:
    """Return the words of somebody's role, in lower case."""
    return figure.role.lower().replace("’s", "").replace("'s", "").split()


def _match(described: Definite, figure: Figure) -> str:
    """Return how the noun of a description goes with the role of somebody."""
    role, head = _role_words(figure), described.head
    if id(figure) in described.called:
        return "last"
    if not role:
        return "empty"
    if role[-1] == head:
        return "last"
    if head in role:
        return "in"
    kind = frozenset((head,)).union(*(kind for kind in KINDS if head in kind))
    return "other" if kind.isdisjoint(role) else "kind"


def same_kind(described: Definite, figure: Figure) -> bool:
    """Tell whether the noun of a description goes with somebody's role or name."""
    is_named = described.head in figure.name.lower().split()
    return is_named or _match(described, figure) in ("last", "in", "kind")


def _same_person(spoke: _Spoke, described: Definite, figure: Figure) -> str:
    """Return how many spoke since somebody did, and how many paragraphs ago; "-" for never."""
    for number, (one, sentence) in enumerate(reversed(spoke)):
        if one is figure:
            return f"{number}{min(described.paragraphs_to(sentence), 2)}"
    return "-"


def features(
    described: Definite, options: list[Nominee], before: _Before, spoke: _Spoke
) -> Iterator[list[str]]:
    """Yield the features of each candidate.

    Args:
        described: The description.
        options: The candidates, the one named last first.
        before: For whom the noun stood before.
        spoke: Who spoke last, each with the sentence, the latest last.
    """
    matches = [_match(described, one.figure) for one in options]
    fit = min(sum(match in ("last", "in", "kind") for match in matches), 3)
    near = [described.paragraphs_to(one.at.sentence) for one in options]
    here, beside = min(near.count(0), 2), min(near.count(0) + near.count(1), 2)
    most = max((len(one.figure.mentions) for one in options), default=0)
    subject = next((one.figure for one in options if one.at.subject or one.at.speaks), None)
    was = "-" if not before[1] else "none" if before[0] is None else "other"
    kind, length, used = described.kind, described.length, described.is_used
    unique = described.head in UNIQUE
    for rank, (one, match) in enumerate(zip(options, matches, strict=True)):
        figure = one.figure
        back, paragraphs = described.sentence - one.at.sentence, near[rank]
        distance = str(back) if back < _NEAR else "3+" if back < _FAR else "far"
        role = "speaks" if one.at.speaks else "acts" if one.at.subject else "other"
        of = figure.kind if figure.kind != UNKNOWN else f"unknown{min(2, len(figure.words))}"
        acts = any(at.subject or at.speaks for at in figure.mentions[:EARLY])
        last = _same_person(spoke, described, figure)
        same = "same" if before[1] and before[0] is figure else was
        words = {word.lower() for word in described.words}
        in_role = not words.isdisjoint(_role_words(figure))
        in_name = not words.isdisjoint(figure.name.lower().split())
        is_named = described.head in figure.name.lower().split()
        fits = figure.gender == described.gender if figure.gender and described.gender else "-"
        is_subject = figure is subject
        yield [
            f"of {kind} {of} {acts}",
            f"match {match} {kind}",
            f"match {match} {fit} {min(paragraphs, 2)}",
            f"match {match} {described.is_introduced}",
            f"named {is_named} {kind} {length}",
            f"rank {min(rank, 4)} {kind}",
            f"rank {min(rank, 4)} {match}",
            f"near {min(paragraphs, 3)}{distance}",
            f"near {min(paragraphs, 3)} {role} {kind}",
            f"alone {here} {beside} {min(paragraphs, 2)} {match}",
            f"unique {unique} {match} {min(rank, 2)} {role}",
            f"subject {is_subject} {distance}",
            f"subject {is_subject} {match} {kind}",
            f"spoke {last} {kind}",
            f"spoke {last} {match} {unique}",
            f"same {same} {used}",
            f"same {same} {match}",
            f"most {len(figure.mentions) == most} {kind}",
            f"count {roughly(one.number)} {kind}",
            f"words {length} {in_role} {in_name} {match}",
            f"words {described.has_a_name} {in_name or in_role} {match}",
            f"gender {fits}",
            f"full {one.at.full} {distance}",
            f"known {bool(figure.gender) or figure.kind == PERSON} {kind}",
            f"place {figure.like_a_place > 0} {figure.is_mostly_a_place} {kind}",
        ]


def features_of_none(described: Definite, options: list[Nominee], before: _Before) -> list[str]:
    """Return the features of a description's standing for none of the candidates."""
    matches = [_match(described, one.figure) for one in options]
    fit = min(sum(match in ("last", "in", "kind") for match in matches), 3)
    near = [described.paragraphs_to(one.at.sentence) for one in options]
    here, beside = min(near.count(0), 2), min(near.count(0) + near.count(1), 2)
    was = "-" if not before[1] else "none" if before[0] is None else "other"
    kind, introduced = described.kind, described.is_introduced
    return [
        "none",
        f"none {kind} {described.length}",
        f"none unique {described.head in UNIQUE} {described.length} {introduced}",
        f"none {introduced} {kind}",
        f"none before {was} {described.is_used}",
        f"none match {fit} {kind}",
        f"none people {min(len(options), 4)} {kind}",
        f"none alone {here} {beside} {kind}",
        f"none named {described.has_a_name} {kind}",
        f"none {introduced} {fit > 0} {was}",
    ]
