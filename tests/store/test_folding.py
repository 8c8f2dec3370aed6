"""A fold makes what the changes say, the bytes around them stay, and it may be cut short."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quoth.basics.places import FilePath
from quoth.store import entries, folding, splicing
from quoth.store.dumping import dumped
from quoth.store.errors import StoreError
from quoth.store.file import Stamp, StoreFile, checksums, is_pending, journal_path
from quoth.store.folding import HeldJournal, applied, fold, fold_locked
from quoth.store.journal import (
    Extent,
    Journal,
    JournalContents,
    JournalEdit,
    JournalEntry,
    fingerprint,
    read_journal,
)
from quoth.store.parsing import Document, Tables
from quoth.store.scanning import Scanner
from quoth.store.splicing import Moves, splices

ONE_LINE = "one line"
LINES = "a line each"
INDENTED = "indented"

tables = st.fixed_dictionaries(
    {
        name: st.dictionaries(
            st.integers(1, 12).map(str),
            st.dictionaries(st.text(max_size=4), st.text(), max_size=3),
            max_size=6,
        )
        for name in ("actors", "statements")
    }
)
"""Tables, of which the records differ in their keys, and in how much they hold.

Most of the time is spent making them: a record of more fields is folded as one of three.
"""


def text_of(made: Tables, layout: str) -> bytes:
    """Return a store's file as different programs write it."""
    if layout == ONE_LINE:
        return json.dumps(made).encode()
    if layout == INDENTED:
        return b"".join(dumped(made))
    lines = []
    for name, table in made.items():
        records = ",\n".join(f' "{key}": {json.dumps(one)}' for key, one in table.items())
        lines.append(f'"{name}": {{\n{records}\n}}')
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def places_of(path: Path) -> dict[tuple[str, str], Extent]:
    """Return where each record of a file stands."""
    return {
        (record.table, record.key): Extent(record.start, record.end)
        for record in Scanner(path).records()
    }


def ends_of(places: dict[tuple[str, str], Extent]) -> dict[str, Extent]:
    """Return where the last record of each table stands."""
    return {table: place for (table, _), place in places.items()}


def changes_of(before: Tables, after: Tables) -> list[JournalEdit]:
    """Return what makes one of the other."""
    found = []
    for name in before:
        for key in before[name].keys() | after[name].keys():
            was, is_now = before[name].get(key), after[name].get(key)
            if was != is_now:
                found.append(JournalEdit(name, key, was, is_now))
    return found


@settings(max_examples=120)
@given(
    before=tables,
    after=tables,
    layout=st.sampled_from([ONE_LINE, LINES, INDENTED]),
    many=st.sampled_from([1, 32]),
    short=st.sampled_from([1, 100]),
)
def test_a_fold_makes_what_the_changes_say(
    before: Tables,
    after: Tables,
    layout: str,
    many: int,
    short: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """It does so whether records are read together, or are in the journal with all their fields."""
    store = tmp_path_factory.mktemp("fold") / "store.json"
    store.write_bytes(text_of(before, layout))
    places = places_of(store)
    changes = changes_of(before, after)
    edits = [one._replace(place=places.get((one.table, one.key))) for one in changes]
    with_file = StoreFile(store)
    version = fingerprint(with_file.stamp.size, checksums(with_file.read))
    with_file.close()
    journal = Journal(store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entries, "MANY", short)
        journal.append(journal.begin(version, ends_of(places)), JournalEntry("change", edits))
        patch.setattr(splicing, "_MANY", many)
        patch.setattr(splicing, "_WINDOW", 64)
        fold_locked(store, is_checked=True)  # no record here is a valid one
    assert json.loads(store.read_bytes()) == after
    assert not is_pending(store)


@settings(max_examples=80)
@given(before=tables, after=tables, layout=st.sampled_from([ONE_LINE, LINES, INDENTED]))
def test_where_records_stand_afterwards_is_known(
    before: Tables, after: Tables, layout: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = tmp_path_factory.mktemp("moves") / "store.json"
    store.write_bytes(text_of(before, layout))
    places = places_of(store)
    changes = changes_of(before, after)
    edits = [one._replace(place=places.get((one.table, one.key))) for one in changes]
    read = StoreFile(store).read
    try:
        found = splices(read, edits, ends_of(places))
    except splicing.UnexpectedError:
        # If a table is empty, before or in between, the whole file is rewritten.
        assume(False)
    moves = Moves(found)
    made = b"".join(splicing.spliced(read, found))
    store.write_bytes(made)
    changed = {(one.table, one.key) for one in edits}
    for which, place in places_of(store).items():
        if which in changed:
            assert moves.records[which] == place
        else:
            start = moves.shifts.moved(places[which].start)
            assert (start, start + places[which].end - places[which].start) == place


def test_only_the_record_is_touched(tmp_path: Path) -> None:
    store = tmp_path / "store.json"
    before = '{"actors":{"1":{"a" : 1},  "2":{"b":2}}  ,"x":{}}'
    store.write_text(before)
    places = places_of(store)
    edit = JournalEdit("actors", "2", {"b": 2}, {"b": 3}, places["actors", "2"])
    read = StoreFile(store).read
    made = b"".join(splicing.spliced(read, splices(read, [edit], ends_of(places))))
    assert made.decode() == before.replace('"2":{"b":2}', '"2": {"b": 3}')


def test_a_journal_of_another_version_is_refused(tmp_path: Path) -> None:
    store = tmp_path / "store.json"
    store.write_text('{"actors": {}}')
    journal = Journal(store)
    journal.append(
        journal.begin("another", {}), JournalEntry("add", [JournalEdit("actors", "1", None, {})])
    )
    with pytest.raises(StoreError, match="another version"):
        fold(store)
    assert store.read_text() == '{"actors": {}}'
    assert is_pending(store)


def test_a_journal_that_says_nothing_is_gone(tmp_path: Path) -> None:
    store = tmp_path / "store.json"
    store.write_text('{"actors": {}}')
    Path(journal_path(store)).write_text("half a li")
    fold(store)
    assert not is_pending(store)


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", range(9))
def test_a_fold_may_be_cut_short_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Whatever step is the last, the file is the old or the new, and the next fold ends it."""
    store = tmp_path / "store.json"
    store.write_bytes(b"".join(dumped({"actors": {"1": {"id": "a"}}})))
    with_file = StoreFile(store)
    version = fingerprint(with_file.stamp.size, checksums(with_file.read))
    journal = Journal(store)
    edits = [JournalEdit("actors", "2", None, {"id": "b"})]
    journal.append(journal.begin(version, ends_of(places_of(store))), JournalEntry("add", edits))
    taken = 0

    def counted(real: object) -> object:
        def step_or_die(*arguments: object, **options: object) -> object:
            nonlocal taken
            taken += 1
            if taken > step:
                raise Killed
            return real(*arguments, **options)  # type: ignore[operator]

        return step_or_die

    with monkeypatch.context() as patch:
        for name in ("fsync", "replace", "unlink", "ftruncate", "write"):
            patch.setattr(os, name, counted(getattr(os, name)))
        with contextlib.suppress(Killed):
            fold(store)
    assert json.loads(store.read_bytes()) in (
        {"actors": {"1": {"id": "a"}}},
        {"actors": {"1": {"id": "a"}, "2": {"id": "b"}}},
    )
    fold(store)
    assert json.loads(store.read_bytes()) == {"actors": {"1": {"id": "a"}, "2": {"id": "b"}}}
    assert not is_pending(store)


def test_what_is_not_as_the_journal_says_is_told(tmp_path: Path) -> None:
    edits = [JournalEdit("actors", "1", {"id": "a"}, None)]
    with pytest.raises(StoreError, match="actors 1: it is not what the journal says"):
        applied({"actors": {"1": {"id": "other"}}}, edits, tmp_path)


def test_net_leaves_out_what_was_taken_back() -> None:
    add = JournalEdit("actors", "1", None, {"id": "a"})
    change = JournalEdit("actors", "1", {"id": "a"}, {"id": "b"})
    gone = JournalEdit("actors", "1", {"id": "b"}, None)
    assert folding.net([JournalEntry("x", [add]), JournalEntry("y", [change])]) == [
        JournalEdit("actors", "1", None, {"id": "b"})
    ]
    assert folding.net([JournalEntry("x", [add, change, gone])]) == []


@given(
    data=st.binary(max_size=300),
    asked=st.lists(st.tuples(st.integers(0, 310), st.integers(0, 310)), max_size=20),
)
def test_what_is_read_in_large_pieces_is_what_is_there(
    data: bytes, asked: list[tuple[int, int]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splicing, "_NEAR", 8)
        patch.setattr(splicing, "_WINDOW", 32)
        read = splicing.NearbyReader(lambda start, length: data[start : start + length])
        for start, length in asked:
            assert read(start, length) == data[start : start + length]


def held_journal(store: Path, *entries: JournalEntry) -> HeldJournal:
    """Begin a journal with these entries for a store, and return it as its writer holds it."""
    file = StoreFile(store)
    version = fingerprint(file.stamp.size, checksums(file.read))
    file.close()
    journal = Journal(store)
    length = journal.begin(version, {}, "mine")
    for entry in entries:
        length = journal.append(length, entry)
    contents = JournalContents(version, {}, list(entries), "", length, "mine")
    return HeldJournal(contents, Stamp.of(Path(journal.path).stat()))


ANOTHER = JournalEntry("add", [JournalEdit("actors", "2", None, {"id": "b", "name": "B"})])


@pytest.mark.parametrize("is_added_to", [False, True])
def test_a_journal_that_is_held_is_not_read_unless_it_was_added_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_added_to: bool
) -> None:
    store = tmp_path / "store.json"
    store.write_text('{"meta": {}, "actors": {"1": {"id": "a", "name": "A"}}}')
    rename = JournalEdit("actors", "1", {"id": "a", "name": "A"}, {"id": "a", "name": "C"})
    held = held_journal(store, JournalEntry("rename", [rename]))
    read: list[object] = []

    def counted(path: FilePath) -> JournalContents | None:
        read.append(path)
        return read_journal(path)

    monkeypatch.setattr(folding, "read_journal", counted)
    if is_added_to:
        Journal(store).append(held.contents.length, ANOTHER)
    fold(store, held)
    named = {key: one["name"] for key, one in json.loads(store.read_text())["actors"].items()}
    assert named == ({"1": "C", "2": "B"} if is_added_to else {"1": "C"})
    assert len(read) == is_added_to
    assert not is_pending(store)


def test_a_journal_that_has_only_what_changes_is_of_the_records_where_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it says they were is looked at, and older programs don't take it for something else."""
    monkeypatch.setattr(entries, "MANY", 1)
    store = tmp_path / "store.json"
    store.write_bytes(text_of({"actors": {"1": {"id": "a", "b": "x", "c": "y"}}}, LINES))
    place = places_of(store)["actors", "1"]
    file = StoreFile(store)
    version = fingerprint(file.stamp.size, checksums(file.read))
    was: Document = {"id": "a", "b": "x", "c": "y"}
    first = JournalEdit("actors", "1", was, {**was, "b": "z", "d": "new"}, place)
    second = JournalEdit("actors", "1", first.after, {**was, "b": "w"})
    journal = Journal(store)
    length = journal.append(journal.begin(version, {}), JournalEntry("change", [first]))
    line = Path(journal.path).read_bytes().splitlines()[-1]
    assert b'"table"' not in line
    assert b'"c"' not in line
    journal.append(length, JournalEntry("change", [second]))
    fold_locked(store, is_checked=True)
    assert json.loads(store.read_bytes()) == {"actors": {"1": {**was, "b": "w"}}}
    wrongs: list[Document] = [{**was, "b": "q"}, {"id": "a", "c": "y"}, {**was, "e": 1}]
    for wrong in wrongs:
        file = StoreFile(store)
        version = fingerprint(file.stamp.size, checksums(file.read))
        edit = JournalEdit("actors", "1", wrong, {**wrong, "b": "r", "e": 2}, place)
        journal.append(journal.begin(version, {}), JournalEntry("change", [edit]))
        with pytest.raises(StoreError, match="is not what it says it was"):
            fold_locked(store, is_checked=True)
        journal.end()
    assert json.loads(store.read_bytes()) == {"actors": {"1": {**was, "b": "w"}}}
