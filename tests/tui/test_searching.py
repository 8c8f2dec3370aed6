"""The language in the search bar: completed, marked, recalled, and given names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import Input

from quoth.settings.searches import Searches, default_path
from quoth.store import Location, Origin
from quoth.tui.widgets.search_input import SearchInput
from tests.making import small_tables, write_store
from tests.tui.driving import Explorer, Opened

SIZES = [(120, 36), (80, 24), (60, 16), (40, 12)]


def typed(quoth: Explorer) -> tuple[str, int]:
    """Return the search and its cursor."""
    box = quoth.app.screen.query_one(Input)
    return box.value, box.cursor_position


def hint(quoth: Explorer) -> str:
    """Return the line below the search."""
    return quoth.lines[2].strip()


async def search(quoth: Explorer, text: str) -> None:
    """Type a search."""
    await quoth.press("slash")
    await quoth.type(text)


# -- Completing ------------------------------------------------------------------------------------


async def test_a_name_is_completed_and_filters(explorer: Opened) -> None:
    async with explorer() as quoth:
        await search(quoth, "by:tru")
        assert hint(quoth).startswith("tab Donald Trump President of the United States · 5")
        await quoth.press("tab")
        assert typed(quoth) == ('by:"Donald Trump"', 17)
        await quoth.type(" call")
        assert typed(quoth)[0] == 'by:"Donald Trump" call'
        await quoth.press("enter")
        assert "of 24" not in quoth.lines[1]


async def test_tab_goes_on_to_the_next_name(explorer: Opened) -> None:
    async with explorer() as quoth:
        await search(quoth, "kind:")
        texts = []
        for _ in range(4):
            await quoth.press("tab")
            texts.append(typed(quoth)[0])
        assert texts == ["kind:direct", "kind:mixed", "kind:indirect", "kind:direct"]


async def test_tab_behind_the_letters_needs_no_pause(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.pilot.press("slash", *"by:kei", "tab")
        await quoth.settle()
        assert typed(quoth) == ('by:"Keir Starmer"', 17)


async def test_tab_goes_to_the_list_where_nothing_completes_the_text(explorer: Opened) -> None:
    async with explorer() as quoth:
        await search(quoth, "by:macr")
        await quoth.press("tab", "tab", "j")
        assert typed(quoth)[0] == 'by:"Emmanuel Macron"'
        assert "2 of 3" in quoth.lines[1]


async def test_a_field_in_the_middle_is_completed_where_the_cursor_is(explorer: Opened) -> None:
    async with explorer() as quoth:
        await search(quoth, "by:mac peace")
        await quoth.press(*["left"] * 6)
        assert hint(quoth).startswith("tab Emmanuel Macron")
        await quoth.press("tab")
        assert typed(quoth) == ('by:"Emmanuel Macron" peace', 20)


async def test_a_choice_far_down_the_line_is_seen(explorer: Opened) -> None:
    async with explorer((40, 12)) as quoth:
        await search(quoth, "topic:")
        for _ in range(4):
            await quoth.press("tab")
            shown = hint(quoth).removeprefix("tab ").rstrip("…").strip()
            assert typed(quoth)[0].removeprefix('topic:"').startswith(shown[:12])


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_nothing_below_the_search_jumps_while_it_is_typed(
    explorer: Opened, size: tuple[int, int]
) -> None:
    async with explorer(size) as quoth:
        await quoth.press("slash")
        places = set()
        for letter in 'to the "peace" by:kei kind:dirct':
            await quoth.type(letter)
            places.add(next(n for n, line in enumerate(quoth.lines) if "2 Statements" in line))
        assert len(places) == 1
        await quoth.press("escape")
        assert {n for n, line in enumerate(quoth.lines) if "2 Statements" in line} == {2}


async def test_names_of_a_store_are_no_markup_and_no_control(
    explorer: Opened, tmp_path: Path
) -> None:
    tables = small_tables()
    tables["actors"]["1"]["name"] = "Ann [red]\x1b[31m Archer"
    location = Location(write_store(tmp_path / "store.json", tables), Origin.OPTION)
    async with explorer((80, 24), location) as quoth:
        await search(quoth, "by:ann")
        assert "Ann [red]" in hint(quoth)
        assert all(line.isprintable() for line in quoth.lines)


# -- What was not understood -----------------------------------------------------------------------


def marked(quoth: Explorer) -> set[str]:
    """Return what of the search is underlined."""
    strip = quoth.app.screen.query_one(SearchInput).render_line(0)
    return {segment.text for segment in strip if segment.style and segment.style.underline}


async def test_a_wrong_field_is_marked_and_said(explorer: Opened) -> None:
    async with explorer() as quoth:
        await search(quoth, "peace from:macron")
        assert hint(quoth) == "! there is no field “from:”; did you mean “by:”"
        assert marked(quoth) == {"from:"}


async def test_a_wrong_value_is_said_with_what_tab_mends_it_to(explorer: Opened) -> None:
    async with explorer() as quoth:
        await search(quoth, "kind:dirct")
        assert hint(quoth).startswith("! there is no kind “dirct”; did you mean “direct”")
        assert hint(quoth).endswith("tab direct")
        await quoth.press("tab")
        assert typed(quoth) == ("kind:direct", 11)
        assert marked(quoth) == set()
        assert "1 of 3 " in quoth.lines[1]


async def test_a_name_that_nobody_has_is_said_while_it_is_typed(explorer: Opened) -> None:
    async with explorer() as quoth:
        await search(quoth, "by:zzz")
        assert hint(quoth) == "! no actor here is called “zzz”"
        assert "1 of 24" in quoth.lines[1]


async def test_what_was_not_understood_is_still_said_in_the_list(explorer: Opened) -> None:
    async with explorer() as quoth:
        await search(quoth, "said:last week")
        await quoth.press("enter")
        assert "needs quotation marks" in hint(quoth)
        assert "Nothing matches." in quoth.text
        await quoth.press("X")
        assert "quotation marks" not in quoth.text


@pytest.mark.parametrize("text", ["by:", '"lasting', "(peace", "peace OR", "-", "@", "said:20"])
async def test_what_is_half_typed_hides_nothing(explorer: Opened, text: str) -> None:
    async with explorer() as quoth:
        await search(quoth, text)
        assert "nothing matches" not in quoth.text
        assert "!" not in hint(quoth).replace("! “said:”", "")


# -- The searches of before ------------------------------------------------------------------------


async def test_searches_that_were_kept_come_back_by_the_arrow_keys(
    explorer: Opened, searches: Searches, sample_file: Path
) -> None:
    for text in ("by:macron", "kind:direct -nato"):
        searches.remember(sample_file, text)
    async with explorer() as quoth:
        await search(quoth, "pea")
        await quoth.press("up")
        assert typed(quoth) == ("kind:direct -nato", 17)
        assert "1 of 3 " in quoth.lines[1]
        await quoth.press("up", "up")
        assert typed(quoth) == ("by:macron", 9)
        await quoth.press("down", "down")
        assert typed(quoth) == ("pea", 3)
        await quoth.press("down", "j")
        assert "2 of " in quoth.lines[1]


async def test_a_search_that_is_kept_is_remembered(explorer: Opened, searches: Searches) -> None:
    async with explorer() as quoth:
        await search(quoth, "ironclad")
        await quoth.press("enter", "slash", "escape", "X", "slash")
        await quoth.pilot.pause()
        while not default_path().exists():
            await quoth.pilot.pause()
        await quoth.press("up")
        assert typed(quoth) == ("ironclad", 8)


async def test_a_search_that_was_given_up_is_not_remembered(
    explorer: Opened, searches: Searches, sample_file: Path
) -> None:
    async with explorer() as quoth:
        await search(quoth, "ironclad")
        await quoth.press("escape")
    assert searches.recent(sample_file) == []


async def test_whoever_can_not_write_searches_all_the_same(
    explorer: Opened, searches: Searches
) -> None:
    default_path().parent.parent.parent.mkdir(parents=True, exist_ok=True)
    default_path().parent.parent.write_text("a file where a folder would have to be")
    async with explorer() as quoth:
        await search(quoth, "ironclad")
        await quoth.press("enter")
        assert "1 of 1" in quoth.lines[1]
        await quoth.press("w", *"mine", "enter")
        assert "! " in quoth.text
        assert "Name this search" in quoth.text


# -- Searches with a name --------------------------------------------------------------------------


async def test_a_search_gets_a_name_and_is_typed_by_it(
    explorer: Opened, searches: Searches
) -> None:
    async with explorer() as quoth:
        await search(quoth, "by:russia -nato")
        await quoth.press("enter", "w")
        assert "Name this search" in quoth.text
        assert quoth.lines[-1].split() == ["enter", "save", "esc", "close"]
        await quoth.type("the deal")
        await quoth.press("enter")
        assert "Saved: @the deal recalls this search." in quoth.lines[-1]
        assert searches.saved() == {"the deal": "by:russia -nato"}
        found = quoth.lines[1].split("of")[1].split()[0]
        await quoth.press("X")
        await search(quoth, "@the")
        assert hint(quoth).startswith("tab @the deal by:russia -nato")
        await quoth.press("tab")
        assert typed(quoth)[0] == '@"the deal"'
        assert f"1 of {found} " in quoth.lines[1]


async def test_without_a_search_there_is_nothing_to_save(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("w")
        assert "There is no search to save" in quoth.lines[-1]


@pytest.mark.parametrize(
    ("name", "problem"),
    [("", "! a name needs a letter"), ("a(b", "! a name for a search can't hold “(”")],
)
async def test_a_name_that_can_not_be_is_refused_and_may_be_mended(
    explorer: Opened, searches: Searches, name: str, problem: str
) -> None:
    async with explorer() as quoth:
        await search(quoth, "ironclad")
        await quoth.press("enter", "w")
        await quoth.type(name)
        await quoth.press("enter")
        assert problem in quoth.text
        await quoth.press(*["backspace"] * len(name))
        await quoth.type("better")
        await quoth.press("enter")
        assert searches.saved() == {"better": "ironclad"}


async def test_no_name_is_given_by_escape(explorer: Opened, searches: Searches) -> None:
    async with explorer() as quoth:
        await search(quoth, "ironclad")
        await quoth.press("enter", "w", *"mine", "escape")
        assert "Name this search" not in quoth.text
        assert quoth.lines[-1].startswith(" enter read")
        assert searches.saved() == {}


async def test_a_name_that_is_taken_says_for_what(explorer: Opened, searches: Searches) -> None:
    searches.save("mine", "by:macron")
    async with explorer() as quoth:
        await search(quoth, "ironclad")
        await quoth.press("enter", "w")
        await quoth.type("Mine")
        assert "it means by:macron; saving replaces it" in quoth.text
        await quoth.type("s")
        assert "saving replaces it" not in quoth.text


@pytest.mark.parametrize("text", ["@mine", "peace -@MINE", "@other"])
async def test_a_search_is_never_named_by_what_it_uses(
    explorer: Opened, searches: Searches, text: str
) -> None:
    searches.save("mine", "by:macron")
    searches.save("other", "@mine OR peace")
    async with explorer() as quoth:
        await search(quoth, text)
        await quoth.press("enter", "w")
        await quoth.type("mine")
        await quoth.press("enter")
        assert "! this search uses @mine: it can't contain itself" in quoth.text
    assert searches.saved()["mine"] == "by:macron"


async def test_the_palette_runs_a_saved_search(explorer: Opened, searches: Searches) -> None:
    searches.save("the war", "by:russia")
    async with explorer() as quoth:
        await quoth.press("colon")
        await quoth.type("the war")
        await quoth.press("enter")
        assert typed(quoth) == ('@"the war"', 10)
        assert "1 of 6 " in quoth.lines[1]
        await search(quoth, " -nato")
        assert typed(quoth)[0] == '@"the war" -nato'


async def test_the_palette_leads_to_what_was_checked(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("colon")
        await quoth.type("fact check")
        await quoth.press("enter")
        assert typed(quoth)[0] == "has:check"


async def test_the_palette_forgets_a_saved_search(explorer: Opened, searches: Searches) -> None:
    searches.save("mine", "by:russia")
    async with explorer() as quoth:
        await quoth.press("colon")
        await quoth.type("forget mine")
        await quoth.press("enter")
        assert "Forgotten: @mine." in quoth.lines[-1]
    assert searches.saved() == {}


async def test_a_search_that_can_not_be_forgotten_says_why(
    explorer: Opened, searches: Searches, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches.save("mine", "by:russia")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "no way in")

    async with explorer() as quoth:
        monkeypatch.setattr("quoth.settings.searches.replace", refuse)
        await quoth.press("colon")
        await quoth.type("forget mine")
        await quoth.press("enter")
        assert "Forgotten" not in quoth.text
        assert quoth.lines[-1].startswith(f" {default_path()}"[:60])


@pytest.mark.parametrize("text", ["[/red] x", "[@click=app.quit]x[/]", "[b"])
async def test_a_saved_search_is_no_markup_in_the_palette(
    explorer: Opened, searches: Searches, text: str
) -> None:
    searches.save("mine", text)
    async with explorer() as quoth:
        await quoth.press("colon")
        await quoth.type("mine")
        assert text in quoth.text


async def test_a_damaged_file_of_searches_stops_nobody(explorer: Opened) -> None:
    default_path().parent.mkdir(parents=True)
    default_path().write_text(json.dumps(["something else"]))
    async with explorer() as quoth:
        await search(quoth, "@mine")
        assert "there is no saved search “mine”" in hint(quoth)
        await quoth.press("up")
        assert typed(quoth)[0] == "@mine"


async def test_a_screen_pasted_into_the_search_is_cut_and_told(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("slash")
        quoth.app.screen.query_one(SearchInput).post_message(Paste("(a OR " * 50_000 + "\nmore"))
        await quoth.settle()
        assert len(typed(quoth)[0]) <= 10_001
        assert "a search has 10,000 characters at most" in hint(quoth)
        quoth.app.screen.query_one(SearchInput).value = ""
        quoth.app.screen.query_one(SearchInput).post_message(Paste("\x1b" * 50_000 + "x" * 50_000))
        await quoth.settle()
        assert "at most; what follows is left out" in hint(quoth)


async def test_a_filter_that_excludes_nobody_leaves_the_number_of_actors(
    explorer: Opened,
) -> None:
    async with explorer((120, 36)) as quoth:
        title = next(line for line in quoth.lines if "1 Actors" in line).split("─")[1]
        await quoth.press("slash")
        await quoth.type("said:2025")
        await quoth.press("enter")
        assert "1 of 24" in quoth.lines[1]
        assert title in next(line for line in quoth.lines if "1 Actors" in line)
