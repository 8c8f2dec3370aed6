"""The schema of a store on a server: who may make it, once; what is refused."""

from __future__ import annotations

from quoth.store.server.migrating import check, right
from tests.postgres import ServerDatabase


def test_who_made_the_store_owns_it(server_database: ServerDatabase) -> None:
    with server_database.connect() as connection:
        check(connection, "here")
        assert right(connection) == "owner"
