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
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from quoth.intake.text.lexicon import Lexicon, lexicon

_ABBREVIATIONS: Final = (
    "Mr|Mrs|Ms|Mx|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Sgt|Cpl|Pte|Capt|Maj|Adm|Prof|Rev|Det|Insp|Supt|Cllr|Ald|St|Jr|Sr"
    "|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|vs|Inc|Corp|Co|Ltd|Pres|Fla|Calif|Ala|Ariz|Ark|Colo|Conn"
    "|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Vt|Va|Wash|Wis"
    "|Wyo|Del|Ga|a\\.m|p\\.m"
)
TOKEN: Final = re.compile(
    r"(?=\S)(?:"  # a blank is rejected at once
    r"[A-Za-z][a-z]+(?![\w&'’/‑.-])|[,“”]"  # most words: first, as what follows takes its time
    r"|[a-z]{2,}(?![\w&'’/‑-]|\.\w)"
    rf"|(?:{_ABBREVIATIONS})\.(?=[\s,)]|$)"
    r"|No\.(?=\s\d)"
    r"|[A-Z][-‑–](?:(?:[A-Z]\.){2,}|[A-Z][a-z]{1,5}\.(?=[\s,)]))"
    r"|(?:[A-Za-z]\.){2,}(?:[-‑]\w+)*"
    r"|(?<![\w.])[A-HJ-Z]\.(?= ?[A-Z][\w.])"
    r"|R\d+(?:[.,]\d+)*(?:bn|mn|m|tn|k|c)?(?![\w-])"
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


def by_ending(word: str) -> str:
    """Return the class of an unknown word in lower case."""
    if len(word) > 3:
        if word.endswith("ly"):
            return "R"
        if word.endswith("ing"):
            return "g"
        if word.endswith("ed"):
            return "e"
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return "s"
    return "l"


class Tokens(NamedTuple):
    """The tokens of a piece of a text."""

    words: Sequence[str]
    starts: Sequence[int]
    codes: Sequence[str]
    """The class of each."""
    lower: Sequence[str]
    """Each in lower case."""


_CHUNK: Final = re.compile(r"\S+")
_LONGEST: Final = 40
"""Characters of what is remembered."""
_BEHIND: Final = 3
"""How many characters behind a full stop show whether it ends an initial."""
_OPEN: Final = re.compile(r"[A-Z]\.\Z|No\.\Z")
"""What the next words show to be an initial, or "No." before a number; or neither."""


def _taken_apart(chunk: str, behind: str = "") -> Tokens:
    """Return the tokens of what stands between two blanks, as it stands before some letters."""
    words = lexicon()
    found = [one for one in TOKEN.finditer(chunk + behind) if one.start() < len(chunk)]
    tokens = tuple(map(re.Match.group, found))
    return Tokens(
        tokens,
        tuple(map(re.Match.start, found)),
        tuple(code(token, words) for token in tokens),
        tuple(token.lower().replace("’", "'") for token in tokens),
    )


_known = lru_cache(maxsize=1 << 15)(_taken_apart)


def tokens_in(text: str, start: int, end: int) -> Tokens:
    """Return the tokens between two offsets of a text.

    No token has a blank in it. What stands between two of them comes again and again, so it is
    remembered, unless it depends on what is behind it.
    """
    found = list(_CHUNK.finditer(text, start, end))
    made: list[Tokens] = []
    for one in found:
        chunk = one.group()
        if chunk[-1] == "." and _OPEN.search(chunk, len(chunk) - _BEHIND):
            made.append(_taken_apart(chunk, text[one.end() : min(one.end() + _BEHIND, end)]))
        else:
            made.append(_known(chunk) if len(chunk) <= _LONGEST else _taken_apart(chunk))
    return Tokens(
        [word for one in made for word in one.words],
        [at.start() + place for at, one in zip(found, made, strict=True) for place in one.starts],
        [letter for one in made for letter in one.codes],
        [word for one in made for word in one.lower],
    )
