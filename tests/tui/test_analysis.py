"""Analyses in the explorer: views, options by keys, and the statements that a number counts."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.commands import KeyTable
from quoth.presenting.reports.report import Report, ReportCell, ReportTable
from quoth.query.analysis.views import VIEWS
from quoth.tui.widgets.report_pane import ReportPane
from tests.tui.driving import Explorer, Opened

SIZES = [(80, 24), (60, 16), (40, 12)]


async def until(quoth: Explorer, is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(60):
        while not is_so():
            await quoth.settle()
            await asyncio.sleep(0.01)


async def counted(quoth: Explorer) -> None:
    """Wait until a view is counted."""
    await until(quoth, lambda: "counting" not in quoth.text)
    await quoth.settle()


@pytest.mark.parametrize("size", SIZES)
async def test_every_view_is_shown_at_every_size(explorer: Opened, size: tuple[int, int]) -> None:
    async with explorer(size=size) as quoth:
        await quoth.press("W")
        await counted(quoth)
        assert "Stances by t" in quoth.text
        for name in [*VIEWS][1:]:
            await quoth.press("tab")
            await counted(quoth)
            assert len(quoth.lines) == size[1]
            assert any(letter.isalpha() for letter in quoth.lines[3]), name
        await quoth.press("escape")
        assert "Statements" in quoth.text


@pytest.mark.parametrize("size", SIZES)
async def test_every_view_is_shown_of_statements_without_a_position(
    explorer: Opened, size: tuple[int, int]
) -> None:
    """A matrix of them has no columns of numbers."""
    async with explorer(size=size) as quoth:
        await quoth.press("slash")
        await quoth.type("-has:stances")
        await quoth.press("enter", "W")
        for name in VIEWS:
            await counted(quoth)
            assert len(quoth.lines) == size[1], name
            await quoth.press("right", "tab")
        await quoth.press("escape")


async def test_a_table_of_few_columns_is_shown_below_one_that_was_gone_through(
    explorer: Opened,
) -> None:
    few = ReportTable("few", ["row", "number"], [[ReportCell("a"), ReportCell("1")]])
    many = ReportTable(
        "many",
        ["row", *(f"column {number}" for number in range(20))],
        [[ReportCell("b"), *(ReportCell(str(number)) for number in range(20))]],
    )
    none = ReportTable("none", ["row"], [[ReportCell("c")]])
    async with explorer(size=(80, 24)) as quoth:
        await quoth.press("W")
        await counted(quoth)
        pane = quoth.app.screen.query_one(ReportPane)
        pane.show(Report("matrix", "", [], [many, few, none], [], None))
        await quoth.press(*["right"] * 19)
        assert "[ 19" in quoth.text or "19]" in quoth.text
        assert "number" in quoth.text
        assert " c" in quoth.text
        await quoth.press("down", "down", "down", "right")
        assert "no column here" in quoth.text or "last column" in quoth.text


async def test_heads_are_whole_where_bars_can_make_room(explorer: Opened) -> None:
    async with explorer(size=(80, 24)) as quoth:
        await quoth.press("W", "tab")
        await counted(quoth)
        head = next(text for text in quoth.lines if text.startswith(" kind"))
        assert head.split()[1:4] == ["people", "per", "source"]
        assert head.split()[-3:] == ["statements", "words", "verbatim"]


async def test_enter_shows_exactly_the_statements_that_a_number_counts(explorer: Opened) -> None:
    async with explorer(size=(80, 24)) as quoth:
        await quoth.press("W")
        await counted(quoth)
        row = next(text for text in quoth.lines if text.startswith(">"))
        assert row.startswith(">Peace in Ukr")
        await quoth.press("right", "right")
        row = next(text for text in quoth.lines if text.startswith(">"))
        assert "5]" in row
        await quoth.press("enter")
        await until(quoth, lambda: "5 statements" in quoth.text)
        assert "Peace in Ukraine · support" in quoth.lines[0]
        await quoth.press("escape")
        assert "Stances by topic" in quoth.text
        await quoth.press("enter")
        await until(quoth, lambda: "5 statements" in quoth.text)
        await quoth.press("enter")
        await until(quoth, lambda: "Who said it" in quoth.text)


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_names_that_a_table_cuts_are_whole_in_the_title(
    explorer: Opened, size: tuple[int, int]
) -> None:
    async with explorer(size) as quoth:
        await quoth.press("W", "tab", "tab")
        await counted(quoth)
        assert "Peacekeeping" not in quoth.lines[0]
        await quoth.press("right")
        assert quoth.lines[0].startswith(" Who stands")
        assert "Alexander Grushko · Peacekeeping force" in quoth.lines[0]
        await quoth.press("tab")
        await counted(quoth)
        assert "Who agrees with whom" in quoth.lines[0]


async def test_the_words_behind_a_number_are_whole_where_there_is_room(explorer: Opened) -> None:
    async with explorer(size=(80, 24)) as quoth:
        await quoth.press("W")
        await counted(quoth)
        await quoth.press("right", "right", "enter")
        await until(quoth, lambda: "5 statements" in quoth.text)
        assert "in the strongest\n  possible position to secure a just and lasting peace”" in (
            "\n".join(one.rstrip(" ▌") for one in quoth.lines)
        ).replace("\n▌ ", "\n  ")
        assert "1 more repeats them" in quoth.lines[0]


async def test_a_step_back_from_what_was_read_leads_to_the_number_again(explorer: Opened) -> None:
    async with explorer(size=(80, 24)) as quoth:
        await quoth.press("W")
        await counted(quoth)
        await quoth.press("down", "right", "right")
        stances = quoth.text
        await quoth.press("enter")
        await until(quoth, lambda: "enter read" in quoth.text)
        await quoth.press("j")
        opened = quoth.text
        await quoth.press("enter")
        await until(quoth, lambda: "Who said it" in quoth.text)
        await quoth.press("escape")
        await until(quoth, lambda: quoth.text == opened)
        await quoth.press("escape")
        await until(quoth, lambda: quoth.text == stances)
        await quoth.press("escape", "escape")
        assert "Nothing to go back to" in quoth.text


async def test_it_counts_what_is_shown_and_keeps_its_options(explorer: Opened) -> None:
    async with explorer(size=(80, 24)) as quoth:
        await quoth.press("slash")
        await quoth.type("by:macron")
        await quoth.press("enter", "W")
        await counted(quoth)
        assert "of: by:macron" in quoth.text
        assert "o once: source" in quoth.text
        await quoth.press("o")
        await counted(quoth)
        assert "once per day" in quoth.text
        await quoth.press("tab", "escape", "W")
        await counted(quoth)
        assert "Who is heard" in quoth.text
        await quoth.press("a")
        assert "voices doesn't use that" in quoth.text
        await quoth.press("shift+tab")
        await counted(quoth)
        assert "once per day" in quoth.text


async def test_options_that_mean_nothing_together_are_passed_over(explorer: Opened) -> None:
    async with explorer(size=(80, 24)) as quoth:
        await quoth.press("W", "tab", "tab")
        await counted(quoth)
        for _ in range(6):
            await quoth.press("a", "n")
            await counted(quoth)
            assert "!" not in quoth.lines[0]
        await quoth.press("tab")
        await counted(quoth)
        assert "Who agrees with whom" in quoth.text


async def test_a_view_is_written_to_a_file(explorer: Opened, tmp_path: Path) -> None:
    page = tmp_path / "stances.html"
    async with explorer(size=(80, 24)) as quoth:
        await quoth.press("W")
        await counted(quoth)
        await quoth.press("e")
        assert "stances, as it is shown" in quoth.text
        await quoth.type(str(page))
        await quoth.press("enter")
        await until(quoth, page.exists)
    assert "Peace in Ukraine" in page.read_text(encoding="utf-8")


async def test_what_words_are_held_against_is_typed_and_shown(explorer: Opened) -> None:
    async with explorer(size=(80, 24)) as quoth:
        await quoth.press("W", "shift+tab", "shift+tab")
        await counted(quoth)
        assert "f against: all else" in quoth.text
        await quoth.press("f")
        await quoth.type("by:(")
        await quoth.press("enter")
        assert "! " in quoth.text
        await quoth.press(*["backspace"] * 4)
        await quoth.type("by:macron")
        await quoth.press("enter")
        await counted(quoth)
        assert "f against: by:macron" in quoth.text
        assert "against: by:macron · verbatim" in quoth.text


@pytest.mark.parametrize("size", [(120, 36), (40, 12)])
async def test_every_option_of_a_view_is_shown_with_its_key(
    explorer: Opened, size: tuple[int, int]
) -> None:
    async with explorer(size=size) as quoth:
        await quoth.press("W")
        for view in VIEWS.values():
            await counted(quoth)
            table = KeyTable()
            shown = "\n".join(quoth.lines[1:4])
            for name in view.options:
                how = "type" if name in ("against", "event") else "turn"
                assert re.search(rf"\b{table.key(f'{how}_{name}')} \w", shown), name
            await quoth.press("tab")
