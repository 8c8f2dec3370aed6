"""The file is read strictly, and written whole or not at all; any TinyDB can read it."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from quoth.store import storage as writing
from quoth.store.errors import StoreError
from quoth.store.parsing import Tables
from quoth.store.storage import StrictStorage
from tests.making import small_tables
from tests.strategies import any_text


@pytest.fixture
def store(save: Callable[[Tables], Path]) -> Path:
    """Return the file of the small store."""
    return save(small_tables())


def beside(store: Path) -> list[str]:
    """Return what is in a store's folder, but for the file that writers lock."""
    return [path.name for path in store.parent.iterdir() if not path.name.endswith(".lock")]


def test_what_is_written_is_read_again(store: Path) -> None:
    storage = StrictStorage(store)
    storage.write(small_tables())
    assert storage.read() == small_tables()


def test_tables_that_nobody_knows_survive(save: Callable[[Tables], Path]) -> None:
    tables = small_tables() | {"_default": {}, "recipes": {"12": {"flour": 500, "steps": [1, 2]}}}
    storage = StrictStorage(save(tables))
    storage.write(storage.read())
    assert storage.read() == tables


def test_plain_tinydb_reads_the_sample(sample_file: Path) -> None:
    with TinyDB(sample_file, access_mode="r") as plain:
        assert {"meta", "actors", "statements", "sources", "events", "topics"} <= plain.tables()
        assert len(plain.table("statements")) == 24


def test_plain_tinydb_reads_what_is_written(store: Path) -> None:
    with TinyDB(store, storage=StrictStorage) as strict:
        strict.table("statements").insert({"quote": "“Ja!”", "kind": "direct"})
    with TinyDB(store) as plain:
        table = plain.table("statements")
        assert [document.doc_id for document in table] == [1, 2]
        added = table.get(doc_id=2)
        assert added == {"quote": "“Ja!”", "kind": "direct"}


def test_what_plain_tinydb_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plain.json"
    with TinyDB(path) as plain:
        plain.table("statements").insert({"quote": "Ja"})
    assert StrictStorage(path).read() == {"statements": {"1": {"quote": "Ja"}}}


def test_a_byte_order_mark_is_overlooked(store: Path) -> None:
    store.write_bytes(b"\xef\xbb\xbf" + store.read_bytes())
    assert StrictStorage(store).read() == small_tables()


def test_text_is_written_as_people_read_it(store: Path) -> None:
    StrictStorage(store).write({"statements": {"1": {"quote": "“Łódź”"}}})
    assert "“Łódź”" in store.read_text(encoding="utf-8")


@settings(max_examples=50)
@given(quote=any_text)
def test_any_text_that_json_can_hold_survives(
    quote: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Half a surrogate pair too, which `json` reads from an escape and UTF-8 can't hold."""
    path = tmp_path_factory.mktemp("any") / "store.json"
    tables: Tables = {"statements": {"1": {"quote": json.loads(json.dumps(quote))}}}
    storage = StrictStorage(path)
    storage.write(tables)
    assert storage.read() == tables


@settings(max_examples=30)
@given(fields=st.dictionaries(st.text(), st.integers() | st.text() | st.none(), max_size=4))
def test_any_fields_survive(
    fields: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    storage = StrictStorage(tmp_path_factory.mktemp("fields") / "store.json")
    storage.write({"statements": {"1": fields}})
    assert storage.read() == {"statements": {"1": fields}}


def test_a_link_is_followed_and_stays_a_link(store: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(store)
    StrictStorage(link).write({"statements": {}})
    assert link.is_symlink()
    assert StrictStorage(store).read() == {"statements": {}}


def test_who_may_read_the_file_stays_the_same(store: Path) -> None:
    store.chmod(0o640)
    StrictStorage(store).write(small_tables())
    assert stat.S_IMODE(store.stat().st_mode) == 0o640


def test_a_new_file_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    StrictStorage(path).write(small_tables())
    assert StrictStorage(path).read() == small_tables()


@pytest.mark.parametrize(("module", "name"), [(os, "fsync"), (writing, "dumped"), (os, "replace")])
@pytest.mark.parametrize("failure", [OSError("disk full"), KeyboardInterrupt()])
def test_a_failure_midway_leaves_the_file_as_it_was_and_nothing_beside_it(
    store: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    name: str,
    failure: BaseException,
) -> None:
    before = store.read_bytes()

    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(module, name, fail)
    with pytest.raises(type(failure)):
        StrictStorage(store).write({"statements": {}})
    assert store.read_bytes() == before
    assert beside(store) == [store.name]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1, 2}])
def test_what_json_cannot_hold_is_not_written(store: Path, value: object) -> None:
    before = store.read_bytes()
    with pytest.raises((ValueError, TypeError)):
        StrictStorage(store).write({"statements": {"1": {"quote": value}}})
    assert store.read_bytes() == before
    assert beside(store) == [store.name]


def test_a_file_that_tinydb_would_misread_is_refused(store: Path) -> None:
    store.write_text('{"statements": {"1": {"quote": "a"}, "1": {"quote": "b"}}}', encoding="utf-8")
    with TinyDB(store, storage=StrictStorage) as strict, pytest.raises(StoreError, match="twice"):
        strict.table("statements").all()
