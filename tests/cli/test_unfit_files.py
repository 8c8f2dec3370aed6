"""Files that are none: pipes, devices, sockets, folders and holes, wherever a file is named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.basics.test_files import hole
from tests.cli.conftest import WITH_AN_INDEX, Quoth

STORES = (WITH_AN_INDEX,)

SECONDS = 60
"""After which a command counts as one that hangs; each takes less than one."""
ROWS = "quote,speaker,source\nBread is dear,Ann Baker,Paper\n"
ARTICLE = 'Bread is dear, said Ann Baker on Monday. "It is too dear," she said.\n'
COMMANDS = [
    ["find", "bread"], ["show", "1"], ["actors"], ["timeline"], ["stats"],
    ["export", "--format", "csv"], ["add", "Bread", "--speaker", "x"], ["edit", "1", "note=x"],
    ["tag", "1", "+x"], ["rm", "1"], ["merge", "a", "b"], ["undo"], ["redo"], ["check"],
    ["check", "--fix"], ["backup"],
]  # fmt: skip


@pytest.fixture(params=["pipe", "/dev/zero", "folder", "hole"])
def unfit(request: pytest.FixtureRequest, home: Path) -> str:
    """Return what is named as a file and is none."""
    if request.param == "pipe":
        os.mkfifo(home / "unfit")
    elif request.param == "folder":
        (home / "unfit").mkdir()
    elif request.param == "hole":
        hole(home / "unfit", 1 << 33)
    else:
        return str(request.param)
    return str(home / "unfit")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_store_that_is_no_file_is_refused_in_a_line(
    quoth: Quoth, unfit: str, command: list[str]
) -> None:
    said = quoth("--store", unfit, *command)
    assert said.code == 3
    assert said.out == ""
    assert said.err.startswith(f"quoth: {unfit}: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("name", ["town.json.journal", ".town.json.lock"])
def test_what_lies_beside_a_store_may_be_no_file(quoth: Quoth, home: Path, name: str) -> None:
    store = home / "town.json"
    quoth("--store", str(store), "add", "actor", "--name", "Ann", "--create")
    (home / name).unlink(missing_ok=True)
    os.mkfifo(home / name)
    assert quoth("--store", str(store), "stats").code in (0, 3)
    assert quoth("--store", str(store), "tag", "1", "+x").code in (0, 1, 2, 3)


def test_a_file_of_settings_that_is_no_file_is_refused(
    quoth: Quoth, unfit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTH_CONFIG", unfit)
    said = quoth("--sample", "stats")
    assert said.code == 2
    assert said.err.count("\n") == 1
    monkeypatch.setenv("QUOTH_CONFIG", os.devnull)
    assert quoth("--sample", "stats").code == 0


def test_saved_searches_that_are_no_file_are_none(quoth: Quoth, home: Path) -> None:
    (home / "quoth").mkdir()
    os.mkfifo(home / "quoth" / "searches.json")
    said = quoth("--sample", "find", "@mine")
    assert said.code == 2
    assert "this is a pipe, not a file" in said.err


def test_an_index_that_is_no_file_is_made_again(
    quoth: Quoth, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = home / "cache"
    monkeypatch.setenv("QUOTH_CACHE", str(cache))
    rows = "".join(f"Bread costs {number} pence,Ann,Paper\n" for number in range(1_000))
    (home / "rows.csv").write_text("quote,speaker,source\n" + rows)
    store = str(home / "town.json")
    assert quoth("--store", store, "import", "--create", str(home / "rows.csv")).code == 0
    before = quoth("--store", store, "find", "pence")
    for ending in ("json", "segment", "lock"):
        for path in list(cache.glob(f"*.{ending}")):
            path.unlink(missing_ok=True)
            os.mkfifo(path)
            assert quoth("--store", store, "find", "pence") == before
            path.unlink(missing_ok=True)


@pytest.mark.parametrize("command", ["import", "intake", "restore"])
def test_an_input_that_is_no_file_is_refused_in_a_line(
    quoth: Quoth, home: Path, unfit: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quoth.cli.pipes._SECONDS_FOR_PIPE", 0.1)
    store = str(home / "town.json")
    quoth("--store", store, "add", "actor", "--name", "Ann", "--create")
    said = quoth("--store", store, command, unfit)
    assert said.code in (2, 3)
    assert said.err.count("\n") == 1
    assert unfit in said.err


def run(home: Path, line: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash, in which `$QUOTH` is the command, on a store that is made by it."""
    return subprocess.run(
        ["bash", "-c", line],
        cwd=home,
        env={**os.environ, "QUOTH": f"{sys.executable} -m quoth --store town.json"},
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )


@pytest.mark.parametrize(
    "line",
    [
        "$QUOTH import --create - < rows.csv",
        "cat rows.csv | $QUOTH import --create -",
        "cat rows.csv | $QUOTH import --create /dev/stdin",
        "$QUOTH import --create /dev/stdin < rows.csv",
        "$QUOTH import --create <(cat rows.csv)",
        "$QUOTH import --create <(sleep 0.3; cat rows.csv)",
        "mkfifo pipe.csv; (sleep 0.3; cat rows.csv > pipe.csv) & $QUOTH import --create pipe.csv",
    ],
)
def test_rows_come_through_a_pipe(home: Path, line: str) -> None:
    (home / "rows.csv").write_text(ROWS)
    done = run(home, line)
    assert done.returncode == 0, done.stderr
    assert b"imported 1 statement" in done.stderr


@pytest.mark.parametrize(
    "line", ["$QUOTH intake --create <(cat a.txt)", "cat a.txt | $QUOTH intake --create /dev/stdin"]
)
def test_an_article_comes_through_a_pipe(home: Path, line: str) -> None:
    (home / "a.txt").write_text(ARTICLE)
    done = run(home, line)
    assert done.returncode == 0, done.stderr
    assert b"imported" in done.stderr


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("$QUOTH import --create - < /dev/zero", b"its format isn't known"),
        ("$QUOTH import --create - < /dev/urandom", b"stdin"),
        ("$QUOTH intake --create - < /dev/zero", b"it has 20,000,001 bytes"),
        ("$QUOTH add --create - < /dev/zero", b"line 1: it is longer than 32 MiB"),
        ("$QUOTH import --create <(true)", b"the file is empty"),
        ("$QUOTH import --create - <&-", b"the file is empty"),
    ],
)
def test_what_comes_through_a_pipe_has_a_limit(home: Path, line: str, problem: bytes) -> None:
    done = run(home, line)
    assert done.returncode == 2, done.stderr
    assert problem in done.stderr


def test_a_name_that_no_file_can_have_is_refused_in_a_line(quoth: Quoth, home: Path) -> None:
    store, name = str(home / "town.json"), "a" * 5_000
    quoth("--store", store, "add", "actor", "--name", "Ann", "--create")
    for command in (["import"], ["intake"], ["import", "--format", "brat"]):
        said = quoth("--store", store, *command, name)
        assert said.code == 2
        assert said.err.count("\n") == 1
