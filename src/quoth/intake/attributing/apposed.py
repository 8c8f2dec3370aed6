"""The name before a long apposition: "Ada Roe, an aide to the minister for ports and tax, said".

The apposition may hold names and verbs of its own, and lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, Chunk
from quoth.intake.text.shapes import are_people, is_for_a_person, kind_of_phrase

_TELLS_MORE: Final = re.compile("[^XVvt.;:qQ]+(?:W[^.;:qQ]+)?$|[^.;:qQ]{0,8}W[^.;:qQ]+$")
_PREDICATE: Final = re.compile(",[RN]*[XVv]")
"""A verb of the name itself between commas: "Roe, 40, was hurt, said police"."""


def before_apposition(
    article: ParsedArticle, start: int, phrases: Sequence[Chunk], comma: int
) -> int:
    """Return the number of the person that an apposition up to a comma is about, or -1.

    The name begins the sentence or stands right behind a quotation, and nothing is between it and
    the comma but what tells more about the person.

    Args:
        article: The article.
        start: The first token of the sentence.
        phrases: The sentence's noun phrases.
        comma: The token of the comma before the verb.
    """
    codes = article.codes
    first = codes.rfind("Q", start, comma) + 1 or start
    number = next((n for n, one in enumerate(phrases) if one.start == first), -1)
    if number < 0:
        return -1
    name = phrases[number]
    if _are_in_a_place(article, name, comma):
        return number
    if name.kind != NAME or name.end >= comma or codes[name.end] != ",":
        return -1
    if kind_of_phrase(article, name) != "person" or _PREDICATE.search(codes, name.end, comma):
        return -1
    return number if _TELLS_MORE.match(codes[name.end + 1 : comma]) else -1


def _are_in_a_place(article: ParsedArticle, people: Chunk, comma: int) -> bool:
    """Tell whether a place ends with a comma behind people: "Pupils at Roe School, Tarn, said"."""
    if not are_people(article, people):
        return False
    return _PLACE_LAST.fullmatch(article.codes, people.end, comma) is not None


_PLACE_LAST: Final = re.compile("(?:P[DGMHUlsnb']+)+,U{1,3}")


def role_before_name(article: ParsedArticle, phrases: Sequence[Chunk], comma: int) -> int:
    """Return the number of the phrase before a name between commas, or -1.

    In "..., the director of the Tarn Hospital, Ada Roe, said." that is the hospital, with which the
    role ends. The verb closes the sentence.

    Args:
        article: The article.
        phrases: The sentence's noun phrases.
        comma: The token of the comma before the verb.
    """
    codes = article.codes
    number = next((n for n, one in enumerate(phrases) if one.end == comma), 0)
    if not number:
        return -1
    name, role = phrases[number], phrases[number - 1]
    if name.kind != NAME or codes[name.start - 1] != "," or codes[name.start] in "DG":
        return -1
    head = number - 1
    while head > 0 and codes[phrases[head].start - 1] == "P":
        if phrases[head - 1].end != phrases[head].start - 1:
            break
        head -= 1
    first = phrases[head]
    begins = codes[first.start - 1 : first.start] in (",", "Q", "")
    is_role = codes[first.start] in "DG" and is_for_a_person(article.lower[first.end - 1])
    is_beside = role.end == name.start - 1
    closes = codes[comma + 2 : comma + 3] in (".", "T", "P", "")
    return number - 1 if begins and is_role and is_beside and closes else -1
