"""The text of several statements, to be copied together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from quoth.store.model import Statement
from quoth.store.snapshot import Snapshot
from quoth.tui.explorer.marks import Marks

_ENOUGH: Final = 100_000
"""Characters than which no terminal takes more: no more are read."""


def joined(
    snapshot: Snapshot, marks: Marks, text_of: Callable[[Snapshot, Statement], str]
) -> tuple[str, int]:
    """Return a text of each marked statement, the newest first, and how many there are.

    Where that is more than a terminal takes, only its beginning is there.
    """
    texts: list[str] = []
    length = 0
    for row in marks.among(snapshot.everything.newest):
        texts.append(text_of(snapshot, snapshot.read_statement(row)))
        length += len(texts[-1]) + 2
        if length > _ENOUGH:
            break
    return "\n\n".join(texts), len(texts)
