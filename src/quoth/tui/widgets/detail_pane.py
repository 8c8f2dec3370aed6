"""One statement, its whole record, to read and to follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from quoth.store.errors import StoreError
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import settings_of, table_of
from quoth.tui.look.actor_colours import ActorColours
from quoth.tui.look.painting import join, line
from quoth.tui.threads.asking import Unreadable
from quoth.tui.widgets.list_pane import ListPane

if TYPE_CHECKING:
    from quoth.query import Choice
    from quoth.search import Matches
    from quoth.store.snapshot import Snapshot
    from quoth.tui.lines.record_lines import RecordLine


# What shows a statement is imported on first use, so that the first paint comes sooner.
# ruff: noqa: PLC0415


class _Step(NamedTuple):
    """What was read before something was followed, and what is done on the way back there."""

    row: int
    cursor: int
    then: Callable[[], object] | None


class DetailPane(ListPane):
    """A list of the lines of a record; some lead to a statement, an actor or a topic."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.DETAIL)]

    class Followed(Message):
        """A line was followed."""

        def __init__(self, target: int | Choice) -> None:
            """Create the message with its target: a row, or a choice for the query."""
            super().__init__()
            self.target = target

    def __init__(self, *, id: str, colours: ActorColours | None = None) -> None:  # noqa: A002  # Textual's name
        """Start with nothing to read."""
        super().__init__(id=id)
        self._colours = ActorColours() if colours is None else colours
        self._corpus: Snapshot | None = None
        self._row: int | None = None
        self._matches: Matches | None = None
        self._spelled = False
        self._lines: list[RecordLine] = []
        self._followed: list[_Step] = []

    @property
    def row(self) -> int | None:
        """The row that is being read."""
        return self._row

    def read(self, corpus: Snapshot | None, row: int | None, matches: Matches | None) -> None:
        """Show a statement, from its first line, or nothing."""
        if (self._corpus, self._row) == (corpus, row) and self._matches is matches:
            return
        fresh = row != self._row
        self._corpus, self._row, self._matches = corpus, row, matches
        self._spelled = self._spelled and not fresh
        self._lay_out(0 if fresh else self.cursor)

    def follow(self, row: int, then: Callable[[], object] | None = None) -> None:
        """Read a statement that a line leads to; `unfollow` leads back, and does something then."""
        if self._row is not None:
            self._followed.append(_Step(self._row, self.cursor, then))
            self.read(self._corpus, row, self._matches)

    def unfollow(self) -> bool:
        """Go back to the line that was followed last, and tell whether one was."""
        if not self._followed:
            return False
        step = self._followed.pop()
        self.read(self._corpus, step.row, self._matches)
        self.cursor = step.cursor
        if step.then is not None:
            step.then()
        return True

    @property
    def origin(self) -> int | None:
        """The row that was read before anything was followed."""
        return self._followed[0].row if self._followed else self._row

    def take(self, corpus: Snapshot) -> None:
        """Go on reading in what the store holds now, where rows may have other numbers."""
        before = self._corpus
        if before is None or self._row is None:
            return
        now = {row: _moved(before, corpus, row) for row in (self._row, *self._rows_before())}
        self._followed = [
            step._replace(row=there)
            for step in self._followed
            if (there := now[step.row]) is not None
        ]
        self._row = now[self._row]
        if self._row is None:
            self._followed.clear()
        self._corpus = corpus
        self._lay_out(self.cursor)

    def _rows_before(self) -> list[int]:
        """Return the rows that `unfollow` leads back to."""
        return [step.row for step in self._followed]

    def forget_followed(self) -> None:
        """Start again with another statement."""
        self._followed.clear()

    def _lay_out(self, cursor: int) -> None:
        """Make the lines again."""
        self._lines, status = [], ""
        width = self.scrollable_content_region.width - 2
        if self._corpus is not None and self._row is not None and width > 0:
            from quoth.tui.lines.record_lines import Reading, marked, record_lines

            form, key = settings_of(self).dates, table_of(self).key("spell_out")
            shown = (self._matches, width, self._spelled, form, self._colours, key)
            reading = Reading(self._corpus, self._row, *shown)
            try:
                self._lines = record_lines(reading)
                status = marked(reading.statement)
            except StoreError as error:
                self.post_message(Unreadable(self._corpus, error))
        self.border_title = Content(join(["Statement", status]))
        if cursor == 0:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.fill(len(self._lines), cursor)

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self._lay_out(self.cursor)

    def item_lines(self, item: int, width: int) -> list[Content]:  # noqa: ARG002  # wrapped already
        """Return a line."""
        here = self._lines[item].target is not None and item == self.cursor and self.has_focus
        leads = "›" if self._leads_from(item) else " "
        return [line(("▸", "sign") if here else (leads, "faint")) + self._lines[item].content]

    def cursor_is_shown(self) -> bool:
        """Show the cursor only where enter leads somewhere."""
        return self.has_focus and self._lines[self.cursor].target is not None

    # Moving goes from one line that leads somewhere to the next, and scrolls where none is in view.

    def action_down(self) -> None:
        """Go to the next line that leads somewhere, or scroll down."""
        top = self.scroll_offset.y
        after = range(max(self.cursor + 1, top), top + self.scrollable_content_region.height)
        self._step(1, after)

    def action_up(self) -> None:
        """Go to the line before that leads somewhere, or scroll up."""
        top = self.scroll_offset.y
        end = min(self.cursor, top + self.scrollable_content_region.height)
        self._step(-1, range(end - 1, top - 1, -1))

    def _step(self, lines: int, places: range) -> None:
        """Put the cursor on the first of these places that leads somewhere, or scroll."""
        stop = next((place for place in places if self._leads_from(place)), None)
        if stop is None:
            self._scroll_or_tell(lines)
        else:
            self.cursor = stop

    def _leads_from(self, place: int) -> bool:
        """Tell whether a line is the first of those that lead to one place."""
        if not 0 <= place < len(self._lines) or self._lines[place].target is None:
            return False
        return place == 0 or self._lines[place - 1].target != self._lines[place].target

    def _scroll_or_tell(self, lines: int) -> None:
        """Scroll by lines, or say that there are no more."""
        before = self.scroll_offset.y
        self.scroll_by(lines)
        if self.scroll_offset.y == before:
            where = "end" if lines > 0 else "beginning"
            self.tell(f"That is the {where} of the statement." if self._lines else _NOTHING)

    def action_page_down(self) -> None:
        """Scroll down a page."""
        self._scroll_or_tell(self._page())

    def action_page_up(self) -> None:
        """Scroll up a page."""
        self._scroll_or_tell(-self._page())

    def action_first(self) -> None:
        """Go to the beginning."""
        if self.cursor == 0 and self.scroll_offset.y > 0:
            self.scroll_by(-self.scroll_offset.y)
        else:
            super().action_first()

    def action_choose(self) -> None:
        """Follow the line under the cursor."""
        if self._lines and (target := self._lines[self.cursor].target) is not None:
            self.post_message(self.Followed(target))
        else:
            self.tell("This line leads nowhere; lines with › do." if self._lines else _NOTHING)

    def action_spell_out(self) -> None:
        """Show hidden or replaced characters by name, or hide them again."""
        before = [one.content.plain for one in self._lines]
        self._spelled = not self._spelled
        self._lay_out(self.cursor)
        if [one.content.plain for one in self._lines] == before:
            self.tell("No character is hidden or replaced here." if before else _NOTHING)

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Follow a line that was clicked."""
        event.stop()
        self.action_choose()


_NOTHING = "There is no statement here."


def _moved(before: Snapshot, now: Snapshot, row: int) -> int | None:
    """Return the row that a statement has now, if it is still there."""
    try:
        return now.everything.row_of(before.statements[row].id)
    except StoreError:  # it is no longer known which it was
        return None
