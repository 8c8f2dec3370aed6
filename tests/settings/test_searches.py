"""Searches are kept for their owner, whatever happens to the file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import quoth.basics.state_file
from quoth.settings.searches import MOST_RECENT, Searches, SearchesError, default_path

STORE = Path("store.json")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file in a directory that is not there yet."""
    return tmp_path / "state" / "searches.json"


def test_nothing_is_known_at_first(path: Path) -> None:
    searches = Searches(path)
    assert searches.recent(STORE) == []
    assert searches.saved() == {}
    assert searches.note == ""
    assert not path.parent.exists()


def test_recent_searches_come_latest_first_and_once(path: Path) -> None:
    searches = Searches(path)
    for text in ("bread", " salt ", "bread", "  "):
        searches.remember(STORE, text)
    assert Searches(path).recent(STORE) == ["bread", "salt"]


def test_each_store_has_its_own_however_it_is_named(path: Path) -> None:
    searches = Searches(path)
    searches.remember(STORE, "bread")
    assert searches.recent(Path("other.json")) == []
    assert searches.recent(Path.cwd() / "x" / ".." / "store.json") == ["bread"]


def test_only_so_many_are_remembered(path: Path) -> None:
    searches = Searches(path)
    for number in range(MOST_RECENT + 3):
        searches.remember(STORE, f"search {number}")
    recent = searches.recent(STORE)
    assert len(recent) == MOST_RECENT
    assert recent[0] == f"search {MOST_RECENT + 2}"


def test_a_search_is_saved_renewed_and_forgotten(path: Path) -> None:
    searches = Searches(path)
    searches.save("fine", "peace")
    searches.save("  peace   talks ", "by:macron")
    searches.save("Fine", "war")
    assert Searches(path).saved() == {"peace talks": "by:macron", "Fine": "war"}
    searches.forget("Fine")
    searches.forget("nobody")
    assert searches.saved() == {"peace talks": "by:macron"}


@pytest.mark.parametrize("name", ["", " ", "x" * 61, 'a"b', "a(b", "@a", "a\x1bb"])
def test_a_name_must_be_one_that_a_query_can_use(path: Path, name: str) -> None:
    with pytest.raises(SearchesError, match="a name for a search") as raised:
        Searches(path).save(name, "peace")
    assert str(raised.value).isprintable()
    with pytest.raises(SearchesError, match="empty"):
        Searches(path).save("fine", " ")


def test_any_text_survives(path: Path) -> None:
    searches = Searches(path)
    text = 'by:"José" \x1b[31m \ud800 \u202e 中国'
    searches.remember(STORE, text)
    assert searches.recent(STORE) == [text]


def test_fields_of_a_later_version_are_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"colours": ["red"], "saved": {"a": "b"}}', encoding="utf-8")
    Searches(path).remember(STORE, "bread")
    assert json.loads(path.read_bytes())["colours"] == ["red"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1]", b"\xff", b'{"saved": []}', b'{"recent": {"x": [1]}}', b"[" * 100_000],
)
def test_a_damaged_file_is_noted_and_kept_beside_the_new_one(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    searches = Searches(path)
    assert searches.saved() == {}
    assert searches.note.startswith(str(path))
    assert len(searches.note.splitlines()) == 1
    assert path.read_bytes() == content
    path.with_name("searches.json.bak").write_bytes(b"older")
    searches.save("fine", "peace")
    assert path.with_name("searches.json.bak").read_bytes() == b"older"
    assert path.with_name("searches.json.bak1").read_bytes() == content
    assert searches.saved() == {"fine": "peace"}
    assert searches.note == ""


def test_two_who_write_at_once_lose_nothing(path: Path) -> None:
    def remember(number: int) -> None:
        Searches(path).remember(STORE, f"search {number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(remember, range(20)))
    assert sorted(Searches(path).recent(STORE)) == sorted(f"search {n}" for n in range(20))


def test_whoever_has_to_wait_too_long_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(quoth.basics.state_file, "_SECONDS_FOR_WRITER", 0.0)
    path.parent.mkdir()
    with path.with_name("searches.json.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(SearchesError, match="can't be kept"):
            Searches(path).remember(STORE, "bread")
    Searches(path).remember(STORE, "bread")


def test_a_write_that_fails_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches = Searches(path)
    searches.save("fine", "peace")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SearchesError, match="No space left on device"):
        searches.save("fine", "war")
    assert searches.saved() == {"fine": "peace"}
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "searches.json", "searches.json.lock",
    ]  # fmt: skip


@pytest.fixture
def blocked(tmp_path: Path) -> Iterator[Path]:
    """Return a file in what is no directory."""
    (tmp_path / "file").write_text("")
    return iter([tmp_path / "file" / "searches.json"])


def test_where_nothing_can_be_written_it_is_said_in_one_line(blocked: Iterator[Path]) -> None:
    searches = Searches(next(blocked))
    with pytest.raises(SearchesError, match="searches can't be kept there") as raised:
        searches.remember(STORE, "bread")
    assert len(str(raised.value).splitlines()) == 1
    assert searches.recent(STORE) == []


def test_only_the_owner_reads_them(path: Path) -> None:
    Searches(path).remember(STORE, "bread")
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_they_live_in_the_state_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert default_path().name == "searches.json"
    assert "quoth" in default_path().parts
