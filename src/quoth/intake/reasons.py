"""How a draft was found, why an actor is meant, and the doubts: identifiers, not words.

What an extraction does, and how sure it is, depends on these alone; the confidence model in
`weights.json` has the identifiers in its keys. `reason_words` says them to people, last of all.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from quoth.store.model import Polarity


class FoundBy(StrEnum):
    """How a statement was found, and with it the speaker."""

    CUE = "cue"
    """A word of saying."""
    LABEL = "label"
    """A name at the start of a turn in a transcript."""
    LETTER = "letter"
    """A letter at the start of a turn, as in "Q:", or a bare question: no one is named."""
    SIGNED = "signed"
    """A name in a line of its own, below the words or above them, as in letters and voices."""
    DASH = "dash"
    """A dash and a name behind the quotation."""
    TAG = "tag"
    """The speaker and a verb right behind the quotation: “It is late,” Roe shot back."""
    SAME_SENTENCE = "same_sentence"
    """Another statement in the sentence, whose speaker goes on."""
    SUBJECT = "subject"
    """The subject of the quotation's own sentence."""
    GOES_ON = "goes_on"
    """An open quotation in the paragraph before."""
    SAME_PARAGRAPH = "same_paragraph"
    """Another quotation in the paragraph, whose speaker goes on."""
    LEAD_IN = "lead_in"
    """The subject of the sentence before, which leads to the quotation."""
    EXCHANGE = "exchange"
    """Two people take turns, and these are the words of the other one."""
    LAST_SPEAKER = "last_speaker"
    """The speaker of the statement before."""
    NOBODY = "nobody"
    """Quotation marks alone: the article names no speaker."""

    @property
    def is_turn(self) -> bool:
        """Whether the layout alone attributes the words to a speaker."""
        return self in (FoundBy.LABEL, FoundBy.LETTER, FoundBy.SIGNED)


class Act(StrEnum):
    """What a draft reports."""

    SAID = "said"
    ASKED = "asked"
    WRITTEN = "written"
    THOUGHT = "thought"
    """An attitude, a feeling, a plan, or words that haven't been said yet."""
    DONE = "done"
    """A doing, with words about it."""

    @property
    def is_statement(self) -> bool:
        """Whether words were uttered."""
        return self not in (Act.THOUGHT, Act.DONE)


class Pattern(NamedTuple):
    """A cue and what stands around it, in the order of the text."""

    cue: str
    """As the article spells it."""
    source: str
    """The kind of the noun phrase that is the source; empty where there is none."""
    source_first: bool
    """Whether the source stands before the cue."""
    words_first: bool
    """Whether the words stand before the cue."""
    quoted: bool
    """Whether the words end in quotation marks."""


class MeantBy(StrEnum):
    """How the article refers to a speaker."""

    NAME = "name"
    NOUN = "noun"
    LABEL = "label"
    NAME_BEFORE_NOUN = "name_before_noun"
    NAME_BEHIND_NOUN = "name_behind_noun"
    DESCRIPTION = "description"
    """A noun that stands for a named actor: "the mayor"."""
    PHRASE = "phrase"
    """A pronoun that stands for a phrase: "who", or "they" for "officials"."""
    ANTECEDENT = "antecedent"
    """A pronoun that stands for an actor named before it."""
    PRONOUN = "pronoun"
    """A pronoun that may stand for anyone."""
    PARTY = "party"
    """The one who asks or answers in an interview, according to its opening."""
    WRITER = "writer"
    """The article's "I": who wrote it."""

    @property
    def stands_in(self) -> bool:
        """Whether words that name no one stand for the speaker."""
        return self in _STAND_INS


_STAND_INS: Final = frozenset(
    [
        MeantBy.DESCRIPTION,
        MeantBy.PHRASE,
        MeantBy.ANTECEDENT,
        MeantBy.PRONOUN,
        MeantBy.PARTY,
        MeantBy.WRITER,
    ]
)


class Referent(StrEnum):
    """How a speaker is known, as the confidence model distinguishes it."""

    NOBODY = "nobody"
    NAMED = "named"
    STAND_IN = "stand_in"


class Clue(StrEnum):
    """The evidence for the person that a pronoun is taken to stand for."""

    SPOKE = "spoke"
    """They spoke where they were named last."""
    SUBJECT = "subject"
    """They were the subject there."""
    LIKELIEST = "likeliest"
    """Nothing but that they are the likeliest."""


class Meant(NamedTuple):
    """Why somebody is taken to be the speaker."""

    by: MeantBy
    phrase: str = ""
    """The words that stand for them, if some do."""
    name: str = ""
    """Whom the words stand for."""
    clue: Clue | None = None
    gender: str = ""
    """`m` or `f` if that is known, else nothing."""


class ExtractionRule(NamedTuple):
    """What made a draft."""

    by: FoundBy
    pattern: Pattern | None = None
    """The arrangement around the cue, if a cue found it."""
    meant: Meant | None = None
    """Why the speaker is meant, if there is one."""
    act: Act = Act.SAID
    polarity: Polarity | None = None


class DoubtKind(StrEnum):
    """A doubt for a person to check."""

    SURNAME = "surname"
    """A surname alone names an actor."""
    NAMESAKE = "namesake"
    """A surname that several people of the article have is taken for one of them."""
    SPELLING = "spelling"
    """The name differs from the actor's by a slip."""
    SEVERAL = "several"
    """More than one actor has the name, so there is a new one."""
    WORDS = "words"
    """The words of a direct quotation aren't those of the article."""


class Doubt(NamedTuple):
    """A doubt for a person to check, and whom it concerns."""

    kind: DoubtKind
    name: str = ""
    """As the article has it."""
    taken_for: str = ""
    """The name of the actor it is taken for."""


class Doubted(StrEnum):
    """Which link of a draft a doubt is about."""

    SPEAKER = "speaker"
    OTHER = "other"
