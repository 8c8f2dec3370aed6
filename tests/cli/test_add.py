"""`quoth add`: what is described is there afterwards, all of it or nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.cli.main import main
from quoth.index.opening import open_corpus
from quoth.store.file import is_pending
from quoth.store.loading import load
from quoth.store.location import SAMPLES, sample_path
from quoth.store.parsing import Tables
from tests.cli.conftest import WITH_AN_INDEX, Quoth, Said
from tests.making import found_in, small_tables, write_store

STORES = (WITH_AN_INDEX,)

Save = Callable[[Tables], Path]
Type = Callable[[str | bytes], None]


@pytest.fixture
def store(save: Save) -> Path:
    """Return the file of a small store."""
    return save(small_tables())


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Return what puts a text before a command, on its stdin."""

    def put(text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))

    return put


def added(quoth: Quoth, store: Path, *arguments: str) -> Said:
    """Add something to a store."""
    return quoth("add", "--store", str(store), *arguments)


def tables_of(path: Path) -> Tables:
    """Return what is in a file."""
    tables: Tables = json.loads(path.read_text(encoding="utf-8"))
    return tables


SALT = ("Salt is cheap", "--kind", "direct", "--speaker", "Ann Archer", "--source", "the-paper")


def test_a_statement_is_added_and_its_id_is_printed(quoth: Quoth, store: Path) -> None:
    said = added(quoth, store, *SALT, "--said", "2025-03", "--tag", "a", "--tag", "b; c")
    assert (said.code, said.out) == (0, "2\n")
    assert said.err == (
        "quoth: added a statement as a draft (status:draft finds it); `quoth undo` takes it back\n"
    )
    assert tables_of(store)["statements"]["2"] == {
        "quote": "Salt is cheap", "kind": "direct", "speaker": "ann", "said": "2025-03",
        "source": "paper", "tags": ["a", "b", "c"], "status": "draft",
    }  # fmt: skip
    assert not is_pending(store)
    assert quoth("find", "salt status:draft", "--store", str(store)).code == 0
    assert quoth("find", "salt", "--store", str(store)).code == 1


def test_a_statement_is_confirmed_only_if_that_is_said(
    quoth: Quoth, store: Path, type_in: Type
) -> None:
    said = added(quoth, store, *SALT, "--status", "confirmed")
    assert said.err == "quoth: added a statement; `quoth undo` takes it back\n"
    lines: list[dict[str, Any]] = [
        {"quote": f"Said {number}", "kind": "direct", "speaker": "ann", "source": "paper"}
        for number in range(2)
    ]
    rejected = {**lines[1], "status": "rejected"}
    for options, status in (((), "draft"), (("--status", "confirmed"), "confirmed")):
        type_in("\n".join(map(json.dumps, [lines[0], rejected])))
        assert added(quoth, store, "--json", *options).code == 0
        assert [str(one.status) for one in load(store).statements[-2:]] == [status, "rejected"]
    assert load(store).statements[1].status == "confirmed"


def test_options_and_words_may_come_in_any_order(quoth: Quoth, store: Path) -> None:
    said = added(quoth, store, *SALT[1:], "--note", "x", "--", "-20 degrees")
    assert said.code == 0
    assert load(store).statements[-1].quote == "-20 degrees"


def test_how_much_is_verbatim_has_no_default(quoth: Quoth, store: Path) -> None:
    said = added(quoth, store, "Salt is cheap", "--speaker", "ann", "--source", "the-paper")
    assert (said.code, said.out) == (2, "")
    assert "--kind direct" in said.err


@pytest.mark.parametrize(
    ("quote", "code"),
    [('"Salt is cheap."', 0), ("“Salt”", 0), ("'Salt'", 2), ('Salt "is" cheap', 2), ('"a" "b"', 2)],
)
def test_a_quote_in_marks_as_a_whole_is_direct(
    quoth: Quoth, store: Path, quote: str, code: int
) -> None:
    assert added(quoth, store, quote, "--speaker", "ann", "--source", "the-paper").code == code
    if not code:
        made = load(store).statements[-1]
        assert (made.kind, made.quote) == ("direct", quote[1:-1])


def test_who_is_not_there_is_said_with_the_nearest(quoth: Quoth, store: Path) -> None:
    before = store.read_bytes()
    said = added(quoth, store, *SALT[:4], "An Archer", *SALT[5:])
    assert (said.code, said.out) == (2, "")
    assert "write “Ann Archer” if that is meant, or have --new make it" in said.err
    assert said.err.count("\n") == 1
    assert store.read_bytes() == before


def test_who_is_new_is_made_in_the_same_change(quoth: Quoth, store: Path) -> None:
    before = load(store)
    said = added(
        quoth, store, "Salt!", "--kind", "mixed", "--speaker", "Cy Cook", "--new",
        "--source", "https://example.org/1", "--via", "Cy Cook", "--stance", "Salt:oppose",
    )  # fmt: skip
    assert said.code == 0
    records = load(store)
    made = records.statements[-1]
    assert (made.speaker, made.via, made.source) == ("cy-cook", ("cy-cook",), made.source)
    assert records.sources[made.source].url == "https://example.org/1"
    assert made.stances[0].topic == "salt"
    assert quoth("undo", "--store", str(store)).code == 0
    assert load(store) == before


def test_a_name_that_two_have_is_refused(quoth: Quoth, save: Save) -> None:
    tables = small_tables()
    tables["actors"]["9"] = {"id": "other", "name": "Somebody", "aliases": ["Ann Archer"]}
    said = added(quoth, save(tables), *SALT)
    assert said.code == 2
    assert "ann, other" in said.err


@pytest.mark.parametrize(
    ("arguments", "table", "made"),
    [
        (("actor", "Cy Cook", "--kind", "person", "--alias", "C. C."), "actors",
         {"id": "cy-cook", "name": "Cy Cook", "kind": "person", "aliases": ["C. C."]}),
        (("topic", "--name", "Salt"), "topics", {"id": "salt", "name": "Salt"}),
        (("source", "The Herald", "--id", "h", "--published", "2025-03-01"), "sources",
         {"id": "h", "title": "The Herald", "published": "2025-03-01"}),
        (("event", "A fair", "--when", "2025", "--actor", "Ann Archer"), "events",
         {"id": "a-fair", "title": "A fair", "when": "2025", "actors": ["ann"]}),
    ],
)  # fmt: skip
def test_other_records_are_added_alike(
    quoth: Quoth, store: Path, arguments: tuple[str, ...], table: str, made: dict[str, Any]
) -> None:
    said = added(quoth, store, *arguments)
    assert (said.code, said.out) == (0, f"{made['id']}\n")
    assert list(tables_of(store)[table].values())[-1] == made


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("actor", "Ann Archer"), "the actor “Ann Archer” already exists (ann)"),
        (("actor", "Cy", "--kind", "direct"), "write one of person"),
        (("actor", "Cy", "--cue", "said"), "an actor has no field “cue”"),
        (("topic", "--name", " "), "it has no “name”"),
        (("event", "A fair"), "it has no “when”"),
        (("event", "A fair", "--when", "soon"), "“when”"),
        ((*SALT, "--said", "soon"), "“said”"),
        ((*SALT, "--said", "2025", "--said", "2024"), "--said is given 2 times"),
        ((*SALT, "--paragraph", "x"), "“paragraph” isn't a whole number"),
        ((*SALT, "--stance", "bread"), "“bread” isn't a stance"),
        ((*SALT, "--speakr", "x"), "unrecognized arguments: --speakr"),
        ((*SALT[1:], " "), "the quote is empty"),
        ((), "see `quoth add --help`"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    quoth: Quoth, store: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = store.read_bytes()
    said = added(quoth, store, *arguments)
    assert (said.code, said.out) == (2, "")
    assert message in said.err.splitlines()[-1]
    assert store.read_bytes() == before


def test_a_quote_comes_from_stdin(quoth: Quoth, store: Path, type_in: Type) -> None:
    type_in("“Salt\nis cheap”\n")
    said = added(quoth, store, "-", "--speaker", "ann", "--source", "the-paper")
    assert said.code == 0
    assert load(store).statements[-1].quote == "Salt\nis cheap"


# -- Many at once ----------------------------------------------------------------------------------


def test_many_are_added_at_once(quoth: Quoth, store: Path, type_in: Type) -> None:
    lines: list[dict[str, Any]] = [
        {"type": "actor", "name": "Cy Cook"},
        {"quote": "One", "kind": "direct", "speaker": "Cy Cook", "source": "the-paper"},
        {"quote": "Two", "kind": "direct", "speaker": "cy-cook", "source": "Gazette", "id": "two"},
    ]
    type_in("\n".join(map(json.dumps, lines)))
    said = added(quoth, store, "--json", "--new")
    assert (said.code, said.out) == (0, "cy-cook\n2\ntwo\n")
    assert "new source “Gazette” (gazette)" in said.err
    assert [one.quote for one in load(store).statements[1:]] == ["One", "Two"]
    quoth("undo", "--store", str(store))
    assert "cy-cook" not in load(store).actors


def test_what_was_found_is_added_elsewhere(
    quoth: Quoth, store: Path, tmp_path: Path, type_in: Type
) -> None:
    found = quoth("find", "bread", "--json", "--store", str(store))
    type_in(found.out)
    other = write_store(tmp_path / "other.json", small_tables() | {"statements": {}})
    assert added(quoth, other, "--json").code == 0
    assert load(other).statements == load(store).statements


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: it isn't a JSON object"),
        ("[]", "line 2: it isn't a JSON object"),
        ("[" * 100_000, "line 2: it isn't a JSON object"),
        (
            '{"quote": "x", "kind": "direct", "speaker": "nobody", "source": "s"}',
            "line 2: there is",
        ),
        ('{"quote": "x", "speaker": "ann", "source": "the-paper"}', "it has no “kind”"),
        ('{"quote": 1, "kind": "direct", "speaker": "ann", "source": "the-paper"}', "not a text"),
        ('{"quote": "x", "kind": "direct", "speaker": 5, "source": "the-paper"}', "not a text"),
        ('{"mood": "x"}', "has no field “mood”"),
        ('{"type": "mood"}', "there is no table “mood”"),
        (b"\xff", "line 2: it isn't UTF-8"),
    ],
)
def test_a_line_that_is_wrong_leaves_all_as_it_was(
    quoth: Quoth, store: Path, type_in: Type, line: str | bytes, message: str
) -> None:
    before = store.read_bytes()
    data = line.encode() if isinstance(line, str) else line
    type_in(b'{"type": "topic", "name": "Salt"}\n' + data)
    said = added(quoth, store, "--json")
    assert (said.code, said.out) == (2, "")
    assert message in said.err
    assert said.err.count("\n") == 1
    assert store.read_bytes() == before


def test_no_line_at_all_is_nothing(quoth: Quoth, store: Path, type_in: Type) -> None:
    type_in("\n")
    assert added(quoth, store, "--json").code == 1


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), min_size=1))
def test_what_is_added_is_there_as_it_was_typed(quotes: list[str]) -> None:
    lines = [
        {"quote": quote, "kind": "direct", "speaker": "Ann Archer", "source": "the-paper",
         "tags": [f"n{place}"]}
        for place, quote in enumerate(quotes)
    ]  # fmt: skip
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = write_store(Path(folder) / "store.json", small_tables())
        patch.setenv("XDG_STATE_HOME", folder)
        text = "\n".join(map(json.dumps, lines)).encode()
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text), "utf-8"))
        assert main(["add", "--json", "--status", "confirmed", "--store", str(path)]) == 0
        corpus = open_corpus(path)
        for place, quote in enumerate(quotes):
            (one,) = found_in(corpus, f"tag:n{place}")
            row = corpus.row_of(one)
            assert row is not None
            assert corpus.statements[row].quote == quote


# -- Stores that aren't there yet ------------------------------------------------------------------


def test_ones_own_store_is_begun(quoth: Quoth, home: Path) -> None:
    said = quoth("add", "actor", "Ann Archer")
    assert (said.code, said.out) == (0, "ann-archer\n")
    path = home / "quoth" / "store.json"
    assert said.err.startswith(f"quoth: began a store of your own: {path}\n")
    assert (path.parent.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)
    assert quoth("actors").out.endswith("Ann Archer\n")
    assert "began" not in quoth("add", "actor", "Bob").err


def test_nothing_is_begun_for_what_is_refused(quoth: Quoth, home: Path) -> None:
    assert quoth("add", "Salt", "--speaker", "Ann").code == 2
    assert list(home.iterdir()) == []


def test_a_store_that_is_named_is_made_only_if_asked_for(quoth: Quoth, tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    said = added(quoth, path, "topic", "Salt")
    assert (said.code, said.out) == (3, "")
    assert "--create creates it" in said.err
    assert not path.exists()
    assert added(quoth, path, "topic", "Salt", "--create").code == 0
    assert load(path).title == "new"
    assert list(load(path).topics) == ["salt"]


def test_a_store_that_cannot_be_made_is_exit_code_74(quoth: Quoth, tmp_path: Path) -> None:
    said = added(quoth, tmp_path / "no" / "new.json", "topic", "Salt", "--create")
    assert said.code == 74
    assert "it can't be made" in said.err


@pytest.mark.parametrize(
    "arguments", [("--sample",), *(("--store", sample_path(name)) for name in SAMPLES)]
)
def test_the_sample_is_never_written(quoth: Quoth, arguments: tuple[str, ...]) -> None:
    before = [Path(sample_path(name)).read_bytes() for name in SAMPLES]
    said = quoth("add", "topic", "Salt", *arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert [Path(sample_path(name)).read_bytes() for name in SAMPLES] == before


def test_a_store_that_is_no_store_is_exit_code_3(quoth: Quoth, tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_text("{")
    assert added(quoth, path, "topic", "Salt").code == 3


def test_nothing_that_is_typed_acts(quoth: Quoth, store: Path) -> None:
    for arguments in (("topic", "\x1b]0;x\x07"), ("topic", "--name", "\x1b[2J", "--id", "\x1b[2J")):
        said = added(quoth, store, *arguments)
        assert said.code == 0
        assert "\x1b" not in said.out + said.err
