"""The people whom "her husband" and "his twin sister" stand for, if the article named both.

Two people belong together if they are named together ("Ann and Bo Roe, who are twins"), or if the
role of one of them names the other ("Ann Roe's wife, Di").
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from quoth.intake.people.figures import PERSON, Figure
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import Chunk
from quoth.intake.text.lexicon import lexicon

_SPOUSES: Final = frozenset(["husband", "wife", "partner", "spouse", "fiancé", "fiancée"])
_SIBLINGS: Final = frozenset(["sister", "brother", "twin", "sibling"])
_CHILDREN: Final = frozenset(["son", "daughter", "child"])
_PARENTS: Final = frozenset(["mother", "father", "parent", "mum", "mom", "dad"])
_TURNED: Final = (
    (_SPOUSES, _SPOUSES),
    (_SIBLINGS, _SIBLINGS),
    (_CHILDREN, _PARENTS),
    (_PARENTS, _CHILDREN),
)
"""What a person is to another one, and what the other is to them."""
_KIN: Final = _SPOUSES | _SIBLINGS | _CHILDREN | _PARENTS
_TOGETHER: Final = frozenset(["twins", "sisters", "brothers", "siblings"])


def joined_people(
    article: ParsedArticle, of_chunk: dict[tuple[int, int], Figure]
) -> list[tuple[Figure, Figure]]:
    """Return the pairs of people whose names "and" alone joins: "Ann Roe and Bo Poe"."""
    places = sorted(of_chunk)
    return [
        (of_chunk[one], of_chunk[other])
        for one, other in pairwise(places)
        if other[0] - one[1] == 1 and article.lower[one[1]] == "and"
    ]


def relative(
    article: ParsedArticle,
    pairs: list[tuple[Figure, Figure]],
    named_like: Callable[[tuple[str, ...]], Figure | None],
    owner: Figure,
    noun: str,
) -> Figure | None:
    """Return the relative of a person that a noun names, if only one person fits."""
    gender = lexicon().gender_of(noun)
    found = {id(one): one for one in _beside(article, pairs, owner, noun)}
    whose = _whose(named_like, owner, noun)
    if whose is not None:
        found[id(whose)] = whose
    fitting = [
        one
        for one in found.values()
        if one.kind == PERSON and one is not owner and (not gender or one.gender in ("", gender))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _beside(
    article: ParsedArticle, pairs: list[tuple[Figure, Figure]], owner: Figure, noun: str
) -> list[Figure]:
    """Return the people named together with a person who may be their spouse or sibling."""
    if noun not in _SPOUSES | _SIBLINGS:
        return []
    are_siblings = noun in _SIBLINGS and not _TOGETHER.isdisjoint(article.lower)
    beside = [b if a is owner else a for a, b in pairs if owner in (a, b)]
    return [one for one in beside if are_siblings or one.words[-1] == owner.words[-1]]


def _whose(
    named_like: Callable[[tuple[str, ...]], Figure | None], owner: Figure, noun: str
) -> Figure | None:
    """Return the person whom somebody's role names as their relative: "Ann Roe's wife"."""
    words = owner.role.replace("’", "'").split()
    owning = next((place for place, word in enumerate(words) if word.endswith("'s")), -1)
    if owning < 0:
        return None
    back = next((other for here, other in _TURNED if words[-1].lower() in here), frozenset())
    name = tuple(word.removesuffix("'s") for word in words[: owning + 1])
    return named_like(name) if noun in back else None


def head_of_kin(article: ParsedArticle, chunk: Chunk) -> str:
    """Return the noun of "her husband" or "his twin sister"; nothing for other phrases."""
    noun = article.lower[chunk.end - 1]
    is_short = chunk.end - chunk.start == 2 or article.lower[chunk.start + 1] in _SIBLINGS
    return noun if noun in _KIN and is_short else ""
