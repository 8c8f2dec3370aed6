"""An index that is damaged is rebuilt under the explorer, which shows what the store holds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.index.opening import open_corpus
from quoth.store import Location
from quoth.store.file import is_pending
from quoth.tui.threads import working
from tests.faults.damaging import spoil, trusted_at_once
from tests.tui.driving import Explorer, Opened

PARTS = [("",), ("statements.", "actor."), ("words.",), ("texts.", "vocabulary.")]


@pytest.fixture
def cache(own: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder in which an index of the person's own store is kept."""
    path = tmp_path / "cache"
    monkeypatch.setenv("QUOTH_CACHE", str(path))
    with trusted_at_once():
        open_corpus(own.path)
        yield path


async def looked_around(quoth: Explorer) -> list[str]:
    """Search, filter, read, and return what was shown."""
    shown = [quoth.text]
    await quoth.press("slash")
    for letters in ("pea", "ce"):
        await quoth.type(letters)
        shown.append(quoth.text)
    await quoth.press("enter", "escape", "escape", "1", "j", "enter")
    shown.append(quoth.text)
    return shown


@pytest.mark.parametrize("beginnings", PARTS, ids=str)
async def test_what_is_shown_is_what_the_store_holds(
    explorer: Opened, own: Location, cache: Path, beginnings: tuple[str, ...]
) -> None:
    async with explorer((120, 36), own) as quoth:
        expected = await looked_around(quoth)
    spoil(cache, beginnings)
    async with explorer((120, 36), own) as quoth:
        assert await looked_around(quoth) == expected
        assert quoth.app.return_code is None


@pytest.mark.parametrize("beginnings", PARTS, ids=str)
async def test_what_is_changed_is_kept_once(
    explorer: Opened,
    own: Location,
    cache: Path,
    beginnings: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(working, "_PAUSE", 0.05)
    monkeypatch.setattr(working, "_LOOKS", 0.02)
    spoil(cache, beginnings)
    async with explorer((120, 36), own) as quoth:
        await quoth.press("asterisk")
        assert "star" in quoth.text
        await quoth.press("u")
        assert "Undone" in quoth.text
        await quoth.press("asterisk", "slash")
        await quoth.type("tag:star")
        assert "1 of 1" in quoth.text
        async with asyncio.timeout(60):
            while is_pending(own.path):
                await asyncio.sleep(0.02)
    assert open_corpus(own.path).opened.what != "made"
