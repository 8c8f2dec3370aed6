"""Who speaks in an exchange whose later words have no cue: two people take turns.

“Did you lock it?” Roe asked. / “No,” said Poe. / “Why not?” / “It had no key.”
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from quoth.intake.attributing.channel import addressee
from quoth.intake.attributing.cues import SentenceView
from quoth.intake.people.coreference import GENDERS
from quoth.intake.people.figures import PERSON, UNKNOWN
from quoth.intake.people.speaker import Speaker
from quoth.intake.people.speakers import Speakers
from quoth.intake.reasons import FoundBy, MeantBy
from quoth.intake.text.article import ParsedArticle

if TYPE_CHECKING:
    from quoth.intake.attributing.found import FoundStatement

_BACK: Final = 6
"""How many statements back the other speaker may have spoken."""
_PARAGRAPHS: Final = 4
"""How many paragraphs back the other speaker may have spoken."""


def answering(
    article: ParsedArticle,
    views: Sequence[SentenceView],
    where: tuple[int, int],
    before: Sequence[FoundStatement],
) -> Speaker | None:
    """Return whose turn a paragraph is that is a quotation alone; nothing outside of an exchange.

    An exchange is what a question opens, its own or that of the paragraph before, between the one
    who spoke last and the one who spoke before; it goes on while such paragraphs follow.

    Args:
        article: The article.
        views: Its sentences.
        where: The numbers of the sentence and of the quoted region.
        before: The statements found before, in order.
    """
    number, region = where
    last = before[-1] if before else None
    if last is None or last.speaker is None or not _is_alone(article, views, number, region):
        return None
    paragraph = views[number].sentence.paragraph
    spoken = article.region_of[last.pieces[-1][1] - 1]
    if spoken < 0 or not article.regions[spoken].closed:
        return None
    if views[max(last.until, last.sentence)].sentence.paragraph != paragraph - 1:
        return None
    if not (last.how is FoundBy.EXCHANGE or _asks(article, spoken) or _asks(article, region)):
        return None
    for one in reversed(before[-_BACK:-1]):
        if paragraph - views[one.sentence].sentence.paragraph > _PARAGRAPHS:
            break
        if one.speaker is not None and one.speaker.mention.name != last.speaker.mention.name:
            return one.speaker
    return None


def replying(
    article: ParsedArticle,
    views: Sequence[SentenceView],
    one: FoundStatement,
    before: Sequence[FoundStatement],
    speakers: Speakers,
) -> FoundStatement:
    """Return a reply as the other one's if "he" was taken for the one who asked.

    “Did you lock it?” Roe asked. / “No,” he replied. The other one is whom Roe asks, or who spoke
    before.
    """
    last = before[-1] if before else None
    speaker = one.speaker
    if last is None or last.speaker is None or speaker is None or speaker.figure is None:
        return one
    is_pronoun = speaker.why.by is MeantBy.ANTECEDENT and speaker.why.phrase in ("he", "she")
    if not is_pronoun or last.speaker.figure is not speaker.figure or last.attribution is None:
        return one
    spoken = article.region_of[last.pieces[-1][1] - 1]
    here = views[one.sentence].sentence.paragraph
    is_next = views[max(last.until, last.sentence)].sentence.paragraph == here - 1
    is_quoted = article.region_of[one.pieces[0][0]] >= 0
    if not (is_next and is_quoted and spoken >= 0 and _asks(article, spoken)):
        return one
    told = addressee(views[last.sentence], last.attribution)
    others = [] if told is None else [speakers.of(told).figure]
    others += [
        each.speaker.figure
        for each in reversed(before[-_BACK:-1])
        if each.speaker is not None
        and here - views[each.sentence].sentence.paragraph <= _PARAGRAPHS
    ]
    gender = GENDERS[speaker.why.phrase]
    for figure in others:
        if figure is None or figure is speaker.figure or figure.kind not in (PERSON, UNKNOWN):
            continue
        if figure.gender in ("", gender):
            return one._replace(speaker=speakers.pronouns.other_than(speaker, figure))
    return one


def _is_alone(
    article: ParsedArticle, views: Sequence[SentenceView], number: int, region: int
) -> bool:
    """Tell whether a paragraph is one quotation, and nothing else."""
    sentence = views[number].sentence
    beside = [number - 1, number + 1]
    if any(
        0 <= each < len(views) and views[each].sentence.paragraph == sentence.paragraph
        for each in beside
    ):
        return False
    first, end = article.region_tokens[region]
    return first - sentence.start <= 1 and sentence.end - end <= 2


def _asks(article: ParsedArticle, region: int) -> bool:
    return article.tokens[article.region_tokens[region][1] - 1] == "?"
