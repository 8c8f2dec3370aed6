"""Articles with what a careful reader finds in each, in NAME.gold.json beside it.

That is a list `statements`, each with `words` (the pieces of the article, in order), `occurrence`,
`kind`, `speaker`, `also` (other right names) and `optional`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from quoth.intake.model import Draft

ENDINGS: Final = (".txt", ".md", ".html")
_WORD: Final = re.compile(r"[^\W_]+")
_TITLE: Final = re.compile(r"^(the|a|an|mr|mrs|ms|dr|sir) ")


class Gold(NamedTuple):
    """A statement that a careful reader found."""

    words: str
    kind: str
    names: frozenset[str]
    """The names that are right for the speaker, as they are compared."""
    is_optional: bool


def articles(folder: Path) -> Iterator[tuple[Path, list[Gold]]]:
    """Yield the articles of a folder that have gold, each with it."""
    for path in sorted(folder.iterdir()):
        gold = path.with_suffix(".gold.json")
        if path.suffix in ENDINGS and gold.exists():
            yield path, [_gold(one) for one in json.loads(gold.read_text("utf-8"))["statements"]]


def _gold(one: dict[str, Any]) -> Gold:
    names = frozenset(key(name or "") for name in (one["speaker"], *one["also"]))
    return Gold(" ".join(one["words"]), one["kind"], names, one["optional"])


def nearest(draft: Draft, statements: Sequence[Gold]) -> tuple[Gold | None, float]:
    """Return the statement that shares most words with a draft, and how much, from 0 to 1."""
    scored = [(shared(draft, one), -number) for number, one in enumerate(statements)]
    share, number = max(scored, default=(0.0, 0))
    return (statements[-number], share) if share else (None, 0.0)


def shared(draft: Draft, statement: Gold) -> float:
    """Return how much of their words a draft and a statement share, from 0 to 1."""
    mine, theirs = words(draft.quote), words(statement.words)
    common = sum(min(mine.count(word), theirs.count(word)) for word in set(mine))
    return 2 * common / (len(mine) + len(theirs)) if mine and theirs else 0.0


def is_by(name: str, names: Iterable[str]) -> bool:
    """Tell whether a name is one of some that are right, which are as `key` returns them."""
    return key(name) in names


def words(text: str) -> list[str]:
    """Return the words of a text without case."""
    return _WORD.findall(text.casefold())


def key(name: str) -> str:
    """Return a name as names are compared: without case, marks and titles."""
    return _TITLE.sub("", " ".join(words(name)))
