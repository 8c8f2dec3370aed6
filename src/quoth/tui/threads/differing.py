"""Which statements have a wording that differs in what may matter; found beside the screen."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from quoth.store.errors import Damaged, StoreError

if TYPE_CHECKING:
    from quoth.query.seam import StoreQueries
    from quoth.store.snapshot import Snapshot

_MOST_WAITING: Final = 64
"""Statements that are checked in turn; those scrolled past are asked for again when in view."""
_PAUSE: Final = 0.002
"""Seconds between two of them, in which the screen's own thread goes first."""


class DifferenceFinder:
    """Tells whether statements have a differing wording; checks only those it is asked about."""

    def __init__(
        self,
        engine: Callable[[], StoreQueries],
        idle: threading.Event,
        tell: Callable[[], object],
    ) -> None:
        """Create a finder; `tell` is called in a thread for each difference found.

        `idle` is set while nothing is looked for.
        """
        self._engine = engine
        self._idle = idle
        self._tell = tell
        self._lock = threading.Lock()
        self._corpus: Snapshot | None = None
        self._known: dict[int, bool] = {}
        self._waiting: dict[int, None] = {}
        self._works = False

    def is_marked(self, corpus: Snapshot, row: int) -> bool:
        """Tell whether a wording of a statement differs, as far as that is known; else find out."""
        with self._lock:
            if corpus is not self._corpus:
                self._corpus, self._known, self._waiting = corpus, {}, {}
            if row not in self._known:
                self._waiting.pop(row, None)
                self._waiting[row] = None
                if len(self._waiting) > _MOST_WAITING:
                    del self._waiting[next(iter(self._waiting))]
                if not self._works:
                    self._works = True
                    self._idle.clear()
                    threading.Thread(target=self._work, daemon=True).start()
            return self._known.get(row, False)

    def stop(self) -> None:
        """Look for nothing more."""
        with self._lock:
            self._waiting.clear()

    def _work(self) -> None:
        """Look at what waits, what was asked for last first; in a thread."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._works = False
                    self._idle.set()
                    return
                row, _ = self._waiting.popitem()
                corpus, known = self._corpus, self._known
            assert corpus is not None  # noqa: S101  # it is known where anything waits
            known[row] = found = self._differs(corpus, row)
            if found:
                self._tell()
            time.sleep(_PAUSE)

    def _differs(self, corpus: Snapshot, row: int) -> bool:
        """Tell whether a wording of a statement differs in what may matter."""
        engine = self._engine()
        try:
            now = engine.corpus.row_of(corpus.statements[row].id)
            family = None if now is None else engine.family(now)
        except (StoreError, Damaged):  # reading the statement reports it
            return False
        return family is not None and now is not None and family.differs_highly(now)
