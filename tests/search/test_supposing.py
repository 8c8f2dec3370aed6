"""What has to be supposed decides which row comes first: slips, and words that stand between."""

from __future__ import annotations

from itertools import product
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.index.rows import Windows
from quoth.query.run import Engine
from quoth.search.slips import Slips
from quoth.search.supposing import SUPPOSED
from quoth.search.windows import least_supposed
from tests.making import corpus_of_quotes, found_in
from tests.search.test_word_for_word import small_cuts

_NEAR = (0.85, 0.59)
_LIMITS = (2, 3, 5)
_MEANINGS = st.dictionaries(st.integers(0, 1), st.sampled_from([1.0, 0.8, 0.58]))


@given(row=st.lists(_MEANINGS, max_size=8), quote=st.integers(0, 8), times=st.integers(1, 2))
def test_the_least_is_supposed_of_words_that_stand_together(
    row: list[dict[int, float]], quote: int, times: int
) -> None:
    """Every choice of places is tried: one for each of two words, the first `times` times."""
    expected = inf
    places = [[at for at, found in enumerate(row) if word in found] for word in (0, 1)]
    for chosen in product(*[places[0]] * times, places[1]):
        first, *_, last = sorted(chosen)
        if len({*chosen[:-1]}) < times or (first < quote) != (last < quote):
            continue
        span = last - first + 1
        near = [row[at][0] for at in chosen[:-1]]
        near = [max(near), row[chosen[-1]][1]]
        slips = sum(how < least for how in near for least in _NEAR)
        costs = [c + slips for c, limit in zip(SUPPOSED, _LIMITS, strict=True) if span <= limit]
        expected = min([expected, *costs])
    windows = Windows([(0, times), (1, 1)], _LIMITS, SUPPOSED, _NEAR)
    found = [(at, 100 + at, [*one.items()]) for at, one in enumerate(row) if one]
    least, reading = least_supposed(found, quote, 2, windows)
    assert least == expected
    assert len(reading) == (0 if least == inf else 2)
    for word, code in enumerate(reading):
        assert not code or row[code - 100][word] < max(_NEAR)


@pytest.mark.parametrize("place", [0, 5])
def test_where_a_word_may_be_one_of_several_each_comes_before_more_of_one(place: int) -> None:
    quotes = ["the bread here"] * 5
    quotes.insert(place, "the breed here")
    found = found_in(corpus_of_quotes(*quotes), "the bred here ")
    assert str(place + 1) in found[:2]
    assert len(found) == 6


@pytest.mark.parametrize("place", [0, 5])
def test_those_that_hold_the_words_as_typed_come_first_however_many(place: int) -> None:
    quotes = ["the bread here"] * 5
    quotes.insert(place, "the breed here")
    found = found_in(corpus_of_quotes(*quotes), "the bread here ")
    assert found[-1] == str(place + 1) or str(place + 1) not in found


_FAR = "of all that is said here about what was and what will be"


@pytest.mark.parametrize(("near", "is_found"), [(0, True), (1, False)])
def test_where_no_row_has_the_words_near_each_other_they_may_be_misspelt(
    near: int, is_found: bool
) -> None:
    scattered = [f"bread {_FAR} stone"] * 20
    corpus = corpus_of_quotes("the bread stones", *scattered, *["bread and stone"] * near)
    found = found_in(corpus, "bread stone ")
    assert ("1" in found) is is_found
    assert len(found) == 20 + near + is_found


@pytest.mark.parametrize("place", [0, 60])
def test_one_of_several_words_may_be_misspelt_though_many_rows_have_more_slips(
    place: int,
) -> None:
    quotes = ["than hats"] * 60
    quotes.insert(place, "then hats")
    corpus = corpus_of_quotes(*quotes, "then", "hat")
    with small_cuts(graded=4):
        assert found_in(Engine(corpus), "then hat ")[0] == str(place + 1)


@pytest.mark.parametrize("typed", ["lcoud", "xloud", "xcloud", "loud"])
def test_an_unfinished_word_may_be_misspelt_in_its_first_letter(typed: str) -> None:
    vocabulary = corpus_of_quotes("cloudy land", "lord xylem").parts[0].vocabulary
    ranges = Slips(vocabulary).with_other_first(typed)
    assert vocabulary.term("cloudy") in [
        term for first, end, _ in ranges for term in range(first, end)
    ]
