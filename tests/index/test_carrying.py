"""Flags follow their statements from snapshot to snapshot, whatever becomes of the store."""

from __future__ import annotations

from itertools import compress, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.index.carrying import carried_by_id, stand_on_the_same
from quoth.index.corpus import Corpus
from quoth.store.parsing import Document
from quoth.tui.explorer.marks import Marks
from tests.making import records_of as records
from tests.making import say, small_tables, tables_of, write_store

_SIZE: Final = 6
STEPS: Final = st.lists(
    st.tuples(
        st.sampled_from(["change", "delete", "back", "add", "rename", "fold", "reopen", "mark"]),
        st.integers(0, _SIZE),
    ),
    max_size=12,
)


class Worker:
    """Changes a store, and takes its changes back."""

    def __init__(self, path: Path) -> None:
        """Open the store."""
        self.path = path
        self.editor = Editor(path, cache=path.parent)
        self.done: list[Change] = []

    def do(self, deed: str, number: int) -> None:
        """Do something to the store, to the statement of a number where one is meant."""
        table, record = ("actors", "ann") if deed == "rename" else ("statements", str(number))
        found = self.editor.current.find(table, record)
        if deed == "fold":
            self.editor.fold()
        elif deed == "reopen":
            self.editor.fold()
            self.editor = Editor(self.path, cache=self.path.parent)
        elif deed == "back" and self.done:
            self.editor.commit(self.done.pop().inverse())
        elif deed == "add":
            last = max(map(int, (key for key, _ in self.editor.current.documents("statements"))))
            new: Document = {
                "quote": f"new {last}",
                "kind": "direct",
                "speaker": "ann",
                "source": "the-paper",
            }
            self._commit(Edit("statements", "", None, new))
        elif deed in ("change", "delete", "rename") and found is not None:
            key, before = found
            field = "name" if deed == "rename" else "note"
            after = {**before, field: f"{before.get(field, '')} {len(self.done)}"}
            self._commit(Edit(table, key, before, None if deed == "delete" else after))

    def _commit(self, edit: Edit) -> None:
        """Make a change."""
        self.done.append(self.editor.commit(Change("a step", [edit])))


def ids(corpus: Corpus, flags: bytearray) -> set[str]:
    """Return the ids of the statements that are flagged."""
    return {corpus.statements[row].id for row in compress(count(), flags)}


@given(STEPS)
def test_marks_are_those_of_the_same_statements_after_every_step(
    steps: list[tuple[str, int]],
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.json"
        write_store(path, tables_of(records([say(f"words {n}", n + 1) for n in range(_SIZE)])))
        worker = Worker(path)
        corpus = worker.editor.corpus
        marks, wanted = Marks(), set[str]()
        marks.put(corpus, [row for row in corpus.newest if row % 2])
        wanted = ids(corpus, marks._flags)
        for deed, number in steps:
            if deed == "mark":
                row = corpus.row_of(str(number))
                if row is not None:
                    marks.put(corpus, [row])
                    wanted.add(str(number))
                continue
            worker.do(deed, number)
            now = worker.editor.corpus
            by_id = carried_by_id(now, corpus, marks._flags, marks._away)
            marks = marks.carried_to(now)
            there = {one.id for one in now.statements}
            assert ids(now, marks._flags) == ids(now, by_id[0]) == wanted & there
            assert sorted(marks._away) == sorted(by_id[1]) == sorted(wanted - there)
            corpus = now


def test_a_change_is_followed_without_looking_at_what_stays(tmp_path: Path) -> None:
    path = write_store(tmp_path / "store.json", small_tables())
    worker = Worker(path)
    before = worker.editor.corpus
    worker.do("change", 1)
    assert stand_on_the_same(worker.editor.corpus, before)
