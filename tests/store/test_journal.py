"""A change is a line on the disk; half a line is ignored, and a damaged one reported."""

from __future__ import annotations

import json
import os
import stat
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.store.errors import StoreError
from quoth.store.file import journal_path
from quoth.store.journal import (
    DocumentTexts,
    Extent,
    Journal,
    JournalEdit,
    JournalEntry,
    name_in_json,
    read_journal,
)
from quoth.store.parsing import Document, Tables
from tests.making import small_tables

ADDED = JournalEntry(
    "add a topic", [JournalEdit("topics", "7", None, {"id": "bread", "name": "Bread"})], "me"
)
CHANGED = JournalEntry(
    "edit a topic",
    [
        JournalEdit(
            "topics", "7", {"id": "bread"}, {"id": "bread", "note": "“żółć”\x00"}, Extent(3, 9)
        )
    ],
)


@pytest.fixture
def store(save: Callable[[Tables], Path]) -> Path:
    """Return the file of the small store."""
    return save(small_tables())


def begun(store: Path, *entries: JournalEntry) -> int:
    """Begin a journal with these entries, and return its length."""
    journal = Journal(store)
    length = journal.begin("version", {"topics": Extent(1, 2)})
    for entry in entries:
        length = journal.append(length, entry)
    return length


def test_what_is_appended_is_read_again(store: Path) -> None:
    length = begun(store, ADDED, CHANGED)
    contents = read_journal(store)
    assert contents is not None
    assert (contents.base, contents.ends) == ("version", {"topics": Extent(1, 2)})
    assert (contents.entries, contents.folded) == ([ADDED, CHANGED], "")
    assert contents.length == length == Path(journal_path(store)).stat().st_size


def test_no_journal_is_no_change(store: Path) -> None:
    assert read_journal(store) is None


def test_the_version_it_was_folded_into_is_told(store: Path) -> None:
    Journal(store).settle(begun(store, ADDED), "the new one")
    contents = read_journal(store)
    assert contents is not None
    assert (contents.entries, contents.folded) == ([ADDED], "the new one")


@given(data=st.data())
def test_half_a_line_at_the_end_is_passed_over(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = tmp_path_factory.mktemp("half") / "store.json"
    store.write_text("{}")
    first = begun(store, ADDED)
    whole = Journal(store).append(first, CHANGED)
    path = Path(journal_path(store))
    path.write_bytes(path.read_bytes()[: data.draw(st.integers(first, whole - 1))])
    contents = read_journal(store)
    assert contents is not None
    assert (contents.entries, contents.length) == ([ADDED], first)
    Journal(store).append(contents.length, CHANGED)
    mended = read_journal(store)
    assert mended is not None
    assert mended.entries == [ADDED, CHANGED]


@given(place=st.integers(0), bit=st.integers(0, 7))
def test_whatever_is_damaged_is_told_or_was_never_acknowledged(
    place: int, bit: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = tmp_path_factory.mktemp("damaged") / "store.json"
    store.write_text("{}")
    begun(store, ADDED, CHANGED)
    path = Path(journal_path(store))
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= 1 << bit
    path.write_bytes(data)
    try:
        contents = read_journal(store)
    except StoreError:
        return
    entries = [] if contents is None else contents.entries
    assert entries == [ADDED, CHANGED][: len(entries)]


def test_a_journal_of_a_later_version_is_refused(store: Path) -> None:
    begun(store, ADDED)
    path = Path(journal_path(store))
    text = json.dumps({"journal": 99}).encode()
    path.write_bytes(b"%08x %s\n" % (zlib.crc32(text), text))
    with pytest.raises(StoreError, match="newer quoth"):
        read_journal(store)


@pytest.mark.skipif(os.name == "nt", reason="modes are another thing there")
def test_who_may_not_read_the_store_may_not_read_the_journal(store: Path) -> None:
    store.chmod(0o600)
    begun(store, ADDED)
    assert stat.S_IMODE(Path(journal_path(store)).stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links are another thing there")
def test_a_link_in_the_journal_s_place_is_not_written_through(store: Path, tmp_path: Path) -> None:
    victim = tmp_path / "precious"
    victim.write_text("precious")
    Path(journal_path(store)).symlink_to(victim)
    with pytest.raises(OSError, match="symbolic"):
        begun(store, ADDED)
    assert victim.read_text() == "precious"


def test_what_is_written_twice_is_made_once_and_is_what_was_given() -> None:
    texts = DocumentTexts()
    document: Document = {"id": "bread", "note": "“żółć”\x00\n", "n": [1, True, None, 1.5]}
    alike: Document = {**document, "n": [True, 1, None, 1.5]}
    assert texts.of(document) is texts.of(document)
    assert json.loads(texts.of(document)) == document
    assert texts.of(alike) != texts.of(document)
    assert texts.of(document).isascii()
    assert "\n" not in texts.of(document)


@given(st.text() | st.sampled_from(["", "actors", "12", "a b", '"', "\\", "é"]))
def test_a_name_in_json_is_that_name(name: str) -> None:
    assert json.loads(name_in_json(name)) == name
    assert name_in_json(name).isascii()
