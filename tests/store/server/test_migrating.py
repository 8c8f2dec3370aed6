"""The schema of a store on a server: who may make it, once; what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quoth.cli.main import main
from quoth.store.errors import StoreError
from quoth.store.server import migrating
from quoth.store.server.migrating import check, make, right
from tests.postgres import ServerDatabase


def test_a_store_is_begun_once_and_its_maker_owns_it(
    new_database: Callable[[], ServerDatabase], capsys: pytest.CaptureFixture[str]
) -> None:
    database = new_database()
    assert main(["new", database.uri(), "--title", "Energy"]) == 0
    told = capsys.readouterr()
    assert told.out == f"{database.cluster.socket}/{database.name}\n"
    assert "“Energy”" in told.err
    assert f"grant quoth_{database.name}_coder to ann" in told.err
    with database.connect() as connection:
        check(connection, "here")
        assert right(connection) == "owner"
    assert main(["--store", database.uri(), "new"]) == 3
    assert "already" in capsys.readouterr().err
    # Roles outlive a database; who has one would have a right to the next store of its name.
    database.cluster.run("drop schema quoth cascade", database=database.name)
    with (
        database.connect() as connection,
        pytest.raises(StoreError, match=f"left roles .*quoth_{database.name}_owner"),
    ):
        make(connection, "here")


def test_who_may_not_make_roles_has_a_store_alone(
    new_database: Callable[[], ServerDatabase], capsys: pytest.CaptureFixture[str]
) -> None:
    database = new_database()
    for who in ("maker", "guest"):
        database.person(who)
    database.cluster.run("grant create on database {} to maker", database.name)
    assert main(["new", database.uri("guest")]) == 3
    assert "the server refuses it (permission denied for database" in capsys.readouterr().err
    assert main(["new", database.uri("maker")]) == 0
    assert "yours alone" in capsys.readouterr().err
    assert main(["--sample", "push", database.uri("maker")]) == 0
    capsys.readouterr()
    assert main(["pull", database.uri("guest"), "-o", "never.json"]) == 3
    assert "no store in this database, or you have no right to it" in capsys.readouterr().err


def test_a_store_is_brought_up_to_date_or_refused(
    server_database: ServerDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server_database.connect() as connection:
        monkeypatch.setattr(migrating, "VERSION", 2)
        with pytest.raises(StoreError, match="an older quoth made this store"):
            check(connection, "here")
        with monkeypatch.context() as patch:
            patch.setattr(migrating, "MIGRATIONS", {2: "create table quoth.x (); select no_such"})
            with pytest.raises(StoreError, match="no_such"):
                make(connection, "here")
        found = connection.execute("select to_regclass('quoth.x'), version from quoth.store")
        assert found.fetchone() == (None, 1)  # all of it or nothing
        monkeypatch.setattr(migrating, "MIGRATIONS", {2: "create table quoth.x ()"})
        assert make(connection, "here") == (False, True)
        check(connection, "here")
        monkeypatch.setattr(migrating, "VERSION", 1)
        for asked in (check, make):
            with pytest.raises(StoreError, match="a newer quoth made this store"):
                asked(connection, "here")


def test_a_database_may_be_called_anything_that_leaves_room(
    new_database: Callable[[], ServerDatabase], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = new_database()
    odd = 'Ann\'s "Desk"'
    database.cluster.run("alter database {} rename to {}", database.name, odd)
    try:
        with database._replace(name=odd).connect() as connection:
            with monkeypatch.context() as patch:
                patch.setattr(migrating, "_LONGEST_NAME", 10)
                with pytest.raises(StoreError, match="longer than 10 bytes"):
                    make(connection, "here")
            assert make(connection, "here") == (True, True)
            assert right(connection) == "owner"
    finally:
        database.cluster.run("alter database {} rename to {}", odd, database.name)
