"""From an article's text to drafts of its statements."""

from __future__ import annotations

import datetime
from typing import Final, NamedTuple

from quoth.intake.article import Article, read
from quoth.intake.attributions import THRESHOLDS, Attribution, attributions
from quoth.intake.chunks import chunks
from quoth.intake.cues import View, view
from quoth.intake.linear import probability, score, weights
from quoth.intake.model import Draft, Extraction, Span
from quoth.intake.names import Register
from quoth.intake.quoted import region_features
from quoth.intake.sources import option_features, options
from quoth.intake.speakers import Speaker, Speakers

DIRECT: Final = 0.95
NOBODY: Final = -2.0
"""A source that weighs less is none."""


class Found(NamedTuple):
    """A statement on its way to a draft."""

    pieces: tuple[tuple[int, int], ...]
    speaker: Speaker | None
    attribution: Attribution | None
    why: str
    chance: float


def extract(text: str, published: datetime.date | None = None) -> Extraction:
    """Return the statements that an article reports, and the actors they name."""
    article = read(text)
    views = [
        view(article, sentence, chunks(article, sentence.start, sentence.end))
        for sentence in article.sentences
    ]
    register = Register(article)
    register.read(views)
    speakers = Speakers(article, views, register)
    found: list[Found] = []
    previous: Found | None = None
    for number, seen in enumerate(views):
        here = _of_sentence(article, seen, speakers)
        covered = {
            region
            for region in seen.sentence.regions
            for one in here
            if any(start <= article.region_tokens[region][0] < end for start, end in one.pieces)
        }
        for region in seen.sentence.regions:
            if region not in covered:
                extra = _left_over(article, views, number, region, (here, found), speakers)
                if extra is not None:
                    here.append(extra)
        here.sort(key=lambda one: one.pieces[0])
        found += here
    del previous
    drafts = [draft for one in found if (draft := _draft(article, one)) is not None]
    return Extraction(drafts, [])


def _of_sentence(article: Article, seen: View, speakers: Speakers) -> list[Found]:
    model = weights("source")
    found = []
    used = -1
    accepted = attributions(article, seen)
    for one in accepted:
        candidate = one.candidate
        inner = one.pieces[0] if len(one.pieces) == 1 else (0, 0)
        if len(one.pieces) > 1:
            inner = one.pieces[0]
        best, chosen = NOBODY, None
        for option in options(article, seen, candidate, inner):
            if any(start <= option.chunk.start < end for start, end in one.pieces):
                continue
            value = score(
                model, option_features(article, seen, candidate, one.layout, option, used)
            )
            if value > best:
                best, chosen = value, option
        speaker = None
        if chosen is not None:
            used = chosen.chunk.start
            speaker = speakers.of(chosen.chunk)
        cue = article.tokens[candidate.token]
        chance = probability(one.logit)
        covers = any(
            start <= article.region_tokens[region][0] < end
            for region in seen.sentence.regions
            for start, end in one.pieces
        )
        if covers and one.logit < THRESHOLDS[one.layout]:
            inside = [
                region
                for region in seen.sentence.regions
                if any(s <= article.region_tokens[region][0] < e for s, e in one.pieces)
            ]
            sure = max(
                score(weights("region"), region_features(article, seen, region, "likely"))
                for region in inside
            )
            if sure < 0:
                continue
        found.append(Found(one.pieces, speaker, one, f"“{cue}”", chance))
    return found


def _left_over(
    article: Article,
    views: list[View],
    number: int,
    region: int,
    found: tuple[list[Found], list[Found]],
    speakers: Speakers,
) -> Found | None:
    seen = views[number]
    sure = score(weights("region"), region_features(article, seen, region, "no"))
    if sure < 0:
        return None
    here, before = found
    speaker, why = _whose(article, views, number, region, (here, before), speakers)
    return Found((article.region_tokens[region],), speaker, None, why, probability(sure) * 0.8)


def _whose(
    article: Article,
    views: list[View],
    number: int,
    region: int,
    found: tuple[list[Found], list[Found]],
    speakers: Speakers,
) -> tuple[Speaker | None, str]:
    here, before = found
    seen = views[number]
    sentence = seen.sentence
    first, last = article.region_tokens[region]
    if here and here[-1].speaker:
        return here[-1].speaker, "a quotation of the same sentence"
    begins = first - sentence.start <= 1
    same = [
        one
        for one in before[-4:]
        if one.speaker and article.sentences[speakers.sentence_of(one.pieces[0][0])].paragraph == sentence.paragraph
    ]
    if begins and region > 0 and not article.regions[region - 1].closed and before and before[-1].speaker:
        return before[-1].speaker, "a quotation that goes on"
    quoted = [one for one in same if article.region_of[one.pieces[-1][1] - 1] >= 0]
    if begins and quoted:
        return quoted[-1].speaker, "a quotation of the same paragraph"
    if not begins:
        subject = speakers.subject(seen, first)
        if subject is not None:
            return speakers.of(subject), "its sentence's subject"
    if number > 0 and (
        views[number - 1].sentence.paragraph == sentence.paragraph
        or article.codes[views[number - 1].sentence.end - 1] == ":"
    ):
        subject = speakers.subject(views[number - 1], views[number - 1].sentence.end)
        if subject is not None:
            return speakers.of(subject), "the subject of the sentence before"
    if before and before[-1].speaker and begins:
        return before[-1].speaker, "who spoke before"
    return None, "nobody"


def _draft(article: Article, one: Found) -> Draft | None:
    words = inside = 0
    for start, end in one.pieces:
        for token in range(start, end):
            if article.tokens[token][0].isalnum():
                words += 1
                inside += article.region_of[token] >= 0
    if not words:
        return None
    share = inside / words
    kind = "direct" if share >= DIRECT else "mixed" if share else "indirect"
    spans = []
    for start, end in one.pieces:
        while end > start and (article.codes[end - 1] in "Q" or article.codes[end - 1] in ",;:-" and kind == "indirect"):
            end -= 1
        while start < end and article.codes[start] == "q":
            start += 1
        if end > start:
            spans.append(Span(article.starts[start], article.end(end - 1)))
    if not spans:
        return None
    cue = None
    if one.attribution is not None:
        token = one.attribution.candidate.token
        cue = Span(article.starts[token], article.end(token))
    return Draft(
        quote=" ".join(span.of(article.text) for span in spans),
        kind=kind,
        spans=tuple(spans),
        speaker=one.speaker.mention if one.speaker else None,
        cue=cue,
        paragraph=article.sentences[0].paragraph + 1,
        rule=one.why,
        confidence=one.chance,
    )
