"""A journal is never believed: what can't be applied is refused in a line, and nothing changes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.cli.main import main
from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.index.opening import open_corpus
from quoth.store.errors import StoreError
from quoth.store.file import StoreFile, checksums, journal_path
from quoth.store.journal import fingerprint
from quoth.store.loading import load
from quoth.store.parsing import Document, Tables
from tests.making import small_tables, write_store

SAID: Document = {
    "id": "new", "quote": "Salt is dear", "kind": "direct", "speaker": "ann", "source": "paper",
}  # fmt: skip


@pytest.fixture
def store(save: Callable[[Tables], Path]) -> Path:
    """Return the file of the small store."""
    return save(small_tables())


def version(store: Path) -> str:
    """Return the fingerprint of a store's file."""
    file = StoreFile(store)
    try:
        return fingerprint(file.stamp.size, checksums(file.read))
    finally:
        file.close()


def leave(store: Path, *lines: object) -> None:
    """Leave a journal of some lines, each with the checksum that it has to have."""
    made = b""
    for line in lines:
        text = json.dumps(line).encode()
        made += b"%08x %s\n" % (zlib.crc32(text), text)
    Path(journal_path(store)).write_bytes(made)


def head(store: Path, **fields: object) -> dict[str, object]:
    """Return the first line of a journal."""
    return {"journal": 1, "base": version(store), "ends": {}} | fields


def edit(**fields: object) -> dict[str, object]:
    """Return a line that adds a statement, or something else."""
    made = {"table": "statements", "key": "2", "after": SAID} | fields
    return {"label": "add", "by": "me", "edits": [made]}


LINES: dict[str, Callable[[Path], list[object]]] = {
    "a head that is a list": lambda _: [[1]],
    "a base that is a number": lambda s: [head(s, base=7)],
    "ends that are a list": lambda s: [head(s, ends=[1, 2])],
    "an end that is a text": lambda s: [head(s, ends={"statements": "here"})],
    "an end of three": lambda s: [head(s, ends={"statements": [1, 2, 3]})],
    "an end before its start": lambda s: [head(s, ends={"statements": [9, 2]})],
    "an end beyond all files": lambda s: [head(s, ends={"statements": [1, 1 << 70]})],
    "a line that is a number": lambda s: [head(s), 5],
    "edits that are a text": lambda s: [head(s), {"label": "x", "edits": "none"}],
    "an edit that is a list": lambda s: [head(s), {"label": "x", "edits": [[]]}],
    "a label that is a list": lambda s: [head(s), {"label": [], "edits": []}],
    "a place that is a text": lambda s: [head(s), edit(place="there")],
    "a place that is true": lambda s: [head(s), edit(place=[True, 3])],
    "a key that is a word": lambda s: [head(s), edit(key="two")],
    "a key that is a number": lambda s: [head(s), edit(key=2)],
    "a key with a nought before": lambda s: [head(s), edit(key="02")],
    "a key of another script": lambda s: [head(s), edit(key="٢")],
    "a table that no store has": lambda s: [head(s), edit(table="secrets")],
    "a table that is a list": lambda s: [head(s), edit(table=[])],
    "a record that is a list": lambda s: [head(s), edit(after=[1])],
    "a record that isn't one": lambda s: [head(s), edit(after={"quote": 5})],
    "an id that is a list": lambda s: [head(s), edit(after=SAID | {"id": ["a"]})],
    "an old id that is a list": lambda s: [head(s), edit(key="1", before={"id": ["a"]})],
    "an id that is taken": lambda s: [head(s), edit(after=SAID | {"id": "1"})],
    "a speaker who isn't there": lambda s: [head(s), edit(after=SAID | {"speaker": "eve"})],
    "an actor whom others name": lambda s: [
        head(s),
        edit(table="actors", key="1", after=None, before=small_tables()["actors"]["1"]),
    ],
    "a record that was something else": lambda s: [
        head(s),
        edit(key="1", before=SAID, after=SAID | {"note": "x"}),
    ],
    "a record that is there already": lambda s: [head(s), edit(key="1")],
    "a record that isn't there": lambda s: [head(s), edit(key="9", before=SAID, after=None)],
    "nothing about the version": lambda _: [{"journal": 1}],
    "nothing about the records": lambda s: [head(s), {"label": "x"}],
}


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
def test_what_cannot_be_applied_is_refused_in_a_line(
    store: Path, lines: Callable[[Path], list[object]], capsys: pytest.CaptureFixture[str]
) -> None:
    before = store.read_bytes()
    leave(store, *lines(store))
    assert main(["find", "--store", str(store), "bread"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "journal" in err
    assert store.read_bytes() == before
    Path(journal_path(store)).unlink()
    load(store)


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
def test_a_program_that_is_open_refuses_it_too(
    store: Path, lines: Callable[[Path], list[object]]
) -> None:
    editor = Editor(store)
    before = store.read_bytes()
    leave(store, *lines(store))
    with pytest.raises(StoreError, match="journal"):
        editor.catch_up()
    with pytest.raises(StoreError, match="journal"):
        editor.commit(Change("add", [Edit("statements", "", None, SAID)]))
    assert store.read_bytes() == before
    Path(journal_path(store)).unlink()
    editor.commit(Change("add", [Edit("statements", "", None, SAID)]))
    editor.fold()
    assert [one.id for one in load(store).statements] == ["1", "new"]


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["1", "2"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "quote", "kind", "speaker"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    fields=st.dictionaries(
        st.sampled_from(["table", "key", "before", "after", "place"]), _values, max_size=4
    ),
    ends=_values,
)
def test_whatever_a_journal_holds_the_store_stays_valid(
    fields: dict[str, Any], ends: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = write_store(tmp_path_factory.mktemp("any") / "store.json", small_tables())
    leave(store, head(store, ends=ends), edit(**fields))
    try:
        open_corpus(store).close()
    except StoreError:
        Path(journal_path(store)).unlink()
    load(store)


def test_an_addition_whose_place_is_in_another_table_is_put_into_its_own(store: Path) -> None:
    """Where the tables end is only a hint: the store is read as a whole where it is wrong."""
    text = store.read_text()
    start = text.index('"2": {"id": "guild"')
    end = text.index("}", start) + 1
    leave(store, head(store, ends={"statements": [start, end]}), edit())
    assert open_corpus(store).row_of("new") is not None
    assert [one.id for one in load(store).statements] == ["1", "new"]


def test_a_journal_that_was_begun_again_is_read_from_its_beginning(store: Path) -> None:
    one, other = Editor(store), Editor(store)
    added = Change("add", [Edit("statements", "", None, SAID)])
    made = one.commit(added)
    one.commit(made.inverse())
    assert other.catch_up()
    other.fold()  # there is nothing to fold, so the file stays as it is
    other.commit(Change("add", [Edit("statements", "", None, SAID | {"id": "of others"})]))
    assert one.catch_up()
    assert one.corpus.row_of("of others") is not None


def test_a_journal_that_is_gone_is_no_longer_shown(store: Path) -> None:
    editor = Editor(store)
    editor.commit(Change("add", [Edit("statements", "", None, SAID)]))
    Path(journal_path(store)).unlink()
    assert editor.catch_up()
    assert editor.corpus.row_of("new") is None
    editor.commit(Change("add", [Edit("statements", "", None, SAID)]))
    assert open_corpus(store).row_of("new") is not None
