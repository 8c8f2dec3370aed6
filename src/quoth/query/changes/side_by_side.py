"""Two queries side by side: what each found by date, what both have, and what tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quoth.basics.dates import EARLIEST, LATEST
from quoth.query.families.stretches import stretches_of
from quoth.query.families.word_classes import FUNCTION_WORDS
from quoth.query.telling_words import SURE, TellingWord, telling_words

if TYPE_CHECKING:
    from quoth.query.families.finder import FamilyFinder
    from quoth.store.model import Statement
    from quoth.store.snapshot import Snapshot


class ToldQuote(NamedTuple):
    """One utterance of a side: a statement, and the others of its family on that side."""

    row: int
    copies: tuple[int, ...]
    """The rows of the others: the same quote in other papers."""
    family: int
    """By which number its family goes; below zero where it has none."""


class ComparedSide(NamedTuple):
    """What one query found."""

    query: str
    statements: int
    quotes: tuple[ToldQuote, ...]
    """Once per utterance, the earliest first."""
    positions: Mapping[str, int]
    """How many utterances take each position, whatever the topic."""
    kinds: Mapping[str, int]


class SideBySide(NamedTuple):
    """Two queries, compared."""

    sides: tuple[ComparedSide, ComparedSide]
    both: tuple[tuple[ToldQuote, ToldQuote], ...]
    """The utterances that both found, or have wordings of."""
    words: tuple[tuple[TellingWord, ...], tuple[TellingWord, ...]]
    """The verbatim words that each says more than the other, what tells most first."""


_MOST_WORDS = 12


def side_by_side(
    corpus: Snapshot,
    finder: FamilyFinder,
    queries: tuple[str, str],
    found: tuple[Sequence[int], Sequence[int]],
) -> SideBySide:
    """Return what two queries found, side by side."""
    families = finder.rows({row for rows in found for row in rows})
    number = {row: place for place, rows in enumerate(families) for row in rows}
    one, other = (
        _side(corpus, query, rows, number) for query, rows in zip(queries, found, strict=True)
    )
    theirs = {_key(quote): quote for quote in other.quotes}
    both = tuple((quote, theirs[_key(quote)]) for quote in one.quotes if _key(quote) in theirs)
    words = words_apart(corpus, *([quote.row for quote in side.quotes] for side in (one, other)))
    return SideBySide((one, other), both, words)


def words_apart(
    corpus: Snapshot, rows: Sequence[int], others: Sequence[int]
) -> tuple[tuple[TellingWord, ...], tuple[TellingWord, ...]]:
    """Return the verbatim words that each of two lots of statements says more, most first."""
    told = telling_words(_words(corpus, rows), _words(corpus, others))
    own = [word for word in told if word.word not in FUNCTION_WORDS]
    first = [word for word in own if word.z >= SURE] or [word for word in own if word.second == 0]
    second = [word for word in reversed(own) if word.z <= -SURE]
    second = second or [word for word in reversed(own) if word.first == 0]
    return tuple(first[:_MOST_WORDS]), tuple(second[:_MOST_WORDS])


def _key(quote: ToldQuote) -> tuple[str, int]:
    """Return what two sides have in common: a family, or the very statement."""
    return ("row", quote.row) if quote.family < 0 else ("family", quote.family)


def _side(
    corpus: Snapshot, query: str, rows: Sequence[int], number: Mapping[int, int]
) -> ComparedSide:
    """Return what one query found."""
    order = sorted(rows, key=lambda row: _age(corpus.statements[row]))
    groups: dict[int, list[int]] = {}
    for row in order:
        groups.setdefault(number.get(row, -1 - row), []).append(row)
    quotes = tuple(
        ToldQuote(first, tuple(others), max(family, -1))
        for family, (first, *others) in groups.items()
    )
    told = [corpus.statements[quote.row] for quote in quotes]
    positions = Counter(str(stance.position) for one in told for stance in one.stances)
    kinds = Counter(str(one.kind) for one in told)
    return ComparedSide(query, len(rows), quotes, positions, kinds)


def _age(statement: Statement) -> tuple[int, int, int, str]:
    """Return by what statements are listed: the earliest first, undated ones last."""
    said = statement.said
    days = (LATEST, LATEST) if said is None else (said.first, said.last)
    if days[0] == EARLIEST:
        days = days[1], days[1]
    return *days, len(statement.id), statement.id


def _words(corpus: Snapshot, rows: Iterable[int]) -> Counter[str]:
    """Count the verbatim words of utterances, of as many papers once."""
    statements = (corpus.statements[row] for row in rows)
    stretches = (stretch for one in statements for stretch in stretches_of(one.quote, one.kind))
    return Counter(word for stretch in stretches for word in stretch.words)
