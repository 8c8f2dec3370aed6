"""A large store is looked at while it is read: what is there stays where it is as more comes."""

from __future__ import annotations

import asyncio
import fcntl
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from quoth.index.corpus import Corpus
from quoth.index.indexing import IndexingStep
from quoth.store import Location, Origin, StoreError
from quoth.tui.app import QuothApp
from quoth.tui.look.themes import THEMES
from tests.making import corpus_of, records_of, say, tables_of, write_store
from tests.tui.driving import Explorer
from tests.tui.test_terminal import terminal


def corpus(count: int) -> Corpus:
    """Return the first so many of some statements; the first are the newest."""
    dates = [f"2025-03-{31 - n:02}" for n in range(count)]
    return corpus_of(say(f"Loaf {n} is dear", n, said=said) for n, said in enumerate(dates))


class Reading:
    """A store that is read as far as a test wants it."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self.left = threading.Event()
        """Set once nobody waits for more."""
        self._steps: list[IndexingStep | Exception] = []
        self._more = threading.Semaphore(0)

    def go_on(self, *steps: IndexingStep | Exception) -> None:
        """Read on."""
        for step in steps:
            self._steps.append(step)
            self._more.release()

    def steps(self, path: Path, cache: object, make_sets: object) -> Iterator[IndexingStep]:
        """Stand in for the reading of a file."""
        try:
            while True:
                self._more.acquire()
                step = self._steps.pop(0)
                if isinstance(step, Exception):
                    raise step
                yield step
                if step.share == 1 and step.corpus is not None:
                    return
        finally:
            self.left.set()


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    """Return the reading of a store, in hand."""
    made = Reading()
    monkeypatch.setattr("quoth.index.indexing.opened_in_steps", made.steps)
    return made


@asynccontextmanager
async def opening(path: Path) -> AsyncIterator[Explorer]:
    """Open the explorer, and don't wait for the store."""
    app = QuothApp(Location(path / "large.json", Origin.OPTION))
    app.theme = THEMES[0].name
    async with app.run_test(size=(80, 24)) as pilot:
        yield Explorer(app, pilot)


async def until(quoth: Explorer, is_so: Callable[[], bool]) -> None:
    """Wait until something is so; a minute is taken for never."""
    async with asyncio.timeout(60):
        while not is_so():
            await quoth.pilot.pause()


async def shown(quoth: Explorer, *texts: str) -> None:
    """Wait until the screen shows all of some texts."""
    await until(quoth, lambda: all(text in quoth.text for text in texts))


async def test_how_much_is_read_is_said_before_anything_is_seen(
    tmp_path: Path, reading: Reading
) -> None:
    async with opening(tmp_path) as quoth:
        await shown(quoth, "opening large.json …")
        reading.go_on(IndexingStep(None, 0.131))
        await shown(quoth, "opening large.json … · 13 % read")


async def test_an_early_part_is_looked_at_and_its_share_said(
    tmp_path: Path, reading: Reading
) -> None:
    async with opening(tmp_path) as quoth:
        reading.go_on(IndexingStep(corpus(3), 0.4))
        await shown(quoth, "40 % read", "2 Statements · 3", "1 of 3")
        reading.go_on(IndexingStep(None, 0.7))
        await shown(quoth, "70 % read", "2 Statements · 3")
        reading.go_on(IndexingStep(corpus(5), 1.0))
        await shown(quoth, "2 Statements · 5")
        assert "% read" not in quoth.text


async def test_a_part_is_never_said_to_be_the_whole(tmp_path: Path, reading: Reading) -> None:
    async with opening(tmp_path) as quoth:
        reading.go_on(IndexingStep(corpus(3), 0.4), IndexingStep(None, 1.0))
        await shown(quoth, "99 % read", "2 Statements · 3")


async def test_the_statement_at_hand_stays_at_hand(tmp_path: Path, reading: Reading) -> None:
    async with opening(tmp_path) as quoth:
        early = [say("New", 8, said="2025"), say("Old", 9, said="2024")]
        later = [say(f"Newest {n}", n, said="2026") for n in range(4)]
        reading.go_on(IndexingStep(corpus_of(early), 0.4))
        await shown(quoth, "1 of 2")
        await quoth.pilot.press("j")
        await shown(quoth, "2 of 2")
        reading.go_on(IndexingStep(corpus_of([*later, *early]), 1.0))
        await shown(quoth, "6 of 6", "● “Old”")


async def test_a_search_is_answered_again_as_more_is_read(tmp_path: Path, reading: Reading) -> None:
    async with opening(tmp_path) as quoth:
        reading.go_on(IndexingStep(corpus(3), 0.4))
        await shown(quoth, "1 of 3")
        await quoth.pilot.press("slash", *"loaf")
        await shown(quoth, "/ loaf", "by relevance")
        reading.go_on(IndexingStep(corpus(5), 1.0))
        await shown(quoth, "/ loaf", "1 of 5 · by relevance")
        await quoth.pilot.press("s")
        await shown(quoth, "/ loafs")


async def test_a_search_typed_before_anything_is_read_is_answered(
    tmp_path: Path, reading: Reading
) -> None:
    async with opening(tmp_path) as quoth:
        await shown(quoth, "a few words")
        await quoth.pilot.press("slash", *"by:ann", "tab")
        reading.go_on(IndexingStep(corpus(5), 1.0))
        await shown(quoth, "/ by:ann", "1 of 5")


async def test_a_store_found_wrong_at_its_end_is_left_with_its_reason(
    tmp_path: Path, reading: Reading
) -> None:
    async with opening(tmp_path) as quoth:
        reading.go_on(IndexingStep(corpus(3), 0.4))
        await shown(quoth, "1 of 3")
        reading.go_on(StoreError(tmp_path, "statements 4", "it is wrong", "mend it"))
        await until(quoth, lambda: quoth.app.return_code is not None)
        assert quoth.app.return_code == 3
        assert "statements 4" in str(quoth.app.return_value)


async def test_whoever_leaves_does_not_wait_and_reads_no_more(
    tmp_path: Path, reading: Reading
) -> None:
    async with opening(tmp_path) as quoth:
        reading.go_on(IndexingStep(corpus(3), 0.4))
        await shown(quoth, "1 of 3")
        await quoth.pilot.press("q")
    assert quoth.app.return_code == 0
    assert not reading.left.is_set()
    reading.go_on(IndexingStep(None, 0.5))
    assert await asyncio.to_thread(reading.left.wait, 60)


def test_whoever_leaves_while_a_store_is_read_leaves_no_process(tmp_path: Path) -> None:
    tables = tables_of(records_of(say(f"Bread {'very ' * 40} {n}", n) for n in range(60_000)))
    store = write_store(tmp_path / "large.json", tables)
    with terminal("--store", str(store), QUOTH_CACHE=str(tmp_path / "cache")) as quoth:
        quoth.wait_for("% read")
        quoth.press("q")
        assert quoth.end() == 0
        assert await_lock(*(tmp_path / "cache").glob("*.lock"))


def await_lock(path: Path) -> bool:
    """Wait until whoever reads a store has let go of its lock, as it does at its end."""
    with path.open("ab") as file:
        waiting = threading.Thread(target=fcntl.flock, args=(file, fcntl.LOCK_EX), daemon=True)
        waiting.start()
        waiting.join(60)
        return not waiting.is_alive()
