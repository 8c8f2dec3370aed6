"""`quoth import`: files come in as a whole, in one change that can be taken back, or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from quoth.cli import importing
from quoth.store.file import is_pending
from quoth.store.loading import load
from quoth.store.parsing import Tables
from tests.cli.conftest import WITH_AN_INDEX, Quoth, Said
from tests.making import small_tables

Save = Callable[[Tables], Path]
HEADER = ("quote", "speaker", "kind", "date", "title")
ROWS = (
    ("Salt is cheap", "Cy Cook", "direct", "2025-03-18", "The Herald"),
    ("Flour is dear", "Ann Archer", "indirect", "2025-03-19", "The Paper"),
)

STORES = (WITH_AN_INDEX,)


@pytest.fixture
def store(save: Save) -> Path:
    """Return the file of a small store."""
    return save(small_tables())


def sheet(path: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    """Write a table, and return its file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def imported(quoth: Quoth, store: Path, *arguments: str | Path) -> Said:
    """Import into a store."""
    return quoth("import", "--store", str(store), *map(str, arguments))


def test_a_table_comes_in_and_goes_again(quoth: Quoth, store: Path, tmp_path: Path) -> None:
    before = load(store)
    said = imported(quoth, store, sheet(tmp_path / "in.csv", ROWS))
    assert (said.code, said.out) == (0, "")
    assert said.err == (
        "quoth: imported 2 statements (1 new actor, 2 new sources): 2 confirmed, as they "
        "have no status; `quoth undo` takes it back\n"
    )
    after = load(store)
    assert [one.speaker for one in after.statements[1:]] == ["cy-cook", "ann"]
    assert not is_pending(store)
    assert quoth("undo", "--store", str(store)).out == "import 2 statements\n"
    assert load(store) == before


def test_what_is_there_already_is_not_added_twice(
    quoth: Quoth, store: Path, tmp_path: Path
) -> None:
    path = sheet(tmp_path / "in.csv", ROWS)
    imported(quoth, store, path)
    before = store.read_bytes()
    said = imported(quoth, store, path)
    assert said.code == 0
    assert said.err == "quoth: nothing new: 2 already there\n"
    assert store.read_bytes() == before


def test_a_preview_says_which_column_goes_where(quoth: Quoth, store: Path, tmp_path: Path) -> None:
    before = store.read_bytes()
    path = sheet(tmp_path / "in.csv", [(*ROWS[0], "x")], (*HEADER, "Shelf"))
    said = imported(quoth, store, path, "--dry-run", "--map", "title=publisher")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0] == f"{path}: csv"
    assert "  date → said" in said.out.splitlines()
    assert "  title → publisher" in said.out.splitlines()
    assert "kept as they are: Shelf" in said.out
    assert said.out.splitlines()[-1].startswith("would import 1 statement (")
    assert store.read_bytes() == before


def test_defaults_stand_in(quoth: Quoth, store: Path, tmp_path: Path) -> None:
    path = sheet(tmp_path / "in.csv", [("Salt",)], ("quote",))
    said = imported(
        quoth, store, path, "--default", "speaker=Ann Archer", "--default", "source=The Paper",
        "--default", "kind=direct",
    )  # fmt: skip
    assert said.code == 0, said.err
    made = load(store).statements[-1]
    assert (made.speaker, made.kind) == ("ann", "direct")


def test_rows_that_cannot_be_taken_are_told_with_their_line(
    quoth: Quoth, store: Path, tmp_path: Path
) -> None:
    path = sheet(tmp_path / "in.csv", [*ROWS, ("x", "y", "direct", "soon", "z")])
    said = imported(quoth, store, path)
    assert said.code == 0
    assert f"quoth: {path}: line 4" in said.err
    assert "1 that can't be imported" in said.err
    quoth("undo", "--store", str(store))
    before = store.read_bytes()
    strict = imported(quoth, store, path, "--strict")
    assert (strict.code, strict.out) == (2, "")
    assert "line 4" in strict.err
    assert strict.err.count("\n") == 1
    assert store.read_bytes() == before


def test_many_such_rows_are_not_all_told(quoth: Quoth, store: Path, tmp_path: Path) -> None:
    path = sheet(tmp_path / "in.csv", [("x", "y", "direct", "soon", "z")] * 30)
    said = imported(quoth, store, path)
    assert said.code == 2
    assert "and 10 more rows that can't be imported" in said.err
    assert len(said.err.splitlines()) == 22


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "cvs"), "there is no format “cvs”; write “csv”"),
        (("--map", "quote"), "“quote” maps nothing"),
        (("--map", "quote=qoute"), "there is no field “qoute”"),
        (("--default", "kind"), "“kind” isn't a default"),
        (("--default", "kind=drct"), "kind"),
        (("nowhere.csv",), "there is no such file"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    quoth: Quoth, store: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = store.read_bytes()
    said = imported(quoth, store, sheet(tmp_path / "in.csv", ROWS), *arguments)
    assert (said.code, said.out) == (2, "")
    assert message in said.err
    assert said.err.count("\n") == 1
    assert store.read_bytes() == before


def test_a_report_is_had_for_programs(quoth: Quoth, store: Path, tmp_path: Path) -> None:
    path = sheet(tmp_path / "in.csv", [*ROWS, ("x", "y", "direct", "soon", "z")])
    dry = imported(quoth, store, path, "--dry-run", "--json").records
    said = imported(quoth, store, path, "--json")
    assert said.records == dry
    (found,) = dry
    assert found["added"] == {
        "actors": 1, "sources": 2, "topics": 0, "events": 0, "statements": 2, "checks": 0,
    }  # fmt: skip
    assert (found["bad"], found["bad_rows"][0]["line"]) == (1, 4)


def test_a_file_comes_from_stdin(
    quoth: Quoth, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = {"quote": "Salt", "kind": "direct", "speaker": "Ann Archer", "title": "The Paper"}
    text = io.TextIOWrapper(io.BytesIO(json.dumps(line).encode()), "utf-8")
    monkeypatch.setattr("sys.stdin", text)
    assert imported(quoth, store, "-").code == 0
    assert load(store).statements[-1].quote == "Salt"


def test_another_store_comes_in_whole(quoth: Quoth, store: Path, home: Path) -> None:
    said = quoth("import", str(store))
    assert said.code == 0
    assert "began a store of your own" in said.err
    own = load(home / "quoth" / "store.json")
    assert own.actors == load(store).actors
    assert own.statements == load(store).statements


def test_nothing_is_begun_for_what_cannot_be_read(quoth: Quoth, home: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("")
    assert quoth("import", str(tmp_path / "odd.csv")).code == 2
    assert quoth("import", "--dry-run", str(sheet(tmp_path / "in.csv", ROWS))).code == 0
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("decision", "added"),
    [("ask a", 2), ("ask n", 1), ("ask", 1), ("ask oy", 2), ("ask on", 1), ("skip", 1), ("add", 2)],
)
def test_what_is_nearly_the_same_is_asked_about(
    quoth: Quoth, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, decision: str,
    added: int,
) -> None:  # fmt: skip
    duplicates, _, answers = decision.partition(" ")
    given = iter(answers)
    monkeypatch.setattr(importing, "can_ask", lambda: True)
    monkeypatch.setattr(importing, "ask", lambda *_: next(given, ""))
    long = "Salt is cheap, and so is all the flour that we have in the whole of this town"
    rows = [(long, *ROWS[0][1:]), (long + "s", "Cy Cook", "direct", "2025-03-19", "The Paper")]
    said = imported(quoth, store, sheet(tmp_path / "in.csv", rows), "--duplicates", duplicates)
    assert said.code == 0
    assert len(load(store).statements) == 1 + added
    assert next(given, None) is None


def test_nothing_in_a_file_acts(quoth: Quoth, store: Path, tmp_path: Path) -> None:
    header = ("quote", "speaker", "date", "\x1b]0;x\x07")
    path = sheet(tmp_path / "in.csv", [("\x1b[2J", "\x1b[2J", "\x1b[2J", "x")], header)
    for more in ((), ("--dry-run",), ("--json",), ("--strict",)):
        said = imported(quoth, store, path, *more)
        assert "\x1b" not in said.out + said.err


# -- Interrupted -----------------------------------------------------------------------------------


def many(path: Path, number: int) -> Path:
    """Write many statements, and return their file."""
    with path.open("w", encoding="utf-8") as file:
        for place in range(number):
            line = {"quote": f"Bread number {place} is dear", "speaker": f"Baker {place % 9999}",
                    "kind": "direct", "title": f"Paper {place // 20}"}  # fmt: skip
            file.write(json.dumps(line) + "\n")
    return path


def test_who_interrupts_it_finds_the_store_as_it_was(store: Path, tmp_path: Path) -> None:
    before, beside = store.read_bytes(), sorted(tmp_path.iterdir())
    path = many(tmp_path / "many.jsonl", 80_000)
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "TERM": "xterm"}
    child, terminal = pty.fork()
    if child == 0:
        command = [sys.executable, "-m", "quoth", "import", str(path), "--store", str(store)]
        os.execve(sys.executable, command, environment)  # noqa: S606
    written = read_until(terminal, b"reading many.jsonl")
    os.write(terminal, b"\x03")
    written += read_until(terminal, b"nothing was imported")
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 130, written
    assert store.read_bytes() == before
    left = {one for one in tmp_path.iterdir() if not one.name.endswith(".lock")}
    assert left == {*beside, path}


def read_until(terminal: int, text: bytes) -> bytes:
    """Return what a program writes on a terminal, up to a text."""
    written = b""
    until = time.monotonic() + 60
    while text not in written and time.monotonic() < until:
        try:
            written += os.read(terminal, 4096)
        except OSError:  # it has ended
            break
    return written


def test_what_is_being_written_is_not_interrupted(store: Path, tmp_path: Path) -> None:
    path = many(tmp_path / "many.jsonl", 20)
    script = (
        "import os, signal, sys\n"
        "from quoth.store.journal import Journal\n"
        "append = Journal.append\n"
        "def interrupted(*arguments):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return append(*arguments)\n"
        "Journal.append = interrupted\n"
        "from quoth.cli.main import main\n"
        f"sys.exit(main(['import', {str(path)!r}, '--store', {str(store)!r}]))\n"
    )
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, env=environment
    )
    assert (done.returncode, b"imported 20 statements" in done.stderr) == (0, True)
    assert len(load(store).statements) == 21
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("kind", ["csv", "tsv"])
@pytest.mark.parametrize("length", [131_072, 300_000])
def test_a_long_quote_goes_out_and_comes_back(
    quoth: Quoth, home: Path, kind: str, length: int
) -> None:
    lines = 'Bread, “dear”; "too dear"\n=bread\tmilk\n\n'
    quote = (lines * (length // len(lines) + 1))[:length] + "."
    spoken = {"kind": "indirect", "speaker": "ann", "source": "p"}
    store = home / "town.json"
    store.write_text(json.dumps({
        "meta": {"1": {"schema": 1}},
        "actors": {"1": {"id": "ann", "name": "Ann"}},
        "sources": {"1": {"id": "p", "title": "Paper"}},
        "statements": {"1": {"quote": quote, **spoken}, "2": {"quote": "Milk.", **spoken}},
    }))  # fmt: skip
    table, other = str(home / f"table.{kind}"), str(home / "other.json")
    assert quoth("--store", str(store), "export", "--output", table).code == 0
    assert quoth("--store", other, "import", "--create", table).code == 0
    made = json.loads(Path(other).read_text("utf-8"))["statements"].values()
    assert [one["quote"] for one in made] == [quote, "Milk."]


def test_what_a_file_has_twice_is_not_said_to_be_in_the_store(quoth: Quoth, tmp_path: Path) -> None:
    row = "Bread is dear.,Ann Archer,2025-03-20,The Herald\n"
    table, store = tmp_path / "twice.csv", str(tmp_path / "own.json")
    table.write_text(f"quote,speaker,date,source\n{row}{row}")
    said = quoth("import", str(table), "--store", store, "--create")
    assert "imported 1 statement" in said.err
    assert "1 twice in the file" in said.err
    assert "already there" not in said.err
    table.write_text(f"quote,speaker,date,source\n{row}{row}{row}")
    again = quoth("import", str(table), "--store", store, "--json")
    assert (again.records[0]["same"], again.records[0]["repeated"]) == (3, 0)


def test_what_another_store_has_twice_is_not_said_to_be_in_this_one(
    quoth: Quoth, save: Callable[[Tables], Path], tmp_path: Path
) -> None:
    twice = small_tables()
    vote = {"title": "Vote on bread", "when": "2025-03-20"}
    twice["events"] = {"1": {"id": "vote", **vote}, "2": {"id": "vote-2", **vote}}
    check = {"claim": "Bread is dear", "statements": ["1"], "rating": "True"}
    twice["checks"] = {"1": {"id": "x", **check}, "2": {"id": "y", **check}}
    path, own = str(save(twice)), str(tmp_path / "own.json")
    report = quoth("import", path, "--store", own, "--create", "--json").records[0]
    assert (report["added"]["events"], report["added"]["checks"]) == (1, 1)
    assert (report["same"], report["repeated"]) == (0, 2)
    again = quoth("import", path, "--store", own, "--json").records[0]
    assert (sum(again["added"].values()), again["repeated"]) == (0, 0)


def test_what_was_imported_is_named_by_what_there_is_of_it(quoth: Quoth, store: Path) -> None:
    path = store.with_name("events.jsonl")
    path.write_text(json.dumps({"type": "event", "id": "v", "title": "Vote", "when": "2025-03-20"}))
    assert quoth("import", str(path), "--store", str(store)).err == (
        "quoth: imported 1 new event; `quoth undo` takes it back\n"
    )
    assert "import 1 event" in quoth("log", "--store", str(store)).out


def test_a_column_goes_to_a_field_that_is_named_in_words(quoth: Quoth, tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text("quote,speaker,speaker name,source\nBread is dear.,ann,Ann Archer,Herald\n")
    said = quoth("import", str(table), "--store", str(tmp_path / "own.json"), "--dry-run")
    assert "  speaker → speaker id" in said.out.splitlines()
    assert "  source → source title" in said.out.splitlines()
    both = quoth(
        "import", str(table), "--store", str(tmp_path / "own.json"),
        "--dry-run", "--map", "speaker=words", "--map", "quote=words",
    )  # fmt: skip
    assert both.code == 2
    assert "“speaker” and “quote” are both “words”" in both.err
