"""The wordings of a quote: who has it otherwise, and what differs, in the explorer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.store import Location, Origin
from quoth.store.parsing import Tables
from tests.making import small_tables
from tests.tui.driving import Opened

TAXES = "We will not raise taxes this year or next."


def tables(*quotes: str) -> Tables:
    """Return the tables of a store in which one quote after the other was said."""
    found = small_tables()
    found["actors"]["3"] = {"id": "ben", "name": "Ben Bow"}
    found["statements"] = {}
    for number, quote in enumerate(quotes, 1):
        source = f"paper-{number}"
        found["sources"][str(number)] = {
            "id": source, "title": "A report", "publisher": f"Paper {number}",
        }  # fmt: skip
        found["statements"][str(number)] = {
            "quote": quote, "kind": "direct", "source": source, "said": f"2024-05-0{number}",
            "speaker": "ben" if quote.isupper() else "ann",
        }  # fmt: skip
    return found


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_key_shows_the_wordings_of_a_quote(
    explorer: Opened, save: Callable[[Tables], Path], size: tuple[int, int]
) -> None:
    store = save(tables(TAXES, TAXES, TAXES.replace("not ", ""), "Bread is dear"))
    async with explorer(size, Location(store, Origin.OPTION)) as it:
        await it.press("2", "j", "F")
        assert "One quote: 3 statements" in it.text
        assert "≠ high: negation “not”" in it.text
        await it.press("e")
        assert "3 statements, in this order" in " ".join(it.text.split())
        await it.press("escape")
        assert all(len(line) <= size[0] for line in it.lines)
        await it.press("escape")
        assert "One quote" not in it.text


async def test_the_statement_under_the_cursor_is_read(
    explorer: Opened, save: Callable[[Tables], Path]
) -> None:
    store = save(tables(TAXES, TAXES, TAXES.replace("not ", "")))
    async with explorer((100, 30), Location(store, Origin.OPTION)) as it:
        await it.press("2", "F", "enter")
        assert TAXES in it.text
        assert "One quote" not in it.text
        assert "Paper 1" in it.text


async def test_a_step_back_from_a_wording_leads_to_the_wordings_again(
    explorer: Opened, save: Callable[[Tables], Path]
) -> None:
    store = save(tables(TAXES, TAXES, TAXES.replace("not ", "")))
    async with explorer((100, 30), Location(store, Origin.OPTION)) as it:
        await it.press("2", "F", "j")
        before = it.text
        await it.press("enter", "escape")
        assert it.text == before
        await it.press("escape")
        assert "One quote" not in it.text


async def test_a_long_quote_is_shown_to_its_end(
    explorer: Opened, save: Callable[[Tables], Path]
) -> None:
    long = f"{TAXES[:-1]}, whatever those say who have never paid a tax themselves, today"
    store = save(tables(f"{long} or tomorrow.", f"{long} but tomorrow."))
    async with explorer((80, 24), Location(store, Origin.OPTION)) as it:
        await it.press("2", "F")
        assert "or tomorrow.”" in it.text
        assert "but tomorrow.”" in it.text


async def test_disputed_words_say_so(explorer: Opened, save: Callable[[Tables], Path]) -> None:
    store = save(tables(TAXES, TAXES.upper()))
    async with explorer((80, 24), Location(store, Origin.OPTION)) as it:
        await it.press("2", "F")
        assert "Disputed: said by" in it.text


async def test_a_quote_that_nobody_else_has_says_so(explorer: Opened) -> None:
    async with explorer() as it:
        await it.press("2", "F")
        assert "No other statement has these words." in it.text
        await it.press("F")
        assert "No other statement" not in it.text


async def test_a_paraphrase_that_others_share_says_what_is_compared(
    explorer: Opened, save: Callable[[Tables], Path]
) -> None:
    made = tables(TAXES, TAXES.upper())
    for one in made["statements"].values():
        one["kind"] = "indirect"
    async with explorer((80, 24), Location(save(made), Origin.OPTION)) as it:
        await it.press("2", "F")
        assert "Only verbatim words are compared: this is a paraphrase." in it.text


async def test_nothing_in_a_quote_acts_on_the_screen(
    explorer: Opened, save: Callable[[Tables], Path]
) -> None:
    store = save(tables(TAXES, TAXES.replace("not", "[/b]\x1b[31m\u202e")))
    async with explorer((80, 24), Location(store, Origin.OPTION)) as it:
        await it.press("2", "F")
        assert "[/b]" in it.text
        assert "\x1b" not in it.text
        assert "\u202e" not in it.text


async def test_a_person_decides(explorer: Opened, save: Callable[[Tables], Path]) -> None:
    wrong = TAXES.replace("not ", "")
    store = save(tables(TAXES, TAXES, wrong))
    async with explorer((100, 30), Location(store, Origin.OPTION)) as it:
        await it.press("2", "F", "exclamation_mark")
        assert "go to one of them" in it.text
        await it.press("j", "exclamation_mark")
        assert "decided: misquote" in it.text
        await it.press("g", "j", "r")
        assert it.lines[1].strip("│ ").startswith(f"“{wrong}”")
        await it.press("j", "vertical_line", "escape")
        await it.press("u", "u", "u")
    kept = json.loads(store.read_text(encoding="utf-8")).get("wordings", {})
    assert kept == {}


async def test_nothing_is_decided_in_the_sample(explorer: Opened) -> None:
    async with explorer() as it:
        await it.press("2", "F", "equals_sign", "r")
        assert "No other statement has these words." in it.text


async def test_a_check_of_one_wording_shows_at_all(
    explorer: Opened, save: Callable[[Tables], Path]
) -> None:
    found = tables(TAXES, TAXES.replace("not ", ""))
    found["checks"] = {
        "1": {"id": "taxes", "claim": "No new taxes", "statements": ["2"], "rating": "Half true"}
    }
    async with explorer((80, 24), Location(save(found), Origin.OPTION)) as it:
        for _ in range(2):
            await it.press("2", "F")
            assert "Checked: Half true: No new taxes" in it.text
            await it.press("escape", "j")


async def test_a_key_marks_the_quotes_of_which_a_wording_differs(
    explorer: Opened, save: Callable[[Tables], Path]
) -> None:
    store = save(tables(TAXES, TAXES.replace("not ", ""), "Bread is dear in the north of it."))
    async with explorer((80, 24), Location(store, Origin.OPTION)) as it:
        await it.press("2", "D")
        assert "F shows how; differs:high finds all" in it.text
        print(it.text)
        assert it.text.count("●≠") == 2
        assert "● “Bread" in it.text
        await it.press("D")
        assert "●≠" not in it.text
