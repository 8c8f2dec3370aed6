"""A list of any length whose items differ in height."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from textual import events
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.timer import Timer

from quoth.tui.lines.places import ItemHeights, LinePlace
from quoth.tui.look.painting import line
from quoth.tui.widgets.list_pane import ListPane

CURSOR_SIGN: Final = "▌"
_KEPT: Final = 512
"""Items whose lines are kept at most: the screen's, and those that were passed on the way."""
_HIGH: Final = 20
"""Lines of a pane that is scrolled by half when the cursor leaves it; a lower one by a page."""
_WHEEL: Final = 3
"""Lines by which a mouse wheel scrolls."""


class TallList(ListPane):
    """Items of some lines each; only items near the screen are measured.

    The scroll position is a line of an item (`quoth.tui.lines.places`); the scrollbar gets a number
    that stands for it.

    Where the cursor rests, a moment after it came, its whole item is painted, and may show more of
    itself (`is_open`); the one that was open closes then. While the cursor moves on it is a band
    over a line, and a bar down its item: all else stays where it is, and isn't sent.
    """

    REST: ClassVar[float] = 0.4
    """Seconds after which a cursor rests. They are more than there are between steps of a person
    who looks things over, and fewer than it takes to read what is shown of an item unopened."""

    UNIT: ClassVar[int] = 3
    """The size of an item in the scrollbar: about its number of lines."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with no items."""
        super().__init__(id=id)
        self._top = LinePlace(0)
        self._made: dict[int, list[Content]] = {}
        self._places: list[LinePlace] | None = None
        self._lowest: tuple[int, LinePlace] | None = None
        self._opened = 0
        self._resting: Timer | None = None

    # What it measures.

    def lines_of(self, item: int) -> list[Content]:
        """Return the lines of an item, which are kept for as long as they may be the same."""
        if item not in self._made:
            if len(self._made) >= _KEPT:
                self._made.clear()
            self._made[item] = self.item_lines(item, self._line_width)
        return self._made[item]

    @property
    def _height(self) -> int:
        """Lines of the pane."""
        return self.scrollable_content_region.height

    @property
    def _heights(self) -> ItemHeights:
        """The heights of the items."""
        return ItemHeights(self._size_of_list, lambda item: len(self.lines_of(item)))

    @property
    def places(self) -> list[LinePlace]:
        """What each line of the pane shows, from the first one on."""
        if self._places is None:
            self._places = self._heights.seen(self._top, self._height)
        return self._places

    def _lowest_top(self) -> LinePlace:
        """Return how far the list can be scrolled, which its last items tell, and its height."""
        height = self._height
        if self._lowest is None or self._lowest[0] != height:
            self._lowest = height, self._heights.lowest_top(height)
        return self._lowest[1]

    @property
    def _can_measure(self) -> bool:
        """Whether there is anything to measure, and the width that heights hang on is known."""
        return bool(self._size_of_list) and self._height > 0 and self._line_width > 0

    def _forget_measures(self) -> None:
        """Forget all that hangs on the items, and on the width of the pane."""
        self._made.clear()
        self._places = self._lowest = None

    def _measure(self) -> None:
        """Tell the scrollbar how long the list is, and scroll no further than to its end."""
        if not self._size_of_list:
            self.virtual_size = Size(0, 0)
        if self._can_measure:
            heights = self._heights
            units = heights.units(self._lowest_top(), self.UNIT)
            self.virtual_size = Size(0, units + self._height)
            self._scroll_to_place(self._top)

    def forget_lines(self) -> None:
        """Rebuild and repaint all items: their content has changed, but no height."""
        self._made.clear()
        self.refresh()

    def _scroll_to_place(self, place: LinePlace) -> None:
        """Scroll a line to the top, or as near to it as possible."""
        heights = self._heights
        if place.item < self._size_of_list:
            place = min(place, heights.end_of(place.item))
        if place > LinePlace(0):
            place = min(place, self._lowest_top())
        if place != self._top:
            self._top = place
            self.refresh()
        self._places = None
        y = heights.units(place, self.UNIT)
        self.scroll_to(y=y, animate=False, force=True, immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scroll to where the scrollbar was dragged; mostly the list is already there."""
        super().watch_scroll_y(old_value, new_value)
        units = round(new_value)
        if self._can_measure and units != self._heights.units(self._top, self.UNIT):
            self._scroll_to_place(self._heights.place_of(units, self.UNIT))

    # What it does in its own way.

    def fill(self, size: int, cursor: int, *, steady: bool = False) -> None:
        """Show other items, with the cursor on one of them; see `ListPane.fill`."""
        at_top = self.cursor == 0 and self._top == LinePlace(0)
        above = self._lines_above(self.cursor, self._places or [])
        self._size_of_list = size
        self._forget_measures()
        self.set_reactive(ListPane.cursor, max(0, min(cursor, size - 1)))
        self._opened = self.cursor
        if self._can_measure and steady and not at_top and above is not None:
            self._top = self._heights.up(LinePlace(self.cursor), above)
        elif self._top.item >= size:
            self._top = LinePlace(max(size - 1, 0))
        self._measure()
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Moved(self))

    @staticmethod
    def _lines_above(item: int, places: list[LinePlace]) -> int | None:
        """Return how many lines of the pane are above an item; none if it isn't seen."""
        return next((y for y, place in enumerate(places) if place.item == item), None)

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint the two items, or scroll to show all of the new one."""
        if not self._keep_in_view(ahead=abs(after - before) == 1):
            for item in (before, after):
                self.refresh(self._region_of(item))
        self._rest_soon()
        self.post_message(self.Moved(self))

    # Where the cursor rests.

    def is_light(self) -> bool:
        """Tell whether the cursor stays as light as it is while it moves."""
        return False

    def is_open(self, item: int) -> bool:
        """Tell whether the cursor rests on an item, or did so last."""
        return item == self._opened and not self.is_light()

    def _rest_soon(self) -> None:
        """Rest on the item at the cursor, in a moment."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = None
        if self._opened == self.cursor or self.is_light():
            return
        if self.REST:
            self._resting = self.set_timer(self.REST, self._rest)
        else:
            self._rest()

    def _rest(self) -> None:
        """Open the item at the cursor and close the other, around the line that is read."""
        items = {self._opened, self.validate_cursor(self.cursor)}
        if not self._can_measure:  # it isn't shown; all is measured once it is
            self._opened = self.cursor
            self._forget_measures()
            return
        above = self._lines_above(self.cursor, self.places)
        before = self._texts_of(items)
        self._opened = self.cursor
        for item in items:
            self._made.pop(item, None)
        self._lowest = None
        if before == self._texts_of(items):
            self.refresh(self._region_of(self.cursor))
            return
        self._places = None
        top = self._top if above is None else self._heights.up(LinePlace(self.cursor), above)
        self._scroll_to_place(top)
        self._measure()
        self._keep_in_view()
        self.refresh()

    def _texts_of(self, items: Iterable[int]) -> list[list[str]]:
        """Return what some items show, as far as the list has them."""
        known = (item for item in sorted(items) if 0 <= item < self._size_of_list)
        return [[one.plain for one in self.lines_of(item)] for item in known]

    def _region_of(self, item: int) -> Region:
        """Return where an item is, as far as it is seen, in the widget's own coordinates."""
        lines = [y for y, place in enumerate(self.places) if place.item == item]
        return Region(0, lines[0], self.size.width, len(lines)) if lines else Region()

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the terminal's own cursor stands: on the item under ours."""
        above = self._lines_above(self.cursor, self.places)
        if above is None:
            above = 0 if self.cursor < self._top.item else max(self._height - 1, 0)
        return self.content_region.offset + Offset(0, above)

    def _keep_in_view(self, *, ahead: bool = False) -> bool:
        """Scroll so that all of the cursor's item is seen; tell whether that was needed.

        With what is `ahead`: to scroll sends a page, for each of some steps too many.
        """
        if not self._can_measure:
            return False
        heights, here = self._heights, LinePlace(self.cursor)
        end = min(heights.end_of(self.cursor), LinePlace(self.cursor, self._height - 1))
        lowest = heights.up(end, self._height - 1)
        if here < self._top:
            wanted = self._further_up(here, end) if ahead else here
        elif not self.places or end > self.places[-1]:
            wanted = max(self._further_down(here), lowest) if ahead else lowest
        else:
            return False
        self._scroll_to_place(min(wanted, here))
        return True

    def _further_down(self, here: LinePlace) -> LinePlace:
        """Return where to scroll down to: half a page on, or a whole one where that is little."""
        return self._heights.up(here, self._height // 2) if self._height >= _HIGH else here

    def _further_up(self, here: LinePlace, end: LinePlace) -> LinePlace:
        """Return where to scroll up to: half a page on, or a whole one where that is little."""
        above = self._height // 2 if self._height >= _HIGH else self._height - 1
        return min(self._heights.up(end, above), here)

    def on_resize(self) -> None:
        """Measure again: the width has changed."""
        self._forget_measures()
        self._measure()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the list."""
        if y >= len(self.places):
            return self._paint_beyond(y)
        item, part = self.places[y]
        return self._paint_part(item, part, self.lines_of(item)[part])

    def cursor_reach(self, item: int, part: int) -> int | None:
        """Paint the cursor on the whole item where it rests, before that on its first line.

        What is painted is sent twice, as the cursor comes and as it goes.
        """
        return None if part == 0 or self.is_open(item) else 0

    def _paint_part(self, item: int, part: int, content: Content) -> Strip:
        """Paint a line of an item, at the cursor with a bar where its margin is blank."""
        has_bar = item == self.cursor and (part == 0 or not self.is_light())
        if has_bar and content.plain[:1] == " " and self.cursor_is_shown():
            content = line((CURSOR_SIGN, "sign")) + content[1:]
        return super()._paint_part(item, part, content)

    def _item_at(self, y: int) -> int | None:
        """Return the item that a line of the pane shows."""
        return self.places[y].item if 0 <= y < len(self.places) else None

    # Moving about.

    def scroll_by(self, lines: int) -> None:
        """Scroll, and leave the cursor where it is."""
        if self._can_measure:
            go = self._heights.down if lines > 0 else self._heights.up
            self._scroll_to_place(go(self._top, abs(lines)))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by lines, not by what an item counts as."""
        event.prevent_default().stop()
        self.scroll_by(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by lines, not by what an item counts as."""
        event.prevent_default().stop()
        self.scroll_by(-_WHEEL)

    def action_page_down(self) -> None:
        """Go to the first item that isn't seen whole, and have it on top."""
        if self.places:
            last = self.places[-1]
            item = last.item + (last == self._heights.end_of(last.item))
            self._turn_to(max(item, self.cursor + 1))
        else:
            self.go_to_item(self.cursor + 1)

    def action_page_up(self) -> None:
        """Go up by as many items as can be seen above the one that is on top."""
        if self.places:
            top, heights = self.places[0], self._heights
            end = heights.end_of(top.item) if top.part else heights.up(top, 1)
            first = heights.up(end, self._height - 1)
            self._turn_to(min(first.item + bool(first.part), self.cursor - 1))
        else:
            self.go_to_item(self.cursor - 1)

    def _turn_to(self, item: int) -> None:
        """Put the cursor on an item, and that on top."""
        before, wanted = self.cursor, item
        item = self.validate_cursor(item)
        if item == before:
            self.go_to_item(wanted)  # which says why it stays
        else:
            self.set_reactive(ListPane.cursor, item)
            self._scroll_to_place(LinePlace(item))
            self._keep_in_view()
            self.refresh()
            self._rest_soon()
            self.post_message(self.Moved(self))
