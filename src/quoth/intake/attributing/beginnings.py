"""Where the words after a cue begin: after its hearer, its date and what introduces the words.

A rule skips the hearer and the date ("told reporters on Monday that ..."); of the places near it a
linear model chooses: "spoke of the plan" has the words "the plan".
"""

from __future__ import annotations

import re
from typing import Final

from quoth.basics.patterns import late
from quoth.basics.word_lists import NUMBER_WORDS
from quoth.intake.attributing.cues import CueCandidate, SentenceView
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import Chunk
from quoth.intake.text.lexicon import BASE, PAST, PRESENT, lexicon
from quoth.intake.text.linear import score, weights
from quoth.intake.text.shapes import bucket
from quoth.intake.text.tokens import has_verb

REACH: Final = 14
"""How many tokens behind a cue its words may begin."""
MOST: Final = 8
"""How many places are examined, the rule's among them."""
_OPENING: Final = frozenset("toqWB")
_PLAIN: Final = frozenset("tq")
"""Words that begin with "that" or a quotation mark begin there."""
_TITLE: Final = re.compile("q[DUHPTC$']{1,7},?Q")
"""A title in quotation marks: a broadcast, a paper."""
_BROADCAST: Final = re.compile(f"[PDUHln']{{0,6}}{_TITLE.pattern}[PDTU$,]{{0,4}}t")
"""Where it was said, before "that": 'on the Herald's "Tides" on Monday that'."""

TELLING: Final = frozenset(
    [
        "tell",
        "ask",
        "urge",
        "inform",
        "assure",
        "remind",
        "warn",
        "advise",
        "reassure",
        "notify",
        "persuade",
        "convince",
        "instruct",
        "order",
        "encourage",
        "beg",
        "implore",
        "show",
    ]
)


def beginning(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> int:
    """Return the token with which the words begin behind a cue."""
    colon = _COLON.match(article.codes, candidate.token + 1, seen.sentence.end)
    if colon:
        return colon.end() - 1
    rule = start_after(article, seen, candidate)
    past = _past_saying(article, rule, seen.sentence.end)
    if past != rule:
        return past
    if article.codes[rule] in _PLAIN or _is_told_to(article, candidate, rule):
        return rule
    nearly = article.lower[rule] == "about"
    if nearly and _ABOUT.fullmatch(" ".join(article.lower[rule : rule + 3])):
        return rule
    if rule == candidate.token + 1 and article.codes[rule] == "X" and candidate.subject >= 0:
        first = seen.chunks[candidate.subject].start
        if article.codes[max(0, first - 2) : first] == ",W":  # "which they say is “a trap”"
            return rule
    places = starts(article, seen, candidate, rule)
    if len(places) == 1:
        return places[0]
    model = weights("start")
    best, chosen = 0.0, rule
    for number, place in enumerate(places):
        value = score(model, start_features(article, candidate, rule, place))
        if number == 0 or value > best:
            best, chosen = value, place
    return chosen


_ABOUT: Final = late(r"about (?:(?:a|one) (?:third|quarter|half|fifth|tenth)|half .*|\d.*)")
"""How many, roughly: "said about a third of it is lost"."""


def _is_told_to(article: ParsedArticle, candidate: CueCandidate, rule: int) -> bool:
    """Tell whether an infinitive follows the hearer of a cue: "urged the council to act"."""
    if candidate.cue.lemma not in TELLING or rule <= candidate.token + 1:
        return False
    return article.codes[rule] == "o" or article.codes[rule : rule + 2] == "No"


def _past_saying(article: ParsedArticle, place: int, end: int) -> int:
    """Return where words begin behind "to say," and the like: "as she liked to say, “...”"."""
    if article.codes[place] != "o" or place + 3 >= end or article.codes[place + 2] not in ",:":
        return place
    cue = lexicon().cues.get(article.lower[place + 1])
    speech = cue is not None and "s" in cue.classes
    return place + 3 if speech and article.codes[place + 3] == "q" else place


def starts(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, rule: int
) -> list[int]:
    """Return the tokens with which the words may begin, the rule's choice first."""
    codes, end = article.codes, seen.sentence.end
    first = candidate.token + 1
    found = {rule: None, first: None}
    if candidate.behind >= 0:
        found[seen.chunks[candidate.behind].end] = None
    place = first
    while place < min(first + REACH, end):
        letter = codes[place]
        place += 1
        if letter in "P:":
            found[place] = None
        elif letter in _OPENING:
            found[place - 1] = None
            title = _TITLE.match(codes, place - 1, end)
            if letter == "t" or (letter == "q" and title is None):
                break
            place = title.end() if title else place
        elif letter in ".;Q":
            break
    kept = [place for place in found if first <= place < end and codes[place] not in ".;)"]
    return kept[:MOST] or [min(first, end - 1)]


def start_features(
    article: ParsedArticle, candidate: CueCandidate, rule: int, place: int
) -> list[str]:
    """Return the features that decide whether the words behind a cue begin with a token."""
    codes, cue = article.codes, candidate.cue
    first = candidate.token + 1
    gap = codes[first:place]
    if "q" in gap:
        gap = _TITLE.sub("z", gap)
    shape = gap if len(gap) < 6 else gap[:3] + "~" + gap[-2:]
    letter = codes[place]
    word = article.lower[place] if letter in "tPoBWI" else letter
    before = article.lower[place - 1] if codes[place - 1] in "PoCB" else codes[place - 1]
    what = "rule" if place == rule else "next" if place == rule + 1 else "other"
    far = bucket(abs(place - rule))
    return [
        f"{what} {letter} {far}",
        f"rule {what} {codes[rule]} {letter}",
        f"first {what} {place == first} {codes[first]} {cue.form}",
        f"g {shape} {letter}",
        f"gf {shape} {cue.form} {cue.classes}",
        f"l {cue.lemma} {what} {codes[rule]}",
        f"lb {cue.lemma} {before}",
        f"b {before} {word} {cue.form}",
        f"c {cue.classes} {before} {letter}",
        f"n {bucket(len(gap))} {letter}",
        f"verb {has_verb(gap)} {what}",
    ]


def start_after(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> int:
    """Return the token with which the words begin behind a cue, after its hearer and its date."""
    codes, end = article.codes, seen.sentence.end
    place = candidate.token + 1
    broadcast = _BROADCAST.match(codes, place, end)
    if broadcast:
        return broadcast.end() - 1
    if past := _behind_time(article, place, end) or _behind_occasion(article, seen, candidate):
        return past
    return _past_all(article, seen, candidate, place)


def _behind_occasion(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> int:
    """Return the subject behind where and when it was said, or 0 where none follows.

    "Said in a statement on Sunday it would look at the matter" has its words from "it" on.
    """
    if "s" not in candidate.cue.classes or candidate.cue.form not in _SPOKEN:
        return 0
    codes, end = article.codes, seen.sentence.end
    first = place = candidate.token + 1
    phrases = {chunk.start: chunk for chunk in seen.chunks if chunk.start >= place}
    while place < min(end, first + REACH):
        if codes[place] == "T":
            place += 1
        elif codes[place] == "P" and article.lower[place] in _OCCASIONS:
            place = _past_phrase(article, phrases, place + 1)
        else:
            break
    subject = phrases.get(place)
    if place == first or subject is None or not _SUBJECT.match(codes, subject.end, end):
        return 0
    return place


def _past_phrase(article: ParsedArticle, phrases: dict[int, Chunk], place: int) -> int:
    """Return the token behind the noun phrase or the time that begins with a token."""
    codes = article.codes
    if place in phrases:
        return phrases[place].end
    time = _TIME.match(codes, place)
    return time.end() if time else place


_COLON: Final = re.compile("[RlsT]{0,3}:q")
_SPOKEN: Final = frozenset([BASE, PRESENT, PAST])
_OCCASIONS: Final = frozenset(["in", "on", "at", "during", "after", "before", "to", "with", "via"])
"""Words that introduce the place and time of a statement."""
_TIME: Final = re.compile("D?[$T]{1,3}")
_SUBJECT: Final = re.compile("[RN]*[XVv]")


def _past_all(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, place: int
) -> int:
    """Return the token after a cue's hearer, its date, and what introduces the words."""
    codes, lower, end = article.codes, article.lower, seen.sentence.end
    for _ in range(4):
        if place >= end:
            break
        letter = codes[place]
        if (behind := _behind_meeting(article, place, end)) > place:
            place = behind
            continue
        that = codes.find("t", place + 1, min(end, place + 7))
        if letter in "PT" and that > 0 and not codes[place:that].strip("PDT$,R"):
            return that
        if letter in "T" or (letter in "PD" and place + 1 < end and codes[place + 1] == "T"):
            while place < end and codes[place] in "TPD$" and lower[place] != "about":
                place += 1
            continue
        if letter == "R" and place + 1 < end and codes[place + 1] in "toq,:RT":
            place += 1
            continue
        if letter in ",:":
            place += 1
            continue
        past = _past_hearer(article, seen, candidate, place)
        if past == place:
            break
        place = past
    return min(place, end - 1)


def _behind_meeting(article: ParsedArticle, place: int, end: int) -> int:
    """Return the token behind a meeting of a day: "told Monday’s (May 3) council meeting"; or 0."""
    if article.codes[place : place + 2] != "T'":
        return 0
    last = min(end, place + _LONGEST_MEETING)
    found = [one for one in range(place + 2, last) if article.lower[one] in HEARERS]
    verb = has_verb(article.codes[place : found[-1]]) if found else True
    return 0 if verb else found[-1] + 1


_LONGEST_MEETING: Final = 11
_TIMES: Final = frozenset(
    [
        "ago", "earlier", "before", "later", "morning", "afternoon", "evening", "night", "weekend",
        "week", "month", "year", "decade", "spring", "summer", "autumn", "fall", "winter",
    ]
)  # fmt: skip


def _behind_time(article: ParsedArticle, place: int, end: int) -> int:
    """Return the "that" behind a time: "said eight days ago that", "early on Monday that"; or 0."""
    that = article.codes.find("t", place + 1, min(end, place + 7))
    if that < 0 or article.codes[place:that].strip("DMP$TRClsbagev"):
        return 0
    is_time = article.codes[that - 1] == "T" or article.lower[that - 1] in _TIMES
    begins = article.codes[place] in "DM$PTR" or article.lower[place] in _BEGINNING_TIMES
    return that if is_time and begins else 0


_BEGINNING_TIMES: Final = frozenset(["early", "late", *NUMBER_WORDS[2:13]])


def _end_of_hearer(article: ParsedArticle, chunk: Chunk, end: int) -> int:
    """Return where a hearer ends, without a name that begins the words heard.

    In "told the court Roe left" Roe isn't the court.
    """
    name = chunk.name_start
    is_body = chunk.start < name < chunk.end and article.lower[name - 1] in HEARERS
    return name if is_body and _SUBJECT.match(article.codes, chunk.end, end) else chunk.end


HEARERS: Final = frozenset(
    [
        "court", "jury", "inquest", "tribunal", "hearing", "jurors", "inquiry", "enquiry",
        "committee", "council", "meeting", "conference", "panel", "commission", "judge",
    ]
)  # fmt: skip
"""Nouns for hearers of words, who say nothing themselves: "a court heard on Monday"."""


def _past_hearer(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, place: int
) -> int:
    codes, end = article.codes, seen.sentence.end
    last = place
    telling = candidate.cue.lemma in TELLING
    if (
        codes[place] in "GO"
        and telling
        and article.lower[place] in ("her", "him", "them", "us", "me")
    ):
        last = place + 1
    elif (telling and codes[place] != "o") or (
        codes[place] == "o" and codes[place + 1 : place + 2] in ("U", "D", "G", "n", "O", "H")
    ):
        first = place + (codes[place] == "o")
        for chunk in seen.chunks:
            if chunk.start == first:
                last = _end_of_hearer(article, chunk, end)
                break
    if telling and codes[place] == "D" and article.lower[place + 1 : place + 2] == ["hearing"]:
        last = place + 2
    if last == place:
        return place
    while (
        last < end
        and codes[last] in "PTD"
        and not (codes[last] == "D" and codes[last - 1] not in "P")
    ):
        following = next((chunk.end for chunk in seen.chunks if chunk.start == last + 1), 0)
        last = following or last + 1
    if codes[last : last + 2] == "No" and last + 1 < end:  # "warned the jury not to look"
        return last
    if (
        last < end
        and codes[last] in "toq,:WSBDGRUIH"
        and not (codes[last] == "o" and codes[place] == "o")
    ):
        return last
    return place
