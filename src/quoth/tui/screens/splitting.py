"""Splitting an actor: statements are picked, and given to a new actor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from quoth.editing.fields import FieldSpec
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import table_of
from quoth.tui.editing import people
from quoth.tui.editing.people import StatementCard
from quoth.tui.look.painting import ends, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane

if TYPE_CHECKING:
    from quoth.tui.editing.desk import Desk

_NAME = FieldSpec("name", "name", about="the new actor's name", required=True)


class SaidList(ListPane):
    """The statements that name an actor, those picked marked."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with none."""
        super().__init__(id=id)
        self._said: Sequence[StatementCard] | None = None
        self.picked: set[str] = set()

    def show(self, said: Sequence[StatementCard]) -> None:
        """Show statements."""
        self._said = said
        self.fill(len(said), 0)

    def empty_line(self) -> str:
        """Say that nothing is there."""
        return "…" if self._said is None else "No statement names this actor."

    def pick(self) -> None:
        """Pick the statement under the cursor, or don't any more, and go on to the next."""
        if self._said:
            self.picked ^= {self._said[self.cursor].key}
            self.refresh()
            self.cursor += 1

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return a statement, with its mark."""
        assert self._said is not None  # noqa: S101  # else there are no items
        one = self._said[item]
        on = one.key in self.picked
        head = line(("▌" if item == self.cursor else " ", "sign"))
        head += line(("[✓] " if on else "[ ] ", "sign" if on else "faint"))
        about = line((f" {plain(one.about)} ", "faint"))
        return [ends(head + line((plain(one.quote), "chosen" if on else "")), about, width)]

    def chooses_at_once(self) -> bool:
        """Pick by a click."""
        return True


class SplitScreen(Dialog[None], inherit_bindings=False):
    """The dialog: which statements, and then the name."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.SPLITTING)]

    def __init__(self, desk: Desk, actor: str) -> None:
        """Create the dialog that splits an actor."""
        super().__init__()
        self._desk = desk
        self._actor = actor

    def compose(self) -> ComposeResult:
        """Make the list."""
        name = plain(self._desk.lookups.name("actors", self._actor))
        with Vertical(id="splitting-box"):
            said = SaidList(id="splitting")
            pick, take = map(table_of(self).key, ("pick", "name_them"))
            title = f"Which are not {name}'s? · {pick} picks, {take} names"
            said.border_title = Content(title)
            yield said
        yield KeyBar(id="splitting-keys")

    def on_mount(self) -> None:
        """Look up the statements."""
        self.query_one(KeyBar).show_place(Context.SPLITTING)
        said = self.query_one(SaidList)
        said.focus()
        self._desk.worker.look(lambda it: people.naming(it, self._actor), said.show)

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Pick what was clicked."""
        event.stop()
        self.action_pick()

    def action_pick(self) -> None:
        """Pick the statement under the cursor, or don't."""
        self.query_one(SaidList).pick()

    async def action_name_them(self) -> None:
        """Ask for the name of the new actor."""
        picked = frozenset(self.query_one(SaidList).picked)
        if picked:
            await self._desk.ask_name(_NAME, self._actor, picked, self.close)
        else:
            text = table_of(self).told("First pick the new actor's statements with {pick}.")
            self.query_one(KeyBar).say(text)

    def close(self) -> None:
        """Close the dialog."""
        self.dismiss(None)

    def action_leave_whole(self) -> None:
        """Leave the actor whole."""
        self.close()
