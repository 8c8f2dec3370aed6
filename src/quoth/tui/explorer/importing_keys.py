"""A file that is imported in the explorer: its form, its columns, and a preview of the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from quoth.editing.entering import Entered
from quoth.editing.errors import EditError
from quoth.store.errors import StoreError
from quoth.tui.configured import told_keys
from quoth.tui.editing.importing import (
    FILE,
    FORM,
    column_fields,
    import_way,
    maps_of,
    nothing_new,
    planned,
    seen_columns,
)
from quoth.tui.screens.confirming import ConfirmScreen
from quoth.tui.screens.form import FormScreen, FormSpec
from quoth.tui.threads.working import Outcome

if TYPE_CHECKING:
    from quoth.formats.importing.columns import SeenColumn
    from quoth.formats.importing.reporting import Plan
    from quoth.query.seam import Changer
    from quoth.tui.editing.desk import Desk, Told
    from quoth.tui.explorer.host import ExplorerHost


class FileImport:
    """One file on its way into the store."""

    def __init__(self, screen: ExplorerHost, desk: Desk) -> None:
        """Create the import over a screen, with the desk that changes the store."""
        self._screen = screen
        self._desk = desk
        self._values: Mapping[str, object] = {}
        """What was entered: the file, and what stands in where it says nothing."""
        self._maps: tuple[str, Sequence[str]] = ("", ())
        """The file whose columns a person decided on, and what each is."""
        self._plan: Plan | None = None

    async def begin(self) -> None:
        """Ask for a file, show what importing it would do, and import it once that is agreed to."""
        ways = "{save} shows what it would add, {leave_form} closes"
        title = f"Import a file · {told_keys(self._screen, ways)}"
        form = FormSpec(
            title, "import", FORM, done_by="preview", choose_columns=self._columns_in_form
        )
        await self._screen.app.push_screen(FormScreen(form, self._desk, self._save))

    def _save(self, entered: Entered, told: Told) -> None:
        """Show what an import of what is entered would do."""
        self._values = entered.values

        def tell(found: Plan | str) -> None:
            problem = self._problem(found)
            told(Outcome(None, problem), None)
            if not problem:
                self._preview()

        self._look(tell)

    def _look(self, tell: Callable[[Plan | str], None]) -> None:
        """Plan the import, and pass on the plan or why there is none."""
        values, maps = self._values, self._maps_for(str(self._values[FILE]))

        def look(workspace: Changer) -> Plan | str:
            try:
                return planned(workspace, values, maps)
            except (EditError, StoreError) as error:
                return str(error)

        self._desk.worker.look(look, tell)

    def _problem(self, found: Plan | str) -> str:
        """Take a plan; return why it can't be agreed to, if it can't."""
        if isinstance(found, str):
            return found
        self._plan = found
        if found.change.edits:
            return ""
        remedy = "" if found.report.has_words else "; {choose_columns} says which column is which"
        return nothing_new(found.report) + told_keys(self._screen, remedy)

    def _preview(self) -> None:
        """Show what an import would do, and do it once that is agreed to."""
        if self._plan is None:
            return

        def answer(way: int | None) -> None:
            if way is None or (made := self._plan) is None:
                self._desk.say("Nothing was imported.")
            else:
                self._desk.change(lambda _: made.change)

        way, has_columns = import_way(self._plan), bool(self._plan.report.columns)
        columns = self._columns_in_preview if has_columns else None
        self._screen.app.push_screen(ConfirmScreen([way], columns), answer)

    # The columns.

    def _maps_for(self, file: str) -> Sequence[str]:
        """Return what was decided of the columns of a file."""
        return self._maps[1] if self._maps[0] == file else ()

    def _columns_in_form(self, texts: Mapping[str, str], then: Callable[[], object]) -> None:
        """Ask which column is which, and go on to the preview."""

        def save(told: Told) -> None:
            told(Outcome(None), None)
            then()

        self._ask_columns(texts[FILE], save)

    def _columns_in_preview(self) -> None:
        """Ask which column is which, and show the preview of that."""

        def save(told: Told) -> None:
            def tell(found: Plan | str) -> None:
                before, problem = self._plan, self._problem(found)
                told(Outcome(None, problem), None)
                if problem:
                    self._plan = before
                elif self._plan is not None:
                    shown = self._screen.app.screen
                    if isinstance(shown, ConfirmScreen):
                        shown.show_other(import_way(self._plan))

            self._look(tell)

        self._ask_columns(str(self._values[FILE]), save)

    def _ask_columns(self, file: str, save: Callable[[Told], None]) -> None:
        """Open a form with a field for each column of a file."""
        maps = self._maps_for(file)

        def look(_: Changer) -> Sequence[SeenColumn] | str:
            try:
                return seen_columns(file, maps)
            except EditError as error:
                return str(error)

        def tell(found: Sequence[SeenColumn] | str) -> None:
            if isinstance(found, str):
                self._tell_in_form(found)
                return
            fields, given = column_fields(found)

            def keep(entered: Entered, told: Told) -> None:
                try:
                    self._maps = (file, maps_of(found, entered.values))
                except EditError as error:
                    told(Outcome(None, str(error)), None)
                else:
                    save(told)

            ways = "{save} previews, {leave_form} closes"
            title = f"Which column is which? · {told_keys(self._screen, ways)}"
            form = FormSpec(title, "columns", fields, file, given=given, done_by="preview")
            self._screen.app.push_screen(FormScreen(form, self._desk, keep))

        self._desk.worker.look(look, tell)

    def _tell_in_form(self, problem: str) -> None:
        """Say why a file shows no columns, in the form or the preview that asked for them."""
        shown = self._screen.app.screen
        if isinstance(shown, FormScreen):
            shown.show_state(problem)
        else:
            self._desk.say(problem)
