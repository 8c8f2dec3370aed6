"""How often drafts like one are right, from 0 to 1.

A logistic model over what made the draft, how likely its cue, its boundaries, its speaker and a
pronoun's antecedent were. It was fitted to the share of drafts whose words and whose speaker agree
with what people marked.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from quoth.intake.attributing.found import FoundStatement
from quoth.intake.people.figures import PERSON
from quoth.intake.people.speaker import Speaker
from quoth.intake.reasons import FoundBy, MeantBy, Referent
from quoth.intake.text.linear import probability, score, weights


class _Traits(NamedTuple):
    """What a draft's confidence depends on: the same comes again and again."""

    kind: str
    how: FoundBy
    known: Referent
    logit: int
    source_logit: int
    margin: int
    pieces: int
    sure: int
    layout: str
    """Empty where no cue found it."""


def features(one: FoundStatement, kind: str) -> list[str]:
    """Return the features that decide how often a draft is right."""
    return _features(_traits(one, kind))


def _traits(one: FoundStatement, kind: str) -> _Traits:
    speaker, by_cue = one.speaker, one.attribution
    return _Traits(
        kind,
        _LIKE.get(one.how, one.how),
        _known(speaker),
        _step(one.logit),
        _step(one.source_logit),
        int((by_cue.margin if by_cue is not None else 1.0) * 5),
        min(3, len(one.pieces)),
        min(3, int(speaker.sure)) if speaker is not None else 0,
        by_cue.layout if by_cue is not None else "",
    )


def _features(traits: _Traits) -> list[str]:
    kind = traits.kind
    found = [
        "*",
        f"kind {kind}",
        f"how {traits.how} {kind}",
        f"speaker {traits.known} {kind}",
        f"logit {traits.logit} {kind}",
        f"source {traits.source_logit}",
        f"margin {traits.margin} {kind}",
        f"pieces {traits.pieces} {kind}",
    ]
    if traits.known is Referent.STAND_IN:
        found.append(f"sure {traits.sure}")
    if traits.layout:
        found.append(f"layout {traits.layout} {kind}")
    return found


@lru_cache(maxsize=1 << 14)
def chance(traits: _Traits) -> float:
    """Return how often drafts with some traits are right, by the model alone."""
    return round(probability(score(weights("confidence"), _features(traits))), 2)


_LIKE: Final = {FoundBy.EXCHANGE: FoundBy.LAST_SPEAKER, FoundBy.TAG: FoundBy.CUE}
"""What the articles that were trained on have too little of, and what it is most like."""


def _known(speaker: Speaker | None) -> Referent:
    """Return how a speaker is known."""
    if speaker is None:
        return Referent.NOBODY
    return Referent.STAND_IN if speaker.why.by.stands_in else Referent.NAMED


def _step(logit: float) -> int:
    return max(-4, min(8, round(logit)))


TURN: Final = 0.93
"""The share of turns with a label that are right."""
SIGNED: Final = 0.79
"""The same for a name on a line of its own: the line may be about something else."""
DASH: Final = 0.86
"""The same for quotations signed with a dash and a name: the training articles have few."""
PARTY: Final = 0.86
"""The same for turns that begin with a letter ("Q:") or a bare question."""
UNSAID: Final = 0.3
"""The highest confidence of words that weren't uttered."""
OPEN: Final = 0.6
"""The highest if the speaker is unclear: "the officer" of several, "he" between two."""


def confidence(one: FoundStatement, kind: str) -> float:
    """Return how often drafts like this one are right."""
    if one.how.is_turn:
        figure = one.speaker.figure if one.speaker is not None else None
        named = figure is not None and figure.kind == PERSON
        if one.how is FoundBy.SIGNED:
            return SIGNED
        return TURN if one.how is FoundBy.LABEL else PARTY if named else OPEN
    if one.how is FoundBy.DASH and one.speaker is not None and one.speaker.figure is not None:
        return DASH
    found = chance(_traits(one, kind))
    if not one.act.is_statement:
        return min(found, UNSAID)
    is_open = one.how is FoundBy.EXCHANGE or _is_open(one.speaker)
    return min(found, OPEN) if is_open else found


def _is_open(speaker: Speaker | None) -> bool:
    """Tell whether an article leaves open who is meant."""
    if speaker is None or speaker.is_guessed or speaker.why.by is MeantBy.PRONOUN:
        return True
    if speaker.why.by is MeantBy.NOUN:
        return speaker.is_definite
    guessed = speaker.why.by in (MeantBy.ANTECEDENT, MeantBy.DESCRIPTION)
    return guessed and speaker.sure < _CLOSE


_CLOSE: Final = 0.7
"""One for whom a pronoun stands hardly beats the next by less."""
