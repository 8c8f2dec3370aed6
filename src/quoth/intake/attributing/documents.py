"""Letters, messages and the like that are said to say something: the words are their writer's.

"The letter said", "it read": the writer is named where the letter is mentioned before ("a text that
Roe sent to Poe", "a letter from Roe", "in a letter to the board Roe wrote"). If no writer is named,
the letter stays the speaker, and an "it" that reads is left without a speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from quoth.intake.attributing.cues import CueCandidate, SentenceView
from quoth.intake.people.speaker import Speaker
from quoth.intake.people.speakers import Speakers
from quoth.intake.reasons import Meant, MeantBy
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, PRONOUN, Chunk, possessors
from quoth.intake.text.shapes import is_for_a_person

if TYPE_CHECKING:
    from quoth.intake.attributing.found import FoundStatement

_DOCUMENTS: Final = frozenset(
    ["letter", "email", "e-mail", "message", "text", "memo", "note", "post", "tweet", "postcard"]
)
_SENT: Final = frozenset(["sent", "wrote", "posted", "signed", "left", "published", "texted"])
_FROM: Final = frozenset(["from", "by"])
_BACK: Final = 6
"""How many sentences back a letter may have been mentioned."""
_IT_BACK: Final = 2
"""How many sentences back, if "it" stands for the letter."""
_MOST: Final = 40
"""How many noun phrases of a sentence are examined."""
_NEAR: Final = 4
"""How many statements back its sentence may have one."""


def of_document(
    article: ParsedArticle,
    views: Sequence[SentenceView],
    one: FoundStatement,
    before: Sequence[FoundStatement],
    speakers: Speakers,
) -> FoundStatement:
    """Return a document's statement as its writer's, if the article names the writer.

    Args:
        article: The article.
        views: Its sentences.
        one: The statement.
        before: Those found before it, in order.
        speakers: Who is who.
    """
    speaker = one.speaker
    if speaker is None or (speaker.figure is not None and speaker.why.phrase != "it"):
        return one
    is_it = speaker.why.phrase == "it"
    reads = one.attribution is not None and one.attribution.candidate.cue.lemma == "read"
    noun = speaker.mention.name.split()[-1]
    if not (reads if is_it else noun in _DOCUMENTS):
        return one
    last = max(0, one.sentence - (_IT_BACK if is_it else _BACK))
    for number in range(one.sentence - 1, last - 1, -1):
        for chunk in views[number].chunks:
            word = article.lower[chunk.end - (article.codes[chunk.end] != "b")]
            if chunk.kind != NOUN or (word not in _DOCUMENTS if is_it else word != noun):
                continue
            writer = _writer(article, views[number], chunk, before, speakers)
            if writer is not None:
                phrase = noun if not is_it else "it"
                why = Meant(MeantBy.DESCRIPTION, phrase, writer.mention.name)
                mention = writer.mention._replace(span=speaker.mention.span)
                return one._replace(speaker=writer._replace(mention=mention, why=why, sure=0.5))
    return one._replace(speaker=None) if is_it else one


def is_document(speaker: Speaker) -> bool:
    """Tell whether a letter or the like is named as who said something."""
    return speaker.figure is None and speaker.mention.name.split()[-1].lower() in _DOCUMENTS


def _writer(
    article: ParsedArticle,
    seen: SentenceView,
    chunk: Chunk,
    before: Sequence[FoundStatement],
    speakers: Speakers,
) -> Speaker | None:
    """Return the writer of what a noun phrase stands for, if its own sentence names one."""
    owners = [each for each in possessors(article, chunk) if each.kind != NOUN]
    if owners:
        return _somebody(speakers, owners[-1])
    lower = article.lower
    for other in seen.chunks:
        gap = other.start - chunk.end
        between = lower[chunk.end : other.start]
        if gap == 1 and other.kind == NOUN and between[0] in _FROM:
            found = speakers.of(other)
            is_person = is_for_a_person(lower[other.end - 1])
            return found if is_person or found.figure is not None else None
        if other.kind == NOUN or not 0 <= gap <= 2:
            continue
        verbs = lower[other.end : other.end + 2]
        if (between and between[-1] in _FROM) or not _SENT.isdisjoint(verbs):
            return _somebody(speakers, other)
    for one in reversed(before[-_NEAR:]):
        if one.speaker is not None and seen.sentence.start <= one.pieces[0][0] < seen.sentence.end:
            return one.speaker if one.speaker.figure is not None else None
    subject = speakers.subject(seen, chunk.start)
    if subject is not None and not _SENT.isdisjoint(lower[subject.end : chunk.start]):
        return _somebody(speakers, subject)
    return None


def _somebody(speakers: Speakers, chunk: Chunk) -> Speaker | None:
    found = speakers.of(chunk)
    return found if found.figure is not None else None


def with_a_clause(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate
) -> Chunk | None:
    """Return the subject of a cue that has a clause right behind it: "the letter she got said"."""
    if candidate.cue.form not in "sd0" or "be" in candidate.marks:
        return None
    before = [chunk for chunk in seen.chunks[:_MOST] if chunk.end <= candidate.token]
    if len(before) < 2:
        return None
    outer, inner = before[-2:]
    if inner.kind not in (PRONOUN, NAME) or outer.kind != NOUN or outer.end != inner.start:
        return None
    verbs = article.codes[inner.end : candidate.token]
    begins = outer.start == seen.sentence.start or article.codes[outer.start - 1] in ",QB"
    is_clause = begins and any(letter in "Vve" for letter in verbs) and "," not in verbs
    return outer if is_clause else None
