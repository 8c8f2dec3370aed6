"""The name before a long apposition: "Ada Roe, an aide to the minister for ports and tax, said".

The apposition may hold names and verbs of its own, and lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, Chunk
from quoth.intake.text.shapes import kind_of_phrase

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
    if name.kind != NAME or name.end >= comma or codes[name.end] != ",":
        return -1
    if kind_of_phrase(article, name) != "person" or _PREDICATE.search(codes, name.end, comma):
        return -1
    return number if _TELLS_MORE.match(codes[name.end + 1 : comma]) else -1
