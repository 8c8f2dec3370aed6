"""A large store is read by a process of its own, whatever becomes of that process."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from quoth.index import indexing, opening
from quoth.index.corpus import Corpus
from quoth.index.indexing import IndexingStep, main, opened_in_steps
from quoth.index.opening import open_corpus
from quoth.index.segment.shelf import Shelf
from quoth.store import StoreError, scanning
from quoth.store.parsing import Tables
from tests.making import records_of, say, small_stores_kept, tables_of, write_store

STATEMENTS = 400
SMALL = """
from quoth.index import appending, indexing, opening
from quoth.index.segment import building
from quoth.store import file, scanning

opening._SMALL = appending._GROWN = indexing._OFTEN = 0
building._EARLY = (50, 200)
for module in (scanning, file, appending):
    module.CHUNK = 1024
scanning._WINDOW = 1024
"""
"""Has another process take a small store for a large one."""


def many() -> Tables:
    """Return the tables of a store of some hundred statements."""
    tables = tables_of(records_of(say(f"Bread number {n}", n) for n in range(1, STATEMENTS + 1)))
    return {"actors": tables.pop("actors"), "sources": tables.pop("sources"), **tables}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return the file of a store of some hundred statements."""
    return write_store(tmp_path / "store.json", many())


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which segments are kept."""
    path = tmp_path / "cache"
    monkeypatch.setenv("QUOTH_CACHE", str(path))
    return path


@pytest.fixture(autouse=True)
def _taken_for_large(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(opening, "_SOON_READ", 0)
    monkeypatch.setattr(scanning, "_WINDOW", 1024)
    with small_stores_kept(1024):
        yield


Works = Callable[[str], Path]


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Works:
    """Return what has the other process run a program; `work()` in it is its proper work.

    The file that is returned holds the number of that process.
    """

    def runs(program: str) -> Path:
        number = tmp_path / "number"
        script = tmp_path / "worker"
        script.write_text(
            f"#!{sys.executable}\nimport os, sys\nfrom pathlib import Path\n{SMALL}\n"
            f"Path({str(number)!r}).write_text(str(os.getpid()))\n"
            "def work():\n    sys.exit(indexing.main(sys.argv[3:]))\n"
            f"{program}\n"
        )
        script.chmod(0o700)
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        monkeypatch.setattr(sys, "executable", str(script))
        return number

    return runs


def is_gone(number: Path) -> bool:
    """Tell whether a process has ended, and was waited for."""
    try:
        os.kill(int(number.read_text()), 0)
    except ProcessLookupError:
        return True
    return False


def last(steps: Sequence[IndexingStep]) -> Corpus:
    """Return the corpus of the last step, which is the whole store, and the only whole one."""
    corpus = steps[-1].corpus
    assert corpus is not None
    assert steps[-1].share == 1
    assert len(corpus) == STATEMENTS
    assert all(step.corpus is None or step.share <= 1 for step in steps[:-1])
    return corpus


# -- In steps --------------------------------------------------------------------------------------


def test_a_small_store_is_opened_in_one(store: Path, cache: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(opening, "_SOON_READ", 1 << 22)
    (step,) = opened_in_steps(store)
    assert last([step]).opened.what == "made"


def test_a_large_store_is_looked_at_while_it_is_read(
    store: Path, cache: Path, worker: Works
) -> None:
    number = worker("work()")
    steps = list(opened_in_steps(store))
    parts = [step.corpus for step in steps[:-1] if step.corpus is not None]
    assert len(parts) == 2
    assert 50 < len(parts[0]) < len(parts[1]) < STATEMENTS
    assert parts[0].statements[0].quote == "Bread number 1"
    shares = [step.share for step in steps]
    assert shares == sorted(shares)
    assert len(shares) > 4
    assert last(steps).opened.what in ("kept", "checked")
    assert is_gone(number)


def test_what_another_process_kept_is_opened_in_one_the_next_time(
    store: Path, cache: Path, worker: Works
) -> None:
    worker("work()")
    list(opened_in_steps(store))
    worker("raise SystemExit('not again')")
    (step,) = opened_in_steps(store)
    assert last([step]).opened.what in ("kept", "checked")


@pytest.mark.parametrize(
    "program",
    [
        "os.kill(os.getpid(), 9)",
        'print(\'{"done": 10, "whole": 20}\', flush=True); os.kill(os.getpid(), 9)',
        "print('no JSON')",
        "print('{\"early\"')",
        "sys.exit(1)",
        "indexing._Reporter.early = lambda *_: os.kill(os.getpid(), 9); work()",
    ],
)
def test_a_process_that_ends_too_early_is_done_without(
    store: Path, cache: Path, worker: Works, program: str
) -> None:
    number = worker(program)
    assert last(list(opened_in_steps(store))).opened.what == "made"
    assert is_gone(number)


def test_where_no_process_can_be_had_it_is_done_without(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/at/all")
    last(list(opened_in_steps(store)))


def test_an_early_part_that_can_not_be_used_is_left_out(
    store: Path, cache: Path, worker: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker(
        "finish = building.Builder.finish\n"
        "building.Builder.finish = lambda self, *facts: finish(self, *facts) if facts else [b'x']\n"
        "work()"
    )
    steps = list(opened_in_steps(store))
    assert all(step.corpus is None for step in steps[:-1])
    last(steps)


def test_a_store_that_turns_out_to_be_wrong_at_its_end_is_told(
    store: Path, cache: Path, worker: Works
) -> None:
    tables = many()
    tables["statements"][str(STATEMENTS)]["speaker"] = "nobody"
    write_store(store, tables)
    number = worker("work()")
    steps = opened_in_steps(store)
    with pytest.raises(StoreError, match=f"statements {STATEMENTS}: .*nobody") as told:
        for _ in steps:
            pass
    assert "\n" not in str(told.value)
    assert is_gone(number)


def test_whoever_leaves_while_it_is_read_leaves_no_process(
    store: Path, cache: Path, worker: Works
) -> None:
    number = worker("print('{\"done\": 10, \"whole\": 20}', flush=True); sys.stdin = None\n"
                    "import threading; threading.Event().wait()")  # fmt: skip
    steps = opened_in_steps(store)
    assert next(steps) == IndexingStep(None, 0.5)
    assert not is_gone(number)
    steps.close()  # type: ignore[attr-defined]
    assert is_gone(number)


def test_where_nothing_can_be_kept_nothing_is_left_behind(
    store: Path, cache: Path, worker: Works, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write_text("a file where a folder would have to be")
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    worker("work()")
    steps = list(opened_in_steps(store))
    assert any(step.corpus for step in steps[:-1])
    last(steps)
    assert list(aside.iterdir()) == []
    assert cache.read_text().startswith("a file")


def test_the_second_who_opens_a_store_waits_for_the_first(
    store: Path, cache: Path, worker: Works
) -> None:
    number = worker("work()")
    opened: list[IndexingStep] = []
    with Shelf(cache, store).locked(None) as held:
        assert held
        second = threading.Thread(target=lambda: opened.extend(opened_in_steps(store)))
        second.start()
        while not number.exists():
            pass
        assert second.is_alive()
        open_corpus_as_the_first(store, cache)
    second.join(60)
    assert last(opened).opened.what in ("kept", "checked")
    assert len(list(cache.glob("*.segment"))) == 1


def open_corpus_as_the_first(store: Path, cache: Path) -> None:
    """Keep the segments of a store as whoever holds its lock does."""
    other = cache.with_name("other")
    open_corpus(store, cache=other)
    for file in other.iterdir():
        if file.suffix != ".lock":
            file.replace(cache / file.name)


# -- The process -----------------------------------------------------------------------------------


def messages(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return what was reported."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_process_says_how_far_it_is_and_when_it_is_done(
    store: Path, cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_OFTEN", 0)
    assert main([str(store), str(cache)]) == 0
    *before, at_last = messages(capsys)
    assert at_last == {"ready": True}
    done = [message["done"] for message in before]
    assert len(done) > 4
    assert done == sorted(done)
    assert {message["whole"] for message in before} == {store.stat().st_size}
    assert open_corpus(store, cache=cache).opened.what in ("kept", "checked")


def test_the_process_says_what_is_wrong(
    tmp_path: Path, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wrong.json"
    path.write_text('{"statements": {"1": {"quote": 5}}}')
    assert main([str(path), str(cache)]) == 3
    (message,) = messages(capsys)
    assert message["error"][0] == "statements 1"


def test_the_process_does_not_report_at_every_moment(
    store: Path, cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_OFTEN", 1e9)
    monkeypatch.setattr("time.monotonic", lambda: 1.0)
    main([str(store), str(cache)])
    assert messages(capsys) == [{"ready": True}]


def test_the_process_ends_once_its_reader_is_gone(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(indexing, "_OFTEN", 0)
    monkeypatch.setattr(indexing._Reporter, "say", broken)
    assert main([str(store), str(cache)]) == 1
