"""How likely a candidate for a cue attributes something in a layout.

Each layout has a linear model over features of a closed vocabulary: words of the lexicon, classes
of tokens, shapes and distances.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from quoth.intake.attributing.cues import AFTER, AROUND, CueCandidate, SentenceView, subject_start
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.lexicon import Cue
from quoth.intake.text.linear import score, weights
from quoth.intake.text.shapes import bucket, kind_of_phrase
from quoth.intake.text.tokens import has_verb

_FUNCTION: Final = frozenset("PtoIBCXNWGDM")


class _Frame(NamedTuple):
    """A cue with what stands right beside it: there are few, and they come again and again."""

    cue: Cue
    word: str
    """The next word where it is a function word, else its class."""
    subject: str
    """What the subject names, or the class of what stands in its place."""
    marks: str


def features(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, layout: str
) -> list[str]:
    """Return the features that decide whether a candidate attributes something in a layout."""
    frame = _frame(article, seen, candidate)
    return [*_of_frame(frame), *_of_place(article, seen, candidate, layout, frame)]


def logit(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, layout: str
) -> float:
    """Return how likely it is that a candidate attributes something in a layout, as a logit."""
    frame = _frame(article, seen, candidate)
    return frame_logit(layout, frame) + score(
        weights(layout), _of_place(article, seen, candidate, layout, frame)
    )


@lru_cache(maxsize=1 << 16)
def frame_logit(layout: str, frame: _Frame) -> float:
    """Return the likelihood by the frame alone, as a logit."""
    return score(weights(layout), _of_frame(frame))


def _frame(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> _Frame:
    following = _following(article, seen, candidate)
    marks = candidate.marks
    return _Frame(
        candidate.cue,
        article.lower[candidate.token + 1] if following in _FUNCTION else following,
        kind_of_phrase(article, seen.chunks[candidate.subject])
        if candidate.subject >= 0
        else _before(article, seen, candidate),
        "+".join(marks) if marks else "",
    )


def _following(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> str:
    """Return the class of the next token."""
    place = candidate.token + 1
    return article.codes[place] if place < seen.sentence.end else "$e"


def _before(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> str:
    """Return the class of the token before, adverbs and the like left out."""
    return article.codes[candidate.left] if candidate.left >= seen.sentence.start else "^"


def _of_place(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, layout: str, frame: _Frame
) -> list[str]:
    """Return the features besides the frame: the place in the sentence, and what is farther."""
    codes, sentence, token = article.codes, seen.sentence, candidate.token
    found = _of_words(article, seen, candidate, frame)
    if sentence.regions:
        _add_quotes(article, seen, candidate, layout, found)
    if candidate.earlier:
        last = seen.candidates[candidate.last]
        gap = codes[last.token + 1 : token]
        found.append(f"earlier {bucket(candidate.earlier)}")
        found.append(
            f"last {last.cue.classes} {last.cue.form} {'t' in gap} {',' in gap} {'C' in gap}"
        )
    if layout == AROUND:
        _add_front(article, seen, candidate, frame, found)
    else:
        _add_object(article, seen, candidate, frame, found)
    return found


def _of_frame(frame: _Frame) -> list[str]:
    cue, word, subject, marks = frame
    lemma, form, classes = cue.lemma, cue.form, cue.classes
    found = [
        "*",
        "l " + lemma,
        f"lf {lemma} {form}",
        f"lw {lemma} {word}",
        f"ls {lemma} {subject} {form}",
        "w " + word,
        f"cw {classes} {word}",
        "s " + subject,
        "m " + marks,
        f"mf {form} {marks}",
        f"lm {lemma} {marks}",
    ]
    found += [f"c {letter} {form}" for letter in classes]
    return found


def _of_words(
    article: ParsedArticle, seen: SentenceView, candidate: CueCandidate, frame: _Frame
) -> list[str]:
    codes, sentence, token = article.codes, seen.sentence, candidate.token
    form = frame.cue.form
    second = codes[token + 2] if token + 2 < sentence.end else "$e"
    prior = codes[token - 1] if token > sentence.start else "^"
    farther = codes[candidate.left - 1] if candidate.left > sentence.start else "^"
    found = [
        f"w2 {frame.word} {second}",
        f"p {prior} {form}",
        f"before {_before(article, seen, candidate)} {form} {farther}",
        f"begin {bucket(token - sentence.start)}",
        f"end {bucket(sentence.end - token)}",
    ]
    if seen.closing >= 0 and seen.closing != token:
        found.append("closing " + ("after" if seen.closing > token else "before"))
    if sentence.paragraph == 0:
        found.append("first paragraph")
    return found


def _add_quotes(
    article: ParsedArticle,
    seen: SentenceView,
    candidate: CueCandidate,
    layout: str,
    found: list[str],
) -> None:
    token, form = candidate.token, candidate.cue.form
    regions = [article.region_tokens[number] for number in seen.sentence.regions]
    behind = next((first - token for first, _ in regions if first > token), 0)
    if behind:
        found.append(f"q {bucket(behind)}")
        found.append(f"ql {form} {bucket(behind)}")
    elif layout == AFTER:
        found.append("q none")
    ahead = [token - last for _, last in regions if last <= token]
    if ahead:
        found.append(f"Q {bucket(ahead[-1])}")


def _add_front(
    article: ParsedArticle,
    seen: SentenceView,
    candidate: CueCandidate,
    frame: _Frame,
    found: list[str],
) -> None:
    start = seen.sentence.start
    place = subject_start(article, seen, candidate) - 1
    first = article.codes[place] if place >= start else "^"
    following = _following(article, seen, candidate)
    before = _before(article, seen, candidate)
    behind = (
        kind_of_phrase(article, seen.chunks[candidate.behind])
        if candidate.behind >= 0
        else following
    )
    found += [
        f"f {first}",
        f"fs {first} {frame.subject} {following}",
        f"fl {first} {frame.cue.lemma}",
        f"b {before} {behind}",
        f"bf {frame.cue.form} {before} {behind}",
        f"n {bucket(place - start)}",
    ]


def _add_object(
    article: ParsedArticle,
    seen: SentenceView,
    candidate: CueCandidate,
    frame: _Frame,
    found: list[str],
) -> None:
    codes, token, end, cue = article.codes, candidate.token, seen.sentence.end, frame.cue
    if candidate.behind >= 0:
        chunk = seen.chunks[candidate.behind]
        kind = kind_of_phrase(article, chunk)
        k0 = codes[chunk.end] if chunk.end < end else "$e"
        k1 = codes[chunk.end + 1] if chunk.end + 1 < end else "$e"
        found += [
            f"o {kind} {k0}",
            f"ol {cue.lemma} {k0}",
            f"oc {cue.classes} {cue.form} {k0} {k1}",
            f"ok {cue.classes} {kind} {cue.form}",
        ]
    that = codes.find("t", token + 1, min(end, token + 8))
    rest = codes[token + 1 : token + 12]
    found += [
        f"that {bucket(that - token) if that >= 0 else '-'}",
        f"comma {bucket(codes.find(',', token + 1, end) - token)}",
        f"verb {has_verb(rest)}",
    ]
