"""The row of a place is found as in a list of all rows, whichever places are asked for before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.index.nearby_rows import NearbyRows
from quoth.index.rows import Rows
from tests.index.test_rows import Make, cases, each_kind, rows_of


@each_kind
@given(case=cases(), data=st.data())
def test_places_are_those_of_a_list(
    make: Make, case: tuple[int, list[tuple[set[int], str]]], data: st.DataObject
) -> None:
    size, ((wanted, form),) = case
    plain = sorted(wanted)
    nearby = NearbyRows(rows_of(make(size), wanted, form))
    places = data.draw(st.lists(st.integers(0, len(plain) - 1))) if plain else []
    ends = [0, len(plain) - 1] if plain else []
    assert [nearby[place] for place in (*places, *ends)] == [
        plain[place] for place in (*places, *ends)
    ]
    for beyond in (-1, len(plain)):
        with pytest.raises(IndexError):
            nearby[beyond]


@each_kind
def test_not_all_rows_are_listed_for_a_place(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = rows_of(make(100_000), set(range(0, 100_000, 2)), "raw")
    nearby = NearbyRows(rows)
    monkeypatch.delattr(Rows, "rows")
    assert (nearby[0], nearby[49_999], nearby[25_000]) == (0, 99_998, 50_000)
