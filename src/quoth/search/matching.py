"""From typed words to scored statements.

Each typed word becomes the words it may stand for; rows that have one for every typed word match.
Slips are allowed only where that finds few, so that a word spelt right is not drowned by its
neighbours. The best few hundred rows are then scored word by word: how well and how rare each word
is, whether they stand together and in order, and how little else there is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Final, NamedTuple

from quoth.search.index import SearchIndex
from quoth.search.model import EXACT, Matches
from quoth.search.variants import Variants, slipped_variants, sure_variants
from quoth.text import words

FEW: Final = 10
"""With fewer exact matches than this, slips are allowed for too."""
_RERANKED: Final = 400
_NAME: Final = 0.92
"""What a word in the speaker's name counts, against one in the quote."""
_CONTEXT: Final = 0.6
_COVERED: Final = 0.45
"""The share of a query's weight that must be met where nothing meets all of it."""
_PER_WORD: Final = 0.004
"""What each word of a statement takes off its score."""
_JOINED: Final = 0.75
"""How well a word stands for two typed ones, or two for one."""


NOTHING: Final = Matches({}, {})


class FuzzySearcher:
    """Finds statements through an index of their words."""

    def __init__(self, index: SearchIndex) -> None:
        """Take the index to search."""
        self._index = index

    def search(self, text: str, cancelled: Callable[[], bool] = lambda: False) -> Matches:
        """Return what matches the words typed; the last is unfinished unless a blank follows."""
        return _match(self._index, text, cancelled)


class _Term(NamedTuple):
    """One typed word: what it may stand for, and the rows that have that."""

    variants: Variants
    rows: Mapping[int, float]
    """How well the best of the variants in each row stands for the word."""
    named: Mapping[int, float]
    """The same, of the variants in the names of a row's speakers alone."""
    rarity: float


def _match(index: SearchIndex, text: str, cancelled: Callable[[], bool]) -> Matches:
    """Search an index for what was typed."""
    typed = words(text)
    if not typed:
        return NOTHING
    unfinished = not text[-1:].isspace()
    terms = [
        _term(index, sure_variants(index, word, unfinished=unfinished and last))
        for word, last in _with_last(typed)
    ]
    rows = _in_all(terms)
    if len(rows) < FEW and not cancelled():
        terms = _allow_slips(index, typed, terms, cancelled, unfinished=unfinished)
        rows = set() if cancelled() else _in_all(terms) or _in_most(terms)
    if cancelled():
        return NOTHING
    meanings = _meanings(terms)
    return Matches(_score(index, terms, meanings, rows), meanings)


def _with_last(typed: Sequence[str]) -> Iterable[tuple[str, bool]]:
    """Return the typed words, each with whether it is the last."""
    return ((word, place == len(typed) - 1) for place, word in enumerate(typed))


def _term(index: SearchIndex, variants: Variants) -> _Term:
    """Gather the rows that have any of the variants, each with the best of them."""
    named: dict[int, float] = {}
    ranked = sorted(variants.items(), key=lambda item: item[1])
    for word, closeness in ranked:
        named.update(dict.fromkeys(index.name_rows(word), closeness * _NAME))
    rows = dict(named)
    for word, closeness in ranked:
        rows.update(dict.fromkeys(index.text_rows(word), closeness))
    rarity = math.log(1 + (len(index.corpus) + 1) / (len(rows) + 1))
    return _Term(variants, rows, named, rarity)


def _allow_slips(
    index: SearchIndex,
    typed: Sequence[str],
    sure: Sequence[_Term],
    cancelled: Callable[[], bool],
    *,
    unfinished: bool,
) -> list[_Term]:
    """Return the terms with the words that are slips away, or written together or apart."""
    terms: list[_Term] = []
    for place, (word, last) in enumerate(_with_last(typed)):
        if cancelled():
            return [*terms, *sure[place:]]
        variants = slipped_variants(
            index, word, unfinished=unfinished and last, unknown=not sure[place].variants
        )
        for joined in _joined(typed, place):
            if joined in index.numbers:
                variants[joined] = _JOINED
        for parts in _parted(index, word):
            variants.update(dict.fromkeys(parts, _JOINED))
        variants.update(sure[place].variants)
        new = len(variants) > len(sure[place].variants)
        terms.append(_term(index, variants) if new else sure[place])
    return terms


def _joined(typed: Sequence[str], place: int) -> Iterable[str]:
    """Return the words that a typed one makes with its neighbours."""
    if place:
        yield typed[place - 1] + typed[place]
    if place + 1 < len(typed):
        yield typed[place] + typed[place + 1]


def _parted(index: SearchIndex, word: str) -> Iterable[tuple[str, str]]:
    """Return the pairs of words that a typed one is made of, where it is no word itself."""
    if word in index.numbers:
        return
    for cut in range(3, len(word) - 2):
        if word[:cut] in index.numbers and word[cut:] in index.numbers:
            yield word[:cut], word[cut:]


def _in_all(terms: Sequence[_Term]) -> set[int]:
    """Return the rows that have a variant of every term."""
    rarest, *others = sorted((term.rows for term in terms), key=len)
    rows = set(rarest)
    for other in others:
        if not rows:
            break
        rows.intersection_update(other)
    return rows


def _in_most(terms: Sequence[_Term]) -> set[int]:
    """Return the rows that meet most of the query, by weight, where none meets all of it."""
    whole = sum(term.rarity for term in terms)
    met: dict[int, float] = {}
    for term in terms:
        for row, closeness in term.rows.items():
            met[row] = met.get(row, 0.0) + term.rarity * closeness
    return {row for row, weight in met.items() if weight >= _COVERED * whole}


def _score(
    index: SearchIndex,
    terms: Sequence[_Term],
    meanings: Mapping[str, Sequence[tuple[int, float]]],
    rows: set[int],
) -> dict[int, float]:
    """Score rows: roughly by their words alone, and the best of them word by word."""
    whole = sum(term.rarity for term in terms)
    rough = {
        row: 0.5 * sum(term.rarity * term.rows.get(row, 0.0) for term in terms) / whole
        for row in rows
    }
    best = nlargest(_RERANKED, rough, key=rough.__getitem__) if len(rough) > _RERANKED else rough
    by_number = {index.numbers[word]: meaning for word, meaning in meanings.items()}
    fine = {row: _score_row(index, terms, by_number, row, whole) for row in best}
    return rough | fine


def _meanings(terms: Sequence[_Term]) -> dict[str, list[tuple[int, float]]]:
    """Return, for each word that matched, the terms it may stand for, and how well."""
    meanings: dict[str, list[tuple[int, float]]] = {}
    for place, term in enumerate(terms):
        for word, closeness in term.variants.items():
            meanings.setdefault(word, []).append((place, closeness))
    return meanings


def _score_row(
    index: SearchIndex,
    terms: Sequence[_Term],
    meanings: Mapping[int, Sequence[tuple[int, float]]],
    row: int,
    whole: float,
) -> float:
    """Score one row, from 0 to 1."""
    start, end, quote_end = index.starts[row], index.starts[row + 1], index.quote_ends[row]
    best = [0.0] * len(terms)
    together = [0.0] * len(terms)
    before: list[tuple[int, int, float]] = []
    for position in range(start, end):
        found = meanings.get(index.tokens[position])
        if found is None:
            continue
        field = EXACT if position < quote_end else _CONTEXT
        for term, closeness in found:
            best[term] = max(best[term], closeness * field)
            for earlier_position, earlier, earlier_closeness in before:
                if earlier == term - 1 and position > earlier_position:
                    gap = position - earlier_position
                    pair = field * closeness * earlier_closeness / gap
                    together[term] = max(together[term], pair)
        before.extend((position, term, closeness) for term, closeness in found)
        del before[:-8]
    named = [term.named.get(row, 0.0) for term in terms]
    met = sum(
        term.rarity * max(found, name) for term, found, name in zip(terms, best, named, strict=True)
    )
    pairs = sum(
        (0.6 * min(terms[place - 1].rarity, terms[place].rarity) + 0.15) * together[place]
        for place in range(1, len(terms))
    )
    highest = whole + sum(
        0.6 * min(terms[place - 1].rarity, terms[place].rarity) + 0.15
        for place in range(1, len(terms))
    )
    length = min(quote_end - start, 60) * _PER_WORD
    return max(0.01, (met + pairs) / highest - length)
