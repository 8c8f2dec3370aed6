"""What is asked: pieces of statements as people half remember them.

A query comes from a statement of six words or more, drawn at random, and is of a kind:

- `fragment`: three to six of its words in a row;
- `order`: such words, shuffled;
- `gaps`: words in their order, one or two between them left out;
- `prefix`: such a fragment whose last word is unfinished, cut to three letters or more;

each with no slip, one and two (see `slips`), and the respellings of `spellings`, one a kind, which
hold no slip. All are typed in small letters and without punctuation, but for what a respelling
changes.

Such a query's whole words are telling enough that, strewn over the statements at random, fewer
than one statement would be expected to have them all, and one of them is none of the hundred most
common.

People remember pieces that tell less, too. So the kinds whose names begin with `any` are drawn
without looking at what they tell, two to six words each: `any fragment`, `any order`, `any gaps`,
`any prefix` (cut to one letter or more), and `any blanks`, where one of the slips is a blank that
was lost or added.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, zip_longest
from math import log
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from tests.benchmarks.search.engine import Texts
from tests.benchmarks.search.folding import folded
from tests.benchmarks.search.slips import can_slip, with_blank_slip, with_slips
from tests.benchmarks.search.spellings import RESPELLINGS

SHORTEST_STATEMENT: Final = 6
"""Words of a statement from which a query is made."""
MOST_TYPOS: Final = 2
COMMON: Final = 100
"""So many of the most frequent words tell nothing by themselves."""
_ANY: Final = "any "
_ATTEMPTS: Final = 1000
"""Statements looked at for one query before a kind is given up: a store may have no accent."""
_OUTER_PUNCTUATION: Final = re.compile(r"^[\W_]+|[\W_]+$")


class Query(NamedTuple):
    """What is typed, and what should be found by it."""

    text: str
    id: str
    """The statement it was made from."""
    kind: str
    typos: int
    clean: tuple[str, ...] = ()
    """The folded words it was made from, in their order; empty where only its text is known."""

    @property
    def is_any(self) -> bool:
        """Whether nobody looked at what its words tell."""
        return self.kind.startswith(_ANY)

    @property
    def shape(self) -> str:
        """Return the kind of the piece, whatever its words tell."""
        return self.kind.removeprefix(_ANY)


class Frequencies(NamedTuple):
    """How many statements there are, and in how many of them each folded word stands."""

    statements: int
    by_word: Mapping[str, int]
    common: frozenset[str]

    def tell_enough(self, words: Iterable[str]) -> bool:
        """Tell whether words are rare enough to be expected in less than one statement."""
        different = set(words)
        if different <= self.common:
            return False
        count = log(self.statements)
        return sum(count - log(self.by_word.get(word, 1)) for word in different) > count


def frequencies(texts: Texts) -> Frequencies:
    """Count in how many statements each word stands."""
    counts: Counter[str] = Counter()
    for _, text in texts:
        counts.update(set(folded(text)))
    common = frozenset(word for word, _ in counts.most_common(COMMON))
    return Frequencies(len(texts), counts, common)


def generate(texts: Texts, known: Frequencies, seed: int, per_kind: int) -> list[Query]:
    """Return so many queries of each kind and number of slips, always the same for a seed.

    They take turns, kind by kind, so that the first of them are a fair sample of all. Of a kind
    for which the statements have no occasion there are fewer, or none.
    """
    cells = [
        (kind, typos)
        for typos in range(MOST_TYPOS + 1)
        for kind in _PIECES
        if typos or kind != _BLANKS
    ]
    cells += [(kind, 0) for kind in RESPELLINGS]
    columns = [_draw(texts, known, seed, per_kind, kind, typos) for kind, typos in cells]
    return [query for query in chain.from_iterable(zip_longest(*columns)) if query is not None]


def _draw(
    texts: Texts, known: Frequencies, seed: int, count: int, kind: str, typos: int
) -> list[Query]:
    """Return different queries of one kind and number of slips, `count` if there are as many."""
    rng = Random(f"{seed} {kind} {typos}")  # noqa: S311  # not for secrets
    found: dict[str, Query] = {}
    for _ in range(_ATTEMPTS * count):
        if len(found) == count:
            break
        statement, quote = texts[rng.randrange(len(texts))]
        written = as_typed(quote)
        query = _make(statement, written, kind, typos, rng)
        if query is not None and (query.is_any or known.tell_enough(_whole(query))):
            found.setdefault(query.text, query)
    return list(found.values())


def as_typed(quote: str) -> list[str]:
    """Return the words of a quote in small letters, without the punctuation around them."""
    stripped = (_OUTER_PUNCTUATION.sub("", word).lower() for word in quote.split())
    return [word for word in stripped if folded(word)]


def _make(
    statement: str, written: Sequence[str], kind: str, typos: int, rng: Random
) -> Query | None:
    """Return a query made from the words of a statement; nothing where they don't lend themselves.

    The clean words are those that were kept, in the statement's order.
    """
    if len(written) < SHORTEST_STATEMENT:
        return None
    keep, change = _PIECES.get(kind) or (_fragment, RESPELLINGS[kind])
    kept = keep(written, rng)
    typed = change(kept, rng) if kept else None
    if typed and kind == _BLANKS:
        typed = with_blank_slip(typed, rng)
        typos_left = typos - 1
    else:
        typos_left = typos
    if typed and typos_left:
        typed = with_slips(typed, typos_left, rng)
    if not kept or not typed:
        return None
    return Query(" ".join(typed), statement, kind, typos, tuple(folded(" ".join(kept))))


def _whole(query: Query) -> tuple[str, ...]:
    """Return the clean words that were not cut."""
    return query.clean[:-1] if query.shape == "prefix" else query.clean


def _fragment(written: Sequence[str], rng: Random) -> list[str]:
    """Return three to six words in a row."""
    length = rng.randint(3, 6)
    start = rng.randint(0, len(written) - length)
    return list(written[start : start + length])


def _any_fragment(written: Sequence[str], rng: Random) -> list[str]:
    """Return two to six words in a row."""
    length = rng.randint(2, 6)
    start = rng.randint(0, len(written) - length)
    return list(written[start : start + length])


def _any_with_gaps(written: Sequence[str], rng: Random) -> list[str]:
    """Return two to six words in their order, one or two between them left out."""
    left_out = rng.randint(1, 2)
    length = min(rng.randint(2, 6) + left_out, len(written))
    start = rng.randint(0, len(written) - length)
    without = rng.sample(range(start + 1, start + length - 1), left_out)
    return [written[place] for place in range(start, start + length) if place not in without]


def _any_unfinished(written: Sequence[str], rng: Random) -> list[str] | None:
    """Return two to six words in a row, the last one cut to a letter or more."""
    *others, last = _any_fragment(written, rng)
    return [*others, last[: rng.randint(1, len(last) - 1)]] if last[1:].isalpha() else None


def _with_gaps(written: Sequence[str], rng: Random) -> list[str]:
    """Return words in their order with one or two left out between the first and the last."""
    length = rng.randint(5, min(8, len(written)))
    start = rng.randint(0, len(written) - length)
    left_out = rng.sample(range(start + 1, start + length - 1), rng.randint(1, 2))
    return [written[place] for place in range(start, start + length) if place not in left_out]


def _as_they_are(words: Sequence[str], rng: Random) -> list[str] | None:
    """Return the words."""
    return list(words)


def _shuffled(words: Sequence[str], rng: Random) -> list[str] | None:
    """Return the words in another order."""
    typed = rng.sample(words, len(words))
    return typed if typed != list(words) else None


def _unfinished(written: Sequence[str], rng: Random) -> list[str] | None:
    """Return three to six words in a row, the last one cut."""
    *others, last = _fragment(written, rng)
    return [*others, last[: rng.randint(3, len(last) - 1)]] if can_slip(last) else None


_BLANKS: Final = "any blanks"
_Piece = Callable[[Sequence[str], Random], list[str] | None]
_PIECES: Final[Mapping[str, tuple[_Piece, _Piece]]] = {
    "fragment": (_fragment, _as_they_are),
    "order": (_fragment, _shuffled),
    "gaps": (_with_gaps, _as_they_are),
    "prefix": (_unfinished, _as_they_are),
    "any fragment": (_any_fragment, _as_they_are),
    "any order": (_any_fragment, _shuffled),
    "any gaps": (_any_with_gaps, _as_they_are),
    "any prefix": (_any_unfinished, _as_they_are),
    "any blanks": (_any_fragment, _as_they_are),
}
"""What a kind keeps of the words of a statement, and in which order it is typed."""


def read_queries(path: Path) -> list[Query]:
    """Read queries, one JSON object a line: query, id, kind, typos and, where known, clean."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    return [
        Query(
            row["query"], str(row["id"]), row["kind"], row["typos"], tuple(row.get("clean") or ())
        )
        for row in rows
    ]


def write_queries(path: Path, queries: Iterable[Query]) -> None:
    """Write queries as `read_queries` reads them."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for query in queries:
            row = {"query": query.text, **query._asdict()}
            del row["text"]
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
