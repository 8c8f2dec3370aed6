"""Words and marks of an article, each with a class of one character.

The classes: D determiner, M quantifier ("some"), P preposition, t "that", o "to", S subject
pronoun, I "it", O object pronoun, G possessive, C "and", B subordinating conjunction,
W relative or question word, X auxiliary, N negation, R adverb, T word of time, $ number, V verb
that may attribute, b the same where it may be a noun too, v other verb, n noun for people,
a adjective of thought, l other word in lower case, s one ending in -s, g in -ing, e in -ed,
U capitalised, H honorific, ' the possessive mark, q and Q a quotation mark that opens and closes,
and , . : ; - ( ) as they stand. One character each, so that a sentence's classes are a string that
regular expressions read.
"""

from __future__ import annotations

import re
from typing import Final

from quoth.intake.text.lexicon import Lexicon, lexicon

_ABBREVIATIONS: Final = (
    "Mr|Mrs|Ms|Mx|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Sgt|Cpl|Pte|Capt|Maj|Adm|Prof|Rev|Det|Insp|Supt|Cllr|Ald|St|Jr|Sr"
    "|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|vs|Inc|Corp|Co|Ltd|Pres|Fla|Calif|Ala|Ariz|Ark|Colo|Conn"
    "|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Vt|Va|Wash|Wis"
    "|Wyo|Del|Ga|a\\.m|p\\.m"
)
TOKEN: Final = re.compile(
    r"(?=\S)(?:per\scent\b|"  # a blank is rejected at once
    r"[A-Za-z][a-z]+(?![\w&'’/‑.-])|[,“”]"  # most words: first, as what follows takes its time
    r"|[a-z]{2,}(?![\w&'’/‑-]|\.\w)"
    rf"|(?:{_ABBREVIATIONS})\.(?=[\s,)]|$)"
    r"|(?:MRS?|MS|DR|SEN|REP|GOV|GEN)\.(?=\s[A-Z]{2})|No\.(?=\s\d)"
    r"|[A-Z][-‑–](?:(?:[A-Z]\.){2,}|(?:[A-Z]\.)+[A-Z](?=\))|[A-Z][a-z]{1,5}\.(?=[\s,)]))"
    r"|(?:[A-Za-z]\.){2,}(?:[-‑](?:[A-Z]\.){2,}|(?:[-‑]\w+)*)"
    r"|(?<![\w.])(?:[A-HJ-WYZ]|(?<!\bon )X)\.(?= ?[A-Z][\w.])"
    r"|(?:R|N|₦|Rs|Sh|KSh|GH₵)\d+(?:[.,]\d+)*(?:bn|mn|m|tn|k|c)?(?![\w-])"
    r"|[$€£]?\d+(?:[.,:]\d+)*%?\w*(?:-\w+)*"
    r"|\w+(?:[.-]\w+){0,4}\.(?:com|org|net|gov|edu|info|co\.uk)\b"
    r"|[@#]?\w+(?:[-‑&/]\w+|['’](?!s\b)\w+)*"
    r"|['’]s\b|''|``|\.{2,}|--+|\S)"
)

_MARKS: Final = {
    ",": ",", ".": ".", ";": ";", ":": ":", "?": ".", "!": ".", "…": ".", "...": ".", "..": ".",
    "-": "-", "–": "-", "—": "-", "―": "-", "‒": "-",
    "--": "-", "---": "-", "(": "(", "[": "(", ")": ")", "]": ")",
    "'s": "'", "’s": "'", "’": "'", "'": "'",
}  # fmt: skip


def code(token: str, words: Lexicon) -> str:
    """Return the class of a token that stands alone."""
    first = token[0]
    if not first.isalnum():
        if first in "@#" and len(token) > 1:
            return "U"
        return _MARKS.get(token, "$" if first in "$€£" else "x")
    lower = token.lower().replace("’", "'")
    if first.isdigit() or (first == "R" and token[1:2].isdigit()):
        return "$"
    known = words.codes.get(lower)
    if known is None and lower.endswith(_SHORTENED) and lower.partition("'")[0] in _PRONOUNS:
        known = "S"
    if first.isupper():
        if lower.rstrip(".") in words.honorifics and lower != "general":
            return "H"
        if known in _CLOSED and not (lower in ("us", "it", "may", "march") and token != lower):
            return "T" if known == "T" else known
        return _CAPITALISED.get(token, "U")
    return known or by_ending(lower)


_SHORTENED: Final = ("'m", "'ve", "'d", "'ll", "'re")
_PRONOUNS: Final = frozenset(["i", "we", "you", "he", "she", "it", "they"])
_CAPITALISED: Final = {"It": "S", "May": "T", "March": "T"}
_CLOSED: Final = frozenset("DMPtoSIOGCBWXNRT")


_VERBS: Final = frozenset("XVv")


def has_verb(codes: str) -> bool:
    """Tell whether there is a verb among some classes."""
    return not _VERBS.isdisjoint(codes)


def verbs_in(codes: str) -> int:
    """Return how many verbs there are among some classes."""
    return codes.count("X") + codes.count("V") + codes.count("v")


_NOUNS_IN_LY: Final = frozenset(
    [
        "rally", "assembly", "supply", "bully", "anomaly", "monopoly", "duopoly", "homily", "lily",
        "butterfly", "dragonfly", "fly", "folly", "gully", "tally", "jelly", "belly", "doily",
    ]
)  # fmt: skip
"""Nouns that end as adverbs do."""


def by_ending(word: str) -> str:
    """Return the class of an unknown word in lower case."""
    if len(word) > 3:
        if word.endswith("ly"):
            return "l" if word in _NOUNS_IN_LY else "R"
        if word.endswith("ing"):
            return "g"
        if word.endswith("ed"):
            return "e"
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return "s"
    return "l"


_KEPT: Final = 100_000
_seen: dict[str, tuple[str, str]] = {}


def classes(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Return the class of each token, and each in lower case; words seen before are remembered."""
    words, seen = lexicon(), _seen
    if len(seen) > _KEPT:
        seen.clear()
    for token in set(tokens).difference(seen):
        seen[token] = code(token, words), token.lower().replace("’", "'")
    if not tokens:
        return [], []
    codes, lower = zip(*map(seen.__getitem__, tokens), strict=True)
    return list(codes), list(lower)
