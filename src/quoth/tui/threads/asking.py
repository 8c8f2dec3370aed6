"""Reading the store and running queries off the event loop, for the screen that asks.

One thread opens the store, another answers. Both are daemons: whoever leaves does not wait for
them. Of several queries only the newest is answered; one that is under way is given up.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.screen import Screen

from quoth.basics.places import FilePath
from quoth.index.segment.facets import Facet
from quoth.query import Query
from quoth.store import Location, StoreError
from quoth.store.errors import Damaged

if TYPE_CHECKING:
    from quoth.index.corpus import Corpus
    from quoth.index.rows import Sets
    from quoth.query.language.completion import Completion
    from quoth.query.result import Result
    from quoth.query.run import Engine

Counts = Mapping[Facet, Mapping[str, int]]
MOST_VALUES: Final = 200
"""Values of a facet that are counted for the dialog of filters."""
_LARGE: Final = 1 << 23
"""Bytes of a store that is worth loading numpy for, where that is installed."""
KEPT: Final = 1 << 24
"""Bytes of the largest store that is kept in memory, whatever becomes of the file."""


class StoreOpened(Message):
    """The store, or the first part of it, can be looked at."""

    def __init__(self, corpus: Corpus, engine: Engine, share: float) -> None:
        """Take what it holds, what runs queries over it, and how much of it that is."""
        super().__init__()
        self.corpus = corpus
        self.engine = engine
        self.share = share


class Read(Message):
    """More of the store is read."""

    def __init__(self, share: float) -> None:
        """Take how much."""
        super().__init__()
        self.share = share


class Failed(Message):
    """The store can't be read."""

    def __init__(self, error: StoreError) -> None:
        """Take the reason."""
        super().__init__()
        self.error = error


class Unreadable(Message):
    """Something of what was shown isn't there: the file may be another, or its index is damaged."""

    def __init__(self, corpus: Corpus, error: StoreError | Damaged) -> None:
        """Take what it was of, and what is wrong."""
        super().__init__()
        self.corpus = corpus
        self.error = error


class Broke(Message):
    """One of the threads met an error that nobody foresaw."""

    def __init__(self, error: Exception) -> None:
        """Take the error."""
        super().__init__()
        self.error = error


class Answered(Message):
    """A query was run."""

    def __init__(
        self, corpus: Corpus, result: Result, counts: Counts, completions: Sequence[Completion]
    ) -> None:
        """Take its result, and the counts of facets and the completions that were asked for."""
        super().__init__()
        self.completions = completions
        self.corpus = corpus
        self.result = result
        self.counts = counts


class _Question:
    """A query, on what it is to be asked."""

    def __init__(self, engine: Engine, query: Query, *, counting: bool, cursor: int | None) -> None:
        """Take all that an answer needs."""
        self.cursor = cursor
        self.engine = engine
        self.query = query
        self.counting = counting


class Asker:
    """Opens a store once, and answers the query that was asked last."""

    def __init__(
        self, screen: Screen[None], location: Location, saved: Callable[[], Mapping[str, str]]
    ) -> None:
        """Take the screen that gets the answers, the store, and what queries may name."""
        self._screen = screen
        self._location = location
        self._saved = saved
        self._asked: _Question | None = None
        self._bell = threading.Condition()
        self._closed = False
        self._complete = False
        self._opener = threading.Thread(target=self._guarded, args=(self._open,), daemon=True)
        self._answerer = threading.Thread(
            target=self._guarded, args=(self._answer_all,), daemon=True
        )
        self.engine: Engine | None = None
        self.idle = threading.Event()
        """Set while nothing is under way: for those who have to wait."""

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
        if self.engine is not None:
            self.engine.corpus.close()

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do the work of a thread; what breaks it breaks the program, not the thread alone."""
        try:
            work()
        except StoreError as error:
            self._post(Failed(error))
        except Exception as error:  # noqa: BLE001  # raised again where it ends the program
            self._post(Broke(error))

    def _open(self) -> None:
        """Open the store, in steps if it is large; in a thread, which imports what that takes."""
        # ruff: noqa: PLC0415
        from quoth.index.opening import forget

        gc.disable()  # what is made now stays, and none of it is garbage
        try:
            try:
                self._open_in_steps(None)
            except Damaged:
                self._open_in_steps(forget(self._location.path))
        finally:
            gc.freeze()
            gc.enable()

    def _open_in_steps(self, cache: FilePath | None) -> None:
        """Open the store, whose index is kept in the folder `cache`, and tell of each step.

        The part of the index that the screen reads itself is checked: the screen can't ask again.

        Raises:
            Damaged: the index is to be rebuilt.
        """
        from quoth.index.indexing import opened_in_steps
        from quoth.index.opening import check_index
        from quoth.query.run import Engine

        path, make_sets = self._location.path, self.make_sets()
        for step in opened_in_steps(path, cache=cache, make_sets=make_sets):
            if self._closed:
                return
            if step.corpus is None:
                self._post(Read(step.share))
            else:
                check_index(step.corpus, searched=False)
                if step.share >= 1:
                    step.corpus.file.keep(KEPT)
                engine = Engine(step.corpus.prepare(), self._saved)
                self._post(StoreOpened(step.corpus, engine, step.share))
                if step.share >= 1:
                    with suppress(Damaged):  # the next question finds out
                        engine.prepare()

    def make_sets(self) -> Callable[[int], Sets]:
        """Return what handles sets of rows: with numpy where that is installed, and pays."""
        from quoth.index.rows import PureSets

        try:
            if os.stat(self._location.path).st_size < _LARGE:
                return PureSets
            from quoth.index.rows_numpy import NumpySets
        except (OSError, ImportError):
            return PureSets
        return NumpySets

    def _post(self, message: Message) -> None:
        """Post a message, unless the screen is gone."""
        if not self._closed:
            self._screen.post_message(message)

    def opened(self, engine: Engine, *, complete: bool) -> None:
        """Answer with this from now on."""
        self.engine = engine
        self._complete = complete

    def ask(self, query: Query, *, counting: bool, cursor: int | None) -> None:
        """Have a query run, as soon as there is something to run it over.

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
