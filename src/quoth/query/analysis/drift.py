"""How agreement drifts: balance and split in a window that is moved by one period at a time.

A coding weighs as much as the kernel has at its distance from the middle of the window; one with an
uncertain date weighs the mean of the kernel over its days. The kernels are those of the textbooks.
Source: P. Leifeld's time windows and polarization, with the balance index in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import exp
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.presenting.reports.report import Opened, Report, ReportCell, ReportTable, Series
from quoth.presenting.timeline import Scale, fit, whole
from quoth.query.analysis.camps import split
from quoth.query.analysis.codings import Coding, Codings
from quoth.query.analysis.columns import OPPOSE, SIDES, SUPPORT, Span
from quoth.query.analysis.intervals import is_closed
from quoth.query.analysis.options import AnalysisError, Kernel
from quoth.query.analysis.telling import left_out_data, options_data, said_how

if TYPE_CHECKING:
    from quoth.query.analysis.asking import Asked

_COLUMNS: Final = 60
_MOST_WINDOWS: Final = 4_000
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
    rows: frozenset[int]
    """The statements that weigh anything in it."""


def weight(kernel: Kernel, span: Span, middle: float, half: float) -> float:
    """Return what a coding weighs in a window: the mean of a kernel over its days."""
    zeta = _KERNELS[kernel]
    first, last = span
    days = last - first + 1
    if days <= 64:
        return sum(zeta((day - middle) / half) for day in range(first, last + 1)) / days
    # Of a long date only the days near the window weigh anything.
    near = range(max(first, int(middle - 6 * half)), min(last, int(middle + 6 * half) + 1) + 1)
    return sum(zeta((day - middle) / half) for day in near) / days


def drift_report(codings: Codings, asked: Asked) -> Report:
    """Return how balance and split drift.

    Raises:
        AnalysisError: there would be too many windows, or windows of no size.
    """
    if asked.size < 1:
        raise AnalysisError("--size is how many periods a window spans, from 1")
    each = [one for one in codings.each if is_closed(one.span)]
    days = [day for one in each for day in one.span]
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
            _point(each, asked.kernel, start, middle, half)
            for start, middle in zip(bounds, middles, strict=True)
        ]
    names = [scale.describe(one.first) for one in points]
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
        {
            "windows": [
                {"middle": name, "first": one.first, "balance": one.balance, "split": one.split,
                 "weight": one.weight}
                for name, one in zip(names, points, strict=True)
            ],
            "options": options_data(
                asked, ("who", "once", "dates", "kernel", "size"), every=scale.name.lower()
            ),
            "left_out": left_out_data(codings, open_ended=len(codings.each) - len(each)),
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
        ReportCell(f"{one.weight:.1f}", one.weight, opening if one.rows else None),
        ReportCell(f"{one.balance:.2f}", one.balance, None, one.balance),
        ReportCell(f"{one.split:.2f}", one.split, None, one.split),
    ]


def _open(codings: Codings, one: DriftPoint) -> Opened:
    """Return the statements that weigh anything in a window."""
    return Opened([row for row in codings.newest if row in one.rows], len(one.rows))


def _point(
    each: Sequence[Coding], kernel: Kernel, start: int, middle: float, half: float
) -> DriftPoint:
    """Return the balance and the split of a window."""
    net: dict[int, dict[int, float]] = {}
    sums: dict[int, list[float]] = {}
    total, rows = 0.0, set()
    for one in each:
        value = weight(kernel, one.span, middle, half)
        if value <= 1e-9:
            continue
        topic, side = divmod(one.stance, len(SIDES))
        total += value
        rows.add(one.row)
        sums.setdefault(topic, [0.0] * len(SIDES))[side] += value
        signed = value * ((side == SUPPORT) - (side == OPPOSE))
        own = net.setdefault(one.who, {})
        own[topic] = own.get(topic, 0.0) + signed
    return DriftPoint(start, _balance(net), _split(sums), total, frozenset(rows))


def _balance(net: Mapping[int, Mapping[int, float]]) -> float:
    """Return the balance of those whose weighted positions are known."""
    said = sorted(net, key=lambda one: (-sum(map(abs, net[one].values())), one))[:_MOST_ACTORS]
    weights = [
        [
            sum(value * net[other].get(topic, 0.0) for topic, value in net[one].items())
            if one != other
            else 0.0
            for other in said
        ]
        for one in said
    ]
    return split(weights).balance


def _split(sums: Mapping[int, Sequence[float]]) -> float:
    """Return how split all topics are together."""
    sided = sum(one[SUPPORT] + one[OPPOSE] for one in sums.values())
    apart = sum(abs(one[SUPPORT] - one[OPPOSE]) for one in sums.values())
    return 1 - apart / sided if sided else 0.0
