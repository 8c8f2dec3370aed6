"""Copies of a store on a real server: news, changes, refusals, and lines that break."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quoth.editing.changes import Change, Edit
from quoth.editing.errors import ConflictError, EditError
from quoth.editing.workspace import Workspace
from quoth.store.errors import StoreError
from quoth.store.file import journal_path
from quoth.store.loading import load
from quoth.store.parsing import Document
from quoth.store.server.pushing import push
from quoth.store.server.upstream import ServerUpstream
from quoth.store.upstream import CopyError
from tests.editing.test_editor import spoken, tables_to_change
from tests.postgres import ServerDatabase

Desks = Callable[[str], Workspace]


@pytest.fixture
def database(server_database: ServerDatabase) -> ServerDatabase:
    """Return a store of eight statements on a server."""
    with server_database.connect() as connection:
        push(connection, tables_to_change(), "Bakery", "bakery")
    return server_database


@pytest.fixture
def upstream_of(
    database: ServerDatabase, tmp_path: Path
) -> Iterator[Callable[[str], ServerUpstream]]:
    """Return what makes somebody's line to the server, and their copy."""
    with contextlib.ExitStack() as lines:

        def one(user: str) -> ServerUpstream:
            made = ServerUpstream(database.uri(user), tmp_path / user)
            lines.callback(made.close)
            made.prepare(lambda done, whole: None)
            return made

        yield one


@pytest.fixture
def desk_of(upstream_of: Callable[[str], ServerUpstream], tmp_path: Path) -> Desks:
    """Return what makes somebody's workspace on a copy."""

    def one(user: str) -> Workspace:
        upstream = upstream_of(user)
        return Workspace(upstream.path, histories=tmp_path / user / "histories", upstream=upstream)

    return one


def added(**fields: object) -> Change:
    return Change("add", [Edit("statements", "", None, spoken(**fields))])


def edited(desk: Workspace, key: str, **fields: object) -> Change:
    before = dict(desk.current.documents("statements"))[key]
    return Change("edit", [Edit("statements", key, before, {**before, **fields})])


def held(desk: Workspace, table: str = "statements") -> dict[str, Document]:
    return dict(desk.current.documents(table))


def test_a_copy_is_a_valid_store_for_its_owner_alone(
    upstream_of: Callable[[str], ServerUpstream],
) -> None:
    upstream = upstream_of("postgres")
    path = Path(upstream.path)
    assert len(load(path).statements) == 8
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    position = upstream.position
    assert position is not None
    assert (position.user, position.right) == ("postgres", "owner")
    assert upstream.news().states == ()


def test_changes_go_both_ways(database: ServerDatabase, desk_of: Desks) -> None:
    database.grant("curator", "ann")
    mine, theirs = desk_of("postgres"), desk_of("ann")
    (made,) = mine.commit(added(note="mine")).edits
    assert theirs.editor.catch_up()
    assert held(theirs)[made.key] == made.after
    theirs.commit(edited(theirs, made.key, rating="theirs"))
    mine.commit(edited(mine, made.key, note="mine still"))
    assert held(mine)[made.key].items() >= {"note": "mine still", "rating": "theirs"}.items()
    with pytest.raises(ConflictError, match="“note” of statements"):
        theirs.commit(edited(theirs, made.key, note="theirs"))
    mine.undo()
    theirs.undo()
    theirs.editor.catch_up()
    mine.editor.catch_up()
    assert held(mine) == held(theirs)
    assert held(mine)[made.key] == made.after
    mine.undo()
    theirs.editor.catch_up()
    assert made.key not in held(theirs)


def test_what_has_no_right_is_refused_in_one_line(database: ServerDatabase, desk_of: Desks) -> None:
    database.grant("reader", "eve")
    desk = desk_of("eve")
    before = held(desk)
    with pytest.raises(EditError, match="no right") as refused:
        desk.commit(edited(desk, "3", note="mine"))
    assert "\n" not in str(refused.value)
    assert held(desk) == before


def test_another_right_makes_the_copy_anew(database: ServerDatabase, desk_of: Desks) -> None:
    database.grant("coder", "cleo")
    database.grant("coder", "dan")
    cleo, dan = desk_of("cleo"), desk_of("dan")
    layered = spoken(layer="cleo", note="mine")
    (made,) = cleo.commit(Change("add", [Edit("statements", "", None, layered)])).edits
    assert not dan.editor.catch_up()
    database.grant("curator", "dan")
    assert dan.editor.catch_up()
    assert held(dan)[made.key] == made.after
    database.cluster.run("revoke {} from {}", f"quoth_{database.name}_curator", "dan")
    assert dan.editor.catch_up()
    assert made.key not in held(dan)


def test_many_news_are_taken_in_unless_a_new_copy_is_quicker(
    database: ServerDatabase,
    desk_of: Desks,
    upstream_of: Callable[[str], ServerUpstream],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    database.grant("curator", "late")
    monkeypatch.setattr("quoth.store.server.upstream._FEW", 1)
    mine, late = desk_of("postgres"), upstream_of("late")
    for key in ("1", "3"):
        mine.commit(edited(mine, key, note="new"))
    assert late.position is not None
    monkeypatch.setattr("quoth.store.server.upstream._PART", 2)
    news = late.news()
    assert [one.key for one in news.states] == ["1", "3"]
    mine.commit(edited(mine, "3", note="newer"))
    mine.commit(added(note="added"))
    again = late.news(news)
    assert [one.key for one in again.states[:2]] == ["1", "3"]
    assert [(one.document or {})["note"] for one in again.states] == ["new", "newer", "added"]
    assert {(one.table, one.key): one for one in late.news().states} == {
        (one.table, one.key): one for one in again.states
    }
    assert (again.since, again.revision) == (news.since, late.news().revision)
    monkeypatch.setattr("quoth.store.server.upstream._PART", 100)
    with pytest.raises(CopyError):
        late.news()


def test_a_line_that_broke_is_made_anew(database: ServerDatabase, desk_of: Desks) -> None:
    desk = desk_of("postgres")
    desk.commit(added(note="one"))
    _cut(database)
    desk.commit(added(note="two"))
    _cut(database)
    assert not desk.editor.catch_up()
    assert len(held(desk)) == 10


def _cut(database: ServerDatabase) -> None:
    """End all lines to a database but one's own."""
    with database.connect() as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )


def test_whoever_dies_before_the_copy_is_written_finds_it_there(
    database: ServerDatabase, desk_of: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of("postgres")
    monkeypatch.setattr(desk.editor, "_write", _dies)
    with pytest.raises(KeyboardInterrupt):
        desk.commit(added(note="sent"))
    assert not Path(journal_path(desk.editor.path)).exists()
    again = desk_of("postgres")
    assert again.editor.catch_up()
    assert [one.get("note") for one in held(again).values()][-1] == "sent"


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("body", ["[1]", '{"quote": 1e999}', '{"a": 1, "a": 2}', '{"quote": ""}'])
def test_what_somebody_put_there_by_hand_is_told_by_name(
    database: ServerDatabase, desk_of: Desks, body: str
) -> None:
    desk = desk_of("postgres")
    before = held(desk)
    with database.connect() as connection:
        connection.execute(
            "update quoth.statements set body = %s, rev = quoth.next_revision() where key = 3",
            [body],
        )
    with pytest.raises(StoreError, match="statements 3") as told:
        desk.editor.catch_up()
    assert "\n" not in str(told.value)
    assert held(desk) == before
