"""In which layouts a cue may attribute something: "after" it, "around" it, or as "raised"."""

from __future__ import annotations

import re
from typing import Final

from quoth.intake.attributing.cues import (
    AFTER,
    AROUND,
    RAISED,
    CueCandidate,
    SentenceView,
    subject_start,
)
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.tokens import has_verb


def layouts(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> list[str]:
    """Return the layouts in which a candidate could attribute something."""
    sentence, codes, token = seen.sentence, article.codes, candidate.token
    if candidate.cue.form == "p":
        return [AROUND]
    found = []
    before = subject_start(article, seen, candidate) - 1
    rest = codes[token + 1 : sentence.end].strip(".,;)Q")
    only = _HEARER_ONLY if candidate.cue.lemma == "tell" else _ONLY_WHEN
    closes = before > sentence.start + 1 and codes[before] in ",Q-" and only.fullmatch(rest)
    if rest and not closes and not is_said_behind(article, seen, candidate):
        found.append(AFTER)
    if (
        before > sentence.start
        and codes[before - 1 : before + 1] in (",Q", "Q,", "Q-")
        and _BREAKS.match(codes, token + 1, sentence.end)
    ):
        return [AROUND]
    if parts_a_subject(article, seen, candidate):
        return [AROUND]
    if found and codes[before] == "Q" and _THAT.match(codes, token + 1, sentence.end):
        return found
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


def is_said_behind(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> bool:
    """Tell whether "said" and its speaker close a sentence: "It is late, said the boss, Bo."."""
    token, sentence = candidate.token, seen.sentence
    if candidate.cue.lemma not in _CLOSING_LEMMAS or candidate.behind < 0 or candidate.subject >= 0:
        return False
    is_behind = article.codes[token - 1] in ",Q" and token - sentence.start > _SHORTEST_CLAUSE
    return (
        is_behind and _ONLY_A_SPEAKER.fullmatch(article.codes, token + 1, sentence.end) is not None
    )


_CLOSING_LEMMAS: Final = frozenset(["say", "add"])
_SHORTEST_CLAUSE: Final = 3
_ONLY_A_SPEAKER: Final = re.compile(r"[DGMUHnlsa'P$]+(?:,[DGMUHnlsaP'C$]+)*,?\.?")
_ONLY_WHEN: Final = re.compile("P?[T$]+")
"""Only a time after a cue that closes the words: "it closes, she said on Tuesday"."""
_HEARER_ONLY: Final = re.compile("(?:[DGM]?[lsnUH]{1,4}|O)?R?(?:P?[T$]+)?")
"""The same behind "told", with a hearer: "it closes, she told me later"."""
_THAT: Final = re.compile("R*t[DGUHnlsSIOM$]")
"""A clause behind a cue, which then doesn't close the quotation before it: "wrote that they"."""
_BREAKS: Final = re.compile("[RTPDUHnl$]{0,6}[,-]q")
"""What stands behind a cue that breaks a quotation: "If they come," he said on Monday, "we go"."""


def parts_a_subject(article: ParsedArticle, seen: SentenceView, candidate: CueCandidate) -> bool:
    """Tell whether a cue with its hearer parts a subject from its verb: "He, she told us, left"."""
    if candidate.cue.lemma != "tell":
        return False
    codes, before = article.codes, subject_start(article, seen, candidate) - 1
    if codes[before] != "," or before < seen.sentence.start:
        return False
    behind = _SPLITS.match(codes, candidate.token + 1, seen.sentence.end)
    verbs = [n for n in range(seen.sentence.start, before) if has_verb(codes[n])]
    is_part = codes[before + 1] in "SUHDGnl"
    return behind is not None and is_part and all(article.lower[n].endswith("ing") for n in verbs)


_SPLITS: Final = re.compile("[DGHUnls]{1,6}(?:P?[$T]+)?,[RN]*[XV](?!Q)")
