"""Any store pushed to a server and pulled from it is the same."""

from __future__ import annotations

from pathlib import Path

from quoth.store.server.pulling import pull
from quoth.store.server.pushing import push
from quoth.store.storage import StrictStorage
from tests import strategies
from tests.postgres import ServerDatabase

_texts = strategies.hostile_text


def test_a_pushed_store_is_pulled_as_it_was(
    server_database: ServerDatabase, sample_file: Path, tmp_path: Path
) -> None:
    tables = StrictStorage(sample_file).read()
    with server_database.connect() as connection:
        pushed = push(connection, tables, "the sample", "here")
        pull(connection, tmp_path / "pulled.json", "here")
        pull(connection, tmp_path / "copy.json", "here", is_copy=True)
    assert pushed == sum(map(len, tables.values()))
    for name in ("pulled.json", "copy.json"):
        assert StrictStorage(tmp_path / name).read() == {"checks": {}, "wordings": {}} | tables
