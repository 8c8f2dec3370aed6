"""The words that a cue attributes, behind it or around it, chosen among all places for an end."""

from __future__ import annotations

from math import exp
from typing import Final

from quoth.intake.attributing.contents import (
    end_features,
    ends,
    front_features,
    fronts,
    resumption_features,
    resumptions,
    without_occasion,
)
from quoth.intake.attributing.cues import REASONS, CueCandidate, SentenceView
from quoth.intake.attributing.quoted import is_named_work
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME
from quoth.intake.text.lexicon import act_words
from quoth.intake.text.linear import score, weights
from quoth.intake.text.shapes import is_for_a_person
from quoth.intake.text.tokens import has_verb

_OWN: Final = 0.3
"""The weight of an end's own likelihood, next to its agreement with the others."""
Pieces = tuple[tuple[int, int], ...]
"""Tokens of words, each end excluded."""


def words_behind(
    article: ParsedArticle,
    seen: SentenceView,
    candidate: CueCandidate,
    between: tuple[int, int],
    cues: dict[int, float],
) -> tuple[Pieces, float]:
    """Return the words behind a cue, and the margin of their end over the next one.

    Args:
        article: The article.
        seen: The sentence.
        candidate: The cue.
        between: Where the words begin, and where they end at the latest.
        cues: How likely each cue of the sentence is, by its token.
    """
    start, limit = between
    if start >= limit:
        return (), 0.0
    places = ends(article, seen, start)
    kept = [end for end in places if end <= limit] or [limit]
    while (
        len(kept) == 1
        and kept[0] == limit
        and limit > start + 1
        and article.codes[limit - 1] in ",;:-(CB"
    ):
        limit -= 1
        kept = [limit]
    best, margin = _likeliest(article, seen, candidate, [(start, end) for end in kept], cues)
    if candidate.cue.lemma in act_words("naming"):
        best = _named_so(article, start, best)
    return ((start, without_occasion(article, start, best)),), margin


def _named_so(article: ParsedArticle, start: int, end: int) -> int:
    """Return where words end that call something by a quotation, without when it was called so.

    "She called the decision “a joke” after her side had lost" has the words up to the joke.
    """
    closing = article.codes.rfind("Q", start, end)
    if closing < 0 or closing + 1 >= end:
        return end
    return closing + 1 if article.lower[closing + 1] in _AFTERWARDS else end


_AFTERWARDS: Final = frozenset(
    ["after", "before", "when", "while", "as", "during", "in", "on", "at", "following", "last"]
)


def _likeliest(
    article: ParsedArticle,
    seen: SentenceView,
    candidate: CueCandidate,
    pieces: list[tuple[int, int]],
    cues: dict[int, float],
) -> tuple[int, float]:
    """Return the end that agrees best with all ends, each as likely as it is, and how well.

    Two ends agree where the words they have in common are half of the longer's at least.
    """
    if len(pieces) == 1:
        return pieces[0][1], 1.0
    start = pieces[0][0]
    places = [end for _, end in pieces]
    model = weights("end")
    logits = [score(model, end_features(article, seen, candidate, one, cues)) for one in pieces]
    top = max(logits)
    chances = [exp(logit - top) for logit in logits]
    total = sum(chances)
    best, value = places[0], -1.0
    for place, own in zip(places, chances, strict=True):
        agreed = _OWN * own + sum(
            chance
            for other, chance in zip(places, chances, strict=True)
            if (other < place and 2 * (other - start) >= place - start)
            or (other >= place and 2 * (place - start) >= other - start)
        )
        if agreed > value:
            best, value = place, agreed
    return best, min(1.0, value / total)


def words_around(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate
) -> tuple[Pieces, float]:
    """Return the words before a cue, and those that go on behind it, with how sure they are."""
    start = _behind_another(article, seen, candidate)
    if candidate.cue.form == "p" and candidate.token <= start + 1:
        return _according_first(article, seen, candidate)
    places = fronts(article, seen, candidate)
    if not places:
        return (), 0.0
    front = weights("front")
    _, lowest = max(
        (score(front, front_features(article, seen, candidate, rank, place)), -rank)
        for rank, place in enumerate(places)
    )
    end = begin = places[-lowest]
    codes = article.codes
    if end - 1 >= start and codes[end - 1] == "Q":
        region = article.region_of[end - 1]
        first = article.region_tokens[region][0] - 1
        if first > start and codes[first - 1] in ":":
            start = first
    pieces = [(start, end)]
    best, again = 0.0, -1
    if end < candidate.token or codes[end - 1] == "Q":
        best, again = _resumed(article, seen, candidate, (start, begin))
    if again >= 0 and not _is_aside(article, end, again):
        stop = seen.sentence.end
        while stop > again + 1 and codes[stop - 1] in ".,;:)-":
            stop -= 1
        pieces.append((again, stop))
    return tuple(pieces), abs(best)


def _is_aside(article: ParsedArticle, end: int, again: int) -> bool:
    """Tell whether words behind a cue are the writer's: "he said, raising fears of a strike".

    So are those about the speaker: "according to Dana Roe, who was there".
    """
    codes = article.codes
    if codes[again - 1 : again + 1] == ",W" and codes[again - 2] in "UHn":
        return True
    if codes[again - 1] == "," and article.lower[again] in REASONS:
        return True
    return codes[again - 1 : again + 1] == ",g" and article.region_of[end - 1] < 0


def _behind_another(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> int:
    """Return where words before a cue begin: behind a semicolon that ends what another says."""
    mark = article.codes.rfind(";", seen.sentence.start, candidate.token)
    if mark < 0 or article.region_of[mark] >= 0:
        return seen.sentence.start
    spoken = any(
        one.token < mark and one.subject >= 0 and "s" in one.cue.classes for one in seen.candidates
    )
    return mark + 1 if spoken else seen.sentence.start


def _resumed(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, piece: tuple[int, int]
) -> tuple[float, int]:
    """Return where words go on behind a cue, after how likely that is; -1 where they don't.

    `piece` are the words before the cue.
    """
    codes, (start, begin) = article.codes, piece
    model = weights("resume")
    quoted = codes[begin - 1] == "Q" and article.region_of[start] == article.region_of[begin - 1]
    best, again = 0.0, -1
    for place in resumptions(article, seen, candidate):
        opens = codes[place] == "q"
        if quoted and not opens and codes[place - 1] != ":":
            continue
        if quoted and opens and is_named_work(article, article.region_of[place]):
            continue
        value = score(model, resumption_features(article, seen, candidate, begin, place))
        if quoted and opens and _goes_on(article, begin, place):
            value = max(value, _SURELY)
        if not quoted and best <= 0 and codes[place - 1] in ",-" and _is_cut(codes, start, begin):
            value = max(value, _SURELY)
        if value > best:
            best, again = value, place
    return best, again


_SURELY: Final = 2.0
"""The weight of a quotation that is broken off within its sentence and goes on."""


def _is_cut(codes: str, start: int, begin: int) -> bool:
    """Tell whether words break off where none end: "It is, she says, a matter of time"."""
    return begin - start > 1 and codes[begin - 1] in _UNFINISHED


_UNFINISHED: Final = frozenset("XDPtBGC")
"""Classes of words that others follow."""


def _goes_on(article: ParsedArticle, begin: int, place: int) -> bool:
    """Tell whether a quotation that a comma or a dash breaks off goes on behind another one.

    The first comma is inside the quotation marks or behind them, as the paper has it.
    """
    if article.codes[place - 1] not in ",-":
        return False
    is_ended = article.codes[begin - 2] == "," or article.codes[begin] in ",-"
    return is_ended and article.tokens[place + 1][:1].islower()


def _past_apposition(article: ParsedArticle, seen: SentenceView, comma: int) -> int:
    """Return the comma behind a name that a comma leads to: "to the groom, Ada Roe, it ..."."""
    codes = article.codes
    for chunk in seen.chunks:
        if chunk.start == comma + 1 and chunk.kind == NAME:
            return chunk.end if codes[chunk.end : chunk.end + 1] == "," else comma
        if chunk.start == comma + 1 and is_for_a_person(article.lower[chunk.end - 1]):
            again = codes.find(",", chunk.end, seen.sentence.end)
            what = codes[chunk.start : again]
            is_apart = again > 0 and not has_verb(what) and "q" not in what
            return again if is_apart and has_verb(codes[again : seen.sentence.end]) else comma
    return comma


def _according_first(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate
) -> tuple[Pieces, float]:
    """Return what follows "According to her, ..."."""
    codes, last = article.codes, seen.sentence.end
    place = _past_apposition(article, seen, codes.find(",", candidate.token, last))
    stop = last
    while stop > place + 1 and codes[stop - 1] in ".,;:)-":
        stop -= 1
    if place < 0 or place + 1 >= stop:
        return (), 0.0
    return ((place + 1, stop),), 1.0
