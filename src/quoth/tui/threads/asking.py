"""Reading the store and running queries off the event loop, for the screen that asks.

One thread opens the store, another answers. Both are daemons: leaving doesn't wait for
them. Of several queries only the newest is answered; one that is under way is given up.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.screen import Screen

from quoth.query import Query
from quoth.store import StoreError
from quoth.store.errors import Damaged
from quoth.store.facets import Facet

if TYPE_CHECKING:
    from quoth.query.language.completion import Completion
    from quoth.query.result import Result
    from quoth.query.seam import StoreAccess, StoreQueries
    from quoth.store.snapshot import Snapshot

Counts = Mapping[Facet, Mapping[str, int]]
MOST_VALUES: Final = 200
"""Values of a facet that are counted for the dialog of filters."""


class StoreOpened(Message):
    """The store, or the first part of it, can be looked at."""

    def __init__(self, engine: StoreQueries, share: float, told: str = "") -> None:
        """Create the message with the engine, how much of the store it has read, and a notice."""
        super().__init__()
        self.engine = engine
        self.share = share
        self.told = told


class Read(Message):
    """More of the store is read."""

    def __init__(self, share: float) -> None:
        """Create the message with the share that is read."""
        super().__init__()
        self.share = share


class Failed(Message):
    """The store can't be read."""

    def __init__(self, error: StoreError) -> None:
        """Create the message with the reason."""
        super().__init__()
        self.error = error


class Unreadable(Message):
    """Something shown is missing: the store may have been replaced, or its index is damaged."""

    def __init__(self, corpus: Snapshot, error: StoreError | Damaged) -> None:
        """Create the message with the snapshot and the error."""
        super().__init__()
        self.corpus = corpus
        self.error = error


class Broke(Message):
    """One of the threads met an unexpected error."""

    def __init__(self, error: Exception) -> None:
        """Create the message with the error."""
        super().__init__()
        self.error = error


class Answered(Message):
    """A query was run."""

    def __init__(
        self, corpus: Snapshot, result: Result, counts: Counts, completions: Sequence[Completion]
    ) -> None:
        """Create the message with a result, and the requested counts and completions."""
        super().__init__()
        self.completions = completions
        self.corpus = corpus
        self.result = result
        self.counts = counts


class _Question:
    """A query, on what it is to be asked."""

    def __init__(
        self, engine: StoreQueries, query: Query, *, counting: bool, cursor: int | None
    ) -> None:
        """Create a question with everything that its answer needs."""
        self.cursor = cursor
        self.engine = engine
        self.query = query
        self.counting = counting


class Asker:
    """Opens a store once, and answers the query that was asked last."""

    def __init__(self, screen: Screen[None], store: StoreAccess) -> None:
        """Create the thread that answers a screen's questions about a store."""
        self._screen = screen
        self._store = store
        self._asked: _Question | None = None
        self._bell = threading.Condition()
        self._closed = False
        self._complete = False
        self._opener = threading.Thread(target=self._guarded, args=(self._open,), daemon=True)
        self._answerer = threading.Thread(
            target=self._guarded, args=(self._answer_all,), daemon=True
        )
        self.engine: StoreQueries | None = None
        self.idle = threading.Event()
        """Events that are set while the screen's threads are idle."""

    def open(self) -> None:
        """Begin to read the store."""
        self._opener.start()
        self._answerer.start()

    def close(self) -> None:
        """Answer no more."""
        with self._bell:
            self._closed = True
            self._asked = None
            self._bell.notify()
            self.idle.set()
        self._store.close()

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do the work of a thread; what breaks it breaks the program, not the thread alone."""
        try:
            work()
        except StoreError as error:
            self._post(Failed(error))
        except Exception as error:  # noqa: BLE001  # raised again where it ends the program
            self._post(Broke(error))

    def _open(self) -> None:
        """Open the store, and report each step; in a thread."""
        gc.disable()  # what is made now stays, and none of it is garbage
        try:
            for step in self._store.open():
                if self._closed:
                    return
                if step.queries is None:
                    self._post(Read(step.share))
                    continue
                self._post(StoreOpened(step.queries, step.share, step.told))
                if step.share >= 1:
                    with suppress(Damaged):  # the next question finds out
                        step.queries.prepare()
        finally:
            gc.freeze()
            gc.enable()

    def _post(self, message: Message) -> None:
        """Post a message, unless the screen is gone."""
        if not self._closed:
            self._screen.post_message(message)

    def opened(self, engine: StoreQueries, *, complete: bool) -> None:
        """Use this engine from now on."""
        self.engine = engine
        self._complete = complete

    def ask(self, query: Query, *, counting: bool, cursor: int | None) -> None:
        """Run a query, as soon as there is something to run it over.

        With a `cursor`, what completes the text there is found, too.
        """
        if self.engine is None:
            return
        with self._bell:
            self.idle.clear()
            self._asked = _Question(self.engine, query, counting=counting, cursor=cursor)
            self._bell.notify()

    def _answer_all(self) -> None:
        """Answer the newest question, again and again; in a thread."""
        while not self._closed:
            with self._bell:
                self._bell.wait_for(lambda: self._asked is not None or self._closed)
                question = self._asked
            if question is None:
                return
            answer = self._answer_or_trouble(question)
            with self._bell:
                if self._asked is question:
                    self._post(answer)
                    self._asked = None
                    if self._complete:
                        self.idle.set()

    def _answer_or_trouble(self, question: _Question) -> Answered | Unreadable:
        """Run a query; once the store was read, others may have it changed meanwhile."""
        try:
            return self._answer(question)
        except (StoreError, Damaged) as error:
            if not self._complete:
                raise
            return Unreadable(question.engine.corpus, error)

    def _answer(self, question: _Question) -> Answered:
        """Run a query; the answer means nothing once another was asked."""

        def superseded() -> bool:
            return self._asked is not question

        engine = question.engine
        found = engine.find(question.query, cancelled=superseded)
        result = engine.result(found)
        counting = question.counting and not superseded()
        counts = engine.count(found, MOST_VALUES) if counting else {}
        completions: Sequence[Completion] = ()
        if question.cursor is not None and not superseded():
            completions = engine.complete(question.query.text, question.cursor)
        return Answered(engine.corpus, result, counts, completions)
