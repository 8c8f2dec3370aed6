"""The lines of the timeline as text: axis, density, lanes; pure functions of a window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content, Span

from quoth.basics.dates import DateStyle
from quoth.tui.look.painting import width_of

if TYPE_CHECKING:
    from quoth.presenting.timeline import Bucket, TimelineMark, Window
    from quoth.query import Period

_LEVELS: Final = " ▁▂▃▄▅▆▇█"
_LIGHT: Final = "░"


class _Canvas:
    """A line of cells, each with a character, its marks and a role.

    A wide character stands in one cell and leaves the next empty, so that columns stay columns.
    """

    def __init__(self, width: int) -> None:
        """Start blank."""
        self._cells = [" "] * width
        self._roles = [""] * width

    @property
    def width(self) -> int:
        """How many cells it has."""
        return len(self._cells)

    def put(self, column: int, text: str, role: str = "") -> None:
        """Write a text from a column on; the part without room is left out."""
        place = column
        for character in text:
            width = width_of(character)
            if not width:
                if column < place <= self.width:
                    self._cells[max(place - 1, 0)] += character
                continue
            if place >= 0 and place + width <= self.width:
                self._cells[place : place + width] = [character, ""][:width]
                self._roles[place : place + width] = [role] * width
            place += width

    def content(self) -> Content:
        """Return the line; a half of a wide character that was written over is a blank."""
        text = ""
        spans: list[Span] = []
        for place, cell in enumerate(self._cells):
            cut = cell and width_of(cell) == 2 and self._cells[place + 1 : place + 2] != [""]
            orphan = not cell and not (place and width_of(self._cells[place - 1]) == 2)
            shown = " " if cut or orphan else cell
            role = self._roles[place]
            end = len(text) + len(shown)
            if role and spans and spans[-1].end == len(text) and spans[-1].style == role:
                spans[-1] = Span(spans[-1].start, end, role)
            elif role:
                spans.append(Span(len(text), end, role))
            text += shown
        return Content(text, spans)


def axis(
    window: Window, pointed: tuple[int, int], chosen: Period | None, form: DateStyle = DateStyle.DAY
) -> Content:
    """Return the names of the buckets, those pointed at and those chosen marked.

    `pointed` is the first and the last bucket under the cursor.
    """
    canvas = _Canvas(window.size * window.width)
    shown = [window.scale.labels(start, form) for start in window.bounds[:-1]]
    room = window.width - 1
    step = 1
    while not (depth := _fitting(shown[::step], room * step + step - 1)) and step < window.size:
        step += 1
    for place, labels in enumerate(shown):
        if place % step == 0 or place == pointed[0]:
            label = labels[-min(depth, len(labels))] if depth else labels[-1]
            canvas.put(place * window.width, label[: window.width * step], "faint")
    if depth <= 1 < max(map(len, shown)):
        _put_landmarks(canvas, window)
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


def _put_landmarks(canvas: _Canvas, window: Window) -> None:
    """Write the year, or the month, over the short names of the buckets where it begins."""
    for place, start in enumerate(window.bounds[:-1]):
        if text := window.scale.landmark(start):
            cells = -(-(len(text) + 1) // window.width) * window.width
            canvas.put(place * window.width, text.ljust(cells)[: canvas.width], "faint")


def _fitting(labels: Sequence[tuple[str, ...]], room: int) -> int:
    """Return how short labels have to be for all to fit, 1 for the shortest; 0 if none does."""
    for depth in range(max(map(len, labels)), 0, -1):
        if all(len(label[-min(depth, len(label))]) <= room for label in labels):
            return depth
    return 0


def density(window: Window, buckets: Sequence[Bucket], rows: int) -> list[Content]:
    """Return the bars, `rows` lines high: solid if certainly said then, light for the rest."""
    most = max((bucket.total for bucket in buckets), default=0)
    canvases = [_Canvas(window.size * window.width) for _ in range(rows)]
    room = max(window.width - 1, 1)
    alike = _alike(buckets)
    for place, bucket in enumerate(buckets):
        if not bucket.total:
            continue
        if place in alike:
            if alike[place]:
                _undated(canvases, window, place, alike[place], bucket, most)
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


def _alike(buckets: Sequence[Bucket]) -> dict[int, int]:
    """Return the runs of indistinguishable buckets, by first bucket and length.

    The same number may have been said in each, and nothing certainly was. The others have 0.
    """
    found: dict[int, int] = {}
    start = 0
    for place in range(1, len(buckets) + 1):
        if place < len(buckets) and buckets[place] == buckets[start]:
            continue
        if place - start > 1 and not buckets[start].within and buckets[start].across:
            found |= {start: place - start} | dict.fromkeys(range(start + 1, place), 0)
        start = place
    return found


def _undated(
    canvases: Sequence[_Canvas], window: Window, start: int, size: int, bucket: Bucket, most: int
) -> None:
    """Draw a run of buckets as one bar, which says that the exact bucket is unknown."""
    room, column = size * window.width - 1, start * window.width
    light = _eighths(bucket.total, most, len(canvases))
    for row, canvas in enumerate(canvases):
        if light > (len(canvases) - 1 - row) * 8:
            canvas.put(column, _LIGHT * room, "bar")
    # A date may reach beyond these buckets: so many at most were said then, not so many.
    number = f" up to {bucket.total:,} "
    told = f"{number}{window.scale.preposition} any one of these {window.scale.plural} "
    for label in (told, number, f" {bucket.total:,} "):
        if len(label) <= room - 2:
            canvases[-1].put(column + (room - len(label)) // 2, label)
            return


def _eighths(count: int, most: int, rows: int) -> int:
    """Return the height of a bar in eighths of a line, at least one if there is anything."""
    return -(-count * rows * 8 // most) if most else 0


def lane(
    window: Window,
    found: Sequence[TimelineMark],
    titles: Sequence[str] | None = None,
    colour: str = "",
) -> Content:
    """Return the marks of a lane, each with its number; for events, with their titles instead.

    A label that would touch another mark is left out, or a title cut: never a number. Marks are
    drawn in a colour of their own, if one is named.
    """
    canvas = _Canvas(window.size * window.width)
    starts = sorted(_start(window, mark) for mark in found)
    for place, mark in enumerate(found):
        start = _start(window, mark)
        after = next((other for other in starts if other > start), window.size * window.width + 1)
        shares = starts.count(start) > 1
        number = f"{mark.statements:,}" if mark.statements > 1 or not mark.is_point else ""
        sign, label = ("●", number) if titles is None else ("◆", titles[place])
        room = after - start - 1
        if not mark.is_point:
            label = label if titles is None else f"◆ {label}"
            end = (mark.end + 1) * window.width - 2
            room = 0 if shares else min(room, end - start)
            cut = _cut(label, room - 4, whole=titles is None)
            _line(canvas, mark, (start, end), cut, colour or "bar")
        elif titles is None or len(found) > 1:
            canvas.put(start, sign, colour or "sign")
            kept = _labelled(_cut(label, room - 2, whole=titles is None))
            canvas.put(
                start + 1, f"{kept} " if kept and width_of(kept) < room - 1 else kept, "faint"
            )
        else:
            _event(canvas, start, sign, label)
    return canvas.content()


def _start(window: Window, mark: TimelineMark) -> int:
    """Return the column at which a mark starts: a point stands a little inside its bucket."""
    return mark.start * window.width + (window.width // 3 if mark.is_point else 0)


def _cut(label: str, room: int, *, whole: bool) -> str:
    """Return a label that fits, cut with an ellipsis, or nothing if that says nothing."""
    if width_of(label) <= room:
        return label
    return "" if whole or room < 6 else Content(label).truncate(room, ellipsis=True).plain


def _labelled(label: str) -> str:
    """Return a label set off from its sign."""
    return f" {label}" if label else ""


def _event(canvas: _Canvas, start: int, sign: str, title: str) -> None:
    """Draw an event that has a line to itself, its title if there is more room."""
    canvas.put(start, sign, "sign")
    right = canvas.width - start - 2
    if width_of(title) <= right or right >= start:
        canvas.put(start + 2, _cut(title, right, whole=False), "faint")
    else:
        cut = _cut(title, start - 1, whole=False)
        canvas.put(start - 1 - width_of(cut), cut, "faint")


def _line(
    canvas: _Canvas, mark: TimelineMark, ends: tuple[int, int], label: str, role: str
) -> None:
    """Draw what reaches over several buckets, or out of the window, its label near the start."""
    start, end = ends
    first, last = ("◂" if mark.opens_before else "├"), ("▸" if mark.ends_after else "┤")
    canvas.put(start, first + "─" * max(end - start - 1, 0) + last, role)
    if label:
        canvas.put(start + 2, f" {label} ", "faint")


def heading(name: str, width: int) -> Content:
    """Return the name of a lane, cut to its column."""
    content = Content(name)
    if width_of(name) > width:
        content = content.truncate(width, ellipsis=True)
    return content + Content(" " * (width - content.cell_length))
