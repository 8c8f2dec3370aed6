"""The part of the screen that edits: each key of editing has its action here, a line or two each.

What they do is the desk's affair, which is imported with the first of them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from quoth.basics.places import from_home
from quoth.store import Location, Origin
from quoth.tui.commands import Context
from quoth.tui.configured import memory_of, table_of
from quoth.tui.explorer.host import ExplorerHost
from quoth.tui.look.painting import plain
from quoth.tui.widgets.messages import READING

if TYPE_CHECKING:
    from quoth.query.seam import StoreAccess
    from quoth.tui.explorer.arriving import Arrival
    from quoth.tui.explorer.editing_keys import EditingCommands
    from quoth.tui.screens.beginning import BeginningKind
    from quoth.tui.threads.working import Changed, Done, Trouble, Worker

# Editing is imported on its first use, so that the first paint comes sooner.
# ruff: noqa: PLC0415

SAMPLE = "sample"
READ_ONLY = "read-only"
_WITHOUT_RECORD = frozenset({"add_record", "take_in", "import_file", "records"})
"""The actions of editing that need no record: they can be done in an empty store as well."""
_LEAVING = 10.0
"""Seconds that leaving waits at most for changes to reach the file."""


class EditableScreen(ExplorerHost):
    """A screen that shows the current store, including changes by other programs."""

    _store: StoreAccess
    _is_leaving = False

    @cached_property
    def _worker(self) -> Worker:
        """The thread that changes the store."""
        from quoth.tui.threads.working import Worker

        return Worker(self)

    def prepare_to_edit(self) -> Worker:
        """Load what changes the store, while the terminal gets the first frame."""
        return self._worker

    # Whether it may be edited.

    @property
    def standing(self) -> str:
        """How the store may be used, if not freely."""
        if self.location.origin is Origin.SAMPLE:
            return SAMPLE
        return "" if self._store.may_write else READ_ONLY

    def _may_edit(self, action: str) -> bool:
        """Tell whether the store may be edited now; if not, say why, or ask where to go on.

        `action` is what was asked for: it is done in the store where a person goes on.
        """
        from quoth.store.sample import is_sample

        if not self._worker.is_ready:
            self.say(READING)
        elif self.standing == SAMPLE or is_sample(self.location.path):
            self._ask_where(action)
        elif self.standing == READ_ONLY:
            self.say("Read-only: you can't write to this file or its folder.")
        else:
            return True
        return False

    # Another store.

    def go_on_with(self, location: Location, arrival: Arrival | None = None) -> None:
        """Show another store in place of this one, and do there what is asked for."""
        from quoth.tui.explorer.arriving import go_on_with

        go_on_with(self.app, lambda: self.another(location, arrival))
        self.rest()

    def _own_store(self) -> Location | None:
        """Return the person's own store: the one in their place, else the one open last."""
        from quoth.store.location import own_path

        memory = memory_of(self)
        known = memory.stores if memory is not None else []
        stores = (Location(own_path(), Origin.OWN),
                  *(Location.of(path, Origin.OPTION) for path in known))  # fmt: skip
        return next((one for one in stores if one.is_there), None)

    def _ask_where(self, action: str) -> None:
        """Ask in which store to go on, for the sample stays as it is."""
        from quoth.tui.explorer.arriving import Arrival
        from quoth.tui.screens.beginning import empty_store, sample_copy
        from quoth.tui.screens.on_sample import COPY, EMPTY, OWN, OnSampleScreen

        own = self._own_store()
        commands = table_of(self).of(Context.EDITING)
        label = next((one.label for one in commands if one.id == action), action)

        def answer(where: str | None) -> None:
            if where == OWN and own is not None:
                self.go_on_with(own, Arrival(action, pane=self.pane))
            elif where == EMPTY:
                self._begin_store(empty_store(), Arrival(action, pane=self.pane))
            elif where == COPY:
                self._begin_store(sample_copy(self.location.path), self._here_for(action))

        needs_record = action not in _WITHOUT_RECORD
        shown = str(own.path) if own is not None else ""
        self.app.push_screen(OnSampleScreen(shown, label, needs_record=needs_record), answer)

    def _here_for(self, action: str) -> Arrival:
        """Return the current place, and the command that was asked for."""
        from quoth.tui.explorer.arriving import Arrival

        corpus, row, actor = self.corpus, self.row_at_hand, self.actor_at_hand
        statement = corpus.statements[row].id if corpus is not None and row is not None else ""
        return Arrival(
            action, self.query_now, statement, actor.id if actor is not None else "", self.pane
        )

    def _begin_store(self, kind: BeginningKind, arrival: Arrival) -> None:
        """Ask for the name and the place of a store, begin it, and go on there."""
        from quoth.tui.screens.beginning import BeginScreen

        def go_on(location: Location | None) -> None:
            if location is not None:
                said = f"Begun: {plain(from_home(location.path))}"
                self.go_on_with(location, arrival._replace(said=said))

        self.app.push_screen(BeginScreen(kind), go_on)

    @cached_property
    def desk(self) -> EditingCommands:
        """The part that edits."""
        from quoth.tui.explorer.editing_keys import EditingCommands

        return EditingCommands(self, self._worker)

    # What the worker says.

    def on_changed(self, event: Changed) -> None:
        """Show what the store holds now, and say so if it was others' doing."""
        from quoth.tui.screens.dialog import Dialog

        self.take(event.engine)
        for screen in self.app.screen_stack:
            if isinstance(screen, Dialog):
                screen.show_changes()
        if event.by_others:
            self.say("The store was changed by another program; showing the new version.")

    def on_done(self, event: Done) -> None:
        """Report the result to the code that waits for it."""
        event.tell()

    def on_trouble(self, event: Trouble) -> None:
        """Say what is wrong."""
        if event.problem:
            self.say(plain(event.problem))

    # The keys.

    async def action_add_record(self) -> None:
        """Add a record."""
        if self._may_edit("add_record"):
            await self.desk.add()

    async def action_edit_record(self) -> None:
        """Edit the current record."""
        if self._may_edit("edit_record"):
            await self.desk.edit()

    def action_delete_record(self) -> None:
        """Delete the current record."""
        if self._may_edit("delete_record"):
            self.desk.delete()

    def action_star(self) -> None:
        """Star the current statement, or take its star off."""
        if self._may_edit("star"):
            self.desk.star()

    async def action_tag(self) -> None:
        """Tag the statement."""
        if self._may_edit("tag"):
            await self.desk.tag()

    async def action_write_note(self) -> None:
        """Write a note on the current record."""
        if self._may_edit("write_note"):
            await self.desk.note()

    async def action_change_status(self) -> None:
        """Ask for the status of the current statement."""
        if self._may_edit("change_status"):
            await self.desk.change_status()

    def action_undo(self) -> None:
        """Undo the last change."""
        if self._may_edit("undo"):
            self.desk.undo()

    def action_redo(self) -> None:
        """Redo the change undone last."""
        if self._may_edit("redo"):
            self.desk.redo()

    def action_merge(self) -> None:
        """Merge actors."""
        if self._may_edit("merge"):
            self.desk.merge()

    def action_split(self) -> None:
        """Split an actor."""
        if self._may_edit("split"):
            self.desk.split()

    async def action_take_in(self) -> None:
        """Import an article."""
        if self._may_edit("take_in"):
            await self.desk.take_in()

    async def action_import_file(self) -> None:
        """Import a file."""
        if self._may_edit("import_file"):
            await self.desk.import_file()

    def action_review(self) -> None:
        """Go through drafts."""
        if self._may_edit("review"):
            self.desk.review()

    def action_records(self) -> None:
        """List sources, events and topics."""
        if self._may_edit("records"):
            self.desk.open_records()

    def action_leave(self) -> None:
        """Leave, once all that was changed is in the store's file; at the second time at once."""
        if self._is_leaving or not self._worker.is_busy:
            self.app.exit()
            return
        self._is_leaving = True
        self.say("Saving your changes …")
        self._worker.finish(self.app.exit)
        self.set_timer(_LEAVING, self.app.exit)
