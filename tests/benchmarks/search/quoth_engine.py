"""quoth itself: its search alone, as a shell has it and as the explorer has it, and a whole screen.

It reads its store's file, and not the texts that the others are given: its building includes
parsing and checking every record. It also looks into contexts and speakers' names.
"""

from __future__ import annotations

from itertools import islice
from typing import ClassVar

from tests.benchmarks.search.engine import WANTED, Place, Texts, folder_bytes

from quoth.index.opening import open_corpus
from quoth.index.rows import PureSets, Sets
from quoth.query import Query
from quoth.query.run import Engine


class Quoth:
    """Opens a corpus and searches it with Python and rapidfuzz, as `quoth find` does."""

    counts: ClassVar[bool] = False
    """Whether a search includes what all panes of a screen show of its result."""

    def __init__(self, place: Place) -> None:
        """Open nothing yet."""
        self._place = place
        self._engine: Engine | None = None

    def _sets(self, size: int) -> Sets:
        """Return what handles the rows."""
        return PureSets(size)

    def build(self, statements: Texts) -> None:
        """Open the store for the first time."""
        corpus = open_corpus(self._place.store, cache=self._place.folder, make_sets=self._sets)
        self._engine = Engine(corpus)

    def open(self, statements: Texts) -> None:
        """Open the store again."""
        self.build(statements)

    def search(self, text: str) -> list[str]:
        """Return the statements that are shown first."""
        engine = self._engine
        assert engine is not None
        found = engine.find(Query(text))
        rows = engine.result(found).rows if self.counts else engine.rows(found)
        return [engine.corpus.statements[row].id for row in islice(rows, WANTED)]

    def index_bytes(self) -> int:
        """Return the size of what is kept of the store."""
        return folder_bytes(self._place.folder)


class QuothWithNumpy(Quoth):
    """The same with numpy, as the explorer does where it is installed."""

    def _sets(self, size: int) -> Sets:
        """Return what handles the rows."""
        from quoth.index.rows_numpy import NumpySets  # noqa: PLC0415  # numpy may not be there

        return NumpySets(size)


class QuothScreen(QuothWithNumpy):
    """A search with all that the explorer's panes show: counts by actor and by date, lanes."""

    counts = True
