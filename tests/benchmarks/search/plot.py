"""The figures as a picture: how soon an engine answers, and how surely in spite of two slips.

The picture is written by hand, as SVG on a ground of its own, so that it reads the same on a light
and on a dark page. Where labels stand is calculated, as if every letter had the same width (they
have, in the font asked for), so that none covers another, a dot, or the frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from math import ceil, floor, hypot, isnan, log10
from typing import Final, NamedTuple

from tests.benchmarks.search.engines import OURS
from tests.benchmarks.search.figures import Figures

WIDTH: Final = 1482
HEIGHT: Final = 800
_LEFT, _RIGHT, _TOP, _BOTTOM = 140, 1402, 120, 680
_SIZE: Final = 24
_LETTER: Final = 0.62 * _SIZE
_RADIUS: Final = 10
_GROUND, _INK, _DIM, _LINE, _DOT, _ACCENT = (
    "#14171f", "#e6e8ee", "#a3a9b8", "#333a4a", "#7fb2e5", "#f2b155"
)  # fmt: skip


class Dot(NamedTuple):
    """An engine in the picture."""

    name: str
    milliseconds: float
    share: float


class Box(NamedTuple):
    """A rectangle, by its left upper and its right lower corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles share any place."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_within(self, other: Box) -> bool:
        """Tell whether another rectangle holds this one."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


_FRAME: Final = Box(_LEFT, _TOP, _RIGHT, _BOTTOM)


_ENOUGH: Final = 5
"""Queries with two slips without which their share would say nothing."""


def dots(figures: Iterable[Figures]) -> list[Dot]:
    """Return where engines stand; those that were hardly asked with two slips are left out."""
    found = (
        Dot(one.engine, one.whole.p95, one.typos[-1].at_10)
        for one in figures
        if one.typos[-1].asked >= _ENOUGH
    )
    return [dot for dot in found if not isnan(dot.share) and not isnan(dot.milliseconds)]


def draw(placed: Sequence[Dot], python: float, title: str) -> str:
    """Return the picture of engines, with the time of `python -c pass` as a line."""
    low, high = _decades([python, *(dot.milliseconds for dot in placed)])
    centres = [(_across(dot.milliseconds, low, high), _up(dot.share)) for dot in placed]
    mark = _across(python, low, high)
    pieces = [*_ground(title), *_axes(low, high), *_yardstick(mark)]
    taken = [_yardstick_box(mark), Box(mark - 4, _TOP, mark + 4, _BOTTOM)]
    boxes = place_labels([dot.name for dot in placed], centres, taken)
    for dot, centre, box in zip(placed, centres, boxes, strict=True):
        colour = _ACCENT if dot.name == OURS else _DOT
        pieces += [_label(box, dot.name, colour), *_leader(centre, box, colour)]
    for dot, (x, y) in zip(placed, centres, strict=True):
        colour = _ACCENT if dot.name == OURS else _DOT
        pieces.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS}" fill="{colour}"/>')
    body = "\n".join(pieces)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="Fira Code, DejaVu Sans Mono, Menlo, Consolas, monospace" '
        f'font-size="{_SIZE}" role="img" aria-label="{escape(title)}">\n{body}\n</svg>\n'
    )


def _leader(centre: tuple[float, float], box: Box, colour: str) -> list[str]:
    """Return a line from a dot to its label, where that isn't right beside it."""
    x, y = centre
    near_x, near_y = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
    away = hypot(near_x - x, near_y - y) > 2 * _RADIUS
    return [_line(x, y, near_x, near_y, colour)] if away else []


def place_labels(
    names: Sequence[str], centres: Sequence[tuple[float, float]], taken: Iterable[Box] = ()
) -> list[Box]:
    """Return a rectangle for each name, beside its dot or as near as there is room.

    None of them meets another, a dot, or what is taken already, as long as there is room.
    """
    occupied = [*taken, *(_box_around(x, y, _RADIUS) for x, y in centres)]
    boxes = []
    for name, (x, y) in zip(names, centres, strict=True):
        room = [box for box in _candidates(len(name) * _LETTER, x, y) if box.is_within(_FRAME)]
        free = (box for box in room if not any(box.meets(other) for other in occupied))
        box = next(free, room[0])
        occupied.append(box)
        boxes.append(box)
    return boxes


def _candidates(width: float, x: float, y: float) -> Iterable[Box]:
    """Yield where a label may stand: right, left, above, below, then ever farther away."""
    height = 1.2 * _SIZE
    for ring in range(60):
        gap = _RADIUS + 6 + ring * height / 2
        for left, middle in (
            (x + gap, y),
            (x - gap - width, y),
            (x - width / 2, y - gap - height / 2),
            (x - width / 2, y + gap + height / 2),
            (x + gap, y - gap),
            (x + gap, y + gap),
            (x - gap - width, y - gap),
            (x - gap - width, y + gap),
        ):
            yield Box(left, middle - height / 2, left + width, middle + height / 2)


def _box_around(x: float, y: float, radius: float) -> Box:
    """Return the rectangle around a dot, with a little air."""
    reach = radius + 2
    return Box(x - reach, y - reach, x + reach, y + reach)


def _decades(milliseconds: Iterable[float]) -> tuple[int, int]:
    """Return the powers of ten between which all times lie."""
    powers = [log10(one) for one in milliseconds]
    low, high = floor(min(powers)), ceil(max(powers))
    return low, max(high, low + 1)


def _across(milliseconds: float, low: int, high: int) -> float:
    """Return how far to the right a time stands."""
    return _LEFT + (log10(milliseconds) - low) / (high - low) * (_RIGHT - _LEFT)


def _up(share: float) -> float:
    """Return how far down a share stands; a little air above 1 and below 0."""
    return _BOTTOM - (0.05 + 0.9 * share) * (_BOTTOM - _TOP)


def _ground(title: str) -> list[str]:
    """Return the ground, the title, and what the axes mean."""
    return [
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="12" fill="{_GROUND}"/>',
        _text(_LEFT, 50, title, _INK),
        _text(_LEFT, 92, "found among the first ten, in spite of two typos", _DIM),
        _text(_RIGHT, HEIGHT - 36, "95th percentile of a search, milliseconds", _DIM, "end"),
    ]


def _axes(low: int, high: int) -> list[str]:
    """Return the lines behind the dots, with their numbers."""
    pieces = []
    for percent in range(0, 101, 25):
        y = _up(percent / 100)
        pieces.append(_line(_LEFT, y, _RIGHT, y, _LINE))
        pieces.append(_text(_LEFT - 20, y + 0.35 * _SIZE, f"{percent} %", _DIM, "end"))
    for power in range(low, high + 1):
        x = _across(10.0**power, low, high)
        pieces.append(_line(x, _TOP, x, _BOTTOM, _LINE))
        pieces.append(_text(x, _BOTTOM + 38, f"{10.0**power:,g}", _DIM, "middle"))
    return pieces


_YARDSTICK: Final = "python -c pass"


def _yardstick_box(x: float) -> Box:
    """Return where the name of the yardstick stands: beside its line, at the foot."""
    width = len(_YARDSTICK) * _LETTER
    left = x + 12 if x + 12 + width <= _RIGHT else x - 12 - width
    middle = _up(0.125)
    return Box(left, middle - 0.6 * _SIZE, left + width, middle + 0.6 * _SIZE)


def _yardstick(x: float) -> list[str]:
    """Return the line at which a Python that does nothing has ended."""
    box = _yardstick_box(x)
    line = (
        f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{_BOTTOM}" stroke="{_DIM}" '
        'stroke-width="2" stroke-dasharray="8 8"/>'
    )
    return [line, _label(box, _YARDSTICK, _DIM)]


def _label(box: Box, text: str, colour: str) -> str:
    """Return a text in its rectangle, which hides the lines behind it."""
    ground = (
        f'<rect x="{box.left - 3:.1f}" y="{box.top:.1f}" width="{box.right - box.left + 3:.1f}" '
        f'height="{box.bottom - box.top:.1f}" fill="{_GROUND}"/>'
    )
    return ground + _text(box.left, box.bottom - 0.3 * _SIZE, text, colour)


def _line(x: float, y: float, other_x: float, other_y: float, colour: str) -> str:
    """Return a thin line."""
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{other_x:.1f}" y2="{other_y:.1f}" '
        f'stroke="{colour}" stroke-width="1.5"/>'
    )


def _text(x: float, y: float, text: str, colour: str, anchor: str = "start") -> str:
    """Return a text at a place."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}">{escape(text)}'
        "</text>"
    )
