"""The words that intake knows: verbs and nouns of saying by class, function words, people, titles.

The classes are those of attribution research (speech, thought, stance, writing), and the verbs
with which a document or a finding "says" something (evidence). The lists are in `lexicon.json`,
given names by gender in `given_names.json` (those of the United States' Social Security
Administration, public domain, and common ones of other countries).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

VOWELS: Final = "aeiou"

BASE, PRESENT, PAST, ING = "0", "s", "d", "g"
"""The forms of a verb: "say", "says", "said", "saying"."""


class Cue(NamedTuple):
    """A word that may attribute something."""

    lemma: str
    form: str
    classes: str
    """The first letters of its classes: speech, thought, "k" for stance, ...; "n", "a"."""


class Lexicon(NamedTuple):
    """Words by what they tell about a sentence."""

    codes: dict[str, str]
    """The class of a word in lower case, one character; see `tokens`."""
    cues: dict[str, Cue]
    people: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    roles: frozenset[str]
    occupations: frozenset[str]
    """More nouns for work and offices, which in capitals stand before a name: "Engineer"."""
    epithets: frozenset[str]
    """Nouns that writers put for a name to say it otherwise: "the striker", "the Texan"."""
    honorifics: frozenset[str]
    organisations: frozenset[str]
    evidence: frozenset[str]
    places: frozenset[str]
    outlets: frozenset[str]
    seats: frozenset[str]

    def gender_of(self, noun: str) -> str:
        """Return the gender, "m" or "f", of people whom a noun in lower case is for; else ""."""
        return "m" if noun in self.men else "f" if noun in self.women else ""


def data(name: str) -> Any:
    """Return what the JSON file of this name beside this module holds."""
    return json.loads(Path(__file__).with_name(name).read_text("utf-8"))


@cache
def act_words(name: str) -> frozenset[str]:
    """Return the words of a list by what an attribution reports: "denying", "claims"."""
    return frozenset(data("lexicon.json")["acts"][name].split())


@cache
def beginnings() -> frozenset[str]:
    """Return nouns that often begin a sentence and are hardly names: "Drivers", "Thousands"."""
    return frozenset(data("lexicon.json")["beginnings"].split())


@cache
def given_names() -> dict[str, str]:
    """Return the gender of given names in lower case: "m", "f", or nothing if either has them."""
    names = data("given_names.json")
    return {
        name: gender
        for gender, key in (("m", "male"), ("f", "female"), ("", "either"))
        for name in names[key].split()
    }


@cache
def media() -> dict[str, str]:
    """Return the medium that each word or phrase names."""
    found: dict[str, str] = data("places_and_media.json")["media"]
    return found


@cache
def media_beginnings() -> frozenset[str]:
    """Return the first words of what names a medium."""
    return frozenset(phrase.split()[0] for phrase in media())


@cache
def countries() -> dict[str, str]:
    """Return the country of each name of a country and each adjective of one."""
    found: dict[str, str] = {}
    for country, adjectives in data("places_and_media.json")["countries"].items():
        found[country] = country
        for adjective in adjectives.split():
            found.setdefault(adjective, country)
    return found


def forms(lemma: str, past: str = "") -> list[tuple[str, str]]:
    """Return the forms of a verb, each with its mark; `past` lists irregular ones."""
    last, before = lemma[-1], lemma[-2:-1]
    if last == "y" and before not in VOWELS:
        third, regular = lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        third, regular = lemma + "es", lemma + "ed"
    else:
        third, regular = lemma + "s", lemma + ("d" if last == "e" else "ed")
    ing = lemma[:-1] + "ing" if last == "e" and before != "e" else lemma + "ing"
    found = [(lemma, BASE), (third, PRESENT), (ing, ING)]
    pasts = past.split() or [regular]
    if _doubles(lemma):
        found.append((lemma + last + "ing", ING))
        pasts = past.split() or [lemma + last + "ed"]
    elif last == "l" and before in VOWELS:
        found.append((lemma + "ling", ING))
        pasts.append(lemma + "led")
    return found + [(word, PAST) for word in pasts]


def _doubles(lemma: str) -> bool:
    """Tell whether the last consonant doubles: "plan", "admit"."""
    shape = (
        len(lemma) > 2
        and lemma[-1] not in VOWELS + "wxyh"
        and lemma[-2] in VOWELS
        and lemma[-3] not in VOWELS
    )
    doubling = lemma.endswith(_DOUBLING) and lemma not in ("offer", "suffer", "differ", "limit")
    return shape and (doubling or sum(map(lemma.count, VOWELS)) == 1)


_DOUBLING: Final = ("mit", "fer", "cur", "pel", "bel", "bet", "gret")


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read once."""
    lists = data("lexicon.json")
    codes: dict[str, str] = {}
    cues: dict[str, Cue] = {}
    people = frozenset(lists["people"].split())
    _add_other_words(codes, lists, people)
    _add_verbs(codes, cues, lists, people)
    _add_nouns(codes, cues, lists)
    for word in lists["never"].split():
        cues.pop(word, None)
    return Lexicon(
        codes,
        cues,
        people,
        *(
            frozenset(lists[key].split())
            for key in (
                "men",
                "women",
                "roles",
                "occupations",
                "epithets",
                "honorifics",
                "organisations",
                "evidence",
                "places",
                "outlets",
                "seats",
            )
        ),
    )


def _letter(name: str) -> str:
    return "k" if name == "stance" else name[0]


def _add_verbs(
    codes: dict[str, str], cues: dict[str, Cue], lists: dict[str, Any], people: frozenset[str]
) -> None:
    """Add the verbs: a form that is a noun too is ambiguous, one for people is a noun."""
    nouns: set[str] = set(lists["both"].split()) | people
    for words in lists["nouns"].values():
        nouns |= set(words.split())
    for name, words in lists["verbs"].items():
        letter = _letter(name)
        for lemma in words.split():
            for word, form in forms(lemma, lists["past"].get(lemma, "")):
                known = cues.get(word)
                if known is None:
                    cues[word] = Cue(lemma, form, letter)
                elif known.lemma == lemma and letter not in known.classes:
                    cues[word] = known._replace(classes=known.classes + letter)
                both = form in (BASE, PRESENT) and lemma in nouns
                person = lemma in people or word in people
                codes.setdefault(word, "V" if not both else "n" if person else "b")


def _add_nouns(codes: dict[str, str], cues: dict[str, Cue], lists: dict[str, Any]) -> None:
    for name, words in lists["nouns"].items():
        for lemma in words.split():
            for word in (lemma, forms(lemma)[1][0]):
                if word not in cues:
                    cues[word] = Cue(lemma, "n", "n" + _letter(name))
                    codes.setdefault(word, "l" if word == lemma else "s")
    for words in lists["adjectives"].values():
        for word in words.split():
            if word not in cues:
                cues[word] = Cue(word, "a", "a")
                codes[word] = "a"


def _add_other_words(codes: dict[str, str], lists: dict[str, Any], people: frozenset[str]) -> None:
    for code, words in lists["function"].items():
        for word in words.split():
            codes.setdefault(word, code)
    codes.update({"that": "t", "to": "o", "it": "I", "her": "G", "who": "W", "which": "W"})
    for word in lists["things"].split():
        codes[word] = "s" if word.endswith("s") else "l"
    for lemma in lists["other_verbs"].split():
        for word, form in forms(lemma, lists["past"].get(lemma, "")):
            codes.setdefault(word, "g" if form == ING else "v")
    verbs = {lemma for words in lists["verbs"].values() for lemma in words.split()}
    for word in people:
        stem = word[:-1] if word.endswith("s") else word
        if stem not in verbs and word not in verbs:
            codes.setdefault(word, "n")
