"""Commands that are killed at each of their steps leave nothing that the next does not remove."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.index.test_opening import bakery
from tests.intake.making import ARTICLE
from tests.making import write_store

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there, nobody can be killed like that")

_DYING = """
import json, os, pkgutil, signal, sys
import quoth
from quoth.cli import run
for package in ("basics", "cli", "editing", "formats", "index", "intake", "query", "store"):
    folder = os.path.join(quoth.__path__[0], package)
    for module in pkgutil.walk_packages([folder], f"quoth.{package}."):
        try:
            __import__(module.name)
        except ImportError:  # of an extra
            pass

def dying(call):
    def called(*words, **named):
        global steps
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*words, **named)
    return called

for asked in sys.stdin:
    steps, words, work, said, surroundings = json.loads(asked)
    child = os.fork()
    if child == 0:
        os.chdir(work)
        os.environ.clear()
        os.environ.update(surroundings)
        for stream in (1, 2):
            os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream)
        for name in ("fsync", "replace", "link", "unlink"):
            setattr(os, name, dying(getattr(os, name)))
        sys.argv = ["quoth", *words]
        sys.exit(run())
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""A process that runs commands in children of its own, and has each die at a step.

It has all modules already: to load them again for each step takes most of the time.
"""
_COMMANDS = {
    "add": ("add", "topic", "Killed or not"),
    "tag": ("tag", "7", "+marked"),
    "rm": ("rm", "7", "--yes"),
    "import": ("import", "more.csv"),
    "intake": ("intake", "article.txt"),
    "export": ("export", "--format", "csv", "-o", "out.csv", "--force"),
    "backup": ("backup",),
    "restore": ("restore", "whole.json"),
    "check": ("check", "--fix", "--quiet"),
}


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a store that is large enough to have something kept of it."""
    for name in ("CACHE", "STATE", "CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv("QUOTH_CACHE", raising=False)
    work = tmp_path / "work"
    work.mkdir()
    tables = bakery(20)
    like = tables["statements"]["7"]
    for number in range(100, 500):
        tables["statements"][str(number)] = like | {"id": str(number)}
    tables["actors"]["1"]["name"] = " Ann  Archer "
    write_store(work / "store.json", tables)
    write_store(work / "whole.json", tables)
    (work / "more.csv").write_text("quote,speaker,title\nMore of it,Ann,A paper\n", "utf-8")
    (work / "article.txt").write_text(ARTICLE, "utf-8")
    return work


@pytest.fixture(scope="module")
def dying() -> Iterator[subprocess.Popen[str]]:
    """Return the process that runs commands which die."""
    command = [sys.executable, "-c", _DYING]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        yield process
        process.communicate()


def killed_at_each_step(dying: subprocess.Popen[str], work: Path, *words: str) -> Iterator[int]:
    """Run a command again and again, killed one step later each time, until it comes to its end."""
    assert dying.stdin is not None
    assert dying.stdout is not None
    said = work.parent / "said"
    for steps in range(1, 100):
        said.unlink(missing_ok=True)
        asked = (steps, (*words, "--store", "store.json"), str(work), str(said), dict(os.environ))
        print(json.dumps(asked), file=dying.stdin, flush=True)
        code = int(dying.stdout.readline())
        if code != -signal.SIGKILL:
            assert code != 70, said.read_text("utf-8")
            said.unlink()
            return
        yield steps


def unfinished(folder: Path) -> set[str]:
    """Return what is in a folder that is neither a store, nor kept of one, nor stays beside one."""
    return {
        str(one.relative_to(folder))
        for one in folder.rglob("*")
        if one.is_file()
        and one.suffix not in (".json", ".lock", ".segment", ".csv", ".txt", ".jsonl")
    }


@pytest.mark.parametrize("command", _COMMANDS)
def test_whatever_is_killed_leaves_a_whole_store_and_no_file_for_long(
    dying: subprocess.Popen[str], work: Path, command: str
) -> None:
    kills = 0
    for kills in killed_at_each_step(dying, work, *_COMMANDS[command]):  # noqa: B007  # asked below
        json.loads((work / "store.json").read_bytes())
        for backup in work.glob("*.backup.json"):
            json.loads(backup.read_bytes())
    assert kills > 0
    after = subprocess.run(
        [sys.executable, "-m", "quoth", "tag", "101", "+after", "--store", "store.json"],
        cwd=work, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert after.returncode == 0, after.stderr
    assert "after" in (work / "store.json").read_text("utf-8")
    assert unfinished(work.parent) == set()
    kept = next((work.parent / "cache").rglob("*.json"))
    named = json.loads(kept.read_bytes().partition(b"\n")[2])["segments"]
    assert {one.name for one in kept.parent.glob("*.segment")} <= set(named)
