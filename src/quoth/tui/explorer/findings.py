"""The part of the screen that opens wordings, positions and analyses of the current list.

Each has its key and a dialog of its own, and leads back to a statement that is to be read.
"""

from __future__ import annotations

import threading
from functools import cached_property, partial
from typing import TYPE_CHECKING

from quoth.tui.configured import table_of
from quoth.tui.explorer.arrangement import DETAIL
from quoth.tui.explorer.marking import MarkingScreen
from quoth.tui.widgets.detail_pane import DetailPane
from quoth.tui.widgets.messages import READING
from quoth.tui.widgets.statements_pane import StatementsPane

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import ModalScreen

    from quoth.editing.deciding import Deciding
    from quoth.query.result import Result
    from quoth.query.seam import StoreQueries
    from quoth.tui.screens.analysis import AnalysisPlace
    from quoth.tui.screens.positions import PositionPlace

# What is opened later is imported on use, so that the first paint comes sooner.
# ruff: noqa: PLC0415

_NOTHING_HERE = "There is no statement here."


class FindingsScreen(MarkingScreen):
    """A screen from which wordings, positions and analyses are opened."""

    result: Result | None
    """The result of the query, once there is one."""

    @cached_property
    def found_idle(self) -> threading.Event:
        """Is set while nothing is looked for beside the screen."""
        idle = threading.Event()
        idle.set()
        return idle

    def open_dialog(self, dialog: ModalScreen[None]) -> None:
        """Open a dialog over the panes."""
        raise NotImplementedError

    def go(self, pane: str) -> None:
        """Go to a pane."""
        raise NotImplementedError

    def action_analyse(self) -> None:
        """Analyse what is shown, then read the statement chosen there."""
        if self.engine is None or self.result is None:
            self.say(READING)
        else:
            self._open_analysis()

    def _open_analysis(self, back_at: AnalysisPlace | None = None) -> None:
        """Show the analysis; from a statement that is read of it, a step back leads there."""
        from quoth.tui.screens.analysis import AnalysisScreen

        pane = self.pane

        def read(place: AnalysisPlace | None) -> None:
            def lead_back() -> None:
                self.go(pane)
                self._open_analysis(place)

            if place is not None:
                self._read_found(place.statement, lead_back)

        found = AnalysisScreen(self, self._engine_now(), self.query_now, self.location, back_at)
        self.app.push_screen(found, read)

    def say_nothing_here(self) -> None:
        """Say why there is no statement to act on."""
        self.say(READING if self.corpus is None else _NOTHING_HERE)

    def action_wordings(self) -> None:
        """Show the other wordings of the quote, then the statement chosen there."""
        row, corpus = self.row_at_hand, self.corpus
        if corpus is None or row is None:
            self.say_nothing_here()
        else:
            self._open_wordings(corpus.statements[row].id)

    def _open_wordings(self, of: str, back_at: str = "") -> None:
        """Show the wordings of a statement; from one that is read, a step back leads there."""
        from quoth.tui.screens.wordings import WordingsScreen

        pane = self.pane

        def read(statement: str | None) -> None:
            def lead_back() -> None:
                self.go(pane)
                self._open_wordings(of, statement or "")

            self._read_found(statement, lead_back)

        found = WordingsScreen(
            self._engine_now, of, self._keep_decision, self.found_idle, self.location, back_at
        )
        self.app.push_screen(found, read)

    def action_mark_differences(self) -> None:
        """Mark the statements that have a wording with an important difference, or stop marking."""
        if self.engine is None:
            self.say(READING)
            return
        pane = self.query_one(StatementsPane)
        if pane.differing is not None:
            pane.mark_differences(None)
            self.say("Differences are no longer marked.")
            return
        from quoth.tui.threads.differing import DifferenceFinder

        def tell() -> None:
            """Make the pane show a mark."""
            pane.post_message(StatementsPane.DifferenceFound())

        pane.mark_differences(DifferenceFinder(self._engine_now, self.found_idle, tell))
        text = "≠ a wording differs: {wordings} shows how; differs:high finds all."
        self.say(table_of(self).told(text))

    def action_positions(self) -> None:
        """Show the changes of position in the result, then the statement chosen there."""
        if self.engine is None or self.result is None:
            self.say(READING)
        else:
            self._open_positions()

    def _open_positions(self, back_at: PositionPlace | None = None) -> None:
        """Show the positions; from a statement that is read of them, a step back leads there."""
        from quoth.tui.screens.positions import PositionsScreen

        pane = self.pane

        def read(place: PositionPlace | None) -> None:
            def lead_back() -> None:
                self.go(pane)
                self._open_positions(place)

            if place is not None:
                self._read_found(place.statement, lead_back)

        found = PositionsScreen(
            self._engine_now, self.query_now, self.found_idle, self.location, back_at
        )
        self.app.push_screen(found, read)

    def action_curate(self) -> None:
        """Show how far the coders agree, and what is to be settled."""
        if self.engine is None:
            self.say(READING)
            return
        from quoth.tui.screens.curating import CurationScreen

        may_edit = partial(self._may_edit, "curate")
        found = CurationScreen(
            self._engine_now, self.desk, may_edit, self.found_idle, self.location
        )
        self.app.push_screen(found)

    def _engine_now(self) -> StoreQueries:
        """Return the current engine, once there is one."""
        assert self.engine is not None  # noqa: S101  # what was shown was found by it
        return self.engine

    def _keep_decision(self, what: Deciding) -> None:
        """Record a decision about two wordings."""
        if self._may_edit("wordings"):
            from datetime import date

            from quoth.editing.deciding import deciding

            self.desk.change(lambda changer: deciding(changer.current, what, date.today()))

    def _read_found(self, statement: str | None, lead_back: Callable[[], None]) -> None:
        """Read a statement that was chosen of what was found; a step back leads there again."""
        corpus = self.corpus
        row = (
            corpus.everything.row_of(statement)
            if corpus is not None and statement is not None
            else None
        )
        if row is not None:
            self.query_one(DetailPane).follow(row, lead_back)
            self.go(DETAIL)
