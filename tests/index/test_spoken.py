"""Words counted in the index are those of the quotes, with numpy and without."""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import compress

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.basics.text import words
from quoth.index.rows import RARE, EncodedWords, PureSets, Sets
from quoth.index.rows_numpy import NumpySets
from quoth.index.segment.layout import spelt
from quoth.index.spoken import numbered, said_words, word_numbers
from tests.making import corpus_in_pieces, records_of, say

TERMS = st.sampled_from([0, 1, 7, 65_534, 65_535, 65_536, 131_071, RARE << 16 | RARE])
"""Terms that are frequent, and rare ones of which a half looks as if a rare word began."""
QUOTES = st.lists(st.sampled_from(["Bread is dear", "bread is DEAR!", "Salt", "dear bread", "Øl"]))


def written(rows: list[tuple[list[int], list[int]]]) -> tuple[EncodedWords, list[list[int]]]:
    """Return terms of quotes, and of what stands beside, as they are written; and the quotes."""
    codes, starts, quotes = array("H"), array("I", [0]), array("H")
    for quote, beside in rows:
        before = len(codes)
        for term in quote:
            codes.extend(spelt(term if term < RARE else RARE, term))
        quotes.append(len(codes) - before)
        for term in beside:
            codes.extend(spelt(term if term < RARE else RARE, term))
        starts.append(len(codes))
    texts = EncodedWords(memoryview(starts), memoryview(quotes), memoryview(codes))
    return texts, [quote for quote, _ in rows]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.lists(TERMS, max_size=4), st.lists(TERMS, max_size=3))))
def test_rare_words_are_words(rows: list[tuple[list[int], list[int]]]) -> None:
    texts, quotes = written(rows)
    every = Counter(term for quote, beside in rows for term in (*quote, *beside))
    ways: list[Sets] = [PureSets(len(rows)), NumpySets(len(rows))]
    for sets in ways:
        frequent, rare = sets.word_counts(texts.codes)
        assert {**frequent, **rare} == every
        assert [*sets.quote_words(texts)] == [*map(len, quotes)]


@given(QUOTES, QUOTES)
@settings(max_examples=15)
def test_quotes_are_the_same_if_their_words_are(first: list[str], more: list[str]) -> None:
    said = [say(quote, place, context="salt") for place, quote in enumerate([*first, *more], 1)]
    if not (first and more):
        return
    corpus = corpus_in_pieces(records_of(said), len(more))
    numbers = numbered([piece.part for piece in corpus.pieces])
    quotes = [tuple(words(one.quote)) for one in corpus.statements]
    told = {
        (number, tuple(words(corpus.read_statement(piece.start + row).quote)))
        for piece, some in zip(corpus.pieces, numbers, strict=True)
        for row, number in enumerate(some)
    }
    assert len(told) == len({number for number, _ in told}) == len(set(quotes))
    counted = Counter[str]()
    lengths = 0
    for piece in corpus.pieces:
        counted += said_words(piece.part, bytes(piece.rows.flags))
        of_rows, longest = word_numbers(piece.part)
        assert longest == max(of_rows, default=0)
        lengths += sum(compress(of_rows, piece.rows.flags))
    assert counted == Counter(word for quote in quotes for word in quote)
    assert lengths == counted.total()
