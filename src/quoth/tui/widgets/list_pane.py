"""A list of any length: only visible lines are made and kept."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from quoth.tui.commands import Context, bindings
from quoth.tui.look.painting import Painted, emphasise
from quoth.tui.widgets.messages import Said


class ListPane(Painted, ScrollView, can_focus=True, inherit_bindings=False):
    """Items of a line each, painted as they are scrolled into view, with a cursor on one."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.LISTS)]

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor is on another item, or on the same place of other items."""

        def __init__(self, pane: ListPane) -> None:
            """Create the message of a pane."""
            super().__init__()
            self.pane = pane

    class Chosen(Message):
        """Enter, or a click, on an item."""

        def __init__(self, pane: ListPane, item: int, *, extend: bool = False) -> None:
            """Create the message of a pane and an item, chosen beside others or not."""
            super().__init__()
            self.pane = pane
            self.item = item
            self.extend = extend

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with no items."""
        super().__init__(id=id)
        self._size_of_list = 0

    # What a list has to say of itself.

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return the lines of an item: one, but in a `TallList`."""
        raise NotImplementedError

    def cursor_reach(self, item: int, part: int) -> int | None:  # noqa: ARG002  # for lists to say
        """Return how many characters of a line the cursor is painted on; None for all of it.

        Painted cells must be sent: a list of long lines paints the cursor at their beginning.
        """
        return None

    def empty_line(self) -> str:
        """Return the line to show if there are no items."""
        return ""

    # What the list does with it.

    def fill(self, size: int, cursor: int, *, steady: bool = False) -> None:
        """Show other items, with the cursor on one of them.

        The cursor stays where it is on the screen if all is to be `steady`: the items around it
        are still much the same.
        """
        at_top = self.cursor == 0 and self.scroll_offset.y == 0
        above = self.cursor - self.scroll_offset.y
        self._size_of_list = size
        self.virtual_size = Size(0, size)
        self.set_reactive(ListPane.cursor, max(0, min(cursor, size - 1)))
        if steady and not at_top:
            self.scroll_to(y=self.cursor - above, animate=False, force=True, immediate=True)
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Moved(self))

    def __len__(self) -> int:
        return self._size_of_list

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on an item."""
        return max(0, min(cursor, self._size_of_list - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint the two items that changed, and scroll if the new one is out of view."""
        if not self._keep_in_view(ahead=abs(after - before) == 1):
            for item in (before, after):
                self.refresh(self._region_of(item))
        self.post_message(self.Moved(self))

    def _region_of(self, item: int) -> Region:
        """Return where an item is, in the widget's own coordinates."""
        return Region(0, item - self.scroll_offset.y, self.size.width, 1)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the terminal's own cursor stands: on the item under ours."""
        content = self.content_region
        down = self._region_of(self.cursor).y
        return content.offset + Offset(0, max(0, min(down, content.height - 1)))

    def _keep_in_view(self, *, ahead: bool = False) -> bool:
        """Scroll so that the cursor's item is seen; tell whether that was needed.

        With what is `ahead`, half a page: to scroll sends a page, for each of some steps too many.
        """
        height, offset = self.scrollable_content_region.height, self.scroll_offset.y
        further = height // 2 if ahead else 0
        if self.cursor < offset:
            wanted = self.cursor - further
        elif self.cursor >= offset + height > 0:
            wanted = self.cursor + 1 - height + further
        else:
            return False
        self.scroll_to(y=wanted, animate=False, force=True, immediate=True)
        return True

    def on_resize(self) -> None:
        """Keep the cursor in view at another size."""
        self._keep_in_view()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the list."""
        item = y + self.scroll_offset.y
        if item >= self._size_of_list:
            return self._paint_beyond(y)
        return self._paint_part(item, 0, self.item_lines(item, self._line_width)[0])

    @property
    def _line_width(self) -> int:
        """Columns of a line."""
        return self.scrollable_content_region.width

    def _paint_beyond(self, y: int) -> Strip:
        """Paint a line below all items; if there are none, the first ones say so."""
        width = self._line_width
        if not self._size_of_list and (said := self.empty_line()):
            lines = Content(said).wrap(max(width - 2, 1))
            if y < len(lines):
                return self.paint(Content(" ") + lines[y], width, "faint")
        return self.paint(Content(""), width, "faint")

    def _paint_part(self, item: int, part: int, content: Content) -> Strip:
        """Paint a line of an item, as one of the cursor's if it is on it."""
        roles = self.item_roles(item)
        if item == self.cursor and self.cursor_is_shown():
            role = self.cursor_role()
            reach = self.cursor_reach(item, part)
            if reach is None:
                roles = (*roles, role)
            else:
                content = emphasise(content, [(0, reach)], role)
        return self.paint(content, self._line_width, *roles)

    def item_roles(self, item: int) -> tuple[str, ...]:  # noqa: ARG002  # for lists to say
        """Return the roles in which a whole item is painted."""
        return ()

    def cursor_role(self) -> str:
        """Return the role in which the cursor is painted: the one that keys move stands out."""
        return "cursor" if self.has_focus else "resting"

    def cursor_is_shown(self) -> bool:
        """Tell whether the cursor is painted though another pane has the focus."""
        return True

    def on_focus(self) -> None:
        """Paint the cursor as the one that keys move."""
        self.refresh()

    def on_blur(self) -> None:
        """Paint the cursor as one that rests."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the item under the mouse; a second click there chooses it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        item = self._item_at(offset.y)
        if item is None:
            return
        if item == self.cursor or event.chain > 1 or self.chooses_at_once():
            self.cursor = item
            self.post_message(self.Chosen(self, item, extend=event.ctrl))
        else:
            self.cursor = item

    def _item_at(self, y: int) -> int | None:
        """Return the item that a line of the pane shows."""
        item = y + self.scroll_offset.y
        return item if 0 <= item < self._size_of_list else None

    def chooses_at_once(self) -> bool:
        """Tell whether the first click on an item chooses it."""
        return False

    def _page(self) -> int:
        """Return how many items a page has."""
        return max(1, self.scrollable_content_region.height - 1)

    def scroll_by(self, lines: int) -> None:
        """Scroll, and leave the cursor where it is."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True, immediate=True)

    def go_to_item(self, item: int) -> None:
        """Put the cursor on an item, or on the nearest there is; say so if it is there already."""
        before = self.cursor
        self.cursor = item
        if self.cursor == before:
            at_end = "That is the last one." if item >= before else "That is the first one."
            self.tell(at_end if self._size_of_list else "The list is empty.")

    def tell(self, text: str) -> None:
        """Say why a key changes nothing; the text is neutral."""
        self.post_message(Said(text))

    def action_down(self) -> None:
        """Go down."""
        self.go_to_item(self.cursor + 1)

    def action_up(self) -> None:
        """Go up."""
        self.go_to_item(self.cursor - 1)

    def action_first(self) -> None:
        """Go to the first item."""
        self.go_to_item(-1)

    def action_last(self) -> None:
        """Go to the last item."""
        self.go_to_item(self._size_of_list)

    def action_page_down(self) -> None:
        """Go down a page."""
        self.go_to_item(self.cursor + self._page())

    def action_page_up(self) -> None:
        """Go up a page."""
        self.go_to_item(self.cursor - self._page())

    def action_choose(self) -> None:
        """Choose the item under the cursor."""
        if self._size_of_list:
            self.post_message(self.Chosen(self, self.cursor))
        else:
            self.tell("The list is empty.")

    def action_add(self) -> None:
        """Choose the item under the cursor beside those chosen."""
        if self._size_of_list:
            self.post_message(self.Chosen(self, self.cursor, extend=True))
        else:
            self.tell("The list is empty.")
