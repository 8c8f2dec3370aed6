"""Codings in a window of days: what each stance weighs there, and who agrees with whom."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import accumulate
from math import ceil, exp, floor, fsum
from operator import itemgetter
from typing import Final, NamedTuple, Protocol

from quoth.query.analysis.columns import OPPOSE, SIDES, SUPPORT, Span
from quoth.query.analysis.intervals import is_closed
from quoth.query.analysis.options import Kernel

DIGITS: Final = 9
LEAST: Final = 10.0**-DIGITS
"""What weighs no more weighs nothing."""
_REACH: Final = 6.5
"""Half windows beyond which the gaussian kernel weighs nothing."""
_KERNELS: Final[Mapping[Kernel, Callable[[float], float]]] = {
    Kernel.UNIFORM: lambda u: 1.0 if abs(u) <= 1 else 0.0,
    Kernel.TRIANGULAR: lambda u: max(1 - abs(u), 0.0),
    Kernel.EPANECHNIKOV: lambda u: max(0.75 * (1 - u * u), 0.0),
    Kernel.GAUSSIAN: lambda u: exp(-u * u / 2),
}


class DriftWindow:
    """Some days, of which those near the middle weigh most."""

    def __init__(self, kernel: Kernel, middle: float, half: float) -> None:
        """Take how weights fall off, and over how many days."""
        zeta = _KERNELS[kernel]
        reach = half * (_REACH if kernel is Kernel.GAUSSIAN else 1)
        self.first, self.last = floor(middle - reach), ceil(middle + reach)
        days = range(self.first, self.last + 1)
        self.sums = [*accumulate((zeta((day - middle) / half) for day in days), initial=0.0)]
        """What all days before each weigh together, and in the end what all do."""

    @property
    def days(self) -> Span:
        """The first and the last day that weigh anything; all of them if none does."""
        if not self.sums[-1]:
            return self.first, self.last
        first = self.first + bisect_right(self.sums, 0.0) - 1
        last = self.first + bisect_left(self.sums, self.sums[-1]) - 1
        while first < last and not self.weight((first, first)):
            first += 1
        while first < last and not self.weight((last, last)):
            last -= 1
        return first, last

    def weight(self, span: Span) -> float:
        """Return what a coding weighs: the mean of the kernel over its days."""
        first, last = max(span[0], self.first), min(span[1], self.last)
        if first > last:
            return 0.0
        within = self.sums[last - self.first + 1] - self.sums[first - self.first]
        found = within / (span[1] - span[0] + 1)
        return found if found > LEAST else 0.0


class Weighed(NamedTuple):
    """What codings weigh in a window."""

    total: float
    stances: Mapping[int, float]
    """What each position on a topic weighs, by its number; those of no weight aren't there."""
    ties: Sequence[Sequence[float]]
    """How much each two of the most active agree, less what they are against each other in.

    The heaviest comes first.
    """


class DatedTally(Protocol):
    """How often each date has each of those whose positions they are, with each stance."""

    def weighed(self, window: DriftWindow, most: int) -> Weighed:
        """Return what codings weigh in a window, and how far so many of the most active agree."""


class PlainDated:
    """Codings by date, with nothing but the standard library."""

    def __init__(self, counts: Mapping[int, int], sizes: tuple[int, int], dates: Sequence[Span]):
        """Take how often each combination occurs, each as one number, and the days of each date.

        The sizes are how many may be whose positions they are, and how many stances there may be.
        """
        self._counts = counts
        self._step, self._stances = sizes[0] * sizes[1], sizes[1]
        self._dates = dates

    @cached_property
    def _keys(self) -> Sequence[int]:
        """The combinations in order."""
        return sorted(self._counts)

    def _found(self, window: DriftWindow) -> Mapping[int, float]:
        """Return what each two of whose position it is and a stance weigh, in order."""
        end = bisect_right(self._dates, window.last, key=itemgetter(0))
        weights = [window.weight(span) if is_closed(span) else 0.0 for span in self._dates[:end]]
        keys, step = self._keys, self._step
        first = next((place for place, weight in enumerate(weights) if weight), len(weights))
        found: dict[int, float] = {}
        for key in keys[bisect_left(keys, first * step) : bisect_left(keys, len(weights) * step)]:
            place, pair = divmod(key, step)
            if weight := weights[place]:
                found[pair] = found.get(pair, 0.0) + weight * self._counts[key]
        return {pair: found[pair] for pair in sorted(found)}

    def weighed(self, window: DriftWindow, most: int) -> Weighed:
        """Return what codings weigh in a window, and how far so many of the most active agree."""
        net: dict[int, dict[int, float]] = {}
        stances: dict[int, float] = {}
        found = self._found(window)
        for pair, value in found.items():
            who, stance = divmod(pair, self._stances)
            topic, side = divmod(stance, len(SIDES))
            stances[stance] = stances.get(stance, 0.0) + value
            own = net.setdefault(who, {})
            own[topic] = own.get(topic, 0.0) + value * ((side == SUPPORT) - (side == OPPOSE))
        activity = {one: fsum(map(abs, values.values())) for one, values in net.items()}
        first = nsmallest(most, net, key=lambda one: (-activity[one], one))
        return Weighed(fsum(found.values()), stances, _ties([net[one] for one in first]))


def _ties(net: Sequence[Mapping[int, float]]) -> list[list[float]]:
    """Return the sum of the products of what each two are for or against, with none of itself."""
    found = [[0.0] * len(net) for _ in net]
    for one, line in enumerate(net):
        for other in range(one):
            less, more = sorted((line, net[other]), key=len)
            shared = [value * more[topic] for topic, value in less.items() if topic in more]
            found[one][other] = found[other][one] = round(fsum(shared), DIGITS)
    return found
