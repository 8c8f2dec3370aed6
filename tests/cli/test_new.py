"""`quoth new`: an empty store, in the place that was named or in the person's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoth.store.location import own_path
from tests.cli.conftest import Quoth


def test_a_named_store_is_begun_empty_and_valid(quoth: Quoth, tmp_path: Path) -> None:
    path = tmp_path / "a b.json"
    said = quoth("new", str(path), "--title", "Brèves")
    assert (said.code, said.out) == (0, f"{path}\n")
    assert f"`quoth --store '{path}'` opens it" in said.err
    assert json.loads(path.read_text("utf-8"))["meta"]["1"]["title"] == "Brèves"
    assert quoth("check", "--store", str(path)).code == 0
    assert quoth("stats", "--store", str(path), "--json").records[0]["statements"] == 0
    found = quoth("find", "--store", str(path))
    assert (found.code, found.err) == (1, "quoth: the store has no statements\n")


def test_without_a_name_it_is_the_persons_own_and_is_opened_from_then_on(quoth: Quoth) -> None:
    said = quoth("new")
    assert (said.code, said.out) == (0, f"{own_path()}\n")
    assert "`quoth` opens it" in said.err
    assert quoth("stats", "--json").records[0]["store"] == own_path()
    assert quoth("new").code == 2


def test_the_store_of_the_environment_is_begun_where_it_is_to_be(
    quoth: Quoth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTH_STORE", str(tmp_path / "mine.json"))
    said = quoth("new")
    assert (said.code, said.out) == (0, f"{tmp_path / 'mine.json'}\n")
    assert "`quoth` opens it" in said.err


def test_nothing_is_overwritten(quoth: Quoth, tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    path.write_text("mine")
    said = quoth("new", str(path))
    assert (said.code, path.read_text()) == (2, "mine")
    assert "already exists" in said.err
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "nowhere.json")
    assert quoth("new", str(link)).code == 2
    left = tmp_path / "gone.json.journal"
    left.write_text("x")
    assert "left this journal" in quoth("new", str(tmp_path / "gone.json")).err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("x.json", "--store", "y.json"), 2),
        (("--sample",), 2),
        (("x.json", "--title", " "), 2),
        (("x.json", "--title", "a\x1b[2J"), 2),
        (("no/such/folder/x.json",), 74),
    ],
)
def test_what_can_not_be_begun_is_said(
    quoth: Quoth,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    said = quoth("new", *arguments)
    assert (said.code, said.out, said.err.count("\n")) == (code, "", 1)
    assert not list(tmp_path.glob("*.json"))
