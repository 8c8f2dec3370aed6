"""Reading the store and running queries off the event loop, for the screen that asks."""

from __future__ import annotations

import gc

from textual.message import Message
from textual.screen import Screen

from quoth.corpus import Corpus
from quoth.query import Query, Result, run
from quoth.search import Searcher
from quoth.store import Location, StoreError


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


class Answered(Message):
    """A query was run."""

    def __init__(self, result: Result) -> None:
        """Take its result."""
        super().__init__()
        self.result = result


class Asker:
    """Reads a store once, and answers the query that was asked last; others are dropped."""

    def __init__(self, screen: Screen[None], location: Location) -> None:
        """Take the screen that gets the answers, and the store."""
        self._screen = screen
        self._location = location
        self._asked = 0
        self._waiting: Query | None = None
        self.corpus: Corpus | None = None
        self._searcher: Searcher | None = None

    def open(self) -> None:
        """Begin to read the store."""
        self._screen.run_worker(self._open, thread=True, group="open")

    def _open(self) -> None:
        """Read the store, then its words; in a thread, which imports what it takes to read."""
        # ruff: noqa: PLC0415
        from quoth.search.index import SearchIndex
        from quoth.search.matching import FuzzySearcher
        from quoth.store.loading import load

        gc.disable()  # millions of records are made, and none of them is garbage
        try:
            corpus = Corpus(load(self._location.path)).prepare()
            self._screen.post_message(Opened(corpus))
            self._screen.post_message(Indexed(FuzzySearcher(SearchIndex(corpus))))
        except StoreError as error:
            self._screen.post_message(Failed(error))
        finally:
            gc.freeze()
            gc.enable()

    def opened(self, corpus: Corpus) -> None:
        """Answer from this corpus from now on."""
        self.corpus = corpus

    def indexed(self, searcher: Searcher) -> None:
        """Search with this from now on; what waited for it is asked."""
        self._searcher = searcher
        if self._waiting is not None:
            self.ask(self._waiting)

    def ask(self, query: Query) -> bool:
        """Run a query, and tell whether it is under way; a search waits until it can be made."""
        self._asked += 1
        asked, corpus, searcher = self._asked, self.corpus, self._searcher
        self._waiting = None
        if corpus is None or (query.text.strip() and searcher is None):
            self._waiting = query
            return False

        def superseded() -> bool:
            return asked != self._asked

        def answer() -> None:
            result = run(corpus, query, searcher, superseded)
            if not superseded():
                self._screen.post_message(Answered(result))

        self._screen.run_worker(answer, thread=True, group="query")
        return True

    def is_current(self, result: Result, query: Query) -> bool:
        """Tell whether a result answers the query at hand: an older one may have been posted."""
        return self.corpus is not None and result.query == query
