"""A list of statements that can be marked: one by one, from here to there, or all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.message import Message

from quoth.store.errors import StoreError
from quoth.tui.configured import picking_of, told_keys
from quoth.tui.explorer.marks import Marks, pieces
from quoth.tui.parts import WidgetPart
from quoth.tui.widgets.messages import READING

if TYPE_CHECKING:
    from quoth.store.snapshot import Snapshot
    from quoth.tui.widgets.tall_list import TallList as _Part
else:
    _Part = WidgetPart

_FEW: Final = 300
"""Marks that are looked up in another snapshot within a frame."""
_WAIT: Final = "The store was changed; finding its marks again. Press the key once more."
_PICKS: Final = "quoth pick takes one statement: {take_statement} takes it."


class MarkableList(_Part):
    """The part of a tall list whose items are rows of a snapshot, some of them marked."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with no statements, and no marks."""
        super().__init__(id=id)
        self._corpus: Snapshot | None = None
        self._rows: Sequence[int] = ()
        self.marks = Marks()
        self._range_from: int | None = None

    class MarksChanged(Message):
        """Other statements are marked, or a range is begun or left."""

        def __init__(self, said: str = "") -> None:
            """Create the message with a neutralised text about the change."""
            super().__init__()
            self.said = said

    class MarksBehind(Message):
        """The marks are another snapshot's, and too many to be looked up at once."""

        def __init__(self, marks: Marks, now: Snapshot) -> None:
            """Create the message with the marks, and the snapshot to look them up in."""
            super().__init__()
            self.marks = marks
            self.now = now

    # What is marked.

    def is_marked(self, item: int) -> bool:
        """Tell whether an item is marked, or will be where the range ends here."""
        if self._range_from is not None:
            first, last = sorted((self._range_from, self.cursor))
            if first <= item <= last:
                return True
        return self._rows[item] in self.marks

    @property
    def in_range(self) -> int:
        """How many items the range has that is being marked; 0 where none is."""
        return 0 if self._range_from is None else abs(self.cursor - self._range_from) + 1

    @property
    def are_marks_behind(self) -> bool:
        """Whether marks are still to be looked up in what is shown."""
        return self.marks.is_known and self.marks.snapshot is not self._corpus

    def carry_marks(self, corpus: Snapshot) -> None:
        """Carry the marks over to their statements in another snapshot."""
        marks = self.marks
        if not marks.is_known or marks.snapshot is corpus:
            return
        if marks.size > _FEW:
            self.post_message(self.MarksBehind(marks, corpus))
            return
        try:
            self.take_marks(marks.carried_to(corpus))
        except StoreError:
            self.lose_marks()

    def take_marks(self, marks: Marks) -> None:
        """Take marks that were looked up, if they are still those of what is shown."""
        if marks.snapshot is self._corpus:
            self.marks = marks
            self._show_marks()
        elif self._corpus is not None:  # it was changed again meanwhile
            self.post_message(self.MarksBehind(marks, self._corpus))

    def lose_marks(self) -> None:
        """Forget the marks: the statements that had them can't be read any more."""
        self.marks = Marks()
        self._show_marks("The marks are lost: the store was replaced by another program.")

    def _show_marks(self, said: str = "") -> None:
        """Show what is marked now."""
        self.forget_lines()
        self.post_message(self.MarksChanged(said))

    # Marking.

    def _may_mark(self) -> Snapshot | None:
        """Return the snapshot in which statements may be marked now; say why if none may."""
        why = ""
        if picking_of(self) is not None:
            why = told_keys(self, _PICKS)
        elif self._corpus is None:
            why = READING
        elif not self._rows:
            why = "There is no statement here."
        elif self.are_marks_behind:
            why = _WAIT
        if why:
            self.post_message(self.MarksChanged(why))
            return None
        return self._corpus

    def _put(self, rows: Sequence[int], *, on: bool) -> None:
        """Mark rows or take their marks off, and say how many are marked now."""
        assert self._corpus is not None  # noqa: S101  # there are rows
        self.marks.put(self._corpus, rows, on=on)
        self._show_marks(self._about_marks() if self.marks else "Nothing is marked.")

    def _about_marks(self) -> str:
        """Say how many are marked, what for, and how to be rid of the marks."""
        number = f"{self.marks.count:,} marked"
        return told_keys(self, f"{number}: keys act on the marked; {{clear_marks}} clears them.")

    def action_mark(self) -> None:
        """Mark the statement under the cursor, or take its mark off, and go down."""
        if self._range_from is not None:
            self._end_range()
        elif self._may_mark() is not None:
            row = self._rows[self.cursor]
            self._put([row], on=row not in self.marks)
            self.cursor += 1

    def action_mark_range(self) -> None:
        """Begin to mark here, or end it here."""
        if self._range_from is not None:
            self._end_range()
        elif self._may_mark() is not None:
            self._range_from = self.cursor
            self._show_marks(
                told_keys(self, "Marking from here; {mark_range} ends it, {back} cancels.")
            )

    def _end_range(self) -> None:
        """Mark what lies between where the range began and the cursor."""
        assert self._range_from is not None  # noqa: S101  # it was begun
        first, last = sorted((self._range_from, self.cursor))
        self._range_from = None
        if self._may_mark() is not None:
            self._put(self._rows[first : last + 1], on=True)

    def leave_range(self) -> bool:
        """Mark no range, and tell whether one was begun."""
        was, self._range_from = self._range_from is not None, None
        if was:
            self._show_marks("No range is marked.")
        return was

    def ends_range(self) -> bool:
        """End the range that is being marked, and tell whether there was one."""
        was = self._range_from is not None
        if was:
            self._end_range()
        return was

    async def mark_all(self) -> None:
        """Mark all that is shown; other things go on meanwhile."""
        corpus, rows = self._may_mark(), self._rows
        if corpus is None:
            return
        self._range_from = None
        marks = self.marks
        for piece in pieces(rows):
            marks.put(corpus, piece)
            await asyncio.sleep(0)
        if self.marks is marks:
            self._show_marks(self._about_marks())

    def clear_marks(self) -> int:
        """Take all marks off, and return how many there were."""
        number, self.marks, self._range_from = self.marks.count, Marks(), None
        self._show_marks()
        return number

    def hold_range(self, before: Sequence[int]) -> None:
        """Keep the range that is being marked where it began, in another list of rows."""
        if self._range_from is None:
            return
        try:
            self._range_from = self._rows.index(before[self._range_from])
        except (ValueError, IndexError):
            self.leave_range()

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint the items that are in the range, or not in it any more."""
        super().watch_cursor(before, after)
        if self._range_from is not None:
            self._show_marks()
