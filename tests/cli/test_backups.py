"""`quoth backup` and `quoth restore` copy a store, and put a copy back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.making import small_tables

Save = Callable[[Tables], Path]


@pytest.fixture
def store(save: Save) -> Path:
    """Return the file of a small store."""
    return save(small_tables())


def test_a_backup_s_place_is_printed(quoth: Quoth, store: Path, tmp_path: Path) -> None:
    said = quoth("backup", "--store", str(store), "--to", str(tmp_path / "safe"))
    assert (said.code, said.err) == (0, "")
    assert Path(said.out.strip()).read_bytes() == store.read_bytes()


def test_the_newest_backup_is_put_back(quoth: Quoth, store: Path) -> None:
    before = store.read_bytes()
    made = quoth("backup", "--store", str(store)).out
    store.write_text("{broken")
    said = quoth("restore", "--store", str(store))
    assert (said.code, said.out) == (0, made)
    assert "the previous store was saved to" in said.err
    assert store.read_bytes() == before


def test_a_backup_that_is_named_is_put_back(quoth: Quoth, store: Path) -> None:
    other = store.with_name("other.json")
    other.write_bytes(store.read_bytes() + b"\n")
    assert quoth("restore", str(other), "--store", str(store)).code == 0
    assert store.read_bytes() == other.read_bytes()


def test_backups_are_listed(quoth: Quoth, store: Path) -> None:
    assert quoth("restore", "--list", "--store", str(store)).code == 1
    made = quoth("backup", "--store", str(store)).out.strip()
    said = quoth("restore", "--list", "--store", str(store))
    assert said.code == 0
    assert made in said.out


def test_backups_are_looked_for_in_a_folder(quoth: Quoth, store: Path, tmp_path: Path) -> None:
    safe, path = str(tmp_path / "safe"), str(store)
    made = quoth("backup", "--store", path, "--to", safe).out
    assert quoth("restore", "--store", path).code == 1
    said = quoth("restore", "--store", path, "--from", safe)
    assert (said.code, said.out) == (0, made)


def test_there_may_be_none(quoth: Quoth, store: Path) -> None:
    said = quoth("restore", "--store", str(store))
    assert said.code == 1
    assert "there is no backup" in said.err


def test_what_is_no_store_is_refused_in_a_line(quoth: Quoth, store: Path) -> None:
    other = store.with_name("other.json")
    other.write_text("nothing")
    said = quoth("restore", str(other), "--store", str(store))
    assert said.code == 3
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_the_sample_stays_as_it_is(quoth: Quoth, command: str) -> None:
    said = quoth(command, "--sample")
    assert (said.code, said.out) == (2, "")
