"""The speaker right behind a quotation: “It is late,” Roe shot back, whatever the verb is.

Fiction calls these words a dialogue tag. The lexicon holds the usual verbs, but any verb may stand
in a tag: "pressed", "began", "fired back".
"""

from __future__ import annotations

import re
from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, PRONOUN, Chunk
from quoth.intake.text.shapes import is_for_a_person, kind_of_phrase
from quoth.intake.text.tokens import has_verb

_VERB: Final = re.compile("[RX]*[VvbXe](?!D?[UHnls]*,?Q)")
_APPOSITION: Final = re.compile("[(,][^.;:qQ]+[),](?=[RX]*[Vvbe])")
_SUBJECTS: Final = frozenset(["he", "she", "they", "i", "we"])
_SHORTEST: Final = 3
"""A quotation in mid-sentence has so many tokens at least, and a verb, to be speech."""


def tag(article: ParsedArticle, seen: SentenceView, region: int) -> Chunk | None:
    """Return the speaker behind a quotation that ends as speech does: a comma, "?", "!", a dash."""
    first, end = article.region_tokens[region]
    codes, sentence = article.codes, seen.sentence
    behind = end + 1
    if behind >= sentence.end or codes[end : end + 1] != "Q":
        return None
    ends_as_speech = codes[end - 1] in ",-" or article.tokens[end - 1] in "?!"
    if codes[behind] == "-":
        ends_as_speech, behind = True, behind + 1
    if not ends_as_speech or not _is_speech(article, seen, (first, end)):
        return None
    chunk = next((one for one in seen.chunks if one.start == behind), None)
    if chunk is None or not _may_speak(article, chunk):
        return None
    if _VERB.match(codes, chunk.end, sentence.end):
        return chunk
    apposed = chunk.kind == NAME and _APPOSITION.match(codes, chunk.end, sentence.end)
    return chunk if apposed else None


def _is_speech(article: ParsedArticle, seen: SentenceView, tokens: tuple[int, int]) -> bool:
    """Tell whether quoted words begin their sentence, or are a clause: no title, no scare quote."""
    first, end = tokens
    words = article.codes[first:end]
    if first - seen.sentence.start <= 1:
        return end - first > 1 or article.tokens[end - 1] in "?!"
    return end - first >= _SHORTEST and has_verb(words) and article.codes[first - 2] in ",:-Q"


def _may_speak(article: ParsedArticle, chunk: Chunk) -> bool:
    if chunk.kind == PRONOUN:
        return article.lower[chunk.start] in _SUBJECTS
    if chunk.kind == NOUN:
        return is_for_a_person(article.lower[chunk.end - 1])
    return kind_of_phrase(article, chunk) != "place"
