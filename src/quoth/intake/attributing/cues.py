"""The words of a sentence that may attribute something: its candidates for cues.

A cue stands in one of three layouts. "after": the words follow it ("she said that ..."); "around":
it stands behind them or between them ("..., she said, ..."), as "according to" does; "raised": it
parts their subject from the rest ("they are expected to ..."). `weighing` computes how likely it
attributes something there.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from quoth.intake.attributing.apposed import before_apposition, role_before_name
from quoth.intake.attributing.no_cues import is_accused, is_asked, is_rejected
from quoth.intake.text.article import ParsedArticle, Sentence
from quoth.intake.text.chunks import NAME, NOUN, Chunk, chunks
from quoth.intake.text.layout import BlockKind
from quoth.intake.text.lexicon import BASE, Cue, lexicon
from quoth.intake.text.shapes import are_people

AFTER, AROUND, RAISED = "after", "around", "raised"

_SKIPPED: Final = frozenset("RXNT")
_OUTSIDE: Final = {"e": Cue("?", "d", "u"), "g": Cue("?", "g", "u"), "v": Cue("?", "v", "u")}
_POSSIBLE: Final = frozenset("egv:")
"""Classes of tokens that may be cues though the lexicon lacks them."""
_ACCORDING: Final = Cue("according", "p", "p")
_COLON: Final = Cue(":", "c", "c")
_NO_SOURCES: Final = frozenset(
    ["plan", "schedule", "custom", "tradition", "taste", "need", "size", "age", "height", "ability"]
)
"""Nouns after "according to" that don't name a speaker."""
_BE: Final = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "'s", "'re", "'m"])
_SHORT_BE: Final = ("'m", "'re")
_HAVE: Final = frozenset(["has", "have", "had", "having", "'ve"])


class CueCandidate(NamedTuple):
    """A token that may be a cue."""

    token: int
    cue: Cue
    left: int
    """The token before it that isn't an auxiliary, adverb or word of time; maybe outside."""
    subject: int
    """The number, among the sentence's chunks, of the one that ends there; -1 for none."""
    behind: int
    """The number of the chunk that begins right after it; -1 for none."""
    marks: tuple[str, ...]
    """The words that were skipped: auxiliaries, negation, "to"."""
    earlier: int
    """How many candidates that aren't nouns stand before it in the sentence."""
    last: int
    """The number of the last of them."""


class SentenceView(NamedTuple):
    """A sentence, its noun phrases and its candidates."""

    sentence: Sentence
    chunks: list[Chunk]
    candidates: list[CueCandidate]
    closing: int
    """The token of a cue that stands behind the words at the sentence's end, or -1."""


def sentence_views(article: ParsedArticle) -> list[SentenceView]:
    """Return the sentences of an article, each with its noun phrases and candidates."""
    return [_view(article, sentence) for sentence in article.sentences]


def _view(article: ParsedArticle, sentence: Sentence) -> SentenceView:
    words = lexicon()
    phrases = _joined(article, chunks(article, sentence.start, sentence.end))
    if phrases and _is_vocative(article, sentence, phrases[0]):
        sentence = sentence._replace(start=phrases[0].end + 1)
        del phrases[0]
    codes, lower, region_of = article.codes, article.lower, article.region_of
    ending = {chunk.end: number for number, chunk in enumerate(phrases)}
    beginning = {chunk.start: number for number, chunk in enumerate(phrases)}
    found: list[CueCandidate] = []
    closing = last = -1
    earlier = 0
    known = words.cues
    start, end = sentence.start, sentence.end
    for token, word, letter in zip(
        range(start, end), lower[start:end], codes[start:end], strict=True
    ):
        if not (word in known or letter in _POSSIBLE) or region_of[token] >= 0:
            continue
        cue = known.get(word)
        if cue is None or letter in "UHPDMB":
            cue = _unlisted(article, token, sentence, ending)
        if cue is None:
            continue
        left, marks = _left(article, token, sentence.start)
        if (
            _names_behind(article, token, phrases, beginning)
            or is_accused(article, cue, token, marks)
            or is_rejected(article, token, start)
            or is_asked(article, cue, token, sentence)
            or (cue.form == BASE and _is_noun(article, token, phrases, ending))
        ):
            continue
        subject = ending.get(left + 1, -1)
        if subject < 0 and cue.form in "sd":
            left, subject = _apposed(article, start, phrases, left)
        candidate = CueCandidate(
            token,
            cue,
            left,
            subject,
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
    return SentenceView(sentence, phrases, found, closing)


def _is_vocative(article: ParsedArticle, sentence: Sentence, first: Chunk) -> bool:
    """Tell whether a phrase only addresses who answers: "Mayor, a report says it is late"."""
    known, codes = lexicon(), article.codes
    in_turn = article.layout[sentence.paragraph].kind is BlockKind.TURN
    if not in_turn or first.start != sentence.start or codes[first.end : first.end + 1] != ",":
        return False
    if set(codes[first.start : first.end]) == {"H"}:
        return True  # "Mr. Secretary", "Madam Speaker"
    word, is_alone = article.lower[first.start], first.end - first.start == 1
    return is_alone and any(word in one for one in (known.roles, known.honorifics, known.people))


def _unlisted(
    article: ParsedArticle, token: int, sentence: Sentence, ending: dict[int, int]
) -> Cue | None:
    """Return the cue that a token may be though it is none of the lexicon's verbs and nouns."""
    codes, letter = article.codes, article.codes[token]
    is_source = _NO_SOURCES.isdisjoint(article.lower[token + 2 : token + 3])
    if article.lower[token] == "according" and is_source:
        return _ACCORDING
    if letter == ":" and _labels(codes, token, sentence, ending):
        return _COLON
    if letter in _OUTSIDE and _promising(codes, token, sentence):
        return _OUTSIDE[letter]
    return None


def _apposed(
    article: ParsedArticle, start: int, phrases: list[Chunk], left: int
) -> tuple[int, int]:
    """Return the last token of a name whose apposition ends with one, and the name's number."""
    if left <= start or article.codes[left] != ",":
        return left, -1
    number = before_apposition(article, start, phrases, left)
    if number < 0:
        number = role_before_name(article, phrases, left)
    return (phrases[number].end - 1, number) if number >= 0 else (left, -1)


def _joined(article: ParsedArticle, phrases: list[Chunk]) -> list[Chunk]:
    """Return the noun phrases, two groups of people as one: "officials and aid workers"."""
    codes, found = article.codes, phrases[:1]
    for chunk in phrases[1:]:
        before = found[-1]
        is_pair = (
            before.end + 1 == chunk.start
            and codes[before.end] == "C"
            and article.lower[before.end] == "and"
            and codes[before.start - 1 : before.start] in (",", "Q", "")
            and are_people(article, before)
            and are_people(article, chunk)
        )
        if is_pair:
            found[-1] = Chunk(before.start, chunk.end, NOUN, chunk.end)
        else:
            found.append(chunk)
    return found


def _is_noun(
    article: ParsedArticle, token: int, phrases: list[Chunk], ending: dict[int, int]
) -> bool:
    """Tell whether a word ends a noun phrase before a subject: "In a programme note he argues"."""
    number = ending.get(token, -1)
    is_one = number >= 0 and article.lower[phrases[number].start] in ("a", "an")
    return is_one and article.codes[token : token + 2] in ("bS", "bU", "bD", "b,", "bI")


CALLED: Final = frozenset(["named", "called", "nicknamed"])


_KNOWN: Final = frozenset(["identified", "known"])
"""Participles before "as" and a name: "an officer identified as Roe"."""


def _names_behind(
    article: ParsedArticle, token: int, phrases: list[Chunk], beginning: dict[int, int]
) -> bool:
    """Tell whether a participle leads to a noun's name: "an official named Roe told ..."."""
    codes, lower = article.codes, article.lower
    known_as = lower[token] in _KNOWN and lower[token + 1 : token + 2] == ["as"]
    if lower[token] not in CALLED and not known_as:
        return False
    name = token + 1 + known_as
    number = beginning.get(name, -1)
    if number < 0 or codes[token - 1 : token] not in ("l", "s", "n", "U"):
        return False
    return codes[name] == "U" and codes[phrases[number].end : phrases[number].end + 1] in (
        "V", "X", "v", "b", "e", ",",
    )  # fmt: skip


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


def _left(article: ParsedArticle, token: int, start: int) -> tuple[int, tuple[str, ...]]:
    codes, lower = article.codes, article.lower
    marks = []
    place = token - 1
    while place >= start and token - place < 9:
        letter = codes[place]
        if letter == "o":
            marks.append("to")
            place -= 1
            break
        if letter == "P" and codes[place + 1] == "T" and place > start:
            place -= 1
            continue
        if letter not in _SKIPPED:
            if (before := _before_inserted(article, place, start)) < place:
                place = before
                continue
            if letter == "S" and lower[place].endswith(_SHORT_BE):
                marks.append("be")
                break
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
    return place, tuple(dict.fromkeys(marks)) if marks else ()


_ASIDES: Final = frozenset(
    ["however", "meanwhile", "too", "though", "nevertheless", "nonetheless", "also", "then"]
)
"""Single words that stand between commas, between a subject and its verb."""


def _before_inserted(article: ParsedArticle, last: int, start: int) -> int:
    """Return the token before what is inserted and ends with a token; that token where none is.

    It is in brackets, or a word by itself between commas: "The league, however, said ...".
    """
    codes = article.codes
    if codes[last] == ")":
        opened = codes.rfind("(", max(start, last - 6), last)
        return opened - 1 if opened >= 0 else last
    is_aside = (
        codes[last] == ","
        and last - 3 >= start
        and codes[last - 2] == ","
        and article.lower[last - 1] in _ASIDES
    )
    return last - 3 if is_aside else last


def _closes(
    article: ParsedArticle, sentence: Sentence, candidate: CueCandidate, phrases: list[Chunk]
) -> bool:
    """Tell whether a cue of speech with its speaker ends a sentence: "..., she said."."""
    if _CLOSING.isdisjoint(candidate.cue.classes) or candidate.cue.form in "n0c":
        return candidate.cue.form == "p" and candidate.token - sentence.start > 3
    codes, token = article.codes, candidate.token
    if candidate.subject >= 0:
        first = _phrase_start(article, phrases, candidate.subject)
        told = candidate.cue.lemma == "tell" and _TOLD.match(codes, token + 1, sentence.end)
        return (
            first - sentence.start > 2
            and codes[first - 1] in ",Q-"
            and (token + 1 >= sentence.end or codes[token + 1] in ".,TPQ)" or bool(told))
        )
    return codes[token - 1] in ",Q" and token - sentence.start > 2 and candidate.behind >= 0


_CLOSING: Final = frozenset("swp")
"""Classes of cues that may close a sentence behind its words."""
REASONS: Final = frozenset(["citing", "blaming"])
"""Participles behind a statement that give the reason for it."""
CONJUNCTIONS: Final = frozenset(["after", "before", "until", "since"])
"""Prepositions that begin the clause of a verb of saying: "after the auditor said"."""
_TOLD: Final = re.compile("[DGMUHnlsO]+[.TP]")
"""A hearer after a cue that closes the words: "..., she told the Herald on Monday"."""


def subject_start(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> int:
    """Return the first token of the subject: "officials of" belongs to "officials of the party"."""
    if candidate.subject < 0:
        return candidate.left + 1
    number = candidate.subject
    if number > 0 and _is_joint(article, seen, number):
        number -= 1
    return _phrase_start(article, seen.chunks, number)


def _phrase_start(article: ParsedArticle, phrases: list[Chunk], number: int) -> int:
    """Return the first token of a noun phrase and those that a preposition joins to it."""
    codes, first = article.codes, phrases[number].start
    while number > 0 and codes[first - 1] == "P" and article.lower[first - 1] not in CONJUNCTIONS:
        before = phrases[number - 1].end
        if before != first - 1 and not (before == first - 2 and codes[before] in "eV"):
            break  # "a review commissioned by the trust" is one phrase
        number -= 1
        first = phrases[number].start
    return first


def _is_joint(article: ParsedArticle, seen: SentenceView, number: int) -> bool:
    """Tell whether a name is the second of two that are a subject: "“...,” Roe and Poe said"."""
    name, before = seen.chunks[number], seen.chunks[number - 1]
    if not (name.kind == before.kind == NAME and before.end == name.start - 1):
        return False
    return article.lower[before.end] == "and" and article.codes[before.start - 1] in "Q,"
