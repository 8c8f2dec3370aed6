"""`quoth merge` and `quoth split`: several actors made one, and one made two."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.store.loading import load
from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.making import small_tables

Save = Callable[[Tables], Path]


@pytest.fixture
def store(save: Save) -> Path:
    """Return the file of a store in which one woman goes by two names."""
    tables = small_tables()
    tables["actors"]["3"] = {"id": "dr-ann-archer", "name": "Dr. Ann Archer", "role": "Baker"}
    tables["statements"]["2"] = {
        "quote": "Salt is cheap", "kind": "direct", "speaker": "dr-ann-archer", "source": "paper",
        "id": "salt",
    }  # fmt: skip
    return save(tables)


def test_actors_are_made_one_and_two_again(quoth: Quoth, store: Path) -> None:
    before = load(store)
    said = quoth("merge", "Ann Archer", "dr-ann-archer", "--store", str(store))
    assert (said.code, said.out) == (0, "ann\n")
    assert "merge 2 actors into Ann Archer" in said.err
    after = load(store)
    assert [one.speaker for one in after.statements] == ["ann", "ann"]
    assert (after.actors["ann"].role, after.actors["ann"].aliases) == ("Baker", ("Dr. Ann Archer",))
    assert quoth("undo", "--store", str(store)).out == "merge 2 actors into Ann Archer\n"
    assert load(store) == before


def test_a_preview_changes_nothing(quoth: Quoth, store: Path) -> None:
    before = store.read_bytes()
    said = quoth("merge", "ann", "dr-ann-archer", "--dry-run", "--store", str(store))
    assert (said.code, said.err) == (0, "")
    assert "1 statement changed: speaker 1" in said.out
    assert store.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("ann",), "name the actor to keep"),
        (("ann", "ann"), "no actor to merge with"),
        (("ann", "Nobody"), "there is no actor “Nobody”"),
        (("--propose", "ann"), "--propose looks at all actors"),
    ],
)
def test_what_cannot_be_merged_is_said_in_a_line(
    quoth: Quoth, store: Path, words: tuple[str, ...], message: str
) -> None:
    said = quoth("merge", *words, "--store", str(store))
    assert (said.code, said.out) == (2, "")
    assert message in said.err


def test_actors_who_seem_to_be_one_are_proposed(quoth: Quoth, store: Path) -> None:
    said = quoth("merge", "--propose", "--store", str(store))
    assert said.code == 0
    assert "quoth merge ann dr-ann-archer" in said.out
    (found,) = quoth("merge", "--propose", "--json", "--store", str(store)).records
    assert (found["keep"], found["others"]) == ("ann", ["dr-ann-archer"])
    assert found["names"] == ["Ann Archer", "Dr. Ann Archer"]
    assert json.dumps(found["score"])
    quoth("merge", "ann", "dr-ann-archer", "--store", str(store))
    assert quoth("merge", "--propose", "--store", str(store)).code == 1


def test_an_actor_is_split(quoth: Quoth, store: Path) -> None:
    words = ("split", "ann", "Cy Cook", "1", "--store", str(store))
    assert quoth(*words, "--dry-run").out.startswith("split Cy Cook from Ann Archer\n")
    said = quoth(*words)
    assert (said.code, said.out) == (0, "cy-cook\n")
    assert load(store).statements[0].speaker == "cy-cook"
    back = quoth("split", "dr-ann-archer", "Di Cook", "salt", "--store", str(store))
    assert (back.code, load(store).statements[1].speaker) == (0, "di-cook")


@pytest.mark.parametrize(
    "words", [("ann", "Cy"), ("ann", "Cy", "99"), ("ann", "Cy", "salt"), ("no", "Cy", "1")]
)
def test_what_cannot_be_split_is_said(quoth: Quoth, store: Path, words: tuple[str, ...]) -> None:
    said = quoth("split", *words, "--store", str(store))
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
