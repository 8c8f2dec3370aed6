"""The statements of a result: the words first, then who said them, when, where and how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from quoth.corpus import Corpus
from quoth.dates import civil
from quoth.model import Kind, Statement, Status
from quoth.query import Result
from quoth.query.checked import standing
from quoth.quotation import OPENING, quoted, said, speaker
from quoth.search import Matches, highlights
from quoth.store.errors import StoreError
from quoth.tui.asking import Unreadable
from quoth.tui.commands import Place, bindings
from quoth.tui.painting import emphasise, ends, join, line, plain, width_of
from quoth.tui.titles import waiting
from quoth.tui.widgets.list_pane import ListPane

STAR = "star"
"""The tag that a star is."""
STAR_SIGN = "★"
_BEFORE_MATCH = 16
"""Characters of a quote that are shown before its first match, where that lies deep inside."""


class StatementsPane(ListPane):
    """Two lines a statement."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.STATEMENTS)]
    ITEM_HEIGHT: ClassVar[int] = 2

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with no statements."""
        super().__init__(id=id)
        self._corpus: Corpus | None = None
        self._rows: Sequence[int] = ()
        self._matches: Matches | None = None
        self._year = ""

    def bind_result(
        self, corpus: Corpus, result: Result, row: int | None, *, steady: bool = False
    ) -> None:
        """Show the statements of a result, with the cursor on one of them if it is there.

        With all that can be as it was, if it is to be `steady`.
        """
        self._corpus = corpus
        self._rows = result.rows
        self._matches = result.matches
        years = {civil(day)[0] for day in corpus.period or ()}
        self._year = f" {years.pop()}" if len(years) == 1 else ""
        self.border_title = Content(f"2 Statements · {len(self._rows):,}")
        place = self._place_of(row, self.cursor if steady else 0)
        self.fill(len(self._rows), place, steady=steady)

    def _place_of(self, row: int | None, otherwise: int) -> int:
        """Return where a row stands in the list; some other place if it isn't there."""
        if row is None:
            return otherwise
        try:
            return self._rows.index(row)
        except ValueError:
            return otherwise

    @property
    def row(self) -> int | None:
        """The row under the cursor, if there are any."""
        return self._rows[self.cursor] if self._rows else None

    def empty_line(self) -> str:
        """Say that nothing matches, and what helps."""
        if self._corpus is None:
            return "Opening …"
        if not len(self._corpus):
            return "The store has no statements."
        confirmed, drafts, _ = standing(self._corpus)
        if not confirmed and drafts:
            return f"{waiting(drafts)} them."
        return "Nothing matches. esc takes one step back."

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return the words, and a line about them."""
        assert self._corpus is not None  # noqa: S101  # without a corpus there are no items
        try:
            statement = self._corpus.statements[self._rows[item]]
        except StoreError as error:
            self.post_message(Unreadable(self._corpus, error))
            return [line((" …", "faint")), Content("")]
        cursor = ("▌" if item == self.cursor else " ", "sign")
        words = self._words(statement, width - 3)
        status = "" if statement.status is Status.CONFIRMED else str(statement.status)
        about = join([self._said(statement), plain(speaker(self._corpus, statement))])
        star = STAR_SIGN if STAR in statement.tags else ""
        how = join([plain(statement.medium), str(statement.kind), status, star])
        if width_of(f"    {about} {how} ") > width:
            how = join([str(statement.kind), status, star])
        below = ends(line(cursor, "   ", (about, "faint")), line((f"{how} ", "faint")), width)
        return [line(cursor, " ") + words, below]

    def _said(self, statement: Statement) -> str:
        """Say when, without the year where all of the store lies in one."""
        return said(statement).removesuffix(self._year)

    def _words(self, statement: Statement, width: int) -> Content:
        """Return the quote as one line, from where it matches."""
        text = plain(quoted(statement))
        spans = highlights(text, self._matches)
        if spans and spans[0][1] > width > _BEFORE_MATCH:
            start = text.rfind(" ", 0, max(1, spans[0][0] - _BEFORE_MATCH)) + 1
            head = f"{OPENING}… " if statement.kind is Kind.DIRECT else "… "
            text = head + text[start:]
            moved = len(head) - start
            spans = [(first + moved, last + moved) for first, last in spans]
        return emphasise(line(text), spans, "match")
