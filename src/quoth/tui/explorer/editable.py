"""The part of the screen that edits: each key of editing has its action here, a line or two each.

What they do is the desk's affair, which is imported with the first of them.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on

from quoth.store import Location, Origin
from quoth.tui.explorer.host import ExplorerHost
from quoth.tui.look.painting import plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.threads.working import Changed, Done, Trouble, Worker

if TYPE_CHECKING:
    from quoth.query.seam import StoreAccess
    from quoth.tui.explorer.editing_keys import EditingCommands

# What edits is imported once something is edited: the first paint comes the sooner.
# ruff: noqa: PLC0415

SAMPLE = "sample"
READ_ONLY = "read-only"
_LEAVING = 10.0
"""Seconds that a person who leaves waits at most for what is put into the file."""


class EditableScreen(ExplorerHost, inherit_bindings=False):
    """A screen that shows what the store holds, whoever changes it."""

    _store: StoreAccess
    _worker: Worker
    _is_leaving = False

    # Whether it may be edited.

    @property
    def standing(self) -> str:
        """How the store may be used, if not freely."""
        if self.location.origin is Origin.SAMPLE:
            return SAMPLE
        return "" if self._store.may_write else READ_ONLY

    def _may_edit(self) -> bool:
        """Tell whether the store may be edited now; say why if not."""
        from quoth.store.sample import is_sample

        if not self._worker.is_ready:
            self.say("The store is still being read.")
        elif self.standing == SAMPLE or is_sample(self.location):
            self._offer_copy()
        elif self.standing == READ_ONLY:
            self.say("Read-only: you can't write to this file or its folder.")
        else:
            return True
        return False

    def _offer_copy(self) -> None:
        """Offer to copy the sample to where it may be edited."""
        from quoth.store.location import own_path
        from quoth.tui.screens.question import QuestionScreen

        if Path(own_path()).exists():
            self.say("The sample stays as it is; without --sample quoth opens your own store.")
            return

        def answer(agreed: bool | None) -> None:
            if agreed:
                self._copy()

        about = f"The sample stays as it is. Your own store: {plain(str(own_path()))}"
        self.app.push_screen(QuestionScreen("Copy the sample, and edit the copy?", about), answer)

    def _copy(self) -> None:
        """Copy the sample, and go on with the copy."""
        from quoth.store.sample import copy_sample

        try:
            own = copy_sample()
        except OSError as error:
            self.say(f"It can't be copied ({plain(error.strerror or str(error))}).")
            return
        self.desk.go_on_with(Location(own, Origin.OWN))
        self.rest()

    @cached_property
    def desk(self) -> EditingCommands:
        """What does the editing."""
        from quoth.tui.explorer.editing_keys import EditingCommands

        return EditingCommands(self, self._worker)

    # What the worker says.

    @on(Changed)
    def _take_change(self, event: Changed) -> None:
        """Show what the store holds now, and say so if it was others' doing."""
        self.take(event.engine)
        for screen in self.app.screen_stack:
            if isinstance(screen, Dialog):
                screen.show_changes()
        if event.by_others:
            self.say("The store was changed by another program; showing the new version.")

    @on(Done)
    def _tell(self, event: Done) -> None:
        """Tell whoever waits."""
        event.tell()

    @on(Trouble)
    def _say_trouble(self, event: Trouble) -> None:
        """Say what is wrong."""
        if event.problem:
            self.say(plain(event.problem))

    # The keys.

    async def action_add_record(self) -> None:
        """Add a record."""
        if self._may_edit():
            await self.desk.add()

    async def action_edit_record(self) -> None:
        """Edit the record at hand."""
        if self._may_edit():
            await self.desk.edit()

    def action_delete_record(self) -> None:
        """Delete the record at hand."""
        if self._may_edit():
            self.desk.delete()

    def action_star(self) -> None:
        """Star the statement at hand, or take its star off."""
        if self._may_edit():
            self.desk.star()

    async def action_tag(self) -> None:
        """Tag the statement."""
        if self._may_edit():
            await self.desk.tag()

    async def action_write_note(self) -> None:
        """Write a note on the record at hand."""
        if self._may_edit():
            await self.desk.note()

    async def action_change_status(self) -> None:
        """Ask for the status of the statement at hand."""
        if self._may_edit():
            await self.desk.change_status()

    def action_undo(self) -> None:
        """Undo the last change."""
        if self._may_edit():
            self.desk.undo()

    def action_redo(self) -> None:
        """Redo the change undone last."""
        if self._may_edit():
            self.desk.redo()

    def action_merge(self) -> None:
        """Merge actors."""
        if self._may_edit():
            self.desk.merge()

    def action_split(self) -> None:
        """Split an actor."""
        if self._may_edit():
            self.desk.split()

    async def action_take_in(self) -> None:
        """Take in an article."""
        if self._may_edit():
            await self.desk.take_in()

    def action_review(self) -> None:
        """Go through drafts."""
        if self._may_edit():
            self.desk.review()

    def action_records(self) -> None:
        """List sources, events and topics."""
        if self._may_edit():
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
