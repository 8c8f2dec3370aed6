"""Processes that write a store are killed at any moment; what they acknowledged has to be there."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from quoth.store.folding import fold

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600
"""Seconds after which a process that does not come to its end is taken to hang."""


class Outcome(NamedTuple):
    """What became of a store whose writer was killed."""

    acknowledged: int
    """How many changes had been acknowledged in all."""
    lost: int
    """How many of those are not there."""
    damaged: bool
    """Whether the file, as it lay there, was no store."""
    pending: bool
    """Whether changes were in the journal alone when the writer was killed."""


def kill_once(store: Path, acknowledged: set[int], patience: float, every: int) -> Outcome:
    """Let a process add statements, and kill it so many seconds after the first is kept."""
    first = max(acknowledged, default=0) + 1_000
    command = [
        sys.executable,
        "-m",
        "tests.faults.adding",
        str(store),
        str(first),
        "100000",
        str(every),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        with _bounded(process, "the first change that a process adds"):
            line = process.stdout.readline()
        time.sleep(patience)
        process.kill()
        lines = [line, *process.stdout.read().splitlines(keepends=True)]
    acknowledged |= {int(line) for line in lines if line.endswith("\n")}
    pending = Path(f"{store}.journal").exists()
    try:
        json.loads(store.read_bytes())
        damaged = False
    except ValueError:
        damaged = True
    fold(store)
    tables = json.loads(store.read_bytes())
    there = {one.get("id") for one in tables["statements"].values()}
    lost = sum(f"added-{number}" not in there for number in acknowledged)
    return Outcome(len(acknowledged), lost, damaged, pending)


@contextmanager
def _bounded(process: subprocess.Popen[str], what: str) -> Iterator[None]:
    """Wait for something of a process; end it, and say what was waited for, if it never comes."""
    late = threading.Event()

    def give_up() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(PATIENCE, give_up)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    assert not late.is_set(), f"waited {PATIENCE} s for {what}"


def left_behind(store: Path, cache: Path) -> list[str]:
    """Have one more change made by a process that lives, and return the files that nothing needs.

    Beside a store its lock stays, and beside what is kept of it a lock and a manifest.
    """
    number = str(time.time_ns())
    command = [sys.executable, "-m", "tests.faults.adding", str(store), number, "1", "1"]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True, timeout=PATIENCE)
    beside = {one.name for one in store.parent.iterdir() if one.is_file()}
    left = sorted(beside - {store.name, f".{store.name}.lock"})
    kept = json.loads(next(cache.glob("*.json")).read_bytes().partition(b"\n")[2])["segments"]
    named = {one.name for one in cache.iterdir() if one.suffix not in (".json", ".lock")}
    return left + sorted(named - set(kept))


def moment(chance: random.Random) -> float:
    """Return after how many seconds a process is killed: soon, mostly, as a fold is short."""
    return chance.choice((0.0, 0.02, 0.2)) + chance.random() * 0.1


def together(store: Path, processes: int, count: int) -> tuple[int, bool]:
    """Let processes add statements at once, and return how many are there, and if all went well."""
    commands = [
        [
            sys.executable,
            "-m",
            "tests.faults.adding",
            str(store),
            str(_first(processes, one)),
            str(count),
            "50",
        ]
        for one in range(1, processes + 1)
    ]
    running = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) for command in commands
    ]
    well = all([process.wait(PATIENCE) == 0 for process in running])  # noqa: C419  # wait for all
    fold(store)
    statements = json.loads(store.read_bytes())["statements"]
    ids = {one.get("id") for one in statements.values()}
    there = sum(
        f"added-{_first(processes, one) + number}" in ids
        for one in range(1, processes + 1)
        for number in range(count)
    )
    return there, well


def _first(processes: int, one: int) -> int:
    """Return the first number of one of several processes, far from all others'."""
    return processes * 1_000_000_000 + one * 10_000_000
