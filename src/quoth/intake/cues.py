"""The words of a sentence that may attribute something, and what tells whether they do.

A cue stands in one of three layouts. "after": the words follow it ("she said that ..."); "around":
it stands behind them or between them ("..., she said, ..."), as "according to" does; "raised": it
parts their subject from the rest ("they are expected to ..."). Each layout has a linear model over
features of a closed vocabulary: words of the lexicon, classes of tokens, shapes and distances.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from quoth.intake.article import Article, Sentence
from quoth.intake.chunks import NAME, NOUN, PRONOUN, Chunk
from quoth.intake.lexicon import Cue, Lexicon, lexicon

AFTER, AROUND, RAISED = "after", "around", "raised"

_SKIPPED: Final = frozenset("RXNT")
_FUNCTION: Final = frozenset("PtoIBCXNWGDM")
_OUTSIDE: Final = {"e": Cue("?", "d", "u"), "g": Cue("?", "g", "u"), "v": Cue("?", "v", "u")}
_ACCORDING: Final = Cue("according", "p", "p")
_COLON: Final = Cue(":", "c", "c")
_BE: Final = frozenset("is are was were be been being am 's 're 'm".split())
_HAVE: Final = frozenset("has have had having 've".split())


class Candidate(NamedTuple):
    """A token that may be a cue."""

    token: int
    cue: Cue
    left: int
    """The token before it that is no auxiliary, adverb or word of time; may precede the sentence."""
    subject: int
    """The number, among the sentence's chunks, of the one that ends there; -1 for none."""
    behind: int
    """The number of the chunk that begins right after it; -1 for none."""
    marks: tuple[str, ...]
    """What was skipped: auxiliaries, negation, "to"."""


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
    closing = -1
    for token in range(sentence.start, sentence.end):
        if region_of[token] >= 0:
            continue
        cue = words.cues.get(lower[token])
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
            token, cue, left, ending.get(left + 1, -1), beginning.get(token + 1, -1), marks
        )
        found.append(candidate)
        if _closes(article, sentence, candidate, phrases):
            closing = token
    return View(sentence, phrases, found, closing)


def _promising(codes: str, token: int, sentence: Sentence) -> bool:
    """Tell whether a verb that the lexicon lacks stands where a cue would."""
    after = codes[token + 1] if token + 1 < sentence.end else "."
    before = codes[token - 1] if token > sentence.start else "^"
    return after in "tq:" or (before == "Q" and after in "USHD") or (
        after in ",." and before in "USHnsl" and "Q" in codes[max(sentence.start, token - 6) : token]
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
            if letter == "'" and lower[place] == "'s" and codes[place - 1 : place] in ("S", "I", "R", "W"):
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
    """Tell whether a cue of speech with its speaker ends a sentence: "..., she said." """
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
    if before > sentence.start + 1 and codes[before] in ",Q-;." and candidate.cue.form != "n":
        found.append(AROUND)
    elif (
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
        return "organisation" if head in words.organisations else NAME
    if chunk.end - chunk.start == 1 and article.codes[chunk.start] == "M":
        return "some"
    if head in words.people:
        return "people"
    return "evidence" if head in words.evidence else NOUN


def features(article: Article, seen: View, candidate: Candidate, layout: str) -> list[str]:
    """Return what tells whether a candidate attributes something in a layout."""
    words = lexicon()
    codes, lower, sentence = article.codes, article.lower, seen.sentence
    token, cue = candidate.token, candidate.cue
    end = sentence.end
    c1 = codes[token + 1] if token + 1 < end else "$e"
    c2 = codes[token + 2] if token + 2 < end else "$e"
    w1 = lower[token + 1] if c1 in _FUNCTION else c1
    before = codes[candidate.left] if candidate.left >= sentence.start else "^"
    p1 = codes[token - 1] if token > sentence.start else "^"
    subject = (
        kind_of_phrase(article, seen.chunks[candidate.subject], words)
        if candidate.subject >= 0
        else before
    )
    lemma, form = cue.lemma, cue.form
    marks = "+".join(candidate.marks)
    found = [
        "*",
        "l " + lemma,
        f"lf {lemma} {form}",
        f"lw {lemma} {w1}",
        f"ls {lemma} {subject} {form}",
        "w " + w1,
        f"cw {cue.classes} {w1}",
        f"fw {form} {w1}",
        f"w2 {w1} {c2}",
        "s " + subject,
        f"sf {subject} {form} {marks}",
        f"cs {cue.classes} {form} {subject}",
        "m " + marks,
        f"mf {form} {marks}",
        f"lm {lemma} {marks}",
        f"p {p1} {form}",
        f"code {codes[token]} {p1}",
        f"cm {cue.classes} {form} {marks}",
        f"before {before} {form} {codes[candidate.left - 1] if candidate.left > sentence.start else '^'}",
        f"sw {subject} {w1} {form}",
        f"sl {subject} {lemma}",
        f"begin {bucket(token - sentence.start)}",
        f"end {bucket(end - token)}",
    ]
    for letter in cue.classes:
        found.append(f"c {letter} {form}")
        found.append(f"cl {letter} {form} {before}")
    if seen.closing >= 0 and seen.closing != token:
        found.append("closing " + ("after" if seen.closing > token else "before"))
    if sentence.regions:
        regions = [article.region_tokens[number] for number in sentence.regions]
        behind = [first - token for first, _ in regions if first > token]
        if behind:
            found.append(f"q {bucket(behind[0])}")
            found.append(f"ql {form} {bucket(behind[0])}")
        elif layout == AFTER:
            found.append("q none")
        ahead = [token - last for _, last in regions if last <= token]
        if ahead:
            found.append(f"Q {bucket(ahead[-1])}")
    earlier = 0
    for other in seen.candidates:
        if other.token >= token:
            break
        if other.cue.form != "n":
            earlier += 1
            last = other
    if earlier:
        found.append(f"earlier {bucket(earlier)}")
        gap = codes[last.token + 1 : token]
        found.append(f"last {last.cue.classes} {last.cue.form} {'t' in gap} {',' in gap} {'C' in gap}")
    if sentence.paragraph == 0:
        found.append("first paragraph")
    if layout == AROUND:
        place = _before_subject(article, seen, candidate)
        first = codes[place] if place >= sentence.start else "^"
        behind_kind = (
            kind_of_phrase(article, seen.chunks[candidate.behind], words)
            if candidate.behind >= 0
            else c1
        )
        found += [
            f"f {first}",
            f"fs {first} {subject} {c1}",
            f"fl {first} {lemma}",
            f"b {before} {behind_kind}",
            f"bf {form} {before} {behind_kind}",
            f"n {bucket(place - sentence.start)}",
        ]
    else:
        if candidate.behind >= 0:
            chunk = seen.chunks[candidate.behind]
            kind = kind_of_phrase(article, chunk, words)
            k0 = codes[chunk.end] if chunk.end < end else "$e"
            k1 = codes[chunk.end + 1] if chunk.end + 1 < end else "$e"
            found += [
                f"o {kind} {k0}",
                f"ol {lemma} {k0}",
                f"oc {cue.classes} {form} {k0} {k1}",
                f"ok {cue.classes} {kind} {form}",
            ]
        that = codes.find("t", token + 1, min(end, token + 8))
        found.append(f"that {bucket(that - token) if that >= 0 else '-'}")
        found.append(f"comma {bucket(codes.find(',', token + 1, end) - token)}")
        rest = codes[token + 1 : token + 12]
        found.append(f"verb {any(letter in rest for letter in 'XVv')}")
    return found
