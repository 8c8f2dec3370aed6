"""The timeline: how much was said when, by whom, and what happened; choosing a period.

(It is long because its keys, its cursor and its painting share what is laid out.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from quoth.basics.dates import Date, describe_days
from quoth.query import Period
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import settings_of, table_of
from quoth.tui.lines import lanes
from quoth.tui.look.actor_colours import ActorColours
from quoth.tui.look.painting import Painted, emphasise, plain
from quoth.tui.widgets.messages import Said

if TYPE_CHECKING:
    from quoth.presenting.timeline import Scale, Window
    from quoth.query.result import Result
    from quoth.store.snapshot import Snapshot

# What cuts time into periods is imported on first use, so that the first paint comes sooner.
# ruff: noqa: PLC0415

_NAMED = 3
"""Events under the cursor that are named in the title."""
_LISTED = 12
"""Events that are drawn as one, and named as far as there is room."""


class _Lane(NamedTuple):
    """One line of the timeline below the bars."""

    name: str
    dated: Sequence[tuple[Date, int]]
    title: str = ""
    """What happened, for an event."""
    colour: str = ""
    """The role of the speaker's colour, if they have one."""


_UNDATED: Final = "No statement shown has a date."


class TimelinePane(Painted, Widget, can_focus=True):
    """A facet over time, with a cursor on a bucket."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.TIMELINE)]

    class PeriodChosen(Message):
        """A period was chosen, or the one there was let go."""

        def __init__(self, period: Period | None) -> None:
            """Create the message with a period."""
            super().__init__()
            self.period = period

    def __init__(self, *, id: str, colours: ActorColours | None = None) -> None:  # noqa: A002  # Textual's name
        """Start with no time."""
        super().__init__(id=id)
        self._colours = ActorColours() if colours is None else colours
        self._extent: tuple[int, int] | None = None
        self._scale: Scale | None = None
        self._cursor = 0
        self._mark: int | None = None
        self._top = 0
        self._bound = False
        self._corpus: Snapshot | None = None
        self._shown: Window | None = None
        self._drawn: dict[object, Content] = {}
        self._chosen: Period | None = None
        self._dated: Sequence[tuple[Date, int]] = []
        self._speakers: Sequence[tuple[str, Sequence[tuple[Date, int]]]] = ()
        self._events: list[tuple[Date, str]] = []

    def bind_result(self, corpus: Snapshot, result: Result) -> None:
        """Show the time of a result, whatever period is chosen of it."""
        if self._extent != corpus.period:
            # Who has not moved yet stays at the end, whatever that is by now.
            has_moved = self._extent is not None and self._cursor != self._extent[1]
            self._extent = corpus.period
            if not has_moved or self._extent is None:
                self._cursor = self._extent[1] if self._extent else 0
        self._bound = True
        self._chosen = result.query.period
        self._dated = [(date, count) for date, count in result.dates if date.days > 0]
        self._drawn.clear()
        if self._corpus is not corpus:
            self._corpus = corpus
            self._events = [(event.when, plain(event.title)) for event in corpus.events]
        self._speakers = result.lanes
        self._top = 0
        self._changed()

    @property
    def scale(self) -> Scale:
        """The unit of a bucket: the one chosen, else the finest that shows everything."""
        if self._scale is None:
            from quoth.presenting.timeline import fit

            return fit(*(self._extent or (1, 1)), self._columns)
        return self._scale

    @property
    def _label_width(self) -> int:
        """Columns of the names of lanes."""
        return max(8, min(max(22, self.size.width // 6), self.size.width // 5))

    @property
    def _columns(self) -> int:
        """Columns of the buckets."""
        return max(1, self.size.width - self._label_width - 1)

    def _window(self) -> Window:
        """Return the buckets that are seen."""
        from quoth.presenting.timeline import window

        return window(self.scale, self._extent or (1, 1), self._cursor, self._columns)

    def _changed(self) -> None:
        """Repaint, and say in the title what the cursor is on."""
        title = f"{table_of(self).key('timeline')} Timeline"
        if self._extent is not None and (self._dated or self._events):
            form = settings_of(self).dates
            first, last = self._pointed_days()
            count = self._count_text(first, last)
            here = self.scale.describe(first, form)
            if self._mark is not None:
                key = table_of(self).key("choose_period")
                here = f"from {describe_days(first, last, form)}, {key} ends it"
            title += f" · {self.scale.plural} · {here}: {count}"
            happened = [name for when, name in self._events if when.within(first, last)]
            title += "".join(f" · ◆ {name}" for name in happened[:_NAMED])
        self.border_title = Content(title)
        self.refresh()

    def _count_text(self, first: int, last: int) -> str:
        """Return how many statements were said on some days: the least, and the most if it differs.

        A date that reaches beyond these days counts only towards the most.
        """
        least = sum(number for date, number in self._dated if date.within(first, last))
        most = sum(number for date, number in self._dated if date.overlaps(first, last))
        if least == most:
            return f"{most:,}"
        return f"{least:,} to {most:,}" if least else f"up to {most:,}"

    def _pointed_days(self) -> tuple[int, int]:
        """Return the first and the last day under the cursor, from where a period was begun."""
        days = [self._cursor, self._cursor if self._mark is None else self._mark]
        return self.scale.floor(min(days)), self.scale.last(self.scale.floor(max(days)))

    def on_mount(self) -> None:
        """Show the heading at once: the first frame is whole."""
        self._changed()

    def on_resize(self) -> None:
        """Announce the cursor's period again: the scale may have changed."""
        self._drawn.clear()
        self._changed()

    def render_line(self, y: int) -> Strip:
        """Paint one line: the axis, the bars, the lanes, and the events as the last."""
        if self._extent is None or not (self._dated or self._events):
            text = " Nothing here has a date." if y == 0 and self._bound else ""
            return self.paint(Content(text), self.size.width, "faint")
        shown = self._window()
        if self._shown != shown:
            self._shown = shown
            self._drawn.clear()
        bars = self._bar_rows
        if y == 0:
            form = settings_of(self).dates
            axis = lanes.axis(shown, self._pointed(shown), self._chosen, form)
            return self._row("", axis)
        if y <= bars:
            return self._row("All" if y == bars else "", self._bar_row(shown, y - 1))
        place = y - 1 - bars + self._top
        if y - 1 - bars >= self._lane_rows:
            return self._row("events", self._once("events", lambda: self._all_events(shown)))
        if place < self._lane_count:
            lane = self._lane(place)
            drawn = self._once(place, lambda: self._drawn_lane(shown, lane))
            return self._row(lane.name, drawn, lane.colour)
        return self._row("", Content(""))

    def _once(self, key: object, draw: Callable[[], Content]) -> Content:
        """Return a line that was drawn, or draw it; it holds while the window and result do."""
        if key not in self._drawn:
            self._drawn[key] = draw()
        return self._drawn[key]

    def _bar_row(self, shown: Window, row: int) -> Content:
        """Return a line of the bars, all of which are drawn at once.

        A pane of another height, which has another number of them, may be painted before it
        receives its new size.
        """
        height = self._bar_rows
        if (shown, height, row) not in self._drawn:
            from quoth.presenting.timeline import density

            rows = lanes.density(shown, density(shown, self._dated), height)
            self._drawn |= {(shown, height, number): drawn for number, drawn in enumerate(rows)}
        return self._drawn[(shown, height, row)]

    @property
    def _bar_rows(self) -> int:
        """Lines of the bars."""
        return 1 if self.size.height < 8 else 2

    @property
    def _lane_rows(self) -> int:
        """Lines of the lanes, between the bars and the line of all events."""
        events = 1 if self._events and self.size.height > 3 else 0
        return max(0, self.size.height - 1 - self._bar_rows - events)

    @property
    def _lane_count(self) -> int:
        """How many lanes there are, seen or not."""
        return len(self._speakers) + len(self._events)

    def _lane(self, place: int) -> _Lane:
        """Return a lane; the dates of a speaker are looked up when the lane is shown."""
        if place >= len(self._speakers):
            when, title = self._events[place - len(self._speakers)]
            return _Lane("", [(when, 1)], title)
        speaker, dated = self._speakers[place]
        assert self._corpus is not None  # noqa: S101  # whose speakers they are
        name = plain(self._corpus.actors[speaker].name)
        return _Lane(name, dated, colour=self._colours.role(speaker))

    def _drawn_lane(self, shown: Window, lane: _Lane) -> Content:
        """Return the marks of a lane."""
        from quoth.presenting.timeline import marks

        found = marks(shown, lane.dated)
        titles = [lane.title] * len(found) if lane.title else None
        return lanes.lane(shown, found, titles, lane.colour)

    def _row(self, name: str, content: Content, colour: str = "") -> Strip:
        """Paint a line behind the name of its lane."""
        heading = lanes.heading(f" {name}", self._label_width)
        if colour:
            heading = emphasise(heading, [(0, len(heading.plain))], colour)
        return self.paint(heading + Content(" ") + content, self.size.width)

    def _all_events(self, shown: Window) -> Content:
        """Return the lane of all events: overlapping ones as one, a single one by its name."""
        from quoth.presenting.timeline import marks

        found = marks(shown, [(when, 1) for when, _ in self._events])
        titles = []
        lines = [mark for mark in found if not mark.is_point]
        for mark in found:
            if mark.is_point and any(one.start <= mark.start <= one.end for one in lines):
                titles.append("")
                continue
            first, last = shown.bounds[mark.start], shown.bounds[mark.end + 1] - 1
            named = [
                title
                for when, title in self._events
                if when.overlaps(first, last)
                and (mark.is_point or shown.place(when.first) != shown.place(when.last))
            ]
            number = f"{len(named)} events: " if len(named) > 1 else ""
            titles.append(number + " · ".join(named[:_LISTED]))
        return lanes.lane(shown, found, titles)

    def _pointed(self, shown: Window) -> tuple[int, int]:
        """Return the buckets under the cursor, from where a longer period was begun."""
        here = shown.place(self._cursor)
        there = here if self._mark is None else shown.place(self._mark)
        return max(0, min(here, there)), min(shown.size - 1, max(here, there))

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the terminal's own cursor stands: on the period under ours."""
        shown = self._window()
        place = max(0, min(shown.place(self._cursor), shown.size - 1))
        across = self._label_width + 1 + place * shown.width
        return self.content_region.offset + Offset(across, 0)

    # Moving about.

    def tell(self, text: str) -> None:
        """Say why a key changes nothing; the text is neutral."""
        self.post_message(Said(text))

    def _has_days(self) -> bool:
        """Tell whether there is a time to go about in; say so if there is none."""
        there = self._extent is not None and bool(self._dated or self._events)
        if not there:
            self.tell(_UNDATED)
        return there

    def _go_to_day(self, day: int, otherwise: str) -> None:
        """Put the cursor on a day, or say what to say if it is there already."""
        if not self._has_days():
            return
        if self.scale.floor(day) == self.scale.floor(self._cursor):
            self.tell(otherwise)
        self._cursor = day
        self._changed()

    def _move(self, steps: int) -> None:
        """Move the cursor by buckets."""
        if not self._has_days():
            return
        self._cursor = self.scale.shift(self.scale.floor(self._cursor), steps)
        self._changed()

    def action_period_left(self) -> None:
        """Go to the bucket before."""
        self._move(-1)

    def action_period_right(self) -> None:
        """Go to the bucket after."""
        self._move(1)

    def action_first_period(self) -> None:
        """Go to the first bucket."""
        self._go_to_day(self._extent[0] if self._extent else 0, "That is the first period.")

    def action_last_period(self) -> None:
        """Go to the last bucket."""
        self._go_to_day(self._extent[1] if self._extent else 0, "That is the last period.")

    def action_fit(self) -> None:
        """Show the whole time again."""
        if self._has_days() and self._scale is None and self._mark is None:
            self.tell("The whole time is already shown.")
        self._scale = None
        self._mark = None
        self._changed()

    def zoom(self, steps: int) -> None:
        """Cut the time coarser, or finer for less than nothing, the cursor staying where it is."""
        if not self._has_days():
            return
        from quoth.presenting.timeline import Scale

        before = self.scale
        self._scale = Scale(max(min(Scale), min(max(Scale), before + steps)))
        if self._scale == before:
            which = "coarser" if steps > 0 else "finer"
            self.tell(f"The timeline shows {before.plural}: it can't be cut {which}.")
        self._changed()

    def action_lanes_down(self) -> None:
        """Show the lanes below."""
        self._scroll_lanes(1, "There is no lane below.")

    def action_lanes_up(self) -> None:
        """Show the lanes above."""
        self._scroll_lanes(-1, "There is no lane above.")

    def _scroll_lanes(self, lanes: int, otherwise: str) -> None:
        """Scroll the lanes; show a message if there are no more."""
        before = self._top
        self._top = max(0, min(before + lanes, self._lane_count - self._lane_rows))
        if self._top == before:
            self.tell(otherwise)
        self.refresh()

    # Choosing a period.

    def action_mark_period(self) -> None:
        """Begin a longer period at the cursor, or begin none."""
        if not self._has_days():
            return
        self._mark = self._cursor if self._mark is None else None
        self._changed()

    def forget_mark(self) -> bool:
        """Give up a longer period that was begun, and tell whether one was."""
        begun = self._mark is not None
        self._mark = None
        if begun:
            self._changed()
        return begun

    def action_choose_period(self) -> None:
        """Choose the period under the cursor; let it go if it is the one chosen."""
        if self._extent is None or not self._dated:
            self.tell(_UNDATED)
            return
        first, last = self._pointed_days()
        self._mark = None
        period = Period(first, last)
        self.post_message(self.PeriodChosen(None if period == self._chosen else period))

    def step(self, steps: int) -> None:
        """Choose the next bucket, or the one before, of those in which something was said."""
        if self._extent is None:
            self.tell(_UNDATED)
            return
        from quoth.presenting.timeline import neighbour

        scale = self.scale
        here = Period(scale.floor(self._cursor), scale.last(scale.floor(self._cursor)))
        said_here = any(date.overlaps(*here) for date, _ in self._dated)
        if self._chosen is None and said_here:
            found: int | None = self._cursor
        else:
            found = neighbour(self._dated, self._chosen or here, self._extent, steps)
        if found is None:
            self.tell(f"No period {'after' if steps > 0 else 'before'} has statements.")
        else:
            self._cursor = scale.floor(found)
            self.post_message(self.PeriodChosen(Period(self._cursor, scale.last(self._cursor))))

    def on_click(self, event: events.Click) -> None:
        """Choose the bucket under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None or self._extent is None:
            return
        shown = self._window()
        place = (offset.x - self._label_width - 1) // shown.width
        if 0 <= place < shown.size:
            self._cursor = shown.bounds[place]
            self.action_choose_period()
