"""With numpy, the words of many rows are read at once: what is found, and its scores, are the same.

So it has to be with rare words, too, which are written in another way.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.index.corpus import Corpus
from quoth.index.opening import open_corpus
from quoth.index.rows import EncodedWords, Windows
from quoth.index.rows_numpy import NumpySets
from quoth.index.segment.layout import RARE, spelt
from quoth.query import Query
from quoth.query.run import Engine
from quoth.search.scoring import CONTEXT, Weights, score_row, score_rows
from quoth.search.supposing import SUPPOSED

_QUERIES = (
    "the", "th", "we will", "people wil", "the of and", "goverment", "president said tha",
    "democracy is the worst", "worst the is democracy", "xyzzy people", "frend of teh peple",
)  # fmt: skip


@pytest.fixture(scope="module")
def both(sample: Corpus, sample_file: Path) -> Sequence[Engine]:
    """Return what searches the sample without numpy, and with it."""
    return [Engine(sample), Engine(open_corpus(sample_file, make_sets=NumpySets))]


@pytest.mark.parametrize("text", _QUERIES)
def test_the_same_is_found_with_the_same_scores(both: Sequence[Engine], text: str) -> None:
    plain, fast = [engine.find(Query(text)) for engine in both]
    assert (plain.matches and plain.matches.scores) == (fast.matches and fast.matches.scores)
    assert list(both[0].rows(plain)) == list(both[1].rows(fast))


_TERM = st.sampled_from([0, 1, 2, 3, 70_000, 131_071])
_ROW = st.tuples(st.lists(_TERM, max_size=8), st.lists(_TERM, max_size=3))
_VARIANTS = st.dictionaries(_TERM, st.sampled_from([1.0, 0.9, 0.58]), max_size=3)


def _code(term: int) -> int:
    """Return the code of a term: those after the first few are rare."""
    return term if term < RARE else RARE


def _windows(times: int) -> Windows:
    """Return windows of two, three and five words, in which the first has to be so many times."""
    return Windows([(0, times)], [2, 3, 5], SUPPOSED, (0.85, 0.59))


@given(
    rows=st.lists(_ROW, min_size=1, max_size=6),
    terms=st.lists(_VARIANTS, min_size=1, max_size=4),
    named=st.booleans(),
    windows=st.none() | st.integers(1, 2).map(_windows),
)
def test_many_rows_are_scored_as_one_is(
    rows: list[tuple[list[int], list[int]]],
    terms: list[Mapping[int, float]],
    named: bool,
    windows: Windows | None,
) -> None:
    weights = Weights.of([1.0 + place / 3 for place in range(len(terms))])
    names = [[0.5] * len(terms) if named else () for _ in rows]
    meanings: dict[int, list[tuple[int, float]]] = {}
    for place, variants in enumerate(terms):
        for term, closeness in variants.items():
            code = term if _code(term) != RARE else RARE + 1 + term
            meanings.setdefault(code, []).append((place, closeness))
    expected = [
        score_row(
            [term if _code(term) != RARE else RARE + 1 + term for term in quote + beside],
            len(quote),
            meanings,
            name,
            weights,
            windows,
        )
        for (quote, beside), name in zip(rows, names, strict=True)
    ]
    wanted = [
        [
            (term, term + 1, how, _codes([_code(term)]))
            for term, how in sorted(variants.items(), key=lambda one: one[1])
        ]
        for variants in terms
    ]
    sets = NumpySets(len(rows))
    sought = [*map(sets.sought, wanted)]
    texts = sets.texts(_written(rows), range(len(rows)), CONTEXT, sought)
    assert list(score_rows(texts, sought, names, weights, windows)) == expected


@given(rows=st.lists(_ROW, min_size=1, max_size=6), phrase=st.lists(_TERM, min_size=1, max_size=3))
def test_rows_with_neighbours_are_found(
    rows: list[tuple[list[int], list[int]]], phrase: list[int]
) -> None:
    wanted = list(_spelt(phrase))
    found = NumpySets(len(rows)).with_codes(_written(rows), range(len(rows)), wanted)
    texts = [list(_spelt(quote + beside)) for quote, beside in rows]
    expected = [
        row
        for row, text in enumerate(texts)
        if any(text[n : n + len(wanted)] == wanted for n in range(len(text)))
    ]
    assert found == expected


def _spelt(terms: Sequence[int]) -> Iterator[int]:
    """Yield the codes of some terms."""
    for term in terms:
        yield from spelt(_code(term), term)


def _codes(numbers: Sequence[int], typecode: str = "H") -> memoryview:
    """Return numbers as they lie in a segment."""
    return memoryview(array(typecode, numbers))


def _written(rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> EncodedWords:
    """Return rows as a segment has them."""
    codes: list[int] = []
    starts = [0]
    quotes = []
    for quote, beside in rows:
        quotes.append(len(list(_spelt(quote))))
        codes += _spelt([*quote, *beside])
        starts.append(len(codes))
    return EncodedWords(_codes(starts, "I"), _codes(quotes), _codes(codes))
