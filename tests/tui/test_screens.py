"""What the screen shows at the three sizes, and at one where nearly nothing fits."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from quoth.settings.searches import Searches
from quoth.store import Location
from tests.tui.driving import Opened


class ScreenExtension(SingleFileSnapshotExtension):
    """A screen is kept as a text file, so that a change can be read."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def screen(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Return the screen as it was accepted."""
    return snapshot.use_extension(ScreenExtension)


SIZES = [(120, 36), (80, 24), (60, 16), (40, 12)]
VIEWS = {
    "opened": (),
    "actor": ("1", "down", "down", "enter"),
    "reading": ("enter",),
    "timeline": ("3", "minus", "enter"),
    "filters": ("f",),
    "help": ("question_mark",),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("view", VIEWS)
async def test_a_view(
    explorer: Opened, screen: SnapshotAssertion, size: tuple[int, int], view: str
) -> None:
    async with explorer(size) as quoth:
        await quoth.press(*VIEWS[view])
        assert quoth.text == screen


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_a_search(explorer: Opened, screen: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with explorer(size) as quoth:
        await quoth.press("slash")
        await quoth.type("ironclad garantee")
        assert quoth.text == screen


TYPED = {
    "nothing": "",
    "completion": "by:k",
    "problem": "peace said:last week",
    "slip": "peace kind:dirct",
    "saved": "@pea",
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("typed", TYPED)
async def test_a_search_as_it_is_typed(
    explorer: Opened,
    screen: SnapshotAssertion,
    searches: Searches,
    size: tuple[int, int],
    typed: str,
) -> None:
    searches.save("peace talks", "topic:peace talks -nato")
    async with explorer(size) as quoth:
        await quoth.press("slash")
        await quoth.type(TYPED[typed])
        assert quoth.text == screen


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_a_search_is_given_a_name(
    explorer: Opened, screen: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with explorer(size) as quoth:
        await quoth.press("slash")
        await quoth.type("peace -nato")
        await quoth.press("enter", "w", "enter")
        assert quoth.text == screen


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_a_form(
    explorer: Opened, own: Location, screen: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with explorer(size, own) as quoth:
        await quoth.press("a")
        await quoth.type("Bread will be dear")
        await quoth.press("tab", "tab")
        await quoth.type("macr")
        assert quoth.text == screen


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_a_merge(
    explorer: Opened, own: Location, screen: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with explorer(size, own) as quoth:
        await quoth.press("1", "j", "j", "space", "j", "space", "M")
        assert quoth.text == screen


@pytest.mark.parametrize("size", SIZES[1:], ids=lambda size: "x".join(map(str, size)))
async def test_resizing_to_and_fro_changes_nothing(explorer: Opened, size: tuple[int, int]) -> None:
    async with explorer((120, 36)) as quoth:
        await quoth.press("1", "down", "enter", "2", "down")
        before = quoth.text
        await quoth.pilot.resize_terminal(*size)
        await quoth.settle()
        assert quoth.text != before
        await quoth.pilot.resize_terminal(120, 36)
        await quoth.settle()
        assert quoth.text == before
