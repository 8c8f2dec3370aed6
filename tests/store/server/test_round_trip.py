"""Any store pushed to a server and pulled from it is the same."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.cli.main import main
from quoth.formats.outgoing.jsonl import pieces
from quoth.formats.outgoing.selection import everything
from quoth.index.opening import open_corpus
from quoth.store.errors import StoreError
from quoth.store.journal import JournalEdit
from quoth.store.parsing import Document, Tables
from quoth.store.server.documents import arguments
from quoth.store.server.pulling import pull
from quoth.store.server.pushing import Sent, push, push_records
from quoth.store.storage import StrictStorage
from tests import strategies
from tests.formats.test_round_trip_stores import whole_stores
from tests.making import small_tables, tables_of, write_store
from tests.postgres import ServerDatabase

_texts = strategies.hostile_text
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | _texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_texts, inner, max_size=2),
    max_leaves=4,
)  # fmt: skip
_coders = st.sampled_from(["", "ann", "ben", "\x1f\x1a\ud800"])


@st.composite
def stores(draw: st.DrawFn) -> Tables:
    """Return any store: layers, unknown fields and tables, and texts that no server can hold."""
    tables = tables_of(draw(whole_stores()))
    spoken = list(tables["statements"].values())
    for number, statement in enumerate(spoken):
        if draw(st.booleans()):
            del statement["id"]
        statement["layer"] = draw(_coders)
        fields = draw(st.dictionaries(_texts.filter(lambda one: len(one) > 2), _values, max_size=2))
        statement.update({f"_{name}": value for name, value in fields.items()})
        if draw(st.booleans()):
            statement["from"] = draw(st.lists(_texts, max_size=2))
            statement["after"] = number
    shift = draw(st.sampled_from([0, 10**17]))
    tables["statements"] = {str(shift + 3 * n): one for n, one in enumerate(spoken, 1)}
    ids = [str(one.get("id", key)) for key, one in tables["statements"].items()]
    some = st.lists(st.sampled_from(ids), max_size=3)
    tables["checks"] = {"7": {"id": draw(_texts.filter(str.strip)), "claim": "x"}}
    tables["checks"]["7"] |= {"statements": draw(some), "rating": draw(_texts)}
    tables["wordings"] = {"5": {"verdict": "same", "statements": [ids[0], "gone"]}}
    tables["things"] = {"2": {"name": draw(_texts)}, "1": {}}
    return tables


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stores())
def test_any_store_comes_back_as_it_was(server_database: ServerDatabase, tables: Tables) -> None:
    with TemporaryDirectory() as folder, server_database.connect() as connection:
        connection.execute(
            "truncate quoth.records, quoth.statements, quoth.settlings, quoth.changes"
        )
        pushed = write_store(Path(folder) / "store.json", tables)
        push(connection, StrictStorage(pushed).read(), "untitled", "here")
        before = _exported(pushed)
        for name, is_copy in (("pulled.json", False), ("copy.json", True)):
            path = Path(folder) / name
            pull(connection, path, "here", is_copy=is_copy)
            assert _exported(path) == before
            again = StrictStorage(path).read()
            assert again == tables
            for table, rows in tables.items():
                assert [list(one) for one in again[table].values()] == [
                    list(one) for one in rows.values()
                ]


def _exported(path: Path) -> str:
    """Return all that a store holds, as JSON Lines."""
    return "".join(pieces(everything(open_corpus(path))))


def test_the_sample_comes_back_through_the_shell(
    server_database: ServerDatabase,
    sample_file: Path,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    pulled = tmp_path / "pulled.json"
    assert main(["--sample", "push", server_database.uri()]) == 0
    assert main(["pull", server_database.uri(), "-o", str(pulled)]) == 0
    capsysbinary.readouterr()
    exported = []
    for path in (sample_file, pulled):
        assert main(["--store", str(path), "export", "--format", "jsonl"]) == 0
        exported.append(capsysbinary.readouterr().out)
    assert exported[0] == exported[1]
    assert main(["pull", server_database.uri(), "-o", str(pulled)]) == 2  # never over another


def test_the_name_of_a_file_becomes_the_title(
    server_database: ServerDatabase, tmp_path: Path
) -> None:
    tables = small_tables()
    del tables["meta"]["1"]["title"]
    with server_database.connect() as connection:
        push(connection, tables, "energy", "here")
        pull(connection, tmp_path / "other.json", "here")
    assert open_corpus(tmp_path / "other.json").title == "energy"


def test_a_store_is_pushed_into_an_empty_one_alone(server_database: ServerDatabase) -> None:
    with server_database.connect() as connection:
        push(connection, small_tables(), "one", "here")
        with pytest.raises(StoreError, match="already"):
            push(connection, small_tables(), "two", "here")


def test_a_store_that_the_server_refuses_leaves_nothing(
    server_database: ServerDatabase, tmp_path: Path
) -> None:
    tables = small_tables()
    tables["statements"]["2"] = tables["statements"]["1"] | {"id": "1"}
    with server_database.connect() as connection:
        with pytest.raises(StoreError, match="statements_id"):
            push(connection, tables, "one", "here")
        assert pull(connection, tmp_path / "pulled.json", "here").records == 0
        high = small_tables() | {"events": {str(1 << 63): {"id": "e", "title": "t", "when": ""}}}
        with pytest.raises(StoreError, match="too high"):
            push(connection, high, "one", "here")


def test_records_are_sent_as_they_come_and_are_not_held(server_database: ServerDatabase) -> None:
    tables = small_tables()
    first = next(iter(tables.pop("statements").values()))
    many, note = 2_000, "bread " * 1_000

    def records() -> Iterator[Sent]:
        for table, rows in tables.items():
            for key, document in rows.items():
                yield Sent(table, key, document)
        for number in range(1, many + 1):
            made = {**first, "id": f"s{number}", "note": f"{number} {note}"}
            yield Sent("statements", str(number), made)

    with server_database.connect() as connection:
        tracemalloc.start()
        try:
            sent = push_records(connection, records(), "one", "here")
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        found = connection.execute("select count(*) from quoth.statements").fetchone()
    assert found == (many,)
    assert sent == many + sum(map(len, tables.values()))
    assert peak < many * len(note) / 3


def test_what_a_store_says_of_itself_may_come_last(
    server_database: ServerDatabase, tmp_path: Path
) -> None:
    tables = small_tables()
    meta = tables.pop("meta")
    store = write_store(tmp_path / "store.json", {**tables, "meta": meta})
    assert main(["push", server_database.uri(), str(store)]) == 0
    with server_database.connect() as connection:
        pull(connection, tmp_path / "pulled.json", "here")
    assert StrictStorage(tmp_path / "pulled.json").read()["meta"] == meta


def test_a_change_is_spelt_out_for_the_server_without_loss() -> None:
    before: Document = {"quote": "a\x00", "from": ["\ud800"], "layer": "ann", "speaker": "\x1f"}
    made = arguments("x\x00", [JournalEdit("statements", "3", before, None)], 7)
    assert made[3:7] == [[3], ["3"], [None], [7]]
    assert "\\u001a0000" in str(made[1])
