"""The editing commands. Each makes a change, or opens the form that makes it.

It is long because every key of editing has its method here; what they share is in
`quoth.tui.editing.desk`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from quoth.editing.changes import Change
from quoth.editing.entering import Entered, changed, deleted, name_of, statement_name
from quoth.editing.fields import ONE, FieldSpec
from quoth.store.model import STAR, Status
from quoth.store.parsing import Document
from quoth.tui.configured import table_of, told_keys
from quoth.tui.editing.desk import Desk, Told
from quoth.tui.editing.fields import FORMS, named
from quoth.tui.explorer.arrangement import ACTORS, TIMELINE
from quoth.tui.look.painting import plain
from quoth.tui.screens.form import FormScreen, FormSpec
from quoth.tui.screens.question import QuestionScreen
from quoth.tui.threads.working import Outcome

if TYPE_CHECKING:
    from quoth.query.seam import Changer
    from quoth.tui.explorer.many_keys import ManyCommands
    from quoth.tui.widgets.offered import OfferedValue

Record = tuple[str, str]
"""A table and an id."""


class EditingCommands(Desk):
    """Carries out the editing commands for one screen."""

    @cached_property
    def _many(self) -> ManyCommands:
        """What does the same to all statements that are marked."""
        from quoth.tui.explorer.many_keys import ManyCommands  # noqa: PLC0415  # once some are

        return ManyCommands(self._screen, self)

    def _are_marked_meant(self, *others: str) -> bool:
        """Tell whether a key means the marked statements: some are, and no other pane's records."""
        return bool(self._screen.marks) and self._screen.pane not in others

    # What the keys are about.

    def _at_hand(self) -> str | None:
        """Return the id of the current statement."""
        corpus, row = self._screen.corpus, self._screen.row_at_hand
        return None if corpus is None or row is None else corpus.statements[row].id

    def _record(self) -> Record | None:
        """Return the record that the keyboard is on: an actor or a statement."""
        if self._screen.pane == ACTORS:
            actor = self._screen.actor_at_hand
            return None if actor is None else ("actors", actor.id)
        statement = self._at_hand()
        return None if statement is None else ("statements", statement)

    # Forms.

    async def add(self) -> None:
        """Open the form of a new record, of the kind that the keyboard is among."""
        table = {ACTORS: "actors", TIMELINE: "events"}.get(self._screen.pane, "statements")
        await self.add_to(table)

    async def add_to(self, table: str) -> None:
        """Open the form of a new record of a table."""
        # A statement that is being typed hasn't been compared with its source yet.
        given: dict[str, object] = {"status": str(Status.DRAFT)} if table == "statements" else {}
        last = self._last_statement() if table == "statements" else None
        statement = self._at_hand()
        if table == "checks" and statement is not None:
            given["statements"] = [statement]
        title = f"New {ONE[table]} · {self._ways_out('save')}"
        await self._open(FormSpec(title, table, FORMS[table], given=given, last=last or {}))

    def _last_statement(self) -> Document | None:
        """Return the statement that was added last, else the current one."""
        for statement in (self.added, self._at_hand()):
            found = self.document("statements", statement) if statement else None
            if found is not None:
                return found
        return None

    async def edit(self) -> None:
        """Open the form of the current record."""
        if self._screen.pane == TIMELINE:
            self.open_records("events")
        elif self._are_marked_meant(ACTORS):
            await self._many.edit()
        elif record := self._record():
            await self.edit_record(*record)
        else:
            self.say("Choose an actor first." if self._screen.pane == ACTORS else _NOTHING)

    async def edit_record(self, table: str, record_id: str) -> None:
        """Open the form of a record."""
        await self._edit(table, record_id, FORMS[table], f"Edit {ONE[table]}")

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
        await self._edit(table, record_id, named(table, field), title, then, offered)

    async def _edit(
        self,
        table: str,
        record_id: str,
        fields: tuple[FieldSpec, ...],
        title: str,
        then: Callable[[], object] | None = None,
        offered: Sequence[OfferedValue] = (),
    ) -> None:
        """Open a form with some fields of a record."""
        document = self.document(table, record_id)
        if document is None:
            self.say("It was deleted meanwhile.")
            return
        shown = f"{title} · {self._ways_out('save')}"
        form = FormSpec(shown, table, fields, record_id, document, offered=offered)
        await self._open(form, then)

    def _ways_out(self, saving: str) -> str:
        """Say which key saves, by the command that does, and which leaves."""
        keys = table_of(self._screen)
        return f"{keys.key(saving)} saves, {keys.key('leave_form')} leaves"

    async def _open(self, form: FormSpec, then: Callable[[], object] | None = None) -> None:
        """Open a form; what is typed meanwhile is typed into it."""

        def save(entered: Entered, told: Told) -> None:
            def tell(outcome: Outcome, now: Document | None) -> None:
                told(outcome, now)
                if then is not None and not outcome.problem:
                    then()

            self.save(entered, tell)

        await self._screen.app.push_screen(FormScreen(form, self, save))

    async def ask_name(
        self, field: FieldSpec, actor: str, keys: Collection[str], then: Callable[[], None]
    ) -> None:
        """Ask for the name of the new actor whose some statements are; then split."""
        from quoth.tui.editing.people import split  # noqa: PLC0415  # once it is asked for

        def save(entered: Entered, told: Told) -> None:
            name = str(entered.values["name"])

            def tell(outcome: Outcome) -> None:
                told(outcome, None)
                if not outcome.problem:
                    then()
                    self.report(outcome)

            self._worker.change(lambda workspace: split(workspace, actor, name, keys), tell)

        title = f"Name the new actor · {self._ways_out('next_field')}"
        form = FormSpec(title, "actors", (field,), actor)
        await self._screen.app.push_screen(FormScreen(form, self, save))

    async def tag(self) -> None:
        """Ask for the tags of the current statement."""
        if self._are_marked_meant():
            await self._many.field("tags", "Tags")
        elif statement := self._statement():
            await self._edit("statements", statement, named("statements", "tags"), "Tags")

    async def note(self) -> None:
        """Ask for a note on the current record."""
        if self._are_marked_meant(ACTORS):
            await self._many.field("note", "Note")
            return
        record = self._record()
        if record is None:
            self.say("Choose an actor first." if self._screen.pane == ACTORS else _NOTHING)
            return
        table, record_id = record
        await self._edit(table, record_id, named(table, "note"), f"Note on the {ONE[table]}")

    def _statement(self) -> str | None:
        """Return the id of the current statement; if there is none, say so."""
        statement = self._at_hand()
        if statement is None:
            self.say(_NOTHING)
        return statement

    # Changes that need no form.

    def _alter(
        self,
        alter: Callable[[Document], Mapping[str, object]],
        label: Callable[[Document], str],
    ) -> None:
        """Change some fields of the current statement."""
        if statement := self._statement():
            self.change(
                lambda workspace: changed(workspace.current, "statements", statement, alter, label)
            )

    def star(self) -> None:
        """Star the current statement, or take its star off."""
        if self._are_marked_meant():
            self._many.star()
            return
        self._alter(
            lambda document: {"tags": _without_or_with(document.get("tags"), STAR)},
            lambda after: (
                (
                    "star on"
                    if STAR in (after.get("tags") or ())  # type: ignore[operator]  # a list, as it was read
                    else "star off"
                )
                + f" {statement_name(after)}"
            ),
        )

    async def change_status(self) -> None:
        """Ask for the status of the current statement: with another it may not be shown here."""
        if self._are_marked_meant():
            await self._many.field("status", "Status")
        elif statement := self._statement():
            await self.edit_field("statements", statement, "status", "Status")

    def delete(self) -> None:
        """Ask whether the current record is to be deleted."""
        if self._screen.pane == TIMELINE:
            self.open_records("events")
        elif self._are_marked_meant(ACTORS):
            self._many.delete()
        elif record := self._record():
            self.delete_record(*record)
        else:
            self.say("Choose an actor first." if self._screen.pane == ACTORS else _NOTHING)

    def delete_record(self, table: str, record_id: str) -> None:
        """Ask whether a record is to be deleted."""
        document = self.document(table, record_id)
        if document is None:
            self.say("It was deleted meanwhile.")
            return

        def answer(agreed: bool | None) -> None:
            if agreed:
                self.change(lambda workspace: _deleted(workspace, table, record_id))

        question = f"Delete {plain(name_of(table, document))}?"
        about = told_keys(self._screen, "{undo} takes it back later")
        self._screen.app.push_screen(QuestionScreen(question, about), answer)

    def undo(self) -> None:
        """Undo the last change."""
        self.say("Undoing …")
        self._worker.undo(partial(self._stepped, "Undone", "Nothing is left to undo."))

    def redo(self) -> None:
        """Redo the change undone last."""
        self.say("Redoing …")
        self._worker.redo(partial(self._stepped, "Redone", "Nothing is left to redo."))

    def _stepped(self, deed: str, nothing: str, outcome: Outcome) -> None:
        """Report the outcome of a step back or forward."""
        if outcome.problem:
            self.say(f"It can't be done: {plain(outcome.problem)}")
        elif outcome.change is None:
            self.say(nothing)
        else:
            self.say(f"{deed}: {plain(outcome.change.label)}.")

    # Lists.

    def open_records(self, table: str = "sources") -> None:
        """Open the list of sources, events, topics and checks."""
        from quoth.tui.screens.records import RecordsScreen  # noqa: PLC0415  # once it is opened

        source = ""
        corpus, row = self._screen.corpus, self._screen.row_at_hand
        if corpus is not None and row is not None:
            source = corpus.statements[row].source
        self._screen.app.push_screen(RecordsScreen(self, table, source))

    def merge(self) -> None:
        """Propose actors that may be one."""
        from quoth.tui.screens.merging import MergeScreen  # noqa: PLC0415  # once it is opened

        actor = self._screen.actor_at_hand if self._screen.pane == ACTORS else None
        chosen = self._screen.chosen_actors
        self._screen.app.push_screen(MergeScreen(self, chosen, actor.id if actor else ""))

    def split(self) -> None:
        """Ask which statements belong to another actor than the current one."""
        from quoth.tui.screens.splitting import SplitScreen  # noqa: PLC0415  # once it is opened

        actor = self._screen.actor_at_hand if self._screen.pane == ACTORS else None
        if actor is None:
            self.say(told_keys(self._screen, "Choose an actor first: {actors} goes there."))
            return
        self._screen.app.push_screen(SplitScreen(self, actor.id))

    def review(self) -> None:
        """Review the drafts of the current source if it has some, else of the first that has.

        Where none is left, go back to those of the current statement's article, decided already.
        """
        from quoth.intake.noted import FIELD  # noqa: PLC0415  # once it is opened
        from quoth.tui.editing.reviewing import id_of  # noqa: PLC0415  # likewise

        corpus, row = self.engine.corpus, self._screen.row_at_hand
        sources = corpus.sources_with_drafts()
        here = corpus.statements[row] if row is not None else None
        if not sources and here is not None and FIELD in here.extra:
            self._review(here.source, here.id)
        elif not sources:
            text = "No drafts. {take_in} imports an article and drafts its statements."
            self.say(told_keys(self._screen, text))
        elif here is not None and corpus.sources.number(here.source) in sources:
            self._review(here.source, here.id if here.status is Status.DRAFT else "")
        else:
            self._review(id_of(corpus, sources[0]))

    async def take_in(self) -> None:
        """Ask for an article, draft its statements, and go through them."""
        from quoth.tui.editing.intake import FORM, source_of, taken_in  # noqa: PLC0415

        def save(entered: Entered, told: Told) -> None:
            def tell(outcome: Outcome) -> None:
                told(outcome, None)
                if outcome.change is not None:
                    self._review(source_of(outcome.change))

            self._worker.change(lambda workspace: taken_in(workspace, entered.values), tell)

        ways = "{save} drafts its statements, {leave_form} closes"
        title = f"Import an article · {told_keys(self._screen, ways)}"
        form = FormSpec(title, "sources", FORM, done_by="draft")
        await self._screen.app.push_screen(FormScreen(form, self, save))

    async def import_file(self) -> None:
        """Ask for a file, show what importing it would do, and import it once that is agreed to."""
        from quoth.tui.explorer.importing_keys import FileImport  # noqa: PLC0415  # once one is

        await FileImport(self._screen, self).begin()

    def _review(self, source: str, statement: str = "") -> None:
        """Go through the drafts of a source, from one of them on."""
        from quoth.tui.screens.reviewing import ReviewScreen  # noqa: PLC0415  # once it is opened

        self._screen.app.push_screen(ReviewScreen(self, source, statement))


_NOTHING: Final = "There is no statement here."


def _without_or_with(value: object, tag: str) -> list[str]:
    """Return tags without one of them, or with it if it wasn't there."""
    tags = [str(one) for one in value] if isinstance(value, list) else []
    return [one for one in tags if one != tag] if tag in tags else [*tags, tag]


def _deleted(workspace: Changer, table: str, record_id: str) -> Change:
    """Return the change that takes a record away, and what follows."""
    from quoth.intake.following import followed  # noqa: PLC0415  # once something is deleted

    current = workspace.current
    return followed(current, deleted(current, table, record_id))
