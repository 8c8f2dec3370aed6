"""The occasions of a position before a day, and from it on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.dates import EARLIEST, LATEST
from quoth.query.changes.deciding import ChangeVerdict, PositionOccasion, decide
from quoth.query.changes.halving import days_between, halves, likeliest_day
from quoth.store.model import Position


def occasion(start: int, length: int, *, supports: bool, known: bool) -> PositionOccasion:
    """Return an occasion."""
    position = Position.SUPPORT if supports else Position.OPPOSE
    last = start + length if known else LATEST
    return PositionOccasion(position, start if known else EARLIEST, last)


OCCASIONS = st.lists(
    st.builds(
        occasion, st.integers(0, 60), st.integers(0, 20), supports=st.booleans(),
        known=st.booleans(),
    ),
    max_size=8,
)  # fmt: skip


@given(OCCASIONS, st.integers(-5, 90))
def test_each_occasion_is_on_one_side_or_is_undated(
    occasions: list[PositionOccasion], day: int
) -> None:
    parts = halves(occasions, day)
    both = [*parts.before.occasions, *parts.after.occasions]
    assert sorted(both) == sorted(one for one in occasions if one.is_bounded)
    assert len(both) + parts.undated == len(occasions)
    for half in (parts.before, parts.after):
        for place, one in enumerate(half.occasions):
            is_sure = one.last < day if half is parts.before else one.first >= day
            assert is_sure == (place not in half.unsure)


@given(OCCASIONS)
def test_a_certain_change_is_where_the_two_are_parted(occasions: list[PositionOccasion]) -> None:
    change = decide(occasions)
    day = likeliest_day(occasions, change)
    assert (day is None) == (not days_between(occasions))
    if change.verdict is ChangeVerdict.CHANGED:
        assert day is not None
        parts = halves(occasions, day)
        assert {one.position for one in parts.before.occasions} == {change.before}
        assert {one.position for one in parts.after.occasions} == {change.after}
