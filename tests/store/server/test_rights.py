"""Who may do what to a store on a server, as the server itself has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Final

import psycopg
import pytest

from quoth.store.parsing import Document
from quoth.store.server.migrating import right, role
from tests.postgres import ServerCluster, ServerDatabase, databases
from tests.store.server.desk import (
    ACTOR,
    CHECKS,
    CURATED,
    EVENT,
    FREE,
    META,
    OTHER,
    OWN,
    PEOPLE,
    SOURCE,
    TOPIC,
    UNREAD,
    WORDING,
    Connection,
    check,
    coded,
    commit,
    filled,
    said,
)

_Action = Callable[[Connection], object]
_LETTERS: Final = {"reader": "r", "coder": "c", "curator": "u", "owner": "o", "nothing": "-"}


def _sees(table: str, where: str) -> _Action:
    """Return what looks whether a record can be seen."""
    asked = f"select count(*) from quoth.{table} where {where}"  # noqa: S608
    return lambda line: line.execute(asked.encode()).fetchone()[0]  # type: ignore[index]


def _runs(statement: str) -> _Action:
    """Return what runs a statement, and tells how many rows it changed."""
    return lambda line: line.execute(statement.encode()).rowcount


def _changes(table: str, key: str, before: Document | None, after: Document | None) -> _Action:
    """Return what makes a change of one record."""
    return lambda line: commit(line, (table, key, before, after))


def _edits(table: str, key: str, before: Document, **fields: object) -> _Action:
    """Return what changes some fields of a record."""
    return _changes(table, key, before, before | fields)


def _unchecked(key: str, before: Document) -> _Action:
    """Return what deletes a statement and, where they can be seen, the checks that name it."""

    def delete(line: Connection) -> object:
        seen = line.execute("select key::text from quoth.records where tbl = 'checks'").fetchall()
        checks = [("checks", one, CHECKS[one], None) for (one,) in seen] if _curates(line) else []
        return commit(line, *checks, ("statements", key, before, None))

    return delete


def _curates(line: Connection) -> bool:
    """Tell whether a person curates."""
    return right(line) in ("curator", "owner")


def _unlayered(document: Document) -> Document:
    """Return a statement as it is outside of its layer."""
    return {name: value for name, value in document.items() if name != "layer"}


_SAID: Final = "statements"
ACTIONS: Final[dict[str, tuple[str, _Action]]] = {
    "see a curated statement": ("rcuo", _sees(_SAID, "key = 1")),
    "see a statement of one's own layer": ("cuo", _sees(_SAID, "layer = 'ann'")),
    "see a statement of another's layer": ("uo", _sees(_SAID, "layer = 'ben'")),
    "see an actor": ("rcuo", _sees("records", "tbl = 'actors'")),
    "see who is to code a source": ("rcuo", _sees("records", "body::text like '%assigned%'")),
    "see the check of a curated statement": ("rcuo", _sees("records", "id = 'curated'")),
    "see the check of one's own": ("cuo", _sees("records", "id = 'ann-has-it'")),
    "see a check that names another's": ("uo", _sees("records", "id = 'both-have-it'")),
    "see a decision about another's wording": ("uo", _sees("records", "tbl = 'wordings'")),
    "see what a statement settles": ("uo", _sees("settlings", "true")),
    "see the journal": ("uo", _sees("changes", "who <> current_user")),
    "see where any layer is told of": ("uo", _sees("channels", "layer = ''")),
    "add a curated statement": ("uo", _changes(_SAID, "9", None, CURATED)),
    "add a statement to one's own layer": ("cuo", _changes(_SAID, FREE, None, OWN)),
    "add a statement to another's layer": ("uo", _changes(_SAID, FREE, None, said("x", "ben"))),
    "add one that settles others": ("uo", _changes(_SAID, "9", None, said("x") | {"from": []})),
    "change a curated statement": ("uo", _edits(_SAID, "1", CURATED, note="x")),
    "change a statement of one's own layer": ("cuo", _edits(_SAID, "2", OWN, note="x")),
    "change a statement of another's layer": ("uo", _edits(_SAID, "3", OTHER, note="x")),
    "take a statement out of one's own layer": (
        "uo", _changes(_SAID, "2", OWN, _unlayered(OWN))),
    "take a curated statement into one's layer": ("uo", _edits(_SAID, "1", CURATED, layer="ann")),
    "give one's own statement an id": ("uo", _edits(_SAID, "6", OWN, id="mine")),
    "delete a curated statement": ("uo", _changes(_SAID, "4", said(""), None)),
    "delete a statement of another's layer": ("uo", _unchecked("3", OTHER)),
    "delete a statement of one's own layer": ("cuo", _unchecked("5", OWN)),
    "add an actor": ("cuo", _changes("actors", "9", None, {"id": "x", "name": "X"})),
    "change an actor": ("uo", _edits("actors", "2", ACTOR, role="captain")),
    "delete an actor": ("uo", _changes("actors", "2", ACTOR, None)),
    "add a topic": ("cuo", _changes("topics", "9", None, {"id": "x", "name": "X"})),
    "change a topic": ("uo", _edits("topics", "1", TOPIC, note="x")),
    "delete a topic": ("uo", _changes("topics", "1", TOPIC, None)),
    "add a source": ("uo", _changes("sources", "9", None, {"id": "x", "title": "X"})),
    "close a source for oneself": ("cuo", _edits("sources", "1", SOURCE, done=["ann"])),
    "close a source for another": ("uo", _edits("sources", "1", SOURCE, done=["ben"])),
    "assign a source": ("uo", _edits("sources", "2", UNREAD, assigned=["ann"])),
    "change a source": ("uo", _edits("sources", "2", UNREAD, title="X", done=["ann"])),
    "delete a source": ("uo", _changes("sources", "2", UNREAD, None)),
    "add an event": ("uo", _changes("events", "9", None, EVENT | {"id": "x"})),
    "change an event": ("uo", _edits("events", "1", EVENT, note="x")),
    "delete an event": ("uo", _changes("events", "1", EVENT, None)),
    "add a check": ("uo", _changes("checks", "9", None, check(["1"], "x"))),
    "change a check": ("uo", _edits("checks", "1", CHECKS["1"], rating="x")),
    "delete a check": ("uo", _changes("checks", "1", CHECKS["1"], None)),
    "decide about wordings": ("uo", _changes("wordings", "9", None, WORDING)),
    "have a store coded openly": ("o", _edits("meta", "1", META, blind=False)),
    "write into the journal": ("cuo", _runs(
        "insert into quoth.changes (rev, label) values (9, '')")),
    "write into it as another": ("o", _runs(
        "insert into quoth.changes (rev, who, label) values (9, 'ben', '')")),
    "change the journal": ("o", _runs("update quoth.changes set label = ''")),
    "shorten the journal": ("o", _runs("delete from quoth.changes")),
    "forget what is gone": ("o", _runs("truncate quoth.gone")),
    "change rows past the journal": ("uo", _runs("update quoth.statements set rev = 1 "
                                                 "where key = 1")),
    "hide a source": ("uo", _runs("update quoth.records set layer = '' where id = 'blank'")),
    "put all away": ("o", _runs("truncate quoth.statements")),
    "lift the policies": ("o", _runs("alter table quoth.statements disable row level security")),
    "make a table in the schema": ("o", _runs("create table quoth.more (id text)")),
    "change the clock": ("o", _runs("update quoth.clock set last = 0")),
    "see the clock": ("o", _sees("clock", "true")),
    "see where a row stands": ("o", _sees("statements", "ctid is not null")),
    "see which transaction made a row": ("o", _sees("records", "xmin is not null")),
}  # fmt: skip
"""What may be done, and who may do it: reader, coder (Ann), curator, owner."""


@pytest.fixture(scope="module")
def desk(postgres_cluster: ServerCluster) -> Iterator[ServerDatabase]:
    """Return a database with a store on it that two code."""
    with databases(postgres_cluster) as made:
        yield filled(made(), coded())


@pytest.fixture(scope="module")
def lines(desk: ServerDatabase) -> Iterator[dict[str, Connection]]:
    """Return a connection for each right."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(desk.connect(who)) for name, who in PEOPLE.items()}


def test_the_server_allows_what_a_right_is_for(lines: dict[str, Connection]) -> None:
    allowed = {
        name: "".join(_LETTERS[who] for who, line in lines.items() if _may(line, action))
        for name, (_, action) in ACTIONS.items()
    }
    assert allowed == {name: wanted for name, (wanted, _) in ACTIONS.items()}
    assert len(ACTIONS) > 40


def _may(line: Connection, action: _Action) -> bool:
    """Tell whether something can be done; it is undone again."""
    try:
        with line.transaction(force_rollback=True):
            found: Any = action(line)
    except psycopg.Error as error:
        # It isn't there for them, or they have no right to it.
        if error.sqlstate not in ("QT001", "42501"):
            raise
        return False
    return bool(found)


def test_each_right_has_its_name(lines: dict[str, Connection]) -> None:
    told = {name: right(line) for name, line in lines.items() if name != "nothing"}
    assert told == {name: name for name in told}


def test_a_right_that_is_taken_away_is_gone(desk: ServerDatabase) -> None:
    desk.grant("curator", "zoe")
    with desk.connect("zoe") as line:
        assert _may(line, ACTIONS["see a statement of another's layer"][1])
        desk.cluster.run("revoke {} from {}", role(desk.name, "curator"), "zoe")
        assert not _may(line, ACTIONS["see a statement of another's layer"][1])


def test_an_owner_lets_people_in(desk: ServerDatabase, lines: dict[str, Connection]) -> None:
    desk.person("una")
    statement = f'grant "{role(desk.name, "coder")}" to una'
    for name, line in lines.items():
        assert _may(line, lambda line: line.execute(statement.encode())) is (name == "owner")


def test_no_function_of_ones_own_takes_the_place_of_a_right(desk: ServerDatabase) -> None:
    desk.cluster.run("create schema evil authorization ann", database=desk.name)
    with desk.connect("ann") as line:
        line.execute(
            "create function evil.pg_has_role(name, oid, text) returns boolean"
            " language sql as 'select true'"
        )
        line.execute("set search_path = evil, pg_catalog, quoth")
        assert right(line) == "coder"
        assert not _may(line, ACTIONS["see a statement of another's layer"][1])
