"""What is shown is written to a file, in the format that its name says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.driving import Opened


async def test_what_is_shown_is_written(explorer: Opened, tmp_path: Path) -> None:
    output = tmp_path / "quotes.jsonl"
    async with explorer() as quoth:
        await quoth.press("slash")
        await quoth.type("by:macron")
        await quoth.press("enter", "e")
        assert "3 statements, as they are shown" in quoth.text
        assert quoth.lines[-1].split() == ["enter", "write", "esc", "close"]
        await quoth.type(str(output))
        assert "jsonl: all of it, one record per line" in quoth.text
        await quoth.press("enter")
        while not output.exists():
            await quoth.settle()
        await quoth.settle()
        assert "3 written to" in quoth.lines[-1]
    lines = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    said = [line for line in lines if line["type"] == "statement"]
    assert {line["speaker"] for line in said} == {"emmanuel-macron"}
    assert len(said) == 3


async def test_a_file_that_is_there_is_replaced_by_a_second_enter_alone(
    explorer: Opened, tmp_path: Path
) -> None:
    output = tmp_path / "quotes.md"
    output.write_text("precious")
    async with explorer() as quoth:
        await quoth.press("e")
        await quoth.type(str(output))
        await quoth.press("enter")
        assert output.read_text() == "precious"
        assert "!" in quoth.text
        await quoth.press("enter")
        while output.read_text() == "precious":
            await quoth.settle()
    assert output.read_text(encoding="utf-8").startswith("# coalition-of-the-willing")


@pytest.mark.parametrize(
    ("name", "problem"),
    [("quotes", "the name's ending sets the format"), ("quotes.docx", "sets the format")],
)
async def test_a_name_that_says_no_format_is_refused(
    explorer: Opened, name: str, problem: str
) -> None:
    async with explorer() as quoth:
        await quoth.press("e")
        await quoth.type(name)
        await quoth.press("enter")
        assert problem in quoth.text
        await quoth.press("escape")
        assert "Write to a file" not in quoth.text


async def test_where_nothing_can_be_written_that_is_said(explorer: Opened, tmp_path: Path) -> None:
    async with explorer() as quoth:
        await quoth.press("e")
        await quoth.type(str(tmp_path / "nowhere" / "quotes.csv"))
        await quoth.press("enter")
        for _ in range(20):
            await quoth.settle()
            if "Not written" in quoth.lines[-1]:  # it is said for a few seconds
                break
        assert "Not written" in quoth.lines[-1]
