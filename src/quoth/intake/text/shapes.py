"""The parts of the features of the linear models: distances and kinds of phrases, roughly."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, PRONOUN, Chunk
from quoth.intake.text.lexicon import given_names, lexicon


@lru_cache(maxsize=1024)
def bucket(number: int) -> str:
    """Return a distance in tokens, roughly."""
    return _BUCKETS[number] if 0 < number < 20 else "20+" if number > 0 else "0"


_BUCKETS: Final = ("0", "1", "2", "3") + ("4-6",) * 3 + ("7-11",) * 5 + ("12-19",) * 8


def kind_of_phrase(article: ParsedArticle, chunk: Chunk) -> str:
    """Return what a noun phrase names, roughly."""
    words = lexicon()
    head = article.lower[chunk.end - 1]
    if chunk.kind == PRONOUN:
        return _PRONOUNS.get(head, "pronoun")
    if chunk.kind == NAME:
        last = article.tokens[chunk.end - 1]
        if last in words.places or (last[-1] == "." and len(last) > 2 and last[0].isupper()):
            return "place"
        if head in words.organisations:
            return "organisation"
        first = article.lower[chunk.name_start]
        known = head in article.surnames or first in given_names() or first in words.honorifics
        return "person" if known else NAME
    if chunk.end - chunk.start == 1 and article.codes[chunk.start] == "M":
        return "some"
    if head in words.people:
        return "people"
    return "evidence" if head in words.evidence else NOUN


_PRONOUNS: Final = {"who": "who", "which": "which", "it": "it", "that": "which"}
_PERSON_ENDINGS: Final = (
    "man", "woman", "person", "keeper", "holder", "owner", "maker", "worker", "player", "master",
    "ologist", "ician", "grapher",
)  # fmt: skip


_SHORT: Final = 6
"""How long words in -ist may be that are for things: "twist"."""


def is_for_a_person(word: str) -> bool:
    """Tell whether a noun in lower case is one for a person."""
    known = lexicon()
    if "-of-" in word:  # "mum-of-three"
        word = word.partition("-of-")[0]
    is_expert = len(word) > _SHORT and word.endswith("ist") and not word.endswith("list")
    return (
        word in known.people or word in known.roles or is_expert or word.endswith(_PERSON_ENDINGS)
    )


def are_people(article: ParsedArticle, chunk: Chunk) -> bool:
    """Tell whether a noun phrase is of several people: "aid workers", "the police"."""
    noun = article.lower[chunk.end - 1]
    is_plural = article.codes[chunk.end - 1] == "n" and noun.endswith("s")
    return chunk.kind == NOUN and (is_plural or noun == "police")
