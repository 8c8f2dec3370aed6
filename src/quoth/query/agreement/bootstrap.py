"""How far a coefficient may be off: it is measured again on randomly drawn sources.

Whole sources are drawn, since the units of one source depend on each other. The expected
disagreement is kept, as in A. Hayes and K. Krippendorff (2007).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from quoth.query.agreement.coefficients import Coefficient
from quoth.query.agreement.drawing import drawn_sums, whole_column
from quoth.query.agreement.lots import Column

DRAWS: Final = 1_000
SEED: Final = 22
_OUTSIDE: Final = 0.025
"""The share of draws left out at either end of a 95 % interval."""
Interval = tuple[float, float]


def intervals(
    some: Mapping[str, Coefficient], draws: int = DRAWS, seed: int = SEED
) -> dict[str, Interval | None]:
    """Return the 95 % interval of each coefficient, all from the same draws.

    There is none of a coefficient that isn't defined, or where there is one source.
    """
    sizes = {len(one.parts) for one in some.values()}
    assert len(sizes) <= 1, sizes  # noqa: S101  # all are of the same sources
    found: dict[str, Interval | None] = dict.fromkeys(some)
    if not sizes or sizes.pop() < 2:
        return found
    drawn: dict[str, tuple[Column, Column]] = {}
    known: dict[tuple[float, ...], Column] = {}
    for name, one in some.items():
        if one.value is not None and any(one.weights):
            if any(one.parts):
                drawn[name] = _whole(one.parts, known), _whole(one.weights, known)
            else:
                found[name] = 1.0, 1.0
    columns = list(dict.fromkeys(column for pair in drawn.values() for column in pair))
    if not columns:
        return found
    sums = dict(zip(columns, drawn_sums(columns, draws, seed), strict=True))
    for name, (parts, weights) in drawn.items():
        # alpha falls as the disagreement in what is compared grows.
        per_part = (1 - (some[name].value or 0)) * sum(weights) / sum(parts)
        found[name] = _interval(sums[parts], sums[weights], per_part)
    return found


def _whole(numbers: tuple[float, ...], known: dict[tuple[float, ...], Column]) -> Column:
    """Return numbers as whole ones, made once of the same numbers."""
    column = known.get(numbers)
    if column is None:
        column = known[numbers] = whole_column(numbers)
    return column


def _interval(parts: Sequence[int], weights: Sequence[int], per_part: float) -> Interval:
    """Return the interval of a coefficient from what each draw has of both."""
    found = sorted(
        1 - part / weight * per_part for part, weight in zip(parts, weights, strict=True) if weight
    )
    last = len(found) - 1
    return found[round(last * _OUTSIDE)], found[round(last * (1 - _OUTSIDE))]
