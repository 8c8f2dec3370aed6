"""Parquet into a store on a server: what quoth exported, with what the statements name."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from quoth.cli.main import main
from quoth.formats.incoming.own_parquet import own_rows
from quoth.formats.incoming.records import FormatError
from quoth.formats.outgoing.parquet import ArchiveMissingError
from quoth.store.loading import load as load_store
from quoth.store.model import Statement
from quoth.store.server.loading import NewRecord, load
from quoth.store.storage import StrictStorage
from tests.postgres import ServerDatabase

pyarrow = pytest.importorskip("pyarrow", reason="pyarrow, of the extra “archive”, isn't installed")


@pytest.fixture
def columns(sample_file: Path, tmp_path: Path) -> Path:
    """Return the sample's statements as Parquet."""
    made = tmp_path / "all.parquet"
    asked = ["export", "--format", "parquet", "--output", str(made)]
    assert main(["--store", str(sample_file), *asked]) == 0
    return made


def _statements(path: Path) -> dict[str, Statement]:
    """Return the statements of a store by id."""
    return {one.id: one for one in load_store(path).statements}


def test_statements_come_with_what_they_name_and_come_once(
    server_database: ServerDatabase,
    sample_file: Path,
    columns: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pulled = tmp_path / "pulled.json"
    assert main(["push", server_database.uri(), str(columns)]) == 0
    many = len(_statements(sample_file))
    assert f"{many} records loaded" in capsys.readouterr().err
    assert main(["push", server_database.uri(), str(columns)]) == 0
    assert f"{many} of them by an earlier run" in capsys.readouterr().err
    assert main(["pull", server_database.uri(), "-o", str(pulled)]) == 0
    was, found = StrictStorage(sample_file).read(), StrictStorage(pulled).read()
    assert _statements(pulled) == _statements(sample_file)
    names = {one["id"]: one["name"] for one in was["actors"].values()}
    for one in found["actors"].values():
        assert one == {"id": one["id"], "name": names[str(one["id"])]}
    sources = {str(one["id"]): one for one in was["sources"].values()}
    for one in found["sources"].values():
        assert one.items() <= sources[str(one["id"])].items()


def test_what_is_there_stays_as_it_is_and_an_interruption_costs_a_piece(
    server_database: ServerDatabase, columns: Path, tmp_path: Path
) -> None:
    rows = [
        NewRecord(f"row {row}", "statements", document, named)
        for row, document, named in own_rows(columns, lambda *_: None)
    ]
    actor = {**dict(rows[0].named[0][1]), "role": "known before"}
    with server_database.connect() as connection:
        list(load(connection, [NewRecord("line 1", "actors", actor)], "who.jsonl", "here"))
        first = load(connection, rows, "all.parquet", "here", piece=5)
        assert next(first).records == 5
        first.close()
        assert [*load(connection, rows, "all.parquet", "here", piece=5)][-1].were_there == 5
    assert main(["pull", server_database.uri(), "-o", str(tmp_path / "pulled.json")]) == 0
    found = StrictStorage(tmp_path / "pulled.json").read()
    assert actor in found["actors"].values()
    assert len(found["statements"]) == len(rows)


def test_what_is_no_such_file_is_refused_in_one_line(
    columns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parquet = import_module("pyarrow.parquet")
    other = tmp_path / "other.parquet"

    def refused(match: str) -> None:
        with pytest.raises(FormatError, match=match) as found:
            list(own_rows(other, lambda *_: None))
        assert "\n" not in str(found.value)

    refused("No such file")
    other.write_text(json.dumps({"quote": "x"}), encoding="utf-8")
    refused("can't be read")
    table = parquet.read_table(columns)
    parquet.write_table(table.drop_columns(["speaker"]), other)
    refused("no column “speaker”")
    parquet.write_table(table.append_column("mood", pyarrow.nulls(len(table))), other)
    refused("“mood” isn't a column")
    wrong = ["sideways", *table.column("kind").to_pylist()[1:]]
    place = table.schema.get_field_index("kind")
    parquet.write_table(table.set_column(place, "kind", pyarrow.array(wrong)), other)
    refused("row 1: .*sideways")
    place = table.schema.get_field_index("speaker")
    parquet.write_table(
        table.set_column(place, "speaker", pyarrow.array([*range(len(table))])), other
    )
    refused("row 1")
    data = columns.read_bytes()
    other.write_bytes(data[: len(data) // 2])
    refused("can't be read")

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("quoth.formats.outgoing.parquet.import_module", missing)
    with pytest.raises(ArchiveMissingError, match=r"pip install 'quoth\[archive\]'"):
        list(own_rows(columns, lambda *_: None))
