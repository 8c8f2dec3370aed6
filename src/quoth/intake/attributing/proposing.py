"""Which cues of a sentence may attribute something, in which layout, and how likely."""

from __future__ import annotations

import re
from typing import Final

from quoth.intake.attributing.beginnings import HEARERS
from quoth.intake.attributing.cues import (
    AFTER,
    AROUND,
    RAISED,
    REASONS,
    CueCandidate,
    SentenceView,
    subject_start,
)
from quoth.intake.attributing.layouts import is_said_behind, layouts, parts_a_subject
from quoth.intake.attributing.reported import without_reported
from quoth.intake.attributing.weighing import logit
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.lexicon import act_words
from quoth.intake.text.tokens import has_verb

THRESHOLDS: Final = {AFTER: -0.8, AROUND: -0.5, RAISED: -0.3}
"""The logit from which on a cue attributes something, by its layout."""
_COVERING: Final = -3.5
"""The logit that is enough for an attribution of words in quotation marks."""
Proposal = tuple[float, CueCandidate, str]
"""A cue with its layout, and its logit above the layout's threshold."""


def plausible(article: ParsedArticle, seen: SentenceView) -> list[Proposal]:
    """Return the cues of a sentence that may do, but for those in what another one reports."""
    proposed = without_reported(article, seen, proposals(article, seen))
    proposed = _without_raised(article, seen, proposed)
    proposed = _without_reasons(article, seen, proposed)
    return _without_told(article, seen, proposed)


def proposals(article: ParsedArticle, seen: SentenceView) -> list[Proposal]:
    """Return the cues of a sentence that may do, the likeliest first, each with its layout.

    The number is the logit above the layout's threshold.
    """
    proposed = []
    for candidate in seen.candidates:
        for layout in layouts(article, seen, candidate):
            likely = logit(article, seen, candidate, layout)
            least = THRESHOLDS[layout] + _INSERTED
            if likely < least and _is_of_a_set_form(article, seen, candidate, layout):
                likely = least
            if likely > _COVERING:
                proposed.append((likely - THRESHOLDS[layout], candidate, layout))
    proposed.sort(key=lambda one: (-one[0], one[1].token))
    return proposed


def _is_of_a_set_form(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, layout: str
) -> bool:
    """Tell whether a cue attributes by its form, whatever the weights say."""
    if _is_heard_in_court(article, seen, candidate):
        return True
    if layout == AROUND:
        is_split = parts_a_subject(article, seen, candidate)
        has_reason = _reason_behind(article, seen, candidate) is not None
        return is_split or has_reason or is_said_behind(article, seen, candidate)
    return layout == AFTER and (
        _is_inserted(article, seen, candidate) or puts_a_figure(article, seen, candidate)
    )


def _is_heard_in_court(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> bool:
    """Tell whether a court or the like hears something: "The jury heard that he had left"."""
    if candidate.cue.lemma != "hear" or candidate.cue.form not in "sd" or candidate.subject < 0:
        return False
    if article.lower[seen.chunks[candidate.subject].end - 1] not in HEARERS:
        return False
    heard = article.codes[candidate.token + 1 : seen.sentence.end]
    return not heard.startswith("P") and has_verb(heard)


def _is_inserted(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> bool:
    """Tell whether a cue stands between commas behind a first word: "Now, he said, it"."""
    codes, first = article.codes, subject_start(article, seen, candidate)
    is_second = first - seen.sentence.start == 2 and codes[first - 2 : first] in _OPENING
    is_said = candidate.subject >= 0 and "s" in candidate.cue.classes and candidate.cue.form in "sd"
    return is_second and is_said and codes[candidate.token + 1 : candidate.token + 2] == ","


def puts_a_figure(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> bool:
    """Tell whether a cue says how much something is: "the report put the cost at 14 million"."""
    if candidate.cue.lemma != "put":
        return False
    figure = _AT_A_FIGURE.match(article.codes, candidate.token + 1, seen.sentence.end)
    return figure is not None and "at" in article.lower[candidate.token + 1 : figure.end()]


_AT_A_FIGURE: Final = re.compile("[DG][lnsbgvUHaPTD'$]{1,24}?PR?P?(?:\\$|M(?=[P.,;C$]))")
_OPENING: Final = frozenset(["R,", "C,", "T,"])
_INSERTED: Final = 0.5
"""How far above its threshold such a cue is."""


def _without_reasons(
    article: ParsedArticle, seen: SentenceView, proposed: list[Proposal]
) -> list[Proposal]:
    """Return the proposals without "citing" and the like behind a verb of saying.

    Why somebody said something isn't what they said: "Roe said it would close, citing costs".
    """
    reasons = {one.token for _, one, _ in proposed if _is_a_reason(article, one)}
    if not reasons:
        return proposed
    said = [
        one.token
        for over, one, _ in proposed
        if "s" in one.cue.classes
        and (over > 0 or _reason_behind(article, seen, one) is not None)
        and one.token not in reasons
    ]
    first = min(said, default=seen.sentence.end)
    return [one for one in proposed if one[1].token not in reasons or one[1].token < first]


def _is_a_reason(article: ParsedArticle, candidate: CueCandidate) -> bool:
    """Tell whether a participle gives a reason: ", citing costs"."""
    token = candidate.token
    return article.codes[token - 1] == "," and article.lower[token] in REASONS


def _reason_behind(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate
) -> int | None:
    """Return the participle of a reason behind a cue that closes a clause, if there is one.

    As "citing" in "The plant will close, the company said on Monday, citing high costs": the words
    of the company are those before.
    """
    codes, end = article.codes, seen.sentence.end
    comma = codes.find(",", candidate.token, end - 1)
    if comma < 0 or candidate.subject < 0 or article.lower[comma + 1] not in REASONS:
        return None
    before = subject_start(article, seen, candidate) - 1
    is_closing = "s" in candidate.cue.classes and before > seen.sentence.start
    if not is_closing or codes[before] != ",":
        return None
    if not _WHEN_OR_WHERE.fullmatch(codes, candidate.token + 1, comma):
        return None
    behind = (one for one in seen.candidates if one.token == comma + 1)
    return next((one.token for one in behind if _is_a_reason(article, one)), None)


_WHEN_OR_WHERE: Final = re.compile("(?:[PT$]+(?:[DG]?[lnsUH]{1,4})?)*")
"""What may stand between such a cue and the comma: "on Monday", "in a statement"."""


def _without_raised(
    article: ParsedArticle,
    seen: SentenceView,
    proposed: list[Proposal],
) -> list[Proposal]:
    """Return the proposals without "seems to" and the like in what a closing cue attributes.

    In "The metal appears to be bound, she writes" the appearance is hers; in "Tests showed that
    it was lead, she writes" the words are.
    """
    raised = [one for one in proposed if one[2] == RAISED or _is_shown(seen, one[1])]
    if not raised:
        return proposed
    last = seen.sentence.end - 2
    closes = any(
        over > 0 and layout == AROUND and one.token == last and article.codes[last + 1] == "."
        for over, one, layout in proposed
    )
    return [one for one in proposed if one not in raised] if closes else proposed


def _without_told(
    article: ParsedArticle,
    seen: SentenceView,
    proposed: list[Proposal],
) -> list[Proposal]:
    """Return the proposals without cues that are part of what a cue between commas reports.

    In "She offered him a lift, they say, and he thanked her" both are their words.
    """
    telling = [
        one
        for over, one, layout in proposed
        if over > 0
        and layout == AROUND
        and one.cue.lemma in _TELLING
        and one.subject >= 0
        and article.codes[subject_start(article, seen, one) - 1] == ","
    ]
    if not telling or seen.sentence.regions:
        return proposed
    kept = act_words("reporting") | act_words("asking") | act_words("writing")
    return [
        one
        for one in proposed
        if one[2] == AROUND or (one[1].cue.lemma in kept and one[1] not in telling)
    ]


_TELLING: Final = frozenset(["say", "tell", "recall", "explain", "add", "insist", "remember"])


def _is_shown(seen: SentenceView, candidate: CueCandidate) -> bool:
    """Tell whether a cue has something shown by what begins the sentence: "Analysis showed"."""
    is_first = (
        candidate.subject >= 0 and seen.chunks[candidate.subject].start == seen.sentence.start
    )
    return is_first and candidate.cue.classes == "e"


def strengths(proposed: list[Proposal]) -> dict[int, float]:
    """Return by token how likely each cue is."""
    found: dict[int, float] = {}
    for over, candidate, _ in proposed:
        found.setdefault(candidate.token, over)
    return found
