"""Reading the store and running queries off the event loop, for the screen that asks.

One thread reads the store, another answers. Both are daemons: whoever leaves does not wait for
them. Of several queries only the newest is answered; one that is under way is given up.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Mapping

from textual.message import Message
from textual.screen import Screen

from quoth.corpus import Corpus, Facet
from quoth.query import Query, Result, count_facets, run
from quoth.search import Searcher
from quoth.store import Location, StoreError

Counts = Mapping[Facet, Mapping[str, int]]


class Opened(Message):
    """The store is read."""

    def __init__(self, corpus: Corpus) -> None:
        """Take what it holds."""
        super().__init__()
        self.corpus = corpus


class Indexed(Message):
    """The quotes can be searched."""

    def __init__(self, searcher: Searcher) -> None:
        """Take what searches them."""
        super().__init__()
        self.searcher = searcher


class Failed(Message):
    """The store can't be read."""

    def __init__(self, error: StoreError) -> None:
        """Take the reason."""
        super().__init__()
        self.error = error


class Broke(Message):
    """One of the threads met an error that nobody foresaw."""

    def __init__(self, error: Exception) -> None:
        """Take the error."""
        super().__init__()
        self.error = error


class Answered(Message):
    """A query was run."""

    def __init__(self, result: Result, counts: Counts) -> None:
        """Take its result, and the counts of all facets where those were asked for."""
        super().__init__()
        self.result = result
        self.counts = counts


class _Question:
    """A query, on what it is to be asked."""

    def __init__(
        self, corpus: Corpus, query: Query, searcher: Searcher | None, *, counting: bool
    ) -> None:
        """Take all that an answer needs."""
        self.corpus = corpus
        self.query = query
        self.searcher = searcher
        self.counting = counting


class Asker:
    """Reads a store once, and answers the query that was asked last."""

    def __init__(self, screen: Screen[None], location: Location) -> None:
        """Take the screen that gets the answers, and the store."""
        self._screen = screen
        self._location = location
        self._searcher: Searcher | None = None
        self._asked: _Question | None = None
        self._waiting: tuple[Query, bool] | None = None
        self._bell = threading.Condition()
        self._closed = False
        self._opener = threading.Thread(target=self._guarded, args=(self._open,), daemon=True)
        self._answerer = threading.Thread(
            target=self._guarded, args=(self._answer_all,), daemon=True
        )
        self.corpus: Corpus | None = None
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

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do the work of a thread; what breaks it breaks the program, not the thread alone."""
        try:
            work()
        except Exception as error:  # noqa: BLE001  # raised again where it ends the program
            self._post(Broke(error))

    def _open(self) -> None:
        """Read the store, then its words; in a thread, which imports what it takes to read."""
        # ruff: noqa: PLC0415
        from quoth.search.index import SearchIndex
        from quoth.search.matching import FuzzySearcher
        from quoth.store.loading import load

        gc.disable()  # millions of records are made, and none of them is garbage
        try:
            corpus = Corpus(load(self._location.path)).prepare()
            self._post(Opened(corpus))
            self._post(Indexed(FuzzySearcher(SearchIndex(corpus))))
        except StoreError as error:
            self._post(Failed(error))
        finally:
            gc.freeze()
            gc.enable()

    def _post(self, message: Message) -> None:
        """Post a message, unless the screen is gone."""
        if not self._closed:
            self._screen.post_message(message)

    def opened(self, corpus: Corpus) -> None:
        """Answer from this corpus from now on."""
        self.corpus = corpus

    def indexed(self, searcher: Searcher) -> None:
        """Search with this from now on; what waited for it is asked."""
        self._searcher = searcher
        if self._waiting is not None:
            query, counting = self._waiting
            self.ask(query, counting=counting)
            return
        with self._bell:
            if self._asked is None:
                self.idle.set()

    def ask(self, query: Query, *, counting: bool) -> bool:
        """Have a query run, and tell whether it is; a search waits until it can be made."""
        self._waiting = None
        if self.corpus is None or (query.text.strip() and self._searcher is None):
            self._waiting = (query, counting)
            return False
        with self._bell:
            self.idle.clear()
            self._asked = _Question(self.corpus, query, self._searcher, counting=counting)
            self._bell.notify()
        return True

    def _answer_all(self) -> None:
        """Answer the newest question, again and again; in a thread."""
        while not self._closed:
            with self._bell:
                self._bell.wait_for(lambda: self._asked is not None or self._closed)
                question = self._asked
            if question is None:
                return
            answer = self._answer(question)
            with self._bell:
                if self._asked is question:
                    self._post(answer)
                    self._asked = None
                    if self._searcher is not None:
                        self.idle.set()

    def _answer(self, question: _Question) -> Answered:
        """Run a query; the answer means nothing once another was asked."""

        def superseded() -> bool:
            return self._asked is not question

        corpus, query = question.corpus, question.query
        result = run(corpus, query, question.searcher, superseded)
        counting = question.counting and not superseded()
        return Answered(result, count_facets(corpus, query, result.matches) if counting else {})
