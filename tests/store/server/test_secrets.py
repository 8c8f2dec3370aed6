"""A coder doesn't learn of another's layer, by whatever they ask the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import psycopg
import pytest

from quoth.store.parsing import Document
from quoth.store.server.pulling import pull, revision_of
from tests.postgres import ServerCluster, ServerDatabase, databases
from tests.store.server.desk import (
    CHECKS,
    CURATED,
    FREE,
    OTHER,
    OWN,
    SETTLING,
    Connection,
    coded,
    commit,
    filled,
    said,
    without_ben,
)

_PATIENCE: Final = 60.0
"""Seconds that a notification may take."""


class Pair(NamedTuple):
    """Two stores that differ in what another coder did, and in nothing else."""

    full: ServerDatabase
    bare: ServerDatabase


@pytest.fixture(scope="module")
def pair(postgres_cluster: ServerCluster) -> Iterator[Pair]:
    """Return a store with a layer of Ben's, and one without; both are Ann's to code."""
    with databases(postgres_cluster) as made:
        yield Pair(filled(made(), coded()), filled(made(), without_ben()))


_ASKED: Final = {
    "records": "select tbl, key, id, layer, links, body::text from quoth.records order by 1, 2",
    "statements": "select key, id, layer, links, speaker, source, status, said, body::text"
    " from quoth.statements order by 1",
    "settled": "select count(*) from quoth.settlings",
    "gone": "select tbl, key, id, layer from quoth.gone order by 1, 2",
    "changes": "select count(*) from quoth.changes",
    "channels": "select count(*) from quoth.channels",
    "layers": "select layer, count(*) from quoth.statements group by layer order by 1",
    "by link": "select count(*) from quoth.records where links @> array['statements:bens-own']",
    "by words": "select count(*) from quoth.statements where body::text like '%far too%'",
    "values": "select most_common_vals::text from pg_stats"
    " where schemaname = 'quoth' and attname in ('layer', 'id', 'body', 'links', 'source')",
    "links to it": "select quoth.broken_link(array['checks'], array[null], array['x'],"
    " array['statements:bens-own'])",
}
_PLANNED: Final = "explain (analyze, format json) select key from quoth.statements"
_ADDED: Final = said("x", "ann")
_Edit = tuple[str, str, Document | None, Document | None]
_TRIED: Final[Mapping[str, _Edit]] = {
    "take its key": ("statements", "3", None, _ADDED),
    "take its id": ("statements", FREE, None, _ADDED | {"id": "bens-own"}),
    "take a key that is free": ("statements", "33", None, _ADDED),
    "take an id that is free": ("statements", FREE, None, _ADDED | {"id": "free"}),
    "change its layer": ("statements", "3", OTHER, OTHER | {"layer": "ann"}),
    "change it": ("statements", "3", OTHER, OTHER | {"note": "x"}),
    "delete it": ("statements", "3", OTHER, None),
    "name it in a check": ("checks", "9", None, CHECKS["3"]),
    "take the key of a check of it": ("checks", "3", None, CHECKS["1"] | {"id": "x"}),
    "change the check of it": ("checks", "3", CHECKS["3"], CHECKS["3"] | {"note": "x"}),
    "delete what a check of it names": ("statements", "5", OWN, None),
    "rename one's own after it": ("statements", "6", OWN, OWN | {"id": "bens-own"}),
    "change what settles it": ("statements", "4", SETTLING, SETTLING | {"note": "x"}),
}


def test_what_is_asked_has_the_same_answer(pair: Pair) -> None:
    answers = []
    for database in pair:
        with database.connect("ann") as line:
            answers.append(_everything(line))
    assert answers[0] == answers[1]


def test_what_is_tried_is_refused_in_the_same_words(pair: Pair) -> None:
    told = []
    for database in pair:
        with database.connect("ann") as line:
            told.append(
                {
                    (name, revision): _told(line, _tries(edit, revision))
                    for name, edit in _TRIED.items()
                    for revision in (None, 0)
                }
            )
    assert told[0] == told[1]


def _tries(edit: _Edit, revision: int | None) -> Callable[[Connection], object]:
    """Return what makes a change, from all that is seen on, or from a revision."""
    return lambda line: commit(line, edit, revision=revision)


def test_ids_that_are_taken_are_refused_where_nothing_is_checked_before(pair: Pair) -> None:
    told = []
    for key, record_id in (("3", "3"), ("99", "99"), (FREE, "bens-own"), (FREE, "none-s")):
        for database in pair:
            with database.connect("ann") as line:
                told.append(_told(line, _inserts(key, record_id)))
    assert set(told) == {("42501", told[0][1])}


def _inserts(key: str, record_id: str) -> Callable[[Connection], object]:
    """Return what puts a statement into the table itself."""
    return lambda line: line.execute(
        "insert into quoth.statements (key, id, rev, place, layer, body)"
        " values (%s, %s, 1, 1, 'ann', '{}')",
        [key, record_id],
    )


def _told(line: Connection, does: Callable[[Connection], object]) -> tuple[str, str]:
    """Return what the server says to something, which is undone again."""
    try:
        with line.transaction(force_rollback=True):
            does(line)
    except psycopg.Error as error:
        diag = error.diag
        return error.sqlstate or "", f"{diag.message_primary} {diag.message_detail}"
    return "", "done"


_CONDITIONS: Final = (
    "layer = 'ben'", "speaker = 'guild'", "source = 'paper'", "status is null", "said is null",
    "links @> array['actors:guild']", "links && array['actors:guild']", "body::text like '%far%'",
    "said && '[2025-01-01,2025-12-31]'", "true",
)  # fmt: skip


def test_what_the_server_passes_over_does_not_tell_what_it_is(pair: Pair) -> None:
    with pair.full.connect("ann") as line:
        for setting in ("enable_seqscan", "enable_indexscan"):
            line.execute(f"set {setting} = off".encode())
            for condition in _CONDITIONS:
                asked = f"{_PLANNED} where {condition}"
                (plan,) = line.execute(asked.encode()).fetchone()  # type: ignore[misc]
                scan = plan[0]["Plan"]
                assert scan["Actual Rows"] + scan["Rows Removed by Filter"] == 6, condition


def test_what_is_pulled_is_the_same(pair: Pair, tmp_path: Path) -> None:
    pulled = []
    for database in pair:
        with database.connect("ann") as line:
            pull(line, tmp_path / "pulled.json", "here")
            pulled.append((tmp_path / "pulled.json").read_bytes())
    assert b"bens-own" not in pulled[0]
    assert pulled[0] == pulled[1]


def test_what_another_does_in_a_layer_tells_a_coder_nothing(
    new_database: Callable[[], ServerDatabase],
) -> None:
    database = filled(new_database(), coded())
    with (
        database.connect("ann") as ann,
        database.connect("ben") as ben,
        database.connect("cur") as cur,
    ):
        for line in (ann, cur):
            line.execute("listen quoth")
            for (name,) in line.execute("select name from quoth.channels").fetchall():
                line.execute(f'listen "{name}"'.encode())
        before = (revision_of(ann), _everything(ann))
        commit(ben, ("statements", FREE, None, said("More of it", "ben")))
        commit(ben, ("statements", FREE, said("More of it", "ben"), None))
        commit(cur, ("checks", "9", None, {**CHECKS["3"], "id": "another"}))
        assert list(cur.notifies(timeout=_PATIENCE, stop_after=1))
        assert not list(ann.notifies(timeout=0.05))
        assert (revision_of(ann), _everything(ann)) == before
        commit(cur, ("statements", "1", CURATED, CURATED | {"note": "x"}))
        assert list(ann.notifies(timeout=_PATIENCE, stop_after=1))
        assert revision_of(ann) > before[0]


def test_what_leaves_a_layer_is_gone_for_its_coder_alone(
    new_database: Callable[[], ServerDatabase],
) -> None:
    database = filled(new_database(), coded())
    accepted = {name: value for name, value in OWN.items() if name != "layer"}
    with database.connect("cur") as cur:
        commit(cur, ("statements", "6", OWN, accepted))
        commit(cur, ("statements", "1", CURATED, CURATED | {"layer": "ben"}))
    gone = {}
    for who in ("ann", "ben", "rea"):
        with database.connect(who) as line:
            found = line.execute("select tbl, key from quoth.gone order by tbl, key").fetchall()
            seen = line.execute("select key from quoth.statements order by key").fetchall()
            gone[who] = (found, [key for (key,) in seen])
    # The check of what is Ben's now is Ben's as well, and the one that names Ann's, too, nobody's.
    assert gone == {
        "ann": ([("checks", 1), ("checks", 2), ("statements", 1), ("statements", 6)], [2, 4, 5, 6]),
        "ben": ([("checks", 1), ("statements", 1)], [1, 3, 4, 6]),
        "rea": ([("checks", 1), ("statements", 1)], [4, 6]),
    }


def test_a_check_that_only_curators_see_lets_go_of_what_a_coder_deletes(
    new_database: Callable[[], ServerDatabase],
) -> None:
    database = filled(new_database(), coded())
    with database.connect("ann") as ann, database.connect("cur") as cur:
        commit(ann, ("statements", "5", OWN, None))
        (body, links) = cur.execute(  # type: ignore[misc]
            "select body->'statements', links from quoth.records where id = 'both-have-it'"
        ).fetchone()
        assert (body, links) == (["bens-own"], ["statements:bens-own"])
        told = cur.execute("select who from quoth.changes order by rev").fetchall()
        assert [who for (who,) in told][1:] == ["ann", "quoth"]
        assert ann.execute("select count(*) from quoth.changes").fetchone() == (1,)


def _everything(line: Connection) -> dict[str, object]:
    """Return all that a person sees."""
    return {name: line.execute(asked.encode()).fetchall() for name, asked in _ASKED.items()}
