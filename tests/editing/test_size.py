"""No record is written that is larger than what reads it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.editing.errors import EditError
from quoth.store.parsing import Document
from quoth.store.scanning import LONGEST
from tests.making import small_tables, write_store


@pytest.mark.parametrize("sign", ["x", "\n", "\x01", "é"])
def test_a_record_that_no_reader_takes_is_refused_in_a_line(tmp_path: Path, sign: str) -> None:
    path = write_store(tmp_path / "store.json", small_tables())
    before = path.read_bytes()
    bytes_each = {"x": 1, "\n": 2, "\x01": 6, "é": 2}[sign]
    editor = Editor(path)

    def noted(count: int) -> Change:
        topic: Document = {"id": "long", "name": "Long", "note": sign * count}
        return Change("add", [Edit("topics", "", None, topic)])

    with pytest.raises(EditError, match="longer than 32 MiB; split its text") as refused:
        editor.commit(noted(LONGEST // bytes_each))
    assert len(str(refused.value)) < 100
    assert path.read_bytes() == before
    editor.commit(noted(LONGEST // bytes_each - (1 << 17)))
