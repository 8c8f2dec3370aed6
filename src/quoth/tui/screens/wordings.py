"""One quote in several wordings: the statements with each, and the differences."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.css.query import NoMatches

from quoth.editing.deciding import Deciding
from quoth.store.errors import Damaged, StoreError
from quoth.store.model import Kind, Statement, WordingVerdict
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import settings_of
from quoth.tui.lines.wording_lines import checked, heading, wording_lines
from quoth.tui.look.painting import plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.tall_list import TallList

if TYPE_CHECKING:
    from quoth.query.families.model import ComparedMember, WordingFamily
    from quoth.query.seam import StoreQueries
    from quoth.store import Location
    from quoth.store.snapshot import Snapshot


_OF_SEVERAL: Final = frozenset(
    {"read_wording", "same_quote", "misquoted", "other_quote", "right_wording", "write_wordings"}
)
"""The commands that have no use if there is only one wording."""


def _alone(statement: Statement) -> str:
    """Say why there is no other wording; others may well say the same in a paraphrase."""
    if statement.kind is Kind.INDIRECT:
        return "Only verbatim words are compared: this is a paraphrase."
    return "No other statement has these words."


class WordingsList(TallList):
    """The statements of a family: the reference, then those that may matter most."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="wordings")
        self._corpus: Snapshot | None = None
        self._empty = "Looking for other wordings…"
        self.family: WordingFamily | None = None

    def show(self, corpus: Snapshot, family: WordingFamily | None, problem: str = "") -> None:
        """Show a family, or why there is none."""
        self._corpus = corpus
        self.family = family
        self._empty = problem or "There is no such statement any more."
        title = heading(corpus, family) if family is not None else "One quote, its wordings"
        self.border_title = Content(title)
        self.border_subtitle = Content(checked(corpus, family) if family is not None else "")
        self.fill(len(family.members) if family else 0, self.cursor)

    @property
    def corpus(self) -> Snapshot | None:
        """What the family is of."""
        return self._corpus

    @property
    def compared(self) -> ComparedMember | None:
        """The statement under the cursor beside the reference; nothing if they are the same."""
        if self.family is None or not self.cursor:
            return None
        return self.family.others[self.cursor - 1]

    def empty_line(self) -> str:
        """Say that it is still looked for, or that there is none."""
        return self._empty

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return a statement: its words, what differs in them, and where it stands."""
        assert self.family is not None  # noqa: S101  # else there are no items
        assert self._corpus is not None  # noqa: S101
        return wording_lines(self._corpus, self.family, item, width, settings_of(self).dates)


class WordingsScreen(Dialog[str], inherit_bindings=False):
    """The dialog, whose result is the id of the statement to read, if any."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.WORDINGS)]

    def __init__(
        self,
        engine: Callable[[], StoreQueries],
        statement: str,
        decide: Callable[[Deciding], None],
        idle: threading.Event,
        location: Location,
        back_at: str = "",
    ) -> None:
        """Take what finds wordings now, whose they are, what keeps a decision, and where they are.

        `idle` is set once the wordings are found. The cursor begins at the statement `back_at`.
        """
        super().__init__()
        self._back_at = back_at
        self._engine = engine
        self._statement = statement
        self._decide = decide
        self._idle = idle
        self._location = location

    def compose(self) -> ComposeResult:
        """Make the list and the keys."""
        with Vertical(id="wordings-box"):
            found = WordingsList()
            found.border_title = Content("One quote, its wordings")
            yield found
        yield KeyBar(id="wordings-keys")

    def on_mount(self) -> None:
        """Look for the wordings."""
        self.query_one(KeyBar).show_place(Context.WORDINGS)
        self.query_one(WordingsList).focus()
        self.show_changes()

    def show_changes(self) -> None:
        """Look for the wordings in the current store, in the background."""
        self._idle.clear()
        threading.Thread(target=self._find, args=(self._engine(),), daemon=True).start()

    def _find(self, engine: StoreQueries) -> None:
        """Look for the wordings; in a thread."""
        family, problem = None, ""
        try:
            row = engine.corpus.row_of(self._statement)
            family = None if row is None else engine.family(row)
            if family is None and row is not None:
                problem = _alone(engine.corpus.statements[row])
        except (StoreError, Damaged) as error:
            problem = plain(str(error))
        if self.is_running:
            with suppress(NoMatches, RuntimeError):  # it was closed meanwhile
                self.app.call_from_thread(self._show, engine, family, problem)
        self._idle.set()

    def _show(self, engine: StoreQueries, family: WordingFamily | None, problem: str) -> None:
        """Show what was found."""
        shown = self.query_one(WordingsList)
        shown.show(engine.corpus, family, problem)
        if self._back_at and family is not None:
            ids = [member.statement.id for member in family.members]
            shown.cursor = ids.index(self._back_at) if self._back_at in ids else shown.cursor
            self._back_at = ""
        is_alone = family is None
        self.query_one("#wordings-box").set_class(is_alone, "alone")
        self.query_one(KeyBar).show_place(
            Context.WORDINGS, _OF_SEVERAL if is_alone else frozenset()
        )

    def say(self, text: str) -> bool:
        """Say something in place of the keys."""
        self.query_one(KeyBar).say(text)
        return True

    def action_choose(self) -> None:
        """Read the statement under the cursor."""
        self.query_one(WordingsList).action_choose()

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Close the dialog, to read a statement."""
        event.stop()
        family = self.query_one(WordingsList).family
        if family is not None:
            self.dismiss(family.members[event.item].statement.id)

    def action_write_wordings(self) -> None:
        """Ask for a file, and write the statements of the quote to it."""
        from quoth.tui.sending.exporting import ask_for_rows  # noqa: PLC0415  # once one writes

        shown, say = self.query_one(WordingsList), self.query_one(KeyBar).say
        if shown.corpus is None or shown.family is None:
            say("There is no other wording.")
            return
        rows = [member.row for member in shown.family.members]
        ask_for_rows(self, shown.corpus, rows, self._location, say)

    def action_close_wordings(self) -> None:
        """Close the dialog."""
        self.dismiss(None)

    # What a person decides.

    def action_same_quote(self) -> None:
        """Decide that two are wordings of one quote."""
        self._decided(WordingVerdict.SAME)

    def action_misquoted(self) -> None:
        """Decide that one misquotes the other."""
        self._decided(WordingVerdict.MISQUOTE)

    def action_other_quote(self) -> None:
        """Decide that two are not one quote."""
        self._decided(WordingVerdict.DIFFERENT)

    def action_right_wording(self) -> None:
        """Decide that the wording under the cursor is the right one."""
        shown = self.query_one(WordingsList)
        one, family = shown.compared, shown.family
        if family is None:
            self.say("There is no other wording.")
            return
        if one is None:
            self.say("It is already the reference.")
            return
        pair = one.member.statement.id, family.reference.statement.id
        self._decide(Deciding(pair, WordingVerdict(one.verdict or WordingVerdict.SAME), pair[0]))

    def _decided(self, verdict: WordingVerdict) -> None:
        """Keep what is decided about the statement under the cursor and what it is beside."""
        shown = self.query_one(WordingsList)
        one = shown.compared
        if one is None:
            alone = "There is no other wording."
            others = "This is what the others are compared with; go to one of them."
            self.say(alone if shown.family is None else others)
            return
        pair = one.member.statement.id, one.against.statement.id
        right = pair[1] if verdict is WordingVerdict.MISQUOTE else ""
        self._decide(Deciding(pair, verdict, right))
