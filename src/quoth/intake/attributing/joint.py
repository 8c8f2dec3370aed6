"""Joint speakers: "Ada Roe and Bo Poe said", "Roe, who left, and the poet Bo Poe said jointly".

Where more than "and" stands between the names, the others are speakers as well only if the sentence
says so ("in a joint statement", "jointly").
"""

from __future__ import annotations

import re
from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.attributing.sources import SourceOption
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, Chunk
from quoth.intake.text.shapes import kind_of_phrase

_TOGETHER: Final = frozenset(["joint", "jointly"])
_NEAR: Final = 6
"""How many tokens behind a cue "joint" may be."""
_VERBS: Final = frozenset("XVvRbe")
"""Classes of what may follow a subject."""
_WHO: Final = re.compile(",[WG][^,.;:qQ]+,[RN]*[XVv]")
_CLOSING_PAIR: Final = re.compile(r"[Q,]V[UH]+(?:,[UH]+)*,?C[UH]+[.,]")
"""Names behind the verb that closes a quotation: "“...,” said Ada Roe and Bo Poe."."""


def joint_signers(
    article: ParsedArticle, seen: SentenceView, cue: int, source: Chunk
) -> list[Chunk]:
    """Return the other people before a cue who say it together with its source.

    Each is a full name at the start of the sentence, or after "and", a comma or a noun for what
    they are. There is an "and" before the last of them.
    """
    lower, codes = article.lower, article.codes
    if source.kind != NAME or _TOGETHER.isdisjoint(lower[cue + 1 : cue + _NEAR]):
        return []
    names = [
        chunk
        for chunk in seen.chunks
        if chunk.kind == NAME
        and chunk.end <= cue
        and chunk.end - chunk.name_start > 1
        and kind_of_phrase(article, chunk) == "person"
        and (chunk.start == seen.sentence.start or codes[chunk.start - 1] in ",CnlD")
    ]
    if source not in names or "and" not in lower[names[0].end : names[-1].start]:
        return []
    return [chunk for chunk in names if chunk is not source]


def joined_names(article: ParsedArticle, seen: SentenceView, option: SourceOption) -> list[Chunk]:
    """Return the names that a name is joined with by "and" where they are a subject together."""
    if option.chunk.kind != NAME or option.owns:
        return []
    codes, lower = article.codes, article.lower
    names = [chunk for chunk in seen.chunks if chunk.kind == NAME]
    place = next((n for n, chunk in enumerate(names) if chunk.start == option.chunk.start), -1)
    if place < 0:
        return []
    first = last = place
    while first > 0 and _joined(codes, lower, names[first - 1].end, names[first].start):
        first -= 1
    while last + 1 < len(names) and _joined(codes, lower, names[last].end, names[last + 1].start):
        last += 1
    if last == first or "and" not in lower[names[last - 1].end : names[last].start]:
        return []
    before = codes[names[first].start - 1] if names[first].start > seen.sentence.start else "^"
    together = [names[n] for n in range(first, last + 1) if n != place]
    if _CLOSING_PAIR.fullmatch(codes, names[first].start - 2, names[last].end + 1) and all(
        named.end - named.start > 1 for named in names[first : last + 1]
    ):
        return together
    if (
        option.rank > 0
        or before not in ("^,CBqQtM-;ga" if _has_role(names[first]) else "^,CBqQtM-;")
        or not _leads_to_verb(codes, names[last].end, seen.sentence.end)
    ):
        return []
    return together


def _leads_to_verb(codes: str, place: int, end: int) -> bool:
    """Tell whether a verb follows a name, maybe behind a clause: "Roe and Poe, who came, said"."""
    return codes[place : place + 1] in _VERBS or bool(_WHO.match(codes, place, end))


def _has_role(named: Chunk) -> bool:
    """Tell whether a name has a role before it: "barber Ann Roe"."""
    return named.name_start > named.start


def _joined(codes: str, lower: list[str], end: int, start: int) -> bool:
    return codes[end:start] in ("C", ",", ",C") and "but" not in lower[end:start]
