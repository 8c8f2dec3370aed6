"""The noun phrases of a sentence: names, pronouns and nouns, by the classes of the tokens alone."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from quoth.intake.text.article import ParsedArticle

NAME, PRONOUN, NOUN = "name", "pronoun", "noun"

_TAIL: Final = (
    r"(?:[lsnUH$]|b(?![tDGUoqSIOM]|[RN]?[DG])|(?<=[$'])[Vg](?=[nU])|(?<=[lU])g(?=n)"
    r"|-(?<=[ls]-)(?=[ls])|'(?:(?!bV)[aegVbR])*(?:lb(?=[,.;]|[RXN]*V)|[lsnUHb$]))*"
)
_PHRASE: Final = re.compile(
    rf"[DG]V(?=P)|M?(?:[DG$]+R*(?:(?:[aegbvX]|(?<!b)V)(?=[lsnUH$aegVb'R]))*[blsnUHav$]){_TAIL}"
    r"|M?(?:a(?=[lsnUH]))?[lsnUH](?:[lsnUH]|\$(?=[lsnUH])|b(?=n)|g(?=nU)"
    r"|'(?:(?!bV)[aegVbR])*(?:lb(?=[,.;]|[RXN]*V)|[lsnUHb$]))*"
    r"|M[bgV](?=[VXb])|[SIOW]|M"
)


_ARTICLES: Final = ("the", "a", "an")


class Chunk(NamedTuple):
    """A noun phrase, by its tokens, the end excluded."""

    start: int
    end: int
    kind: str
    name_start: int
    """Where the name at its end begins; `end` where there is none."""


def chunks(article: ParsedArticle, start: int, end: int) -> list[Chunk]:
    """Return the noun phrases among some tokens, those in quotation marks left out."""
    codes, region_of = article.codes, article.region_of
    found = []
    has_brackets = codes.find("(", start, end) >= 0
    for match in _PHRASE.finditer(codes, start, end):
        first, last = match.span()
        is_year = codes.startswith("$D", first) and article.lower[first + 1] in _ARTICLES
        if is_year or codes.startswith("$G", first):
            first += 1  # "In 1987 the board told him", "In 1987 her aunt said"
        if (
            region_of[first] >= 0
            or (last - first == 2 and _is_how_often(article, first, last))
            or (has_brackets and _bracketed(codes, start, first, last))
        ):
            continue
        if codes[last - 1] in "UH":
            found.append(_phrase(codes, first, last))
        elif last - first == 1 and codes[first] in "SIOW":
            found.append(Chunk(first, last, PRONOUN, last))
        else:
            found.append(Chunk(first, last, NOUN, last))
    return found


def _is_how_often(article: ParsedArticle, first: int, last: int) -> bool:
    """Tell whether a phrase says how often: "and five times replied", "asked five times if"."""
    if article.tokens[last - 1] != "times":
        return False
    before, behind = article.codes[first - 1 : first], article.codes[last : last + 1]
    return before in ("C", ",") or (before == "V" and behind in ("B", "t"))


def _bracketed(codes: str, start: int, first: int, last: int) -> bool:
    """Tell whether a phrase stands in short brackets: "(R-Ohio)"."""
    opened = codes.rfind("(", max(start, first - 4), first)
    return opened >= 0 and ")" not in codes[opened:first] and ")" in codes[last : last + 4]


def _phrase(codes: str, first: int, last: int) -> Chunk:
    name = last
    while name > first and codes[name - 1] in "UH":
        name -= 1
    return Chunk(first, last, NAME if name < last else NOUN, name)


def possessors(article: ParsedArticle, chunk: Chunk) -> list[Chunk]:
    """Return the phrases of those to whom a noun phrase belongs: "her", "the senator"."""
    codes = article.codes
    found = []
    if codes[chunk.start] == "G":
        found.append(Chunk(chunk.start, chunk.start + 1, PRONOUN, chunk.start + 1))
    place = codes.find("'", chunk.start + 1, chunk.end)
    while place > 0:
        found.append(_phrase(codes, chunk.start, place))
        place = codes.find("'", place + 1, chunk.end)
    return found
