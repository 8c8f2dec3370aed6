"""Rows that are listed as they are looked at are a sequence as any other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.index.rows import PureSets, Rows
from quoth.query.ordering import Listed

SIZE = 40
ROWS = st.sets(st.integers(0, SIZE - 1))
PLACES = st.one_of(st.none(), st.integers(-SIZE, SIZE))


@given(ROWS, st.integers(0, 3), st.data())
def test_listed_rows_are_those_of_a_list(rows: set[int], start: int, data: st.DataObject) -> None:
    head = data.draw(st.permutations(sorted(rows)))[: data.draw(st.integers(0, len(rows)))]
    rest = sorted(rows - set(head))
    listed = Listed([row + start for row in head], Rows.listed(PureSets(SIZE), rest), start)
    plain = [row + start for row in (*head, *rest)]
    assert list(listed) == plain == [listed[place] for place in range(len(listed))]
    step = data.draw(st.sampled_from([None, 1, 2, 3, -1, -2]))
    piece = slice(data.draw(PLACES), data.draw(PLACES), step)
    assert list(listed[piece]) == plain[piece]
    for place, row in enumerate(plain):
        assert listed.index(row) == place
    with pytest.raises(ValueError, match="not in the list"):
        listed.index(SIZE + start)
