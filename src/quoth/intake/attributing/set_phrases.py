"""Attributions of a set form, which itself determines the words and the source.

"quoted Roe as saying that ..."; "..., as Roe put it"; "described as “a mess” by Roe"; "described
by Roe as “a mess”"; "in the words of Roe, “a mess”".
"""

from __future__ import annotations

from typing import Final, NamedTuple

from quoth.intake.attributing.attributions import Attribution
from quoth.intake.attributing.cues import AFTER, AROUND, CueCandidate, SentenceView
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, Chunk
from quoth.intake.text.lexicon import Cue

RULE_OUT: Final = "rule out"
"""A verb of two words, which denies."""
_SURE: Final = 3.0
_PUT: Final = frozenset(["put", "puts", "called", "calls", "described", "describes", "phrased"])
_SAYING: Final = frozenset(["saying", "stating", "telling", "warning"])
_QUOTING: Final = frozenset(["quoted", "quotes", "quoting", "cited", "cites", "citing"])
_NAMED: Final = frozenset(
    [
        "described", "called", "branded", "labelled", "labeled", "dubbed", "dismissed", "hailed",
        "condemned", "denounced", "praised", "characterised", "characterized", "criticised",
        "criticized", "derided", "mocked", "attacked",
    ]
)  # fmt: skip
_RULED: Final = frozenset(["ruled", "rules", "ruling"])
_WORDS: Final = frozenset(["words", "phrase"])
_FIRST_WORDS: Final = _PUT | _SAYING | _NAMED | _RULED | _WORDS


class SetPhrase(NamedTuple):
    """An attribution with its source."""

    attribution: Attribution
    source: Chunk


def set_phrases(article: ParsedArticle, seen: SentenceView) -> list[SetPhrase]:
    """Return the attributions of set forms in a sentence, in order."""
    found: list[SetPhrase] = []
    lower = article.lower
    if _FIRST_WORDS.isdisjoint(lower[seen.sentence.start + 1 : seen.sentence.end]):
        return found
    for token in range(seen.sentence.start + 1, seen.sentence.end):
        if article.region_of[token] >= 0:
            continue
        word = lower[token]
        one = None
        if word in _PUT and lower[token + 1 : token + 2] == ["it"]:
            one = _put(article, seen, token)
        elif word in _SAYING and lower[token - 1] == "as":
            one = _quoted(article, seen, token)
        elif word in _NAMED:
            one = _named(article, seen, token)
        elif word in _RULED and lower[token + 1 : token + 2] == ["out"]:
            one = _ruled_out(article, seen, token)
        elif word in _WORDS and lower[token - 2 : token + 2] == ["in", "the", word, "of"]:
            one = _in_the_words_of(article, seen, token)
        if one is not None:
            found.append(one)
    return found


def _made(
    token: int, cue: Cue, layout: str, pieces: tuple[tuple[int, int], ...], source: Chunk
) -> SetPhrase:
    candidate = CueCandidate(token, cue, token - 1, -1, -1, (), 0, -1)
    return SetPhrase(Attribution(candidate, layout, _SURE, pieces, 1.0), source)


def _in_the_words_of(article: ParsedArticle, seen: SentenceView, token: int) -> SetPhrase | None:
    """Return "in the words of Roe, “a mess”", of the next quotation, or else of the one before."""
    source = next((chunk for chunk in seen.chunks if chunk.start == token + 2), None)
    regions = [article.region_tokens[region] for region in seen.sentence.regions]
    if source is None or not regions:
        return None
    behind = [one for one in regions if one[0] > source.end]
    piece = behind[0] if behind else regions[-1]
    layout = AFTER if behind else AROUND
    return _made(token, Cue("say", "d", "s"), layout, (piece,), source)


def _put(article: ParsedArticle, seen: SentenceView, token: int) -> SetPhrase | None:
    """Return "..., as Roe put it", of the quotation before it or of what stands before."""
    source = next((chunk for chunk in seen.chunks if chunk.end == token), None)
    if source is None or article.lower[source.start - 1] != "as":
        return None
    edge = source.start - 1
    quoted = [
        article.region_tokens[region]
        for region in seen.sentence.regions
        if article.region_tokens[region][1] <= edge
    ]
    first, last = quoted[-1] if quoted else (seen.sentence.start, edge)
    while last > first and article.codes[last - 1] in ",-;":
        last -= 1
    if last <= first:
        return None
    return _made(token, Cue("put", "d", "s"), AROUND, ((first, last),), source)


def _quoted(article: ParsedArticle, seen: SentenceView, token: int) -> SetPhrase | None:
    """Return "quoted Roe as saying that ..."."""
    source = next((chunk for chunk in seen.chunks if chunk.end == token - 1), None)
    if source is None:
        return None
    before = article.lower[max(seen.sentence.start, source.start - 2) : source.start]
    if before[-1:] in (["by"], ["in"]):
        source = _who_is_quoted(article, seen, source.start - 2)
        if source is None:
            return None
        before = []
    passive = _QUOTING.isdisjoint(before)
    if passive and source.end == token - 1 and article.lower[token - 2] not in _QUOTING:
        return None
    end = seen.sentence.end
    while end > token + 1 and article.codes[end - 1] in ".,;:)-":
        end -= 1
    if end <= token + 1:
        return None
    return _made(token, Cue("say", "g", "s"), AFTER, ((token + 1, end),), source)


def _who_is_quoted(article: ParsedArticle, seen: SentenceView, token: int) -> Chunk | None:
    """Return the subject of "was quoted by the Herald" or "in the Herald", by its verb's token."""
    if article.lower[token] not in _QUOTING:
        return None
    before = [chunk for chunk in seen.chunks if chunk.end <= token]
    is_subject = bool(before) and not article.codes[before[-1].end : token].strip("XR")
    return before[-1] if is_subject else None


def _named(article: ParsedArticle, seen: SentenceView, token: int) -> SetPhrase | None:
    """Return "described as “a mess” by Roe", or "described by Roe as “a mess”"."""
    if "be" not in _marks(seen, token):
        return _which_named(article, seen, token)
    by = article.lower[token + 1 : token + 2] == ["by"]
    source = next((chunk for chunk in seen.chunks if by and chunk.start == token + 2), None)
    if source is not None and article.lower[source.end : source.end + 1] == ["as"]:
        region = article.region_of[source.end + 1]
        if region >= 0:
            piece = article.region_tokens[region]
            return _made(token, Cue("describe", "d", "s"), AFTER, (piece,), source)
    for region in seen.sentence.regions:
        first, last = article.region_tokens[region]
        if not token < first <= token + 6:
            continue
        behind = last + (article.codes[last : last + 1] == "Q")
        if article.lower[behind : behind + 1] != ["by"]:
            continue
        source = next((chunk for chunk in seen.chunks if chunk.start == behind + 1), None)
        if source is not None:
            return _made(token, Cue("describe", "d", "s"), AFTER, ((first, last),), source)
    return None


def _which_named(article: ParsedArticle, seen: SentenceView, token: int) -> SetPhrase | None:
    """Return "a debate that Roe described as “a mess”", of quoted words alone."""
    source = next((chunk for chunk in seen.chunks if chunk.end == token), None)
    if source is None or article.lower[source.start - 1] not in _WHICH:
        return None
    first = token + 1 + (article.lower[token + 1 : token + 2] == ["as"])
    if article.codes[first : first + 1] != "q" or article.region_of[first + 1] < 0:
        return None
    piece = article.region_tokens[article.region_of[first + 1]]
    return _made(token, Cue("describe", "d", "s"), AFTER, (piece,), source)


_WHICH: Final = frozenset(["that", "which", "what", "whom"])


def _before_clause(article: ParsedArticle, seen: SentenceView, token: int) -> Chunk | None:
    """Return the name before a relative clause that ends at a verb: "Roe, who left, ruled"."""
    if article.codes[token - 1] != ",":
        return None
    for chunk in reversed(seen.chunks):
        behind = article.lower[chunk.end : chunk.end + 2]
        if chunk.kind == NAME and chunk.end < token - 1 and behind == [",", "who"]:
            return None if "," in article.codes[chunk.end + 1 : token - 1] else chunk
    return None


def _ruled_out(article: ParsedArticle, seen: SentenceView, token: int) -> SetPhrase | None:
    """Return "ruled out a merger", said by the one before it; nothing if it is negated."""
    codes, start = article.codes, token + 2
    marks = _marks(seen, token)
    before = [chunk for chunk in seen.chunks if chunk.end <= token]
    nearest = before[-1] if before and not codes[before[-1].end : token].strip("XRT,") else None
    source = (
        _before_clause(article, seen, token) or nearest or _of_verb_before(article, seen, token)
    )
    if source is None or "not" in marks or "be" in marks or start >= seen.sentence.end:
        return None
    end = start + 1
    while end < seen.sentence.end and not _ends_ruling(codes, end):
        end += 1
    return _made(token, Cue(RULE_OUT, "d", "s"), AFTER, ((start, end),), source)


def _of_verb_before(article: ParsedArticle, seen: SentenceView, token: int) -> Chunk | None:
    """Return the subject of the verb that "and" joins with it: "vowed to stay and ruled out"."""
    if article.codes[token - 1] != "C":
        return None
    subjects = [one.subject for one in seen.candidates if one.token < token and one.subject >= 0]
    return seen.chunks[subjects[-1]] if subjects else None


def _ends_ruling(codes: str, place: int) -> bool:
    """Tell whether what is ruled out ends before a token: a mark, or "and" with the next verb."""
    return codes[place] in ",;.:-B(q" or (codes[place] == "C" and codes[place + 1] in "VRbX")


def _marks(seen: SentenceView, token: int) -> tuple[str, ...]:
    return next((one.marks for one in seen.candidates if one.token == token), ())
