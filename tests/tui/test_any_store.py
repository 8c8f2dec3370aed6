"""The explorer does the same whatever its store is made of: a file, or lists in memory."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import NamedTuple

import pytest

from quoth.editing.changes import Change, Edit
from quoth.query.seam import Changer
from quoth.query.stores import MakeStore, store_at
from quoth.store import Location, Origin
from quoth.store.parsing import Document, Tables
from quoth.tui.screens.form import FormScreen
from quoth.tui.threads import working
from tests.in_memory import MemoryStores
from tests.tui.driving import Explorer, Opened

SIZE = (120, 36)


class SharedStore(NamedTuple):
    """A store of some kind, for the explorer and for others."""

    location: Location
    make: MakeStore

    def explored(self, explorer: Opened) -> AbstractAsyncContextManager[Explorer]:
        """Return the explorer on it."""
        return explorer(SIZE, self.location, make_store=self.make)

    def others(self) -> Changer:
        """Return what another person changes it with."""
        store = self.make(self.location, dict)
        assert [step.share for step in store.open()][-1] == 1.0
        return store.changer()


@pytest.fixture
def tables(sample_file: Path) -> Tables:
    """Return the records of the sample, one of its statements a draft."""
    found: Tables = json.loads(sample_file.read_bytes())
    last = max(found["statements"], key=int)
    found["statements"][last]["status"] = "draft"
    return found


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path, tables: Tables) -> SharedStore:
    """Return the same store in each kind."""
    location = Location(str(tmp_path / "shared.json"), Origin.OPTION)
    if request.param == "file":
        Path(location.path).write_text(json.dumps(tables), encoding="utf-8")
        return SharedStore(location, store_at)
    stores = MemoryStores()
    stores.add(str(location.path), tables)
    return SharedStore(location, stores.store_at)


@pytest.fixture
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look often at what others do; a test that waits for them alone needs it."""
    monkeypatch.setattr(working, "_LOOKS", 0.02)
    monkeypatch.setattr(working, "_PAUSE", 0.05)


async def until(quoth: Explorer, is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(60):
        while not is_so():
            await quoth.settle()
            await asyncio.sleep(0.02)


def later(quote: str) -> Change:
    """Return the change that adds a statement that is later than all."""
    document: Document = {
        "quote": quote, "kind": "direct", "speaker": "donald-trump", "said": "2030-01-01",
        "source": "article-2025-03-20",
    }  # fmt: skip
    return Change("add", [Edit("statements", "", None, document)])


async def test_it_opens_with_all_that_stands(explorer: Opened, store: SharedStore) -> None:
    async with store.explored(explorer) as quoth:
        assert "1 of 23 · newest first" in quoth.text
        assert "1 draft: R reviews" in quoth.text
        assert "23 statements" in quoth.text


async def test_words_and_names_are_searched_for(explorer: Opened, store: SharedStore) -> None:
    async with store.explored(explorer) as quoth:
        await quoth.press("slash")
        await quoth.type("by:tru")
        assert "Donald Trump President of the United States" in quoth.text
        await quoth.press("tab", "enter")
        assert "1 of 5" in quoth.text
        await quoth.press("slash")
        await quoth.type(" zzzz")
        await quoth.press("enter")
        assert "Nothing matches" in quoth.text


async def test_a_name_that_nobody_has_is_told(explorer: Opened, store: SharedStore) -> None:
    async with store.explored(explorer) as quoth:
        await quoth.press("slash")
        await quoth.type("by:Nemo ")
        await quoth.press("enter")
        assert "no actor here is called “Nemo”" in quoth.text


async def test_an_actor_and_a_facet_filter(explorer: Opened, store: SharedStore) -> None:
    async with store.explored(explorer) as quoth:
        await quoth.press("1", "down", "enter", "2")
        assert "1 of 6" in quoth.text
        assert "only  by Russia" in quoth.text
        await quoth.press("x")
        assert "of 23" in quoth.text
        await quoth.press("f")
        assert "[ ] indirect" in quoth.text
        await quoth.press("enter", "escape")
        assert "of 15" in quoth.text
        assert "kind indirect" in quoth.text


async def test_a_record_is_read_and_its_lines_lead_on(explorer: Opened, store: SharedStore) -> None:
    async with store.explored(explorer) as quoth:
        await quoth.press("enter")
        assert "What is known" in quoth.text
        assert "belongs to" in quoth.text
        await quoth.press("escape", "j")
        assert "2 of 23" in quoth.text


async def test_a_change_is_made_taken_back_and_made_again(
    explorer: Opened, store: SharedStore
) -> None:
    async with store.explored(explorer) as quoth:
        await quoth.press("asterisk")
        assert "Saved: star on" in quoth.text
        await quoth.press("u")
        assert "Undone: star on" in quoth.text
        await quoth.press("u")
        assert "Nothing is left to undo." in quoth.text
        await quoth.press("ctrl+r")
        assert "Redone: star on" in quoth.text
    tagged = [
        document for _, document in store.others().current.documents("statements")
        if document.get("tags") == ["star"]
    ]  # fmt: skip
    assert len(tagged) == 1


async def test_a_statement_is_added_by_a_form(explorer: Opened, store: SharedStore) -> None:
    async with store.explored(explorer) as quoth:
        await quoth.press("a")
        await quoth.type("Bread will be dear")
        await quoth.press("tab", "right", "tab")
        await quoth.type("Ann Archer")
        assert "new actor “Ann Archer”" in quoth.text
        await quoth.press("tab", "tab", "f3")  # the source of the statement at hand
        await quoth.press("f2")
        assert not isinstance(quoth.app.screen, FormScreen), quoth.text
        assert "Saved: draft. A search with status:draft shows it." in quoth.text
        await quoth.press("slash")
        await quoth.type("status:draft")
        assert "“Bread will be dear”" in quoth.text
    assert store.others().current.find("actors", "ann-archer") is not None


@pytest.mark.usefixtures("_no_patience")
async def test_what_another_person_adds_appears(explorer: Opened, store: SharedStore) -> None:
    async with store.explored(explorer) as quoth:
        await quoth.press("j", "j")
        assert "3 of 23" in quoth.text
        store.others().commit(later("Later than all"))
        await until(quoth, lambda: "4 of 24" in quoth.text)
        assert "The store was changed by another program" in quoth.text
        await quoth.press("g")
        assert "“Later than all”" in quoth.text


@pytest.mark.usefixtures("_no_patience")
async def test_both_changed_the_same(explorer: Opened, store: SharedStore) -> None:
    async with store.explored(explorer) as quoth:
        await quoth.press("m")
        others = store.others()
        key, before = next(
            row for row in others.current.documents("statements")
            if "operational phase" in str(row[1]["quote"])
        )  # fmt: skip
        others.commit(Change("other", [Edit("statements", key, before, before | {"quote": "no"})]))
        await quoth.type(" mine")
        await quoth.press("ctrl+s")
        assert "another program changed this field" in quoth.text


WALK = (
    "enter", "w", "escape", "1", "down", "down", "enter", "3", "minus", "enter", "2", "s", "s", "X",
    "f", "escape", "5", "slash", *"ukraine", "enter", "j", "enter", "escape", "X", "G", "asterisk",
    "u", "m", "escape", "R", "escape",
)  # fmt: skip
"""Keys that go everywhere."""


async def test_every_screen_is_the_same_in_a_file_and_in_memory(
    explorer: Opened, tmp_path: Path, tables: Tables
) -> None:
    location = Location(str(tmp_path / "shared.json"), Origin.OPTION)
    Path(location.path).write_text(json.dumps(tables), encoding="utf-8")
    stores = MemoryStores()
    stores.add(str(location.path), tables)
    async with explorer(SIZE, location) as one:
        shown = [await walked(one, key) for key in WALK]
    async with explorer(SIZE, location, make_store=stores.store_at) as other:
        for place, key in enumerate(WALK):
            assert (await walked(other, key)).splitlines() == shown[place].splitlines(), WALK[
                : place + 1
            ]
    assert len(set(shown)) > len(WALK) // 2


async def walked(quoth: Explorer, key: str) -> str:
    """Press a key, and return what the screen shows."""
    await quoth.press("space" if key == " " else "colon" if key == ":" else key)
    return quoth.text


async def test_drafts_are_gone_through(explorer: Opened, store: SharedStore) -> None:
    async with store.explored(explorer) as quoth:
        await quoth.press("R", "y")
        await quoth.press("escape")
        assert "24 statements" in quoth.text
