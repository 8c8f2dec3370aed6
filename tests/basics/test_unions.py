"""What was joined has one leader, and nothing else has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.unions import Unions

_THINGS = range(8)


@given(st.lists(st.tuples(st.sampled_from(_THINGS), st.sampled_from(_THINGS)), max_size=10))
def test_those_that_were_joined_have_one_leader(pairs: list[tuple[int, int]]) -> None:
    joined: Unions[int] = Unions()
    sets = [{one} for one in _THINGS]
    for one, other in pairs:
        before = joined.leader(one)
        joined.join(one, other)
        assert joined.leader(other) == before
        (left,), (right,) = ([some for some in sets if it in some] for it in (one, other))
        if left is not right:
            sets.remove(right)
            left |= right
    for some in sets:
        leaders = {joined.leader(one) for one in some}
        assert len(leaders) == 1
        assert leaders <= some
