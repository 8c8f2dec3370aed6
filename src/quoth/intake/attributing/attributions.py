"""The attributions of a sentence: which cues attribute something, and the words of each.

Contents don't overlap, and no cue stands in another's content. Likelier ones are accepted first; a
content that runs into an accepted one ends before it, if it may.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from quoth.intake.attributing.beginnings import beginning, start_after
from quoth.intake.attributing.cues import (
    AFTER,
    AROUND,
    RAISED,
    CueCandidate,
    SentenceView,
    subject_start,
)
from quoth.intake.attributing.limits import SAYING, limit_behind
from quoth.intake.attributing.proposing import (
    THRESHOLDS,
    Proposal,
    plausible,
    proposals,
    strengths,
)
from quoth.intake.attributing.stretches import words_around, words_behind
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.lexicon import act_words

SHORT, LEAD, LONG_LEAD = 2, 9, 40
"""How many tokens may stand behind the words of a cited speaker, and before them."""
_BEFORE_QUOTATION: Final = re.compile("[DGHUnlsbONPTRI$]{1,8}:(?=q)")
"""The object of a cue before a quotation: "praised his team: “They ran”"."""


class Attribution(NamedTuple):
    """A cue with the tokens of its words."""

    candidate: CueCandidate
    layout: str
    logit: float
    pieces: tuple[tuple[int, int], ...]
    """Tokens of the words, each end excluded."""
    margin: float
    """The margin of the chosen end over the next one."""


def attributions(article: ParsedArticle, seen: SentenceView) -> list[Attribution]:
    """Return a sentence's attributions, in the order of their cues."""
    if not seen.candidates:
        return []
    proposed = plausible(article, seen)
    cues = strengths(proposed)
    accepted: list[Attribution] = []
    for over, candidate, layout in proposed:
        if over <= 0:
            break
        fitted = _fit(article, seen, (over, candidate, layout), accepted, cues)
        if fitted is not None:
            accepted.append(fitted)
    _cover(article, seen, proposed, accepted, cues)
    return sorted(accepted, key=lambda one: one.candidate.token)


def inner(
    article: ParsedArticle,
    seen: SentenceView,
    outer: Attribution,
    lead: int = LEAD,
    least: float = 0.0,
) -> Attribution | None:
    """Return the attribution inside another's words that accounts for most of them.

    So many tokens, `lead`, may stand before its words at most; the logit above its layout's
    threshold is more than `least`.

    "The agency reported that she said ...": the words are hers, and the agency carried them.
    """
    start, end = outer.pieces[0]
    proposed = [
        one
        for one in proposals(article, seen)
        if one[0] > least
        and one[2] == AFTER
        and start <= one[1].token < end
        and start <= subject_start(article, seen, one[1]) < one[1].token
        and (not SAYING.isdisjoint(one[1].cue.classes) or _rejects(article, one[1]))
        and one[1].cue.form in "sd0"
    ]
    for one in sorted(proposed, key=lambda found: found[1].token):
        fitted = _fit(article, seen, one, [], strengths(proposed))
        if fitted is not None:
            left, right = fitted.pieces[-1]
            if left < end < right and outer.candidate.cue.form == "p":
                fitted, right = fitted._replace(pieces=((left, end),)), end
            if end - SHORT <= right <= end and left - start <= lead:
                return fitted
    return None


def _rejects(article: ParsedArticle, candidate: CueCandidate) -> bool:
    """Tell whether a cue rejects what others say or want: "has rejected the idea of troops"."""
    behind = article.lower[candidate.token + 1 : candidate.token + 4]
    is_rejecting = candidate.cue.lemma in act_words("rejecting")
    return is_rejecting and not act_words("claims").isdisjoint(behind)


def _cover(
    article: ParsedArticle,
    seen: SentenceView,
    proposed: list[Proposal],
    accepted: list[Attribution],
    cues: dict[int, float],
) -> None:
    """Accept what is less likely for quoted words that no attribution accounts for."""
    for region in seen.sentence.regions:
        first, last = article.region_tokens[region]
        if any(start <= first < end for one in accepted for start, end in one.pieces):
            continue
        for one in proposed:
            if one[0] > 0:
                continue
            fitted = _fit(article, seen, one, accepted, cues)
            if fitted and any(start <= first and last <= end for start, end in fitted.pieces):
                accepted.append(fitted)
                break


def _fit(
    article: ParsedArticle,
    seen: SentenceView,
    proposal: Proposal,
    accepted: list[Attribution],
    cues: dict[int, float],
) -> Attribution | None:
    """Return the attribution with pieces that leave the accepted ones alone, if it can."""
    over, candidate, layout = proposal
    token = candidate.token
    if accepted and any(
        other.candidate.token == token or any(start <= token < end for start, end in other.pieces)
        for other in accepted
    ):
        return None
    if layout == AROUND:
        pieces, margin = words_around(article, seen, candidate)
    else:
        limit = min(
            (_reach(seen, other) for other in accepted if other.candidate.token > token),
            default=seen.sentence.end,
        )
        begin = (beginning if layout == AFTER else start_after)(article, seen, candidate)
        if layout == AFTER and (object_phrase := _BEFORE_QUOTATION.match(article.codes, begin)):
            begin = object_phrase.end()
        limit = min(limit, limit_behind(article, seen, candidate, begin, cues))
        pieces, margin = words_behind(article, seen, candidate, (begin, limit), cues)
        if layout == RAISED and pieces:
            chunk = seen.chunks[candidate.subject]
            pieces = ((subject_start(article, seen, candidate), chunk.end), *pieces)
    if not pieces:
        return None
    for other in accepted:
        if any(start <= other.candidate.token < end for start, end in pieces):
            return None
        for start, end in pieces:
            if any(start < right and left < end for left, right in other.pieces):
                return None
    return Attribution(candidate, layout, over + THRESHOLDS[layout], pieces, margin)


def _reach(seen: SentenceView, other: Attribution) -> int:
    """Return the first token that an attribution takes, its subject's included."""
    first = min(other.candidate.token, *(start for start, _ in other.pieces))
    if other.candidate.subject >= 0:
        first = min(first, seen.chunks[other.candidate.subject].start)
    return first
