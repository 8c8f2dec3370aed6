"""The alpha of each topic, counted from what has it, is that of all that has it or not."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.query.agreement.coefficients import ValuedUnit, alpha, nominal
from quoth.query.agreement.having import topic_alphas

_SETS = st.frozensets(st.sampled_from("abcd"), max_size=3)
_UNITS = st.builds(
    ValuedUnit, st.integers(0, 2), st.lists(_SETS, min_size=2, max_size=4).map(tuple)
)


@given(st.dictionaries(_UNITS, st.integers(1, 5), max_size=8))
@settings(max_examples=60)
def test_it_is_that_of_two_values(units: dict[ValuedUnit, int]) -> None:
    found = dict(topic_alphas(units, 3))
    assert set(found) == {topic for unit in units for one in unit.values for topic in one}  # type: ignore[attr-defined]
    for topic, (one, apart) in found.items():
        binary: Counter[ValuedUnit] = Counter()
        for (source, values), many in units.items():
            has = tuple(topic in some for some in values)  # type: ignore[operator]
            binary[ValuedUnit(source, has)] += many
        whole = alpha(binary, nominal, 3)
        assert (one.units, one.weights, one.expected) == (
            whole.units, whole.weights, whole.expected,
        )  # fmt: skip
        assert one.parts == pytest.approx(whole.parts)
        assert one.observed == pytest.approx(whole.observed)
        assert apart == sum(many for unit, many in binary.items() if len(set(unit.values)) > 1)
