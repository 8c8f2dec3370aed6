"""Krippendorff's unitizing alpha: whether coders cut the same statements out of a text.

K. Krippendorff, "On the reliability of unitizing continuous data" (1995), and "Content Analysis"
(2004), pages 251 to 256. All lengths are in characters. Sources are put end to end, and neither a
unit nor a gap reaches across the end of one; where not all have the same coders, each pair of
coders of a source weighs as much as the pairs of that source are few.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, combinations
from typing import NamedTuple

from quoth.query.agreement.coefficients import Coefficient

Spans = Sequence[tuple[int, int]]


class UnitizedSource(NamedTuple):
    """A text that several cut into units and gaps."""

    length: int
    cuts: Sequence[Spans]
    """The units of each coder, ascending, none overlapping another."""


Costs = Sequence[Sequence[int]]
"""For each coder what each unit adds to the observed disagreement, before it is shared out."""


def unitizing(sources: Sequence[UnitizedSource], spent: Sequence[Costs]) -> Coefficient:
    """Return alpha with its observed and its expected disagreement, and what each source adds.

    Alpha is undefined if no coder found a unit, or if the whole text is one unit.

    Args:
        sources: The texts.
        spent: What `costs` returns for each.
    """
    length = sum(one.length for one in sources)
    parts = tuple(
        sum(map(sum, some)) * share(one) for one, some in zip(sources, spent, strict=True)
    )
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


def share(source: UnitizedSource) -> float:
    """Return what the costs of a source are multiplied by: the fewer its pairs of coders, the more.

    It has no pair where one coder is alone, and nothing that could cost.
    """
    coders = len(source.cuts)
    return 1 / (coders * (coders - 1)) if coders > 1 else 0.0


def costs(source: UnitizedSource) -> Costs:
    """Return what each unit adds to the observed disagreement: half of each of its differences.

    Two units that overlap differ by the squares of how far apart they begin and end; a unit inside
    a gap by the square of its length. Each difference is seen from both sides: i against j, and j
    against i.
    """
    found = [[0] * len(spans) for spans in source.cuts]
    for (spans, spent), (others, others_spent) in combinations(
        zip(source.cuts, found, strict=True), 2
    ):
        if spans != others:
            _add_differences(spans, others, spent, others_spent)
    return found


def _add_differences(
    spans: Spans, others: Spans, spent: list[int], others_spent: list[int]
) -> None:
    """Add how the units of two coders differ to the costs of both, by a sweep over both."""
    begin, many = 0, len(others)
    met = bytearray(many)
    for number, (start, end) in enumerate(spans):
        while begin < many and others[begin][1] <= start:
            begin += 1
        place = begin
        while place < many and others[place][0] < end:
            met[place] = 1
            first, last = others[place]
            if first != start or last != end:
                apart = (start - first) ** 2 + (end - last) ** 2
                spent[number] += apart
                others_spent[place] += apart
            place += 1
        if place == begin:
            spent[number] += 2 * (end - start) ** 2
    if not all(met):
        for place, (first, last) in enumerate(others):
            if not met[place]:
                others_spent[place] += 2 * (last - first) ** 2


def _expected(sources: Sequence[UnitizedSource], length: int) -> float:
    """Return the disagreement of units of any coder that are put anywhere."""
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
