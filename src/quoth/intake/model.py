"""What is found in an article: drafts of statements, and the actors they name.

Offsets are characters of the article's text, the end excluded. Nothing here knows a store: names
are as the article has them, and become actors when drafts are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quoth.intake.reasons import Act, Doubt
from quoth.store.model import ActorKind, Kind, Polarity


class Span(NamedTuple):
    """A piece of the article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the piece."""
        return text[self.start : self.end]


class Mention(NamedTuple):
    """Somebody as a draft names them."""

    name: str
    """The fullest name the article gives them, or what it calls them: "officials"."""
    span: Span
    """Where the article names them here, by a name, a noun or a pronoun."""


class Named(NamedTuple):
    """An actor as the article presents them, its mentions taken together."""

    name: str
    kind: ActorKind | None = None
    role: str = ""
    affiliation: str = ""
    """A name, of another actor."""
    aliases: tuple[str, ...] = ()
    """The other names by which the article calls them."""


class Draft(NamedTuple):
    """A statement as the article seems to report it."""

    quote: str
    """The words as they stand in the article; the pieces of a broken one joined by a blank."""
    kind: Kind
    spans: tuple[Span, ...]
    """Where the words stand, without the quotation marks around them; at least one."""
    speaker: Mention | None = None
    """The speaker; None if the article doesn't name one."""
    cue: Span | None = None
    """The word that attributes it: "told", "according to"."""
    via: tuple[Mention, ...] = ()
    """Who carried it, from the speaker's end of the chain to the article's."""
    addressee: tuple[Mention, ...] = ()
    on_behalf_of: tuple[Mention, ...] = ()
    mentions: tuple[str, ...] = ()
    """Names in the words."""
    medium: str = ""
    said: str = ""
    """EDTF, never more precise than the article; empty where it gives no hint."""
    paragraph: int = 1
    """The paragraph of the first span, counted from 1."""
    rule: str = ""
    """What made the draft, and the speaker, as a person can read it."""
    confidence: float = 0.0
    """From 0 to 1: how often drafts like this one are right."""
    polarity: Polarity | None = None
    """Nothing if the speaker affirms what the words say."""
    doubts: tuple[Doubt, ...] = ()
    """Doubts about the actors meant, for a person to check."""
    act: Act = Act.SAID
    """Whether the words were said, asked or written, or nothing was uttered."""

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.spans[-1].end


class Extraction(NamedTuple):
    """All that is found in an article."""

    drafts: Sequence[Draft]
    """In the order of the text."""
    actors: Sequence[Named]
    """Everybody whom the drafts name, once each."""
