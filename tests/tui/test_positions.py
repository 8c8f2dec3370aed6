"""Whose position changed: over time, and before and after a day, in the explorer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.store import Location, Origin
from quoth.store.parsing import Document, Tables
from quoth.tui.threads import working
from tests.making import small_tables
from tests.tui.driving import Opened
from tests.tui.test_live import until

SIZES = [(80, 24), (60, 16)]
WORDS = (
    "bread must be cheap for all of us", "what bakers ask is far too little",
    "flour and salt have their own price", "nobody should sell a loaf below cost",
)  # fmt: skip
"""What was said: no two of these are wordings of one quote."""


def tables(*told: tuple[str, str | None]) -> Tables:
    """Return the tables of a store in which Ann took positions on bread, at some dates."""
    found = small_tables()
    found["statements"] = {}
    for number, (position, said) in enumerate(told, 1):
        source = f"paper-{number}"
        found["sources"][str(number)] = {"id": source, "title": f"Paper {number}"}
        statement: dict[str, object] = {
            "quote": f"Utterance-{number} {WORDS[number - 1]}",
            "kind": "direct", "speaker": "ann", "source": source, "topics": ["bread"],
            "stances": [{"topic": "bread", "position": position}],
        }  # fmt: skip
        found["statements"][str(number)] = (
            statement if said is None else {**statement, "said": said}
        )
    return found


CHANGED = tables(
    ("support", "2023-01-11"), ("support", "2023-07/2023-09"), ("oppose", "2024-06-19"),
    ("oppose", "2025-02"),
)  # fmt: skip


@pytest.fixture
def changed(save: Callable[[Tables], Path]) -> Location:
    """Return a store in which Ann changed her mind."""
    return Location(save(CHANGED), Origin.OPTION)


@pytest.mark.parametrize("size", SIZES)
async def test_a_position_is_seen_over_time(
    explorer: Opened, changed: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, changed) as it:
        await it.press("2", "P")
        assert "on Bread" in it.text
        assert "changed, certainly, from support to oppose" in it.text
        assert "19 Jun 2024" in " ".join(it.text.split())
        assert it.lines[-1].endswith("? help  esc close")
        await it.press("question_mark")
        assert "Whose position changed" in it.text
        assert "A change is certain only if" in it.text
        await it.press("escape", "enter")
        assert it.lines[1].endswith("19 Jun 2024")
        assert "2023" in it.lines[2]
        assert "2024" in it.lines[2]
        assert it.lines[3].startswith(" support")
        assert {"█", "░"} < set(it.lines[3])
        assert it.lines[3].rstrip()[-1] == "░"
        assert "─" in it.lines[5]
        assert "Utterance-1" in it.text
        assert all(len(line) <= size[0] for line in it.lines)
        await it.press("escape", "escape")
        assert "certainly" not in it.text


def _is_whole(path: Path) -> bool:
    """Tell whether a file was written."""
    return path.exists() and bool(path.stat().st_size)


async def test_what_is_seen_of_positions_is_written(
    explorer: Opened, changed: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer((80, 24), changed) as it:
        await it.press("2", "P")
        assert it.lines[0].endswith("2 of 2 changed")
        for name, keys in (("a", ()), ("b", ("enter",)), ("c", ("b", "tab"))):
            await it.press(*keys, "e")
            await it.type(f"{name}.jsonl")
            await it.press("enter")
            await until(it, partial(_is_whole, tmp_path / f"{name}.jsonl"))
    found = {
        path.stem: [line for line in path.read_text().splitlines() if "Utterance" in line]
        for path in tmp_path.glob("*.jsonl")
    }
    assert [len(found[name]) for name in "abc"] == [4, 4, 2]
    assert "Utterance-1" in found["b"][0]
    assert "Utterance-3" in found["c"][0]


@pytest.mark.parametrize("size", SIZES)
async def test_the_day_between_before_and_after_moves(
    explorer: Opened, changed: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, changed) as it:
        await it.press("2", "P", "enter", "b")
        assert "from 19 Jun 2024 on" in it.text
        assert "support 2 · oppose 0" in it.lines[1]
        assert "support 0 · oppose 2" in it.lines[1]
        assert "more often" in it.text
        await it.press("comma")
        assert "from 1 Jul 2023 on" in it.text
        assert "support 1 · oppose 0" in it.lines[1]
        await it.press("comma")
        assert "one side would be empty" in it.text
        await it.press("full_stop", "full_stop")
        assert "support 2 · oppose 1" in it.lines[1]


async def test_the_statement_under_the_cursor_is_read(explorer: Opened, changed: Location) -> None:
    async with explorer((80, 24), changed) as it:
        await it.press("2", "P", "enter", "b", "tab", "enter")
        assert "certainly" not in it.text
        assert "from 19 Jun 2024 on" not in it.text
        assert "Paper 3" in it.text


async def test_what_has_no_date_is_on_neither_side(
    explorer: Opened, save: Callable[[Tables], Path]
) -> None:
    store = save(tables(("support", None), ("support", "2023-01-11"), ("oppose", "2024-06-19")))
    async with explorer((100, 24), Location(store, Origin.OPTION)) as it:
        await it.press("2", "P", "enter", "b")
        assert "on neither side: 1" in it.text


async def test_without_dates_there_is_no_before(
    explorer: Opened, save: Callable[[Tables], Path]
) -> None:
    store = save(tables(("support", None), ("oppose", None)))
    async with explorer((80, 24), Location(store, Origin.OPTION)) as it:
        await it.press("2", "P", "enter", "b")
        assert "Everything was said at one time" in it.text


async def test_where_nobody_takes_a_side_it_says_so(
    explorer: Opened, save: Callable[[Tables], Path]
) -> None:
    store = save(tables(("neutral", "2024-01-11")))
    async with explorer((80, 24), Location(store, Origin.OPTION)) as it:
        await it.press("2", "P", "enter")
        assert "Nothing here takes a side" in it.text
        assert "no position to show" in it.text


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_the_list_has_its_title_and_whole_counts_beside_a_scrollbar(
    explorer: Opened, size: tuple[int, int]
) -> None:
    async with explorer(size) as it:
        await it.press("2", "P")
        assert it.lines[0].startswith(" Whose position changed")
        taken = [line for line in it.lines if " on " in line]
        assert len(taken) > 3
        assert all(re.search(r"support \d+ · oppose \d+", line) for line in taken)


def _commit(location: Location, changes: Mapping[str, tuple[Document, Document]]) -> None:
    """Have another program change statements, each from what it was to what it is."""
    edits = [Edit("statements", number, *both) for number, both in changes.items()]
    Editor(location.path).commit(Change("edit", edits))


async def test_what_another_program_changes_is_seen_over_time_and_on_both_sides(
    explorer: Opened, changed: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "_LOOKS", 0.02)
    async with explorer((80, 24), changed) as it:
        await it.press("P", "enter", "b")
        assert "Mar 2026" not in it.text
        last = CHANGED["statements"]["4"]
        _commit(changed, {"4": (last, {**last, "said": "2026-03"})})
        await until(it, lambda: "Mar 2026" in it.text)
        await it.press("escape")
        assert "Mar 2026" in it.text
        now = {**CHANGED["statements"]["4"], "said": "2026-03"}
        before = {**CHANGED["statements"], "4": now}
        neutral = {"stances": [{"topic": "bread", "position": "neutral"}]}
        _commit(changed, {number: (one, {**one, **neutral}) for number, one in before.items()})
        await until(it, lambda: "The position that you looked at is gone." in it.text)
        assert "Whose position changed" in it.text


async def test_why_a_list_is_empty_is_read_whole_on_the_smallest_screen(
    explorer: Opened, save: Callable[[Tables], Path]
) -> None:
    empty = Location(save(tables()), Origin.OPTION)
    async with explorer((40, 12), empty) as it:
        await it.press("P")
        said = " ".join(it.text.split())
        assert "Nothing here takes a side on a topic; m gives a statement stances." in said


async def test_a_step_back_from_what_was_read_leads_to_the_position_again(
    explorer: Opened, changed: Location
) -> None:
    async with explorer((80, 24), changed) as it:
        await it.press("2", "P", "enter", "j")
        before = it.text
        await it.press("enter")
        assert "Who said it" in it.text
        await it.press("escape")
        assert it.text == before
        await it.press("escape")
        assert "certainly" in it.text
        await it.press("escape", "escape")
        assert "Nothing to go back to" in it.text


async def test_a_step_back_leads_to_a_list_without_the_position_if_it_is_gone(
    explorer: Opened, changed: Location
) -> None:
    async with explorer((80, 24), changed) as it:
        await it.press("2", "P", "enter", "enter")
        await it.press("slash")
        await it.type("zzzz")
        await it.press("enter", "escape", "escape")
        assert "Whose position changed" not in it.text
