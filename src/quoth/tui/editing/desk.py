"""The base of the editing dialogs: the current store, and the outcome of a change.

A change is said to be saved once the thread that makes it says that it is durable. What opens a
form from within a dialog is given by `quoth.tui.explorer.editing_keys`, which is above the dialogs.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from quoth.editing.changes import Change
from quoth.editing.entering import Entered, drafted
from quoth.editing.fields import FieldSpec
from quoth.intake.noted import settled
from quoth.store.model import Status
from quoth.store.parsing import Document
from quoth.tui.editing.lookups import Lookups
from quoth.tui.look.painting import plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.threads.working import Outcome, Worker

if TYPE_CHECKING:
    from quoth.query.seam import Changer, StoreQueries
    from quoth.tui.explorer.host import ExplorerHost
    from quoth.tui.widgets.offered import OfferedValue

_STANDING: Final = ("", str(Status.CONFIRMED))
"""The status with which a statement is shown whatever is searched for."""
Told = Callable[[Outcome, Document | None], None]
"""Takes the outcome of a change, and the current record if another program changed it."""


class Desk(ABC):
    """What is edited for one screen, and how that is saved."""

    def __init__(self, screen: ExplorerHost, worker: Worker) -> None:
        """Create the commands of a screen, with the worker that changes the store."""
        self._screen = screen
        self._worker = worker
        self._lookups: Lookups | None = None
        self.added = ""
        """The id of the statement that was added last; nothing if none was."""
        self.declined: set[frozenset[str]] = set()
        """Actors who seemed to be one, and are not."""
        self.asked_when: set[str] = set()
        """The articles whose date of publication was asked for: it is asked once."""

    @property
    def store_key(self) -> str:
        """The key that identifies the store from run to run."""
        return self._screen.location.key

    @property
    def worker(self) -> Worker:
        """The worker that changes the store."""
        return self._worker

    @property
    def engine(self) -> StoreQueries:
        """The engine that runs queries over the current store."""
        engine = self._screen.engine
        assert engine is not None  # noqa: S101  # nothing is edited before
        return engine

    @property
    def lookups(self) -> Lookups:
        """The names of the store as it is now."""
        if self._lookups is None or self._lookups.corpus is not self.engine.corpus:
            self._lookups = Lookups(self.engine)
        return self._lookups

    def prepare_lookups(self, then: Callable[[], None]) -> None:
        """Read all names that may be completed, then call back."""
        lookups = self.lookups
        self._worker.look(lambda _: lookups.prepare(), lambda _: then())

    def document(self, table: str, record_id: str) -> Document | None:
        """Return a record as it is shown now."""
        corpus = self._screen.corpus
        if corpus is None:
            return None
        return corpus.everything.document(table, record_id)

    def save(self, entered: Entered, then: Told) -> None:
        """Save what was entered; pass the outcome and the current record to the form."""

        def find(workspace: Changer) -> Document | None:
            found = workspace.current.find(entered.table, entered.record_id)
            return None if found is None else found[1]

        def tell(outcome: Outcome) -> None:
            if outcome.problem:
                self._worker.look(find, partial(then, outcome))
                return
            then(outcome, None)
            added = self._note_added(outcome) if entered.before is None else ""
            status = entered.values.get("status")
            layer = self._layer_of(outcome) if entered.before is None else ""
            if layer:
                self.say(f"Saved in the layer {plain(layer)}. A search with layer: shows it.")
                return
            if status not in (None, *_STANDING):
                self.say(f"Saved: {status}. A search with status:{status} shows it.")
                return
            self.report(outcome)
            if added:
                self._screen.go_to(added)

        self._worker.change(lambda workspace: _entered(workspace, entered), tell)

    @staticmethod
    def _layer_of(outcome: Outcome) -> str:
        """Return the layer that a statement was added to, if any."""
        last = outcome.change.edits[-1] if outcome.change and outcome.change.edits else None
        return str((last.after or {}).get("layer") or "") if last is not None else ""

    def _note_added(self, outcome: Outcome) -> str:
        """Note which statement was added, and return its id; nothing if none was.

        The next one may have much in common with it.
        """
        last = outcome.change.edits[-1] if outcome.change and outcome.change.edits else None
        if last is None or last.table != "statements":
            return ""
        self.added = str((last.after or {}).get("id") or last.key)
        return self.added

    def change(self, make: Callable[[Changer], Change | None]) -> None:
        """Make a change, and report its outcome."""
        self.say("Saving …")
        self._worker.change(make, self.report)

    def report(self, outcome: Outcome) -> None:
        """Report the outcome of a change."""
        if outcome.problem:
            self.say(f"Not saved: {plain(outcome.problem)}")
        elif outcome.change is None or not outcome.change.edits:
            self.say("Nothing changed.")
        else:
            self.say(f"Saved: {plain(outcome.change.label)}.")

    def say(self, text: str) -> None:
        """Show a short-lived message where the user looks; it is neutral already."""
        top = self._screen.app.screen
        if not (isinstance(top, Dialog) and top.say(text)):
            self._screen.say(text)

    # What dialogs open.

    @abstractmethod
    async def add_to(self, table: str) -> None:
        """Open the form of a new record of a table."""

    @abstractmethod
    async def edit_record(self, table: str, record_id: str) -> None:
        """Open the form of a record."""

    @abstractmethod
    async def edit_field(
        self,
        table: str,
        record_id: str,
        field: str,
        title: str,
        then: Callable[[], object] | None = None,
        offered: Sequence[OfferedValue] = (),
    ) -> None:
        """Open a form with one field of a record; `then` is called once that is saved.

        What is `offered` is taken by its number.
        """

    @abstractmethod
    async def ask_name(
        self, field: FieldSpec, actor: str, keys: Collection[str], then: Callable[[], None]
    ) -> None:
        """Ask for the name of the new actor whose some statements are; then split."""

    @abstractmethod
    def delete_record(self, table: str, record_id: str) -> None:
        """Ask whether a record is to be deleted."""


def _entered(workspace: Changer, entered: Entered) -> Change:
    """Return the change that makes what was entered part of the store, and what follows."""
    from quoth.intake.following import followed  # noqa: PLC0415  # once something is saved

    current = workspace.current
    return followed(current, drafted(current, entered, settled))
