"""Nothing in a store can act on the terminal, or be taken as markup, in any widget."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from quoth.store import Location, Origin
from quoth.store.parsing import Tables
from quoth.store.storage import StrictStorage
from quoth.tui.look.backstop import Backstop
from tests.tui.driving import Explorer, Opened

HOSTILE = "\x1b]52;c;aGk=\x07[/red][bold]\x9b31m\u202eevil\u200b\x00\ud800\r\n[/x]"


def hostile_store(path: Path) -> Location:
    """Save a store in which every text is hostile."""
    tables: Tables = {
        "meta": {"1": {"schema": 1, "title": HOSTILE}},
        "actors": {
            "1": {"id": HOSTILE, "name": HOSTILE, "role": HOSTILE, "aliases": [HOSTILE]},
        },
        "sources": {"1": {"id": HOSTILE, "title": HOSTILE, "url": HOSTILE, "publisher": HOSTILE}},
        "topics": {"1": {"id": HOSTILE, "name": HOSTILE}},
        "events": {"1": {"id": HOSTILE, "title": HOSTILE, "when": "2025-03-20"}},
        "statements": {
            str(number): {
                "id": HOSTILE + str(number), "quote": f"peace {HOSTILE} {number}", "kind": "direct",
                "speaker": HOSTILE, "source": HOSTILE, "said": "2025-03-20", "context": HOSTILE,
                "cue": HOSTILE, "medium": HOSTILE, "via": [HOSTILE], "addressee": HOSTILE,
                "topics": [HOSTILE], "tags": [HOSTILE], "note": HOSTILE, HOSTILE: {HOSTILE: 1},
            }
            for number in range(1, 4)
        },
    }  # fmt: skip
    file = path / "hostile[red].json"
    StrictStorage(file).write(tables)
    return Location(file, Origin.OPTION)


def assert_neutral(quoth: Explorer) -> None:
    """Hold every line of the screen against the policy."""
    for line in quoth.lines:
        for character in line:
            assert unicodedata.category(character) not in ("Cc", "Cf", "Cs"), ascii(line)


async def test_no_view_shows_a_hostile_text_as_it_is(explorer: Opened, tmp_path: Path) -> None:
    location = hostile_store(tmp_path)
    for size in ((120, 36), (60, 16)):
        async with explorer(size, location) as quoth:
            assert_neutral(quoth)
            assert "[/red][bold]" in quoth.text
            for keys in (("enter",), ("v",), ("G",), ("escape", "1", "down", "enter"), ("f",),
                         ("escape", "3", "enter"), ("y",), ("colon",)):  # fmt: skip
                await quoth.press(*keys)
                assert_neutral(quoth)
            await quoth.type("evil")
            assert_neutral(quoth)


async def test_hidden_characters_are_named_on_request(explorer: Opened, tmp_path: Path) -> None:
    async with explorer((120, 40), hostile_store(tmp_path)) as quoth:
        await quoth.press("enter")
        assert "v names them" in quoth.text
        assert "‹U+202E›" not in quoth.text
        await quoth.press("v")
        assert "‹U+202E›" in quoth.text
        assert_neutral(quoth)


async def test_what_is_copied_is_neutral_too(explorer: Opened, tmp_path: Path) -> None:
    async with explorer((120, 36), hostile_store(tmp_path)) as quoth:
        await quoth.press("Y")
        assert "peace" in quoth.app.clipboard
        assert not any(
            unicodedata.category(character) in ("Cc", "Cf", "Cs")
            for character in quoth.app.clipboard.replace("\n", "")
        )


def test_the_backstop_stops_what_slipped_through() -> None:
    style = Style(bold=True)
    line = [Segment("fine"), Segment("\x1b[31m\x07\x9b", style)]
    kept, replaced = Backstop().apply(line, Color(0, 0, 0))
    assert kept == line[0]
    assert replaced == Segment("\ufffd[31m\ufffd\ufffd", style)


def test_the_backstop_leaves_a_clean_line_alone() -> None:
    line = [Segment("clean “line” می‌خواهم"), Segment(" ")]
    assert Backstop().apply(line, Color(0, 0, 0)) == line
