"""A form: the fields of one record, checked as they are filled in, and saved at once or not at all.

What is typed is kept aside until it is saved, so that neither an escape too many nor the end of the
program loses it.

(It is long because moving between fields, keeping drafts and saving share the state of the fields.)
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.timer import Timer
from textual.widgets import TextArea

from quoth.basics.text import as_entered
from quoth.editing.entering import Entered
from quoth.editing.fields import FieldSpec, FieldType
from quoth.store.parsing import Document
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import table_of
from quoth.tui.editing.drafts import DraftFile, UnsavedForm
from quoth.tui.editing.lookups import Lookups
from quoth.tui.editing.rows import ChoiceField, FieldRow, FormInput, NumberTyped
from quoth.tui.editing.typed import Completed, known, shown
from quoth.tui.look.painting import line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.threads.working import Outcome
from quoth.tui.widgets.choices import SaidLines
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.offered import OfferedLines, OfferedValue

if TYPE_CHECKING:
    from textual.widget import Widget

    from quoth.tui.editing.desk import Desk, Told

_AROUND_TITLE: Final = 6
"""Cells that the frame takes beside a title."""
_SECONDS_TO_TAKE: Final = 1.0
"""Seconds that a field has to take what was typed into it."""
_REPEATED: Final = (
    "speaker", "said", "source", "medium", "via", "addressee", "on_behalf_of", "topics", "tags"
)  # fmt: skip
"""Fields that one statement may share with the one before: what was said is its own."""
_OFTEN: Final = 0.3
"""Seconds between a typed letter and saving the text of the form as a draft."""


class FormSpec(NamedTuple):
    """What a form is for."""

    title: str
    """Neutral."""
    table: str
    fields: Sequence[FieldSpec]
    record_id: str = ""
    """Nothing for a record that is added."""
    before: Document | None = None
    """The record as it is; nothing for one that is added."""
    given: Mapping[str, object] = {}
    """What a record that is added has from the beginning."""
    last: Mapping[str, object] = {}
    """The record before one that is added, whose fields are offered; none is filled in."""
    offered: Sequence[OfferedValue] = ()
    """What the only field may become: a number takes it, but a date is completed; at most nine."""
    done_by: str = "save"
    """What is done with what is entered, in a word."""
    choose_columns: Callable[[Mapping[str, str], Callable[[], object]], None] | None = None
    """Takes the texts, lets you say which column of a file is which field, and goes on."""

    @property
    def name(self) -> str:
        """Under what its draft is kept."""
        fields = " ".join(spec.name for spec in self.fields)
        return f"{self.table} {self.record_id} {fields}"


class FormScreen(Dialog[None], inherit_bindings=False):
    """The form, over everything; one of a single field leaves in view what it is about."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.FORM)]
    AUTO_FOCUS = ""
    """None: what has the keyboard is said here, and nothing has while the form is saved."""

    def __init__(self, form: FormSpec, desk: Desk, save: Callable[[Entered, Told], None]) -> None:
        """Create the screen of a form, with the desk that completes names, and `save`."""
        super().__init__(classes="small" if len(form.fields) == 1 else "")
        self._save = save
        self._form = form
        self._desk = desk
        self._file = DraftFile(desk.store_key, form.name)
        self._draft = self._file.read()
        if self._draft is not None and form.before is not None and self._draft.before is not None:
            # What was typed was meant for the record as it was then.
            self._form = form._replace(before=self._draft.before)
        self._rows: list[FieldRow] = []
        self._saving = False
        self._leaving = False
        self._keeping: Timer | None = None
        self._filled_in: Widget | None = None
        """The field that had the keyboard when saving began."""

    @property
    def _lookups(self) -> Lookups:
        """The names of the store as it is now."""
        return self._desk.lookups

    def _initial(self, spec: FieldSpec) -> str:
        """Return the first text of a field, neutral."""
        document = self._form.before if self._form.before is not None else self._form.given
        return self._shown(spec, document)

    def _shown(self, spec: FieldSpec, document: Mapping[str, object]) -> str:
        """Return the text for a record's value in a field, neutral."""
        text = shown(spec, document, self._lookups)
        return as_entered(text, lines=spec.form is FieldType.TEXT)

    def _last(self, spec: FieldSpec) -> str:
        """Return what the last record has in a field, if a person may want it again."""
        if not self._form.last or spec.name not in _REPEATED:
            return ""
        return self._shown(spec, self._form.last)

    def compose(self) -> ComposeResult:
        """Make the fields, a line that says how things are, and the keys."""
        self._rows = [
            FieldRow(spec, self._initial(spec), self._last(spec)) for spec in self._form.fields
        ]
        with Vertical(id="form") as box:
            box.border_title = Content(self._title)
            with VerticalScroll(id="fields", can_focus=False):
                yield from self._rows
            if self._has_numbers:
                yield OfferedLines(self._form.offered, id="form-offered")
            yield SaidLines(id="form-state")
        yield KeyBar(id="form-keys")

    @property
    def _title(self) -> str:
        """The title, without the keys where the line is too short: the key bar has them too."""
        title, room = self._form.title, self.app.size.width - _AROUND_TITLE
        while cell_len(title) > room and " · " in title:
            title = title.rpartition(" · ")[0]
        return title

    def on_resize(self) -> None:
        """Show as much of the title as there is room for now."""
        self.query_one("#form", Vertical).border_title = Content(self._title)

    def on_mount(self) -> None:
        """Take up what was typed before, and begin with the first field that is empty."""
        self._offer()
        self.query_one(KeyBar).show_place(
            Context.FORM, self._idle_commands(), {"save": self._form.done_by}
        )
        if self._draft is not None:
            for row in self._rows:
                row.text = self._draft.texts.get(row.spec.name, row.text)
            text = "What you typed before was restored; {begin_anew} discards it."
            self._say(table_of(self).told(text))
        self._desk.prepare_lookups(self._show_hints)
        self._begin()

    def _begin(self) -> None:
        """Go to the first field that has to be filled in, or to the first."""
        first = next((row for row in self._rows if row.spec.required and not row.text), None)
        self.set_focus((first or self._rows[0]).editor)

    @property
    def _has_numbers(self) -> bool:
        """Whether what is offered is taken by its number: a date begins with one itself."""
        return bool(self._form.offered) and self._form.fields[0].form is not FieldType.DATE

    def _offer(self) -> None:
        """Let the only field take what is offered, by a number or as a completion."""
        row, offered = self._rows[0], self._form.offered
        if not self._has_numbers:
            row.suggested = [Completed(one.value, one.label) for one in offered]
        elif isinstance(row.editor, FormInput | ChoiceField):
            row.editor.offers = len(offered)

    def _idle_commands(self) -> frozenset[str]:
        """Return the commands that can't act in this form, whatever is typed."""
        without = {"next_field"} if len(self._rows) == 1 else set()
        if not any(row.last for row in self._rows):
            without.add("repeat_last")
        if not any(row.can_be_completed for row in self._rows):
            without.add("take_completion")
        if self._form.choose_columns is None:
            without.add("choose_columns")
        return frozenset(without)

    def _known(self, row: FieldRow) -> object:
        """Return the first value of a field."""
        document = self._form.before if self._form.before is not None else self._form.given
        return known(row.spec, document)

    def _show_hint(self, row: FieldRow) -> None:
        """Show what the text of a field means."""
        row.understand(self._lookups, self._known(row))
        row.show_hint(self._lookups)

    def _show_hints(self) -> None:
        """Show what the texts of all fields mean."""
        for row in self._rows:
            self._show_hint(row)

    def on_descendant_focus(self) -> None:
        """Say what belongs in the field that is filled in."""
        self._show_hints()

    async def on_number_typed(self, event: NumberTyped) -> None:
        """Save what a number stands for."""
        if not self._saving:
            self._rows[0].text = self._form.offered[event.place].value
            await self.action_save()

    def on_field_row_edited(self, event: FieldRow.Edited) -> None:
        """Look at what was typed, and keep it aside."""
        self._leaving = False
        self._show_hint(event.row)
        for offered in self.query(OfferedLines):  # a number is a letter of the text now
            offered.display = event.row.text == event.row.initial
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(_OFTEN, self._keep)

    # Drafts.

    @property
    def _typed(self) -> dict[str, str]:
        """What was typed, by field."""
        return {row.spec.name: row.text for row in self._rows if row.text != row.initial}

    def _keep(self) -> None:
        """Keep aside what is typed."""
        if self._saving:
            return
        if typed := self._typed:
            self._file.keep(UnsavedForm(typed, self._form.before))
        else:
            self._file.forget()

    def keep_draft(self) -> None:
        """Keep aside what is typed, now and whatever is under way."""
        if self._keeping is not None:
            self._keeping.stop()
        self._saving = False
        self._keep()

    async def keep_typed(self) -> None:
        """Keep what is typed before a forced exit, and wait for what is being saved."""
        try:
            await self._drained()
            while self._saving:
                await asyncio.sleep(_OFTEN / 10)
        finally:
            if self in self.app.screen_stack:  # else all is saved
                self.keep_draft()

    def action_begin_anew(self) -> None:
        """Throw away what was typed, and start over."""
        for row in self._rows:
            row.text = row.initial
        self._file.forget()
        self._begin()
        self._say("Discarded.")

    async def action_leave_form(self) -> None:
        """Leave; if something was typed, at the second time."""
        await self._drained()
        if self._saving:
            return
        if self._typed and not self._leaving:
            self._leaving = True
            leave = table_of(self).key("leave_form")
            self._say(f"Not saved. {leave} again closes; your text is kept for the next time.")
            return
        if self._keeping is not None:
            self._keeping.stop()
        self._keep()
        self.dismiss(None)

    # Going from field to field.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002
        """Leave the arrows to a field of lines, until they lead out of it.

        While the form is saved nothing is done: what is typed then would not be saved with it.
        """
        if self._saving:
            return False
        if not isinstance(self.focused, TextArea):
            return action != "new_line"
        if action == "field_below":
            return self.focused.cursor_at_last_line
        return action != "field_above" or self.focused.cursor_at_first_line

    def _row(self) -> int:
        """Return the place of the field that is filled in."""
        focused = self.focused
        return next((n for n, row in enumerate(self._rows) if row.editor is focused), 0)

    async def _drained(self) -> None:
        """Wait until the field has taken all that was typed into it.

        Over a slow link keys arrive together: letters wait in the field while the key behind them
        is looked at already.
        """
        taken = asyncio.Event()
        if self.focused is not None and self.focused.call_later(taken.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(taken.wait(), _SECONDS_TO_TAKE)

    async def action_next_field(self) -> None:
        """Go to the next field; after the last, save."""
        if self._row() + 1 < len(self._rows):
            await self.action_field_below()
        else:
            await self.action_save()

    async def action_field_below(self) -> None:
        """Go to the field below; if there is none, say so."""
        await self._go_by(1, "This is the last field.")

    async def action_field_above(self) -> None:
        """Go to the field above; if there is none, say so."""
        await self._go_by(-1, "This is the first field.")

    async def _go_by(self, steps: int, at_end: str) -> None:
        """Go to another field, or say that there is none."""
        await self._drained()
        place = self._row() + steps
        if 0 <= place < len(self._rows):
            self.set_focus(self._rows[place].editor)
        else:
            only = "This is the only field." if len(self._rows) == 1 else at_end
            self.query_one(KeyBar).say(only)

    async def action_previous_field(self) -> None:
        """Take the completion before the one that was taken; else go to the field before."""
        await self._drained()
        if not self._rows[self._row()].complete_back():
            await self.action_field_above()

    async def action_repeat_last(self) -> None:
        """Take what the last record has in this field."""
        await self._drained()
        row = self._rows[self._row()]
        if not row.repeat():
            self._say(f"There is nothing to repeat in “{row.spec.label}”.")

    async def action_take_completion(self) -> None:
        """Take the next completion; if there is no other, go to the next field."""
        await self._drained()
        if not self._rows[self._row()].complete(self._lookups):
            await self.action_field_below()

    async def action_new_line(self) -> None:
        """Begin a new line."""
        await self._drained()
        if isinstance(self.focused, TextArea):
            self.focused.insert("\n")

    async def action_choose_columns(self) -> None:
        """Say which column of the file is which field, and go on from there."""
        await self._drained()
        if (choose := self._form.choose_columns) is None:
            self.query_one(KeyBar).say("Only a file that is imported has columns.")
        else:
            texts = {row.spec.name: row.text for row in self._rows}
            choose(texts, lambda: self.call_next(self.action_save))

    # Saving.

    def on_key(self, event: Key) -> None:
        """Say that nothing is typed into the fields while they are saved."""
        if self._saving:
            event.stop()
            self._refuse()

    def on_paste(self) -> None:
        """Say it of what is pasted, too."""
        if self._saving:
            self._refuse()

    def _refuse(self) -> None:
        """Say that the fields can't be changed now."""
        self.query_one(KeyBar).say("The form takes no keys until this is done.")

    async def action_save(self) -> None:
        """Save what is entered, if all of it can be understood."""
        await self._drained()
        if self._saving:
            return
        values = {}
        for row in self._rows:
            row.look()
            found = row.understand(self._lookups, self._known(row))
            if found.problem:
                row.insist(found.problem)
                self.set_focus(row.editor)
                self._say(f"Not saved: {row.spec.label}: {found.problem}")
                return
            if row.text != row.initial or self._form.before is None:
                values[row.spec.name] = found.value
        if not self._typed and self._form.before is not None:
            self.dismiss(None)
            return
        if self._form.before is None and values.get("status") == "confirmed":
            del values["status"]
        self._saving = True
        self._filled_in = self.focused
        self.set_focus(None)
        self._say("Saving …")
        form = self._form
        self._save(Entered(form.table, form.record_id, form.before, values), self._saved)

    def _saved(self, outcome: Outcome, now: Document | None) -> None:
        """Close the form once all is durable; else say why it is not."""
        if not outcome.problem:  # and nothing is kept aside any more, however late it comes
            self._file.forget()
            self.dismiss(None)
            return
        self._saving = False
        if self._filled_in is not None:
            self.set_focus(self._filled_in)
        self._say(f"Not saved: {outcome.problem}")
        if outcome.is_conflict:
            self._show_theirs(now)

    def _show_theirs(self, now: Document | None) -> None:
        """Show the other version of the record; the user decides about fields that both changed."""
        if now is None:
            self._form = self._form._replace(before=None, record_id="")
            save, leave = map(table_of(self).key, ("save", "leave_form"))
            deleted = "Another program deleted it meanwhile"
            self._say(f"{deleted}; {save} adds it again, {leave} doesn't.")
            return
        mine = self._typed
        self._form = self._form._replace(before=now)
        for row in self._rows:
            theirs = self._initial(row.spec)
            if theirs == row.initial:
                continue
            row.initial = theirs
            if row.spec.name in mine and mine[row.spec.name] != theirs:
                row.insist(f"another program set this: {theirs or 'nothing'}")
            else:
                row.text = theirs
        again = f"{table_of(self).key('save')} again"
        self._say(f"Not saved: another program changed this field; {again} overwrites it.")

    def show_state(self, text: str) -> None:
        """Say how far something is that was asked for; it is neutral already."""
        self._say(text)

    def _say(self, text: str) -> None:
        """Say how things are."""
        self.query_one("#form-state", SaidLines).show(line((plain(text), "sign")))
