"""A change goes to the server first; the copy of each desk holds it, once, whatever happens."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from quoth.editing.changes import Change, Edit
from quoth.editing.errors import ConflictError, EditError
from quoth.editing.mirroring import keyed
from quoth.store.errors import StoreError
from quoth.store.loading import load
from quoth.store.parsing import Document
from quoth.store.upstream import UnreachableError, UnsureError
from tests.editing.test_editor import spoken, tables_to_change
from tests.mirrors import Desk, MemoryServer, lost


@pytest.fixture
def server() -> MemoryServer:
    return MemoryServer(tables_to_change())


@pytest.fixture
def desks(server: MemoryServer, tmp_path: Path) -> tuple[Desk, Desk]:
    """Return two people's desks."""
    return Desk(server, tmp_path, "ann"), Desk(server, tmp_path, "bob")


def added(**fields: Any) -> Change:
    return Change("add", [Edit("statements", "", None, spoken(**fields))])


def edited(desk: Desk, key: str, table: str = "statements", **fields: object) -> Change:
    """Return the change of some fields of a record, as a desk sees it now; those of None go."""
    before = desk.held(table)[key]
    after: Document = {**before, **fields}
    kept = {name: value for name, value in after.items() if value is not None}
    return Change("edit", [Edit(table, key, before, kept)])


def test_what_one_adds_the_other_gets_under_the_same_key(
    server: MemoryServer, desks: tuple[Desk, Desk]
) -> None:
    ann, bob = desks
    (made,) = ann.workspace.commit(added(note="from Ann")).edits
    assert server.tables["statements"][made.key] == made.after == ann.held()[made.key]
    assert bob.workspace.editor.catch_up()
    assert bob.held()[made.key] == made.after
    assert not bob.workspace.editor.catch_up()
    assert bob.workspace.editor.taken_in == 1


def test_a_drawn_key_tells_nothing_of_how_many_there_are() -> None:
    edits = added().edits
    drawn = {int(keyed(edits)[0].key) for _ in range(20)}
    assert len(drawn) == 20
    assert all(10**8 <= one < 10**9 for one in drawn)
    many = [int(edit.key) for edit in keyed(list(edits) * 101)]
    assert many == list(range(many[0], many[0] + 101))
    own = [int(edit.key) for edit in keyed([*edits, *added(layer="ann").edits])]
    assert 1 << 32 <= own[1] < 1 << 53


def test_different_fields_of_one_record_are_both_kept(
    server: MemoryServer, desks: tuple[Desk, Desk]
) -> None:
    ann, bob = desks
    mine, theirs = edited(ann, "3", note="mine"), edited(bob, "3", rating="theirs")
    ann.workspace.commit(mine)
    bob.workspace.commit(theirs)
    assert server.tables["statements"]["3"].items() >= {"note": "mine", "rating": "theirs"}.items()


def test_what_one_changed_just_now_is_changed_again_in_one_round_trip(
    desks: tuple[Desk, Desk],
) -> None:
    ann, bob = desks
    asked: list[str] = []
    (made,) = ann.workspace.commit(added(note="mine")).edits
    ann.upstream.trouble = asked.append
    ann.workspace.commit(edited(ann, made.key, note="mine still"))
    ann.workspace.undo()
    assert asked == ["before", "after"] * 2
    bob.workspace.editor.catch_up()
    bob.workspace.commit(edited(bob, made.key, rating="theirs"))
    asked.clear()
    ann.workspace.commit(edited(ann, made.key, note="mine at last"))
    assert asked == ["before", "news", "before", "after"], "another had changed it"
    assert ann.held()[made.key].items() >= {"note": "mine at last", "rating": "theirs"}.items()


def test_what_a_copy_could_not_take_is_never_written_over(
    desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, _ = desks
    key = next(iter(ann.held()))
    editor = ann.workspace.editor

    def full(*_: object) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(editor, "_write", full)
    ann.workspace.commit(edited(ann, key, note="one"))
    monkeypatch.undo()
    ann.workspace.commit(edited(ann, key, rating="two"))
    assert ann.held()[key].items() >= {"note": "one", "rating": "two"}.items()


def test_the_same_field_is_a_conflict_and_nothing_is_sent(
    server: MemoryServer, desks: tuple[Desk, Desk]
) -> None:
    ann, bob = desks
    mine, theirs = edited(ann, "3", note="mine"), edited(bob, "3", note="theirs")
    ann.workspace.commit(mine)
    with pytest.raises(ConflictError, match="“note” of statements 3 was changed meanwhile"):
        bob.workspace.commit(theirs)
    assert server.tables["statements"]["3"]["note"] == "mine"
    assert bob.held()["3"]["note"] == "mine"


def test_a_deleted_record_and_a_changed_id_reach_the_other(desks: tuple[Desk, Desk]) -> None:
    ann, bob = desks
    ann.workspace.commit(Change("rm", [Edit("statements", "2", ann.held()["2"], None)]))
    ann.workspace.commit(edited(ann, "4", id="renamed"))
    ann.workspace.commit(edited(ann, "4", id="renamed again"))
    bob.workspace.editor.catch_up()
    assert bob.held() == ann.held()
    found = bob.workspace.current.find("statements", "renamed again")
    assert found is not None
    assert found[0] == "4"
    assert "2" not in bob.held()


def test_a_taken_key_is_drawn_anew(
    server: MemoryServer, desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob = desks
    (made,) = ann.workspace.commit(added()).edits
    draws = iter([0, int(made.key) - 10**8, 0, 77])
    monkeypatch.setattr("secrets.randbelow", lambda _: next(draws))
    (other,) = bob.workspace.commit(added(note="Bob's")).edits
    assert other.key == str(10**8 + 77)
    assert len(server.tables["statements"]) == 10


def test_a_server_out_of_reach_leaves_all_as_it_is(
    server: MemoryServer, desks: tuple[Desk, Desk]
) -> None:
    ann, _ = desks
    before = ann.held()
    ann.upstream.trouble = lost("before")
    with pytest.raises(UnreachableError, match="can't be reached"):
        ann.workspace.commit(added())
    assert ann.held() == before
    assert len(server.tables["statements"]) == len(before)
    assert ann.workspace.history.to_undo() is None


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_change_lost_on_the_way_back_is_made_once(
    server: MemoryServer, desks: tuple[Desk, Desk], when: str
) -> None:
    ann, _ = desks

    def trouble(now: str) -> None:
        if now == when:
            ann.upstream.trouble = lambda _: None
            raise UnsureError("memory", "", "it was lost", "try again")

    ann.upstream.trouble = trouble
    (made,) = ann.workspace.commit(added(note="once")).edits
    assert [one for one in server.tables["statements"].values() if one.get("note") == "once"] == [
        made.after
    ]
    assert ann.held() == server.tables["statements"]
    assert ann.workspace.history.to_undo() is not None


def test_who_tries_again_once_the_server_is_back_makes_it_once(
    server: MemoryServer, desks: tuple[Desk, Desk]
) -> None:
    ann, _ = desks
    change = added(note="once")

    def trouble(now: str) -> None:
        lost("after")(now)
        if now == "news":
            lost("always")(now)

    ann.upstream.trouble = trouble
    with pytest.raises(UnsureError, match="try again: it won't be made twice"):
        ann.workspace.commit(change)
    ann.upstream.trouble = lambda _: None
    ann.workspace.commit(added(note="once"))
    assert len(server.tables["statements"]) == 9
    ann.workspace.commit(change)
    assert len(server.tables["statements"]) == 10  # it was asked for once more


def test_undo_goes_to_the_server_and_is_a_persons_own(
    server: MemoryServer, desks: tuple[Desk, Desk]
) -> None:
    ann, bob = desks
    ann.workspace.commit(edited(ann, "3", note="mine"))
    bob.workspace.editor.catch_up()
    assert bob.workspace.undo() is None
    undone = ann.begin().undo()
    assert undone is not None
    assert "note" not in server.tables["statements"]["3"]
    assert server.label == "undo: edit"


def test_what_a_dead_program_sent_is_taken_in_by_the_next(
    server: MemoryServer, desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, _ = desks

    def die(now: str) -> None:
        if now == "after":
            raise KeyboardInterrupt

    ann.upstream.trouble = die
    with pytest.raises(KeyboardInterrupt):
        ann.workspace.commit(added())
    ann.upstream.trouble = lambda _: None
    ann.workspace = ann.begin()
    ann.workspace.editor.catch_up()
    assert ann.held() == server.tables["statements"]


def test_a_copy_of_another_store_is_made_anew(
    server: MemoryServer, desks: tuple[Desk, Desk]
) -> None:
    ann, _ = desks
    ann.workspace.commit(added())
    server.tables["statements"].pop("1")
    server.token = 2
    ann.workspace.commit(added())
    assert ann.workspace.editor.catch_up()
    assert ann.upstream.remakes == 1
    assert ann.held() == server.tables["statements"]


def test_what_can_be_no_record_is_told_by_name_and_not_taken_in(
    server: MemoryServer, desks: tuple[Desk, Desk]
) -> None:
    ann, bob = desks
    ann.workspace.commit(edited(ann, "3", note="mine"))
    server.tables["statements"]["3"]["speaker"] = "nobody-known"
    with pytest.raises(StoreError, match="statements 3: there is no actor “nobody-known”") as info:
        bob.workspace.editor.catch_up()
    assert "\n" not in str(info.value)
    assert "note" not in bob.held()["3"]


def test_an_edit_that_is_never_in_time_is_given_up(
    server: MemoryServer, desks: tuple[Desk, Desk]
) -> None:
    ann, bob = desks

    def overtake(now: str) -> None:
        if now == "before":
            bob.workspace.commit(edited(bob, "3", rating=str(server.revision)))

    ann.upstream.trouble = overtake
    with pytest.raises(ConflictError, match="others change the same"):
        ann.workspace.commit(edited(ann, "3", note="mine"))


def test_many_desks_come_to_the_same_in_any_order(server: MemoryServer, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311
    desks = [Desk(server, tmp_path, name) for name in ("ann", "bob", "eve")]
    for number in range(60):
        desk = chance.choice(desks)
        deed = chance.randrange(5)
        keys = list(desk.held())
        try:
            if deed == 0:
                desk.workspace.commit(added(note=str(number)))
            elif deed == 1:
                key = chance.choice(keys)
                desk.workspace.commit(
                    Change("rm", [Edit("statements", key, desk.held()[key], None)])
                )
            elif deed == 2:
                desk.workspace.undo()
            elif deed == 3:
                desk.workspace.fold()
            else:
                field = chance.choice(("note", "rating"))
                desk.workspace.commit(edited(desk, chance.choice(keys), **{field: str(number)}))
        except EditError:
            pass
    for desk in desks:
        desk.workspace.editor.catch_up()
        desk.workspace.fold()
        assert desk.held() == server.tables["statements"]
        records = load(desk.upstream.copy)
        assert len(records.statements) == len(server.tables["statements"])
