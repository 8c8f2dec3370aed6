"""The times that an actor took a position, as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from quoth.tui.configured import settings_of
from quoth.tui.lines.position_lines import occasion_lines
from quoth.tui.widgets.tall_list import TallList

if TYPE_CHECKING:
    from quoth.query.changes.deciding import PositionOccasion
    from quoth.store.snapshot import Snapshot


class OccasionsList(TallList):
    """The times that a position was taken, once per quote."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Show nothing yet."""
        super().__init__(id=id)
        self._corpus: Snapshot | None = None
        self.occasions: Sequence[PositionOccasion] = ()
        self._unsure: frozenset[int] = frozenset()

    def show(
        self,
        corpus: Snapshot,
        occasions: Sequence[PositionOccasion],
        unsure: frozenset[int] = frozenset(),
        at: str = "",
    ) -> None:
        """Show some of a store; those at some places may belong elsewhere.

        The cursor stays on its statement, if that is shown still; at first it goes to a named one.
        """
        before = self.statement or at
        self._corpus, self.occasions, self._unsure = corpus, occasions, unsure
        ids = [corpus.statements[one.rows[0]].id for one in occasions] if before else []
        self.fill(len(occasions), ids.index(before) if before in ids else 0)

    def empty_line(self) -> str:
        """Say that there is nothing."""
        return "Nothing."

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return when a position was taken and where that stands, and the words."""
        mark = "?" if item in self._unsure else " "
        assert self._corpus is not None  # noqa: S101  # else there are no items
        form = settings_of(self).dates
        return occasion_lines(self._corpus, self.occasions[item], width, form, mark)

    @property
    def statement(self) -> str | None:
        """The id of the statement under the cursor, the first of its quote."""
        if not self.occasions or self._corpus is None:
            return None
        return self._corpus.statements[self.occasions[self.cursor].rows[0]].id
