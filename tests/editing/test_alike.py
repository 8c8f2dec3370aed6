"""Very many statements that are changed alike: as one by one, in the same bytes, and as safe."""

from __future__ import annotations

import contextlib
import json
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.editing import alike, alike_now, editor, history, many
from quoth.editing.alike import AlikeChanges
from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.editing.errors import ConflictError, EditError
from quoth.editing.many import changed, read_assignments, record_ids, statements_at
from quoth.editing.names import NameResolver
from quoth.editing.workspace import Workspace
from quoth.index.opening import open_corpus
from quoth.index.segment.part import Part
from quoth.store import entries, splicing_alike
from quoth.store.dumping import dumped
from quoth.store.errors import StoreError
from quoth.store.file import is_pending, journal_path
from quoth.store.folding import fold
from quoth.store.parsing import Document, Tables
from tests.making import small_stores_kept, small_tables

ONE_LINE, LINES, CLOSE, INDENTED = "one line", "a line each", "no blanks", "indented"
LAYOUTS = (ONE_LINE, LINES, CLOSE, INDENTED)
INSTRUCTIONS = (
    ["tags+=a"],
    ["tags-=b"],
    ["tags=+c; -b"],
    ["tags="],
    ["status=draft"],
    ["status="],
    ["note=x } y"],
    ["note=", "tags+=a", "medium=radio"],
    ["medium=", "cue=said"],
    ["topics="],
    ["topics+=bread", "stances="],
    ["speaker=guild", "via+=ann"],
    ["kind=indirect"],
    ["said=2020-05"],
    ["paragraph=4"],
)
FIELDS: dict[str, st.SearchStrategy[object]] = {
    "id": st.just("own"),
    "tags": st.sampled_from([["a"], ["b", "c"], ["}{"], ["é", '"tags": ["a"]']]),
    "status": st.sampled_from(["draft", "confirmed"]),
    "note": st.sampled_from(["a note", '"status": "draft"', "{", "}"]),
    "medium": st.just("press"),
    "topics": st.just(["bread"]),
    "more": st.sampled_from([{"tags": ["a"]}, {"status": "draft"}, 1]),
}


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have a handful of statements changed as very many would be, and their index kept."""
    for module in (alike, alike_now, editor, many):
        monkeypatch.setattr(module, "LEAST", 2)
    monkeypatch.setattr(alike, "_RECURS", 0)
    for module in (entries, history):
        monkeypatch.setattr(module, "MANY", 1)
    monkeypatch.setattr(editor, "VERY_MANY", 1)
    with small_stores_kept(16):
        yield


def statements(fields: list[Document], seed: int = 0) -> Tables:
    """Return a store of statements with some fields more, in any order, of both kinds of ids."""
    tables = small_tables()
    chance = random.Random(seed)  # noqa: S311  # no secret
    made: dict[str, Document] = {}
    for number, one in enumerate(fields, 1):
        document = {
            "quote": f"Bread {number} is dear", "kind": "direct", "speaker": "ann",
            "source": "paper", **one,
        }  # fmt: skip
        if "id" in one:
            document["id"] = f"own-{number}"
        items = list(document.items())
        if seed:
            chance.shuffle(items)
        made[str(number)] = dict(items)
    tables["statements"] = made
    return tables


FIVE: list[Document] = [{}, {"tags": ["b"]}, {"id": "x"}, {"status": "draft"}, {"tags": ["a"]}]


def text_of(tables: Tables, layout: str) -> bytes:
    """Return a store's file as different programs write it."""
    if layout == INDENTED:
        return b"".join(dumped(tables))
    if layout == LINES:
        parts = []
        for name, table in tables.items():
            records = ",\n".join(f' "{key}": {json.dumps(one)}' for key, one in table.items())
            parts.append(f'"{name}": {{\n{records}\n}}')
        return ("{\n" + ",\n".join(parts) + "\n}\n").encode()
    return json.dumps(tables, separators=(",", ":") if layout == CLOSE else None).encode()


class Place(NamedTuple):
    """A store, and what is kept of it."""

    path: Path

    def work(self) -> Workspace:
        """Open it to work in."""
        cache = self.path.parent / "cache"
        made = Workspace(
            self.path,
            open_=partial(open_corpus, cache=cache),
            histories=self.path.parent / "history",
            who=lambda: "ann",
        )
        made.editor = Editor(
            self.path, open_=partial(open_corpus, cache=cache), cache=cache, who=lambda: "ann"
        )
        return made

    def noted(self) -> bytes:
        """Return what is noted to take back what was done."""
        return next((self.path.parent / "history").glob("*.jsonl")).read_bytes()

    def journal(self) -> object:
        """Return what is in the journal, but for what tells who runs."""
        lines = Path(journal_path(self.path)).read_text().splitlines()[1:]
        entries = [json.loads(line[9:]) for line in lines]
        return [{**one, "by": ""} for one in entries]


def place(folder: Path, tables: Tables, layout: str = LINES) -> Place:
    """Make a store, with its index."""
    folder.mkdir()
    path = folder / "store.json"
    path.write_bytes(text_of(tables, layout))
    open_corpus(path, cache=folder / "cache")
    return Place(path)


def instructed(workspace: Workspace, texts: list[str], *, together: bool = True) -> Change:
    """Return what an instruction does to all statements, held together or one by one."""
    chosen = statements_at(workspace.corpus, sorted(workspace.corpus.newest))
    rows = chosen.rows if together else list(chosen.rows)
    names = NameResolver(workspace.current)
    return changed(rows, read_assignments(texts), names).change


def sections(part: Part) -> dict[str, tuple[bytes, str]]:
    """Return all that a segment holds but for its facts."""
    return {name: (bytes(data), kind) for name, data, kind in part.sections.each()}


def done(store: Place, texts: list[str], *, together: bool) -> tuple[object, bytes, bytes]:
    """Carry out an instruction; return the journal, what is noted, and the file in the end."""
    workspace = store.work()
    change = instructed(workspace, texts, together=together)
    if not change.edits:
        return None, b"", store.path.read_bytes()
    made = workspace.commit(change)
    assert isinstance(made.edits, AlikeChanges) == (together and len(change.edits) >= 2)
    assert list(made.edits) == list(change.edits)
    journal, noted = store.journal(), store.noted()
    workspace.fold()
    return journal, noted, store.path.read_bytes()


@given(
    fields=st.lists(st.fixed_dictionaries({}, optional=FIELDS), min_size=2, max_size=7),
    steps=st.lists(st.sampled_from(INSTRUCTIONS), min_size=1, max_size=2),
    layout=st.sampled_from(LAYOUTS),
    seed=st.integers(0, 2),
    sizes=st.tuples(st.sampled_from([1, 2, 256]), st.sampled_from([40, 1 << 22])),
)
@settings(max_examples=40, deadline=None)
def test_many_are_changed_as_one_by_one(
    fields: list[Document],
    steps: list[list[str]],
    layout: str,
    seed: int,
    sizes: tuple[int, int],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The journal, the file and what takes it back are the same; the index is as one rebuilt."""
    folder = tmp_path_factory.mktemp("alike")
    tables = statements(fields, seed)
    one, others_ = (place(folder / name, tables, layout) for name in ("one", "many"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splicing_alike, "_TOGETHER", sizes[0])
        patch.setattr(splicing_alike, "_PIECE", sizes[1])
        for texts in steps:
            assert done(others_, texts, together=True) == done(one, texts, together=False)
    check_index(others_)


def check_index(store: Place) -> None:
    """Check that the index of a store, where it is one segment, is as one that is rebuilt."""
    corpus = open_corpus(store.path, cache=store.path.parent / "cache")
    with tempfile.TemporaryDirectory() as folder:
        rebuilt = open_corpus(store.path, cache=folder)
    if len(corpus.pieces) == 1:
        assert sections(corpus.base) == sections(rebuilt.base)
        assert corpus.base.facts == rebuilt.base.facts


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("texts", [one for one in INSTRUCTIONS if one != ["paragraph=4"]])
def test_what_was_done_to_many_is_taken_back_at_once(
    tmp_path: Path, layout: str, texts: list[str]
) -> None:
    """It is, and done again, and taken back, however often the store is opened between."""
    fields: list[Document] = [
        {"tags": ["b"], "status": "confirmed", "topics": ["bread"], "note": "n", "medium": "m"},
        {"id": "x", "tags": ["b", "a"], "status": "confirmed", "note": "m", "medium": "m"},
        {"tags": ["b"], "status": "confirmed", "topics": ["bread"], "note": "n", "medium": "m"},
        {"tags": ["b"], "status": "confirmed", "note": "n", "medium": "m"},
    ]
    store = place(tmp_path / "one", statements(fields), layout)
    before = json.loads(store.path.read_bytes())
    workspace = store.work()
    workspace.commit(instructed(workspace, texts))
    workspace.fold()
    after = json.loads(store.path.read_bytes())
    assert after != before
    check_index(store)
    for expected in (before, after, before):
        workspace = store.work()
        change = workspace.redo() if expected is after else workspace.undo()
        assert change is not None
        assert isinstance(change.edits, AlikeChanges)
        workspace.fold()
        assert json.loads(store.path.read_bytes()) == expected
        check_index(store)


def test_the_ids_of_all_are_known_without_reading_them_again(tmp_path: Path) -> None:
    """Those that stay as they are have theirs, too."""
    store = place(tmp_path / "one", statements(FIVE))
    corpus = store.work().corpus
    rows = statements_at(corpus, reversed(range(5))).rows
    expected = record_ids(list(rows))
    found = changed(rows, read_assignments(["tags+=a"]), NameResolver(store.work().current))
    assert (found.same, len(found.change.edits)) == (1, 4)
    assert record_ids(rows) == expected
    assert [edit.key for edit in found.change.edits] == ["4", "3", "2", "1"]


def others(store: Place, key: str, **fields: object) -> None:
    """Have another program change a statement."""
    workspace = store.work()
    found = workspace.current.find("statements", key)
    assert found is not None
    after = {**found[1], **fields}
    workspace.editor.commit(Change("theirs", [Edit("statements", found[0], found[1], after)]))


def test_many_are_changed_after_one_was(tmp_path: Path) -> None:
    """What is kept of a small change lies on top of the index, and moved what stands behind it."""
    store = place(tmp_path / "one", statements(FIVE))
    workspace = store.work()
    for key in ("2", "4"):
        found = workspace.current.find("statements", key)
        assert found is not None
        after = {**found[1], "note": "another"}
        workspace.commit(Change("one", [Edit("statements", key, found[1], after)]))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(editor, "VERY_MANY", 1_000)
            workspace.fold()
        workspace = store.work()
        assert len(workspace.corpus.pieces) > 1
    before = store.path.read_bytes()
    made = workspace.commit(instructed(workspace, ["tags+=t"]))
    assert isinstance(made.edits, AlikeChanges)
    workspace.fold()
    found_ = json.loads(store.path.read_bytes())["statements"]
    assert [one["tags"][-1] for one in found_.values()] == ["t"] * 5
    assert [one.get("note") for one in found_.values()] == [None, "another", None, "another", None]
    workspace = store.work()
    change = workspace.undo()
    assert change is not None
    assert isinstance(change.edits, AlikeChanges)
    workspace.fold()
    assert store.path.read_bytes() == before


@pytest.mark.parametrize("is_folded", [False, True])
def test_what_others_changed_meanwhile_stays(tmp_path: Path, is_folded: bool) -> None:
    """Another field of theirs stays, and where it is the same field, nothing is changed at all."""
    store = place(tmp_path / "one", statements(FIVE))
    workspace = store.work()
    change, other = (instructed(workspace, [text]) for text in ("tags+=t", "note=mine"))
    others(store, "1", note="theirs")
    if is_folded:
        fold(store.path)
    made = workspace.commit(change)
    assert not isinstance(made.edits, AlikeChanges)
    with pytest.raises(ConflictError, match="“note” of statements 1 was changed meanwhile"):
        workspace.commit(other)
    fold(store.path)
    found = json.loads(store.path.read_bytes())["statements"]
    assert [one["tags"][-1] for one in found.values()] == ["t"] * 5
    assert [one.get("note") for one in found.values()] == ["theirs", None, None, None, None]


def test_what_others_changed_since_is_not_taken_back(tmp_path: Path) -> None:
    store = place(tmp_path / "one", statements(FIVE))
    workspace = store.work()
    workspace.commit(instructed(workspace, ["note=mine"]))
    workspace.fold()
    others(store, "1", note="theirs")
    fold(store.path)
    before = store.path.read_bytes()
    with pytest.raises(ConflictError, match="“note” of statements 1 was changed meanwhile"):
        store.work().undo()
    assert (store.path.read_bytes(), is_pending(store.path)) == (before, False)


def test_what_would_be_wrong_is_refused(tmp_path: Path) -> None:
    """A topic that is gone can't be set again, and none of the statements is changed."""
    store = place(tmp_path / "one", statements([{}, {}, {}]))
    workspace = store.work()
    workspace.commit(instructed(workspace, ["topics+=bread"]))
    workspace.undo()
    workspace.fold()
    workspace = store.work()
    key, topic = workspace.current.find("topics", "bread") or ("", {})
    change = workspace.history.to_redo()
    workspace.editor.commit(Change("delete it", [Edit("topics", key, topic, None)]))
    workspace.fold()
    before = store.path.read_bytes()
    assert change is not None
    with pytest.raises(EditError, match="there is no topic “bread”"):
        store.work().editor.commit(change)
    assert (store.path.read_bytes(), is_pending(store.path)) == (before, False)


def test_an_id_that_is_changed_with_many_is_changed(tmp_path: Path) -> None:
    """What is noted of a change has only some fields, and the id may be one that is another."""
    store = place(tmp_path / "one", statements([{"id": "x"}, {"id": "x"}, {"id": "x"}]))
    edits = [
        Edit("statements", "1", {"id": "own-1"}, {"id": "own-1", "note": "n"}),
        Edit("statements", "2", {"id": "own-2"}, {"id": "new", "note": "n"}),
        Edit("statements", "3", {"id": "own-3"}, {"id": "own-3", "note": "n"}),
    ]
    store.work().editor.commit(Change("rename one", edits))
    fold(store.path)
    found = json.loads(store.path.read_bytes())["statements"].values()
    assert [(one["id"], one["note"]) for one in found] == [
        ("own-1", "n"), ("new", "n"), ("own-3", "n"),
    ]  # fmt: skip


def test_a_file_that_is_overwritten_is_not_taken_for_what_was_read(tmp_path: Path) -> None:
    """No index or journal is needed for that: the change is refused, and the file stays."""
    store = place(tmp_path / "one", statements(FIVE))
    workspace = store.work()
    change = instructed(workspace, ["tags+=t"])
    text = text_of({**small_tables(), "statements": {}}, LINES)
    store.path.write_bytes(text)
    with pytest.raises((StoreError, EditError)):
        workspace.commit(change)
    assert (store.path.read_bytes(), is_pending(store.path)) == (text, False)


class Killed(BaseException):
    """The process ends here."""


@contextlib.contextmanager
def killed_after(steps: int) -> Iterator[list[str]]:
    """Have the process end in the middle of what it writes, after so many steps."""
    taken: list[str] = []

    def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def step_or_die(*arguments: object, **options: object) -> object:
            if len(taken) >= steps:
                if name == "write" and len(taken) == steps:
                    taken.append("half")
                    real(arguments[0], bytes(arguments[1])[: len(bytes(arguments[1])) // 2])  # type: ignore[call-overload]
                raise Killed
            taken.append(name)
            return real(*arguments, **options)

        return step_or_die

    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "replace", "unlink", "ftruncate", "write"):
            patch.setattr(os, name, counted(name, getattr(os, name)))
        with contextlib.suppress(Killed):
            yield taken


@pytest.mark.parametrize("step", range(24))
@pytest.mark.parametrize("goes_back", [False, True])
def test_a_change_of_many_may_be_cut_short_anywhere(
    tmp_path: Path, step: int, goes_back: bool
) -> None:
    """All of it is made or nothing; all if that was acknowledged, and then it can be taken back."""
    store = place(tmp_path / "one", statements(FIVE))
    before = json.loads(store.path.read_bytes())
    workspace = store.work()
    change = instructed(workspace, ["tags+=t", "status=draft"])
    if goes_back:
        workspace.commit(change)
        workspace.fold()
        workspace = store.work()
    start = json.loads(store.path.read_bytes())
    is_acknowledged = is_whole = False
    with killed_after(step):
        if goes_back:
            workspace.undo()
        else:
            assert isinstance(workspace.commit(change).edits, AlikeChanges)
        is_acknowledged = True
        workspace.fold()
        is_whole = True
    there = json.loads(store.path.read_bytes())
    fold(store.path)
    now = json.loads(store.path.read_bytes())
    assert there in (start, now)
    assert not is_pending(store.path)
    if now == start:
        assert not is_acknowledged
    else:
        assert (now == before) == goes_back
    assert not is_whole or is_acknowledged
    corpus = open_corpus(store.path, cache=store.path.parent / "cache")
    assert len(corpus) == 5
    if is_acknowledged and not goes_back:
        workspace = store.work()
        assert workspace.undo() is not None
        workspace.fold()
        assert json.loads(store.path.read_bytes()) == before


def test_a_kill_comes_at_each_step_of_the_whole(tmp_path: Path) -> None:
    """The last of the steps that are tried above is beyond the end."""
    store = place(tmp_path / "one", statements(FIVE))
    workspace = store.work()
    change = instructed(workspace, ["tags+=t", "status=draft"])
    with killed_after(1 << 20) as taken:
        workspace.commit(change)
        workspace.fold()
    assert 10 < len(taken) < 24
