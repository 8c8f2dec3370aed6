"""What was acknowledged is there, whatever happens; `benchmarks/faults.py` tries it at length."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.store.errors import StoreError
from quoth.store.file import is_pending
from quoth.store.storage import open_database
from tests.faults.killing import ROOT, kill_once, left_behind, moment, together
from tests.index.test_opening import bakery
from tests.making import write_store

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there, nobody can be killed like that")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store of a few hundred statements."""
    monkeypatch.setenv("QUOTH_CACHE", str(tmp_path / "cache"))
    tables = bakery(20)
    one = tables["statements"]["7"]
    for number in range(100, 500):
        tables["statements"][str(number)] = one | {"id": str(number)}
    return write_store(tmp_path / "store.json", tables)


def test_a_killed_writer_loses_nothing_that_it_acknowledged(store: Path, tmp_path: Path) -> None:
    chance = random.Random(4)  # noqa: S311  # whatever moments
    acknowledged: set[int] = set()
    for _ in range(6):
        outcome = kill_once(store, acknowledged, moment(chance), every=3)
        assert (outcome.lost, outcome.damaged) == (0, False)
    assert acknowledged
    assert left_behind(store, tmp_path / "cache") == []


@pytest.mark.parametrize("processes", [2, 4])
def test_processes_that_add_at_once_all_find_theirs_there(store: Path, processes: int) -> None:
    assert together(store, processes, 40) == (processes * 40, True)


_INSERTING = """
import sys
from quoth.store.storage import open_database
table = open_database(sys.argv[1]).table("statements")
for number in range(25):
    key = table.insert({"quote": f"{sys.argv[2]} {number}", "kind": "direct",
                        "speaker": "ann", "source": "the-paper"})
    assert table.get(doc_id=key)["quote"] == f"{sys.argv[2]} {number}"
"""


def test_programs_that_use_tinydb_at_once_lose_nothing_either(store: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", _INSERTING, store, str(one)], cwd=ROOT)
        for one in range(3)
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    with open_database(store) as database:
        quotes = {one["quote"] for one in database.table("statements").all()}
    assert {f"{one} {number}" for one in range(3) for number in range(25)} <= quotes


_BUSY = """
import sys
from pathlib import Path
from quoth.store.storage import open_database
table = open_database(sys.argv[1]).table("statements")
written = 0
while not Path(sys.argv[2]).exists():
    table.insert({"quote": f"busy {sys.argv[3]} {written}", "kind": "direct",
                  "speaker": "ann", "source": "the-paper"})
    written += 1
    if written == 1:
        print("begun", flush=True)
print(written)
"""
_SURE = ("--status", "confirmed")
_COMMANDS = (
    ("add", "Ours {}", "--kind", "direct", "--speaker", "ann", "--source", "the-paper", *_SURE),
    ("find", "--limit", "1", "ours or busy"),
    ("export", "--format", "jsonl", "--limit", "1"),
    ("check", "--quiet"),
    ("tag", "7", "+number{}"),
)


@pytest.mark.parametrize("writers", [1, 3])
def test_a_program_that_writes_as_fast_as_it_can_holds_up_no_command(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writers: int
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    stop = tmp_path / "stop"
    busy = [
        subprocess.Popen(
            [sys.executable, "-c", _BUSY, store, stop, str(one)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )
        for one in range(writers)
    ]  # fmt: skip
    try:
        assert [one.stdout and one.stdout.readline() for one in busy] == ["begun\n"] * writers
        for command in _COMMANDS:
            words = [word.format(writers) for word in command]
            done = subprocess.run(
                [sys.executable, "-m", "quoth", *words, "--store", store],
                cwd=ROOT, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, (words, done.stderr)
    finally:
        stop.touch()
        written = [int(one.communicate()[0]) for one in busy]
    statements = json.loads(store.read_bytes())["statements"]
    quotes = [one["quote"] for one in statements.values()]
    assert f"Ours {writers}" in quotes
    assert [sum(q.startswith(f"busy {one} ") for q in quotes) for one in range(writers)] == written
    assert f"number{writers}" in statements["7"]["tags"]


def _limited(size: int) -> None:
    """Have this process write no file larger than this."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


_ADDING = """
import sys
from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.store.errors import StoreError
editor = Editor(sys.argv[1])
try:
    editor.commit(Change("add", [Edit("topics", "", None, {"id": "x", "name": "y" * 50_000})]))
except StoreError as error:
    print(error)
    sys.exit(3)
try:
    editor.fold()
except OSError as error:
    sys.exit(4)
"""


@pytest.mark.parametrize(("room", "code"), [(20_000, 3), (70_000, 4)])
def test_where_no_room_is_left_nothing_changes_and_one_line_says_so(
    store: Path, room: int, code: int
) -> None:
    Editor(store)  # what is kept of it is made while there is room
    before = store.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", _ADDING, store],
        cwd=ROOT, capture_output=True, text=True, check=False,
        preexec_fn=lambda: _limited(room),
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert store.read_bytes() == before
    if code == 3:
        assert done.stdout.count("\n") == 1
        assert "the store can't be written (File too large)" in done.stdout
        assert not is_pending(store) or _is_empty(store)
    else:
        assert is_pending(store)  # it was acknowledged, and waits


def _is_empty(store: Path) -> bool:
    """Tell whether a journal holds no change."""
    Editor(store)
    return not is_pending(store)


def test_who_may_not_write_is_told_so(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = Editor(store)

    def refuse(path: str, *_: object) -> int:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("quoth.store.locking.os.open", refuse)
    with pytest.raises(StoreError, match="can't be written"):
        editor.commit(Change("add", [Edit("topics", "", None, {"id": "x", "name": "y"})]))


def test_a_store_is_the_same_text_around_what_was_changed(store: Path) -> None:
    before = store.read_text(encoding="utf-8")
    editor = Editor(store)
    found = editor.current.find("statements", "7")
    assert found is not None
    key, document = found
    after = document | {"note": "looked at"}
    editor.commit(Change("note", [Edit("statements", key, document, after)]))
    editor.commit(Change("note", [Edit("statements", key, after, document)]))
    editor.fold()
    assert json.loads(store.read_text(encoding="utf-8")) == json.loads(before)
