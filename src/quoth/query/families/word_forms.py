"""Two words beside each other: whether one is a form of the other, or takes back what it says."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from quoth.basics.word_lists import word_list, word_set

_SLIPS: Final = 2
_SHORTEST_SLIP: Final = 3
_SHORTEST_NEGATED: Final = 4
_SHORTEST_STEM: Final = 3
_PREFIXES: Final = {
    "un": "", "non": "", "dis": "", "in": "", "il": "l", "im": "bmp", "ir": "r",
}  # fmt: skip
"""What makes a word its opposite, and the letters that the word may begin with, if not any."""


_NO_OPPOSITES: Final = word_set(
    "impress improve import impart implant impose increase increased inform informed invest"
    " invested intend intended income insight inside inflame install installed insure insured"
    " invalue instill intake distill discover discovered display under until union unite united"
    " dispatch disclose inspire inspired indeed impact"
)
_IRREGULAR: Final = {
    past: present
    for pair in word_list(
        "said say,made make,took take,taken take,gave give,given give,came come,got get,knew know,"
        "known know,thought think,saw see,seen see,won win,lost lose,paid pay,kept keep,left leave,"
        "built build,spent spend,sent send,brought bring,bought buy,held hold,stood stand,"
        "told tell,found find,led lead,began begin,begun begin,broke break,broken break,"
        "spoke speak,spoken speak,rose rise,risen rise,fell fall,fallen fall,grew grow,grown grow,"
        "wrote write,written write,felt feel,met meet,ran run,taught teach,caught catch,"
        "fought fight,sold sell,meant mean,chose choose,chosen choose,drove drive,driven drive",
        ",",
    )
    for past, present in [word_list(pair)]
}


def is_slip(one: str, other: str) -> bool:
    """Tell whether two words are so much alike that one may be misspelt."""
    shortest = min(len(one), len(other))
    allowed = min(_SLIPS, max(shortest - _SHORTEST_SLIP, 0))
    return Levenshtein.distance(one, other, score_cutoff=allowed) <= allowed


def are_opposites(one: str, other: str) -> bool:
    """Tell whether one of two words takes back the other, as `illegal` does `legal`."""
    full, plain = (one, other) if len(one) > len(other) else (other, one)
    if len(plain) < _SHORTEST_NEGATED or full in _NO_OPPOSITES or not full.endswith(plain):
        return False
    letters = _PREFIXES.get(full[: -len(plain)])
    return letters is not None and (not letters or plain[0] in letters)


def are_tenses(one: str, other: str) -> bool:
    """Tell whether two words are one verb at two times, as `wants` and `wanted` are."""
    ends = {_ending(word) for word in (one, other)}
    return len(ends) > 1 and not ends <= {"", "s"} and are_forms(one, other)


def are_forms(one: str, other: str) -> bool:
    """Tell whether two words are forms of one, as `want` and `wants` are."""
    ours, theirs = _stem(one), _stem(other)
    return ours == theirs and len(ours) >= _SHORTEST_STEM


def _ending(word: str) -> str:
    """Return with what a verb ends that says who does it, or when."""
    if word in _IRREGULAR:
        return "ed"
    found = _endings().search(word)
    if found is None:
        return ""
    return "s" if found[1] == "es" else found[1]


def _stem(word: str) -> str:
    """Return what forms of one word share."""
    word = _IRREGULAR.get(word, word)
    word = re.sub(r"(?:ies|ied|y)$", "i", word)
    word = re.sub(r"(?:ing|ed|es|s|e)$", "", word) if len(word) > _SHORTEST_STEM else word
    return re.sub(r"([^aeiou])\1$", r"\1", word)


@cache
def _endings() -> re.Pattern[str]:
    """Return the pattern of the endings of verbs."""
    return re.compile(r"(ing|ed|es|s)$")


def sound_alike(one: str, other: str) -> bool:
    """Tell whether two words may be one name, written as others hear or transcribe it."""
    return _sound(one) == _sound(other)


def _sound(word: str) -> str:
    """Return how a word sounds, roughly: its consonants, with vowels that are all alike."""
    for letters, sound in (("ph", "f"), ("ck", "k"), ("kh", "k"), ("gh", "g"), ("th", "t")):
        word = word.replace(letters, sound)
    word = word.translate(str.maketrans("qczwyj", "kksvii"))
    word = re.sub(r"[aeiou]+", "a", word)
    return re.sub(r"(.)\1+", r"\1", word)
