"""A run ends when it ends: no process of it is left, in whatever way it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quoth.intake.errors import WorkerError
from quoth.intake.files import batch
from quoth.intake.files.batch import all_taken
from tests.index.test_opening import bakery
from tests.intake.making import ARTICLE
from tests.making import write_store

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity"), reason="how many processes there are is known on Linux"
)
PATIENCE = 60
_CORES = "import os; os.sched_getaffinity = lambda _: {0, 1, 2}; from quoth.cli import run; run()"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a folder of articles that take a while to be looked through."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(400):
        text = "\n\n".join([f"Title {number}", *[ARTICLE] * 20])
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def begun(*words: str | Path) -> subprocess.Popen[bytes]:
    """Start quoth on three cores, in a group of its own; all its processes have its stderr."""
    return subprocess.Popen(
        [sys.executable, "-c", _CORES, *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def rest_of(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """Return what is still printed, until the last process of a group is gone."""
    try:
        return process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise


def running(group: int) -> list[str]:
    """Return the processes of a group that run, or wait for something."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        state, _, number = stat.rpartition(")")[2].split()[:3]
        if int(number) == group and state not in "ZX":
            found.append(folder.name)
    return found


def wait_until_gone(group: int) -> None:
    """Wait until no process of a group runs."""
    until = time.monotonic() + PATIENCE
    while left := running(group):
        assert time.monotonic() < until, left
        time.sleep(0.02)


@pytest.mark.parametrize("how", ["--json", "--dry-run"])
def test_at_its_end_nothing_holds_the_pipe(home: Path, tmp_path: Path, how: str) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(ARTICLE, encoding="utf-8")
    process = begun("intake", tmp_path, how)
    out, _ = rest_of(process)
    assert process.returncode == 0
    assert out.count(b"\n") > 30
    assert running(process.pid) == []


@pytest.mark.parametrize(
    ("number", "how"),
    [
        (signal.SIGINT, "--json"),
        (signal.SIGINT, "--create"),
        (signal.SIGTERM, "--json"),
        (signal.SIGHUP, "--dry-run"),
        (signal.SIGKILL, "--json"),
        (signal.SIGKILL, "--create"),
    ],
    ids=str,
)
def test_whatever_signal_ends_it_ends_all_of_it(
    home: Path, tmp_path: Path, articles: Path, number: signal.Signals, how: str
) -> None:
    process = begun("intake", "--store", tmp_path / "store.json", articles, how)
    assert process.stdout is not None
    assert process.stdout.readline()
    assert len(running(process.pid)) == 4
    process.send_signal(number)
    _, told = rest_of(process)
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    assert b"Traceback" not in told
    wait_until_gone(process.pid)


def test_an_interruption_from_the_keyboard_is_heard_once(home: Path, articles: Path) -> None:
    process = begun("intake", articles, "--json")
    assert process.stdout is not None
    assert process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, told = rest_of(process)
    assert process.returncode == 130
    assert told.decode().splitlines()[-1].startswith("quoth: interrupted")
    assert told.count(b"interrupt") == 1


def test_what_nothing_reads_any_more_ends_all_of_it(home: Path, articles: Path) -> None:
    process = begun("intake", articles, "--json")
    assert process.stdout is not None
    assert process.stdout.readline()
    process.stdout.close()
    process.stdout = None
    rest_of(process)
    assert process.returncode == -signal.SIGPIPE
    wait_until_gone(process.pid)


def test_a_process_that_is_killed_is_said_and_ends_the_others(home: Path, articles: Path) -> None:
    process = begun("intake", articles, "--json")
    assert process.stdout is not None
    assert process.stdout.readline()
    for one in running(process.pid):
        if int(one) != process.pid:
            os.kill(int(one), signal.SIGKILL)
            break
    _, told = rest_of(process)
    assert process.returncode == 2
    assert b"a process that looked through articles was ended" in told
    wait_until_gone(process.pid)


def test_an_error_in_another_process_is_reported_with_its_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("as any bug")

    monkeypatch.setattr(batch, "_cores", lambda: 2)
    monkeypatch.setattr(batch, "taken", fail)
    found = list(all_taken([tmp_path / str(number) for number in range(20)], {}, ()))
    assert len(found) == 20
    assert all(one.problem and one.found is None for one in found)


def test_a_process_that_ends_itself_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(batch, "_cores", lambda: 2)
    monkeypatch.setattr(batch, "taken", lambda *_, **__: os._exit(3))
    with pytest.raises(WorkerError):
        list(all_taken([tmp_path / str(number) for number in range(20)], {}, ()))


_OPENING = """
import os, sys
from quoth.index import opening
from quoth.index.indexing import opened_in_steps
opening._SOON_READ = 0
for step in opened_in_steps(sys.argv[1]):
    print(step.share, flush=True)
"""


def test_what_reads_a_store_beside_the_explorer_ends_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTH_CACHE", str(tmp_path / "cache"))
    tables = bakery(20)
    like = tables["statements"]["7"]
    for number in range(100, 60_000):
        tables["statements"][str(number)] = like | {"id": str(number)}
    store = write_store(tmp_path / "store.json", tables)
    process = subprocess.Popen(
        [sys.executable, "-c", _OPENING, store], stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    assert len(running(process.pid)) == 2
    process.kill()
    rest_of(process)
    wait_until_gone(process.pid)
    assert list((tmp_path / "cache").glob("*.json")) == []
