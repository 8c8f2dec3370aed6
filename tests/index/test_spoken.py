"""Words counted in the index are those of the quotes, with numpy and without."""

from __future__ import annotations

from array import array
from collections import Counter
from contextlib import nullcontext
from itertools import chain, compress
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.basics.text import words
from quoth.index.rows import RARE, EncodedWords, PureSets, Sets
from quoth.index.rows_numpy import NumpySets
from quoth.index.segment.layout import spelt
from quoth.index.segment.part import Part
from quoth.index.spoken import marked_numbers, numbered, said_words, unplaced, word_numbers
from tests.in_memory import words_in_marks
from tests.index.segment.test_building import small_numbers
from tests.making import corpus_in_pieces, records_of, say, segment_of, tables_of
from tests.strategies import hostile_text

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
    texts, _ = written(rows)
    every = Counter(term for quote, beside in rows for term in (*quote, *beside))
    ways: list[Sets] = [PureSets(len(rows)), NumpySets(len(rows))]
    for sets in ways:
        frequent, rare = sets.word_counts(texts.codes)
        assert {**frequent, **rare} == every


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
        counted += said_words(piece.part, bytes(piece.rows.flags), bytes(len(piece.part)))
        of_rows, longest = word_numbers(piece.part)
        assert longest == max(of_rows, default=0)
        lengths += sum(compress(of_rows, piece.rows.flags))
    assert counted == Counter(word for quote in quotes for word in quote)
    assert lengths == counted.total()


MARKED = st.text(alphabet="“”„«»\"`'’ab éØλ,.\n", max_size=24)
"""Quotes of which the marks are often within a word, or aren't closed."""


@given(st.lists(MARKED | hostile_text, min_size=1, max_size=6), st.booleans(), st.randoms())
@settings(max_examples=150)
def test_words_within_marks_are_counted_as_they_are_read(
    quotes: list[str], with_rare: bool, some: Random
) -> None:
    said = [say(quote, n, context="salt") for n, quote in enumerate(quotes, 1) if words(quote)]
    if not said:
        return
    with small_numbers() if with_rare else nullcontext():
        segment = segment_of(tables_of(records_of(said)))
        quoted, marked = (bytes(some.choices((0, 1), k=len(said))) for _ in range(2))
        for make in (PureSets, NumpySets):
            part = Part(segment, make)
            if not with_rare:
                counted = said_words(part, quoted, marked)
                for row in unplaced(part, marked):
                    counted.update(words_in_marks(said[row].quote))
                quotes_meant = [words(one.quote) for one in compress(said, quoted)]
                within = [words_in_marks(one.quote) for one in compress(said, marked)]
                assert counted == Counter(chain(*quotes_meant, *within))
            lengths, longest = word_numbers(part)
            assert [*lengths] == [len(words(one.quote)) for one in said]
            assert longest == max(lengths)
            numbers, most = marked_numbers(part)
            assert [*numbers] == [len(words_in_marks(one.quote)) for one in said]
            assert most == max(numbers)
