"""Words in quotation marks that no cue of their sentence accounts for.

A linear model distinguishes speech from scare quotes, titles of works and words that are spoken of.
The speaker is found in the neighbourhood: a quotation that goes on, a sentence before that ends
with a colon, a dash with a name behind the quotation, the last speaker or the subject of the
paragraph.
"""

from __future__ import annotations

from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.lexicon import media
from quoth.intake.text.shapes import bucket
from quoth.intake.text.tokens import has_verb


def region_features(
    article: ParsedArticle, seen: SentenceView, region: int, covered: str
) -> list[str]:
    """Return the features that decide whether quoted words are a statement.

    `covered` is "sure" or "likely" where an attribution accounts for them, else "no".
    """
    first, last = article.region_tokens[region]
    codes, tokens, sentence = article.codes, article.tokens, seen.sentence
    outer = first - 1 if first > sentence.start and codes[first - 1] == "q" else first
    after = last + 1 if last < sentence.end and codes[last : last + 1] == "Q" else last
    b0 = codes[outer - 1] if outer > sentence.start else "^"
    b1 = codes[outer - 2] if outer > sentence.start + 1 else "^"
    a0 = codes[after] if after < sentence.end else "$e"
    length = last - first
    inner = codes[first:last]
    end = inner[-1:] if inner[-1:] in ",." else "w"
    whole = outer == sentence.start and after >= sentence.end - 1
    capital = tokens[first][:1].isupper() if length else False
    titled = length > 1 and all(letter in "UHPDCo'$,x" for letter in inner)
    word = article.lower[outer - 1] if b0 in "CBPWXNoDGM" else b0
    return [
        f"cov {covered}",
        f"n {bucket(length)} {covered}",
        f"whole {whole} {covered}",
        f"b {word} {covered}",
        f"b0 {b1} {b0} {covered}",
        f"a {a0} {covered}",
        f"ba {b0} {a0} {length < 4}",
        f"end {end} {covered}",
        f"cap {capital} {bucket(length)}",
        f"titled {titled} {bucket(length)} {covered}",
        f"verb {has_verb(inner)} {covered}",
        f"cues {bucket(len(seen.candidates))} {covered}",
        f"first {sentence.paragraph == 0} {covered}",
        f"closed {article.regions[region].closed} {covered}",
    ]


def is_named_work(article: ParsedArticle, region: int) -> bool:
    """Tell whether quotation marks hold a title: "she wrote in her memoir, “Low Water.”"."""
    first, last = article.region_tokens[region]
    noun = first - 2
    if noun < 1 or article.codes[first - 1] != "q":
        return False
    noun -= article.codes[noun] == ","
    words = article.tokens[first:last]
    is_title = all(letter in "UHPDCo'$,.:" for letter in article.codes[first:last])
    before = article.lower[noun]
    return is_title and words[0][:1].isupper() and (before in _WORKS or before in media())


_WORKS: Final = frozenset(
    [
        "memoir", "memoirs", "autobiography", "novel", "poem", "essay", "album", "song", "film",
        "play", "show", "series", "podcast", "collection", "pamphlet", "biography", "column",
        "documentary", "lecture", "thesis", "musical", "book", "paper", "study", "report",
    ]
)  # fmt: skip
"""Nouns with which a title goes."""
