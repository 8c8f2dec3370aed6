"""How far a coefficient may be off: it is measured again on sources that are drawn by lot.

Drawn are whole sources, for what is in one source hangs together. The expected disagreement stays
as it is, as A. Hayes and K. Krippendorff have it (2007).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from random import Random
from typing import Final

from quoth.query.agreement.coefficients import Coefficient

DRAWS: Final = 1_000
SEED: Final = 22
_OUTSIDE: Final = 0.025
"""The share of draws left out at either end of a 95 % interval."""
Interval = tuple[float, float]
Draw = Callable[[tuple[float, ...]], tuple[float, ...]]
"""Returns what was drawn of numbers, one of each source."""


def intervals(
    some: Mapping[str, Coefficient], draws: int = DRAWS, seed: int = SEED
) -> dict[str, Interval | None]:
    """Return the 95 % interval of each coefficient, all from the same draws.

    There is none of a coefficient that isn't defined, or where there is one source.
    """
    sizes = {len(one.parts) for one in some.values()}
    assert len(sizes) <= 1, sizes  # noqa: S101  # all are of the same sources
    size = sizes.pop() if sizes else 0
    if size < 2:
        return dict.fromkeys(some)
    lot = Random(seed)  # noqa: S311  # the same each time, and no secret
    drawn: list[Draw] = [itemgetter(*lot.choices(range(size), k=size)) for _ in range(draws)]
    return {name: _interval(one, drawn) for name, one in some.items()}


def _interval(one: Coefficient, drawn: Sequence[Draw]) -> Interval | None:
    """Return the interval of a coefficient."""
    alpha = one.value
    whole, weight = sum(one.parts), sum(one.weights)
    if alpha is None or not weight:
        return None
    if not whole:
        return 1.0, 1.0
    # alpha falls as the disagreement in what is compared grows.
    per_part = (1 - alpha) * weight / whole
    found = []
    for draw in drawn:
        compared = sum(draw(one.weights))
        if compared:
            found.append(1 - sum(draw(one.parts)) / compared * per_part)
    found.sort()
    last = len(found) - 1
    return found[round(last * _OUTSIDE)], found[round(last * (1 - _OUTSIDE))]
