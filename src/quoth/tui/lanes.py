"""The lines of the timeline as text: axis, density, lanes; pure functions of a window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content, Span

from quoth.query import Period
from quoth.timeline import Bucket, Mark, Window
from quoth.tui.painting import width_of

_LEVELS: Final = " ▁▂▃▄▅▆▇█"
_LIGHT: Final = "░"


class _Canvas:
    """A line of cells, each with a character and a role; characters are one cell wide."""

    def __init__(self, width: int) -> None:
        """Start blank."""
        self._cells = [" "] * width
        self._roles = [""] * width

    def put(self, column: int, text: str, role: str = "") -> None:
        """Write a text from a column on; what has no room is left out."""
        for place, character in enumerate(text, column):
            if 0 <= place < len(self._cells):
                self._cells[place] = character
                self._roles[place] = role

    def content(self) -> Content:
        """Return the line."""
        spans: list[Span] = []
        for place, role in enumerate(self._roles):
            if not role:
                continue
            if spans and spans[-1].end == place and spans[-1].style == role:
                spans[-1] = Span(spans[-1].start, place + 1, role)
            else:
                spans.append(Span(place, place + 1, role))
        return Content("".join(self._cells), spans)


def axis(window: Window, pointed: tuple[int, int], chosen: Period | None) -> Content:
    """Return the names of the buckets, those pointed at and those chosen marked.

    `pointed` is the first and the last bucket under the cursor.
    """
    canvas = _Canvas(window.size * window.width)
    shown = [window.scale.labels(start) for start in window.bounds[:-1]]
    room = window.width - 1
    step = 1
    while not (depth := _fitting(shown[::step], room * step + step - 1)) and step < window.size:
        step += 1
    for place, labels in enumerate(shown):
        if place % step == 0 or place == pointed[0]:
            label = labels[-depth] if depth else labels[-1]
            canvas.put(place * window.width, label[: window.width * step], "faint")
    for place in range(window.size):
        if pointed[0] <= place <= pointed[1]:
            start = place * window.width
            text = canvas.content().plain[start : start + max(room, 1)]
            canvas.put(start, text, "cursor")
    if chosen is not None and chosen.first <= window.last and window.first <= chosen.last:
        first, last = max(window.place(chosen.first), 0), window.place(chosen.last)
        for place in range(first, min(last, window.size - 1) + 1):
            start = place * window.width
            text = canvas.content().plain[start : start + window.width].rstrip()
            behind = min(len(text) + 1, window.width - 1)
            canvas.put(start + behind, "✓" if window.width > 2 else "·", "chosen")
    return canvas.content()


def _fitting(labels: Sequence[tuple[str, ...]], room: int) -> int:
    """Return how short labels have to be for all to fit, 1 for the shortest; 0 if none does."""
    for depth in range(max(map(len, labels)), 0, -1):
        if all(len(label[-min(depth, len(label))]) <= room for label in labels):
            return depth
    return 0


def density(window: Window, buckets: Sequence[Bucket], rows: int) -> list[Content]:
    """Return the bars, `rows` lines high: solid what was certainly said then, light the rest."""
    most = max((bucket.total for bucket in buckets), default=0)
    canvases = [_Canvas(window.size * window.width) for _ in range(rows)]
    room = max(window.width - 1, 1)
    for place, bucket in enumerate(buckets):
        if not bucket.total:
            continue
        solid = _eighths(bucket.within, most, rows)
        light = max(_eighths(bucket.total, most, rows), 1)
        for row, canvas in enumerate(canvases):
            below = (rows - 1 - row) * 8
            level = max(0, min(8, solid - below))
            if level:
                canvas.put(place * window.width, _LEVELS[level] * room, "bar")
            elif light > below:
                canvas.put(place * window.width, _LIGHT * room, "bar")
        number = f" {bucket.total:,} "
        if len(number) <= room - 2:
            start = place * window.width + (room - len(number)) // 2
            canvases[-1].put(start, number)
    return [canvas.content() for canvas in canvases]


def _eighths(count: int, most: int, rows: int) -> int:
    """Return the height of a bar in eighths of a line, at least one where there is anything."""
    return -(-count * rows * 8 // most) if most else 0


def lane(window: Window, found: Sequence[Mark], titles: Sequence[str] | None = None) -> Content:
    """Return the marks of a lane, each with its number; for events, with their titles instead."""
    canvas = _Canvas(window.size * window.width)
    for place, mark in enumerate(found):
        number = f"{mark.statements}" if mark.statements > 1 or not mark.is_point else ""
        sign, label = ("●", number) if titles is None else ("◆", titles[place])
        if mark.is_point:
            _point(canvas, window, mark, sign, label)
        else:
            _line(canvas, window, mark, label if titles is None else f"◆ {label}")
    return canvas.content()


def _point(canvas: _Canvas, window: Window, mark: Mark, sign: str, label: str) -> None:
    """Draw what lies in one bucket: a sign, and its label where there is room, or more of it."""
    columns = window.size * window.width
    start = mark.start * window.width
    if len(label) <= window.width - 3:
        start += (window.width - 1 - len(f"{sign} {label}".rstrip())) // 2
    canvas.put(start, sign, "sign")
    if start + 2 + len(label) <= columns:
        canvas.put(start + 1, f" {label}".rstrip(), "faint")
    else:
        cut = label if len(label) <= start - 1 else f"{label[: max(start - 2, 0)]}…"
        canvas.put(max(start - 1 - len(cut), 0), cut, "faint")


def _line(canvas: _Canvas, window: Window, mark: Mark, label: str) -> None:
    """Draw what reaches over several buckets, or out of the window, its label near the start."""
    start = mark.start * window.width
    end = (mark.end + 1) * window.width - 2
    first, last = ("◂" if mark.opens_before else "├"), ("▸" if mark.ends_after else "┤")
    canvas.put(start, first + "─" * max(end - start - 1, 0) + last, "bar")
    room = end - start - 4
    if len(label) > room:
        label = f"{label[: max(room - 1, 0)]}…" if room > 4 else ""
    if label:
        canvas.put(start + 2, f" {label} ", "faint")


def heading(name: str, width: int) -> Content:
    """Return the name of a lane, cut to its column."""
    content = Content(name)
    if width_of(name) > width:
        content = content.truncate(width, ellipsis=True)
    return content + Content(" " * (width - content.cell_length))
