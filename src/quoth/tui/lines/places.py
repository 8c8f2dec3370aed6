"""Lines of items that differ in height; only items near the screen are measured.

A list of such items can't say how many lines it has without measuring all of them. So it scrolls by
places, not by lines: a place is a line of an item. For a scrollbar, a place becomes a number: each
item counts as so many units, however high it is.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable
from typing import NamedTuple


class LinePlace(NamedTuple):
    """A line of a list."""

    item: int
    part: int = 0
    """Which of the item's lines."""


class ItemHeights(NamedTuple):
    """Items, one below the other."""

    size: int
    height: Callable[[int], int]
    """Returns how many lines an item has, one at least; it is asked of items near a place alone."""

    def down(self, place: LinePlace, lines: int) -> LinePlace:
        """Return the place so many lines further down, or the last there is."""
        item, part = place
        part += lines
        while item < self.size and part >= (height := self.height(item)):
            part -= height
            item += 1
        return LinePlace(item, part) if item < self.size else self.last

    def up(self, place: LinePlace, lines: int) -> LinePlace:
        """Return the place so many lines further up, or the first there is."""
        item, part = place
        part -= lines
        while part < 0 and item > 0:
            item -= 1
            part += self.height(item)
        return LinePlace(item, max(part, 0))

    @property
    def last(self) -> LinePlace:
        """The last line."""
        return self.end_of(self.size - 1) if self.size else LinePlace(0)

    def end_of(self, item: int) -> LinePlace:
        """Return the last line of an item."""
        return LinePlace(item, self.height(item) - 1)

    def seen(self, top: LinePlace, lines: int) -> list[LinePlace]:
        """Return the lines from one on, so many at most."""
        found: list[LinePlace] = []
        item, part = top
        while item < self.size and len(found) < lines:
            height = self.height(item)
            found += (LinePlace(item, number) for number in range(part, height))
            item, part = item + 1, 0
        return found[: max(lines, 0)]

    def lowest_top(self, lines: int) -> LinePlace:
        """Return the line that is the first to be seen where the last line is the last seen."""
        return self.up(self.last, lines - 1) if self.size else LinePlace(0)

    def units(self, place: LinePlace, unit: int) -> int:
        """Return the number of a place, where each item counts as so many units."""
        if place.item >= self.size:
            return 0
        return place.item * unit + place.part * unit // self.height(place.item)

    def place_of(self, units: int, unit: int) -> LinePlace:
        """Return the place of a number."""
        item, rest = divmod(max(units, 0), unit)
        if item >= self.size:
            return self.last
        height = self.height(item)
        part = -(-rest * height // unit)  # rounded up, so that the number of a place leads back
        return LinePlace(item, min(part, height - 1))
