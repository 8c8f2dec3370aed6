"""The statements of a result: the words first, then who said them, when, where and how."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from quoth.basics.dates import civil, without_year
from quoth.store.errors import StoreError
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import settings_of, table_of
from quoth.tui.look.painting import emphasise, ends, join, line, plain, width_of
from quoth.tui.threads.asking import Unreadable
from quoth.tui.widgets.markable_list import MARK_SIGN, MarkableList

if TYPE_CHECKING:
    from quoth.query.result import Result
    from quoth.search import Matches
    from quoth.store.model import Statement
    from quoth.store.snapshot import Snapshot

# What shows a statement is imported with the first one: the first paint comes the sooner.
# ruff: noqa: PLC0415

STAR = "star"
"""The tag that a star is."""
STAR_SIGN = "★"
_BEFORE_MATCH = 16
"""Characters of a quote that are shown before its first match, where that lies deep inside."""


_MARGIN = "▌ "
_INDENT = "▌   "
"""What stands before the words, and before what is said of them, where the cursor is."""

Sign = tuple[str, str]
"""A character of the margin, and the role that it is painted in."""
_REACH = 16
"""Characters of a date on which the cursor is painted at most."""


class StatementsPane(MarkableList):
    """Two lines a statement."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.STATEMENTS)]
    ITEM_HEIGHT: ClassVar[int] = 2

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with no statements."""
        super().__init__(id=id)
        self._matches: Matches | None = None
        self._year: int | None = None

    def bind_result(
        self, corpus: Snapshot, result: Result, row: int | None, *, steady: bool = False
    ) -> None:
        """Show the statements of a result, with the cursor on one of them if it is there.

        With all that can be as it was, if it is to be `steady`.
        """
        before = self._rows if corpus is self._corpus else ()
        self._corpus = corpus
        self._rows = result.rows
        self._matches = result.matches
        years = {civil(day)[0] for day in corpus.period or ()}
        self._year = years.pop() if len(years) == 1 else None
        self.border_title = Content(
            f"{table_of(self).key('statements')} Statements · {len(self._rows):,}"
        )
        place = self._place_of(row, self.cursor if steady else 0)
        self.hold_range(before)
        self.carry_marks(corpus)
        self.fill(len(self._rows), place, steady=steady)

    def action_read(self) -> None:
        """End the range that is being marked; else read the statement."""
        if not self.ends_range():
            self.action_choose()

    def _place_of(self, row: int | None, otherwise: int) -> int:
        """Return where a row stands in the list; some other place if it isn't there."""
        if row is None:
            return otherwise
        try:
            return self._rows.index(row)
        except ValueError:
            return otherwise

    @property
    def corpus(self) -> Snapshot | None:
        """What its rows are of."""
        return self._corpus

    @property
    def row(self) -> int | None:
        """The row under the cursor, if there are any."""
        return self._rows[self.cursor] if self._rows else None

    def empty_line(self) -> str:
        """Say that nothing matches, and what helps."""
        if self._corpus is None:
            return "Opening …"
        if not len(self._corpus):
            text = "Empty: {add_record} adds a statement, {take_in} an article."
            return table_of(self).told(text)
        from quoth.query.checked import standing
        from quoth.tui.lines.titles import waiting

        confirmed, drafts, _ = standing(self._corpus)
        if not confirmed and drafts:
            return f"{waiting(drafts, table_of(self).key('review'))} them."
        return f"Nothing matches. {table_of(self).key('back')} takes one step back."

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return the words, and a line about them."""
        assert self._corpus is not None  # noqa: S101  # without a corpus there are no items
        try:
            statement = self._corpus.statements[self._rows[item]]
        except StoreError as error:
            self.post_message(Unreadable(self._corpus, error))
            return [line((" …", "faint")), *[Content("")] * (self.ITEM_HEIGHT - 1)]
        cursor = (_MARGIN[0], "sign") if item == self.cursor else (" ", "faint")
        mark = (MARK_SIGN, "sign") if self.is_marked(item) else (_MARGIN[1:], cursor[1])
        return self._lines(self._corpus, statement, (cursor, mark), width)

    def _lines(
        self, corpus: Snapshot, statement: Statement, signs: tuple[Sign, Sign], width: int
    ) -> list[Content]:
        """Return the words, and a line about them, behind the signs of the cursor and a mark."""
        from quoth.presenting.quotation import speaker

        words = self._words(statement, width - 3)
        marks = _marks(statement)
        about = join([self._said(statement), plain(speaker(corpus, statement))])
        how = join([plain(statement.medium), str(statement.kind), *marks])
        if width_of(f"    {about} {how} ") > width:
            how = join([str(statement.kind), *marks])
        cursor = signs[0]
        below = ends(
            line(cursor, (_INDENT[1:], cursor[1]), (about, "faint")),
            line((f"{how} ", "faint")),
            width,
        )
        return [line(*signs) + words, below]

    def cursor_reach(self, item: int, part: int) -> int:
        """Paint the cursor on the margin, and on the date."""
        if part == 0 or self._corpus is None:
            return len(_MARGIN)
        when = ""
        with suppress(StoreError):  # which is told when the words are painted
            when = self._said(self._corpus.statements[self._rows[item]])
        return len(_INDENT) + min(len(when) + 1, _REACH)

    def _said(self, statement: Statement) -> str:
        """Say when, without the year where all of the store lies in one."""
        from quoth.presenting.quotation import said

        described = said(statement, settings_of(self).dates)
        return described if self._year is None else without_year(described, self._year)

    def _words(self, statement: Statement, width: int) -> Content:
        """Return the quote as one line, from where it matches."""
        from quoth.presenting.quotation import OPENING, polarity, quoted
        from quoth.search import highlights
        from quoth.store.model import Kind

        text = plain(quoted(statement))
        word = polarity(statement)
        mark = line((f"{word} ", "sign") if word else "")
        width -= mark.cell_length
        spans = highlights(text, self._matches)
        if spans and spans[0][1] > width > _BEFORE_MATCH:
            start = text.rfind(" ", 0, max(1, spans[0][0] - _BEFORE_MATCH)) + 1
            head = f"{OPENING}… " if statement.kind is Kind.DIRECT else "… "
            text = head + text[start:]
            moved = len(head) - start
            spans = [(first + moved, last + moved) for first, last in spans]
        return mark + emphasise(line(text), spans, "match")


class CompactStatements(StatementsPane):
    """One line a statement: the words, and who said them when."""

    ITEM_HEIGHT: ClassVar[int] = 1

    def _lines(
        self, corpus: Snapshot, statement: Statement, signs: tuple[Sign, Sign], width: int
    ) -> list[Content]:
        """Return the words, cut so that who said them, and when, has room."""
        from quoth.presenting.quotation import speaker

        room = max(width // 3, 12)
        name = line((plain(speaker(corpus, statement)), "faint")).truncate(room, ellipsis=True)
        rest = join([*reversed(_marks(statement)), self._said(statement)])
        about = name + line((f" · {rest} ", "faint"))
        words = self._words(statement, width - about.cell_length - 3)
        return [ends(line(*signs) + words, about, width)]


def _marks(statement: Statement) -> tuple[str, str]:
    """Return the status of a statement that isn't confirmed, and its star; else nothing."""
    from quoth.store.model import Status

    status = "" if statement.status is Status.CONFIRMED else str(statement.status)
    return status, STAR_SIGN if STAR in statement.tags else ""
