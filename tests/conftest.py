"""What every test may ask for."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from compileall import compile_file
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import settings

from quoth.index.corpus import Corpus
from quoth.index.opening import open_corpus
from quoth.store.location import sample_path
from quoth.store.parsing import Tables
from tests.making import write_store
from tests.postgres import new_database, postgres_cluster, server_database

__all__ = ["new_database", "postgres_cluster", "server_database"]

# Where the tests guard others' work they are the same each time; elsewhere they look for news.
settings.register_profile("quoth", deadline=None, max_examples=30)
settings.register_profile("guard", deadline=None, max_examples=20, derandomize=True)
settings.load_profile("guard" if "CI" in os.environ else "quoth")
# For an afternoon: pytest --hypothesis-profile=thorough
settings.register_profile("thorough", deadline=None, max_examples=1_000)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Have a few more workers than processors: many a test waits for a terminal."""
    return (os.cpu_count() or 1) + 2


def pytest_sessionstart(session: pytest.Session) -> None:
    """Have each worker compile its share of the program and the tests, before each collects all.

    Workers collect in the same order at the same time: where nothing is compiled yet, each of them
    would compile every file and rewrite the assertions of every test, and that takes longer than to
    collect them.
    """
    worker, tests = os.environ.get("PYTEST_XDIST_WORKER"), Path(__file__).parent
    if worker is None or [Path(each).resolve() for each in session.config.args] != [tests]:
        return
    first, step = int(worker.removeprefix("gw")), int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    program = sorted((tests.parent / "src").rglob("*.py"))[first::step]
    if not sys.dont_write_bytecode:
        for file in program:
            compile_file(file, quiet=2)
    share = sorted(tests.rglob("test_*.py"))[first::step]
    for name in _names(share, tests.parent):
        with suppress(Exception, pytest.skip.Exception):  # the collection says what is wrong
            import_module(name)


def _names(files: Iterable[Path], folder: Path) -> list[str]:
    """Return the names of the modules in some files below a folder."""
    found = (file.relative_to(folder).with_suffix("").parts for file in files)
    return [".".join(parts).removesuffix(".__init__") for parts in found]


@pytest.fixture(scope="session")
def sample_file() -> Path:
    """Return the file of the bundled sample."""
    return Path(sample_path())


@pytest.fixture(scope="session", autouse=True)
def _no_cache_but_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep every test, and all it starts, out of the cache and the settings of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUOTH_CONFIG", os.devnull)
        patch.setenv("QUOTH_CACHE", str(tmp_path_factory.mktemp("cache") / "quoth"))
        yield


@pytest.fixture(scope="session")
def sample(sample_file: Path) -> Corpus:
    """Return the bundled sample; nothing can change it."""
    return open_corpus(sample_file)


@pytest.fixture
def save(tmp_path: Path) -> Callable[[Tables], Path]:
    """Return what saves tables as the file of a store, and says where."""

    def to_file(tables: Tables) -> Path:
        return write_store(tmp_path / "store.json", tables)

    return to_file


def pytest_collection_finish(session: pytest.Session) -> None:
    """Look for garbage in what a test makes alone, and seldom.

    Collected tests, modules and assertions are some hundred megabytes that no test lets go of; to
    look through them again and again took a quarter of the time of all tests of the explorer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session")
def _frozen() -> Iterator[list[None]]:
    """Note each time that something is kept until its process ends.

    To ask how much is kept takes a walk through all that the tests themselves keep: after every
    test, that was a tenth of the whole run.
    """
    freezes: list[None] = []
    freeze = gc.freeze

    def noted() -> None:
        freezes.append(None)
        freeze()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", noted)
        yield freezes


@pytest.fixture(autouse=True)
def _nothing_is_kept_for_good(_frozen: list[None]) -> Iterator[None]:
    """Let go of what an explorer keeps until its process ends, open files among it."""
    yield
    if _frozen:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _frozen.clear()
