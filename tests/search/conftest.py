"""A search of the sample, which tests may ask for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quoth.index.corpus import Corpus
from quoth.query.run import Engine
from tests.making import found_in

Find = Callable[[str], list[str]]
"""Words in, the ids of statements out, best first."""


@pytest.fixture(scope="session")
def engine(sample: Corpus) -> Engine:
    """Return what searches the sample."""
    return Engine(sample)


@pytest.fixture(scope="session")
def find(engine: Engine) -> Find:
    """Return what finds statements of the sample."""
    return lambda text: found_in(engine, text)
