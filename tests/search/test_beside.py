"""A word that is misspelt beyond likeness is known by the words that stand beside it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate, chain

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from quoth.index.rows import EncodedWords, Reading
from quoth.search.beside import MORE, Company
from quoth.search.beside_numpy import codes_beside
from quoth.search.joining import rows_with_all
from quoth.search.model import APART, IN_A_ROW, grade_of
from quoth.search.supposing import by_slips, together
from quoth.search.terms import sure_term
from tests.making import corpus_of_quotes, found_in

_SCATTERED = [
    f"to vote is what all of them said it was and so {word} came, and all went on"
    for word in ("ha", "te", "wo", "koe")
]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ha to vote on", "we have to vote on this"),
        ("to eoet on", "we have to vote on this"),
        ("vote of wo go", "a vote of work goes by"),
        ("vote enw fro", "a vote news from abroad"),
        ("t ouher on vote", "they are tougher on vote fraud"),
        ("tough eron vote", "they are tougher on vote fraud"),
    ],
)
def test_a_word_with_two_slips_is_known_by_those_beside_it(typed: str, said: str) -> None:
    corpus = corpus_of_quotes(*_SCATTERED, said, "of all the others no word is on it")
    assert found_in(corpus, typed)[0] == str(len(_SCATTERED) + 1)


def test_several_words_that_are_like_none_may_all_be_known_by_those_beside_them() -> None:
    corpus = corpus_of_quotes("bread water stone", "bread water stun", "bread wtar stone")
    assert found_in(corpus, "bread wtr stn ") == ["3", "2", "1"]


_WORDS = st.text("abcd", min_size=1, max_size=5)
_QUOTES = st.lists(st.lists(_WORDS, min_size=3, max_size=6), min_size=1, max_size=5)


@settings(max_examples=25)
@given(quotes=_QUOTES, data=st.data())
def test_what_stands_beside_the_others_and_is_like_a_word_is_found(
    quotes: Sequence[Sequence[str]], data: st.DataObject
) -> None:
    part = corpus_of_quotes(*(" ".join(quote) for quote in quotes)).parts[0]
    typed = [*data.draw(st.sampled_from(quotes))]
    place = data.draw(st.integers(0, len(typed) - 1))
    meant = typed[place]
    typed[place] = data.draw(st.text("abcd", max_size=2)) + meant[1:]
    assume(len(meant) > 3 and 0 < OSA.distance(typed[place], meant) <= 2)
    sure = [sure_term(part, word, (), unfinished=False) for word in typed]
    found = Company(part).suspect(typed, sure, sure, rows_with_all, unfinished=False)
    assert part.vocabulary.term(meant) in found.terms[place].variants
    assert found.rows


def test_what_stands_beside_words_is_read_again_once_others_are_typed() -> None:
    part = corpus_of_quotes("bread stone", "water stale").parts[0]
    company = Company(part)

    def meant_beside(word: str, typed: str) -> set[str]:
        sure = [sure_term(part, one, (), unfinished=False) for one in (word, typed)]
        found = company.suspect([word, typed], sure, sure, rows_with_all, unfinished=True)
        return {part.vocabulary[term] for term in found.terms[1].variants}

    for _ in range(2):
        assert meant_beside("bread", "stine") == {"stone"}
        assert meant_beside("bread", "stinex") == {"stone"}
        assert meant_beside("water", "stxle") == {"stale"}


@settings(max_examples=50)
@given(
    rows=st.lists(st.lists(st.integers(0, 5), max_size=9), min_size=1, max_size=4),
    wanted=st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=2), min_size=1, max_size=2),
)
def test_with_numpy_the_words_are_found_around_which_all_that_is_wanted_stands(
    rows: Sequence[Sequence[int]], wanted: Sequence[Sequence[int]]
) -> None:
    starts = array("I", accumulate(map(len, rows), initial=0))
    codes = array("H", chain.from_iterable(rows))
    quotes = array("H", map(len, rows))
    written = EncodedWords(memoryview(starts), memoryview(quotes), memoryview(codes))
    sought = [
        [(one, one + 1, 1.0, memoryview(array("H", [one]))) for one in same] for same in wanted
    ]
    reach = len(wanted) + MORE
    expected = {
        code
        for place, code in enumerate(codes)
        if all({*same} & {*codes[max(place - reach, 0) : place + reach + 1]} for same in wanted)
    }
    assert {*codes_beside(written, range(len(rows)), sought, reach)} == expected


_LOOKED = st.lists(
    st.dictionaries(
        st.integers(0, 50),
        st.tuples(st.integers(IN_A_ROW, APART), st.floats(0.01, 1), st.integers(0, 6), st.just(())),
        max_size=12,
    ),
    min_size=1,
    max_size=3,
)


@given(looked=_LOOKED, supposed=st.integers(0, 1))
def test_no_row_comes_behind_those_of_its_grade_that_were_not_looked_at(
    looked: list[dict[int, tuple[int, float, float, Reading]]], supposed: int
) -> None:
    scores = by_slips(looked, supposed)
    for one, ranked in zip(looked, scores, strict=True):
        assert one.keys() == ranked.keys()
        assert all(grade_of(ranked[row]) <= grade for row, (grade, *_) in one.items())


def test_a_slip_and_a_word_between_come_before_two_slips_and_words_in_a_row_before_both() -> None:
    (scores,) = by_slips(
        [{1: (1, 0.5, 2, ()), 2: (2, 0.5, 1.5, ()), 3: (0, 0.1, 0, ()), 4: (4, 0.9, 3, ())}]
    )
    assert sorted(scores, key=scores.__getitem__, reverse=True) == [3, 2, 1, 4]


@given(looked=_LOOKED, data=st.data())
def test_rows_that_were_ranked_apart_come_as_if_they_had_been_ranked_at_once(
    looked: list[dict[int, tuple[int, float, float, Reading]]], data: st.DataObject
) -> None:
    first = [{row: how for row, how in one.items() if data.draw(st.booleans())} for one in looked]
    second = [
        {row: how for row, how in one.items() if row not in known}
        for one, known in zip(looked, first, strict=True)
    ]
    apart = zip(by_slips(first), by_slips(second), strict=True)
    joined = together([{**one, **other} for one, other in apart])
    for one, other in zip(joined, by_slips(looked), strict=True):
        assert one == pytest.approx(other)


def test_a_slip_and_a_word_between_come_before_two_words_run_together_and_more_slips() -> None:
    corpus = corpus_of_quotes(
        "the leachum and him", "the lac hums him", *["lac of it", "hum of it", "a lac", "a hum"] * 9
    )
    assert found_in(corpus, "the lachum him")[0] == "1"
