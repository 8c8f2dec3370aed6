"""Where the members of camps stand in a picture."""

from __future__ import annotations

from math import dist

from hypothesis import given
from hypothesis import strategies as st

from quoth.presenting.reports.pictures import around
from quoth.presenting.reports.report import ReportNode


@given(st.lists(st.integers(0, 4), max_size=24))
def test_no_two_of_a_picture_of_camps_stand_in_one_place(camps: list[int]) -> None:
    nodes = [ReportNode(str(n), str(n), 1, known={}, camp=camp) for n, camp in enumerate(camps)]
    places = around(nodes)
    assert sorted(places) == [*range(len(nodes))]
    assert len(set(places.values())) == len(nodes)
    inside = [place for place, camp in enumerate(camps) if camp]
    assert all(abs(dist(places[one], (0, 0)) - 1) < 0.01 for one in inside)
    assert all(places[one][1] < -1.1 for one, camp in enumerate(camps) if not camp)


def test_the_first_of_two_camps_is_on_the_left() -> None:
    nodes = [ReportNode(str(n), str(n), 1, known={}, camp=1 + n % 2) for n in range(8)]
    places = around(nodes)
    assert all((places[n][0] < 0) == (n % 2 == 0) for n in range(8))
