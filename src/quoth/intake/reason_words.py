"""The words for what found a draft, why an actor is meant, and what is doubted.

They are for people alone: nothing compares them, parses them or keeps a number under them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from quoth.intake.reasons import (
    Act,
    Clue,
    Doubt,
    DoubtKind,
    ExtractionRule,
    FoundBy,
    Meant,
    MeantBy,
    Pattern,
)
from quoth.intake.text.chunks import NAME, NOUN, PRONOUN
from quoth.store.model import Polarity

_FOUND: Final[Mapping[FoundBy, str]] = {
    FoundBy.LABEL: "a transcript’s label",
    FoundBy.LETTER: "a transcript’s label",
    FoundBy.SIGNED: "words with a name in a line of its own",
    FoundBy.DASH: "a quotation, then a dash and a name",
    FoundBy.TAG: "a quotation, then its speaker and a verb",
    FoundBy.SAME_SENTENCE: "a quotation, one more in the sentence",
    FoundBy.SUBJECT: "a quotation, its sentence’s subject",
    FoundBy.GOES_ON: "a quotation, that goes on from the paragraph before",
    FoundBy.SAME_PARAGRAPH: "a quotation, one more in the paragraph",
    FoundBy.LEAD_IN: "a quotation, the subject of the sentence before",
    FoundBy.EXCHANGE: "a quotation, by the other of two who take turns",
    FoundBy.LAST_SPEAKER: "a quotation, by who spoke before",
    FoundBy.NOBODY: "a quotation without a named speaker",
}
_SOURCES: Final[Mapping[str, str]] = {NAME: "a name", NOUN: "a noun", PRONOUN: "a pronoun"}
_QUOTED: Final[Mapping[bool, str]] = {True: "a quotation", False: "reported words"}
_CLUES: Final[Mapping[tuple[Clue, str], str]] = {
    (Clue.SPOKE, "m"): "a man who spoke before",
    (Clue.SPOKE, "f"): "a woman who spoke before",
    (Clue.SPOKE, ""): "who spoke before",
    (Clue.SUBJECT, "m"): "a man who was a subject",
    (Clue.SUBJECT, "f"): "a woman who was a subject",
    (Clue.SUBJECT, ""): "the last one who was a subject",
    (Clue.LIKELIEST, "m"): "the likeliest man before",
    (Clue.LIKELIEST, "f"): "the likeliest woman before",
    (Clue.LIKELIEST, ""): "the likeliest one before",
}
_ACTS: Final[Mapping[Act, str]] = {
    Act.ASKED: "asked",
    Act.WRITTEN: "written",
    Act.THOUGHT: "thought or planned, not said",
    Act.DONE: "done, not said",
}
_POLARITIES: Final[Mapping[Polarity, str]] = {
    Polarity.DENIED: "the speaker denies these words",
    Polarity.HYPOTHETICAL: "under a condition",
}
_DOUBTS: Final[Mapping[DoubtKind, str]] = {
    DoubtKind.SURNAME: "“{name}” is taken for {taken_for}, who alone has that surname",
    DoubtKind.NAMESAKE: "“{name}” is taken for {taken_for}, and others here have that surname",
    DoubtKind.SPELLING: "“{name}” is taken for {taken_for}: the spelling differs",
    DoubtKind.SEVERAL: "several actors are called “{name}”: a new one was made",
    DoubtKind.WORDS: "these words don't stand in the article like that",
}


def in_words(reason: ExtractionRule | Doubt) -> str:
    """Return what made a draft, or what is doubted of it, as a person can read it."""
    if isinstance(reason, Doubt):
        return _DOUBTS[reason.kind].format(name=reason.name, taken_for=reason.taken_for)
    found = _FOUND[reason.by] if reason.pattern is None else _pattern(reason.pattern)
    parts = [
        found,
        _meant(reason.meant) if reason.meant is not None else "",
        _ACTS.get(reason.act, ""),
        _POLARITIES[reason.polarity] if reason.polarity is not None else "",
    ]
    return "; ".join(filter(None, parts))


def _pattern(pattern: Pattern) -> str:
    """Return a cue with what stands around it."""
    cue = "according to" if pattern.cue.lower() == "according" else pattern.cue
    order = [f"“{cue}”"]
    if pattern.source:
        order.insert(0 if pattern.source_first else 1, _SOURCES[pattern.source])
    order.insert(0 if pattern.words_first else len(order), _QUOTED[pattern.quoted])
    return ", then ".join(order)


def _meant(meant: Meant) -> str:
    """Return whom words that aren't a name stand for; "" for other words."""
    match meant.by:
        case MeantBy.PARTY:
            return f"{meant.name}, as the opening tells" if meant.name else "no one is named"
        case MeantBy.WRITER:
            return f"“{meant.phrase}” is who wrote it"
        case MeantBy.PRONOUN:
            return f"“{meant.phrase}”"
        case MeantBy.ANTECEDENT if meant.clue is not None:
            because = _CLUES[meant.clue, meant.gender]
            return f"“{meant.phrase}” is {meant.name}: {because}"
        case MeantBy.DESCRIPTION | MeantBy.PHRASE | MeantBy.ANTECEDENT:
            return f"“{meant.phrase}” is {meant.name}"
    return ""
