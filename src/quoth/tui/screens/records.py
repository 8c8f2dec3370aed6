"""The sources, events, topics and checks: a list from which they are edited, and added to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from quoth.basics.dates import describe
from quoth.editing.fields import TITLES
from quoth.presenting.claim_checks import rating
from quoth.store.snapshot import Snapshot
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import settings_of, table_of
from quoth.tui.look.painting import ends, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane

if TYPE_CHECKING:
    from quoth.tui.editing.desk import Desk

_TITLES = {
    "sources": "Sources",
    "events": "Events",
    "topics": "Topics",
    "checks": "Checks of claims",
}


class _Item(NamedTuple):
    """A line of the list: a title, or the number of a record."""

    table: str
    number: int = -1


class RecordList(ListPane):
    """The records, each read once it is seen."""

    def __init__(self, corpus: Snapshot, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Create the list of the records of a snapshot."""
        super().__init__(id=id)
        self._corpus = corpus
        self._items: Sequence[_Item] = ()

    def show(self, corpus: Snapshot, table: str, record_id: str = "") -> None:
        """Show the records of a corpus, with the cursor on one, or on the first of a table."""
        self._corpus = corpus
        self._items = [
            item
            for name in _TITLES
            for item in (_Item(name), *(_Item(name, n) for n in corpus.table(name).numbers()))
        ]
        number = corpus.table(table).number(record_id) if record_id else None
        wanted = _Item(table, -1 if number is None else number)
        place = self._items.index(wanted)
        is_title = number is None and self._items[place + 1 : place + 2] != []
        self.fill(len(self._items), place + (1 if is_title else 0))

    @property
    def record(self) -> tuple[str, str]:
        """The table under the cursor, and the id of the record; nothing for a title."""
        item = self._items[self.cursor]
        if item.number < 0:
            return item.table, ""
        return item.table, str(self._corpus.table(item.table).record(item.number).id)

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return a title with how many there are, or what a record is called."""
        table, number = self._items[item]
        cursor = line(("▌" if item == self.cursor else " ", "sign"))
        if number < 0:
            count = f" · {len(self._corpus.table(table)):,}"
            return [cursor + line((f"{_TITLES[table]}{count}", "label"))]
        record = self._corpus.table(table).record(number)
        name = plain(getattr(record, TITLES[table]))
        about = ""
        if table == "events":
            about = describe(record.when, settings_of(self).dates)
        elif table == "checks":
            about = plain(rating(record))
        elif table == "sources":
            about = plain(record.publisher)
        return [ends(cursor + line(f"  {name}"), line((f"{about} ", "faint")), width)]


class RecordsScreen(Dialog[None], inherit_bindings=False):
    """The dialog; it stays open while records are edited."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.RECORDS)]

    def __init__(self, desk: Desk, table: str, source: str) -> None:
        """Create the screen for a desk, opened at a table or at a source."""
        super().__init__()
        self._desk = desk
        self._begin = (table, source if table == "sources" else "")

    def compose(self) -> ComposeResult:
        """Make the list."""
        with Vertical(id="records-box"):
            records = RecordList(self._desk.lookups.corpus, id="records")
            edit, add, delete = map(table_of(self).key, ("edit_this", "add_one", "delete_this"))
            records.border_title = Content(f"{edit} edits, {add} adds, {delete} deletes")
            yield records
        yield KeyBar(id="records-keys")

    def on_mount(self) -> None:
        """Show the records."""
        self.query_one(KeyBar).show_place(Context.RECORDS)
        self._list.show(self._desk.lookups.corpus, *self._begin)
        self._list.focus()

    def show_changes(self) -> None:
        """Show the records as they are now."""
        self._list.show(self._desk.lookups.corpus, *self._list.record)

    @property
    def _list(self) -> RecordList:
        return self.query_one(RecordList)

    async def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Edit what was clicked."""
        event.stop()
        await self.action_edit_this()

    async def action_edit_this(self) -> None:
        """Edit the record under the cursor; add one where a title is."""
        table, record_id = self._list.record
        if record_id:
            await self._desk.edit_record(table, record_id)
        else:
            await self._desk.add_to(table)

    async def action_add_one(self) -> None:
        """Add a record of the kind under the cursor."""
        await self._desk.add_to(self._list.record[0])

    def action_delete_this(self) -> None:
        """Delete the record under the cursor."""
        table, record_id = self._list.record
        if record_id:
            self._desk.delete_record(table, record_id)

    def action_close_records(self) -> None:
        """Close the list."""
        self.dismiss(None)
