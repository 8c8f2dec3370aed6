"""Whatever a change took away or made is asked for in any view, and nothing breaks down."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.store import Location, Origin
from quoth.store.loading import load
from quoth.tui.threads import working
from tests.making import small_tables, write_store
from tests.tui.driving import Explorer, Opened


@pytest.fixture
def store(tmp_path: Path) -> Location:
    """Return a store in which somebody is there twice."""
    tables = small_tables()
    tables["actors"]["3"] = {"id": "archer", "name": "Mr. Ann Archer"}
    for number in range(2, 30):
        tables["statements"][str(number)] = {
            "quote": f"Salt number{number}", "kind": "direct",
            "speaker": ("ann", "archer")[number % 2], "source": "paper",
            "said": f"2025-02-{number % 28 + 1:02d}",
        }  # fmt: skip
    return Location(str(write_store(tmp_path / "store.json", tables)), Origin.OPTION)


async def test_all_orders_work_after_a_merge(explorer: Opened, store: Location) -> None:
    async with explorer((120, 36), store) as quoth:
        await quoth.press("M", "y", "escape")
        assert "archer" not in load(store.path).actors or "ann" not in load(store.path).actors
        for _ in range(4):
            await quoth.press("s")
            assert "29 of 29" in quoth.text or "1 of 29" in quoth.text


async def test_a_filter_by_an_actor_who_is_merged_away_stays(
    explorer: Opened, store: Location
) -> None:
    async with explorer((120, 36), store) as quoth:
        await quoth.press("1", "j", "j", "j", "enter", "M", "y", "escape", "s", "s", "f")
        assert "Show only" in quoth.text
        await quoth.press("escape", "X", "u")
        assert "29" in quoth.lines[0]


async def test_a_cursor_that_moves_while_a_change_is_being_shown_reads_the_right_statement(
    explorer: Opened, store: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "_LOOKS", 0.01)
    async with explorer((120, 36), store) as quoth:
        await quoth.press("G")
        editor = Editor(store.path)
        tables = json.loads(Path(store.path).read_text())
        edits = [
            Edit("statements", key, one, None)
            for key, one in tables["statements"].items()
            if int(key) > 5
        ]
        editor.commit(Change("rm", edits))
        for _ in range(40):
            await quoth.pilot.press("k")
            await asyncio.sleep(0.005)
        await until_shown(quoth, "of 5")
        await quoth.press("G")
        assert "Salt number" in quoth.text


async def until_shown(quoth: Explorer, text: str) -> None:
    """Wait until a text is shown."""
    async with asyncio.timeout(30):
        while text not in quoth.text:
            await quoth.settle()
            await asyncio.sleep(0.02)
