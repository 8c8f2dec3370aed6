"""Where the words behind a cue end at the latest, whatever the weights of their ends."""

from __future__ import annotations

import re
from typing import Final

from quoth.intake.attributing.cues import CueCandidate, SentenceView, subject_start
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NOUN
from quoth.intake.text.lexicon import PAST
from quoth.intake.text.shapes import is_for_a_person

SAYING: Final = frozenset("sw")
"""The classes of cues for speaking and for writing."""


def limit_behind(
    article: ParsedArticle,
    seen: SentenceView,
    candidate: CueCandidate,
    begin: int,
    cues: dict[int, float],
) -> int:
    """Return the token before which the words behind a cue end at the latest.

    Args:
        article: The article.
        seen: The sentence.
        candidate: The cue.
        begin: Where the words begin.
        cues: How likely each cue of the sentence is, by its token.
    """
    return min(
        _before_quotation(article, seen, candidate),
        _end_of_relative(article, seen, candidate),
        _before_second_verb(article, seen, candidate, cues),
        _end_of_quotation(article, seen, begin),
    )


def _before_quotation(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> int:
    """Return the first token of a later cue, its subject's included, that leads to a quotation.

    "They said it was late, and one told a reporter: ..." are the words of two.
    """
    if not seen.sentence.regions:
        return seen.sentence.end
    for other in seen.candidates:
        if (
            other.token > candidate.token + 1
            and other.subject >= 0
            and not SAYING.isdisjoint(other.cue.classes)
            and _LEADS.match(article.codes, other.token + 1, seen.sentence.end)
        ):
            return subject_start(article, seen, other)
    return seen.sentence.end


def _before_second_verb(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, cues: dict[int, float]
) -> int:
    """Return the "and" before the speaker's second verb, or the end of the sentence.

    Of "Roe said the lane was narrow and proposed a ban" the lane proposes nothing; in "Roe said the
    council was late and promised more" the council may.
    """
    last = seen.sentence.end
    subject = next((one for one in seen.chunks if one.start > candidate.token), None)
    if subject is None or subject.kind != NOUN or is_for_a_person(article.lower[subject.end - 1]):
        return last
    for other in seen.candidates:
        if (
            other.token > subject.end
            and other.cue.form == candidate.cue.form == PAST
            and cues.get(other.token, -1.0) > 0
            and "s" in other.cue.classes
            and article.codes[other.token - 1] == "C"
        ):
            return other.token - 1
    return last


def _end_of_relative(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> int:
    """Return where a cue's relative clause ends: "which she said was late, is ..."."""
    codes, last = article.codes, seen.sentence.end
    first = subject_start(article, seen, candidate)
    if candidate.subject < 0 or codes[max(0, first - 2) : first] != ",W":
        return last
    match = _RESUMED.search(codes, candidate.token + 2, last)
    return match.end() - 1 if match else last


def _end_of_quotation(article: ParsedArticle, seen: SentenceView, begin: int) -> int:
    """Return where words end that are a quotation, if the sentence says more about the speaker.

    As in "said, “Yes,” and left" and "said: “It is over”, and left".
    """
    codes, last = article.codes, seen.sentence.end
    if codes[begin] != "q":
        return last
    end = article.region_tokens[article.region_of[begin]][1] + 1
    if end - begin <= _SHORTEST_WHOLE or "q" in codes[end:last]:
        return last
    if codes[end - 2 : end] == ",Q":
        return end if codes[end : end + 1] == "C" else last
    is_led_to = codes[begin - 1] in ":,-"
    return end if is_led_to and _GOES_ON_OUTSIDE.match(codes, end, last) else last


_SHORTEST_WHOLE: Final = 4
"""Up to this many tokens, marks included, are words quoted in passing."""
_GOES_ON_OUTSIDE: Final = re.compile("[,-]C(?![tq])")
_RESUMED: Final = re.compile(r"(?:,Q?|-)(?=[XVvb])[XVvb]")
_LEADS: Final = re.compile("[DGHUnlsOPTR$]{0,7}[:,]q")
