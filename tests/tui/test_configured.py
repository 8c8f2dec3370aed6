"""The explorer is as a person has set it, and as they left it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import quoth
from quoth.basics.dates import DateStyle
from quoth.commands import KeyTable
from quoth.settings import DEFAULTS, Density
from quoth.settings.key_clashes import checked
from quoth.settings.parsing import parse
from quoth.settings.remembered import LastPlace, RememberedFile
from quoth.store import Location, Origin
from quoth.tui.look.themes import default_theme
from tests.making import small_tables, write_store
from tests.tui.driving import Opened

SOURCES = Path(quoth.__file__).parent


def table(*lines: str) -> KeyTable:
    """Return the commands with the keys of a file."""
    text = "\n".join(("[keys]", *lines))
    return checked(parse(text.encode(), "config.toml"), "config.toml")


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RememberedFile:
    """Return a memory that nothing is in yet, of somebody whose terminal has all colours."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return RememberedFile(tmp_path / "explorer.json")


async def test_keys_of_ones_own_work_and_are_shown_everywhere(explorer: Opened) -> None:
    own = table('help = "F3"', 'filter = "B"', 'search = "f"', 'close = "F6"', 'close_help = "F7"',
                'leave = "ctrl+q"')  # fmt: skip
    async with explorer((120, 36), table=own) as quoth:
        assert "f B find" in quoth.lines[-1]
        assert quoth.lines[-1].endswith("F3 help  ctrl-q quit")
        await quoth.press("question_mark")
        assert "Three panes" not in quoth.text
        await quoth.press("f3")
        assert quoth.lines[-1].endswith("F7 close")
        assert " f              Search quotes" in quoth.text
        await quoth.press("f7")
        assert "Three panes" not in quoth.text
        await quoth.press("B")
        assert "F6 close" in quoth.lines[-1]
        await quoth.press("f6", "f", *"zzzzz")
        assert "1 of" not in quoth.lines[1]
        await quoth.press("escape", "escape")
        assert "ctrl-q quits" in quoth.lines[-1]
        await quoth.press("colon", *"filter")
        assert any("▌filter " in line and " B " in line for line in quoth.lines)


async def test_keys_that_were_exchanged_do_each_what_the_other_did(explorer: Opened) -> None:
    async with explorer((80, 24), table=table('down = "k"', 'up = "j"')) as quoth:
        await quoth.press("k", "k", "j")
        assert "2 of 24" in quoth.text
        await quoth.press("1", "k", "k")
        assert "Actors" in quoth.text


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 16), (40, 12)])
async def test_statements_may_have_one_line_each(explorer: Opened, size: tuple[int, int]) -> None:
    compact = DEFAULTS._replace(density=Density.COMPACT)
    async with explorer(size) as quoth:
        comfortable = quoth.text.count("20 Mar")
    async with explorer(size, settings=compact) as quoth:
        await quoth.press("2", "j", "j")
        assert "3 of 24" in quoth.text
        assert quoth.text.count("20 Mar") > comfortable
        await quoth.press("G")
        assert "24 of 24" in quoth.text


@pytest.mark.parametrize(
    ("form", "day", "week"),
    [
        (DateStyle.DAY, "Thu 20 Mar 2025", "17–20 Mar 2025"),
        (DateStyle.US, "Thu Mar 20, 2025", "Mar 17–20, 2025"),
        (DateStyle.ISO, "Thu 2025-03-20", "2025-03-17 – 2025-03-20"),
    ],
)
async def test_dates_are_written_as_wanted(
    explorer: Opened, form: DateStyle, day: str, week: str
) -> None:
    async with explorer((120, 36), settings=DEFAULTS._replace(dates=form)) as quoth:
        assert week in quoth.lines[0]
        await quoth.press("3", "G")
        assert day in quoth.text
        await quoth.press("enter")
        assert day.removeprefix("Thu ") in quoth.lines[2]


async def test_who_comes_back_is_where_they_left(
    explorer: Opened, own: Location, memory: RememberedFile
) -> None:
    async with explorer((120, 36), own, memory=memory) as quoth:
        await quoth.press(*"jjjj")
        assert "5 of 24" in quoth.text
        quoth.app.exit()
    async with explorer((120, 36), own, memory=memory) as quoth:
        assert "5 of 24" in quoth.text
        await quoth.press("g", "3")
        quoth.app.exit()
    async with explorer((120, 36), own, memory=memory) as quoth:
        assert "1 of 24" in quoth.text
        assert "choose" in quoth.lines[-1]


async def test_a_statement_that_is_gone_leaves_the_cursor_at_the_first(
    explorer: Opened, own: Location, memory: RememberedFile
) -> None:
    memory.leave(own.path, LastPlace("no such id", "statements"))
    async with explorer((80, 24), own, memory=memory) as quoth:
        assert "1 of 24" in quoth.text


async def test_the_sample_begins_alike_for_everybody(
    explorer: Opened, memory: RememberedFile
) -> None:
    async with explorer((80, 24), memory=memory) as quoth:
        await quoth.press("j")
        quoth.app.theme = "nord"
        quoth.app.exit()
    assert memory.stores == []
    async with explorer((80, 24), memory=memory) as quoth:
        assert "1 of 24" in quoth.text
        assert quoth.app.theme == "nord"


async def test_colours_in_the_file_come_before_those_that_were_chosen(
    explorer: Opened, memory: RememberedFile
) -> None:
    memory.leave(None, None, "nord")
    wanted = DEFAULTS._replace(theme="gruvbox")
    async with explorer((80, 24), memory=memory, settings=wanted) as quoth:
        assert quoth.app.theme == "gruvbox"
    memory.leave(None, None, "no such theme")
    async with explorer((80, 24), memory=memory) as quoth:
        assert quoth.app.theme == default_theme({"COLORTERM": "truecolor"})


def test_the_terminal_comes_before_all_colours() -> None:
    assert default_theme({"NO_COLOR": "1"}, "nord") == "ansi-dark"
    assert default_theme({"TERM": "linux"}, "nord") == "ansi-dark"
    assert default_theme({"TERM": "xterm-256color"}, "", "nord") == "nord"


async def test_a_store_of_before_is_opened_from_the_palette(
    explorer: Opened, own: Location, memory: RememberedFile, tmp_path: Path, sample_file: Path
) -> None:
    other = tmp_path / "elsewhere.json"
    other.write_bytes(sample_file.read_bytes().replace(b"coalition-of-the-willing", b"other"))
    memory.leave(other, LastPlace("1", "statements"))
    async with explorer((120, 36), own, memory=memory) as quoth:
        await quoth.press("colon", *"elsewhere")
        assert "open elsewhere.json" in quoth.text
        await quoth.press("enter")
        await quoth.settle()
        explored = quoth.app.screen_stack[0]
        assert getattr(explored, "location", None) == Location(str(other), Origin.OPTION)
        assert "24 statements" in quoth.lines[0]
        await quoth.press("colon", *"own.json")
        assert "open own.json" in quoth.text
        await quoth.press("enter")
        await quoth.settle()
        assert "24 statements" in quoth.lines[0]
        await quoth.press("j")
        assert "of 24" in quoth.text


OWN = table(
    'undo = "f12"', 'take_in = "K"', 'save = "F9"', 'leave_form = "F11"', 'begin_anew = "F7"',
    'take_completion = "F6"', 'agree = "J"', 'decline = "L"', 'actors = "4"', 'statements = "5"',
    'timeline = "6"', 'complete = "F3"', 'new_line = "alt+enter"', 'choose_period = "B"',
    'spell_out = "b"', 'follow = "f10"', 'search = "ctrl+f"', 'page_down = "pgdn"',
)  # fmt: skip
"""Keys of one's own for what messages speak of."""


async def test_messages_name_the_keys_that_are_in_force(
    explorer: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    store = write_store(tmp_path / "own.json", small_tables())
    async with explorer((100, 30), Location(str(store), Origin.OPTION), table=OWN) as quoth:
        assert "5 Statements" in quoth.text
        assert "4 Actors" in quoth.text
        assert "6 Timeline" in quoth.text
        assert " ctrl-f " in quoth.text
        await quoth.press("vertical_line")
        assert "Choose an actor first: 4 goes there." in quoth.text
        await quoth.press("R")
        assert "No drafts. K imports an article" in quoth.text
        await quoth.press("K")
        assert "F9 drafts its statements, F11 closes" in quoth.text
        await quoth.press("x", "f11", "f11", "K")
        assert "F7 discards it" in quoth.text
        await quoth.press("f7", "f11")
        await quoth.press("d")
        assert "J yes · L no" in quoth.text
        assert "F12 takes it back later" in quoth.text
        await quoth.press("L", "ctrl+f", *"spea")
        assert "F3 " in quoth.text


def test_a_text_that_names_a_command_has_its_key_in_the_help() -> None:
    helps = {command.id: command.help for command in OWN.commands}
    assert helps["mark_period"] == "Start a longer period here; B ends it"
    assert helps["change_speaker"] == (
        "Set the speaker: a number takes whom the article names, F6 completes a name"
    )
    assert not any("{" in text for text in helps.values())


LITERAL_KEY = re.compile(
    r"(?<![\w‘’'{])(?:[a-zA-Z1-9](?= (?:goes|takes|leaves|throws|opens|writes|drafts|ends|yes|no|"
    r"saves|closes|begins|names|hides|picks|merges|accepts|undoes|brings|switches|quits|imports|"
    r"discards|cancels|overwrites|recalls|previews)\b)|(?:esc|F\d\d?|alt-enter|ctrl-\w)(?!\w))"
)
"""A key as a message would name it."""


def test_no_message_of_the_explorer_names_a_key_by_itself() -> None:
    for path in sorted((SOURCES / "tui").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        about = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        texts = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            and id(node) not in about
        ]  # fmt: skip
        assert [text for text in texts if LITERAL_KEY.search(text)] == [], path.name
