"""Parquet: what is written is what is read back by pyarrow, whatever a store holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from types import ModuleType
from typing import Any
from weakref import ReferenceType, ref

import pytest
from hypothesis import given, settings

from quoth.basics.text import encodable
from quoth.formats.outgoing import parquet
from quoth.formats.outgoing.exporting import FORMATS, encoded
from quoth.store.model import Locator, Records, Statement
from tests.formats.outgoing import records, selection, stores


def test_without_pyarrow_a_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> ModuleType:
        raise ImportError(name)

    monkeypatch.setattr(parquet, "import_module", missing)
    with pytest.raises(parquet.ArchiveMissingError, match=r"pip install 'quoth\[archive\]'"):
        parquet.pieces(selection(records()))


def read_back(held: Records) -> Any:
    """Return what pyarrow reads of a file of a store."""
    table = pytest.importorskip(
        "pyarrow.parquet", reason="pyarrow, of the extra “archive”, isn't installed"
    )
    pieces = FORMATS["parquet"].pieces(selection(held))
    return table.ParquetFile(BytesIO(b"".join(encoded(pieces))))


def test_lists_names_and_dates_are_what_they_are() -> None:
    found, retold, mixed = read_back(records()).read().to_pylist()
    assert found["said"] == "2025-03-17/2025-03-20"
    assert (found["said_from"], found["said_to"]) == (date(2025, 3, 17), date(2025, 3, 20))
    assert (found["via"], found["via_names"]) == (["bob", "guild"], ["Bob Brewer", "The Guild"])
    assert found["stances"][0] == {"topic": "bread", "topic_name": "Bread", "position": "oppose"}
    assert (found["speaker_name"], found["paragraph"], found["start"]) == ("Ann Archer", 2, 10)
    assert found["published_from"] == date(2025, 3, 20)
    assert (retold["said"], retold["said_from"], retold["said_to"]) == (None, None, None)
    assert (retold["status"], retold["topics"]) == ("draft", [])
    assert (mixed["said_from"], mixed["said_to"]) == (date(2025, 3, 1), date(2025, 3, 31))


def test_row_groups_follow_each_other_and_columns_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    few = read_back(records())
    monkeypatch.setattr(parquet, "_AT_ONCE", 2)
    monkeypatch.setattr(parquet, "_GROUP", 2)
    many = read_back(records())
    assert (few.num_row_groups, many.num_row_groups) == (1, 2)
    assert few.schema_arrow == many.schema_arrow
    assert few.read().to_pylist() == many.read().to_pylist()
    assert few.schema_arrow.names == list(parquet.COLUMNS)


def test_of_what_was_written_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow, of the extra “archive”, isn't installed")
    made: list[ReferenceType[Any]] = []
    batches = parquet._batches

    def noted(*of: Any) -> Iterator[Any]:
        def note(batch: Any) -> Any:
            made.append(ref(batch))
            return batch

        return map(note, batches(*of))

    monkeypatch.setattr(parquet, "_AT_ONCE", 1)
    monkeypatch.setattr(parquet, "_GROUP", 2)
    monkeypatch.setattr(parquet, "_batches", noted)
    for _ in parquet.pieces(selection(records())):
        assert [one for one in made if one() is not None] == []
    assert len(made) == len(records().statements)


@given(stores())
@settings(max_examples=20, deadline=None)
def test_what_was_written_is_read_back(held: Records) -> None:
    rows = read_back(held).read().to_pylist()
    assert len(rows) == len(held.statements)
    for row, one in zip(rows, held.statements, strict=True):
        _check(row, one)


def _check(row: dict[str, Any], one: Statement) -> None:
    """Check a row against the statement that it is of."""
    texts = (one.id, one.quote, one.speaker, one.source)
    assert [row[name] for name in ("id", "quote", "speaker", "source")] == [*map(encodable, texts)]
    assert (row["context"] or "") == encodable(one.context)
    for name in ("via", "topics", "mentions", "tags"):
        assert row[name] == [*map(encodable, getattr(one, name))]
    assert len(row["via_names"]) == len(one.via)
    assert [stance["position"] for stance in row["stances"]] == [s.position for s in one.stances]
    assert row["said"] == (one.said.text if one.said else None)
    assert row["end"] == (one.locator or Locator()).end
