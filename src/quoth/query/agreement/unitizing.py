"""Krippendorff's unitizing alpha: whether coders cut the same statements out of a text.

K. Krippendorff, "On the reliability of unitizing continuous data" (1995), and "Content Analysis"
(2004), pages 251 to 256. All lengths are in characters. Sources are put end to end, and neither a
unit nor a gap reaches across the end of one; where not all have the same coders, each pair of
coders of a source weighs as much as the pairs of that source are few.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, combinations
from typing import NamedTuple

from quoth.query.agreement.coefficients import Coefficient

Spans = Sequence[tuple[int, int]]


class UnitizedSource(NamedTuple):
    """A text that several cut into units and gaps."""

    length: int
    cuts: Sequence[Spans]
    """The units of each coder, ascending, none overlapping another."""


class SpanCost(NamedTuple):
    """A disagreement about a unit."""

    coder: int
    """The place of the coder whose unit it is."""
    span: tuple[int, int]
    cost: float


def unitizing(sources: Sequence[UnitizedSource]) -> Coefficient:
    """Return alpha with its observed and its expected disagreement, and what each source adds.

    Alpha is undefined if no coder found a unit, or if the whole text is one unit.
    """
    length = sum(one.length for one in sources)
    parts = tuple(sum(cost.cost for cost in costs(one)) for one in sources)
    expected = _expected(sources, length)
    observed = sum(parts) / length**2 if length else 0.0
    units = sum(len(spans) for one in sources for spans in one.cuts)
    weights = tuple(float(one.length) for one in sources)
    return Coefficient(observed, expected, units, parts, weights)


def together(some: Sequence[Coefficient]) -> Coefficient:
    """Return the coefficient of several categories at once, each of which was cut by itself."""
    parts = tuple(map(sum, zip(*(one.parts for one in some), strict=True)))
    return Coefficient(
        sum(one.observed for one in some),
        sum(one.expected for one in some),
        sum(one.units for one in some),
        parts,
        some[0].weights if some else (),
    )


def costs(source: UnitizedSource) -> Iterator[SpanCost]:
    """Yield what each unit adds to the observed disagreement: half of each of its differences.

    Two units that overlap differ by the squares of how far apart they begin and end; a unit inside
    a gap by the square of its length.
    """
    coders = len(source.cuts)
    if coders < 2:
        return
    share = 1 / (coders * (coders - 1))
    for (one, spans), (other, others) in combinations(enumerate(source.cuts), 2):
        for first, second, cost in _differences(spans, others):
            # Each difference is seen from both sides: i against j, and j against i.
            if first is not None:
                yield SpanCost(one, first, cost * share * (1 if second else 2))
            if second is not None:
                yield SpanCost(other, second, cost * share * (1 if first else 2))


def _differences(
    spans: Spans, others: Spans
) -> Iterator[tuple[tuple[int, int] | None, tuple[int, int] | None, float]]:
    """Yield the units of two coders that differ, two that overlap or one inside a gap."""
    met = [False] * len(others)
    begin = 0
    for start, end in spans:
        while begin < len(others) and others[begin][1] <= start:
            begin += 1
        place, is_met = begin, False
        while place < len(others) and others[place][0] < end:
            first, last = others[place]
            met[place] = is_met = True
            cost = (start - first) ** 2 + (end - last) ** 2
            if cost:
                yield (start, end), (first, last), cost
            place += 1
        if not is_met:
            yield (start, end), None, (end - start) ** 2
    for (first, last), is_met in zip(others, met, strict=True):
        if not is_met:
            yield None, (first, last), (last - first) ** 2


def _expected(sources: Sequence[UnitizedSource], length: int) -> float:
    """Return the disagreement of units that are put anywhere, by whomever."""
    lengths = [end - start for one in sources for spans in one.cuts for start, end in spans]
    everything = sum(one.length * len(one.cuts) for one in sources)
    pairs = everything * (everything - 1) - sum(one * (one - 1) for one in lengths)
    if not lengths or pairs <= 0:
        return 0.0
    gaps = sorted(gap for one in sources for gap in _gaps(one))
    sums = [0, *accumulate(gaps)]
    others = len(lengths) - 1
    total = 0.0
    for one, times in sorted(Counter(lengths).items()):
        place = bisect_left(gaps, one)
        many = len(gaps) - place
        alone = others / 3 * (2 * one**3 - 3 * one**2 + one)
        total += times * (alone + one**2 * (sums[-1] - sums[place] - many * (one - 1)))
    return 2 / length * total / pairs


def _gaps(source: UnitizedSource) -> Iterable[int]:
    """Yield how long each coder's gaps are."""
    for spans in source.cuts:
        at = 0
        for start, end in spans:
            if start > at:
                yield start - at
            at = end
        if source.length > at:
            yield source.length - at
