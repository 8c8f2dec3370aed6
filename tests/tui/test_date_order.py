"""`quoth help dates` says how dates are sorted: the shell and the explorer hold to it alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.cli.main import main
from quoth.store import Location, Origin
from quoth.tui.widgets.statements_pane import StatementsPane
from tests.making import small_tables, write_store
from tests.tui.driving import Opened

NEWEST_FIRST = [
    "2024-05-20",
    "2024-01-01",
    "2024-01-01/2024-01-31",
    "2024-01-01/2024-05-01",
    "2024",
    "2023-12-31",
    "202X",
    "/2024-07-01",
    "/2024-06-01",
    "",
]
"""By the day a date begins, the more precise first; then those whose start is unknown."""


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    """Return a store with a statement of each date, in no order; its words are its date."""
    tables = small_tables()
    first = tables["statements"].pop("1")
    for number, said in enumerate(sorted(NEWEST_FIRST, key=lambda one: one[::-1]), 1):
        made = first | {"quote": said or "undated", "said": said}
        if not said:
            del made["said"]
        tables["statements"][str(number)] = made
    return write_store(tmp_path / "dated.json", tables)


async def test_lists_are_sorted_by_the_rule_of_the_help(
    explorer: Opened, dated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = [said or "undated" for said in NEWEST_FIRST]
    turned = [*reversed(wanted[:-1]), "undated"]
    for order, quotes in (("newest", wanted), ("oldest", turned)):
        assert main(["find", f"sort:{order}", "--lines", "--store", str(dated)]) == 0
        lines = capsys.readouterr().out.splitlines()
        printed = [line.split("\t")[3].strip("“”") for line in lines]
        assert printed == quotes
    async with explorer((80, 24), Location(dated, Origin.OPTION)) as quoth:
        pane = quoth.app.screen.query_one(StatementsPane)
        for quotes in (wanted, turned):
            assert pane.corpus is not None
            assert [pane.corpus.statements[row].quote for row in pane._rows] == quotes
            await quoth.press("s")
