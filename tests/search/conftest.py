"""A search of the sample, which tests may ask for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quoth.corpus import Corpus
from quoth.query import Query, run
from quoth.search.index import SearchIndex
from quoth.search.matching import FuzzySearcher

Find = Callable[[str], list[str]]
"""Words in, the ids of statements out, best first."""


@pytest.fixture(scope="session")
def searcher(sample: Corpus) -> FuzzySearcher:
    """Return the search of the sample."""
    return FuzzySearcher(SearchIndex(sample))


@pytest.fixture(scope="session")
def find(sample: Corpus, searcher: FuzzySearcher) -> Find:
    """Return what finds statements of the sample."""

    def found(text: str) -> list[str]:
        return [sample.statements[row].id for row in run(sample, Query(text), searcher).rows]

    return found
