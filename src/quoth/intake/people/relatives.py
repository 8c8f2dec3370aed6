"""The people whom "her husband" and "his twin sister" stand for, if the article named both.

Two people belong together if they are named together ("Ann and Bo Roe, who are twins"), or if the
role of one of them names the other ("Ann Roe's wife, Di").
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from quoth.intake.people.figures import PERSON, Figure
from quoth.intake.people.names import Register
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
KIN: Final = _SPOUSES | _SIBLINGS | _CHILDREN | _PARENTS
_TOGETHER: Final = frozenset(["twins", "sisters", "brothers", "siblings"])


class Relatives:
    """Finds the relatives of the people whom an article names."""

    def __init__(self, article: ParsedArticle, register: Register) -> None:
        self._register = register
        self._has_siblings = not _TOGETHER.isdisjoint(article.lower)
        self._beside: dict[int, list[Figure]] = {}
        """Those whose names "and" alone joins to somebody's: "Ann Roe and Bo Poe"."""
        of_chunk = register.of_chunk
        for one, other in pairwise(sorted(of_chunk)):
            if other[0] - one[1] == 1 and article.lower[one[1]] == "and":
                first, second = of_chunk[one], of_chunk[other]
                self._beside.setdefault(id(first), []).append(second)
                self._beside.setdefault(id(second), []).append(first)

    def of(self, owner: Figure, noun: str) -> Figure | None:
        """Return the relative of a person that a noun names, if only one person fits."""
        gender = lexicon().gender_of(noun)
        found = {id(one): one for one in [*self._together(owner, noun), *self._whose(owner, noun)]}
        fitting = [
            one
            for one in found.values()
            if one.kind == PERSON
            and one is not owner
            and (not gender or one.gender in ("", gender))
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _together(self, owner: Figure, noun: str) -> list[Figure]:
        """Return the people named together with a person who may be their spouse or sibling."""
        if noun not in _SPOUSES | _SIBLINGS:
            return []
        beside = self._beside.get(id(owner), [])
        if noun in _SIBLINGS and self._has_siblings:
            return beside
        return [one for one in beside if one.words[-1] == owner.words[-1]]

    def _whose(self, owner: Figure, noun: str) -> list[Figure]:
        """Return the person whom somebody's role names as their relative: "Ann Roe's wife"."""
        words = owner.role.replace("’", "'").split()
        owning = next((place for place, word in enumerate(words) if word.endswith("'s")), -1)
        if owning < 0:
            return []
        back = next((other for here, other in _TURNED if words[-1].lower() in here), frozenset())
        owned = [word.removesuffix("'s") for word in words[: owning + 1]]
        titles = lexicon().honorifics
        name = tuple(word for word in owned if word.lower().rstrip(".") not in titles)
        named = self._register.named_like(name) if name and noun in back else None
        return [] if named is None else [named]


def head_of_kin(article: ParsedArticle, chunk: Chunk) -> str:
    """Return the noun of "her husband" or "his twin sister"; nothing for other phrases."""
    noun = article.lower[chunk.end - 1]
    is_short = chunk.end - chunk.start == 2 or article.lower[chunk.start + 1] in _SIBLINGS
    return noun if noun in KIN and is_short else ""
