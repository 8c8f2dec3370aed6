"""A server that is restarted in the middle of an import: nothing is lost or comes twice."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest

from quoth.basics.exits import Exit
from quoth.cli.main import main
from quoth.formats.incoming.own_lines import own_lines
from quoth.store.server import loading, upstream
from quoth.store.server.upstream import ServerUpstream
from quoth.store.upstream import UnsureError
from tests.postgres_alone import Server
from tests.postgres_guard import programs

_WAYS: Final = (signal.SIGINT, signal.SIGKILL)
"""As an administrator stops it, and as a machine that runs out of memory does."""
_WORDS: Final = ("one", "two", "three", "four")
_numbers = count(1)
_KEPT: Final = """
    select (select count(*) from quoth.statements),
        (select count(distinct body::jsonb ->> 'quote') from quoth.statements),
        (select count(*) from quoth.statements s
            where not exists (select from quoth.changes c where c.rev = s.rev))
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Return a server of this module's own."""
    if programs() is None:
        pytest.skip("no PostgreSQL server here (no initdb): apt-get install postgresql")
    with tempfile.TemporaryDirectory(prefix="quoth-pg-") as home:
        made = Server(Path(home), syncs=False)
        made.start()
        yield made
        made.kill()


@pytest.fixture
def address(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of an empty store on it, of which there is no copy yet."""
    monkeypatch.setenv("QUOTH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(upstream, "_PATIENCE", 0.5)
    name = f"store{next(_numbers)}"
    with psycopg.connect(server.address, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    assert main(["new", server.address_of(name)]) == 0
    return server.address_of(name)


def _kept(address: str) -> tuple[int, ...]:
    """Return how many statements there are, how many different ones, and how many unexplained."""
    with psycopg.connect(address) as connection:
        return tuple(connection.execute(_KEPT.encode()).fetchone() or ())


@pytest.fixture(params=["lines", "columns"])
def records(request: pytest.FixtureRequest, tmp_path: Path, sample_file: Path) -> Path:
    """Return the sample as JSON Lines, or its statements as Parquet."""
    how, name = ("jsonl", "all.jsonl") if request.param == "lines" else ("parquet", "all.parquet")
    if how == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow, of the extra “archive”, isn't installed")
    made = tmp_path / name
    asked = ["export", "--format", how, "--output", str(made)]
    assert main(["--store", str(sample_file), *asked]) == 0
    return made


@pytest.mark.parametrize("how", _WAYS, ids=lambda one: one.name)
@pytest.mark.parametrize("moment", ["send", "_check_links"])
def test_a_load_goes_on_behind_the_last_piece(
    *, server: Server, address: str, records: Path, how: signal.Signals, moment: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    done, pieces = getattr(loading, moment), count()

    def killed(*arguments: Any) -> Any:
        if next(pieces) == 2:  # in the third piece: before it is sent, or before it is committed
            server.kill(how)
        return done(*arguments)

    monkeypatch.setattr(loading, moment, killed)
    monkeypatch.setattr(loading.load, "__defaults__", (7,))
    assert main(["push", address, str(records)]) == Exit.STORE
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert "the server can't be reached" in line
    server.start()
    several, different, unexplained = _kept(address)
    assert several == different
    assert not unexplained
    assert main(["push", address, str(records)]) == 0
    assert "by an earlier run" in capsys.readouterr().err
    whole = _many(records)
    assert _kept(address) == (whole, whole, 0)


def _many(records: Path) -> int:
    """Return how many statements a file has."""
    if records.suffix == ".parquet":
        from quoth.formats.incoming.own_parquet import own_rows  # noqa: PLC0415  # an extra

        return sum(1 for _ in own_rows(records, lambda *_: None))
    return sum(one.table == "statements" for one in own_lines(records))


_BEFORE, _BEHIND = "before it has the change", "after it made the change"


@pytest.mark.parametrize("moment", [_BEFORE, _BEHIND])
@pytest.mark.parametrize("comes_back", [True, False])
def test_an_import_is_made_once(
    *, server: Server, address: str, tmp_path: Path, moment: str,
    comes_back: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    rows = [f"Bread number {word} is dear.,Ann,A paper" for word in _WORDS]
    table = tmp_path / "table.csv"
    table.write_text("\n".join(["quote,speaker,title", *rows]) + "\n", "utf-8")
    send, turns = ServerUpstream.send, count()

    def sent(self: ServerUpstream, label: str, edits: Any) -> int:
        if next(turns):
            return send(self, label, edits)
        if moment == _BEHIND:
            send(self, label, edits)
        server.kill(signal.SIGKILL)
        if comes_back:
            server.start()
        return send(self, label, edits) if moment == _BEFORE else lost(self)

    def lost(self: ServerUpstream) -> int:
        self._drop()  # as where the answer doesn't arrive
        raise UnsureError(self.shown, "", "it was lost while it was sent the change", "try again")

    monkeypatch.setattr(ServerUpstream, "send", sent)
    asked = ["--store", address, "import", str(table)]
    code = main(asked)
    told = capsys.readouterr().err.strip().splitlines()
    if not comes_back:
        assert code == Exit.STORE
        (line,) = (line for line in told if "server" in line)
        assert "try again" in line
        server.start()
        main(asked)
    else:
        assert code == 0, told
    assert _kept(address) == (4, 4, 0)
