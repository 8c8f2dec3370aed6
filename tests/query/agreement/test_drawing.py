"""Sums of what is drawn by lot: as the lots say, and the same to the bit with numpy and without."""

from __future__ import annotations

from array import array
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quoth.query.agreement.bootstrap import intervals
from quoth.query.agreement.coefficients import Coefficient
from quoth.query.agreement.drawing import drawn_sums, plain_sums, whole_column
from quoth.query.agreement.lots import LOT, LOT_BITS, drawn_bytes

_NUMBERS = st.floats(0, 1e12, allow_subnormal=False)
_COLUMNS = st.integers(2, 9).flatmap(
    lambda size: st.lists(st.lists(_NUMBERS, min_size=size, max_size=size), min_size=1, max_size=4)
)


@given(_COLUMNS, st.integers(0, 99))
@settings(max_examples=25)
def test_each_draw_adds_up_what_the_lot_says(columns: list[list[float]], seed: int) -> None:
    whole = [whole_column(one) for one in columns]
    size = len(whole[0])
    places = [
        [lot * size >> LOT_BITS for lot in array(LOT, lots)] for lots in drawn_bytes(size, 7, seed)
    ]
    assert [list(one) for one in plain_sums(whole, 7, seed)] == [
        [sum(column[place] for place in draw) for draw in places] for column in whole
    ]


@given(_COLUMNS, st.integers(0, 99))
@settings(max_examples=25)
def test_numpy_adds_up_the_same(columns: list[list[float]], seed: int) -> None:
    pytest.importorskip("numpy", reason="numpy is an extra")
    from quoth.query.agreement.drawing_numpy import numpy_sums  # noqa: PLC0415

    whole = [whole_column(one) for one in columns]
    expected = [list(one) for one in plain_sums(whole, 7, seed)]
    assert [list(one) for one in numpy_sums(whole, 7, seed)] == expected


@given(st.lists(_NUMBERS, min_size=1, max_size=30))
@example([2.5e-297])
def test_whole_numbers_are_in_the_same_proportions(numbers: list[float]) -> None:
    whole = whole_column(numbers)
    largest = max(whole)
    assert largest * len(whole) <= 2**53
    for one, made in zip(numbers, whole, strict=True):
        if largest:
            expected = Fraction(one) / Fraction(max(numbers))
            assert abs(Fraction(made, largest) - expected) < Fraction(1, 2**40)


def test_each_source_is_drawn_about_as_often() -> None:
    sums = drawn_sums([(1, 0, 0), (0, 1, 0), (0, 0, 1)], 3_000, 22)
    assert [sum(draw) for draw in zip(*sums, strict=True)] == [3] * 3_000
    assert all(2_800 < sum(one) < 3_200 for one in sums)


def test_an_interval_holds_its_alpha_and_needs_two_sources() -> None:
    parts, weights = (1.0, 3.0, 0.0, 2.0), (10.0, 20.0, 10.0, 15.0)
    some = Coefficient(6 / 55, 0.5, 20, parts, weights)
    same = some._replace(observed=0.0, parts=(0.0,) * 4)
    none = some._replace(expected=0.0)
    found = intervals({"some": some, "same": same, "none": none})
    low, high = found["some"] or (1.0, -1.0)
    assert low < (some.value or 0) < high
    assert found["same"] == (1.0, 1.0)
    assert found["none"] is None
    assert intervals({"lone": Coefficient(0.1, 0.5, 2, (1.0,), (2.0,))}) == {"lone": None}
