"""Every command works on a store on a server as on a file; what can't be asked is said once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.basics.places import default_cache
from quoth.store.location import Location, Origin
from quoth.store.server import upstream
from quoth.store.upstream import UnreachableError
from tests.cli.conftest import Quoth
from tests.postgres import ServerDatabase

pytestmark = pytest.mark.parametrize("quoth", ["with an index"], indirect=True)


@pytest.fixture
def address(server_database: ServerDatabase, quoth: Quoth, sample_file: Path) -> Iterator[str]:
    """Return the address of the sample on a server."""
    address = server_database.uri()
    assert quoth("push", address, str(sample_file)).code == 0
    yield address
    shutil.rmtree(Path(default_cache(), "servers"), ignore_errors=True)


READING = (
    ("find", "troops"), ("find", "troops", "--json"), ("stats", "--json"), ("actors", "--json"),
    ("timeline", "--json"), ("export", "--format", "csv"), ("variants",), ("check",),
    ("find", "by:tru", "--explain", "--limit", "2"),
)  # fmt: skip


def test_what_reads_says_the_same_as_of_the_file(
    quoth: Quoth, address: str, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in READING:
        here, there = (
            quoth(*command, "--store", str(sample_file)),
            quoth(*command, "--store", address),
        )
        name = Location.of(address, Origin.OPTION).name
        assert there.out.replace(name, str(sample_file)) == here.out
        assert there.code == here.code
        if "--explain" not in command:  # which tells times
            assert there.err == here.err
    monkeypatch.setenv("QUOTH_STORE", address)
    assert quoth("find", "troops").out == quoth("find", "troops", "--store", str(sample_file)).out


def test_changes_are_made_on_the_server_undone_and_logged(
    quoth: Quoth, address: str, server_database: ServerDatabase
) -> None:
    found = json.loads(quoth("find", "--json", "--limit", "1", "--store", address).out)
    assert quoth("tag", found["id"], "+hot", "--store", address).code == 0
    with server_database.connect() as connection:
        row = connection.execute(
            "select label, who from quoth.changes order by rev desc"
        ).fetchone()
        assert row is not None
        assert row[1] == "postgres"
    assert found["id"] in quoth("find", "tag:hot", "--json", "--store", address).out
    shutil.rmtree(Path(default_cache(), "servers"))  # a copy can be made anew at any time
    assert quoth("undo", "--store", address).code == 0
    assert "(undone)" in quoth("log", "--store", address).out
    assert "no tag here" in quoth("find", "tag:hot", "--store", address).err
    assert quoth("redo", "--store", address).code == 0
    assert quoth("rm", found["id"], "--yes", "--store", address).code == 0


def test_without_the_server_the_copy_is_read_and_says_how_old_it_is(
    quoth: Quoth, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = quoth("find", "troops", "--store", address)

    def refuse(*_: object, **__: object) -> None:
        raise UnreachableError("x", "", "the server can't be reached (gone)", "try again")

    monkeypatch.setattr(upstream, "connect", refuse)
    found = quoth("find", "troops", "--store", address)
    assert found.out == before.out
    assert found.err.count("\n") == 1
    assert "can't be reached (gone); this is your copy, less than a minute old" in found.err
    said = quoth("tag", "5", "+hot", "--store", address)
    assert said.code == 3
    assert "can't be reached" in said.err


def test_a_password_is_in_nothing_that_is_said_or_kept(
    quoth: Quoth, address: str, home: Path
) -> None:
    secret = "s3cr3t-w0rd"  # noqa: S105  # it is looked for
    named = address.replace("postgres@", f"postgres:{secret}@")
    assert quoth("find", "troops", "--store", named).code == 0
    said = [
        quoth("stats", "--store", named), quoth("config", "--store", named),
        quoth("backup", "--store", named), quoth("log", "--store", named),
        quoth("find", "troops", "--store", named.replace("host=", "host=/nowhere")),
    ]  # fmt: skip
    assert not any(secret in one.out + one.err for one in said)
    for folder in (home, Path(default_cache())):
        for path in folder.rglob("*"):
            assert secret not in str(path)
            assert not path.is_file() or secret.encode() not in path.read_bytes()


def test_what_a_server_keeps_itself_is_said(quoth: Quoth, address: str) -> None:
    for command in ("backup", "restore"):
        said = quoth(command, "--store", address)
        assert said.code == 2
        assert "quoth pull" in said.err


def test_coding_blind_is_set_on_the_server(quoth: Quoth, address: str) -> None:
    quoth("assign", "article-2025-03-20", "--to", "ann", "--store", address)
    assert "blind coding" not in quoth("assign", "--store", address).err
    assert quoth("assign", "--blind", "--store", address).code == 0
    assert "blind coding" in quoth("assign", "--store", address).err
    assert quoth("assign", "--open", "--store", address).code == 0
    assert "blind coding" not in quoth("assign", "--store", address).err
    assert quoth("undo", "--store", address).out == "code the store openly\n"
    assert "blind coding" in quoth("assign", "--store", address).err
    assert quoth("redo", "--store", address).code == 0
    assert "blind coding" not in quoth("assign", "--store", address).err


DAMAGES = {
    "cut off": lambda data: data[: len(data) // 2],
    "another word": lambda data: data.replace(b'"direct"', b'"dirext"'),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_copy_is_fetched_anew_by_what_reads_and_by_what_changes(
    quoth: Quoth, address: str, damage: str
) -> None:
    before = quoth("find", "troops", "--store", address)
    copy = Path(Location.of(address, Origin.OPTION).path)
    for command in (("find", "troops"), ("tag", "--query", "troops", "+hot", "--yes")):
        copy.write_bytes(DAMAGES[damage](copy.read_bytes()))
        again = quoth(*command, "--store", address)
        assert again.code == 0
        assert again.err.count("your copy is damaged; fetching it again") == 1
    assert quoth("find", "tag:hot troops", "--store", address).out == before.out
    assert quoth("check", "--store", address).code == 0


def test_a_damaged_copy_is_not_hidden_where_the_server_is_away(
    quoth: Quoth, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoth("find", "troops", "--store", address)
    copy = Path(Location.of(address, Origin.OPTION).path)
    copy.write_bytes(copy.read_bytes()[:99])

    def away(*_: object, **__: object) -> None:
        raise UnreachableError("here", "", "the server can't be reached", "try again")

    monkeypatch.setattr(upstream, "connect", away)
    found = quoth("find", "troops", "--store", address)
    assert found.code == 3
    assert not found.out
    assert "damaged" in found.err
    assert "can't be reached" in found.err


def test_a_record_that_another_program_spoilt_is_named_as_the_servers(
    quoth: Quoth, address: str, server_database: ServerDatabase
) -> None:
    with server_database.connect() as connection:
        connection.execute("update quoth.statements set body = '[1]' where key = 3")
    found = quoth("find", "troops", "--store", address)
    assert found.code == 3
    last = found.err.splitlines()[-1]
    assert "statements 3: the store on the server isn't valid" in last
    assert "store.json" not in last
    with server_database.connect() as connection:
        connection.execute("update quoth.statements set body = '{}', rev = 1 where key = 3")
        connection.execute("delete from quoth.statements where key = 3")
    assert quoth("find", "troops", "--store", address).code == 0


def test_a_store_of_a_newer_version_or_none_is_said_in_one_line_beside_the_copy(
    quoth: Quoth, address: str, server_database: ServerDatabase
) -> None:
    before = quoth("find", "troops", "--store", address)
    for statement, problem in (
        ("update quoth.store set version = 99", "a newer quoth made this store"),
        ("drop schema quoth cascade", "there is no store in this database"),
    ):
        server_database.cluster.run(statement, database=server_database.name)
        found = quoth("tag", "--query", "troops", "+hot", "--yes", "--store", address)
        assert (found.code, len(found.err.splitlines())) == (3, 1)
        assert problem in found.err
        again = quoth("find", "troops", "--store", address)
        assert problem in again.err
        assert again.out in ("", before.out)
