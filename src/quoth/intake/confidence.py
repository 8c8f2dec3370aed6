"""How often drafts like one are right, from 0 to 1.

A logistic model over what made the draft, how likely its cue, its boundaries, its speaker and a
pronoun's antecedent were. It was fitted to the share of drafts whose words and whose speaker agree
with what people marked.
"""

from __future__ import annotations

from quoth.intake.linear import probability, score, weights
from quoth.intake.statements import Statement


def features(one: Statement, kind: str) -> list[str]:
    """Return what tells how often a draft is right."""
    speaker = one.speaker
    known = "nobody" if speaker is None else speaker.why.split(" ", maxsplit=1)[0].strip("“”")
    if known not in ("nobody", "a"):
        known = "pronoun"
    margin = one.attribution.margin if one.attribution is not None else 1.0
    sure = min(3, int(speaker.sure)) if speaker is not None else 0
    found = [
        "*",
        f"kind {kind}",
        f"how {one.how} {kind}",
        f"speaker {known} {kind}",
        f"logit {_step(one.logit)} {kind}",
        f"source {_step(one.source_logit)}",
        f"margin {int(margin * 5)} {kind}",
        f"pieces {min(3, len(one.pieces))} {kind}",
    ]
    if known == "pronoun":
        found.append(f"sure {sure}")
    if one.attribution is not None:
        found.append(f"layout {one.attribution.layout} {kind}")
    return found


def _step(logit: float) -> int:
    return max(-4, min(8, round(logit)))


def confidence(one: Statement, kind: str) -> float:
    """Return how often drafts like this one are right."""
    return round(probability(score(weights("confidence"), features(one, kind))), 2)
