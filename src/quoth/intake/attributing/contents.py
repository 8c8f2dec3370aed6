"""Where the words begin and end that a cue attributes.

A linear model chooses among the places where they may end (before a mark or a conjunction, or at
the end of the sentence), and among those where they may go on behind a cue that stands between
them. `beginnings` finds where they begin behind a cue.
"""

from __future__ import annotations

import re
from typing import Final

from quoth.intake.attributing.cues import REASONS, CueCandidate, SentenceView, subject_start
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.lexicon import media_beginnings
from quoth.intake.text.shapes import bucket
from quoth.intake.text.tokens import has_verb, verbs_in

MOST: Final = 16
"""How many ends are examined; the sentence's own always is."""


_STOPS: Final = frozenset(",;-:()CBW.")
_NEXT: Final = re.compile(r"[-,;:()CBW.gq]")
"""What words may end before, or what may be: "according"; behind "q" their quotation is passed."""


def ends(article: ParsedArticle, seen: SentenceView, start: int) -> list[int]:
    """Return the tokens before which the words from a token on may end, in order.

    They end before what the speaker denied or declined besides: "said it was late and denied ...".
    """
    codes, region_of = article.codes, article.region_of
    last = _before_another_deed(article, start, seen.sentence.end)
    found: list[int] = []
    place = start + 1
    while place < last and len(found) < MOST:
        region = region_of[place]
        if region >= 0 and region_of[place - 1] == region:
            inside = article.region_tokens[region][1]
            place = max(place, inside)
            while place < last and region_of[place] == region:
                place += 1
            if place < last and codes[place] not in ",.;" and place not in found:
                found.append(place)
            if place >= last:
                break
            if codes[place] not in ",;-:()CB.":
                place += 1
                continue
        if (
            codes[place] in _STOPS and codes[place - 1] not in ",C" and place > start + 1
        ) or article.lower[place] == "according":
            found.append(place)
        match = _NEXT.search(codes, place + 1, last)
        if match is None:
            break
        place = match.end() if match.group() == "q" else match.start()
    stop = last
    while stop > start + 1 and codes[stop - 1] in ".,;:)-":
        stop -= 1
    found = [end for end in found if end < stop]
    return [*found, stop]


def _before_another_deed(article: ParsedArticle, start: int, end: int) -> int:
    """Return the mark or conjunction before what the words lack; else the end.

    That is what the speaker denied or declined, and why they said it: ", citing costs".
    """
    lower, codes = article.lower, article.codes
    for found in _BEFORE_DEEDS.finditer(codes, start + 2, max(start + 2, end - 2)):
        place = found.start()
        if article.region_of[place] >= 0:
            continue
        if codes[place] == ",":
            if lower[place + 1] in REASONS:
                return place
            continue
        is_silent = lower[place + 1] in _SILENT and lower[place + 2] == "to"
        is_silent = is_silent and not _TELLING.isdisjoint(lower[place + 3 : place + 4])
        if is_silent or lower[place + 1] in ("denied", "denies"):
            return place if has_verb(codes[start:place]) else end
    return end


_BEFORE_DEEDS: Final = re.compile("[,C]")
_SILENT: Final = frozenset(["declined", "declines", "refused", "refuses"])
_TELLING: Final = frozenset(
    [
        "comment", "name", "say", "answer", "confirm", "discuss", "elaborate", "give", "identify",
        "be", "speculate", "disclose", "rule", "provide", "specify", "reveal", "explain", "speak",
    ]
)  # fmt: skip
"""What a speaker declines to do: "declined to name the seller", not "declined to meet"."""


def without_occasion(article: ParsedArticle, start: int, end: int) -> int:
    """Return the end of words that have no verb, without when and where they were said.

    "She rejected the plan in a statement on Friday" has the words "the plan".
    """
    codes, lower = article.codes, article.lower
    if has_verb(codes[start:end]):
        return end
    dated = _DATE.search(codes, start + 1, end)
    if dated:
        end = dated.start()
    place = codes.rfind("P", start + 1, end)
    while place > start:
        near = lower[place + 1 : min(place + 5, end)]
        if lower[place] in _CHANNEL and not media_beginnings().isdisjoint(near):
            return place
        place = codes.rfind("P", start + 1, place)
    return end


_DATE: Final = re.compile("P?T+$")
_CHANNEL: Final = frozenset(["in", "on", "during", "via"])


def strength(over: float) -> str:
    """Return how likely a cue is, roughly: `over` is its logit above the threshold."""
    return "0" if over < -1.5 else "1" if over < 0 else "2" if over < 1.5 else "3"


def end_features(
    article: ParsedArticle,
    seen: SentenceView,
    candidate: CueCandidate,
    piece: tuple[int, int],
    cues: dict[int, float],
) -> list[str]:
    """Return the features that decide whether words from a token on end before another.

    `cues` has the logits of the sentence's cues, above their thresholds, by token.
    """
    start, end = piece
    codes, last = article.codes, seen.sentence.end
    k0 = codes[end] if end < last else "$e"
    k1 = codes[end + 1] if end + 1 < last else "$e"
    k2 = codes[end + 2] if end + 2 < last else "$e"
    word = article.lower[end] if k0 in "CBPW" else k0
    word1 = article.lower[end + 1] if k0 in ",;-C" and k1 in "CBPWXNIStoDMG" else k1
    inside = codes[start:end]
    cue = candidate.cue
    verb = has_verb(inside)
    first = codes[start]
    final = "final" if k0 in (".", "$e") or end >= last - 1 else ""
    marks = inside.count(",")
    found = [
        f"0 {word} {final}",
        f"012 {k0} {k1} {k2}",
        f"v {first} {verb} {final}",
        f"n {bucket(end - start)} {final}",
        f"l {cue.lemma} {final}",
        f"f {first} {word} {word1}",
        f"m {marks} {k0} {final}",
        f"rest {bucket(last - end)} {k0}",
    ]
    within = later = -9.0
    for at, over in cues.items():
        if over > within and start <= at < end:
            within = over
        if over > later and at >= end and at > candidate.token:
            later = over
    ahead = strength(later)
    found += [
        f"out {ahead} {word} {word1}",
        f"io {strength(within)} {ahead} {k0} {final}",
    ]
    if seen.closing >= end:
        found.append(f"closing {bucket(seen.closing - end)}")
    if "q" in inside:
        found.append(f"q {codes[end - 1] == 'Q'} {final}")
    elif "q" in codes[end:last]:
        found.append(f"q later {k0}")
    if "-" in inside:
        found.append(f"dash {k0} {inside.count('-') % 2} {final}")
    if "(" in inside:
        found.append(f"bracket {k0} {inside.count('(') == inside.count(')')}")
    return found


def fronts(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> list[int]:
    """Return the tokens before which words may end that stand before a cue and its subject.

    The nearest mark comes first; farther ones leave room for an apposition: "..., Anna Roe, an
    economist, said".
    """
    codes, first = article.codes, seen.sentence.start
    place = subject_start(article, seen, candidate) if candidate.subject >= 0 else candidate.token
    if candidate.cue.form == "p":
        place = candidate.token
    found: list[int] = []
    lowest = max(first, candidate.token - 40)
    while place > lowest + 1 and len(found) < 5:
        if codes[place - 1] in ",-;:Q." and article.region_of[place - 1] == -1:
            end = place - 1
            while end > first + 1 and codes[end - 1] in ",-;:":
                end -= 1
            if end > first and end not in found:
                found.append(end)
            place = end
        elif article.region_of[place - 1] >= 0:
            if place not in found and codes[place - 1] == "Q":
                found.append(place)
            break
        else:
            place -= 1
    return found


def front_features(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, rank: int, end: int
) -> list[str]:
    """Return the features that decide whether words end before a token, before a cue's subject."""
    codes, token = article.codes, candidate.token
    gap = codes[end:token].lstrip(",-;:Q")
    shape = gap.translate(_LOOSE)
    quoted = codes[end - 1] == "Q"
    verbs = verbs_in(gap)
    before = codes[seen.sentence.start : end]
    return [
        f"r {rank} {quoted}",
        f"g {shape[:2]} {rank} {quoted}",
        f"s {shape if len(shape) < 8 else '~'}",
        f"v {verbs} {rank} {quoted}",
        f"b {codes[end - 1]} {codes[end]} {rank}",
        f"verb {has_verb(before)} {rank}",
        f"n {bucket(end - seen.sentence.start)}",
        f"k {bucket(token - end)} {rank}",
        f"commas {gap.count(',')} {quoted} {verbs}",
        f"form {candidate.cue.form} {rank} {candidate.subject >= 0}",
    ]


_LOOSE: Final = str.maketrans(
    {"R": "", "X": "", "N": "", "s": "l", "n": "l", "a": "l", "H": "U", "G": "D"}
)


def resumptions(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> list[int]:
    """Return the tokens with which words may go on behind a cue that stands between them."""
    codes, region_of, last = article.codes, article.region_of, seen.sentence.end
    found: list[int] = []
    place = candidate.token + 1
    while place < last - 1 and len(found) < MOST:
        if codes[place] == "q":
            found.append(place)
            break
        if region_of[place] < 0 and codes[place] in ",-;:":
            following = place + 1
            if following < last and codes[following] not in ".,":
                found.append(following)
                if codes[following] == "q":
                    break
        place += 1
    return found


def resumption_features(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, begin: int, start: int
) -> list[str]:
    """Return the features that decide whether words go on with a token, behind the cue."""
    codes, last = article.codes, seen.sentence.end
    k0 = codes[start]
    k1 = codes[start + 1] if start + 1 < last else "$e"
    before = codes[begin - 1] if begin > seen.sentence.start else "^"
    word = article.lower[start] if k0 in "CBPWXNIStoDMG" else k0
    first = codes[seen.sentence.start : begin]
    verb = has_verb(first)
    gap = codes[candidate.token + 1 : start]
    return [
        f"0 {word}",
        f"01 {word} {k1}",
        f"b0 {before} {word}",
        f"bq {before} {k0 == 'q'}",
        f"v {verb} {before} {k0}",
        f"gap {bucket(len(gap))} {before}",
        f"g1 {gap[:1]} {gap[-1:]} {before} {k0 == 'q'}",
        f"comma {gap.count(',')} {k0}",
        f"rest {bucket(last - start)}",
        f"n {bucket(len(first))}",
        f"cue {any(start <= other.token <= start + 3 for other in seen.candidates)} {word}",
        f"l {candidate.cue.lemma}",
        f"m {codes[start - 1]} {before}",
    ]
