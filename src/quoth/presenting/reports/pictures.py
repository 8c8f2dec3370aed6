"""Pictures of a report, by matplotlib and networkx (the extra `plots`): the same bytes each time.

A network is laid out with a seed. Camps differ in shape as well as in colour; ties of agreement are
solid lines, ties of disagreement are dashed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from io import BytesIO
from math import atan2, cos, degrees, nan, pi, sin, tau
from typing import Any, Final
from warnings import catch_warnings, simplefilter

from quoth.basics.text import neutralise
from quoth.presenting.reports.report import (
    NetworkTie,
    Report,
    ReportMark,
    ReportNode,
    ReportTable,
)

FORMATS: Final = ("svg", "png")
_SETTINGS: Final = {
    "svg.hashsalt": "quoth", "svg.fonttype": "none", "text.parse_math": False,
    "font.family": ["DejaVu Sans"], "axes.spines.top": False, "axes.spines.right": False,
}  # fmt: skip
_COLOURS: Final = ("#5f6368", "#0072b2", "#d55e00", "#009e73", "#cc79a7")
"""Those that people who see colours otherwise tell apart (M. Okabe and K. Ito); grey first."""
_SHAPES: Final = ("o", "o", "s", "^", "D")
_MOST_TIES: Final = 400
_MOST_ROWS: Final = 60
_MOST_LEVEL: Final = 36
"""Names around a circle that don't touch each other if they are level."""
_DARK: Final = 0.65
"""The part of the largest number from which on a cell is so dark that its text is light."""
_LONGEST: Final = 40
_MOST_MARKS: Final = 40
_MARK_LINES: Final = 4
"""Events stand on so many lines, one after the other, so that those near each other are apart."""
TIMELINE: Final = "timeline"
"""The name of a report on how much was said when."""
_CAMPS: Final = "camps"
_NETWORKS: Final = (_CAMPS, "about")
_SHARES: Final = ("voices",)
"""The reports whose numbers over time are shares: of nothing there is none."""
_MATRICES: Final = ("matrix", "agree")


class PlotsMissingError(Exception):
    """What draws pictures isn't installed; the message is one line that says what to do."""


def picture(report: Report, form: str) -> bytes:
    """Return a picture of a report.

    Args:
        report: The report.
        form: One of `FORMATS`.

    Raises:
        PlotsMissingError: matplotlib or networkx isn't installed.
    """
    library, figure_of, networks = _libraries()
    with library.rc_context(_SETTINGS), catch_warnings():
        simplefilter("ignore", UserWarning)  # of scripts that its font doesn't have
        figure = figure_of.Figure(figsize=_size(report), layout="constrained")
        axes = figure.add_subplot()
        axes.set_title(_plain(report.title), fontsize=11, loc="left")
        if report.name == _CAMPS and report.nodes:
            _draw_camps(axes, report)
        elif report.name in _NETWORKS and report.nodes:
            _draw_network(axes, report, networks)
        elif report.name in _MATRICES:
            _draw_matrix(axes, report.tables[0])
        elif report.name == TIMELINE:
            _draw_timeline(axes, report)
        elif report.series and report.periods:
            _draw_series(axes, report)
        else:
            _draw_bars(axes, report.tables)
        said = "\n".join(map(_plain, [*report.said, *_told(report.marks)]))
        figure.supxlabel(said, x=0.01, ha="left", fontsize=6, multialignment="left")
        written = BytesIO()
        metadata = {"Date": None, "Creator": "quoth"} if form == "svg" else {"Software": None}
        figure.savefig(written, format=form, metadata=metadata, dpi=144)
    return written.getvalue()


def _libraries() -> tuple[Any, Any, Any]:
    """Return matplotlib, its figures, and networkx."""
    try:
        names = ("matplotlib", "matplotlib.figure", "networkx")
        library, figure_of, networks = map(import_module, names)
    except ImportError as error:
        raise PlotsMissingError(
            f"pictures need {error.name}; install quoth with its extra “plots”"
        ) from None
    return library, figure_of, networks


def _size(report: Report) -> tuple[float, float]:
    """Return how wide and how high a picture is, in inches."""
    rows = min(max((len(table.rows) for table in report.tables), default=0), _MOST_ROWS)
    if report.name in _MATRICES:
        columns = min(len(report.tables[0].head), _MOST_ROWS)
        return 4 + 0.45 * columns, 2.5 + 0.35 * rows
    if report.name in _NETWORKS:
        return 9, 7
    if report.name == TIMELINE:
        return 9, 4.5 + 0.12 * min(len(report.marks), _MOST_MARKS)
    return 9, max(4.0, 1.5 + (0.3 * rows if not report.series else 3))


def _told(marks: Sequence[ReportMark]) -> list[str]:
    """Return the events of a picture by their numbers, a line each."""
    lines = [f"{number}  {one.title}" for number, one in enumerate(marks[:_MOST_MARKS], 1)]
    left = len(marks) - _MOST_MARKS
    return [*lines, f"and {left:,} more"] if left > 0 else lines


def _plain(text: str) -> str:
    """Return a text in which nothing acts."""
    return neutralise(text).text


def _named(text: str) -> str:
    """Return a name that isn't too long for a picture."""
    plain = _plain(text)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def _draw_network(axes: Any, report: Report, networks: Any) -> None:
    """Draw a network, by camps."""
    graph = networks.Graph()
    graph.add_nodes_from(range(len(report.nodes)))
    ties = sorted(report.ties, key=lambda tie: (-abs(tie.weight), tie.source, tie.target))
    for tie in ties[:_MOST_TIES]:
        graph.add_edge(tie.source, tie.target, weight=tie.weight)
    places = _placed(networks.spring_layout(graph, seed=1, weight="weight"))
    _draw_ties(axes, ties, places)
    _draw_nodes(axes, report.nodes, places)
    for number, one in enumerate(report.nodes):
        axes.annotate(
            _named(one.name), places[number], xytext=(0, 9), textcoords="offset points",
            ha="center", fontsize=8, zorder=3,
        )  # fmt: skip
    axes.set_axis_off()
    axes.margins(0.15)


def _draw_camps(axes: Any, report: Report) -> None:
    """Draw camps, the members of each beside each other on a circle; below, who is in none."""
    places = around(report.nodes)
    ties = sorted(report.ties, key=lambda tie: (-abs(tie.weight), tie.source, tie.target))
    _draw_ties(axes, ties, places, 0.35)
    _draw_nodes(axes, report.nodes, places)
    size = 8 if len(report.nodes) <= _MOST_LEVEL else 4
    for place, one in enumerate(report.nodes):
        x, y = places[place]
        if not one.camp:
            axes.annotate(_named(one.name), (x, y), xytext=(0, -14), textcoords="offset points",
                          ha="center", fontsize=size)  # fmt: skip
            continue
        angle = degrees(atan2(y, x)) if len(report.nodes) > _MOST_LEVEL else 0
        axes.text(
            1.1 * x, 1.1 * y, _named(one.name), fontsize=size, va="center",
            ha="left" if x >= 0 else "right", rotation_mode="anchor",
            rotation=angle + 180 if x < 0 and angle else angle,
        )  # fmt: skip
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.margins(0.05)
    axes.set_xlim(-2, 2)


def around(nodes: Sequence[ReportNode]) -> dict[int, tuple[float, float]]:
    """Return where the members of camps stand: the first camp on the left, the next after it."""
    camps = sorted({one.camp for one in nodes if one.camp})
    inside = [place for camp in camps for place, one in enumerate(nodes) if one.camp == camp]
    gap = max(len(inside) // 8, 1)
    steps = len(inside) + gap * len(camps)
    found, step = {}, 0.0
    first = sum(nodes[place].camp == camps[0] for place in inside) if camps else 0
    for place, before in zip(inside, [-1, *inside], strict=False):
        step += 1 + gap * (before >= 0 and nodes[place].camp != nodes[before].camp)
        # The middle of the first camp is in the west.
        angle = pi + tau * (step - (first + 1) / 2) / max(steps, 1)
        found[place] = round(cos(angle), 3), round(sin(angle), 3)
    outside = [place for place, one in enumerate(nodes) if not one.camp]
    for number, place in enumerate(outside):
        found[place] = round(3 * (number + 1) / (len(outside) + 1) - 1.5, 3), -1.3
    return found


def _draw_ties(
    axes: Any,
    ties: Sequence[NetworkTie],
    places: Mapping[int, tuple[float, float]],
    alpha: float = 0.7,
) -> None:
    """Draw ties, the heaviest first: solid where they agree, dashed where they don't."""
    most = max((abs(tie.weight) for tie in ties), default=1)
    for tie in ties[:_MOST_TIES]:
        (x, y), (u, v) = places[tie.source], places[tie.target]
        is_for = tie.weight > 0
        axes.plot(
            [x, u], [y, v], linewidth=0.5 + 3.5 * abs(tie.weight) / most, zorder=1, alpha=alpha,
            color=_COLOURS[1] if is_for else _COLOURS[2], linestyle="-" if is_for else "--",
        )  # fmt: skip


def _draw_nodes(
    axes: Any, nodes: Sequence[ReportNode], places: Mapping[int, tuple[float, float]]
) -> None:
    """Draw nodes, the larger the more they say."""
    loudest = max((one.frequency for one in nodes), default=1) or 1
    for place, one in enumerate(nodes):
        camp = one.camp % len(_COLOURS)
        axes.scatter(
            [places[place][0]], [places[place][1]], s=60 + 340 * one.frequency / loudest,
            color=_COLOURS[camp], marker=_SHAPES[camp], zorder=2, edgecolors="white",
        )  # fmt: skip


def _placed(layout: Mapping[int, Any]) -> dict[int, tuple[float, float]]:
    """Return where nodes stand, to so few decimals that no machine has others."""
    return {node: (round(float(x), 3), round(float(y), 3)) for node, (x, y) in layout.items()}


def _draw_matrix(axes: Any, table: ReportTable) -> None:
    """Draw a matrix: colour for the sign, the number in each cell."""
    rows = table.rows[:_MOST_ROWS]
    numbers = [[cell.number or 0.0 for cell in row[1 : _MOST_ROWS + 1]] for row in rows]
    if not numbers or not numbers[0]:
        return
    most = max(abs(value) for line in numbers for value in line) or 1
    axes.imshow(numbers, cmap="PuOr", vmin=-most, vmax=most, aspect="auto")
    axes.set_yticks(range(len(rows)), [_named(row[0].text) for row in rows], fontsize=8)
    heads = [_named(name) for name in table.head[1 : _MOST_ROWS + 1]]
    axes.set_xticks(range(len(heads)), heads, rotation=45, ha="right", fontsize=8)
    for place, row in enumerate(rows):
        for column, cell in enumerate(row[1 : _MOST_ROWS + 1]):
            is_dark = abs(cell.number or 0.0) > _DARK * most
            axes.text(column, place, _plain(cell.text), ha="center", va="center", fontsize=7,
                      color="white" if is_dark else "black")  # fmt: skip


def _draw_series(axes: Any, report: Report) -> None:
    """Draw numbers over time, each with a band from the smallest to the largest it may be."""
    places = range(len(report.periods))
    nothing = frozenset(
        place for place in places
        if report.name in _SHARES and not any(one.points[place][2] for one in report.series)
    )  # fmt: skip
    for number, series in enumerate(report.series):
        colour = _COLOURS[(number + 1) % len(_COLOURS)]
        lower, value, upper = ([point[place] for point in series.points] for place in range(3))
        style = ("-", "--", "-.", ":")[number % 4]
        shown = [nan if place in nothing else one for place, one in enumerate(value)]
        axes.fill_between(places, lower, upper, color=colour, alpha=0.15, linewidth=0)
        axes.plot(
            places, shown, color=colour, label=_named(series.name), linestyle=style,
            marker="o" if len(report.periods) < 40 else None, markersize=3,
        )  # fmt: skip
    _name_periods(axes, report.periods)
    axes.legend(fontsize=8)


def _name_periods(axes: Any, periods: Sequence[str]) -> None:
    """Write the names of periods below an axis, as many as there is room for."""
    step = max(len(periods) // 12, 1)
    axes.set_xticks(range(0, len(periods), step), [*periods][::step], rotation=45, ha="right",
                    fontsize=8)  # fmt: skip


def _draw_timeline(axes: Any, report: Report) -> None:
    """Draw how much was said when: solid what certainly was, light what may have been.

    Events stand above, each at its number, a line where it lasted; the list is below.
    """
    lower, _, upper = zip(*report.series[0].points, strict=True)
    places = range(len(report.periods))
    light = [most - least for least, most in zip(lower, upper, strict=True)]
    axes.bar(places, lower, width=0.9, color=_COLOURS[1], label="said then")
    axes.bar(
        places, light, bottom=lower, width=0.9, color=_COLOURS[1], alpha=0.3, hatch="///",
        edgecolor="white", label="perhaps said then",
    )  # fmt: skip
    top = max(upper, default=1) or 1
    for number, mark in enumerate(report.marks[:_MOST_MARKS], 1):
        height = top * (1.08 + 0.07 * ((number - 1) % _MARK_LINES))
        axes.plot([mark.first, mark.last], [height] * 2, color=_COLOURS[2], marker="D",
                  markersize=4, linewidth=1.5)  # fmt: skip
        axes.annotate(str(number), (mark.last, height), xytext=(5, 0), fontsize=7, va="center",
                      textcoords="offset points")  # fmt: skip
    _name_periods(axes, report.periods)
    axes.set_ylabel("statements", fontsize=8)
    axes.legend(fontsize=8)


def _draw_bars(axes: Any, tables: Sequence[ReportTable]) -> None:
    """Draw bars to the left and to the right, as the cells of a report have them."""
    rows = [row for table in tables for row in table.rows][:_MOST_ROWS]
    for place, row in enumerate(rows):
        for cell in row:
            if cell.bar and cell.number:
                colour = _COLOURS[1] if cell.bar > 0 else _COLOURS[2]
                hatch = None if cell.bar > 0 else "///"
                axes.barh([place], [cell.bar], color=colour, hatch=hatch, edgecolor="white")
                axes.text(cell.bar, place, f" {_plain(cell.text)} ", fontsize=7, va="center",
                          ha="left" if cell.bar > 0 else "right")  # fmt: skip
    axes.set_yticks(range(len(rows)), [_named(row[0].text) for row in rows], fontsize=8)
    axes.axvline(0, color="#202124", linewidth=0.8)
    axes.invert_yaxis()
    axes.margins(x=0.1)
    axes.set_xticks([])
