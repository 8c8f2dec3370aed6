"""The statements of an article: attributions with their speakers, and quoted words left over.

`sentences` finds those of a sentence's cues, `left_over` the speakers of other quoted words, and
`spoken` the statements of turns. This module puts them in order, and joins one that is interrupted.
"""

from __future__ import annotations

from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.attributing.documents import of_document
from quoth.intake.attributing.exchanges import replying
from quoth.intake.attributing.found import FoundStatement, Piece, holds, is_wholly_quoted
from quoth.intake.attributing.left_over import left_over
from quoth.intake.attributing.repeats import is_correction, may_correct, repeats
from quoth.intake.attributing.sentences import of_sentence
from quoth.intake.attributing.spoken import nested, of_turn
from quoth.intake.attributing.turns import turns
from quoth.intake.attributing.within import within
from quoth.intake.people.speakers import FIRST, Speakers
from quoth.intake.reasons import Act, FoundBy, MeantBy
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.layout import BlockKind

_GOING_ON: Final = (FoundBy.SAME_PARAGRAPH, FoundBy.GOES_ON)
_OPEN_SPEAKER: Final = (FoundBy.NOBODY, FoundBy.LAST_SPEAKER)


def statements(
    article: ParsedArticle, views: list[SentenceView], speakers: Speakers
) -> list[FoundStatement]:
    """Return the statements of an article in the order of the text."""
    found: list[FoundStatement] = []
    joined: dict[int, list[Piece]] = {}
    spoken = {turn.paragraph: turn for turn in turns(article)}
    outer: FoundStatement | None = None
    repeated = repeats(article)
    corrects = may_correct(article)
    for number, seen in enumerate(views):
        paragraph = seen.sentence.paragraph
        kind = article.layout[paragraph].kind
        if kind is BlockKind.TURN:
            turn = spoken.pop(paragraph, None)
            if turn is not None:
                outer = of_turn(number, turn, speakers) if turn.pieces else None
                found += [outer] if outer is not None else []
            if outer is not None:
                found += nested(article, number, seen, speakers, outer)
        elif kind is BlockKind.PROSE and not (corrects and is_correction(article, seen)):
            for one in _of_prose(article, views, (number, repeated), found, speakers):
                _append(article, found, joined, one)
    for place, pieces in joined.items():
        found[place] = found[place]._replace(pieces=tuple(pieces))
    return [each for one in found for each in (one, *_quoted_by(article, one, speakers))]


def _quoted_by(
    article: ParsedArticle, one: FoundStatement, speakers: Speakers
) -> list[FoundStatement]:
    """Return what a quotation quotes of others, outside of turns, whose marks are seen anyway."""
    is_quotation = not one.how.is_turn and is_wholly_quoted(article, one)
    return within(article, one, speakers) if is_quotation else []


def _of_prose(
    article: ParsedArticle,
    views: list[SentenceView],
    where: tuple[int, frozenset[int]],
    found: list[FoundStatement],
    speakers: Speakers,
) -> list[FoundStatement]:
    """Return the statements of a sentence: of its cues, and of quoted words that these leave."""
    number, repeated = where
    seen = views[number]
    here = [
        of_document(article, views, _of_writer(article, one, speakers), found, speakers)
        for one in of_sentence(article, number, seen, speakers)
    ]
    covered = {
        region
        for region in seen.sentence.regions
        if any(holds(one.pieces, article.region_tokens[region][0]) for one in here)
    }
    for region in seen.sentence.regions:
        if region not in covered and region not in repeated:
            extra = left_over(article, views, (number, region), (here, found), speakers)
            if extra is not None and not _leads(article, extra, here):
                here.append(extra)
    here.sort(key=lambda one: one.pieces[0])
    return [replying(article, views, one, found, speakers) for one in here]


def _leads(article: ParsedArticle, extra: FoundStatement, here: list[FoundStatement]) -> bool:
    """Put quoted words before those that they lead to, if a cue broke them off; tell whether.

    “We lost,” Marsh, the captain, said on Sunday, “because we were bad.”
    """
    start, end = extra.pieces[0]
    after = end + 1
    if extra.how is not FoundBy.SAME_SENTENCE or article.codes[end - 1 : after] != ",Q":
        return False
    for number, one in enumerate(here):
        first = one.pieces[0][0]
        cue = one.attribution.candidate.token if one.attribution is not None else -1
        is_next = article.region_of[first] == article.region_of[start] + 1
        word = article.tokens[first + (article.codes[first] == "q")]
        if is_next and after <= cue < first and word[:1].islower():
            here[number] = one._replace(pieces=((start, end), *one.pieces))
            return True
    return False


def _append(
    article: ParsedArticle,
    found: list[FoundStatement],
    joined: dict[int, list[Piece]],
    one: FoundStatement,
) -> None:
    """Append a statement, or join it with the one before if that goes on in it.

    A quotation goes on behind the words that attribute it ("A," she said. "B"), and in the next
    paragraph where its own leaves it open. All pieces of one that goes on are in `joined`, by its
    place among those found, where only the latest are kept.
    """
    before = found[-1] if found else None
    if before is not None and is_wholly_quoted(article, before) and is_wholly_quoted(article, one):
        if one.how in _GOING_ON and one.sentence - max(before.until, before.sentence) <= 1:
            joined.setdefault(len(found) - 1, [*before.pieces]).extend(one.pieces)
            found[-1] = before._replace(pieces=one.pieces, until=one.sentence)
            return
        region = article.region_of[one.pieces[0][0]]
        if (
            before.how in _OPEN_SPEAKER
            and region > 0
            and region - 1 == article.region_of[before.pieces[-1][0]]
            and not article.regions[region - 1].closed
        ):
            joined.setdefault(len(found) - 1, [*before.pieces]).extend(one.pieces)
            found[-1] = one
            return
    found.append(one)


def _of_writer(article: ParsedArticle, one: FoundStatement, speakers: Speakers) -> FoundStatement:
    """Return what "I" and "we" say outside quotations as the writer's, whose thoughts these are."""
    speaker = one.speaker
    if speaker is None or speaker.why.by is not MeantBy.PRONOUN or speaker.why.phrase not in FIRST:
        return one
    act = one.act if one.is_quoted and is_wholly_quoted(article, one) else Act.THOUGHT
    return one._replace(speaker=speakers.parties.writer(speaker), act=act)
