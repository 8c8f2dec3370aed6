"""Rows that only moved up or down, which a terminal can do by itself.

The search for them is that of P. Heckel, "A technique for isolating differences between files"
(1978), cut down to one block: as curses does, and for the same reason.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quoth.tui.frugal.looks import PLAIN
from quoth.tui.frugal.screen import ScreenRow

_MOST: Final = 12
"""Lines by which rows are looked for at most."""
_TRIED: Final = 4
"""Ends of a block that are compared: rows beside it may be better where they are."""
_WORTH: Final = 40
"""Cells that a shift has to spare to be worth sending."""


class Shift(NamedTuple):
    """The rows from `top` to `bottom`, both included, move down by some lines, or up."""

    top: int
    bottom: int
    lines: int
    """How far down; less than nothing is up."""

    def of(self, rows: Sequence[ScreenRow], width: int) -> list[ScreenRow]:
        """Return the rows afterwards: what comes in is blank."""
        block = rows[self.top : self.bottom + 1]
        fresh = [blank(width) for _ in range(abs(self.lines))]
        moved = (
            [*fresh, *block[: -self.lines]] if self.lines > 0 else [*block[-self.lines :], *fresh]
        )
        return [*rows[: self.top], *moved, *rows[self.bottom + 1 :]]


def blank(width: int) -> ScreenRow:
    """Return a row that shows nothing."""
    return ScreenRow([" "] * width, [PLAIN] * width)


def find_shift(before: Sequence[ScreenRow], after: Sequence[ScreenRow]) -> Shift | None:
    """Return the shift that spares the most cells; none if that is hardly worth it."""
    places: dict[str, int] = {}
    for place, row in enumerate(before):
        if (text := "".join(row.characters).strip()) and None not in row.looks:
            places[text] = -1 if text in places else place
    lines = Counter(
        place - places[text]
        for place, row in enumerate(after)
        if places.get(text := "".join(row.characters).strip(), -1) not in (-1, place)
    )
    found = [
        shift
        for number, count in lines.most_common(2)
        if count > 1 and abs(number) <= _MOST
        for shift in [_best_block(before, after, number)]
        if shift is not None
    ]
    return max(found, default=(0, None), key=lambda pair: pair[0])[1]


def _best_block(
    before: Sequence[ScreenRow], after: Sequence[ScreenRow], lines: int
) -> tuple[int, Shift] | None:
    """Return the rows that are best moved by some lines, behind how many cells that spares."""
    height = len(after)
    gains = []
    for place in range(height):
        origin = place - lines
        stays = _differences(before[place], after[place])
        moved = _differences(before[origin], after[place]) if 0 <= origin < height else stays
        gains.append(stays - moved)
    first, last = _largest_run(gains)
    ends = [(start, last) for start in range(first, min(first + _TRIED, last + 1))]
    if lines < 0:
        ends = [(first, end) for end in range(max(last - _TRIED + 1, first), last + 1)]
    found = [
        (sum(gains[start : end + 1]) - lost, shift)
        for start, end in ends
        for shift, lost in _shift_onto(before, after, start, end, lines)
    ]
    return max((pair for pair in found if pair[0] > _WORTH), default=None, key=lambda p: p[0])


def _largest_run(gains: Sequence[int]) -> tuple[int, int]:
    """Return the first and the last place of the run with the largest sum, after J. Kadane."""
    best, start, total, span = 0, 0, 0, (0, -1)
    for place, gain in enumerate(gains):
        if total <= 0:
            total, start = 0, place
        total += gain
        if total > best:
            best, span = total, (start, place)
    return span


def _shift_onto(
    before: Sequence[ScreenRow], after: Sequence[ScreenRow], start: int, end: int, lines: int
) -> Iterator[tuple[Shift, int]]:
    """Yield the shift that brings rows to `start` and those after it, and the cells it costs.

    They are those of the rows that come in blank. There is none beyond the ends of the screen, nor
    for rows that aren't known, which couldn't be written again.
    """
    top, bottom = (start - lines, end) if lines > 0 else (start, end - lines)
    if top < 0 or bottom >= len(after):
        return
    if any(None in row.looks for row in after[top : bottom + 1]):
        return
    empty = blank(len(after[0].looks))
    fresh = range(top, start) if lines > 0 else range(end + 1, bottom + 1)
    lost = sum(
        _differences(empty, after[place]) - _differences(before[place], after[place])
        for place in fresh
    )
    yield Shift(top, bottom, lines), lost


def _differences(before: ScreenRow, after: ScreenRow) -> int:
    """Return how many cells of a row differ."""
    if before == after:
        return 0
    return sum(
        old != new or look != wanted
        for old, new, look, wanted in zip(
            before.characters, after.characters, before.looks, after.looks, strict=True
        )
    )
