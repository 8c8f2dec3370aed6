"""Camps: the split with the least frustration, of all that there are."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.query.analysis import camps, camps_numpy
from quoth.query.analysis.camps import frustration, split, splits


@st.composite
def weights(draw: st.DrawFn, most: int = 7) -> list[list[int]]:
    """Return weights of ties, the same both ways."""
    size = draw(st.integers(0, most))
    made = [[0] * size for _ in range(size)]
    for one in range(size):
        for other in range(one):
            made[one][other] = made[other][one] = draw(st.integers(-3, 3))
    return made


@settings(max_examples=80)
@given(weights())
def test_no_split_in_two_has_less_frustration(ties: list[list[int]]) -> None:
    found = split(ties)
    least = min(
        (frustration(ties, sides) for sides in product(range(2), repeat=len(ties))), default=0
    )
    assert found.frustration == least
    assert found.is_exact
    assert sum(map(len, found.camps)) == sum(any(line) for line in ties)
    assert -1 <= found.balance <= 1


@settings(max_examples=80)
@given(weights(), st.integers(1, 4))
def test_a_split_is_as_it_says_and_the_same_each_time(ties: list[list[int]], number: int) -> None:
    found = split(ties, number)
    side = {member: camp for camp, members in enumerate(found.camps) for member in members}
    sides = [side.get(member, -1 - member) for member in range(len(ties))]
    assert frustration(ties, sides) == found.frustration
    assert found == split(ties, number)
    assert found.frustration <= split(ties, 1).frustration


def test_many_are_split_as_they_are_tied() -> None:
    size = 40
    ties = [
        [0 if one == other else 1 if one % 2 == other % 2 else -1 for other in range(size)]
        for one in range(size)
    ]
    found = split(ties)
    assert [sorted(camp) for camp in found.camps] == [
        list(range(0, size, 2)),
        list(range(1, size, 2)),
    ]
    assert (found.balance, found.is_exact) == (1, False)


@settings(max_examples=60)
@given(st.lists(weights(12), max_size=4), st.integers(1, 4), st.data())
def test_members_move_alike_with_numpy_and_without(
    tables: list[list[list[int]]], number: int, data: st.DataObject
) -> None:
    plain = []
    for ties in tables:
        divided = [[value / 3 for value in line] for line in ties]
        camp = st.integers(0, number - 1)
        for _ in range(data.draw(st.integers(0, 3))):
            sides = data.draw(st.lists(camp, min_size=len(ties), max_size=len(ties)))
            plain.append((divided, sides))
    arrays = [(divided, [*sides]) for divided, sides in plain]
    assert camps.improve_each(plain, number) == camps_numpy.improve_each(arrays, number)
    assert plain == arrays


def test_more_splits_than_are_moved_at_once_move_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camps_numpy, "_AT_ONCE", 2)
    tables = [[[0, 1, -2], [1, 0, 3], [-2, 3, 0]], [[0, -1], [-1, 0]]]
    plain = [(ties, [place % 2] * len(ties)) for place, ties in enumerate(tables * 3)]
    arrays = [(ties, [*sides]) for ties, sides in plain]
    assert camps.improve_each(plain, 2) == camps_numpy.improve_each(arrays, 2)
    assert plain == arrays


@settings(max_examples=30)
@given(st.lists(weights(20), max_size=3))
def test_tables_are_split_each_by_itself(tables: list[list[list[int]]]) -> None:
    assert splits(tables) == [split(ties) for ties in tables]
    assert splits(tables, improving=camps_numpy.improve_each) == splits(tables)
