"""A cache is never believed: whatever is wrong with an index, the answer is that of the store.

`benchmarks/damage.py` tries it at length.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.index import opening
from quoth.index.opening import open_corpus
from quoth.index.segment.shelf import Shelf
from tests.benchmarks import make_store
from tests.faults.damaging import (
    DAMAGES,
    Damage,
    State,
    ask,
    forge,
    questions,
    spoil,
    states,
    tried,
    trusted_at_once,
)
from tests.faults.killing import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there, files are not damaged like that")

_EACH = 2
"""Trials of each kind of damage."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store that is just large enough to have an index."""
    path = tmp_path_factory.mktemp("damage") / "store.json"
    assert make_store.main([str(path), "--statements", "250", "--seed", "3"]) == 0
    assert path.stat().st_size > opening._SMALL
    return path


@pytest.fixture(scope="module")
def indexed(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[State]]:
    """Return the store with an index of each kind."""
    with trusted_at_once():
        yield states(tmp_path_factory.mktemp("states"), store)


@pytest.mark.parametrize("damage", list(dict.fromkeys(DAMAGES)))
def test_whatever_is_damaged_the_answer_is_that_of_the_store(
    indexed: list[State], damage: Damage
) -> None:
    for seed in range(_EACH * len(indexed)):
        trial = tried(indexed[seed % len(indexed)], seed, [damage])
        assert trial.is_right, trial


def test_an_index_that_is_forged_with_all_its_checksums_breaks_nothing(
    indexed: list[State],
) -> None:
    for seed in range(30):
        trial = tried(indexed[seed % len(indexed)], seed, [forge])
        assert trial.said.code in (0, 1, 2, 3), trial


@pytest.mark.parametrize("name", ["statements.", "words.", "actor.", "dates.", "actors.", "texts."])
def test_much_that_is_printed_is_right_from_the_first_line(indexed: list[State], name: str) -> None:
    """What is damaged may be needed only after thousands of rows."""
    state = indexed[0]
    for question in questions(state.store):
        shutil.rmtree(state.cache, ignore_errors=True)
        shutil.copytree(state.kept, state.cache)
        spoil(state.cache, (name,))
        assert ask(state.store, state.cache, question) == state.answers[question]


# -- In a shell ------------------------------------------------------------------------------------


def quoth(store: Path, cache: Path, *words: str) -> tuple[int, bytes, bytes]:
    """Run a command as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "quoth", words[0], "--store", store, *words[1:]],
        stdin=subprocess.DEVNULL, capture_output=True, check=False, cwd=ROOT, timeout=120,
        env={**os.environ, "QUOTH_CACHE": str(cache), "XDG_STATE_HOME": str(cache.parent)},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_a_shell_prints_what_the_store_holds(store: Path, tmp_path: Path) -> None:
    none, cache = tmp_path / "none", tmp_path / "cache"
    none.write_text("nothing can be kept here")
    commands = [
        ("find", "--json", "--limit", "0", "since:1990"), ("export", "--format", "jsonl"),
        ("stats",), ("timeline",), ("actors",), ("check", "--json"),
    ]  # fmt: skip
    for command in commands:
        ask(store, cache, ("stats",))
        spoil(cache, ("",))
        assert quoth(store, cache, *command) == ask(store, none, command)


def test_what_is_added_is_found_though_the_index_was_damaged(store: Path, tmp_path: Path) -> None:
    own, cache = tmp_path / "own.json", tmp_path / "cache"
    shutil.copy(store, own)
    for number, beginnings in enumerate([("",), ("statements.",), ("words.", "names.")]):
        quoth(own, cache, "stats")
        spoil(cache, beginnings)
        speaker = open_corpus(own, cache=tmp_path / "other").actor_ids[0]
        source = next(iter(open_corpus(own, cache=tmp_path / "other").sources))
        code, _, err = quoth(
            own, cache, "add", f"Glaciers melt quicker {number}", "--speaker", speaker,
            "--source", source, "--kind", "direct", "--status", "confirmed",
        )  # fmt: skip
        assert code == 0, err
        spoil(cache, beginnings)
        code, out, err = quoth(own, cache, "find", f'"glaciers melt quicker {number}"')
        assert (code, out.count(b"Glaciers")) == (0, 1), err


# -- While it is built -----------------------------------------------------------------------------


def test_an_index_whose_building_was_killed_is_not_used(store: Path, tmp_path: Path) -> None:
    none, cache = tmp_path / "none", tmp_path / "cache"
    none.write_text("nothing can be kept here")
    expected = ask(store, none, ("stats",))
    chance = random.Random(5)  # noqa: S311  # whatever moments
    for _ in range(8):
        shutil.rmtree(cache, ignore_errors=True)
        building = subprocess.Popen(
            [sys.executable, "-m", "quoth", "stats", "--store", store], cwd=ROOT,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "QUOTH_CACHE": str(cache)},
        )  # fmt: skip
        time.sleep(chance.uniform(0.05, 0.5))
        building.send_signal(signal.SIGKILL)
        building.wait()
        assert ask(store, cache, ("stats",)) == expected


@pytest.mark.parametrize("room", [0, 16, 5_000, 60_000])
def test_an_index_for_which_the_disk_has_no_room_is_not_used(
    store: Path, tmp_path: Path, room: int
) -> None:
    """Files that grow beyond a limit are as on a disk that is full."""
    none, cache = tmp_path / "none", tmp_path / "cache"
    none.write_text("nothing can be kept here")

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = subprocess.run(
        [sys.executable, "-m", "quoth", "stats", "--store", store], cwd=ROOT, preexec_fn=full,
        capture_output=True, check=False, env={**os.environ, "QUOTH_CACHE": str(cache)},
    )  # fmt: skip
    expected = ask(store, none, ("stats",))
    assert (done.returncode, done.stdout, done.stderr) == expected
    assert Shelf(cache, store).manifest() is None
    assert not list(cache.glob("*.segment"))
    assert ask(store, cache, ("stats",)) == expected
