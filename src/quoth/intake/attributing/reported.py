"""Cues within the words of another cue that aren't attributions of their own."""

from __future__ import annotations

import re
from typing import Final

from quoth.intake.attributing.cues import AFTER, CueCandidate, SentenceView, subject_start
from quoth.intake.text.article import ParsedArticle


def without_reported(
    article: ParsedArticle,
    seen: SentenceView,
    proposed: list[tuple[float, CueCandidate, str]],
) -> list[tuple[float, CueCandidate, str]]:
    """Return the proposals without those in the past perfect that an earlier cue reports.

    "Two people said the owner had threatened to sue": it is what two people said.
    """
    past = [one[1] for one in proposed if _is_past_perfect(article, one[1])]
    if not past:
        return proposed
    reporting: dict[int, int] = {}
    for _, candidate, layout in proposed:
        if layout == AFTER and "s" in candidate.cue.classes and candidate not in past:
            for inner in past:
                if _reports(article, seen, candidate.token, inner):
                    reporting[inner.token] = candidate.token
    outer = set(reporting.values())
    kept = [
        (max(over, _LIKELY), candidate, layout)
        if layout == AFTER and candidate.token in outer
        else (over, candidate, layout)
        for over, candidate, layout in proposed
        if candidate.token not in reporting
    ]
    return sorted(kept, key=lambda one: (-one[0], one[1].token))


_SUBJECT: Final = re.compile("t?[DGHUnslg']{0,8}(?:,[HU]{1,5},)?")
"""A subject, or the first of it, with an apposition."""
_LIKELY: Final = 0.1
"""The least weight of a cue that reports another one."""


def _is_past_perfect(article: ParsedArticle, candidate: CueCandidate) -> bool:
    token = candidate.token
    return "have" in candidate.marks and "had" in article.lower[max(0, token - 3) : token]


def _reports(article: ParsedArticle, seen: SentenceView, outer: int, inner: CueCandidate) -> bool:
    """Tell whether the words of a cue's begin right behind it, with another cue's subject."""
    first = subject_start(article, seen, inner)
    behind = _SUBJECT.fullmatch(article.codes, outer + 1, min(first, inner.token))
    return outer < first and behind is not None and article.codes[outer - 1] != "W"
