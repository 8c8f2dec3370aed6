"""Columns whose names say nothing: you say which field each is, and see what that imports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoth.settings.searches import Searches
from quoth.store import Location
from tests.tui.driving import Explorer, Opened

ROWS = (
    "Worte;Wer;Datum;Blatt\n"
    "„Wir bleiben.“;Ann Lee;31.03.2024;Die Zeitung\n"
    "Wir gehen.;Bob;;Die Zeitung\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a table in whose header only the date is known."""
    path = tmp_path / "worte.csv"
    path.write_text(ROWS)
    return path


async def named(quoth: Explorer, path: Path) -> None:
    """Open the form of an import, and type the name of a file."""
    await quoth.press("i")
    await quoth.type(str(path))


async def typed(quoth: Explorer, *fields: str) -> None:
    """Type what some columns are, one after the other; nothing leaves one as it is."""
    for field in fields:
        await quoth.type(field)
        await quoth.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_columns_are_chosen_by_hand_and_the_preview_shows_it(
    explorer: Opened, own: Location, table: Path, size: tuple[int, int]
) -> None:
    async with explorer(size, own) as quoth:
        await named(quoth, table)
        await quoth.press("f2")
        said = "no column is known to be the words of a statement; F4 says which column is which"
        assert said in " ".join(quoth.text.replace("│", " ").split())
        assert "F4 columns" in quoth.lines[-1]
        await quoth.press("f4")
        assert "Which column is which?" in quoth.text
        assert "“„Wir bleiben.“”, “Wir gehen.”" in quoth.text  # what stands in the first column
        await typed(quoth, "words", "speaker", "")
        await quoth.type("source t")
        assert "tab source title" in quoth.text
        await quoth.press("tab", "f2")
        shown = " ".join(quoth.text.split())
        assert "2 statements" in shown
        inside = " ".join(shown.replace("│", " ").split())
        assert "Worte → words, Wer → speaker, Datum → said, Blatt → source title" in inside
        while "Import this?" in quoth.text:
            await quoth.press("y")
        assert "Saved: import 2 statements" in quoth.text
        await quoth.press("q")
    statements = json.loads(Path(own.path).read_text("utf-8"))["statements"]
    assert "Wir gehen." in [one["quote"] for one in statements.values()]


async def test_the_preview_leads_to_the_columns_and_shows_what_they_become(
    explorer: Opened, own: Location, table: Path
) -> None:
    table.write_text(ROWS.replace("Worte", "quote").replace("Blatt", "title"))
    async with explorer((80, 24), own) as quoth:
        await named(quoth, table)
        await quoth.press("f2")
        assert "kept as they are: Wer" in quoth.text
        assert "F4 columns" in quoth.lines[-1]
        await quoth.press("f4", "enter")
        await typed(quoth, "speaker")
        await quoth.press("f2")
        assert "Import this?" in quoth.text
        assert "Wer → speaker" in quoth.text
        assert "Unattributed" not in quoth.text
        await quoth.press("f4", "escape")  # what was chosen stays
        assert "Wer → speaker" in quoth.text
        await quoth.press("n")
        assert "Nothing was imported" in quoth.text


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (["words", "words"], "“Worte” and “Wer” are both “words”"),
        (["speeker"], "there is no “speeker” to choose; did you mean “speaker”"),
    ],
)
async def test_why_columns_can_not_be_so_is_said(
    explorer: Opened, own: Location, table: Path, fields: list[str], problem: str
) -> None:
    async with explorer((80, 24), own) as quoth:
        await named(quoth, table)
        await quoth.press("f4")
        await typed(quoth, *fields)
        await quoth.press("f2")
        assert problem in quoth.text


async def test_a_file_without_columns_says_so(
    explorer: Opened, own: Location, tmp_path: Path, searches: Searches
) -> None:
    store = tmp_path / "other.json"
    store.write_bytes(Path(own.path).read_bytes())
    async with explorer((80, 24), own) as quoth:
        await quoth.press("i", "f4")
        assert "name the file first" in quoth.text
        await quoth.type(str(store))
        await quoth.press("f4")
        assert "settled by its format" in " ".join(quoth.text.split())


@pytest.mark.parametrize(("width", "has_keys"), [(60, True), (40, False)])
async def test_a_title_that_has_no_room_for_its_keys_isn_t_cut(
    explorer: Opened, own: Location, width: int, has_keys: bool
) -> None:
    async with explorer((width, 16), own) as quoth:
        await quoth.press("i")
        first = next(line for line in quoth.lines if "Import a file" in line)
        assert "…" not in first
        assert ("esc closes" in first) == has_keys
