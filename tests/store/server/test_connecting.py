"""The line to a server: what it is called, and what is said when there is none."""

from __future__ import annotations

import builtins
import logging
import os
import socket
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.store.errors import StoreError
from quoth.store.server.connecting import (
    UNNAMED,
    ServerLost,
    connect,
    imported,
    is_server,
    shown_name,
    telling,
    without_password,
)
from quoth.store.server.password_file import unused_password_file
from tests.postgres import ServerDatabase


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("postgres://newsroom/energy", "newsroom/energy"),
        ("postgresql://ann:s3cret@db.example.org:5433/energy", "db.example.org:5433/energy"),
        ("postgres://ann@/energy?host=/run/pg&sslmode=require", "/run/pg/energy"),
        ("postgres:///?service=desk", "desk"),
        ("postgres://[2001:db8::1]:5432/my%20desk", "[2001:db8::1]:5432/my desk"),
        ("postgres://a,b:5433/energy", "a,b:5433/energy"),
        ("postgres://", "localhost"),
        ("postgres://ann:s3/cret@newsroom/energy", UNNAMED),
        ("postgres://ann:s3?cret@newsroom/energy", UNNAMED),
    ],
)
def test_a_store_goes_by_its_host_and_database(address: str, name: str) -> None:
    assert is_server(address)
    assert shown_name(address) == name


@given(
    st.sampled_from(["postgres://", "postgresql://"]),
    st.sampled_from(
        [
            "s3cret",
            "s3cret/x",
            "x?s3cret",
            "#s3cret",
            "a@s3cret",
            "[s3cret",
            "s3cret:1",
            "12?x=s3cret",
            "12/y?x=s3cret",
            "s%33cret",
        ]
    ),
    st.sampled_from(
        ["newsroom/energy", "/energy?host=/run", "", "h?password=s3cret", "h?x&s3cret"]
    ),
)
def test_no_name_and_no_error_tells_a_password(scheme: str, password: str, rest: str) -> None:
    address = f"{scheme}ann:{password}@{rest}"
    for kept in (shown_name(address), without_password(address)):
        assert "s3cret" not in unquote(kept)


def test_only_the_address_of_a_server_is_one() -> None:
    assert not any(
        map(is_server, ["store.json", "postgres", "http://x", "", None, "./postgres://x"])
    )


@pytest.mark.parametrize(
    "address", ["postgres://h:s3cret/x", "postgres://h/x?s3cret=1", "postgres://u:p%zz-s3cret@h/x"]
)
def test_an_address_that_is_none_is_not_repeated(address: str) -> None:
    with pytest.raises(StoreError, match="its address can't be understood") as told:
        connect(address)
    assert "s3cret" not in str(told.value)
    assert told.value.__cause__ is None
    assert told.value.__context__ is None


def test_a_server_that_is_not_there_is_one_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        with pytest.raises(ServerLost) as told:
            connect(f"postgres://ann:s3cret@127.0.0.1:{port}/energy")
    text = str(told.value)
    assert text.startswith(
        f"127.0.0.1:{port}/energy: the server can't be reached (Connection refused); "
    )
    assert "\n" not in text
    assert "s3cret" not in text


def test_what_psycopg_logs_is_not_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log = logging.getLogger("psycopg")
    monkeypatch.setattr(log, "handlers", [])
    monkeypatch.setattr(log, "propagate", False)  # what pytest listens with isn't there elsewhere
    log.warning("error ignored: before")
    imported("here")
    imported("here")
    log.warning("error ignored: after")
    assert len(log.handlers) == 1
    assert "after" not in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="only there files have such permissions")
def test_a_password_file_that_others_may_read_is_said_where_it_is_missed(
    server_database: ServerDatabase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "pgpass"
    path.write_text("*:*:*:*:s3cret\n", encoding="utf-8")
    monkeypatch.setenv("PGPASSFILE", str(path))
    monkeypatch.delenv("PGPASSWORD", raising=False)
    for mode, unused in ((0o600, ""), (0o640, str(path)), (0o604, str(path))):
        path.chmod(mode)
        assert unused_password_file({}) == unused
        connect(server_database.uri()).close()
    assert unused_password_file({"password": "x"}) == ""
    assert unused_password_file({"passfile": str(tmp_path / "none")}) == ""
    assert capfd.readouterr() == ("", "")
    with pytest.raises(ServerLost, match=f"chmod 600 {path}"), telling("here", str(path)):
        raise psycopg.OperationalError("connection failed: fe_sendauth: no password supplied")


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        ("service=none-such", "service file"),
        ("sslmode=bogus", "sslmode"),
        ("host=/none/such", r"reached \(No such file or directory\); see whether it runs"),
    ],
)
def test_what_the_address_leads_to_is_said_where_it_is_wrong(options: str, remedy: str) -> None:
    with pytest.raises(ServerLost, match=remedy) as told:
        connect(f"postgres://ann:s3cret@127.0.0.1:1/energy?{options}")
    assert "\n" not in str(told.value)
    assert "s3cret" not in str(told.value)


def test_a_database_that_is_not_there_is_told(server_database: ServerDatabase) -> None:
    with pytest.raises(ServerLost, match='database "none" does not exist'):
        connect(server_database.cluster.uri("none"))


def test_without_psycopg_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "psycopg":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "psycopg")
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(StoreError, match=r"install quoth\[team\]"):
        connect("postgres://newsroom/energy")
