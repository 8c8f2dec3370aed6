"""Words that look like cues and attribute nothing: "a man accused of theft", "rejected claims"."""

from __future__ import annotations

from typing import Final

from quoth.intake.text.article import ParsedArticle, Sentence
from quoth.intake.text.lexicon import PAST, Cue, act_words, lexicon


def is_rejected(article: ParsedArticle, token: int, start: int) -> bool:
    """Tell whether a word is what is rejected, not a verb: "rejected claims that it sank"."""
    lower = article.lower
    if lower[token] not in act_words("claims"):
        return False
    before = token - 1 - (article.codes[token - 1] in ("D", "M", "G"))
    cue = lexicon().cues.get(lower[before]) if before >= start else None
    return cue is not None and cue.lemma in act_words("rejecting") | act_words("denying")


def is_asked(article: ParsedArticle, cue: Cue, token: int, sentence: Sentence) -> bool:
    """Tell whether somebody is asked: "Roe, asked whether she was sorry, left the room".

    In "Roe, a former mayor, asked whether it was late" it is Roe who asks.
    """
    codes, comma = article.codes, token - 1
    if cue.lemma not in _ASKING or cue.form != PAST or codes[comma] != ",":
        return False
    is_open = "," not in codes[sentence.start : comma]
    closing = codes.find(",", token, sentence.end)
    behind = codes[closing + 1 : closing + 3].lstrip("RN")[:1] if closing > 0 else ""
    return is_open and behind in _FINITE


_ASKING: Final = frozenset(["ask", "press", "question", "challenge"])
_FINITE: Final = ("V", "v", "X", "e", "b", "s")
"""Classes of what may be a sentence's verb."""


def is_accused(article: ParsedArticle, cue: Cue, token: int, marks: tuple[str, ...]) -> bool:
    """Tell whether a participle names a charge against a noun: "a man accused of theft".

    What is "called off" isn't said either.
    """
    if cue.lemma == "call" and not _CALLED_OFF.isdisjoint(article.lower[token + 1 : token + 2]):
        return True
    if cue.lemma not in _CHARGING or cue.form != PAST or marks:
        return False
    return article.lower[token + 1 : token + 2] in (["of"], ["with"])


_CALLED_OFF: Final = frozenset(["off", "up", "in", "into", "round", "around", "back"])
_CHARGING: Final = frozenset(["accuse", "charge", "suspect", "convict"])
