"""Analyses of the list: views, options changed by keys, and the statements behind numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from quoth.presenting.reports.report import Opened, Report
from quoth.query.analysis.asking import Asked
from quoth.query.analysis.options import (
    Aggregation,
    AnalysisError,
    By,
    DateBasis,
    Every,
    Kernel,
    Link,
    Norm,
    Once,
    Who,
)
from quoth.query.analysis.views import VIEWS, report_of
from quoth.query.model import Query
from quoth.store import Location, StoreError
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import table_of
from quoth.tui.look.painting import LineBar, in_lines, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.screens.opened import OpenedScreen
from quoth.tui.widgets.choices import SaidLines
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.report_pane import NumberPlace, ReportPane

if TYPE_CHECKING:
    from quoth.query.seam import StoreQueries
    from quoth.tui.explorer.host import ExplorerHost

_GROUPS: Final = ("kind", "home", "role", "country", "tag", "actor")
_VALUES: Final[Mapping[str, Sequence[object]]] = {
    "who": tuple(Who), "once": tuple(Once), "dates": tuple(DateBasis), "by": tuple(By),
    "agg": tuple(Aggregation), "norm": tuple(Norm), "camps": (2, 3, 4), "link": tuple(Link),
    "kernel": tuple(Kernel), "size": (1, 3, 5, 9), "every": (None, *Every), "days": (1, 7, 30),
    "limit": (20, 100, 500),
}  # fmt: skip
"""What each option may be, in the order in which its key goes through it."""
_UNNAMED: Final[Mapping[str, str]] = {"against": "all else", "event": "the busiest"}
"""The options whose values are typed, and what each is where nothing is."""
_KEYS: Final[Mapping[str, str]] = {
    **{name: f"turn_{name}" for name in (*_VALUES, "group")},
    **{name: f"type_{name}" for name in _UNNAMED},
}
"""The command of each option."""
_TALL: Final = 20
"""Lines of a screen that has room for the names of all options."""
_LONGEST: Final = 24
"""Letters of a value that are shown."""
_LEAST_TITLE: Final = 16
"""Cells of a view's title that stay beside the names of a number."""
_MOST: Final = 100
"""Rows of a view, the most active ones; the number left out is shown."""


class AnalysisPlace(NamedTuple):
    """A statement to be read, and the number that counts it."""

    statement: str
    """Its id."""
    number: NumberPlace


class AnalysisScreen(Dialog[AnalysisPlace], inherit_bindings=False):
    """The analyses of the list; its result is the statement to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.ANALYSIS)]

    def __init__(
        self,
        host: ExplorerHost,
        store: StoreQueries,
        query: Query,
        location: Location,
        back_at: AnalysisPlace | None = None,
    ) -> None:
        """Take what is shown, and where.

        `back_at` is what was read of it: the statements of its number are shown at once.
        """
        super().__init__()
        self._back_at = back_at
        self._host = host
        self._store = store
        self._query = query
        self._location = location
        self._view, self._asked = host.last_analysis or (next(iter(VIEWS)), Asked(limit=_MOST))
        self._turn = 0
        self._is_counting = False

    def compose(self) -> ComposeResult:
        """Make the lines."""
        with Vertical(classes="analysis"):
            yield LineBar(id="analysis-title")
            yield SaidLines(id="analysis-options")
            yield ReportPane(id="analysis")
        yield KeyBar(id="analysis-keys")

    def on_mount(self) -> None:
        """Count."""
        self.query_one(KeyBar).show_place(Context.ANALYSIS)
        self.query_one(ReportPane).focus()
        self._count()

    def show_changes(self) -> None:
        """Count what the store holds now."""
        if self._host.engine is not None:
            self._store = self._host.engine
            self._count()

    # Counting.

    def _count(self) -> None:
        """Count the view in a thread, and show it."""
        self._host.last_analysis = self._view, self._asked
        self._turn += 1
        self._is_counting = True
        self.query_one("#analysis-title", LineBar).show(
            line((f" {self._view}: counting …", "label"))
        )
        self.query_one("#analysis-options", SaidLines).show(self._options())
        self.run_worker(partial(self._made, self._turn, self._view, self._asked), thread=True)

    def _made(self, turn: int, name: str, asked: Asked) -> None:
        """Make a report, in a thread of its own."""
        try:
            found = report_of(name, self._store, self._store.find(self._query), asked)
        except (AnalysisError, StoreError) as error:
            self.app.call_from_thread(self._told, turn, str(error))
            return
        self.app.call_from_thread(self._shown, turn, found)

    def _shown(self, turn: int, report: Report) -> None:
        """Show a report, if nothing else was asked for meanwhile."""
        if turn != self._turn or not self.is_mounted:
            return
        self._is_counting = False
        shown = self.query_one(ReportPane)
        shown.show(report)
        self._show_title()
        back_at, self._back_at = self._back_at, None
        if back_at is not None and shown.go_to_number(back_at.number):
            self._open_number(back_at.statement)

    def _show_title(self) -> None:
        """Show what the view is, and beside it the store, or names that are cut in the table."""
        shown = self.query_one(ReportPane)
        if self._is_counting or shown.report is None:
            return
        title = line((f" {plain(shown.report.title)}", "label"))
        names, width = shown.names_cut, self.size.width
        if names:
            beside = line((f"{names} ", "strong")).truncate(width - _LEAST_TITLE, ellipsis=True)
            title = title.truncate(width - beside.cell_length - 1, ellipsis=True)
        else:
            beside = line((f"{plain(self._store.corpus.title)} ", "faint"))
        has_room = title.cell_length + beside.cell_length < width
        self.query_one("#analysis-title", LineBar).show(title, beside if has_room else None)

    def on_list_pane_moved(self, event: ListPane.Moved) -> None:
        """Name the number that the cursor is on now."""
        event.stop()
        self._show_title()

    def _told(self, turn: int, problem: str) -> None:
        """Say why there is no report."""
        if turn == self._turn and self.is_mounted:
            self.query_one("#analysis-title", LineBar).show(line(("! ", "sign"), plain(problem)))
            self.query_one(ReportPane).show(Report(self._view, "", [], [], [plain(problem)], None))

    def _options(self) -> Content:
        """Return the options of the view, each with its key."""
        table = table_of(self)
        names = [name for name in VIEWS[self._view].options if name in _KEYS]
        every = [(table.key(_KEYS[name]), name, self._value_text(name)) for name in names]
        shown = [line((key, "key"), f" {name}: {value}") for key, name, value in every]
        # Without names they take half the room; none is left out for want of it.
        if self.size.height < _TALL and len(in_lines(shown, self.size.width)) > 1:
            shown = [line((key, "key"), f" {value}") for key, _, value in every]
        return Content("\n").join(in_lines(shown, self.size.width))

    def _value_text(self, name: str) -> str:
        """Return the value of an option, in a word."""
        value = self._now(name)
        if name in _UNNAMED:
            text = plain(str(value))
            return _cut(text) if text else _UNNAMED[name]
        return "fits" if value is None else str(value)

    def _now(self, name: str) -> object:
        """Return the value of an option, or that which is natural for the view."""
        value = getattr(self._asked, name)
        if name == "by" and value is None:
            return By.TOPICS if self._view == "stances" else By.ACTORS
        return value

    def on_resize(self) -> None:
        """Show the options, as shortly as there is room for, and what is cut by now."""
        self._show_title()
        self.query_one("#analysis-options", SaidLines).show(self._options())

    # Keys.

    def action_next_analysis(self) -> None:
        """Go to the next view."""
        self._turn_to(1)

    def action_previous_analysis(self) -> None:
        """Go to the view before."""
        self._turn_to(-1)

    def _turn_to(self, steps: int) -> None:
        """Go some views on."""
        names = [*VIEWS]
        self._view = names[(names.index(self._view) + steps) % len(names)]
        self._asked = _settled(self._view, self._asked)
        self._count()

    def action_column_right(self) -> None:
        """Go a column to the right."""
        self.query_one(ReportPane).move_across(1)

    def action_column_left(self) -> None:
        """Go a column to the left."""
        self.query_one(ReportPane).move_across(-1)

    def action_turn(self, name: str) -> None:
        """Give an option its next value."""
        if name not in VIEWS[self._view].options:
            self.query_one(KeyBar).say(f"{self._view} doesn't use that.")
            return
        values = _GROUPS if name == "group" else _sensible(self._view, name)
        now = self._now(name)
        place = values.index(now) if now in values else -1
        changed: dict[str, Any] = {name: values[(place + 1) % len(values)]}
        self._asked = self._asked._replace(**changed)
        self._asked = _settled(self._view, self._asked)
        self._count()

    def action_ask(self, name: str) -> None:
        """Ask for the value of an option, and count with it."""
        if name not in VIEWS[self._view].options:
            self.query_one(KeyBar).say(f"{self._view} doesn't use that.")
            return

        def use(value: str | None) -> None:
            if value is not None:
                changed: dict[str, Any] = {name: value}
                self._asked = self._asked._replace(**changed)
                self._count()

        from quoth.tui.screens.asking import OptionScreen, TypedOption  # noqa: PLC0415  # once

        asked = (
            TypedOption("Words held against", "a query, as in a search", _UNNAMED[name],
                        self._query_problem)
            if name == "against"
            else TypedOption("Statements around", "an event's title or id, or a day: 2025-03-18",
                             _UNNAMED[name], self._event_problem)
        )  # fmt: skip
        self.app.push_screen(OptionScreen(asked, getattr(self._asked, name)), use)

    def _query_problem(self, text: str) -> str:
        """Say why a query can't be understood."""
        problems = self._store.find(Query(text)).problems
        return problems[0].message if problems else ""

    def _event_problem(self, text: str) -> str:
        """Say why nothing can be counted around an event."""
        from quoth.query.analysis.pace import named_happening  # noqa: PLC0415  # once it is asked

        try:
            named_happening(self._store.corpus.events, text)
        except AnalysisError as error:
            return str(error)
        return ""

    def action_open_number(self) -> None:
        """Show the statements that the number under the cursor counts."""
        self._open_number()

    def _open_number(self, statement: str = "") -> None:
        """Show the statements of the number under the cursor, from one on if it is named."""
        at = self.query_one(ReportPane).cell
        if at is None or at[1].opens is None:
            self.query_one(KeyBar).say("No number here has statements to show.")
            return
        self.run_worker(partial(self._open, at[0], at[1].opens, statement), thread=True)

    def _open(self, what: str, opens: Callable[[], Opened], statement: str) -> None:
        """Find the statements, in a thread of its own."""
        try:
            opened = opens()
        except StoreError as error:
            self.app.call_from_thread(self.query_one(KeyBar).say, plain(str(error)))
            return
        self.app.call_from_thread(self._show_opened, what, opened, statement)

    def _show_opened(self, what: str, opened: Opened, at: str) -> None:
        """Show the statements, and read one of them in the explorer if it is chosen."""
        number = self.query_one(ReportPane).number

        def read(statement: str | None) -> None:
            if statement and number is not None:
                self.dismiss(AnalysisPlace(statement, number))

        self.app.push_screen(OpenedScreen(what, self._store.corpus, opened, at), read)

    async def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Open what was clicked."""
        event.stop()
        self.action_open_number()

    def action_write_report(self) -> None:
        """Ask for a file, and write the report to it."""
        from quoth.tui.sending.reports import ask  # noqa: PLC0415  # once it is written

        report = self.query_one(ReportPane).report
        if report is not None and report.told is not None:
            ask(self, report, self._store.corpus, self._location, self.query_one(KeyBar).say)

    def action_close_analysis(self) -> None:
        """Close the view."""
        self.dismiss(None)


def _cut(text: str) -> str:
    """Return a value, cut where it is too long to stand among others."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _sensible(view: str, name: str) -> Sequence[object]:
    """Return the values of an option that mean something to a view."""
    from quoth.query.analysis import options  # noqa: PLC0415  # once a key is pressed

    if name in ("agg", "norm"):
        of_pairs = view == "agree"
        if name == "agg":
            return options.OF_PAIRS if of_pairs else options.OF_CELLS
        return options.NORMS_OF_PAIRS if of_pairs else options.NORMS_OF_CELLS
    return _VALUES[name]


def _settled(view: str, asked: Asked) -> Asked:
    """Return options that go together in a view: another view may have left others."""
    if view not in ("matrix", "agree"):
        return asked
    if asked.agg not in _sensible(view, "agg"):
        asked = asked._replace(agg=Aggregation.SUBTRACT)
    is_code = asked.agg is Aggregation.COMBINE
    if is_code or asked.norm not in _sensible(view, "norm"):
        asked = asked._replace(norm=Norm.NONE)
    return asked
