"""JSON Lines into a store on a server, piece by piece, on from where it was interrupted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quoth.cli.main import main
from quoth.formats.incoming.own_lines import own_lines
from quoth.formats.outgoing.jsonl import pieces
from quoth.formats.outgoing.selection import everything
from quoth.index.opening import open_corpus
from quoth.store.errors import StoreError
from quoth.store.server.loading import Loaded, NewRecord, load
from quoth.store.server.pulling import pull
from tests.postgres import ServerDatabase


def _exported(path: Path) -> str:
    """Return all that a store holds, as JSON Lines."""
    return "".join(pieces(everything(open_corpus(path))))


def _records(path: Path) -> Iterator[NewRecord]:
    """Yield the records of a file."""
    for one in own_lines(path):
        if one.table != "meta":
            yield NewRecord(f"line {one.line}", one.table, one.document)


def test_what_was_exported_is_loaded_as_it_was(
    server_database: ServerDatabase,
    sample_file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines, pulled = tmp_path / "all.jsonl", tmp_path / "pulled.json"
    lines.write_text(_exported(sample_file), encoding="utf-8")
    assert main(["push", server_database.uri(), str(lines)]) == 0
    many = len(lines.read_text().splitlines()) - 1
    assert f"{many} records loaded" in capsys.readouterr().err
    assert main(["push", str(lines), server_database.uri()]) == 0  # in any order
    assert f"{many} of them by an earlier run" in capsys.readouterr().err
    assert main(["pull", server_database.uri(), "-o", str(pulled)]) == 0
    # The store there has a title of its own, or none.
    assert _exported(pulled).splitlines()[1:] == _exported(sample_file).splitlines()[1:]


def test_who_is_interrupted_goes_on(
    server_database: ServerDatabase, sample_file: Path, tmp_path: Path
) -> None:
    lines = tmp_path / "all.jsonl"
    lines.write_text(_exported(sample_file), encoding="utf-8")
    whole = list(_records(lines))
    with server_database.connect() as connection:
        first = load(connection, whole, "all.jsonl", "here", piece=10)
        before = next(first)
        assert 10 <= before.records < len(whole)
        first.close()
        ends = list(load(connection, whole, "all.jsonl", "here", piece=10))
        assert ends[-1] == Loaded(len(whole), before.records)
        assert ends[0].records > before.records
        assert pull(connection, tmp_path / "pulled.json", "here").records == len(whole)
        other = [whole[1], whole[0], *whole[2:]]
        with pytest.raises(StoreError, match="of another one"):
            list(load(connection, other, "all.jsonl", "here"))


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        (("statements", {"quote": "x", "kind": "direct", "speaker": "no", "source": "p"}),
         "names “no” of the actors"),
        (("actors", {"id": "a", "name": "A", "affiliation": "b"}), "lead back"),
        (("topics", {"id": "t", "name": "Again"}), "records_id"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_leaves_its_piece_out(
    server_database: ServerDatabase, tmp_path: Path, record: Any, problem: str
) -> None:
    good = [
        NewRecord("line 1", "sources", {"id": "p", "title": "P"}),
        NewRecord("line 2", "topics", {"id": "t", "name": "T"}),
        NewRecord("line 3", "actors", {"id": "b", "name": "B", "affiliation": "a"}),
        NewRecord("line 4", "actors", {"id": "a", "name": "A"}),
    ]
    kept = [one for one in good if one.document["id"] != record[1].get("id")]
    kept = good if record[0] == "topics" else kept
    with server_database.connect() as connection:
        with pytest.raises(StoreError, match=problem):
            list(load(connection, [*kept, NewRecord("line 5", *record)], "x", "here", piece=2))
        assert pull(connection, tmp_path / "pulled.json", "here").records == 2


def test_a_line_that_is_wrong_is_named(
    server_database: ServerDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "some.jsonl"
    for wrong in ({"type": "actor", "id": "a", "name": 3}, {"headline": "x"}, [1]):
        lines.write_text(f'{{"type": "topic", "id": "t", "name": "T"}}\n{json.dumps(wrong)}\n')
        assert main(["push", server_database.uri(), str(lines)]) == 2
        assert "some.jsonl: line 2: " in capsys.readouterr().err
