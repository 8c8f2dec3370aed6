"""One mention of a person in a sentence: whether they act there, and whether they speak."""

from __future__ import annotations

import re
from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.people.figures import NamedAt
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import Chunk

_ACTING: Final = frozenset("XVv")
"""Classes of verbs."""
_DID: Final = re.compile("[RN]*e[DGOUI]")
"""A past tense with its object: "Roe defended the plan"; a participle has none."""
_CLAUSE: Final = re.compile("(?:P[DGUHnl'$]+)?(?:,[^,.;:qQ]+,)?[RN]*(?:[XVv]|e(?=[DGOUI]))")
"""What may separate a name from its verb: "Ada Roe of the union, who came late, was"."""
_AFTER_COMMA: Final = re.compile(f",[RN]*[XVv]|{_CLAUSE.pattern}")
"""The same for a name behind a comma: "his wife, Ada Roe, was"."""


_REPLIES: Final = frozenset(
    [
        "reply", "response", "rebuke", "criticism", "condemnation", "answer", "retort", "warning",
        "objection", "praise", "denial", "protest", "rebuttal",
    ]
)  # fmt: skip
"""Nouns for words, before "from" and a name: "a sharp reply from Ada Roe"."""


def _is_asked_about(article: ParsedArticle, seen: SentenceView, phrase: Chunk) -> bool:
    """Tell whether a name is the subject of a question: "What does Roe make of it?"."""
    is_question = article.tokens[seen.sentence.end - 1] == "?"
    verbs = ("does", "did", "is", "was", "has", "will", "would", "can", "could")
    return is_question and article.lower[phrase.start - 1] in verbs


def mention(
    article: ParsedArticle, number: int, seen: SentenceView, phrase: Chunk, *, full: bool
) -> NamedAt:
    """Return what a sentence does with a name in it.

    Arguments:
        article: The article.
        number: The sentence's number.
        seen: The sentence.
        phrase: The noun phrase that ends with the name.
        full: Whether the name has more than one word.
    """
    codes, sentence = article.codes, seen.sentence
    bare = codes[phrase.end : phrase.end + 3].lstrip("RN")
    acting = bare[:1] in _ACTING
    verb = phrase.end
    behind = _AFTER_COMMA if codes[phrase.start - 1 : phrase.start] == "," else _CLAUSE
    acting = acting or _DID.match(codes, phrase.end, sentence.end) is not None
    if not acting and (clause := behind.match(codes, phrase.end, sentence.end)):
        acting, verb = True, clause.end() - 1
    speaks = False
    for one in seen.candidates:
        if verb <= one.token <= verb + 2:
            speaks = True
            break
    before = codes[phrase.start - 1] if phrase.start > sentence.start else "^"
    lower = article.lower[max(sentence.start, phrase.start - 2) : phrase.start]
    speaks = speaks or (lower[-1:] == ["from"] and not _REPLIES.isdisjoint(lower))
    inverted = before in "Vv" and codes[max(0, phrase.start - 2)] in "Q,"
    return NamedAt(
        phrase.start,
        number,
        subject=(acting and before != "P") or inverted or _is_asked_about(article, seen, phrase),
        first=phrase.start - sentence.start < 2,
        full=full,
        speaks=speaks or inverted,
    )
