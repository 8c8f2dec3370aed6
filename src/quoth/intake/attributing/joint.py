"""Joint speakers whose names clauses separate: "Roe, who left, and the poet Bo Poe said".

`statements` joins names with only "and" between them. If there is more between them, the others
are speakers as well only if the sentence says so ("in a joint statement", "jointly").
"""

from __future__ import annotations

from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, Chunk
from quoth.intake.text.shapes import kind_of_phrase

_TOGETHER: Final = frozenset(["joint", "jointly"])
_NEAR: Final = 6
"""How many tokens behind a cue "joint" may be."""


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
