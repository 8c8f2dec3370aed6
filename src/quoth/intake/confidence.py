"""How often drafts like one are right, from 0 to 1.

A logistic model over what made the draft, how likely its cue, its boundaries, its speaker and a
pronoun's antecedent were. It was fitted to the share of drafts whose words and whose speaker agree
with what people marked.
"""

from __future__ import annotations

from typing import Final

from quoth.intake.attributing.found import FoundStatement
from quoth.intake.people.figures import PERSON
from quoth.intake.people.speakers import Speaker
from quoth.intake.reasons import FoundBy, MeantBy, Referent
from quoth.intake.text.linear import probability, score, weights


def features(one: FoundStatement, kind: str) -> list[str]:
    """Return the features that decide how often a draft is right."""
    speaker = one.speaker
    known = _known(speaker)
    margin = one.attribution.margin if one.attribution is not None else 1.0
    sure = min(3, int(speaker.sure)) if speaker is not None else 0
    found = [
        "*",
        f"kind {kind}",
        f"how {_LIKE.get(one.how, one.how)} {kind}",
        f"speaker {known} {kind}",
        f"logit {_step(one.logit)} {kind}",
        f"source {_step(one.source_logit)}",
        f"margin {int(margin * 5)} {kind}",
        f"pieces {min(3, len(one.pieces))} {kind}",
    ]
    if known is Referent.STAND_IN:
        found.append(f"sure {sure}")
    if one.attribution is not None:
        found.append(f"layout {one.attribution.layout} {kind}")
    return found


_LIKE: Final = {FoundBy.EXCHANGE: FoundBy.LAST_SPEAKER}
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
    found = round(probability(score(weights("confidence"), features(one, kind))), 2)
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
