"""The people whom an article describes without a name: "a store manager", "my nephew"."""

from __future__ import annotations

from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.people.bodies import BODIES
from quoth.intake.people.figures import NAMELESS, Figure
from quoth.intake.people.likely import is_for_an_office
from quoth.intake.people.mentions import mention
from quoth.intake.people.name_parts import NO_SURNAMES
from quoth.intake.people.relatives import KIN
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, Chunk
from quoth.intake.text.lexicon import given_names, lexicon
from quoth.intake.text.shapes import is_for_a_person

_FIRST: Final = frozenset(["a", "an", "the", "one", "another"])
"""Words that begin a phrase for one person, beside possessives."""
COLLECTIVES: Final = BODIES | frozenset(
    [
        "public", "audience", "crowd", "press", "city", "country", "world", "state", "website",
        "newspaper", "station", "tank", "think-tank", "establishment", "family", "regulator",
        "watchdog", "majority", "minority", "panel", "people", "men", "women", "children", "folk",
        "staff", "nobody", "road", "source", "one", "both",
    ]
)  # fmt: skip
"""Nouns that count as ones for people, and of which none is "she"."""
_WAS: Final = frozenset(["as", "become", "became", "becoming", "remains", "remained"])
"""Words before what somebody is: "worked as a nurse"."""
_ACTING: Final = "XVve"


def nameless(article: ParsedArticle, views: list[SentenceView]) -> list[tuple[Figure, Chunk]]:
    """Return each phrase for one person without a name, as a figure with that one mention.

    A phrase beside a name is left out, for it says who that is: "the director Ada Roe", "Bo Roe, a
    baker,"; and so is one for what somebody is: "she was a nurse".
    """
    found = []
    for number, seen in enumerate(views):
        chunks = [None, *seen.chunks, None]
        for before, chunk, behind in zip(chunks, seen.chunks, chunks[2:], strict=False):
            if not is_one_person(article, chunk) or _is_beside_a_name(
                article.codes, before, chunk, behind
            ):
                continue
            head = article.lower[chunk.end - 1]
            figure = Figure(head, (head,), NAMELESS)
            figure.gender = _gender_in(article, chunk)
            figure.mentions = [mention(article, number, seen, chunk, full=False)]
            found.append((figure, chunk))
    return found


def is_one_person(article: ParsedArticle, chunk: Chunk) -> bool:
    """Tell whether a phrase is for one person without a name, who is somebody in the article."""
    lower, codes = article.lower, article.codes
    head = lower[chunk.end - 1]
    if chunk.kind == NAME:
        return _is_an_office(article, chunk)
    if chunk.kind != NOUN or chunk.end - chunk.start < 2 or head.endswith("s"):
        return False
    if head in COLLECTIVES or head in lexicon().organisations:
        return False
    if codes[chunk.start - 1] == "X" or lower[chunk.start - 1] in _WAS:
        return False
    is_owned = codes[chunk.start] == "G" or "'" in codes[chunk.start : chunk.end]
    is_person = is_for_a_person(head) or head in KIN
    return is_person and (is_owned or lower[chunk.start] in _FIRST)


def _is_an_office(article: ParsedArticle, chunk: Chunk) -> bool:
    """Tell whether a phrase is a capitalised office: "the President", "the Labor Secretary".

    "The Finn" is as well: a person by their country.
    """
    first, *words = article.lower[chunk.start : chunk.end]
    if first == "the" and len(words) == 1 and words[0] in lexicon().epithets:
        return True
    if first != "the" or not words or not given_names().keys().isdisjoint(words):
        return False
    return words[-1] in NO_SURNAMES if len(words) > 1 else is_for_an_office(words[0])


def _gender_in(article: ParsedArticle, chunk: Chunk) -> str:
    """Return the gender that the words of a phrase tell: "a young woman", "her son"."""
    known = lexicon()
    genders = map(known.gender_of, reversed(article.lower[chunk.start : chunk.end]))
    return next(filter(None, genders), "")


def _is_beside_a_name(codes: str, before: Chunk | None, chunk: Chunk, behind: Chunk | None) -> bool:
    """Tell whether a phrase says what somebody is who is named right before or behind it."""
    if behind is not None and behind.kind == NAME and codes[chunk.end : behind.start] in ("", ","):
        return True
    if before is None or before.kind != NAME or codes[before.end : chunk.start] not in (",", "-"):
        return False
    return codes[chunk.end : chunk.end + 3].lstrip("RN")[:1] not in _ACTING
