"""Parses the spelling of a person's name: title, first names, surname, suffix.

"Sen. Ted Cruz (R-Tex.)" is the name Ted Cruz with the title of a senator; "a spokesman for Mr.
Cruz" isn't a name. A text that isn't certainly a person's name is read as none: a missing proposal
costs less than a wrong one. The rules follow those for personal names in P. Christen, "Data
Matching" (2012), chapter 3, where cleaning and segmenting come before any comparison.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from quoth.basics.text import fold
from quoth.checking.name_words import (
    ABBREVIATIONS,
    DEGREES,
    DESCRIPTIONS,
    FUNCTION_WORDS,
    HONORIFICS,
    INSTITUTIONS,
    PARTICLES,
    PLACES,
    RANKS,
    SHORT_FORMS,
    SUFFIXES,
    TITLES,
)

_LONGEST: Final = 160
_PARENTHESES: Final = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_POSSESSIVE: Final = re.compile(r"(?i)(?:['’ʼ]s|(?<=s)['’ʼ])$")
_AFTER_COMMA: Final = re.compile(r",\s+(?!(?:jr|sr|ii|iii|iv)\b\.?)", re.IGNORECASE)
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.){2,}", re.IGNORECASE)
_NAME_WORD: Final = re.compile(r"[^\W\d_][^\W\d_.'’ʼ-]*(?:['’ʼ-][^\W\d_]+)*\.?")
_AND_OTHERS: Final = frozenset({"and", "his", "her", "their", "other"})
_MOST_WORDS: Final = 4


class Name(NamedTuple):
    """A person's name."""

    surname: str
    """Folded; with its particles."""
    first: str = ""
    """Folded; empty where only the surname is given."""
    middle: tuple[str, ...] = ()
    suffix: str = ""
    titles: tuple[str, ...] = ()
    is_plain: bool = True
    """Whether the spelling is the name and nothing else."""

    @property
    def sex(self) -> str:
        """`m` or `f` where a title says it."""
        return next((HONORIFICS[title] for title in self.titles if title in HONORIFICS), "")


def read(spelling: str) -> Name | None:
    """Return the person's name that a spelling is; nothing where it isn't certainly one."""
    if len(spelling) > _LONGEST:
        return None
    text = _PARENTHESES.sub("", spelling).strip(' ,;:“”"')
    head, *tail = _AFTER_COMMA.split(text, maxsplit=1)
    if tail and _goes_on(tail[0]):
        return None
    bare = _POSSESSIVE.sub("", head.strip())
    tokens = bare.replace("Secretary of State ", "Secretary ").replace(",", "").split()
    tokens = _before_of(tokens)
    if not tokens or _is_more_than_a_name(tokens):
        return None
    titles, words = _without_titles(tokens)
    name = _named(words, titles)
    if name is None:
        return None
    return name._replace(is_plain=bare == spelling.strip() and not titles and words == tokens)


def _goes_on(tail: str) -> bool:
    """Tell whether what follows a comma is another name, so that several are listed."""
    if ", and " in tail or tail.split(" ", maxsplit=1)[0].lower() in _AND_OTHERS:
        return True
    start = tail.split(" and ", maxsplit=1)[0].split(",", maxsplit=1)[0]
    if not start[:1].isupper() or "." in start.split(" ", maxsplit=1)[0]:
        return False
    return read(start) is not None


def _before_of(tokens: list[str]) -> list[str]:
    """Remove the place that a person is from: "Gov. Ann Archer of Ohio"."""
    if "of" not in tokens:
        return tokens
    place = tokens.index("of")
    is_one = "and" not in tokens and all(token[0].isupper() for token in tokens[:place])
    return tokens[:place] if place > 1 and is_one else []


def _is_more_than_a_name(tokens: list[str]) -> bool:
    """Tell whether there are words that belong to a sentence, or to the name of a thing."""
    for place, token in enumerate(tokens):
        folded = token.rstrip(".").lower()
        is_initial = len(token) == 2 and token[0].isupper() and token[1] == "."
        if (
            (folded in FUNCTION_WORDS and not is_initial)
            or _POSSESSIVE.search(token)
            or "&" in token
        ):
            return True
        ends_sentence = token.endswith((".", "!", "?", ":", ";")) and place < len(tokens) - 1
        if ends_sentence and not _is_abbreviation(token):
            return True
    return False


def _is_abbreviation(token: str) -> bool:
    """Tell whether a point ends a short form, and no sentence."""
    bare = token.rstrip(".").lower()
    return len(bare) == 1 or bare in ABBREVIATIONS or bool(_INITIALS.fullmatch(token))


def _without_titles(tokens: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Take away all up to the last title, or the last word that is written small."""
    start = 0
    titles = []
    for place, token in enumerate(tokens[:-1]):
        word = token.rstrip(".").lower()
        rest = tokens[place + 1]
        if word in TITLES and rest.rstrip(".").lower() not in SUFFIXES:
            titles.append(RANKS.get(word, word))
            start = place + 1
        elif word in DESCRIPTIONS or (token[0].islower() and word not in PARTICLES):
            start = place + 1
    return tuple(titles), tokens[start:]


def _named(words: list[str], titles: tuple[str, ...]) -> Name | None:
    """Read the words that are left as first names, surname and suffix."""
    suffix = ""
    while len(words) > 1 and words[-1].rstrip(".").lower() in SUFFIXES | DEGREES:
        ending = words[-1].rstrip(".").lower()
        suffix = {"junior": "jr", "senior": "sr"}.get(ending, ending if ending in SUFFIXES else "")
        words = words[:-1]
    if not words or len(words) > _MOST_WORDS or not all(map(_can_be_named, words)):
        return None
    folded = [fold(word.rstrip(".")) for word in words]
    if not all(folded) or _ends_an_institution(folded):
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    if start == 1 and words[0].lower() in PARTICLES and words[0][0].islower():
        start = 0
    if start and folded[0] in PLACES and not titles:
        return None
    if start == 0 and len(words[-1].rstrip(".")) < 3:
        return None
    return Name(
        surname=" ".join(folded[start:]),
        first=folded[0] if start else "",
        middle=tuple(folded[1:start]),
        suffix=suffix,
        titles=titles,
    )


def _can_be_named(word: str) -> bool:
    """Tell whether a word can be one of a name: a capital and letters, or a particle."""
    if word in PARTICLES:
        return True
    if not (_NAME_WORD.fullmatch(word) or _INITIALS.fullmatch(word)):
        return False
    small = word.rstrip(".").lower()
    return word[0].isupper() and (len(word) < 4 or not word.isupper()) and small not in DESCRIPTIONS


def _ends_an_institution(folded: list[str]) -> bool:
    """Tell whether a thing, a group or a place ends the words."""
    return (
        folded[-1] in INSTITUTIONS
        or folded[-1] in TITLES
        or any(word in INSTITUTIONS for word in folded[:-1])
        or (len(folded) == 1 and folded[0] in PLACES)
    )


@cache
def _long_forms() -> dict[str, frozenset[str]]:
    """Return the long forms that each first name may stand for."""
    forms: dict[str, set[str]] = {}
    for long, *short in SHORT_FORMS:
        for name in (long, *short):
            forms.setdefault(name, set()).add(long)
    return {name: frozenset(long) for name, long in forms.items()}


@cache
def _of_long_forms() -> dict[str, frozenset[str]]:
    """Return the first names that may stand for each long form, itself among them."""
    return {long: frozenset((long, *short)) for long, *short in SHORT_FORMS}


def short_forms(first: str) -> frozenset[str]:
    """Return the first names that may be forms of one with a first name, itself among them."""
    longs = _long_forms().get(first, frozenset())
    return frozenset().union(*(_of_long_forms()[long] for long in longs))


def are_short_forms(one: str, other: str) -> bool:
    """Tell whether two first names may be forms of one, as Bill and William are."""
    forms = _long_forms()
    return bool(forms.get(one, frozenset()) & forms.get(other, frozenset()))


def middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether middle names may be one person's: where both have some, each begins alike."""
    return all(
        left.startswith(right) or right.startswith(left)
        for left, right in zip(one, other, strict=False)
    )
