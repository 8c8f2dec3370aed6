"""Who a cue says it was: a linear model chooses of its sentence's noun phrases, or none."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from quoth.intake.attributing.cues import (
    CALLED,
    CONJUNCTIONS,
    CueCandidate,
    SentenceView,
    subject_start,
)
from quoth.intake.people.bodies import PAPERS, STUDIES
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, Chunk, possessors
from quoth.intake.text.lexicon import ING, lexicon
from quoth.intake.text.shapes import bucket, is_for_a_person, kind_of_phrase
from quoth.intake.text.tokens import verbs_in

LEFT, RIGHT = 9, 3
"""How many noun phrases are examined before and behind a cue."""

_BRACKETS: Final = re.compile(r"\([^()]{0,6}\)")
_DROPPED: Final = str.maketrans("", "", "RXN")


class SourceOption(NamedTuple):
    """A noun phrase that may be a cue's source."""

    chunk: Chunk
    owns: bool
    """It is the possessor of a larger phrase."""
    rank: int
    """How many phrases stand between it and the cue, negative to the left."""


def certain(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate
) -> SourceOption | None:
    """Return the subject right before a cue where nothing else could be its source."""
    if candidate.subject < 0 and (
        whole := _of_verb_before(article, seen, candidate)
        or _before_whose(article, seen, candidate)
    ):
        return SourceOption(whole, False, 0)
    if candidate.cue.form == ING and (one := _of_clause_before(article, seen, candidate)):
        return SourceOption(one, False, 0)
    if candidate.subject < 0 or candidate.cue.form not in "sd0" or "be" in candidate.marks:
        return None
    chunk = seen.chunks[candidate.subject]
    first = chunk.start
    before = article.codes[first - 1] if first > seen.sentence.start else "^"
    known_as = article.lower[max(0, first - 2) : first] in _KNOWN_AS
    if chunk.kind == NAME and (article.lower[first - 1] in CALLED or known_as):
        return SourceOption(chunk, False, 0)
    head = (
        _study(article, seen, candidate)
        or _person(article, seen, candidate)
        or _before_participle(article, seen, chunk)
        or _near_somebody(article, seen, chunk)
        or _body_of(article, seen, chunk)
    )
    if head is not None:
        return SourceOption(head, False, 0)
    if article.lower[first - 1] in CONJUNCTIONS and _may_say(article, chunk):
        return SourceOption(chunk, False, 0)
    if before not in (_BEFORE_NOUNS if chunk.kind == NOUN else _BEFORE_NAMES):
        return None
    if chunk.kind == NAME and kind_of_phrase(article, chunk) == "place":
        return None
    return SourceOption(chunk, False, 0)


def _may_say(article: ParsedArticle, chunk: Chunk) -> bool:
    """Tell whether a phrase is for somebody, or for a study: "after the review", not "the war"."""
    kind, head = kind_of_phrase(article, chunk), article.lower[chunk.end - 1]
    if kind == NOUN:
        return is_for_a_person(head) or head in STUDIES
    return kind != "place"


def _of_clause_before(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate
) -> Chunk | None:
    """Return the subject of a clause right before a participle: "a charge Roe rejected, saying".

    The clause follows a noun or "which" without a comma, and ends with its verb.
    """
    codes, comma = article.codes, candidate.token - 1
    if codes[comma] != ",":
        return None
    last = next((one for one in reversed(seen.chunks) if one.end < comma), None)
    if last is None or last.start <= seen.sentence.start:
        return None
    is_clause = codes[last.start - 1] in _BEFORE_CLAUSES
    return last if is_clause and _ONLY_A_VERB.fullmatch(codes, last.end, comma) else None


_BEFORE_CLAUSES: Final = frozenset("lsbW")
_ONLY_A_VERB: Final = re.compile("[RXN]*[eVv]R?")


def _of_verb_before(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate
) -> Chunk | None:
    """Return the pronoun that a verb right before has, too: "I left, and he came back and said"."""
    first = max(seen.sentence.start, candidate.token - _LONGEST_PAIR)
    pair = _PAIR_OF_VERBS.search(article.codes[first : candidate.token])
    if pair is None:
        return None
    return next((one for one in seen.chunks if one.start == first + pair.end("before")), None)


def _before_whose(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate
) -> Chunk | None:
    """Return a sentence's subject before a clause with "whose": "The Guild, whose head left, said".

    The clause ends with the comma right before the cue.
    """
    codes, first = article.codes, seen.sentence.start
    if codes[candidate.token - 1] != "," or "q" in codes[first : candidate.token]:
        return None
    comma = codes.find(",", first, candidate.token - 1)
    is_whose = comma > first and article.lower[comma + 1] == "whose"
    if not is_whose or not _ONLY_A_NOUN.fullmatch(codes, first, comma):
        return None
    return next((one for one in seen.chunks if one.start == first), None)


_ONLY_A_NOUN: Final = re.compile("[DGUHnlsb$']+(?:P[DGUHnlsb$']+)?")
_LONGEST_PAIR: Final = 8
_PAIR_OF_VERBS: Final = re.compile(r"(?P<before>[,CB-])S[VvRXbe][VvRPeb]{0,3}C\Z")


def _study(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> Chunk | None:
    """Return the study that a cue's subject belongs to: "a review by Roe of the papers found"."""
    first = subject_start(article, seen, candidate)
    if first == seen.chunks[candidate.subject].start:
        return None
    head = next((chunk for chunk in seen.chunks if chunk.start == first), None)
    return head if head is not None and article.lower[head.end - 1] in STUDIES else None


def _person(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> Chunk | None:
    """Return who a cue's subject begins with: "..., a person familiar with the matter said"."""
    first = subject_start(article, seen, candidate)
    head = next((chunk for chunk in seen.chunks if chunk.start == first), None)
    if head is None or first == seen.chunks[candidate.subject].start:
        return None
    if head.kind != NOUN and not _is_in_letters(article, head):
        return None
    before = article.codes[first - 1] if first > seen.sentence.start else "^"
    is_person = any(is_for_a_person(word) for word in article.lower[first : head.end])
    return head if is_person and before in _BEFORE_PEOPLE else None


def _near_somebody(article: ParsedArticle, seen: SentenceView, chunk: Chunk) -> Chunk | None:
    """Return the phrase that "him" before a cue belongs to: "a person close to him said"."""
    first = chunk.start
    if article.codes[first] != "O" or article.codes[first - 1] not in "oP":
        return None
    head = next((one for one in seen.chunks if one.end == first - 1), None)
    return head if head is not None and head.kind == NOUN else None


def _body_of(article: ParsedArticle, seen: SentenceView, chunk: Chunk) -> Chunk | None:
    """Return the body whose name a phrase ends: "the College of Ward Nurses said"."""
    if chunk.kind != NAME or article.lower[chunk.start - 1] != "of":
        return None
    body = next((one for one in seen.chunks if one.end == chunk.start - 1), None)
    if body is None or body.kind != NAME or article.codes[body.start - 1] == "P":
        return None
    return body if article.lower[body.end - 1] in lexicon().organisations else None


def _is_in_letters(article: ParsedArticle, chunk: Chunk) -> bool:
    """Tell whether a phrase is for a person by their office in letters: "a Liberal MP"."""
    word = article.tokens[chunk.end - 1]
    return article.codes[chunk.start] == "D" and word.isupper() and is_for_a_person(word.lower())


def _before_participle(article: ParsedArticle, seen: SentenceView, chunk: Chunk) -> Chunk | None:
    """Return what a clause without a verb of its own is about: "A review put before us found".

    `chunk` is the noun phrase that ends before the cue.
    """
    first, codes = chunk.start, article.codes
    if (obtained := _obtained_by(article, seen, chunk)) is not None:
        return obtained
    if codes[first - 1] not in "Po" or codes[first - 2] not in _PARTICIPLES:
        return None
    head = next((one for one in seen.chunks if one.end == first - 2), None)
    if head is None or head.kind != NOUN:
        return None
    before = codes[head.start - 1] if head.start > seen.sentence.start else "^"
    noun = article.lower[head.end - 1]
    is_source = (
        noun in STUDIES or noun in PAPERS or is_for_a_person(noun) or is_for_a_person(noun[:-1])
    )
    return head if is_source and before in _BEFORE_NAMES else None


def _obtained_by(article: ParsedArticle, seen: SentenceView, chunk: Chunk) -> Chunk | None:
    """Return the paper that begins a sentence, which others have: "A memo seen by the Sun says".

    `chunk` is who has it.
    """
    first, start = chunk.start, seen.sentence.start
    if article.lower[first - 1] != "by" or article.codes[first - 2] not in _PARTICIPLES:
        return None
    head = next((one for one in seen.chunks if one.start == start), None)
    if head is None or head.kind != NOUN or article.lower[head.end - 1] not in STUDIES | PAPERS:
        return None
    return None if _FINITE.search(article.codes, head.end, first) else head


_FINITE: Final = re.compile("[XVv,.:;qQtW](?!P)")
"""A verb or a mark; a verb before "by" is a participle."""
_PARTICIPLES: Final = frozenset("eVvbg")
_KNOWN_AS: Final = (["identified", "as"], ["known", "as"])
_BEFORE_NOUNS: Final = frozenset("^Q")
_BEFORE_NAMES: Final = frozenset("^,QBt-")
_BEFORE_PEOPLE: Final = _BEFORE_NAMES | {"P", "C"}


def options(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, content: tuple[int, int]
) -> list[SourceOption]:
    """Return whom a cue may attribute to; `content` are the tokens of its words, left out."""
    token = candidate.token
    found = []
    left = [chunk for chunk in seen.chunks if chunk.start <= token]
    right = [chunk for chunk in seen.chunks if chunk.start > token]
    if left and _is_dateline(article, seen, left[0]):
        left = left[1:]
    for rank, chunk in enumerate(reversed(left[-LEFT:])):
        inside = content[0] <= chunk.start < content[1]
        if chunk.end <= token and not inside:
            found.append(SourceOption(chunk, False, -rank))
        if not inside:
            found += [
                SourceOption(owner, True, -rank)
                for owner in possessors(article, chunk)
                if owner.end <= token
            ]
    for rank, chunk in enumerate(right[:RIGHT]):
        if content[0] <= chunk.start < content[1]:
            continue
        found.append(SourceOption(chunk, False, rank + 1))
        found += [SourceOption(owner, True, rank + 1) for owner in possessors(article, chunk)]
    return found


def _is_dateline(article: ParsedArticle, seen: SentenceView, chunk: Chunk) -> bool:
    """Tell whether a phrase is where a report was written: "LONDON (Reuters) - ..."."""
    return (
        chunk.start == seen.sentence.start
        and article.codes[chunk.end : chunk.end + 1] in ("-", "(", ",")
        and article.piece(chunk.start, chunk.end).isupper()
        and "-" in article.codes[chunk.end : chunk.end + 7]
    )


def option_features(
    article: ParsedArticle,
    seen: SentenceView,
    candidate: CueCandidate,
    layout: str,
    option: SourceOption,
    used: int,
) -> list[str]:
    """Return the features that decide whether a phrase is a cue's source.

    `used` is the token with which the source of the cue before begins, in the same sentence, or -1.
    """
    codes, token, chunk = article.codes, candidate.token, option.chunk
    kind = kind_of_phrase(article, chunk)
    form = candidate.cue.form
    right = chunk.start > token
    gap = codes[token + 1 : chunk.start] if right else codes[chunk.end : token]
    path = gap.translate(_DROPPED)
    if "(" in path:
        path = _BRACKETS.sub("", path)
    if len(path) > 5:
        path = path[:2] + "~" + path[-2:]
    before = codes[chunk.start - 1] if chunk.start > seen.sentence.start else "^"
    after = codes[chunk.end] if chunk.end < seen.sentence.end else "$e"
    farther = codes[chunk.start - 2] if chunk.start - 1 > seen.sentence.start else "^"
    side = "r" if right else "l"
    own = "o" if option.owns else ""
    passive = "be" in candidate.marks and form == "d"
    verbs = verbs_in(gap)
    prior = codes[token - 1] if token > seen.sentence.start else "^"
    found = [
        f"p {side}{own} {path} {layout}",
        f"pf {side}{own} {path} {form} {passive}",
        f"k {kind} {side}{own} {form}",
        f"kp {kind} {side}{own} {path}",
        f"r {option.rank} {layout} {own}",
        f"linked {farther} {before} {side}{own} {path[:1]}",
        f"linkedk {farther} {before} {kind} {option.rank}",
        f"a {after} {side}{own} {before}",
        f"v {verbs} {side}{own} {form}",
        f"commas {gap.count(',')} {side} {form} {prior}",
        f"n {bucket(len(gap))} {side}{own}",
        f"c {candidate.cue.classes} {kind} {side}{own}",
        f"cut {path[:1]} {path[-1:]} {side}{own} {before}",
        f"passive {passive} {side} {before} {kind}",
        f"m {'+'.join(candidate.marks)} {side} {verbs}",
    ]
    if path[:1] == "," and not right:
        comma = codes.rfind(",", seen.sentence.start + 1, chunk.start)
        if comma > 0:
            found.append(f"apposed {codes[comma - 1]} {codes[comma + 1]} {before}")
    if used >= 0:
        found.append(f"used {chunk.start == used} {form} {prior}")
    return found
