"""How far the coders agree, and where they differ, to be settled one by one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.css.query import NoMatches

from quoth.basics.counting import counted
from quoth.editing.changes import Change, Edit
from quoth.query.agreement.curating import CurationCase, awaited, cases, settled
from quoth.query.agreement.describing import nothing_to_settle
from quoth.query.agreement.gathering import gathered
from quoth.query.agreement.measuring import Agreement, agreement
from quoth.query.agreement.reporting import report_of_agreement
from quoth.query.model import Query
from quoth.store.errors import Damaged, StoreError
from quoth.tui.commands import Context, bindings
from quoth.tui.lines.curation_lines import MEASURED, case_lines, measure_lines
from quoth.tui.look.painting import LineBar, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.tall_list import TallList

if TYPE_CHECKING:
    from quoth.presenting.reports.report import Report
    from quoth.query.seam import Changer, StoreQueries
    from quoth.store import Location
    from quoth.store.parsing import Document
    from quoth.store.snapshot import Snapshot
    from quoth.tui.editing.desk import Desk
    from quoth.tui.threads.working import Outcome

_LAYERED: Final = Query("has:layer")
_OF_CASES: Final = frozenset(
    {"take_first", "take_majority", "write_own", "take_none", "accept_same"}
)
"""The commands that have no use where nothing is to be settled."""
_OF_NUMBERS: Final = frozenset({"show_agreement", "write_agreement"})
"""The commands that have no use where nothing was measured."""
_MOST_COSTLY: Final = 20
"""Disagreements that the tables list; the list below has all of them."""
_HIGH: Final = 16
"""Lines of a screen that has room for how far they agree."""


class CasesList(TallList):
    """The places to settle, those that cost most agreement first."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="cases")
        self.cases: Sequence[CurationCase] = ()
        self._corpus: Snapshot | None = None
        self._empty = "Comparing the coders' versions …"

    def show(self, corpus: Snapshot, found: Sequence[CurationCase], problem: str) -> None:
        """Show them, or why there are none."""
        self._corpus, self.cases = corpus, found
        self._empty = problem or "Nothing is left to settle."
        self.fill(len(found), min(self.cursor, max(len(found) - 1, 0)))

    @property
    def case(self) -> CurationCase | None:
        """What the cursor is on."""
        return self.cases[self.cursor] if self.cases else None

    def empty_line(self) -> str:
        """Say that they are still looked for, or that there are none."""
        return self._empty

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return what coders made of one place."""
        assert self._corpus is not None  # noqa: S101  # else there are no items
        return case_lines(self._corpus, self.cases[item], width)


class CurationScreen(Dialog[None], inherit_bindings=False):
    """What coders disagree on; each key settles what the cursor is on."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.CURATING)]

    def __init__(
        self,
        engine: Callable[[], StoreQueries],
        desk: Desk,
        may_edit: Callable[[], bool],
        idle: threading.Event,
        location: Location,
    ) -> None:
        """Take what finds in the store now, who changes it, whether that may be, a bell; where.

        `idle` is set once what is to be settled is found.
        """
        super().__init__()
        self._engine = engine
        self._desk = desk
        self._may_edit = may_edit
        self._idle = idle
        self._location = location
        self._measured: tuple[Agreement, Snapshot] | None = None

    def compose(self) -> ComposeResult:
        """Make the numbers, the list and the keys."""
        with Vertical(classes="analysis"):
            yield LineBar(id="curating-title")
            for number in range(len(MEASURED) + 1):
                yield LineBar(id=f"curating-measure-{number}")
            yield CasesList()
        yield KeyBar(id="curating-keys")

    def on_mount(self) -> None:
        """Look for all of it."""
        self.query_one(KeyBar).show_place(Context.CURATING)
        self.query_one("#curating-title", LineBar).show(line((" Do the coders agree", "label")))
        self._show_measures([])
        self.query_one(CasesList).focus()
        self.show_changes()

    def show_changes(self) -> None:
        """Look for it in the current store, in the background."""
        self._idle.clear()
        threading.Thread(target=self._find, args=(self._engine(),), daemon=True).start()

    def _find(self, engine: StoreQueries) -> None:
        """Look for what is to be settled; in a thread."""
        found: Sequence[CurationCase] = ()
        measured: Agreement | None = None
        problem = ""
        layers = engine.with_layers()
        try:
            rows = layers.rows(layers.find(_LAYERED))
            if rows:
                found = cases(layers.corpus, rows, engine.corpus)
                problem = "" if found else nothing_to_settle(awaited(layers.corpus))
                measured = agreement(gathered(layers.corpus, rows))
            else:
                problem = "There are no layers yet; see “quoth help coding”."
        except (StoreError, Damaged) as error:
            problem = plain(str(error))
        if self.is_running:
            with suppress(NoMatches, RuntimeError):  # it was closed meanwhile
                self.app.call_from_thread(self._show, layers.corpus, found, measured, problem)
        self._idle.set()

    def _show(
        self,
        corpus: Snapshot,
        found: Sequence[CurationCase],
        measured: Agreement | None,
        problem: str,
    ) -> None:
        """Show what was found."""
        title, lines = " Do the coders agree", list[Content]()
        self._measured = None
        if measured is not None:
            self._measured = measured, corpus
            lines = measure_lines(measured, corpus)
            coders, sources = ", ".join(measured.coders), counted(measured.sources, "source")
            title = f"{title}: {coders} · {sources}"
        left = line((f"{len(found):,} to settle ", "faint"))
        self.query_one("#curating-title", LineBar).show(line((plain(title), "label")), left)
        self._show_measures(lines if self.size.height >= _HIGH else ())
        self.query_one(CasesList).show(corpus, found, problem)
        idle = (frozenset() if found else _OF_CASES) | (
            frozenset() if measured is not None else _OF_NUMBERS
        )
        self.query_one(KeyBar).show_place(Context.CURATING, idle)

    def _show_measures(self, lines: Sequence[Content]) -> None:
        """Show how far they agree, in as many lines as there are."""
        for number in range(len(MEASURED) + 1):
            bar = self.query_one(f"#curating-measure-{number}", LineBar)
            bar.display = number < len(lines)
            if bar.display:
                bar.show(lines[number])

    def say(self, text: str) -> bool:
        """Say something in place of the keys."""
        self.query_one(KeyBar).say(text)
        return True

    # The numbers.

    def _report(self) -> tuple[Report, Snapshot] | None:
        """Return how far the coders agree as a report; say so where nothing was measured."""
        if self._measured is None:
            self.say("There are no numbers yet: no source has two or more coders.")
            return None
        measured, corpus = self._measured
        return report_of_agreement(measured, corpus, _MOST_COSTLY), corpus

    def action_show_agreement(self) -> None:
        """Show all numbers, in tables."""
        from quoth.tui.screens.agreement import AgreementScreen  # noqa: PLC0415  # once asked for

        found = self._report()
        if found is not None:
            self.app.push_screen(AgreementScreen(*found, self._location))

    def action_write_agreement(self) -> None:
        """Ask for a file, and write the numbers to it."""
        from quoth.tui.sending.reports import ask  # noqa: PLC0415  # once they are written

        found = self._report()
        if found is not None:
            ask(self, *found, self._location, self.query_one(KeyBar).say)

    # What settles.

    def action_take_version(self, number: int) -> None:
        """Accept one coder's version."""
        case = self._case()
        if case is None:
            return
        if number > len(case.versions):
            self.say(f"Only {counted(len(case.versions), 'coder')} marked this place.")
            return
        self._settle([(case, case.versions[number - 1].document)])

    def action_take_majority(self) -> None:
        """Accept the version of more than half of the coders."""
        case = self._case()
        if case is not None and case.majority is None:
            self.say("There is no majority here.")
        elif case is not None:
            self._settle([(case, case.majority)])

    def action_take_none(self) -> None:
        """Record that it isn't a statement; it is kept as rejected."""
        case = self._case()
        if case is not None:
            self._settle([(case, None)])

    def action_accept_same(self) -> None:
        """Accept all that are the same in all fields."""
        if self._case() is None:
            return
        same = [one for one in self.query_one(CasesList).cases if one.is_same]
        if same:
            self._settle([(one, one.versions[0].document) for one in same])
        else:
            self.say("None are the same in all fields.")

    def action_write_own(self) -> None:
        """Settle it in a form of one's own, which begins with what most or the first have."""
        case = self._case()
        if case is not None:
            taken = case.majority or case.versions[0].document
            self._settle([(case, taken)], then=self._edit)

    def _case(self) -> CurationCase | None:
        """Return what the cursor is on, if the store may be changed; else say why not."""
        case = self.query_one(CasesList).case
        if case is None:
            self.say("There is nothing to settle.")
            return None
        return case if self._may_edit() else None

    def _settle(
        self,
        some: Sequence[tuple[CurationCase, Document | None]],
        then: Callable[[Outcome], None] | None = None,
    ) -> None:
        """Make curated statements of what is settled, in one change."""
        many = "a statement" if len(some) == 1 else f"{len(some):,} statements"

        def make(changer: Changer) -> Change:
            made = (settled(case, taken, changer.who) for case, taken in some)
            return Change(f"curate {many}", [Edit("statements", "", None, one) for one in made])

        self.say("Saving …")
        self._desk.worker.change(make, partial(self._told, then))

    def _told(self, then: Callable[[Outcome], None] | None, outcome: Outcome) -> None:
        """Report the outcome of a change, and go on."""
        self._desk.report(outcome)
        if then is not None and outcome.change is not None:
            then(outcome)

    def _edit(self, outcome: Outcome) -> None:
        """Open the form of the statement that was made last."""
        assert outcome.change is not None  # noqa: S101
        edit = outcome.change.edits[-1]
        made = str((edit.after or {}).get("id") or edit.key)
        self.run_worker(self._desk.edit_record("statements", made))

    def action_undo_curation(self) -> None:
        """Undo the last change."""
        if self._may_edit():
            self.say("Undoing …")
            self._desk.worker.undo(self._taken_back)

    def _taken_back(self, outcome: Outcome) -> None:
        """Say what was taken back."""
        if outcome.problem:
            self.say(f"It can't be done: {plain(outcome.problem)}")
        elif outcome.change is None:
            self.say("Nothing is left to undo.")
        else:
            self.say(f"Undone: {plain(outcome.change.label)}.")

    def action_close_curation(self) -> None:
        """Close the list."""
        self.dismiss(None)
