"""The attributions of a sentence: which cues attribute something, and the words of each.

Contents don't overlap, and no cue stands in another's content. Likelier ones are accepted first; a
content that runs into an accepted one ends before it, if it may.

(It is long because each end of the words is found by rules that depend on the layout.)
"""

from __future__ import annotations

import re
from math import exp
from typing import Final, NamedTuple

from quoth.intake.attributing.beginnings import beginning, start_after
from quoth.intake.attributing.contents import (
    end_features,
    ends,
    front_features,
    fronts,
    resumption_features,
    resumptions,
    without_occasion,
)
from quoth.intake.attributing.cues import (
    AFTER,
    AROUND,
    RAISED,
    CueCandidate,
    SentenceView,
    is_said_behind,
    layouts,
    subject_start,
)
from quoth.intake.attributing.quoted import is_named_work
from quoth.intake.attributing.reported import without_reported
from quoth.intake.attributing.weighing import logit
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN
from quoth.intake.text.lexicon import PAST, act_words
from quoth.intake.text.linear import score, weights
from quoth.intake.text.shapes import is_for_a_person
from quoth.intake.text.tokens import has_verb

THRESHOLDS: Final = {AFTER: -0.8, AROUND: -0.5, RAISED: -0.3}
OWN: Final = 0.3
"""The weight of an end's own likelihood, next to its agreement with the others."""
COVERING: Final = -3.5
"""The logit that is enough for an attribution of words in quotation marks."""


SAYING: Final = frozenset("sw")
"""The classes of cues for speaking and for writing."""
SHORT, LEAD, LONG_LEAD = 2, 9, 40
"""How many tokens may stand behind the words of a cited speaker, and before them."""


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
    proposed = without_reported(article, seen, proposals(article, seen))
    proposed = _without_raised(article, seen, proposed)
    proposed = _without_told(article, seen, proposed)
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


def proposals(article: ParsedArticle, seen: SentenceView) -> list[tuple[float, CueCandidate, str]]:
    """Return the cues of a sentence that may do, the likeliest first, each with its layout.

    The number is the logit above the layout's threshold.
    """
    proposed = []
    for candidate in seen.candidates:
        for layout in layouts(article, seen, candidate):
            likely = logit(article, seen, candidate, layout)
            if _is_of_a_set_form(article, seen, candidate, layout):
                likely = max(likely, THRESHOLDS[layout] + _INSERTED)
            if likely > COVERING:
                proposed.append((likely - THRESHOLDS[layout], candidate, layout))
    proposed.sort(key=lambda one: (-one[0], one[1].token))
    return proposed


def _is_of_a_set_form(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, layout: str
) -> bool:
    """Tell whether a cue attributes by its form, whatever the weights say."""
    if layout == AROUND:
        return is_said_behind(article, seen, candidate)
    return layout == AFTER and (
        _is_inserted(article, seen, candidate) or _puts_a_figure(article, seen, candidate)
    )


def _is_inserted(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> bool:
    """Tell whether a cue stands between commas behind a first word: "Now, he said, it"."""
    codes, first = article.codes, subject_start(article, seen, candidate)
    is_second = first - seen.sentence.start == 2 and codes[first - 2 : first] in _OPENING
    is_said = candidate.subject >= 0 and "s" in candidate.cue.classes and candidate.cue.form in "sd"
    return is_second and is_said and codes[candidate.token + 1 : candidate.token + 2] == ","


def _puts_a_figure(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> bool:
    """Tell whether a cue says how much something is: "the report put the cost at 14 million"."""
    if candidate.cue.lemma != "put" or candidate.marks:
        return False
    figure = _AT_A_FIGURE.match(article.codes, candidate.token + 1, seen.sentence.end)
    return figure is not None and "at" in article.lower[candidate.token + 1 : figure.end()]


_AT_A_FIGURE: Final = re.compile("[DG][lnsbgUHaPTD'$]{1,24}?PR?P?(?:\\$|M(?=[P.,;C$]))")
_OPENING: Final = frozenset(["R,", "C,", "T,"])
_INSERTED: Final = 0.5
"""How far above its threshold such a cue is."""


def _without_raised(
    article: ParsedArticle,
    seen: SentenceView,
    proposed: list[tuple[float, CueCandidate, str]],
) -> list[tuple[float, CueCandidate, str]]:
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
    proposed: list[tuple[float, CueCandidate, str]],
) -> list[tuple[float, CueCandidate, str]]:
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


def strengths(proposed: list[tuple[float, CueCandidate, str]]) -> dict[int, float]:
    """Return by token how likely each cue is."""
    found: dict[int, float] = {}
    for over, candidate, _ in proposed:
        found.setdefault(candidate.token, over)
    return found


def _cover(
    article: ParsedArticle,
    seen: SentenceView,
    proposed: list[tuple[float, CueCandidate, str]],
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
    proposal: tuple[float, CueCandidate, str],
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
        pieces, margin = _around(article, seen, candidate)
    else:
        limit = min(
            (_reach(seen, other) for other in accepted if other.candidate.token > token),
            default=seen.sentence.end,
        )
        limit = min(limit, _before_quotation(article, seen, candidate))
        limit = min(limit, _end_of_relative(article, seen, candidate))
        limit = min(limit, _before_second_verb(article, seen, candidate, cues))
        begin = (beginning if layout == AFTER else start_after)(article, seen, candidate)
        if layout == AFTER and (object_phrase := _BEFORE_QUOTATION.match(article.codes, begin)):
            begin = object_phrase.end()
        limit = min(limit, _end_of_quotation(article, seen, begin))
        pieces, margin = _after(article, seen, candidate, (begin, limit), cues)
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
_BEFORE_QUOTATION: Final = re.compile("[DGHUnlsbONPTRI$]{1,8}:(?=q)")
"""The object of a cue before a quotation: "praised his team: “They ran”"."""
_RESUMED: Final = re.compile(r"(?:,Q?|-)(?=[XVvb])[XVvb]")
_LEADS: Final = re.compile("[DGHUnlsOPTR$]{0,7}[:,]q")


def _reach(seen: SentenceView, other: Attribution) -> int:
    """Return the first token that an attribution takes, its subject's included."""
    first = min(other.candidate.token, *(start for start, _ in other.pieces))
    if other.candidate.subject >= 0:
        first = min(first, seen.chunks[other.candidate.subject].start)
    return first


def _after(
    article: ParsedArticle,
    seen: SentenceView,
    candidate: CueCandidate,
    between: tuple[int, int],
    cues: dict[int, float],
) -> tuple[tuple[tuple[int, int], ...], float]:
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
        agreed = OWN * own + sum(
            chance
            for other, chance in zip(places, chances, strict=True)
            if (other < place and 2 * (other - start) >= place - start)
            or (other >= place and 2 * (place - start) >= other - start)
        )
        if agreed > value:
            best, value = place, agreed
    return best, min(1.0, value / total)


def _around(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate
) -> tuple[tuple[tuple[int, int], ...], float]:
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
) -> tuple[tuple[tuple[int, int], ...], float]:
    """Return what follows "According to her, ..."."""
    codes, last = article.codes, seen.sentence.end
    place = _past_apposition(article, seen, codes.find(",", candidate.token, last))
    stop = last
    while stop > place + 1 and codes[stop - 1] in ".,;:)-":
        stop -= 1
    if place < 0 or place + 1 >= stop:
        return (), 0.0
    return ((place + 1, stop),), 1.0
