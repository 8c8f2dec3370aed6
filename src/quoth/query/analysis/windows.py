"""Codings in a window of days: what each stance weighs there, and who agrees with whom."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from heapq import nsmallest
from itertools import accumulate, compress, count, repeat
from math import ceil, exp, floor, fsum
from operator import and_, floordiv, mod, mul, ne
from typing import Final, NamedTuple, Protocol

from quoth.query.analysis.columns import OPPOSE, SIDES, SUPPORT, Span
from quoth.query.analysis.options import Kernel
from quoth.query.analysis.spans import DateSpans

DIGITS: Final = 9
LEAST: Final = 10.0**-DIGITS
"""What weighs no more weighs nothing."""
_SIGNS: Final = [(side == SUPPORT) - (side == OPPOSE) for side in range(len(SIDES))]
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

    def moved(self, days: int) -> "DriftWindow":
        """Return the same window some days later."""
        made = copy(self)
        made.first, made.last = self.first + days, self.last + days
        return made

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


def drift_windows(kernel: Kernel, middles: Sequence[float], half: float) -> list[DriftWindow]:
    """Return windows of one size around some days: most weigh alike, and begin on other days."""
    found: list[DriftWindow] = []
    alike: dict[float, DriftWindow] = {}
    for middle in middles:
        day = floor(middle)
        if middle - day not in alike:
            alike[middle - day] = DriftWindow(kernel, middle - day, half)
        found.append(alike[middle - day].moved(day))
    return found


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
        keys = sorted(counts)
        step, stances = sizes[0] * sizes[1], sizes[1]
        self._spans = DateSpans.of(dates)
        self._counts = [*map(counts.__getitem__, keys)]
        self._dates = [*map(floordiv, keys, repeat(step))]
        pairs = [*map(mod, keys, repeat(step))]
        every = sorted({*pairs})
        numbers = dict(zip(every, range(len(every)), strict=True))
        self._owners = [*map(numbers.__getitem__, pairs)]
        """For each combination, the place of its pair of whose it is and a stance."""
        self._stances = [*map(mod, every, repeat(stances))]
        topics = stances // len(SIDES) + 1
        net_of = [
            who * topics + stance // len(SIDES)
            for who, stance in zip(
                map(floordiv, every, repeat(stances)), self._stances, strict=True
            )
        ]
        distinct = [*dict.fromkeys(net_of)]
        places = dict(zip(distinct, range(len(distinct)), strict=True))
        self._places = [*map(places.__getitem__, net_of)]
        """For each pair, the place among all of whom and a topic."""
        whos = [*map(floordiv, distinct, repeat(topics))]
        ends = [*compress(count(1), map(ne, whos, [*whos[1:], -1]))]
        self._own = [*map(slice, [0, *ends], ends)]
        """Where those are of each of whom."""
        self._members = [one for one, own in enumerate(self._own) for _ in whos[own]]
        """For each of them, the place of whose it is among all of whom."""
        self._topics = [*map(mod, distinct, repeat(topics))]
        self._signs = [_SIGNS[stance % len(SIDES)] for stance in self._stances]

    def _weights(self, window: DriftWindow) -> list[float]:
        """Return what each date weighs."""
        spans = self._spans
        weights = [0.0] * len(spans)
        end = bisect_right(spans.firsts, window.last)  # they are in order
        meant = map(and_, spans.closed, map(window.first.__le__, spans.lasts[:end]))
        for place in compress(range(end), meant):
            weights[place] = window.weight(spans[place])
        return weights

    def _found(self, window: DriftWindow) -> tuple[list[int], list[float]]:
        """Return the places of the pairs that weigh anything, in order, and what each weighs."""
        weights = self._weights(window)
        weighing = [*compress(range(len(weights)), weights)]
        first, last = (weighing[0], weighing[-1]) if weighing else (0, -1)
        own = slice(bisect_left(self._dates, first), bisect_right(self._dates, last))
        each = [*map(weights.__getitem__, self._dates[own])]
        owners = compress(self._owners[own], each)
        sums = [0.0] * len(self._stances)
        for owner, value in zip(
            owners, map(mul, filter(None, each), compress(self._counts[own], each)), strict=True
        ):
            sums[owner] += value
        return [*compress(range(len(sums)), sums)], [*filter(None, sums)]

    def weighed(self, window: DriftWindow, most: int) -> Weighed:
        """Return what codings weigh in a window, and how far so many of the most active agree."""
        pairs, values = self._found(window)
        stances = [0.0] * (1 + max(self._stances, default=0))
        for stance, value in zip(map(self._stances.__getitem__, pairs), values, strict=True):
            stances[stance] += value
        net = [0.0] * len(self._topics)
        places = [*map(self._places.__getitem__, pairs)]
        signed = map(mul, values, map(self._signs.__getitem__, pairs))
        for place, value in zip(places, signed, strict=True):
            net[place] += value
        parts = [*map(abs, net)]
        # Those heard, for what they are for and against may be nothing together.
        heard = sorted({*map(self._members.__getitem__, places)})
        activity = [(-fsum(parts[self._own[one]]), one) for one in heard]
        first = [self._own[one] for _, one in nsmallest(most, activity)]
        lines = [
            dict(compress(zip(self._topics[own], net[own], strict=True), net[own])) for own in first
        ]
        there = dict(compress(enumerate(stances), stances))
        return Weighed(fsum(values), there, _ties(lines))


def _ties(net: Sequence[Mapping[int, float]]) -> list[list[float]]:
    """Return the sum of the products of what each two are for or against, with none of itself."""
    found = [[0.0] * len(net) for _ in net]
    for one, line in enumerate(net):
        for other in range(one):
            less, more = sorted((line, net[other]), key=len)
            shared = [value * more[topic] for topic, value in less.items() if topic in more]
            found[one][other] = found[other][one] = round(fsum(shared), DIGITS)
    return found
