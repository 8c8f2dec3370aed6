"""Lists that narrow as somebody types: filters, commands, colours."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.commands import KeyTable
from quoth.store import Location, Origin
from quoth.tui.explorer.screen import ExplorerScreen
from tests.tui.driving import Opened


async def test_what_is_typed_narrows_the_filters(explorer: Opened) -> None:
    async with explorer((80, 24)) as quoth:
        await quoth.press("f")
        await quoth.type("kind dir")
        assert "[ ] direct" in quoth.text
        assert "[ ] mixed" not in quoth.text
        await quoth.press("enter")
        assert "[✓] direct" in quoth.text
        await quoth.press("escape")
        assert "kind direct ×" in quoth.text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("speaker macron", "by Emmanuel Macron ×"),
        ("stance support", "stance support: "),
        ("filled note", "has note ×"),
        ("filled via", "has via ×"),
        ("20 March 2025", "20 Mar 2025 ×"),
        ("march 2025", "Mar 2025 ×"),
    ],
)
async def test_there_is_a_filter_for(explorer: Opened, typed: str, shown: str) -> None:
    async with explorer((120, 36)) as quoth:
        await quoth.press("f")
        await quoth.type(typed)
        await quoth.press("enter", "escape")
        assert shown.split(" ×", maxsplit=1)[0] in quoth.lines[2]
        assert "nothing matches" not in quoth.text


async def test_the_filters_are_never_an_empty_box(explorer: Opened, tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_text('{"statements": {}}')
    async with explorer((80, 24), Location(path, Origin.OPTION)) as quoth:
        await quoth.press("f")
        assert "Period: type one" in quoth.text
        await quoth.type("zzz")
        assert "There is no such filter" in quoth.text
        await quoth.press("enter", "escape")
        assert isinstance(quoth.app.screen, ExplorerScreen)


async def test_a_command_is_found_and_run(explorer: Opened) -> None:
    async with explorer((80, 24)) as quoth:
        await quoth.press("colon")
        assert "Search quotes, contexts" in quoth.text
        await quoth.type("sort")
        await quoth.press("enter")
        assert "oldest first" in quoth.text
        await quoth.press("colon")
        await quoth.type("zzzzzz")
        assert "No such command or name" in quoth.text
        await quoth.press("enter", "escape")
        assert isinstance(quoth.app.screen, ExplorerScreen)


async def test_colours_are_seen_before_they_are_taken(explorer: Opened) -> None:
    async with explorer((80, 24)) as quoth:
        before = quoth.app.theme
        await quoth.press("T", "down", "down")
        seen = quoth.app.theme
        assert seen != before
        await quoth.press("escape")
        assert quoth.app.theme == before
        await quoth.press("T")
        await quoth.type("nord")
        assert quoth.app.theme == "nord"
        await quoth.press("enter")
        assert quoth.app.theme == "nord"


async def test_a_key_that_was_rebound_shows_everywhere(explorer: Opened) -> None:
    table = KeyTable({"search": ("f4",), "help": ("f9",), "actors": ("f5",)})
    async with explorer((80, 24), table=table) as quoth:
        assert quoth.lines[0].endswith("F9 help")
        assert quoth.lines[1].startswith(" F4 ")
        assert "F4 f find" in quoth.lines[-1]
        assert "F5 Actors" in quoth.text
        assert " / " not in quoth.text.replace("/ a few", "")
        await quoth.press("f4")
        await quoth.type("peace")
        assert "peace" in quoth.lines[1]
