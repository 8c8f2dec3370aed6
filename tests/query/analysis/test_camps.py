"""Camps: the split with the least frustration, of all that there are."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.query.analysis import camps_numpy
from quoth.query.analysis.camps import frustration, improve, split


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
@given(weights(12), st.integers(1, 4), st.data())
def test_members_move_alike_with_numpy_and_without(
    ties: list[list[int]], number: int, data: st.DataObject
) -> None:
    divided = [[value / 3 for value in line] for line in ties]
    camp = st.integers(0, number - 1)
    plain = data.draw(st.lists(camp, min_size=len(ties), max_size=len(ties)))
    arrays = [*plain]
    assert improve(divided, plain, number) == camps_numpy.improve(divided, arrays, number)
    assert plain == arrays
