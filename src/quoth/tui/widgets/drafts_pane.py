"""Drafts in a list, each with its speaker and its words, and which of them were in view."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from textual.content import Content

from quoth.presenting.quotation import polarity, quoted, said, speaker
from quoth.store.snapshot import Snapshot
from quoth.tui.editing.reviewing import Item
from quoth.tui.look.painting import ends, join, line, plain
from quoth.tui.widgets.tall_list import TallList

_MOST: Final = 4
"""Lines of its words that a draft takes; of longer ones the beginning and the end are shown."""


class DraftsPane(TallList):
    """The drafts; those that are left out say so."""

    def __init__(self, corpus: Snapshot, out: Collection[str], *, id: str) -> None:  # noqa: A002  # Textual's name
        """Take the store, and the ids of the drafts that are left out."""
        super().__init__(id=id)
        self._corpus = corpus
        self._out = out
        self._drafts: Sequence[Item] = ()
        self._seen: set[str] = set()

    def show(self, drafts: Sequence[Item]) -> None:
        """Show drafts, from the first on."""
        self._drafts = drafts
        self.fill(len(drafts), 0)

    @property
    def item(self) -> Item:
        """The draft at the cursor; there is one at least."""
        return self._drafts[self.cursor]

    def show_unseen(self) -> bool:
        """Go to the first draft whose last line wasn't in view yet; tell whether there is one."""
        self._look()
        unseen = [n for n, one in enumerate(self._drafts) if one.id not in self._seen]
        if unseen:
            self._turn_to(unseen[0])
        return bool(unseen)

    def watch_cursor(self, before: int, after: int) -> None:
        """Note what was in view before the list scrolls."""
        self._look()
        super().watch_cursor(before, after)

    def _look(self) -> None:
        """Note the drafts whose last line is in view."""
        ends_seen = (
            place.item for place in self.places if place == self._heights.end_of(place.item)
        )
        self._seen.update(self._drafts[one].id for one in ends_seen if one < len(self._drafts))

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return who says a draft, of what kind and how sure it is, and its words."""
        draft = self._drafts[item]
        statement, room = draft.statement, max(width - 2, 8)
        about = join([str(statement.kind), polarity(statement), said(statement)])
        who = line((plain(speaker(self._corpus, statement)), "strong"), (f"  {about}", "label"))
        is_out = draft.id in self._out
        sure = ("stays", "chosen") if is_out else (f"{draft.noted.confidence:.2f}", "sign")
        words = line((plain(quoted(statement)), "faint" if is_out else "")).wrap(room)
        if len(words) > _MOST:
            gap = line((f"[{len(words) - _MOST + 1:,} lines more]", "faint"))
            words = [*words[: _MOST - 2], gap, words[-1]]
        return [line(" ") + one for one in (ends(who, line(sure), room), *words)]
