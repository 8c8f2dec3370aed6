"""What is remembered helps, and never gets in the way."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from quoth.settings.remembered import MOST_STORES, LastPlace, RememberedFile, default_path

HERE = LastPlace("15", "detail")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file in a folder that is not there yet."""
    return tmp_path / "state" / "explorer.json"


def test_nothing_is_remembered_at_first(path: Path) -> None:
    memory = RememberedFile(path)
    assert (memory.theme, memory.stores, memory.position("a.json")) == ("", [], None)
    assert not path.parent.exists()


def test_where_somebody_was_is_remembered_by_store(path: Path, tmp_path: Path) -> None:
    RememberedFile(path).leave(tmp_path / "a.json", HERE)
    RememberedFile(path).leave(tmp_path / "b.json", None)
    memory = RememberedFile(path)
    assert memory.position(tmp_path / "x" / ".." / "a.json") == HERE
    assert memory.position(tmp_path / "b.json") is None
    assert memory.stores == [str(tmp_path / "b.json"), str(tmp_path / "a.json")]


def test_a_store_on_a_server_is_remembered_by_its_address(path: Path) -> None:
    address = "postgresql://ann@db.example/energy?sslmode=require"
    RememberedFile(path).leave(address, HERE)
    memory = RememberedFile(path)
    assert (memory.stores, memory.position(address)) == ([address], HERE)


def test_who_leaves_before_a_store_is_read_was_where_they_were(path: Path, tmp_path: Path) -> None:
    RememberedFile(path).leave(tmp_path / "a.json", HERE)
    RememberedFile(path).leave(tmp_path / "a.json", None, "nord")
    assert RememberedFile(path).position(tmp_path / "a.json") == HERE
    assert RememberedFile(path).theme == "nord"


def test_the_sample_leaves_nothing_but_the_colours(path: Path) -> None:
    RememberedFile(path).leave(None, HERE, "nord")
    assert (RememberedFile(path).stores, RememberedFile(path).theme) == ([], "nord")


def test_only_the_latest_stores_are_remembered(path: Path, tmp_path: Path) -> None:
    for number in range(MOST_STORES + 3):
        RememberedFile(path).leave(tmp_path / f"{number}.json", HERE)
    stores = RememberedFile(path).stores
    assert len(stores) == MOST_STORES
    assert stores[0].endswith(f"{MOST_STORES + 2}.json")


def test_its_owner_alone_may_read_it(path: Path) -> None:
    RememberedFile(path).leave("a.json", HERE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "damaged",
    [
        b"", b"{", b"[1]", b"\xff\xfe", b'{"stores": 3, "theme": 4}', b"[" * 100_000,
        b'{"stores": {"/a.json": {"statement": 5}, "/b.json": []}}',
    ],
)  # fmt: skip
def test_damage_is_forgotten(path: Path, damaged: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damaged)
    memory = RememberedFile(path)
    assert memory.theme == ""
    assert memory.position("/a.json") is None
    memory.leave("/c.json", HERE)
    assert RememberedFile(path).position("/c.json") == HERE


def test_what_is_not_known_of_a_later_version_stays(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"zoom": 3}')
    RememberedFile(path).leave("/a.json", HERE)
    assert json.loads(path.read_text())["zoom"] == 3


def test_where_nothing_can_be_written_nothing_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    RememberedFile(blocked / "explorer.json").leave("/a.json", HERE)


def test_it_lives_in_the_state_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert default_path().parent.name == "quoth"
