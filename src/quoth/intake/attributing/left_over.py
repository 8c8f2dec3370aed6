"""Quoted words that no cue of their sentence accounts for, and whose they are."""

from __future__ import annotations

import re
from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.attributing.documents import is_document
from quoth.intake.attributing.exchanges import answering
from quoth.intake.attributing.found import FoundStatement
from quoth.intake.attributing.quoted import is_named_work, region_features
from quoth.intake.attributing.signatures import signature
from quoth.intake.attributing.tags import tag
from quoth.intake.people.speaker import Speaker
from quoth.intake.people.speakers import Speakers
from quoth.intake.reasons import FoundBy
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, Chunk
from quoth.intake.text.linear import score, weights
from quoth.intake.text.shapes import is_for_a_person


def left_over(
    article: ParsedArticle,
    views: list[SentenceView],
    where: tuple[int, int],
    found: tuple[list[FoundStatement], list[FoundStatement]],
    speakers: Speakers,
) -> FoundStatement | None:
    """Return the speech that no cue of the sentence accounts for."""
    number, region = where
    if is_named_work(article, region):
        return None
    sure = score(weights("region"), region_features(article, views[number], region, "no"))
    beside = _beside(article, views, where)
    if sure < 0 and beside is None and not _opened_again(article, region):
        return None
    if beside is None:
        speaker, how = _whose(article, views, where, found, speakers)
    else:
        speaker, how = speakers.of(beside[0]), beside[1]
    piece = article.region_tokens[region]
    return FoundStatement((piece,), number, speaker, None, how, logit=sure)


def _beside(
    article: ParsedArticle, views: list[SentenceView], where: tuple[int, int]
) -> tuple[Chunk, FoundBy] | None:
    """Return who is named right beside quoted words as their speaker, and the reason."""
    number, region = where
    seen = views[number]
    if (signed := signature(article, views, number, region)) is not None:
        return signed, FoundBy.DASH
    if (tagged := tag(article, seen, region)) is not None:
        return tagged, FoundBy.TAG
    sender = _sender(article, seen, article.region_tokens[region][0])
    return None if sender is None else (sender, FoundBy.SUBJECT)


def _opened_again(article: ParsedArticle, region: int) -> bool:
    """Tell whether the next paragraph opens the quotation again that its own leaves open."""
    one = article.regions[region]
    if one.closed or region + 1 >= len(article.regions):
        return False
    return article.text[one.outer_end : article.regions[region + 1].outer_start].isspace()


def _whose(
    article: ParsedArticle,
    views: list[SentenceView],
    where: tuple[int, int],
    found: tuple[list[FoundStatement], list[FoundStatement]],
    speakers: Speakers,
) -> tuple[Speaker | None, FoundBy]:
    """Return the speaker of words that neither a cue nor a name beside them accounts for."""
    number, region = where
    here, before = found
    seen = views[number]
    sentence = seen.sentence
    first = article.region_tokens[region][0]
    if here and here[-1].speaker:
        return here[-1].speaker, FoundBy.SAME_SENTENCE
    last = before[-1] if before and before[-1].speaker else None
    if first - sentence.start > 1:
        subject = speakers.subject(seen, first)
        subject = subject or _before_colon(article, seen, first)
        if subject is not None:
            return speakers.of(subject), FoundBy.SUBJECT
    else:
        if last and region > 0 and not article.regions[region - 1].closed:
            return last.speaker, FoundBy.GOES_ON
        for one in reversed(before[-4:]):
            if (
                one.speaker
                and not is_document(one.speaker)
                and views[one.sentence].sentence.paragraph == sentence.paragraph
                and article.region_of[one.pieces[-1][1] - 1] >= 0
            ):
                return one.speaker, FoundBy.SAME_PARAGRAPH
    return _by_words_before(article, views, where, before, speakers)


def _before_colon(article: ParsedArticle, seen: SentenceView, first: int) -> Chunk | None:
    """Return the person without a name in what leads to a quotation: "one man to another:"."""
    codes, start = article.codes, seen.sentence.start
    if codes[first - 2 : first] != ":q":
        return None
    people = [
        one
        for one in seen.chunks
        if one.kind == NOUN and one.end < first and is_for_a_person(article.lower[one.end - 1])
    ]
    return next((one for one in people if one.start == start or codes[one.start - 1] != "P"), None)


def _sender(article: ParsedArticle, seen: SentenceView, first: int) -> Chunk | None:
    """Return the person whom a quotation came from: "My favourite came from Ada in Tarn:"."""
    if article.codes[first - 2 : first] != ":q":
        return None
    for name in reversed(seen.chunks):
        is_from = name.kind == NAME and article.lower[max(0, name.start - 1)] == "from"
        if is_from and _PLACE_BEHIND.fullmatch(article.codes, name.end, first - 2):
            return name
    return None


_PLACE_BEHIND: Final = re.compile("(?:,?P?U{1,3})?,?")


def _by_words_before(
    article: ParsedArticle,
    views: list[SentenceView],
    where: tuple[int, int],
    before: list[FoundStatement],
    speakers: Speakers,
) -> tuple[Speaker | None, FoundBy]:
    """Return who said a quotation whose own sentence and paragraph don't name a speaker."""
    number, region = where
    if (turn := answering(article, views, where, before)) is not None:
        return turn, FoundBy.EXCHANGE
    if (leading := _led_in(article, views, number, speakers)) is not None:
        return leading, FoundBy.LEAD_IN
    begins = article.region_tokens[region][0] - views[number].sentence.start <= 1
    if before and before[-1].speaker and begins:
        return before[-1].speaker, FoundBy.LAST_SPEAKER
    return None, FoundBy.NOBODY


def _led_in(
    article: ParsedArticle, views: list[SentenceView], number: int, speakers: Speakers
) -> Speaker | None:
    """Return the subject of the sentence before, if that sentence introduces a quotation."""
    if number == 0:
        return None
    previous = views[number - 1].sentence
    same = previous.paragraph == views[number].sentence.paragraph
    if not same and article.codes[previous.end - 1] != ":":
        return None
    subject = speakers.subject(views[number - 1], previous.end)
    first = number - 1
    while subject is None and not same and first > 0:
        first -= 1
        if views[first].sentence.paragraph != previous.paragraph:
            break
        subject = speakers.subject(views[first], views[first].sentence.end)
    return None if subject is None else speakers.of(subject)
