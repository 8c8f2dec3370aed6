"""What is exported: some statements of a corpus in an order, or all that a store holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quoth.store.model import ClaimCheck, Statement
from quoth.store.snapshot import Snapshot


class Selection(NamedTuple):
    """Statements of a corpus.

    A writer goes through them once, or twice if something has to be written before them. Each time
    they are read from the store's file one by one, so that a million of them take little memory.
    """

    corpus: Snapshot
    rows: Sequence[int]
    is_whole: bool = False
    """Whether this is all that the store holds, what no statement refers to included."""

    def statements(self) -> Iterator[Statement]:
        """Yield the statements, in order."""
        return map(self.corpus.read_statement, self.rows)


def checks_of(selection: Selection) -> Iterator[ClaimCheck]:
    """Yield the checks of the statements of a selection, of no others; with a whole store all."""
    checks = selection.corpus.checks
    if selection.is_whole or not checks:
        yield from checks
        return
    chosen = {statement.id for statement in selection.statements()}
    for check in checks:
        there = tuple(one for one in check.statements if one in chosen)
        if there:
            yield check._replace(statements=there)


def everything(corpus: Snapshot) -> Selection:
    """Return all that a store holds, the newest statements first."""
    return Selection(corpus, corpus.newest, is_whole=True)
