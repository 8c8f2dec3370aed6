"""Statements changed at once from a shell: by a query or by ids from a pipe, as one change."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.cli import asking
from quoth.editing import history
from quoth.editing.history import History
from quoth.store import entries
from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth, Said
from tests.making import small_tables

Save = Callable[[Tables], Path]


@pytest.fixture
def store(save: Save) -> Path:
    """Return the file of a store of five statements, one of them a draft."""
    tables = small_tables()
    for number in range(2, 6):
        tables["statements"][str(number)] = {
            "quote": f"Salt is cheap, {number}", "kind": "direct", "speaker": "ann",
            "source": "paper", "tags": ["a"] if number % 2 else [],
            "status": "draft" if number == 5 else "confirmed",
        }  # fmt: skip
    return save(tables)


def run(quoth: Quoth, store: Path, *arguments: str) -> Said:
    """Run a command on a store."""
    return quoth(*arguments, "--store", str(store))


def statements(store: Path) -> dict[str, dict[str, object]]:
    """Return the statements in a file."""
    found: dict[str, dict[str, object]] = json.loads(store.read_text("utf-8"))["statements"]
    return found


@pytest.fixture(params=[1, 100])
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no more kept of changes of so many records than what they change."""
    monkeypatch.setattr(entries, "MANY", request.param)
    monkeypatch.setattr(history, "MANY", request.param)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("arguments", "field", "values"),
    [
        (("tag", "--query", "salt", "+b", "-a"), "tags", [["b"], ["b"], ["b"], ["a"]]),
        (("tag", "+b", "--query=salt status:draft"), "tags", [[], ["a"], [], ["a", "b"]]),
        (("edit", "--query", "salt", "note=x"), "note", ["x", "x", "x", None]),
        (("edit", "2", "3", "note=x"), "note", ["x", "x", None, None]),
        (("edit", "--query", "salt", "tags=+b; -a"), "tags", [["b"], ["b"], ["b"], ["a"]]),
        (("edit", "--query", "-bread", "note=x"), "note", ["x", "x", "x", None]),
    ],
)
def test_all_that_a_query_finds_is_one_change(
    quoth: Quoth,
    store: Path,
    arguments: tuple[str, ...],
    field: str,
    values: list[object],
) -> None:
    """It is, whether all of each record is kept of it, or what it changes."""
    before = store.read_bytes()
    said = run(quoth, store, *arguments)
    assert said.code == 0, said.err
    now = statements(store)
    assert [now[key].get(field) for key in "2345"] == values
    assert run(quoth, store, "undo").code == 0
    assert store.read_bytes() == before


def test_what_a_query_finds_is_deleted_once_meant(quoth: Quoth, store: Path) -> None:
    refused = run(quoth, store, "rm", "--query", "salt")
    assert (refused.code, len(statements(store))) == (2, 5)
    said = run(quoth, store, "rm", "--query", "salt", "--yes")
    assert (said.code, sorted(said.out.split())) == (0, ["2", "3", "4"])
    assert list(statements(store)) == ["1", "5"]


def test_ids_come_from_a_pipe(quoth: Quoth, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = run(quoth, store, "find", "--lines", "salt").out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    said = run(quoth, store, "tag", "-", "+b")
    assert (said.code, sorted(said.out.split())) == (0, ["2", "3", "4"])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n")))
    assert run(quoth, store, "edit", "-", "note=x").code == 1
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\n")))
    assert "it isn't UTF-8" in run(quoth, store, "rm", "-", "--yes").err
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"2\n99\n")))
    assert "there is no statement “99”" in run(quoth, store, "tag", "-", "+c").err


@pytest.mark.parametrize(
    "arguments",
    [("tag", "+b"), ("edit", "note=x"), ("rm",), ("rm", "--yes"), ("edit", "--yes", "note=x")],
)
def test_a_dry_run_says_what_it_would_do_and_writes_nothing(
    quoth: Quoth, store: Path, arguments: tuple[str, ...]
) -> None:
    before = store.read_bytes()
    said = run(quoth, store, *arguments, "--query", "salt", "--dry-run")
    assert (said.code, said.out) == (0, "")
    assert "3 statements" in said.err
    assert said.err.endswith("; nothing was changed\n")
    assert store.read_bytes() == before
    assert History(store).to_undo() is None


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 1)])
def test_a_person_sees_what_changes_and_is_asked(
    quoth: Quoth, store: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    monkeypatch.setattr(asking, "can_ask", lambda: True)
    asked: list[str] = []

    def ask(_printer: object, question: str) -> str:
        asked.append(question)
        return answer

    monkeypatch.setattr(asking, "ask", ask)
    said = run(quoth, store, "tag", "--query", "salt", "+b")
    assert said.code == code
    assert asked == ["tag 3 statements: +b? [y/N] "]
    assert "  tags: nothing → b, in 2\n" in said.err
    assert statements(store)["2"].get("tags") == (["b"] if code == 0 else [])
    run(quoth, store, "tag", "3", "+c")
    run(quoth, store, "tag", "--query", "salt", "+d", "--yes")
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (("rm", "--yes", "--query", " "), "the query is empty; --query sort:newest", 2),
        (("rm", "--yes", "--query", "..."), "there is no word to search for", 2),
        (("rm", "--yes", "--query", "by:nobody"), "nobody", 2),
        (("tag", "--query", "nosuchthing", "+a"), "nothing matches “nosuchthing”", 1),
        (("tag", "--query", "salt"), "write the ids of statements, or --query", 2),
        (("tag", "--query", "salt", "b", "+a"), "“b” isn't a tag; write +b or -b", 2),
        (("rm", "2", "--query", "salt"), "not both", 2),
        (("edit", "--query", "salt"), "write field=value after --query", 2),
        (("edit", "--query", "salt", "id=x"), "would appear twice", 2),
        (("edit", "--query", "salt", "kind=drct"), "write one of direct, mixed, indirect", 2),
        (("edit", "--query", "salt", "--table", "actor", "role=x"), "--query finds only", 2),
    ],
)
def test_what_can_not_be_done_is_said_and_changes_nothing(
    quoth: Quoth, store: Path, arguments: tuple[str, ...], message: str, code: int
) -> None:
    before = store.read_bytes()
    said = run(quoth, store, *arguments)
    assert (said.code, said.out) == (code, "")
    assert message in said.err
    assert store.read_bytes() == before


@pytest.mark.parametrize("command", ["actors", "timeline", "stats"])
def test_numbers_are_those_of_what_a_query_finds(quoth: Quoth, store: Path, command: str) -> None:
    everything = run(quoth, store, command, "--json")
    some = run(quoth, store, command, "--json", "bread")
    if command == "stats":
        assert (everything.records[0]["statements"], some.records[0]["statements"]) == (4, 1)
    elif command == "actors":
        spoke = [(one["id"], one["statements"]) for one in some.records]
        assert ("ann", 1) in spoke
        assert all(count for _, count in spoke)
    else:
        assert sum(one["within"] for one in some.records) == 1
    assert run(quoth, store, command, "nosuchthing").code == 1
    assert run(quoth, store, command, "by:nobody").code == 2
