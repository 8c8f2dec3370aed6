"""The words of a sentence that may attribute something, and what tells whether they do.

A cue stands in one of three layouts. "after": the words follow it ("she said that ..."); "around":
it stands behind them or between them ("..., she said, ..."), as "according to" does; "raised": it
parts their subject from the rest ("they are expected to ..."). Each layout has a linear model over
features of a closed vocabulary: words of the lexicon, classes of tokens, shapes and distances.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from quoth.intake.article import Article, Sentence
from quoth.intake.chunks import NAME, NOUN, PRONOUN, Chunk
from quoth.intake.lexicon import Cue, Lexicon, given_names, lexicon
from quoth.intake.linear import score, weights
from quoth.intake.tokens import has_verb

AFTER, AROUND, RAISED = "after", "around", "raised"

_SKIPPED: Final = frozenset("RXNT")
_FUNCTION: Final = frozenset("PtoIBCXNWGDM")
_OUTSIDE: Final = {"e": Cue("?", "d", "u"), "g": Cue("?", "g", "u"), "v": Cue("?", "v", "u")}
_POSSIBLE: Final = frozenset("egv:")
"""Classes of tokens that may be cues though the lexicon lacks them."""
_ACCORDING: Final = Cue("according", "p", "p")
_COLON: Final = Cue(":", "c", "c")
_BE: Final = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "'s", "'re", "'m"])
_HAVE: Final = frozenset(["has", "have", "had", "having", "'ve"])


class Candidate(NamedTuple):
    """A token that may be a cue."""

    token: int
    cue: Cue
    left: int
    """The token before it that is no auxiliary, adverb or word of time; maybe no token of it."""
    subject: int
    """The number, among the sentence's chunks, of the one that ends there; -1 for none."""
    behind: int
    """The number of the chunk that begins right after it; -1 for none."""
    marks: tuple[str, ...]
    """What was skipped: auxiliaries, negation, "to"."""
    earlier: int
    """How many candidates that are no nouns stand before it in the sentence."""
    last: int
    """The number of the last of them."""


class View(NamedTuple):
    """A sentence, its noun phrases and its candidates."""

    sentence: Sentence
    chunks: list[Chunk]
    candidates: list[Candidate]
    closing: int
    """The token of a cue that stands behind the words at the sentence's end, or -1."""


def view(article: Article, sentence: Sentence, phrases: list[Chunk]) -> View:
    """Return a sentence with its candidates."""
    words = lexicon()
    codes, lower, region_of = article.codes, article.lower, article.region_of
    ending = {chunk.end: number for number, chunk in enumerate(phrases)}
    beginning = {chunk.start: number for number, chunk in enumerate(phrases)}
    found: list[Candidate] = []
    closing = last = -1
    earlier = 0
    known = words.cues
    possible = [
        token
        for token in range(sentence.start, sentence.end)
        if (lower[token] in known or codes[token] in _POSSIBLE) and region_of[token] < 0
    ]
    for token in possible:
        cue = known.get(lower[token])
        letter = codes[token]
        if cue is None or letter in "UHPDMB":
            if lower[token] == "according":
                cue = _ACCORDING
            elif letter == ":" and _labels(codes, token, sentence, ending):
                cue = _COLON
            elif letter in _OUTSIDE and _promising(codes, token, sentence):
                cue = _OUTSIDE[letter]
            else:
                continue
        left, marks = _left(article, token, sentence.start)
        candidate = Candidate(
            token,
            cue,
            left,
            ending.get(left + 1, -1),
            beginning.get(token + 1, -1),
            marks,
            earlier,
            last,
        )
        if cue.form != "n":
            earlier, last = earlier + 1, len(found)
        found.append(candidate)
        if _closes(article, sentence, candidate, phrases):
            closing = token
    return View(sentence, phrases, found, closing)


def _promising(codes: str, token: int, sentence: Sentence) -> bool:
    """Tell whether a verb that the lexicon lacks stands where a cue would."""
    after = codes[token + 1] if token + 1 < sentence.end else "."
    before = codes[token - 1] if token > sentence.start else "^"
    return (
        after in "tq:"
        or (before == "Q" and after in "USHD")
        or (
            after in ",."
            and before in "USHnsl"
            and "Q" in codes[max(sentence.start, token - 6) : token]
        )
    )


def _labels(codes: str, token: int, sentence: Sentence, ending: dict[int, int]) -> bool:
    """Tell whether a colon stands behind a name that begins a sentence: a label, or a headline."""
    return (
        token in ending
        and token + 1 < sentence.end
        and token - sentence.start < 9
        and not codes[sentence.start : token].strip("UHnlsDMP'-$.,()")
    )


def _left(article: Article, token: int, start: int) -> tuple[int, tuple[str, ...]]:
    codes, lower = article.codes, article.lower
    marks = []
    place = token - 1
    while place >= start and token - place < 9:
        letter = codes[place]
        if letter == "o":
            marks.append("to")
            place -= 1
            break
        if letter not in _SKIPPED:
            if letter == ")":
                opened = codes.rfind("(", max(start, place - 6), place)
                if opened < 0:
                    break
                place = opened - 1
                continue
            if (
                letter == "'"
                and lower[place] == "'s"
                and codes[place - 1 : place] in ("S", "I", "R", "W")
            ):
                letter = "X"
            else:
                break
        if letter == "X":
            word = lower[place]
            marks.append("be" if word in _BE else "have" if word in _HAVE else "modal")
        elif letter == "N":
            marks.append("not")
        place -= 1
    return place, tuple(dict.fromkeys(marks))


def _closes(
    article: Article, sentence: Sentence, candidate: Candidate, phrases: list[Chunk]
) -> bool:
    """Tell whether a cue of speech with its speaker ends a sentence: "..., she said."."""
    if not set(candidate.cue.classes) & {"s", "w", "p"} or candidate.cue.form in "n0c":
        return candidate.cue.form == "p" and candidate.token - sentence.start > 3
    codes, token = article.codes, candidate.token
    if candidate.subject >= 0:
        first = phrases[candidate.subject].start
        return (
            first - sentence.start > 2
            and codes[first - 1] in ",Q-"
            and (token + 1 >= sentence.end or codes[token + 1] in ".,TPQ)")
        )
    return codes[token - 1] in ",Q" and token - sentence.start > 2 and candidate.behind >= 0


def layouts(article: Article, seen: View, candidate: Candidate) -> list[str]:
    """Return the layouts in which a candidate could attribute something."""
    sentence, codes, token = seen.sentence, article.codes, candidate.token
    if candidate.cue.form == "p":
        return [AROUND]
    found = []
    if token + 1 < sentence.end and codes[token + 1 : sentence.end].strip(".,;)Q"):
        found.append(AFTER)
    before = _before_subject(article, seen, candidate)
    if (
        before > sentence.start
        and codes[before - 1 : before + 1] == ",Q"
        and _BREAKS.match(codes, token + 1, sentence.end)
    ):
        return [AROUND]
    if (before > sentence.start + 1 and codes[before] in ",Q-;." and candidate.cue.form != "n") or (
        before >= sentence.start
        and candidate.subject < 0
        and codes[token - 1] in ",Q-"
        and candidate.behind >= 0
        and token - sentence.start > 1
    ):
        found.append(AROUND)
    if (
        candidate.subject >= 0
        and token + 1 < sentence.end
        and ("e" in candidate.cue.classes or "be" in candidate.marks)
        and codes[token + 1] in "otPlaDMRs"
        and (codes[token + 1] == "o" or "e" in candidate.cue.classes)
    ):
        found.append(RAISED)
    return found


_BREAKS: Final = re.compile("[RTPDUHnl$]{0,6},q")
"""What stands behind a cue that breaks a quotation: "If they come," he said on Monday, "we go"."""


def subject_start(article: Article, seen: View, candidate: Candidate) -> int:
    """Return the first token of the subject: "officials of" belongs to "officials of the party"."""
    return _before_subject(article, seen, candidate) + 1


def _before_subject(article: Article, seen: View, candidate: Candidate) -> int:
    if candidate.subject < 0:
        return candidate.left
    number = candidate.subject
    first = seen.chunks[number].start
    while number > 0 and article.codes[first - 1] == "P":
        previous = seen.chunks[number - 1]
        if previous.end != first - 1:
            break
        number -= 1
        first = previous.start
    return first - 1


def bucket(number: int) -> str:
    """Return a distance in tokens, roughly."""
    return _BUCKETS[number] if 0 < number < 20 else "20+" if number > 0 else "0"


_BUCKETS: Final = ("0", "1", "2", "3") + ("4-6",) * 3 + ("7-11",) * 5 + ("12-19",) * 8


def kind_of_phrase(article: Article, chunk: Chunk, words: Lexicon) -> str:
    """Return what a noun phrase names, roughly."""
    head = article.lower[chunk.end - 1]
    if chunk.kind == PRONOUN:
        return {"who": "who", "which": "which", "it": "it", "that": "which"}.get(head, "pronoun")
    if chunk.kind == NAME:
        last = article.tokens[chunk.end - 1]
        if last in words.places or (last[-1] == "." and len(last) > 2 and last[0].isupper()):
            return "place"
        if head in words.organisations:
            return "organisation"
        first = article.lower[chunk.name_start]
        known = head in article.surnames or first in given_names() or first in words.honorifics
        return "person" if known else NAME
    if chunk.end - chunk.start == 1 and article.codes[chunk.start] == "M":
        return "some"
    if head in words.people:
        return "people"
    return "evidence" if head in words.evidence else NOUN


class _Frame(NamedTuple):
    """A cue with what stands right beside it: there are few, and they come again and again."""

    cue: Cue
    word: str
    """The next word where it is a function word, else its class."""
    subject: str
    """What the subject names, or the class of what stands in its place."""
    marks: str


def features(article: Article, seen: View, candidate: Candidate, layout: str) -> list[str]:
    """Return what tells whether a candidate attributes something in a layout."""
    frame = _frame(article, seen, candidate)
    return [*_of_frame(frame), *_of_place(article, seen, candidate, layout, frame)]


def logit(article: Article, seen: View, candidate: Candidate, layout: str) -> float:
    """Return how likely it is that a candidate attributes something in a layout, as a logit."""
    frame = _frame(article, seen, candidate)
    return frame_logit(layout, frame) + score(
        weights(layout), _of_place(article, seen, candidate, layout, frame)
    )


@lru_cache(maxsize=1 << 16)
def frame_logit(layout: str, frame: _Frame) -> float:
    """Return what a frame alone tells."""
    return score(weights(layout), _of_frame(frame))


def _frame(article: Article, seen: View, candidate: Candidate) -> _Frame:
    following = _following(article, seen, candidate)
    return _Frame(
        candidate.cue,
        article.lower[candidate.token + 1] if following in _FUNCTION else following,
        kind_of_phrase(article, seen.chunks[candidate.subject], lexicon())
        if candidate.subject >= 0
        else _before(article, seen, candidate),
        "+".join(candidate.marks),
    )


def _following(article: Article, seen: View, candidate: Candidate) -> str:
    """Return the class of the next token."""
    place = candidate.token + 1
    return article.codes[place] if place < seen.sentence.end else "$e"


def _before(article: Article, seen: View, candidate: Candidate) -> str:
    """Return the class of the token before, adverbs and the like left out."""
    return article.codes[candidate.left] if candidate.left >= seen.sentence.start else "^"


def _of_place(
    article: Article, seen: View, candidate: Candidate, layout: str, frame: _Frame
) -> list[str]:
    """Return what tells it besides the frame: the place in the sentence, and what is farther."""
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


def _of_words(article: Article, seen: View, candidate: Candidate, frame: _Frame) -> list[str]:
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
    article: Article, seen: View, candidate: Candidate, layout: str, found: list[str]
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
    article: Article, seen: View, candidate: Candidate, frame: _Frame, found: list[str]
) -> None:
    start = seen.sentence.start
    place = _before_subject(article, seen, candidate)
    first = article.codes[place] if place >= start else "^"
    following = _following(article, seen, candidate)
    before = _before(article, seen, candidate)
    behind = (
        kind_of_phrase(article, seen.chunks[candidate.behind], lexicon())
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
    article: Article, seen: View, candidate: Candidate, frame: _Frame, found: list[str]
) -> None:
    codes, token, end, cue = article.codes, candidate.token, seen.sentence.end, frame.cue
    if candidate.behind >= 0:
        chunk = seen.chunks[candidate.behind]
        kind = kind_of_phrase(article, chunk, lexicon())
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
