"""How agreement drifts: balance and split in a window that is moved by one period at a time.

A coding weighs as much as the kernel has at its distance from the middle of the window; one with an
uncertain date weighs the mean of the kernel over its days. The kernels are those of the textbooks.
Source: P. Leifeld's time windows and polarization, with the balance index in its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.basics.dates import describe_days, iso
from quoth.presenting.reports.report import Opened, Report, ReportCell, ReportTable, Series
from quoth.presenting.timeline import Scale, fit, whole
from quoth.query.analysis.camps import splits
from quoth.query.analysis.codings import Codings
from quoth.query.analysis.columns import OPPOSE, SIDES, SUPPORT, Span
from quoth.query.analysis.counted_how import left_out_data, options_data, said_how
from quoth.query.analysis.intervals import is_closed
from quoth.query.analysis.options import AnalysisError
from quoth.query.analysis.windows import DriftWindow, drift_windows

if TYPE_CHECKING:
    from quoth.query.analysis.asking import Asked

_COLUMNS: Final = 60
_MOST_WINDOWS: Final = 4_000
_AT_ONCE: Final = 32
"""Windows whose camps are looked for together."""
_MOST_ACTORS: Final = 60
"""Those who say the most, whose camps are looked for in each window."""


class DriftPoint(NamedTuple):
    """A window."""

    first: int
    """The first day of the period in its middle."""
    balance: float
    split: float
    weight: float
    """What all its codings weigh."""
    window: DriftWindow
    has_ties: bool
    """Whether any two agree or disagree; without, there is no balance."""
    days: Span
    """The first and the last day that count, of those that anything was said on."""


def drift_report(codings: Codings, asked: Asked) -> Report:
    """Return how balance and split drift.

    Raises:
        AnalysisError: there would be too many windows, or windows of no size.
    """
    if asked.size < 1:
        raise AnalysisError("--size is how many periods a window spans, from 1")
    said = codings.dated
    points: list[DriftPoint] = []
    scale = Scale.DAY
    extent = said.spans.extent(said.spans.closed)
    if extent is not None:
        scale = Scale[asked.every.upper()] if asked.every else fit(*extent, _COLUMNS)
        if scale.steps(*extent) > _MOST_WINDOWS:
            raise AnalysisError(f"that would be more than {_MOST_WINDOWS:,} windows; say --every")
        bounds = whole(scale, extent).bounds[:-1]
        middles = [_middle(scale, start, extent) for start in bounds]
        half = max(asked.size * (scale.last(bounds[0]) - bounds[0] + 1) / 2, 0.5)
        windows = drift_windows(asked.kernel, middles, half)
        for first in range(0, len(windows), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            points += _points(codings, windows[some], bounds[some], extent)
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
                ("middle", "weight", "balance", "split", "days that count"),
                [_row(codings, name, one) for name, one in zip(names, points, strict=True)],
            )
        ],
        ["balance: of the two camps of each window; split: over all topics; ·: nothing to count"],
        lambda: {
            "windows": [
                {"middle": name, "first": one.first, "from": iso(one.days[0]),
                 "to": iso(one.days[1]), "balance": one.balance, "split": one.split,
                 "weight": one.weight}
                for name, one in zip(names, points, strict=True)
            ],
            "options": options_data(
                asked, ("who", "once", "dates", "kernel", "size"), every=scale.name.lower()
            ),
            "left_out": left_out_data(codings, open_ended=said.open_ended),
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
    none = ReportCell("·")
    return [
        ReportCell(name, None, opening),
        ReportCell(f"{one.weight:.1f}", one.weight, opening if one.weight else None),
        ReportCell(f"{one.balance:.2f}", one.balance, None, one.balance) if one.has_ties else none,
        ReportCell(f"{one.split:.2f}", one.split, None, one.split) if one.weight else none,
        ReportCell(describe_days(*one.days), None, opening) if one.weight else none,
    ]


def _open(codings: Codings, one: DriftPoint) -> Opened:
    """Return the statements that weigh anything in a window."""
    rows = {
        coding.row
        for coding in codings.each
        if is_closed(coding.span) and one.window.weight(coding.span)
    }
    return Opened([row for row in codings.newest if row in rows], len(rows))


def _points(
    codings: Codings, windows: Sequence[DriftWindow], starts: Sequence[int], extent: Span
) -> list[DriftPoint]:
    """Return the balance and the split of windows."""
    tally = codings.dated.tally
    weighed = [tally.weighed(window, _MOST_ACTORS) for window in windows]
    camps = splits([one.ties for one in weighed], improving=codings.counting.improve)
    found = []
    for window, start, one, split in zip(windows, starts, weighed, camps, strict=True):
        first, last = window.days
        days = max(first, extent[0]), min(last, extent[1])
        found.append(
            DriftPoint(
                start, split.balance, _split(one.stances), one.total, window,
                has_ties=bool(split.weight), days=days,
            )
        )  # fmt: skip
    return found


def _split(stances: Mapping[int, float]) -> float:
    """Return how split all topics are together."""
    topics = {stance // len(SIDES) for stance in stances}
    sides = [
        [stances.get(topic * len(SIDES) + side, 0.0) for side in (SUPPORT, OPPOSE)]
        for topic in topics
    ]
    sided, apart = fsum(map(sum, sides)), fsum(abs(one - other) for one, other in sides)
    return 1 - apart / sided if sided else 0.0
