"""`quoth edit`, `tag`, `rm`, `undo`, `redo` and `log`: what is changed can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.cli import asking
from quoth.cli.main import main
from quoth.store.file import is_pending
from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth, Said
from tests.making import small_tables, write_store

Save = Callable[[Tables], Path]


def tables_to_edit() -> Tables:
    """Return the tables of a store in which there is something to change."""
    tables = small_tables()
    tables["actors"]["3"] = {"id": "bob", "name": "Bob Baker", "aliases": ["B. B.", "Bobby"]}
    tables["topics"]["2"] = {"id": "salt", "name": "Salt"}
    tables["statements"]["2"] = {
        "quote": "Salt is cheap", "kind": "direct", "speaker": "bob", "source": "paper",
        "tags": ["a"], "mood": "grim", "addressee": "ann",
    }  # fmt: skip
    return tables


@pytest.fixture
def store(save: Save) -> Path:
    """Return the file of a small store."""
    return save(tables_to_edit())


def run(quoth: Quoth, store: Path, *arguments: str) -> Said:
    """Run a command on a store."""
    return quoth(*arguments, "--store", str(store))


def tables_of(path: Path) -> Tables:
    """Return what is in a file."""
    tables: Tables = json.loads(path.read_text(encoding="utf-8"))
    return tables


# -- quoth edit ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "changes", "where", "fields"),
    [
        (
            "1",
            ("said=2025-03-18~", "note=a b"),
            "statements 1",
            {"said": "2025-03-18~", "note": "a b"},
        ),
        ("1", ("speaker=Bobby",), "statements 1", {"speaker": "bob"}),
        ("2", ("tags+=b", "tags-=a"), "statements 2", {"tags": ["b"]}),
        ("2", ("tags-=a",), "statements 2", {"tags": None}),
        ("2", ("tags=x; y",), "statements 2", {"tags": ["x", "y"]}),
        ("2", ('tags=["x; y"]',), "statements 2", {"tags": ["x; y"]}),
        ("2", ("addressee+=The Guild",), "statements 2", {"addressee": ["ann", "guild"]}),
        ("2", ("mood=",), "statements 2", {"mood": None}),
        ("2", ("mood=glad = yes",), "statements 2", {"mood": "glad = yes"}),
        (
            "1",
            ("stances+=Salt:support", "stances-=bread"),
            "statements 1",
            {"stances": [{"topic": "salt", "position": "support"}]},
        ),
        ("1", ("paragraph=2", "start=", "end="), "statements 1", {"locator": {"paragraph": 2}}),
        ("1", ("locator=",), "statements 1", {"locator": None}),
        ("1", ("id=first",), "statements 1", {"id": "first"}),
        (
            "actor:bob",
            ("aliases-=Bobby", "role=Baker"),
            "actors 3",
            {"aliases": ["B. B."], "role": "Baker"},
        ),
        ("bob", ("affiliation=The Guild",), "actors 3", {"affiliation": "guild"}),
        ("fair", ("actors+=Ann Archer",), "events 1", {"actors": ["ann"]}),
    ],
)
def test_fields_are_changed_and_brought_back(
    quoth: Quoth,
    store: Path,
    record: str,
    changes: tuple[str, ...],
    where: str,
    fields: dict[str, Any],
) -> None:
    before = tables_of(store)
    said = run(quoth, store, "edit", record, *changes)
    assert said.code == 0, said.err
    assert "`quoth undo` takes it back" in said.err
    after = tables_of(store)
    table, key = where.split()
    assert {name: after[table][key].get(name) for name in fields} == fields
    assert not is_pending(store)
    assert run(quoth, store, "undo").code == 0
    assert tables_of(store) == before
    assert run(quoth, store, "redo").code == 0
    assert tables_of(store) == after


def test_who_says_who_spoke_settles_the_doubt_as_a_form_does(quoth: Quoth, save: Save) -> None:
    tables = tables_to_edit()
    intake = {"rule": "r", "confidence": 0.5, "doubts": ["is it Ann?"], "doubted": ["speaker"]}
    tables["statements"]["1"]["intake"] = intake
    store = save(tables)
    assert run(quoth, store, "edit", "1", "note=seen").code == 0
    assert tables_of(store)["statements"]["1"]["intake"] == intake
    assert run(quoth, store, "edit", "1", "speaker=bob").code == 0
    assert tables_of(store)["statements"]["1"]["intake"] == {"rule": "r", "confidence": 0.5}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("99", "note=x"), "there is no record “99”"),
        (("actor:99", "note=x"), "there is no actor “99”"),
        (("1",), "nothing to change; write field=value"),
        (("1", "note"), "“note” changes nothing"),
        (("1", "=x"), "changes nothing"),
        (("1", "nte=x"), "a statement has no field “nte”; write “note”"),
        (("1", "kind=drct"), "write one of direct, mixed, indirect"),
        (("1", "quote="), "it has no “quote”"),
        (("1", "said=soon"), "“said”"),
        (("1", "note+=x"), "“note” isn't a list; write note=value"),
        (("1", "paragraph+=1"), "“paragraph” isn't a list"),
        (("1", "locator=1"), "“locator” can't be read"),
        (("1", "tags=[1"), "“tags” can't be read"),
        (("1", "tags-=x"), "“tags” has no “x”"),
        (("1", "topics+=Peper"), "there is no topic “Peper”"),
        (("1", "id=2"), "statements 2 already exists"),
        (("ann", "id=other"), "refers to actor “ann”"),
        (("guild", "affiliation=ann"), "leads back to itself"),
        (("1", "note=x", "--table", "mood"), "there is no table “mood”"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(
    quoth: Quoth, store: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = store.read_bytes()
    said = run(quoth, store, "edit", *arguments)
    assert (said.code, said.out) == (2, "")
    assert message in said.err
    assert said.err.count("\n") == 1
    assert store.read_bytes() == before


def test_an_id_of_several_records_has_to_say_which(quoth: Quoth, save: Save) -> None:
    tables = tables_to_edit()
    tables["topics"]["3"] = {"id": "bob", "name": "Bob"}
    store = save(tables)
    said = run(quoth, store, "edit", "bob", "note=x")
    assert (said.code, "actor:bob, topic:bob" in said.err) == (2, True)
    assert run(quoth, store, "edit", "topic:bob", "note=x").code == 0
    assert run(quoth, store, "edit", "bob", "--table", "actor", "note=x").code == 0


def test_what_changes_nothing_is_no_change(quoth: Quoth, store: Path) -> None:
    said = run(quoth, store, "edit", "2", "tags+=a")
    assert (said.code, said.out) == (0, "2\n")
    assert "no change" in said.err
    assert run(quoth, store, "undo").code == 1


EDITS = st.sampled_from(
    ["note=x", "note=", "tags+=b", "tags=", "tags=a; b", "speaker=ann", "said=2025", "said=",
     "stances+=salt:oppose", "topics=Salt", "via+=The Guild; Bobby", "paragraph=1", "locator=",
     "context=“x”", "status=draft", "medium=X", "addressee=", "mood=glad"]
)  # fmt: skip


@given(st.lists(st.lists(EDITS, min_size=1, max_size=4), min_size=1, max_size=3))
def test_all_that_was_changed_can_be_taken_back(changes: list[list[str]]) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", folder)
        path = write_store(Path(folder) / "store.json", tables_to_edit())
        states = [tables_of(path)]
        for some in changes:
            assert main(["edit", "2", *some, "--store", str(path)]) == 0
            if tables_of(path) != states[-1]:
                states.append(tables_of(path))
        for state in states[-2::-1]:
            assert main(["undo", "--store", str(path)]) == 0
            assert tables_of(path) == state
        assert main(["undo", "--store", str(path)]) == 1
        for state in states[1:]:
            assert main(["redo", "--store", str(path)]) == 0
            assert tables_of(path) == state


# -- quoth tag -------------------------------------------------------------------------------------


def test_tags_are_put_on_and_taken_off_several_statements(quoth: Quoth, store: Path) -> None:
    said = run(quoth, store, "tag", "1", "2", "+b", "-a")
    assert (said.code, said.out) == (0, "1\n2\n")
    statements = tables_of(store)["statements"]
    assert (statements["1"]["tags"], statements["2"]["tags"]) == (["b"], ["b"])
    assert "no change" in run(quoth, store, "tag", "1", "-a").err


@pytest.mark.parametrize("words", [("1",), ("+a",), ("ann", "+a"), ("99", "+a"), ()])
def test_tags_need_statements(quoth: Quoth, store: Path, words: tuple[str, ...]) -> None:
    assert run(quoth, store, "tag", *words).code == 2


# -- quoth rm --------------------------------------------------------------------------------------


def test_records_are_deleted_and_brought_back(quoth: Quoth, store: Path) -> None:
    before = tables_of(store)
    said = run(quoth, store, "rm", "2", "actor:bob", "--yes")
    assert (said.code, said.out) == (0, "2\nbob\n")
    assert "2" not in tables_of(store)["statements"]
    run(quoth, store, "undo")
    assert tables_of(store) == before


def test_what_others_refer_to_stays(quoth: Quoth, store: Path) -> None:
    said = run(quoth, store, "rm", "bob", "--yes")
    assert (said.code, said.out) == (2, "")
    assert said.err == "quoth: statements 2 refers to actor “bob”\n"


def test_nothing_is_deleted_unasked(quoth: Quoth, store: Path) -> None:
    said = run(quoth, store, "rm", "2")
    assert (said.code, said.out) == (2, "")
    assert "--yes" in said.err
    assert "2" in tables_of(store)["statements"]


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("yes", 0), ("", 1), ("n", 1)])
def test_a_person_is_asked(
    quoth: Quoth, store: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    monkeypatch.setattr(asking, "can_ask", lambda: True)
    monkeypatch.setattr(asking, "ask", lambda *_: answer)
    assert run(quoth, store, "rm", "2").code == code
    assert ("2" in tables_of(store)["statements"]) == bool(code)


# -- quoth undo, redo, log -------------------------------------------------------------------------


def test_what_was_done_is_told_the_last_first(quoth: Quoth, store: Path) -> None:
    assert run(quoth, store, "log").code == 1
    assert run(quoth, store, "redo").code == 1
    run(quoth, store, "edit", "1", "note=x")
    run(quoth, store, "tag", "1", "+\x1b[2J")
    assert run(quoth, store, "undo").out == "tag statement 1: +␛[2J ‡\n"
    assert run(quoth, store, "log").out == (
        "tag statement 1: +␛[2J ‡ (undone)\nchange note of statement 1\n"
    )
    first = run(quoth, store, "log", "--json", "--limit", "1").records
    assert first == [{"label": "tag statement 1: +\x1b[2J", "records": 1, "undone": True}]


def test_what_somebody_else_changed_since_is_not_taken_back(quoth: Quoth, store: Path) -> None:
    run(quoth, store, "edit", "1", "note=x")
    tables = tables_of(store)
    tables["statements"]["1"]["note"] = "theirs"
    write_store(store, tables)
    said = run(quoth, store, "undo")
    assert (said.code, said.out) == (2, "")
    assert "was changed meanwhile" in said.err
    assert tables_of(store) == tables


@pytest.mark.parametrize(
    "arguments", [("edit", "1", "note=x"), ("rm", "1", "--yes"), ("undo",), ("merge", "a", "b")]
)
def test_without_a_store_of_ones_own_there_is_nothing_to_change(
    quoth: Quoth, home: Path, arguments: tuple[str, ...]
) -> None:
    said = quoth(*arguments)
    assert (said.code, said.out) == (2, "")
    assert "`quoth add`" in said.err
    assert quoth(*arguments, "--sample").code == 2
    assert quoth(*arguments, "--store", str(home / "none.json")).code == 3
    assert list(home.iterdir()) == []


def test_a_store_that_cannot_be_written_is_exit_code_74(
    quoth: Quoth, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    before = store.read_bytes()
    monkeypatch.setattr("quoth.store.journal._write_whole", fail)
    said = run(quoth, store, "edit", "1", "note=x")
    assert (said.code, said.out) == (74, "")
    assert "the store can't be written (No space left on device)" in said.err
    assert store.read_bytes() == before


def test_a_fold_that_fails_is_no_failure(
    quoth: Quoth, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("quoth.editing.editor.fold_locked", fail)
        assert run(quoth, store, "edit", "1", "note=x").code == 0
    assert is_pending(store)
    assert run(quoth, store, "show", "1", "--json").records[0]["note"] == "x"
    assert not is_pending(store)
