"""What coders disagree on, seen and settled in the explorer."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.store import Location, Origin
from tests.cli.test_curate import LAYERS
from tests.query.agreement.coded import coding, store
from tests.tui.driving import Opened


@pytest.fixture
def coded(tmp_path: Path) -> Location:
    """Return a store that three coded."""
    return Location(Path(store(tmp_path / "coded.json", LAYERS, {"paper": 400})), Origin.OPTION)


async def test_coders_are_compared_and_what_differs_is_settled(
    explorer: Opened, coded: Location, tmp_path: Path
) -> None:
    table = tmp_path / "coders.csv"
    async with explorer((80, 24), coded) as it:
        assert "Nobody can afford" not in it.text, "layers are left out"
        await it.press("L")
        assert "Do the coders agree: ann, ben, cho · 1 source " in it.lines[0]
        assert "3 to settle" in it.lines[0]
        assert "what is a statement" in it.lines[2]
        assert "1 ann indirect · a · tax: oppose · 100–130" in it.text
        assert "ben, cho: nothing here" in it.text
        await it.press("t")
        assert "Do the coders agree: ann, ben, cho" in it.lines[0]
        assert "Cohen's kappa of each pair" in it.text
        assert "ann–ben" in it.text
        await it.press("e")
        await it.type(str(table))
        await it.press("enter")
        assert "coders written to" in it.text
        assert "ann–ben" in table.read_text("utf-8")
        await it.press("escape", "y")
        assert "2 to settle" in it.lines[0]
        await it.press("1", "a")
        assert "Nothing is left to settle." in it.text
        await it.press("u")
        assert "1 to settle" in it.lines[0]
        await it.press("escape")
        assert "Nobody can afford this tax." in it.text
        assert "Ann alone." in it.text


async def test_one_settles_it_in_a_form_or_not_at_all(explorer: Opened, coded: Location) -> None:
    async with explorer((60, 16), coded) as it:
        await it.press("L")
        assert it.lines[-1].startswith(" y most  1 first  m own  x none  a same  u undo  ")
        assert it.lines[-1].endswith("esc close")
        await it.press("j", "y")
        assert "There is no majority here." in it.text
        await it.press("3")
        assert "Only 1 coder marked this place." in it.text
        await it.press("x")
        assert "2 to settle" in it.lines[0]
        await it.press("k", "m")
        assert "All agree." in it.text or "Nobody can afford" in it.text
        assert "speaker" in it.text


async def test_says_that_there_are_no_layers(explorer: Opened, tmp_path: Path) -> None:
    empty = Location(Path(store(tmp_path / "none.json", [])), Origin.OPTION)
    async with explorer((40, 12), empty) as it:
        await it.press("L")
        assert "There are no layers" in it.text
        assert it.lines[-1].split() == ["u", "undo", "esc", "close"]
        await it.press("y")
        assert "nothing to settle" in it.text


async def test_says_which_sources_wait_for_their_coders(explorer: Opened, tmp_path: Path) -> None:
    sources = {"paper": {"assigned": ["ann", "ben"]}}
    path = store(tmp_path / "open.json", [coding("ann", layer="ann")], sources=sources)
    async with explorer((80, 24), Location(Path(path), Origin.OPTION)) as it:
        await it.press("L")
        assert "1 source isn't closed by all coders yet" in it.text


async def test_a_statement_of_a_layer_is_found_read_and_edited(
    explorer: Opened, coded: Location
) -> None:
    async with explorer((80, 24), coded) as it:
        await it.press("slash")
        await it.type("layer:ann alone")
        await it.press("enter", "c")
        await it.type("Mine.")
        await it.press("f2")
        assert "Saved" in it.text
        await it.press("2", "enter")
        assert "Mine." in it.text
        assert "layer" in it.text
