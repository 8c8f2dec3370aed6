"""Sets of rows are what Python's sets are, in whatever form they are at hand."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.index import rows as module
from quoth.index.rows import Packed, PureSets, Rows, Sets
from quoth.index.rows_numpy import NumpySets
from quoth.index.segment.encoding import packed

SIZES = (0, 1, 7, 8, 9, 63, 64, 65, 127, 128, 600, 5_000, 70_000)
FORMS = ("some", "bits", "raw", "flags", "gathered")

each_kind = pytest.mark.parametrize("make", [PureSets, NumpySets])
Make = Callable[[int], Sets]


def rows_of(sets: Sets, wanted: set[int], form: str) -> Rows:
    """Return rows, at hand in some form."""
    ascending = sorted(wanted)
    if form == "some":
        return Rows.listed(sets, ascending)
    if form == "gathered":
        half = len(ascending) // 2
        pieces = [memoryview(array("I", one)) for one in (ascending[half:], ascending)]
        return Rows.gathered(sets, pieces)
    flags = bytearray(sets.size)
    for row in wanted:
        flags[row] = 1
    if form == "flags":
        return Rows.flagged(sets, flags)
    bits = sum(1 << row for row in wanted)
    if form == "bits":
        return Rows(sets, bits=bits)
    return Rows(sets, raw=memoryview(bits.to_bytes((sets.size + 7) // 8, "little")))


@st.composite
def cases(draw: st.DrawFn, count: int = 1) -> tuple[int, list[tuple[set[int], str]]]:
    """Return a size, and some sets of rows below it, each with a form."""
    size = draw(st.sampled_from(SIZES))
    found = []
    for _ in range(count):
        few = st.sets(st.integers(0, size - 1), max_size=20) if size else st.just(set[int]())
        stretch = st.builds(
            lambda start, step: set(range(start, size, step)),
            st.integers(0, max(size - 1, 0)),
            st.sampled_from([1, 2, 3, 31, 97]),
        )
        found.append((draw(few | stretch), draw(st.sampled_from(FORMS))))
    return size, found


@each_kind
@given(cases())
def test_rows_are_read_in_every_form(
    make: Make, case: tuple[int, list[tuple[set[int], str]]]
) -> None:
    size, [(wanted, form)] = case
    ascending = sorted(wanted)

    def fresh() -> Rows:
        return rows_of(make(size), wanted, form)

    assert fresh().rows() == list(fresh()) == ascending
    assert len(fresh()) == len(wanted)
    assert bool(fresh()) == bool(wanted)
    assert fresh().bits == sum(1 << row for row in wanted)
    assert bytes(fresh().raw) == fresh().bits.to_bytes((size + 7) // 8, "little")
    assert fresh().flags == bytes(row in wanted for row in range(size))
    for count in (0, 1, 3, size):
        assert fresh().first(count) == ascending[:count]
    for row in (-1, 0, 1, size // 2, size - 1, size, size + 9, "0", None):
        assert (row in fresh()) == (row in wanted)


@each_kind
@given(cases(2))
def test_two_sets_are_joined_as_sets_are(
    make: Make, case: tuple[int, list[tuple[set[int], str]]]
) -> None:
    size, [(left, left_form), (right, right_form)] = case
    sets = make(size)
    one, other = rows_of(sets, left, left_form), rows_of(sets, right, right_form)
    for joined, expected in (
        (one & other, left & right),
        (one | other, left | right),
        (one - other, left - right),
        (Rows.everything(sets) - one, set(range(size)) - left),
        (Rows.nothing(sets) | one, left),
        (one & Rows.nothing(sets), set[int]()),
    ):
        assert joined.rows() == sorted(expected)
        assert len(joined) == len(expected)
    assert (one.rows(), other.rows()) == (sorted(left), sorted(right))


@each_kind
@given(cases())
def test_rows_are_tallied_by_their_codes(
    make: Make, case: tuple[int, list[tuple[set[int], str]]]
) -> None:
    size, [(wanted, form)] = case
    sets = make(size)
    for typecode, highest in (("B", 3), ("H", 300), ("I", 70_001)):
        values = array(typecode, [row * 7 % (highest + 1) for row in range(size)])
        tally = sets.tally(memoryview(values), rows_of(sets, wanted, form), highest)
        expected = Counter(values[row] for row in wanted)
        assert len(tally) == highest + 1
        assert {code: count for code, count in enumerate(tally) if count} == expected


@each_kind
@given(cases(3))
def test_pieces_are_gathered_each_row_once(
    make: Make, case: tuple[int, list[tuple[set[int], str]]]
) -> None:
    size, drawn = case
    sets = make(size)
    pieces = [memoryview(array("I", sorted(wanted))) for wanted, _ in drawn]
    union = sorted(set().union(*(wanted for wanted, _ in drawn)))
    assert sets.ascending(sets.gather(pieces)) == union
    assert Rows.gathered(sets, pieces).rows() == union
    assert len(Rows.gathered(sets, pieces)) == len(union)
    assert sets.bits(pieces) == sum(1 << row for row in union)


@each_kind
def test_rows_that_were_chosen_from_others_are_a_set_of_their_own(make: Make) -> None:
    rows = Rows.everything(make(100))
    assert rows.those(row for row in rows if row % 7 == 0).rows() == list(range(0, 100, 7))


@each_kind
def test_the_first_rows_of_many_are_found_far_from_the_start(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WINDOW", 4)
    wanted: Sequence[int] = [*range(900, 1_000, 2), *range(1_500, 2_000)]
    rows = rows_of(make(2_003), set(wanted), "bits")
    assert rows.first(60) == list(wanted[:60])


@each_kind
@given(cases(), st.data())
def test_rows_are_counted_in_runs(
    make: Make, case: tuple[int, list[tuple[set[int], str]]], data: st.DataObject
) -> None:
    size, [(wanted, form)] = case
    between = data.draw(st.sets(st.integers(0, size), max_size=9) | st.just(set(range(0, size, 3))))
    starts = sorted(between | {0, size})
    sets = make(size)
    ordered = sorted(wanted)
    assert list(sets.runs(rows_of(sets, wanted, form), starts)) == [
        bisect_left(ordered, end) - bisect_left(ordered, first) for first, end in pairwise(starts)
    ]


@each_kind
@given(case=cases(2))
def test_a_few_rows_are_put_into_many_and_taken_out(
    make: Make, case: tuple[int, list[tuple[set[int], str]]]
) -> None:
    size, [(many, _), (few, _)] = case
    sets = make(size)
    assert (rows_of(sets, many, "raw") | rows_of(sets, few, "some")).rows() == sorted(many | few)
    assert (rows_of(sets, few, "some") | rows_of(sets, many, "raw")).rows() == sorted(many | few)
    assert (rows_of(sets, many, "raw") - rows_of(sets, few, "some")).rows() == sorted(many - few)


@each_kind
def test_rows_one_by_one_know_their_first_and_each_other(make: Make) -> None:
    rows = Rows.listed(make(1_000), [3, 5, 8, 999])
    assert rows.first(2) == [3, 5]
    assert rows.first(9) == [3, 5, 8, 999]
    assert [row in rows for row in (0, 3, 4, 999, 1_000)] == [False, True, False, True, False]
    assert list(rows.raw)[:2] == [0b101000, 0b1]


@pytest.mark.parametrize("make", [PureSets, NumpySets])
@given(st.lists(st.sets(st.integers(0, (1 << 24) - 1), max_size=9).map(sorted), max_size=3))
def test_rows_of_three_bytes_are_what_they_were(make: Make, lists: list[list[int]]) -> None:
    pieces = [Packed(memoryview(packed(array("I", rows)))) for rows in lists]
    assert [list(piece) for piece in pieces] == lists
    assert [len(piece) for piece in pieces] == [len(rows) for rows in lists]
    assert [piece[-1:] for piece in pieces] == [array("I", rows[-1:]) for rows in lists]
    sets = make(1 << 24)
    assert Rows.listed_in(sets, pieces).rows() == sorted({row for rows in lists for row in rows})


def test_rows_of_three_bytes_are_taken_from_among_others() -> None:
    octets = memoryview(packed(array("I", [1, 2, 70_000, 1 << 20])))
    for make in (PureSets, NumpySets):
        assert Rows.listed(make(1 << 21), Packed(octets[3:10])).rows() == [2, 70_000]
