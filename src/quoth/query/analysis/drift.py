"""How agreement drifts: balance and split in a window that is moved by one period at a time.

A coding weighs as much as the kernel has at its distance from the middle of the window; one with an
uncertain date weighs the mean of the kernel over its days. The kernels are those of the textbooks.
Source: P. Leifeld's time windows and polarization, with the balance index in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from heapq import nsmallest
from itertools import accumulate
from math import ceil, exp, floor, fsum
from operator import mul
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.presenting.reports.report import Opened, Report, ReportCell, ReportTable, Series
from quoth.presenting.timeline import Scale, fit, whole
from quoth.query.analysis.camps import split
from quoth.query.analysis.codings import Codings, DatedCodings
from quoth.query.analysis.columns import OPPOSE, SIDES, SUPPORT, Span
from quoth.query.analysis.intervals import is_closed
from quoth.query.analysis.options import AnalysisError, Kernel
from quoth.query.analysis.telling import left_out_data, options_data, said_how

if TYPE_CHECKING:
    from quoth.query.analysis.asking import Asked

_COLUMNS: Final = 60
_MOST_WINDOWS: Final = 4_000
_REACH: Final = 6.5
"""Half windows beyond which the gaussian kernel weighs nothing."""
_LEAST: Final = 1e-9
"""What weighs no more weighs nothing."""
_MOST_ACTORS: Final = 60
"""Those who say the most, whose camps are looked for in each window."""


_KERNELS: Final[Mapping[Kernel, Callable[[float], float]]] = {
    Kernel.UNIFORM: lambda u: 1.0 if abs(u) <= 1 else 0.0,
    Kernel.TRIANGULAR: lambda u: max(1 - abs(u), 0.0),
    Kernel.EPANECHNIKOV: lambda u: max(0.75 * (1 - u * u), 0.0),
    Kernel.GAUSSIAN: lambda u: exp(-u * u / 2),
}


class DriftPoint(NamedTuple):
    """A window."""

    first: int
    """The first day of the period in its middle."""
    balance: float
    split: float
    weight: float
    """What all its codings weigh."""
    window: DriftWindow


class DriftWindow:
    """Some days, of which those near the middle weigh most."""

    def __init__(self, kernel: Kernel, middle: float, half: float) -> None:
        """Take how weights fall off, and over how many days."""
        zeta = _KERNELS[kernel]
        reach = half * (_REACH if kernel is Kernel.GAUSSIAN else 1)
        self.first, self.last = floor(middle - reach), ceil(middle + reach)
        days = range(self.first, self.last + 1)
        self._sums = [*accumulate((zeta((day - middle) / half) for day in days), initial=0.0)]

    def weight(self, span: Span) -> float:
        """Return what a coding weighs: the mean of the kernel over its days."""
        first, last = max(span[0], self.first), min(span[1], self.last)
        if first > last:
            return 0.0
        within = self._sums[last - self.first + 1] - self._sums[first - self.first]
        found = within / (span[1] - span[0] + 1)
        return found if found > _LEAST else 0.0


def drift_report(codings: Codings, asked: Asked) -> Report:
    """Return how balance and split drift.

    Raises:
        AnalysisError: there would be too many windows, or windows of no size.
    """
    if asked.size < 1:
        raise AnalysisError("--size is how many periods a window spans, from 1")
    said = codings.dated
    days = [day for one in said.spans if is_closed(one) for day in one]
    points: list[DriftPoint] = []
    scale = Scale.DAY
    if days:
        extent = min(days), max(days)
        scale = Scale[asked.every.upper()] if asked.every else fit(*extent, _COLUMNS)
        if scale.steps(*extent) > _MOST_WINDOWS:
            raise AnalysisError(f"that would be more than {_MOST_WINDOWS:,} windows; say --every")
        bounds = whole(scale, extent).bounds[:-1]
        middles = [_middle(scale, start, extent) for start in bounds]
        half = max(asked.size * (scale.last(bounds[0]) - bounds[0] + 1) / 2, 0.5)
        points = [
            _point(said, DriftWindow(asked.kernel, middle, half), start)
            for start, middle in zip(bounds, middles, strict=True)
        ]
    names = [scale.describe(one.first) for one in points]
    numbers = said.tally.sums(0)
    open_ended = sum(
        numbers.get(date, 0) for date, span in enumerate(said.spans) if not is_closed(span)
    )
    return Report(
        "drift",
        f"How agreement drifts · {len(points):,} windows",
        [
            *said_how(codings),
            f"window: {asked.size} {scale.plural}, moved by one · kernel: {asked.kernel}",
        ],
        [
            ReportTable(
                "",
                ("middle", "weight", "balance", "split"),
                [_row(codings, name, one) for name, one in zip(names, points, strict=True)],
            )
        ],
        ["balance: of the two camps of each window; split: over all topics"],
        lambda: {
            "windows": [
                {"middle": name, "first": one.first, "balance": one.balance, "split": one.split,
                 "weight": one.weight}
                for name, one in zip(names, points, strict=True)
            ],
            "options": options_data(
                asked, ("who", "once", "dates", "kernel", "size"), every=scale.name.lower()
            ),
            "left_out": left_out_data(codings, open_ended=open_ended),
        },
        periods=names,
        series=[
            Series("balance", [(one.balance,) * 3 for one in points]),
            Series("split", [(one.split,) * 3 for one in points]),
        ],
    )  # fmt: skip


def _middle(scale: Scale, start: int, extent: Span) -> float:
    """Return the middle of a period, of its days that anything was said around."""
    return (max(start, extent[0]) + min(scale.last(start), extent[1])) / 2


def _row(codings: Codings, name: str, one: DriftPoint) -> list[ReportCell]:
    """Return the cells of a window."""
    opening = partial(_open, codings, one)
    return [
        ReportCell(name, None, opening),
        ReportCell(f"{one.weight:.1f}", one.weight, opening if one.weight else None),
        ReportCell(f"{one.balance:.2f}", one.balance, None, one.balance),
        ReportCell(f"{one.split:.2f}", one.split, None, one.split),
    ]


def _open(codings: Codings, one: DriftPoint) -> Opened:
    """Return the statements that weigh anything in a window."""
    rows = {
        coding.row
        for coding in codings.each
        if is_closed(coding.span) and one.window.weight(coding.span)
    }
    return Opened([row for row in codings.newest if row in rows], len(rows))


def _point(said: DatedCodings, window: DriftWindow, start: int) -> DriftPoint:
    """Return the balance and the split of a window."""
    net: dict[int, dict[int, float]] = {}
    sums: dict[int, list[float]] = {}
    found = said.weighed(window.last, window.weight)
    for (who, stance), value in found.items():
        topic, side = divmod(stance, len(SIDES))
        sums.setdefault(topic, [0.0] * len(SIDES))[side] += value
        own = net.setdefault(who, {})
        own[topic] = own.get(topic, 0.0) + value * ((side == SUPPORT) - (side == OPPOSE))
    return DriftPoint(start, _balance(net), _split(sums), fsum(found.values()), window)


def _balance(net: Mapping[int, Mapping[int, float]]) -> float:
    """Return the balance of those whose weighted positions are known."""
    activity = {one: fsum(map(abs, values.values())) for one, values in net.items()}
    said = nsmallest(_MOST_ACTORS, net, key=lambda one: (-activity[one], one))
    topics = sorted({topic for one in said for topic in net[one]})
    lines = [[net[one].get(topic, 0.0) for topic in topics] for one in said]
    weights = [[0.0] * len(said) for _ in said]
    for one, line in enumerate(lines):
        for other in range(one):
            weights[one][other] = weights[other][one] = sum(map(mul, line, lines[other]))
    return split(weights).balance


def _split(sums: Mapping[int, Sequence[float]]) -> float:
    """Return how split all topics are together."""
    sided = sum(one[SUPPORT] + one[OPPOSE] for one in sums.values())
    apart = sum(abs(one[SUPPORT] - one[OPPOSE]) for one in sums.values())
    return 1 - apart / sided if sided else 0.0
