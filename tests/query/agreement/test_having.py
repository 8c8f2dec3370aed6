"""The alpha of each topic, counted from what has it, is that of all that has it or not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.query.agreement.coefficients import ValuedUnit, alpha, masi, nominal
from quoth.query.agreement.having import topic_alphas

_SETS = st.frozensets(st.sampled_from("abcd"), max_size=3)
_UNITS: st.SearchStrategy[ValuedUnit] = st.tuples(
    st.integers(0, 2), st.lists(_SETS, min_size=2, max_size=4).map(tuple)
)


@given(st.lists(_UNITS, max_size=12))
@settings(max_examples=60)
def test_it_is_that_of_two_values(units: list[ValuedUnit]) -> None:
    found = dict(topic_alphas(units, alpha(units, masi, 3)))
    assert set(found) == {topic for _, values in units for one in values for topic in one}  # type: ignore[attr-defined]
    for topic, (one, apart) in found.items():
        binary: list[ValuedUnit] = [
            (source, tuple(topic in some for some in values))  # type: ignore[operator]
            for source, values in units
        ]
        whole = alpha(binary, nominal, 3).coefficient
        assert (one.units, one.weights, one.expected) == (
            whole.units, whole.weights, whole.expected,
        )  # fmt: skip
        assert one.parts == pytest.approx(whole.parts)
        assert one.observed == pytest.approx(whole.observed)
        assert apart == sum(len(set(values)) > 1 for _, values in binary)
