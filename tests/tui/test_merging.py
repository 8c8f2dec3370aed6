"""Actors that are one person are made one, one key a proposal; and are parted again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoth.store import Location, Origin
from quoth.store.parsing import Tables
from quoth.tui.widgets.key_bar import KeyBar
from tests.making import small_tables, write_store
from tests.tui.driving import Opened

SIZES = [(120, 36), (80, 24), (60, 16)]
at_all_sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))


@pytest.fixture
def many(tmp_path: Path) -> Location:
    """Return a store in which two people have two names each."""
    tables = small_tables()
    names = ["Ann Archer", "The Guild", "Sen. Ann Archer", "Bob Baker", "Mr. Bob Baker"]
    tables["actors"] = {
        str(number): {"id": f"actor-{number}", "name": name} for number, name in enumerate(names, 1)
    }
    tables["statements"] = {
        str(number): {
            "quote": f"Loaf {number} is dear", "speaker": f"actor-{number % 5 + 1}",
            "kind": "direct", "source": "paper", "said": "2025-03-19",
        }
        for number in range(1, 11)
    }  # fmt: skip
    return Location(write_store(tmp_path / "many.json", tables), Origin.OPTION)


def tables_of(location: Location) -> Tables:
    """Return what is in a store's file."""
    found: Tables = json.loads(Path(location.path).read_text(encoding="utf-8"))
    return found


def names(location: Location) -> list[object]:
    """Return the names of a store's actors."""
    return [one["name"] for one in tables_of(location)["actors"].values()]


@at_all_sizes
async def test_proposals_are_accepted_one_after_the_other(
    explorer: Opened, many: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, many) as quoth:
        await quoth.press("M")
        assert "1 of 2 · " in quoth.text
        assert "keep Ann Archer" in quoth.text
        assert "merge Sen. Ann Archer" in quoth.text
        assert "merge 2 actors into Ann Archer" in quoth.text
        assert "2 statements changed" in quoth.text
        await quoth.press("y")
        assert "2 of 2 · " in quoth.text
        await quoth.press("enter")
        assert "2 merged." in quoth.text
        await quoth.press("escape")
        await quoth.press("q")
    assert names(many) == ["Ann Archer", "The Guild", "Bob Baker"]
    assert tables_of(many)["actors"]["1"]["aliases"] == ["Sen. Ann Archer"]


@at_all_sizes
async def test_a_proposal_is_skipped_and_another_is_kept(
    explorer: Opened, many: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, many) as quoth:
        await quoth.press("M", "k")
        assert "That is the first one." in quoth.text
        await quoth.press("x")
        assert "There are only two: n keeps them apart." in quoth.text
        await quoth.press("n", "j")
        assert "keep Mr. Bob Baker" in quoth.text
        await quoth.press("y", "escape", "M")
        assert "likely duplicates" in quoth.text
        assert quoth.lines[-1].split() == ["esc", "stop"]
        for key in "ynxj":
            await quoth.press(key)
            assert quoth.lines[-1] == " There is nothing to merge.", key
            quoth.app.screen.query_one(KeyBar).hush()
        await quoth.press("escape", "q")
    assert names(many) == ["Ann Archer", "The Guild", "Sen. Ann Archer", "Mr. Bob Baker"]


async def test_those_that_were_chosen_are_proposed_first(explorer: Opened, many: Location) -> None:
    async with explorer((80, 24), many) as quoth:
        await quoth.press("1", "j", "space", "j", "space", "M")
        assert "you chose them" in quoth.text
        await quoth.press("escape")
    assert len(names(many)) == 5


async def test_a_merge_is_taken_back(explorer: Opened, many: Location) -> None:
    before = tables_of(many)
    async with explorer((80, 24), many) as quoth:
        await quoth.press("M", "y", "escape", "u")
        assert "Undone: merge 2 actors into Ann Archer" in quoth.text
        await quoth.press("q")
    assert tables_of(many) == before


@at_all_sizes
async def test_an_actor_is_split(explorer: Opened, many: Location, size: tuple[int, int]) -> None:
    async with explorer(size, many) as quoth:
        await quoth.press("1", "j", "vertical_line")
        assert "Which are not Ann Archer's?" in quoth.text
        await quoth.press("enter")
        assert "First pick the new actor's statements with space" in quoth.text
        await quoth.press("space", "enter")
        await quoth.type("Cat Carver")
        await quoth.press("enter")
        assert "Saved: split Cat Carver from Ann Archer" in quoth.text
        await quoth.press("q")
    assert "Cat Carver" in names(many)
    speakers = [one["speaker"] for one in tables_of(many)["statements"].values()]
    assert speakers.count("cat-carver") == 1


async def test_nobody_is_split_where_no_actor_is_at_hand(explorer: Opened, many: Location) -> None:
    async with explorer((80, 24), many) as quoth:
        await quoth.press("vertical_line")
        assert "Choose an actor first" in quoth.text
