"""Codings in a window weigh the same with numpy and without, as defined."""

from __future__ import annotations

from array import array
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.basics.dates import UNDATED
from quoth.query.analysis.arrays import PlainTallying
from quoth.query.analysis.arrays_numpy import ArrayTallying
from quoth.query.analysis.columns import OPPOSE, SUPPORT, Axes, Axis, Span
from quoth.query.analysis.options import Kernel
from quoth.query.analysis.packing import flagged
from quoth.query.analysis.windows import DriftWindow, drift_windows

DATES: list[Span] = [(UNDATED.first, UNDATED.last), (1, 1), (2, 2), (2, 9), (5, 5), (20, 31)]
PEOPLE, STANCES = 4, 6
codings = st.tuples(
    st.integers(0, len(DATES) - 1), st.integers(0, PEOPLE - 1), st.integers(0, STANCES - 1)
)


def axes_of(rows: list[tuple[int, int, int]]) -> Axes:
    """Return rows as columns of dates, people and stances."""
    sizes = (len(DATES), PEOPLE, STANCES)
    columns = (array("I", [row[place] for row in rows]) for place in range(3))
    return Axes(
        0, None,
        [Axis(codes, [[one] for one in range(size)])
         for codes, size in zip(columns, sizes, strict=True)],
    )  # fmt: skip


@settings(max_examples=40)
@given(
    st.lists(codings, max_size=30), st.sampled_from(Kernel), st.integers(0, 30),
    st.sampled_from([0.5, 3, 8]), st.integers(1, PEOPLE),
)  # fmt: skip
def test_a_window_is_the_same_either_way(
    rows: list[tuple[int, int, int]], kernel: Kernel, middle: int, half: float, most: int
) -> None:
    window = DriftWindow(kernel, middle, half)
    plain, arrays = (
        counting.tally([axes_of(rows)], once=False).dated(DATES).weighed(window, most)
        for counting in (PlainTallying(), ArrayTallying())
    )
    weights = [0.0 if date == 0 else window.weight(DATES[date]) for date, _, _ in rows]
    assert plain.total == pytest.approx(sum(weights))
    assert arrays.total == pytest.approx(plain.total)
    assert arrays.stances == pytest.approx(plain.stances)
    assert [*map(list, arrays.ties)] == [pytest.approx(list(one)) for one in plain.ties]
    if most == PEOPLE:
        for one, line in enumerate(plain.ties):
            assert line[one] == 0
        heard = sorted({who for (_, who, _), weight in zip(rows, weights, strict=True) if weight})
        net = {
            (who, topic): sum(
                weight * ((stance % 3 == SUPPORT) - (stance % 3 == OPPOSE))
                for (_, by, stance), weight in zip(rows, weights, strict=True)
                if by == who and stance // 3 == topic
            )
            for who in heard for topic in range(STANCES // 3)
        }  # fmt: skip
        together = sorted(
            sum(net[who, topic] * net[whom, topic] for topic in range(STANCES // 3))
            for place, who in enumerate(heard) for whom in heard[:place]
        )  # fmt: skip
        ties = sorted(value for place, line in enumerate(plain.ties) for value in line[:place])
        assert ties == pytest.approx(together, abs=1e-8)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), max_size=12),
    st.lists(st.none() | st.integers(-3, 3), min_size=5, max_size=5),
)
@settings(max_examples=30)
def test_the_least_is_the_least_that_counts(
    pairs: list[tuple[int, int]], numbers: list[int | None]
) -> None:
    columns = [Axis(array("I", [pair[place] for pair in pairs]), [[n] for n in range(5)])
               for place in range(2)]  # fmt: skip
    expected: dict[int, int] = {}
    for one, other in pairs:
        number = numbers[other]
        if number is not None:
            expected[one] = min(number, expected.get(one, number))
    for counting in (PlainTallying(), ArrayTallying()):
        tally = counting.tally([Axes(0, None, columns)], once=False)
        meant = bytes(one is not None for one in numbers)
        of_values = [one or 0 for one in numbers]
        assert tally.least([of_values, of_values], meant) == [expected, expected]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), max_size=12),
    st.lists(st.integers(0, 2), min_size=5, max_size=5),
    st.lists(st.integers(0, 2), min_size=5, max_size=5),
    st.booleans(),
)
@settings(max_examples=40)
def test_numbers_that_stand_for_values_are_counted(
    pairs: list[tuple[int, int]], firsts: list[int], seconds: list[int], once: bool
) -> None:
    columns = [Axis(array("I", [pair[place] for pair in pairs]), [[n] for n in range(5)])
               for place in range(2)]  # fmt: skip
    meant = set(pairs) if once else pairs
    expected = Counter((firsts[one], seconds[other]) for one, other in meant)
    for counting in (PlainTallying(), ArrayTallying()):
        tally = counting.tally([Axes(0, None, columns)], once=False)
        assert tally.regrouped(firsts, seconds, once=once) == expected


@given(st.lists(st.integers(0, 3), max_size=9), st.data())
@settings(max_examples=30)
def test_one_axis_is_counted_alike(codes: list[int], data: st.DataObject) -> None:
    sets = [[], [2], [0, 2], [1]]
    chosen = bytes(data.draw(st.lists(st.integers(0, 1), min_size=len(codes), max_size=len(codes))))
    axes = [Axes(0, chosen, [Axis(array("I", codes), sets)])]
    plain, arrays = (
        counting.tally(axes, once=False).counts() for counting in (PlainTallying(), ArrayTallying())
    )
    assert dict(plain) == dict(arrays)


@pytest.mark.parametrize("kernel", [*Kernel])
@pytest.mark.parametrize(("middle", "half"), [(100.0, 0.5), (100.5, 3.0), (99.75, 40.0)])
def test_the_days_of_a_window_are_those_that_weigh_anything(
    kernel: Kernel, middle: float, half: float
) -> None:
    window = DriftWindow(kernel, middle, half)
    weighing = [day for day in range(-300, 500) if window.weight((day, day))]
    assert window.days == (weighing[0], weighing[-1])


@pytest.mark.parametrize("kernel", [*Kernel])
def test_windows_of_one_size_weigh_as_each_by_itself(kernel: Kernel) -> None:
    middles = [735000.0, 735030.5, 735061.0, 735092.5]
    for middle, found in zip(middles, drift_windows(kernel, middles, 15.5), strict=True):
        alone = DriftWindow(kernel, middle, 15.5)
        assert (found.first, found.last, found.sums) == (alone.first, alone.last, alone.sums)


@given(st.lists(st.integers(0, 299), max_size=40), st.sets(st.integers(0, 299)), st.booleans())
@pytest.mark.parametrize("kind", ["H", "I"])
def test_rows_with_some_codes_are_told_by_their_bytes(
    kind: str, codes: list[int], meant: set[int], most: bool
) -> None:
    flags = bytes((code in meant) != most for code in range(300))
    assert flagged(array(kind, codes), flags) == bytes(flags[code] for code in codes)
    assert flagged(iter(codes), flags) == bytes(flags[code] for code in codes)
