"""The records of a store: actors, statements, sources, events, topics and checks.

They are named tuples: immutable, typed, and a million of them are made in a moment. Each keeps in
`extra` the fields that this version does not know, so that nothing in a file is lost.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from quoth.basics.dates import Date

NOTHING_MORE: Final[Mapping[str, object]] = MappingProxyType({})
"""The fields beyond those of a record that has none."""
NO_ATTRIBUTES: Final[Mapping[str, str]] = MappingProxyType({})
"""The attributes of an actor of whom none is noted."""


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    GROUP = "group"


STAR: Final = "star"
"""The tag that a star is."""


class Kind(StrEnum):
    """How much of a statement is verbatim: the three kinds of attribution research.

    See S. Pareti, "PARC 3.0" (2016), and E. Newell and others, "PolNeAR" (2018).
    """

    DIRECT = "direct"
    """Every word is verbatim."""
    MIXED = "mixed"
    """A paraphrase that holds verbatim words, in quotation marks."""
    INDIRECT = "indirect"
    """A paraphrase."""


class Status(StrEnum):
    """Whether a person has read a statement against its source."""

    CONFIRMED = "confirmed"
    DRAFT = "draft"
    REJECTED = "rejected"


class Polarity(StrEnum):
    """What a speaker makes of the words, where they don't affirm them."""

    DENIED = "denied"
    """The speaker denies what the words say: "denied that …"."""
    HYPOTHETICAL = "hypothetical"
    """The words are said under a condition: "if …, we would …"."""


class Position(StrEnum):
    """The side a statement takes on a topic."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"


class Actor(NamedTuple):
    """A person, organisation, state or group that speaks or is spoken for."""

    id: str
    name: str
    kind: ActorKind | None = None
    role: str = ""
    affiliation: str = ""
    """The id of the actor that this one belongs to."""
    country: str = ""
    """ISO 3166-1 alpha-2."""
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    tags: tuple[str, ...] = ()
    attributes: Mapping[str, str] = NO_ATTRIBUTES
    """What else is known, by a name that people choose: party, sector, gender."""
    note: str = ""
    extra: Mapping[str, object] = NOTHING_MORE


class Stance(NamedTuple):
    """The position that a statement takes on a topic."""

    topic: str
    position: Position


class Locator(NamedTuple):
    """Where a statement stands in its source."""

    paragraph: int | None = None
    """Counted from 1."""
    start: int | None = None
    """Characters before it in the source's text."""
    end: int | None = None
    extra: Mapping[str, object] = NOTHING_MORE


class Statement(NamedTuple):
    """One thing said: the words, who said them, when, and where that was published."""

    id: str
    quote: str
    kind: Kind
    speaker: str
    """The id of an actor; so are those in `via`, `addressee`, `on_behalf_of` and `mentions`."""
    source: str
    """The id of a source."""
    said: Date | None = None
    context: str = ""
    """A sentence that makes the quote readable alone; never the speaker's words."""
    cue: str = ""
    """The word that attributes it: "told", "wrote"."""
    medium: str = ""
    via: tuple[str, ...] = ()
    """Who carried it, from the speaker's end of the chain to the source's."""
    addressee: tuple[str, ...] = ()
    on_behalf_of: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    stances: tuple[Stance, ...] = ()
    locator: Locator | None = None
    tags: tuple[str, ...] = ()
    status: Status = Status.CONFIRMED
    note: str = ""
    polarity: Polarity | None = None
    """Nothing where the speaker affirms what the words say."""
    coder: str = ""
    """Who coded it: read it in its source, and wrote down what it says."""
    layer: str = ""
    """Whose independent coding it is part of: left out of everything, unless a query names one.

    Nothing where it is of the curated store, which all others are.
    """
    extra: Mapping[str, object] = NOTHING_MORE


class Source(NamedTuple):
    """Where statements were published."""

    id: str
    title: str
    publisher: str = ""
    author: str = ""
    published: Date | None = None
    url: str = ""
    archived: str = ""
    """The address of an archived copy."""
    accessed: Date | None = None
    licence: str = ""
    note: str = ""
    assigned: tuple[str, ...] = ()
    """The coders who are to code it, each in a layer of their own."""
    done: tuple[str, ...] = ()
    """The coders who closed it: their coding of it is done."""
    extra: Mapping[str, object] = NOTHING_MORE


class Event(NamedTuple):
    """Something that happened, for the timeline."""

    id: str
    title: str
    when: Date
    actors: tuple[str, ...] = ()
    source: str = ""
    note: str = ""
    extra: Mapping[str, object] = NOTHING_MORE


class Topic(NamedTuple):
    """A subject that statements take positions on."""

    id: str
    name: str
    note: str = ""
    extra: Mapping[str, object] = NOTHING_MORE


class ClaimCheck(NamedTuple):
    """What a fact-checker found of a claim: as in ClaimReview of schema.org, and by whom."""

    id: str
    claim: str
    """What was claimed, in the checker's own words."""
    statements: tuple[str, ...] = ()
    """The ids of the statements that make the claim."""
    rating: str = ""
    """What was found, in the checker's words: "False", "Half true"."""
    value: float | None = None
    """The same as a number, on a scale from `worst` to `best`."""
    worst: float | None = None
    best: float | None = None
    publisher: str = ""
    """Who published the check."""
    url: str = ""
    date: Date | None = None
    """When it was published."""
    claimant: str = ""
    """Who made the claim, as the check names them."""
    appearances: tuple[str, ...] = ()
    """Addresses at which the claim was made, the first one first."""
    evidence: tuple[str, ...] = ()
    """What it rests on: addresses, or ids of sources."""
    by: str = ""
    """Who checked."""
    note: str = ""
    extra: Mapping[str, object] = NOTHING_MORE


class WordingVerdict(StrEnum):
    """What a person says of two wordings, which comes before all that words tell."""

    SAME = "same"
    """They are of one utterance."""
    MISQUOTE = "misquote"
    """They are, and one of them is wrong."""
    DIFFERENT = "different"
    """They are of two."""


class WordingDecision(NamedTuple):
    """What a person decided about the wordings of two statements."""

    id: str
    statements: tuple[str, ...]
    """The ids of both."""
    verdict: WordingVerdict
    right: str = ""
    """The id of the statement whose wording is the right one, where that is known."""
    note: str = ""
    by: str = ""
    """Who decided it."""
    at: Date | None = None
    words: str = ""
    """A digest of the words as they were then: a check tells where they aren't any more."""
    extra: Mapping[str, object] = NOTHING_MORE


class Records(NamedTuple):
    """All that a store holds: each table by id, in the file's order."""

    title: str
    actors: Mapping[str, Actor]
    statements: tuple[Statement, ...]
    sources: Mapping[str, Source]
    events: tuple[Event, ...]
    topics: Mapping[str, Topic]
    wordings: tuple[WordingDecision, ...] = ()
    checks: tuple[ClaimCheck, ...] = ()
