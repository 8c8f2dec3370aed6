"""A real PostgreSQL server for the tests that need one: one for all processes of a run.

A test asks for `server_database`. Where the server's programs aren't found it is skipped, and says
so; where they are, and the server doesn't start, it fails.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql
from psycopg.errors import DuplicateObject, UniqueViolation

from quoth.store.server.connecting import connect
from quoth.store.server.migrating import make, role
from tests.postgres_guard import locked, programs

_PATIENCE: Final = 90.0
_numbers = itertools.count(1)


class ServerCluster(NamedTuple):
    """A server that runs."""

    socket: str
    """The folder of its socket."""

    def uri(self, database: str = "postgres", user: str = "postgres") -> str:
        """Return the address of a database, for a user of whom no password is asked."""
        return f"postgresql://{quote(user)}@/{quote(database, safe='')}?host={self.socket}"

    def run(self, statement: str, *names: str, database: str = "postgres") -> None:
        """Run a statement as the server's superuser; `{}` in it stand for names."""
        with psycopg.connect(self.uri(database), autocommit=True) as connection:
            filled = sql.SQL(statement).format(*map(sql.Identifier, names))
            connection.execute(filled)


class ServerDatabase(NamedTuple):
    """A database of its own, with people who may log in."""

    cluster: ServerCluster
    name: str

    def uri(self, user: str = "postgres") -> str:
        """Return its address, for a user."""
        return self.cluster.uri(self.name, user)

    def connect(self, user: str = "postgres") -> psycopg.Connection[tuple[Any, ...]]:
        """Return a connection of a user."""
        return connect(self.uri(user))

    def make(self, user: str = "postgres") -> ServerDatabase:
        """Make the schema of a store as a user, and return itself."""
        with self.connect(user) as connection:
            make(connection, self.name)
        return self

    def grant(self, right: str, user: str) -> None:
        """Give a person a right to the store; the person is made if there is none of the name."""
        self.person(user)
        self.cluster.run("grant {} to {}", role(self.name, right), user)

    def person(self, user: str) -> None:
        """Have a person who may log in; another process may have made them, or do so now."""
        with suppress(DuplicateObject, UniqueViolation):
            self.cluster.run("create role {} login", user)


@pytest.fixture(scope="session")
def postgres_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerCluster]:
    """Return a server that all processes of this run share; the last one has it stopped."""
    if programs() is None:
        pytest.skip("no PostgreSQL server here (no initdb): apt-get install postgresql")
    base = tmp_path_factory.getbasetemp()
    with running(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) as cluster:
        yield cluster


@contextmanager
def running(base: Path) -> Iterator[ServerCluster]:
    """Yield a server that all processes share which name the same folder."""
    folder = base / "postgres"
    (folder / "users").mkdir(parents=True, exist_ok=True)
    mine = folder / "users" / str(os.getpid())
    guard = None
    with locked(folder):
        mine.touch()
        if not (folder / "begun").exists():
            (folder / "begun").touch()
            guard = subprocess.Popen(
                [sys.executable, "-m", "tests.postgres_guard", folder],
                cwd=Path(__file__).parent.parent,
                start_new_session=True,
            )
    try:
        _wait(folder)
        yield ServerCluster((folder / "ready").read_text())
    finally:
        mine.unlink()
        if guard is not None:
            # Others may still need it: they outlive this process by no more than their tests.
            guard.wait(_PATIENCE)


def _wait(folder: Path) -> None:
    """Wait until the server is there."""
    end = time.monotonic() + _PATIENCE
    while not (folder / "ready").exists():
        if (folder / "failed").exists():
            raise RuntimeError(f"PostgreSQL doesn't start: {(folder / 'failed').read_text()}")
        if time.monotonic() > end:
            raise RuntimeError("PostgreSQL doesn't start")
        time.sleep(0.05)


@contextmanager
def databases(cluster: ServerCluster) -> Iterator[Callable[[], ServerDatabase]]:
    """Yield what makes an empty database, without the schema of a store; they go at the end."""
    made: list[str] = []

    def one() -> ServerDatabase:
        name = f"quoth_{os.getpid()}_{next(_numbers)}"
        cluster.run("create database {}", name)
        made.append(name)
        return ServerDatabase(cluster, name)

    yield one
    for name in made:
        cluster.run("drop database {} with (force)", name)


@pytest.fixture
def new_database(postgres_cluster: ServerCluster) -> Iterator[Callable[[], ServerDatabase]]:
    """Return what makes an empty database, without the schema of a store."""
    with databases(postgres_cluster) as made:
        yield made


@pytest.fixture
def server_database(new_database: Callable[[], ServerDatabase]) -> ServerDatabase:
    """Return a database with the schema of a store, which the superuser made."""
    return new_database().make()
