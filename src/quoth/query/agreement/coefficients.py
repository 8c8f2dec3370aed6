"""Krippendorff's alpha and Cohen's kappa of what coders wrote down about the same units.

K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011); J. Cohen, "A coefficient of
agreement for nominal scales" (1960); MASI, the distance between sets, by R. Passonneau (2006).
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, combinations
from operator import eq
from typing import Any, Final, NamedTuple

RELIABLE: Final = 0.80
TENTATIVE: Final = 0.667
_NEARLY: Final = 1e-12
"""What rounding may leave of nothing."""


class Coefficient(NamedTuple):
    """An alpha, and what it is made of."""

    observed: float
    expected: float
    units: int
    """How many units it is of."""
    parts: tuple[float, ...] = ()
    """What each source adds to the observed disagreement, in the order of the sources."""
    weights: tuple[float, ...] = ()
    """How much of what is compared each source has."""

    @property
    def value(self) -> float | None:
        """Alpha; nothing where nothing varies, for which it isn't defined."""
        return 1 - self.observed / self.expected if self.expected > _NEARLY**2 else None


def in_words(alpha: float | None) -> str:
    """Return what a coefficient is good for (Krippendorff 2004, page 241)."""
    if alpha is None:
        return "nothing varies"
    if alpha >= RELIABLE:
        return "reliable"
    return "tentative" if alpha >= TENTATIVE else "not yet reliable"


Value = Hashable
Metric = Callable[[Counter[Value]], Callable[[Value, Value], float]]
"""Returns what tells two values apart, from 0, once it is known how often each occurs."""


def nominal(_totals: Counter[Value]) -> Callable[[Value, Value], float]:
    """Return the difference of values that are the same or not."""
    return lambda one, other: float(one != other)


def ordinal(totals: Counter[Value]) -> Callable[[Value, Value], float]:
    """Return the difference of numbers of which only the order means something."""
    ranked = sorted(totals)  # type: ignore[type-var]
    place = {value: number for number, value in enumerate(ranked)}
    below = [0]
    for value in ranked:
        below.append(below[-1] + totals[value])

    def difference(one: Value, other: Value) -> float:
        first, last = sorted((place[one], place[other]))
        between = below[last + 1] - below[first]
        return (between - (totals[one] + totals[other]) / 2) ** 2 if first != last else 0.0

    return difference


def masi(_totals: Counter[Value]) -> Callable[[Value, Value], float]:
    """Return the distance of sets: 1 − what they share of all, times how they lie to each other."""
    return masi_distance


def masi_distance(one: Any, other: Any) -> float:
    """Return the MASI distance of two sets; two empty ones are the same."""
    if one == other:
        return 0.0
    if one.isdisjoint(other):
        return 1.0
    shared = len(one & other)
    monotone = 2 / 3 if one < other or other < one else 1 / 3
    return 1 - shared / len(one | other) * monotone


ValuedUnit = tuple[int, tuple[Value, ...]]
"""The number of a unit's source, and what several wrote down about the unit."""


class AlphaOfUnits(NamedTuple):
    """An alpha, and which units lower it."""

    coefficient: Coefficient
    costs: Mapping[int, float]
    """What each unit on which coders differ adds to the observed disagreement, by its number."""


def alpha(units: Sequence[ValuedUnit], metric: Metric, sources: int = 1) -> AlphaOfUnits:
    """Return alpha of the units that two or more have a value for.

    Args:
        units: What was written down.
        metric: How values differ.
        sources: How many sources there are, which the units are of.
    """
    several = [number for number, unit in enumerate(units) if len(unit[1]) > 1]
    totals = Counter(chain.from_iterable([units[number][1] for number in several]))
    difference = metric(totals)
    cost = _nominal_cost if metric is nominal else partial(_cost, difference)
    known: dict[tuple[Value, ...], float] = {}
    parts, weights, costs = [0.0] * sources, [0.0] * sources, dict[int, float]()
    for number in several:
        source, values = units[number]
        weights[source] += len(values)
        if values.count(values[0]) != len(values):
            spent = known.get(values)
            if spent is None:
                spent = known[values] = cost(values)
            parts[source] += spent
            costs[number] = spent
    everything = sum(totals.values())
    observed = sum(parts) / everything if everything else 0.0
    expected = _expected(totals, difference, metric)
    chance = expected / (everything * (everything - 1)) if everything > 1 else 0.0
    found = Coefficient(observed, chance, len(several), tuple(parts), tuple(weights))
    return AlphaOfUnits(found, costs)


def alpha_of_two(
    having: int, units: int, parts: tuple[float, ...], weights: tuple[float, ...]
) -> Coefficient:
    """Return the nominal alpha of what has one of two values, from sums.

    Args:
        having: How often the one value occurs.
        units: How many units there are.
        parts: What each source adds to the observed disagreement.
        weights: How many values each source has.
    """
    everything = int(sum(weights))
    expected = everything**2 - having**2 - (everything - having) ** 2
    return Coefficient(
        sum(parts) / everything if everything else 0.0,
        expected / (everything * (everything - 1)) if everything > 1 else 0.0,
        units,
        parts,
        weights,
    )


def _nominal_cost(values: tuple[Value, ...]) -> float:
    """Return what `_cost` does for values that are the same or not, without looking at pairs."""
    many = len(values)
    return (many**2 - sum(map(values.count, values))) / (many - 1)


def _cost(difference: Callable[[Value, Value], float], values: tuple[Value, ...]) -> float:
    """Return what a unit with some values adds to the observed disagreement."""
    apart = 0.0
    for one, other in combinations(values, 2):
        apart += difference(one, other)
    return 2 * apart / (len(values) - 1)


def _expected(
    totals: Counter[Value], difference: Callable[[Value, Value], float], metric: Metric
) -> float:
    """Return the sum of the differences of all pairs of values."""
    everything = sum(totals.values())
    apart = everything**2 - sum(many**2 for many in totals.values())
    if metric is nominal:
        return float(apart)
    if metric is masi:  # sets that share nothing are as far apart as there is
        near = _sharing(totals)
        return apart - 2 * sum(
            totals[one] * totals[other] * (1 - difference(one, other)) for one, other in near
        )
    return 2 * sum(
        totals[one] * totals[other] * difference(one, other)
        for one, other in combinations(totals, 2)
    )


def _sharing(totals: Counter[Value]) -> Iterable[tuple[Value, Value]]:
    """Return the pairs of sets that share something."""
    having: defaultdict[Value, list[int]] = defaultdict(list)
    sets = list(totals)
    for place, some in enumerate(sets):
        for one in some:  # type: ignore[attr-defined]
            having[one].append(place)
    pairs = {pair for places in having.values() for pair in combinations(places, 2)}
    return ((sets[one], sets[other]) for one, other in pairs)


def kappa(some: Sequence[Value], others: Sequence[Value]) -> float | None:
    """Return Cohen's kappa of what two wrote down; nothing where neither ever varies."""
    everything = len(some)
    if not everything:
        return None
    rows, columns = Counter(some), Counter(others)
    agreed = sum(map(eq, some, others)) / everything
    chance = sum(many * columns[one] for one, many in rows.items()) / everything**2
    return (agreed - chance) / (1 - chance) if chance < 1 - _NEARLY else None
