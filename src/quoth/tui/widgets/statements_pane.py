"""The statements of a result: the words first, then who said them, when, where and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from quoth.basics.dates import civil
from quoth.settings import Density
from quoth.settings.model import CursorStyle
from quoth.store.errors import StoreError
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import settings_of, table_of
from quoth.tui.look.actor_colours import ActorColours
from quoth.tui.look.painting import line
from quoth.tui.threads.asking import Unreadable
from quoth.tui.widgets.markable_list import MarkableList
from quoth.tui.widgets.tall_list import TallList

if TYPE_CHECKING:
    from quoth.query.result import Result
    from quoth.search import Matches
    from quoth.store.model import Statement
    from quoth.store.snapshot import Snapshot
    from quoth.tui.lines.statement_lines import RowForm, RowState
    from quoth.tui.threads.differing import DifferenceFinder

# What shows a statement is imported on first use, so that the first paint comes sooner.
# ruff: noqa: PLC0415

_REACH = 14
"""Columns of a row's first line on which a light cursor is painted."""
_LINES = 3
"""Lines that words may take in any pane, and the share of a pane's height that they may."""
_SHARE = 4


class StatementsPane(MarkableList, TallList):
    """The words of each statement, and a line about them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.STATEMENTS)]

    def __init__(self, *, id: str, colours: ActorColours | None = None) -> None:  # noqa: A002  # Textual's name
        """Start with no statements."""
        super().__init__(id=id)
        self._colours = ActorColours() if colours is None else colours
        self._matches: Matches | None = None
        self._year: int | None = None
        self.differing: DifferenceFinder | None = None
        """What finds the statements to be marked whose wordings differ, if that is asked for."""

    class DifferenceFound(Message):
        """A statement is to be marked whose wordings differ."""

    def mark_differences(self, finder: DifferenceFinder | None) -> None:
        """Mark the statements that have a differing wording, or stop marking."""
        if self.differing is not None:
            self.differing.stop()
        self.differing = finder
        self.forget_lines()
        for place in self.places:  # what is seen is asked about at once
            self.lines_of(place.item)

    def on_statements_pane_difference_found(self, event: DifferenceFound) -> None:
        """Show what was found."""
        event.stop()
        self.forget_lines()

    def bind_result(
        self, corpus: Snapshot, result: Result, row: int | None, *, steady: bool = False
    ) -> None:
        """Show the statements of a result, with the cursor on one of them if it is there.

        With all that can be as it was, if it is to be `steady`.
        """
        before = self._rows if corpus is self._corpus else ()
        self._corpus = corpus
        self._rows = result.rows
        self._matches = result.matches
        years = {civil(day)[0] for day in corpus.period or ()}
        self._year = years.pop() if len(years) == 1 else None
        self.border_title = Content(
            f"{table_of(self).key('statements')} Statements · {len(self._rows):,}"
        )
        place = self._place_of(row, self.cursor if steady else 0)
        self.hold_range(before)
        self.carry_marks(corpus)
        self.fill(len(self._rows), place, steady=steady)

    def action_read(self) -> None:
        """End the range that is being marked; else read the statement."""
        if not self.ends_range():
            self.action_choose()

    def _place_of(self, row: int | None, otherwise: int) -> int:
        """Return the place of a row in the list; some other place if it isn't there."""
        if row is None:
            return otherwise
        try:
            return self._rows.index(row)
        except ValueError:
            return otherwise

    @property
    def corpus(self) -> Snapshot | None:
        """The snapshot that its rows belong to."""
        return self._corpus

    @property
    def row(self) -> int | None:
        """The row under the cursor, if there are any."""
        return self._rows[self.cursor] if self._rows else None

    def empty_line(self) -> str:
        """Say that nothing matches, and what helps."""
        if self._corpus is None:
            return "Opening …"
        if not len(self._corpus):
            text = (
                "Empty: press {add_record} to add a statement, {take_in} for an article, "
                "{import_file} for a file."
            )
            return table_of(self).told(text)
        from quoth.query.checked import standing
        from quoth.tui.lines.titles import waiting

        confirmed, drafts, _ = standing(self._corpus)
        if not confirmed and drafts:
            them = "it" if drafts == 1 else "them"
            return f"{waiting(drafts, table_of(self).key('review'))} {them}."
        return f"Nothing matches. {table_of(self).key('back')} goes back one step."

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return the words, and a line about them; all of the words where the cursor rests."""
        assert self._corpus is not None  # noqa: S101  # without a corpus there are no items
        try:
            statement = self._corpus.statements[self._rows[item]]
        except StoreError as error:
            self.post_message(Unreadable(self._corpus, error))
            return [line((" …", "faint"))]
        from quoth.tui.lines.statement_lines import RowForm, RowState

        most = max(self._height - 1, 1)
        form = RowForm(width, most, self._matches, settings_of(self).dates, self._year)
        colour = self._colours.role(statement.speaker)
        differs = self.differing is not None and self.differing.is_marked(
            self._corpus, self._rows[item]
        )
        state = RowState(self.is_marked(item), colour, differs)
        lines = self._lines(self._corpus, statement, form, state, opens=self.is_open(item))
        return lines[: self._height] if self._height else lines

    def _lines(
        self, corpus: Snapshot, statement: Statement, form: RowForm, state: RowState, *, opens: bool
    ) -> list[Content]:
        """Return the lines of a statement, as many as its density has it take."""
        from quoth.tui.lines.statement_lines import compact_lines, is_cut, statement_lines

        density = settings_of(self).density
        if density is Density.COMPACT:
            if not (opens and is_cut(corpus, statement, form)):
                return compact_lines(corpus, statement, form, state)
        elif density is not Density.ROOMY and not opens:
            form = form._replace(most=min(form.most, max(_LINES, self._height // _SHARE)))
        return statement_lines(corpus, statement, form._replace(is_open=opens), state)

    def is_light(self) -> bool:
        """Tell whether the cursor costs a terminal as little as it can."""
        return settings_of(self).cursor is CursorStyle.BAR

    def cursor_reach(self, item: int, part: int) -> int | None:
        """Paint a light cursor on only the margin and the first words."""
        return _REACH if self.is_light() and part == 0 else super().cursor_reach(item, part)
