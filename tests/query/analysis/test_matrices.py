"""Every cell of every matrix is that of a plain reading, in loops, of the formulas of the help."""

from __future__ import annotations

from collections import Counter
from itertools import product
from math import sqrt

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quoth.query.analysis import arrays
from quoth.query.analysis.arrays import PlainTallying
from quoth.query.analysis.arrays_numpy import ArrayTallying
from quoth.query.analysis.codings import stances_on
from quoth.query.analysis.matrices import agreement, counts_of, matrix, stances
from quoth.query.analysis.options import (
    NORMS_OF_CELLS,
    NORMS_OF_PAIRS,
    OF_CELLS,
    OF_PAIRS,
    Aggregation,
    AnalysisError,
    By,
    Counted,
    Norm,
)
from quoth.query.analysis.tallying import tallying
from quoth.store.model import Position
from tests.making import corpus_of
from tests.query.analysis.made import MadeStore, analysed, counted_somehow, plainly, stores

AS_FOUND = settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))
POSITIONS = tuple(Position)
X = dict[tuple[str, str, Position], int]


@pytest.fixture(params=[10**9, 0], ids=["plain", "numpy"], autouse=True)
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count with the standard library, and with numpy."""
    monkeypatch.setattr(arrays, "MANY", request.param)


def x_of(made: MadeStore, counted: Counted, by: By) -> X:
    """Return how often each takes each position on each topic, or each topic of each."""
    found: Counter[tuple[str, str, Position]] = Counter()
    for one in plainly(made, counted):
        row, column = (one.who, one.topic) if by is By.ACTORS else (one.topic, one.who)
        found[row, column, one.position] += 1
    return dict(found)


def at(x: X, row: str, column: str, position: Position) -> int:
    """Return a count."""
    return x.get((row, column, position), 0)


def pair(x: X, one: str, other: str, columns: set[str], agg: Aggregation) -> int:
    """Return the number of two rows, in loops."""
    total = 0
    for column in columns:
        for k, m in product(POSITIONS, POSITIONS):
            both = at(x, one, column, k) * at(x, other, column, m)
            if agg is Aggregation.IGNORE:
                total += both
            elif Position.NEUTRAL not in (k, m):
                alike, against = both * (k is m), both * (k is not m)
                total += {
                    Aggregation.CONGRUENCE: alike,
                    Aggregation.CONFLICT: against,
                    Aggregation.SUBTRACT: alike - against,
                }[agg]
    return total


def norm_of(x: X, one: str, other: str, columns: set[str], norm: Norm) -> float:
    """Return by what the number of two rows is divided, in loops."""
    places = [(column, k) for column in columns for k in POSITIONS]
    mine = [at(x, one, *place) for place in places]
    theirs = [at(x, other, *place) for place in places]
    if norm is Norm.AVERAGE:
        return (sum(mine) + sum(theirs)) / 2
    if norm is Norm.COSINE_DNA:
        return sum(mine) * sum(theirs)
    if norm is Norm.COSINE:
        return sqrt(sum(a * a for a in mine)) * sqrt(sum(b * b for b in theirs))
    if norm is Norm.JACCARD:
        total = 0
        for a, b in zip(mine, theirs, strict=True):
            total += a if not b else b if not a else a * b
        return total
    return 1


@AS_FOUND
@given(stores(), counted_somehow, st.sampled_from(By))
def test_pairs_are_those_of_a_plain_reading(made: MadeStore, counted: Counted, by: By) -> None:
    x = x_of(made, counted, by)
    columns = {column for _, column, _ in x}
    codings = analysed(made.corpus, counted)
    for agg, norm in product(OF_PAIRS, NORMS_OF_PAIRS):
        found = agreement(codings, by, agg, norm)
        assert {row.id for row in found.rows} == {row for row, _, _ in x}
        for row, line in zip(found.rows, found.cells, strict=True):
            for column, value in zip(found.columns, line, strict=True):
                if row == column:
                    assert value == 0
                    continue
                by_what = norm_of(x, row.id, column.id, columns, norm)
                expected = pair(x, row.id, column.id, columns, agg) / by_what
                assert value == pytest.approx(expected)


@AS_FOUND
@given(stores(), counted_somehow, st.sampled_from(By))
def test_cells_are_those_of_a_plain_reading(made: MadeStore, counted: Counted, by: By) -> None:
    x = x_of(made, counted, by)
    codings = analysed(made.corpus, counted)
    for agg, norm in product(OF_CELLS, NORMS_OF_CELLS):
        if agg is Aggregation.COMBINE and norm is not Norm.NONE:
            continue
        found = matrix(codings, by, agg, norm)
        for row, line in zip(found.rows, found.cells, strict=True):
            for column, value in zip(found.columns, line, strict=True):
                s, o, n = (at(x, row.id, column.id, k) for k in POSITIONS)
                number = {
                    Aggregation.IGNORE: s + o + n,
                    Aggregation.SUBTRACT: s - o,
                    Aggregation.COMBINE: 3 if s and o else 2 if o else 1 if s else 0,
                }[agg]
                mine = sum(count for (one, _, _), count in x.items() if one == row.id)
                theirs = sum(count for (_, one, _), count in x.items() if one == column.id)
                divided = {Norm.NONE: 1, Norm.ACTIVITY: mine, Norm.PROMINENCE: theirs}[norm]
                assert value == pytest.approx(number / divided)


@AS_FOUND
@given(stores(), counted_somehow, st.sampled_from(By))
def test_stances_are_those_of_a_plain_reading(made: MadeStore, counted: Counted, by: By) -> None:
    x = x_of(made, counted, by)
    for one in stances(analysed(made.corpus, counted), by):
        sums: Counter[Position] = Counter()
        for (row, _, position), count in x.items():
            if row == one.label.id:
                sums[position] += count
        expected = [sums[one] for one in (Position.SUPPORT, Position.OPPOSE, Position.NEUTRAL)]
        assert [one.support, one.oppose, one.neutral] == expected
        assert 0 <= one.split <= 1


@AS_FOUND
@given(stores(), counted_somehow)
def test_what_is_opened_is_what_was_counted(made: MadeStore, counted: Counted) -> None:
    codings = analysed(made.corpus, counted)
    plain = plainly(made, counted)
    counts = counts_of(codings)
    for row, column in product(counts.rows, counts.columns):
        opened = codings.opened([row.number], stances_on([column.number]))
        assert opened.codings == sum(counts.of(row, column))
        ids = {made.corpus.statements[one].id for one in opened.rows}
        units = {
            (one.position, one.unit) for one in plain if (one.who, one.topic) == (row.id, column.id)
        }
        opened_units = {
            (one.position, one.unit)
            for one in plainly(
                made._replace(statements=[one for one in made.statements if one.id in ids]), counted
            )
            if (one.who, one.topic) == (row.id, column.id)
        }
        assert opened_units == units
        assert len(ids) == len(opened.rows) <= len(units)
    whole = codings.opened()
    assert whole.codings == len(plain)


def test_both_ways_to_count_are_tried(many: None) -> None:
    assert isinstance(tallying(1), PlainTallying if arrays.MANY else ArrayTallying)


@pytest.mark.parametrize("norm", [Norm.ACTIVITY, Norm.PROMINENCE])
def test_a_norm_of_cells_is_none_of_pairs(norm: Norm) -> None:
    codings = analysed(corpus_of([]), Counted())
    with pytest.raises(AnalysisError, match="isn't of two"):
        agreement(codings, norm=norm)
