"""The store on a server, as the explorer opens, changes and follows it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest

from quoth.editing.changes import Change, Edit
from quoth.editing.errors import EditError
from quoth.query.model import Query
from quoth.query.seam import Changer, StoreQueries
from quoth.query.server_store import ServerStore
from quoth.query.stores import store_at
from quoth.store.location import Location, Origin
from quoth.store.server.pushing import push
from quoth.store.server.upstream import ServerUpstream
from quoth.store.upstream import News, UnreachableError
from tests.postgres import ServerDatabase

TODAY = date(2026, 11, 29)


@pytest.fixture
def shared(
    server_database: ServerDatabase,
    sample_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> ServerDatabase:
    """Return a database with the sample, for people whose copies are kept in a folder of it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with server_database.connect() as connection:
        push(connection, json.loads(sample_file.read_bytes()), "sample", "the sample")
    for right, user in (("curator", "ann"), ("curator", "ben"), ("reader", "ro")):
        server_database.grant(right, user)
    return server_database


class Explorer:
    """What an explorer does with a store, without its screen."""

    def __init__(self, address: str) -> None:
        """Open a store at an address, to the end."""
        self.store = store_at(Location.of(address, Origin.OPTION), dict)
        assert isinstance(self.store, ServerStore)
        self.store.probe()
        *_, last = self.store.open()
        assert last.share == 1
        assert last.queries is not None
        self.queries: StoreQueries = last.queries
        self.changer: Changer = self.store.changer()

    def follow(self) -> None:
        """Take in what others did, and show it."""
        self.changer.follow()
        self.queries = self.changer.queries()

    def follow_until(self, text: str, ids: list[str]) -> None:
        """Take in what others did until a search finds this: a notification may take a moment."""
        end = time.monotonic() + 60
        self.follow()
        while self.found(text) != ids:
            assert time.monotonic() < end
            self.follow()

    def found(self, text: str) -> list[str]:
        """Return the ids that a search finds; none where what it names isn't there."""
        found = self.queries.find(Query(text), TODAY)
        rows = () if found.problems else self.queries.rows(found)
        return [self.queries.corpus.statements[row].id for row in rows]

    def tag(self, record_id: str, tag: str) -> Change:
        """Tag a statement."""
        found = self.changer.current.find("statements", record_id)
        assert found is not None
        key, before = found
        edit = Edit("statements", key, before, {**before, "tags": [tag]})
        return self.changer.commit(Change(f"tag it {tag}", [edit]))


@pytest.fixture
def ann(shared: ServerDatabase) -> Iterator[Explorer]:
    """Return the explorer of a curator."""
    explorer = Explorer(shared.uri("ann"))
    yield explorer
    explorer.store.close()


@pytest.fixture
def ben(shared: ServerDatabase) -> Iterator[Explorer]:
    """Return the explorer of another one."""
    explorer = Explorer(shared.uri("ben"))
    yield explorer
    explorer.store.close()


def test_what_one_changes_the_other_sees_finds_and_takes_back(ann: Explorer, ben: Explorer) -> None:
    assert (ann.changer.who, ben.changer.who) == ("ann", "ben")
    first, second = ann.found("")[:2]
    ann.tag(first, "hot")
    ben.tag(second, "cold")
    assert ben.found("tag:hot") == []
    ben.follow_until("tag:hot", [first])
    ann.follow_until("tag:cold", [second])
    assert ann.found("tag:hot") == ben.found("tag:hot") == [first]
    assert ann.found("tag:cold") == ben.found("tag:cold") == [second]
    ann.changer.undo()
    ben.follow_until("tag:hot", [])
    assert ben.found("tag:cold") == [second]
    taken_in = ben.changer.taken_in
    ben.follow()
    assert ben.changer.taken_in == taken_in


def test_a_quiet_server_is_asked_nothing_and_a_change_is_told_of(
    ann: Explorer, ben: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ann.found("")[0]
    ben.follow()
    monkeypatch.setattr("quoth.store.server.upstream._SILENCE", 3_600.0)
    asked: list[str] = []
    news = ServerUpstream.news

    def noted(upstream: ServerUpstream, known: News | None = None) -> News:
        asked.append(upstream.user)
        return news(upstream, known)

    monkeypatch.setattr(ServerUpstream, "news", noted)
    ben.follow()
    assert asked == []
    ann.tag(first, "hot")
    ben.follow_until("tag:hot", [first])
    assert "ben" in asked


def test_who_opens_it_later_has_what_was_changed_meanwhile(
    ann: Explorer, shared: ServerDatabase
) -> None:
    late = Explorer(shared.uri("ben"))
    late.store.close()
    first = ann.found("")[0]
    ann.tag(first, "hot")
    late = Explorer(shared.uri("ben"))
    late.follow()
    assert late.found("tag:hot") == [first]
    late.store.close()


def test_a_reader_is_told_that_the_server_refuses(shared: ServerDatabase) -> None:
    reader = Explorer(shared.uri("ro"))
    try:
        assert not reader.store.may_write
        with pytest.raises(EditError, match="no right"):
            reader.tag(reader.found("")[0], "hot")
        reader.follow()
        assert reader.found("tag:hot") == []
    finally:
        reader.store.close()


def test_while_the_server_is_away_all_is_read_and_nothing_is_taken_for_done(
    ann: Explorer, shared: ServerDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ann.found("")[0]
    ann.tag(first, "hot")
    shared.cluster.run("alter database {} with allow_connections false", shared.name)
    with psycopg.connect(shared.cluster.uri(), autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s",
            [shared.name],
        )
    monkeypatch.setattr("quoth.store.server.upstream._PATIENCE", 0.1)
    with pytest.raises(UnreachableError):
        ann.changer.follow()
    with pytest.raises(UnreachableError):
        ann.tag(first, "lost")
    assert ann.found("troops")
    again = Explorer(shared.uri("ann"))
    assert again.found("tag:hot") == [first]
    again.store.close()
    shared.cluster.run("alter database {} with allow_connections true", shared.name)
    ann.tag(first, "kept")
    ann.follow()
    assert ann.found("tag:kept") == [first]
    assert ann.found("tag:lost") == []
