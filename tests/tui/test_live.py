"""What others change appears by itself, and the reader stays where they are."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.store import Location
from quoth.store.file import is_pending
from quoth.store.parsing import Document
from quoth.store.storage import StrictStorage
from quoth.tui.screens.form import FormScreen
from quoth.tui.threads import working
from tests.tui.driving import Explorer, Opened
from tests.tui.test_terminal import terminal

SIZES = [(120, 36), (80, 24), (60, 16)]


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look often, and fold soon."""
    monkeypatch.setattr(working, "_LOOKS", 0.02)
    monkeypatch.setattr(working, "_PAUSE", 0.05)


async def until(quoth: Explorer, is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(60):
        while not is_so():
            await quoth.settle()
            await asyncio.sleep(0.02)


def add(location: Location, quote: str, **fields: str) -> Change:
    """Add a statement by another program, in the journal alone."""
    document: Document = {
        "quote": quote, "kind": "direct", "speaker": "donald-trump", "said": "2030-01-01",
        "source": "article-2025-03-20",
        **fields,
    }  # fmt: skip
    return Editor(location.path).commit(Change("add", [Edit("statements", "", None, document)]))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_what_another_program_adds_appears_and_the_cursor_stays(
    explorer: Opened, own: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, own) as quoth:
        await quoth.press("j", "j", "j", "j", "j", "j", "j", "j")
        here = quoth.app.cursor_position.y
        cursor = quoth.lines[here]
        assert "9 of 24" in quoth.text
        add(own, "Later than all")
        await until(quoth, lambda: "10 of 25" in quoth.text)
        assert quoth.lines[here].rpartition("▌")[2] == cursor.rpartition("▌")[2]
        assert "The store was changed by another program" in quoth.text
        await quoth.press("g")
        assert "Later than all" in quoth.text


async def test_another_file_in_its_place_appears(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        storage = StrictStorage(own.path)
        found = storage.read()
        found["statements"]["99"] = found["statements"]["1"] | {"quote": "From elsewhere"}
        storage.write(found)
        await until(quoth, lambda: "of 25" in quoth.text)


async def test_a_file_that_is_written_in_place_is_read_anew(
    explorer: Opened, own: Location
) -> None:
    async with explorer((80, 24), own) as quoth:
        path = Path(own.path)
        found = json.loads(path.read_text(encoding="utf-8"))
        found["meta"]["1"]["title"] = "Another title, much longer than it was before"
        found["statements"] = dict(reversed(found["statements"].items()))
        path.write_text(json.dumps(found), encoding="utf-8")
        await quoth.press("G")
        await until(quoth, lambda: "Another title" in quoth.text)
        assert quoth.app.return_code is None


async def test_what_is_followed_is_still_read(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("enter", "G", "up", "enter")
        reading = quoth.lines[3]
        add(own, "Later than all")
        await until(quoth, lambda: "changed by another program" in quoth.text)
        assert quoth.lines[3] == reading
        await quoth.press("escape", "escape")
        assert "of 25" in quoth.text


async def test_who_types_is_not_disturbed(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("a")
        await quoth.type("Bread is")
        add(own, "Later than all")
        await asyncio.sleep(0.2)
        await quoth.settle()
        assert isinstance(quoth.app.screen, FormScreen)
        await quoth.type(" dear")
        await quoth.press("tab", "d", "tab")
        await quoth.type("Ann Archer")
        await quoth.press("tab", "tab", "f3", "f2")
        assert "Saved: draft" in quoth.text
        assert "of 25" in quoth.text


async def test_a_search_that_is_typed_goes_on(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("slash")
        await quoth.type("peac")
        add(own, "Peace, later than all")
        await until(quoth, lambda: "Later" in quoth.text or "later than" in quoth.text)
        await quoth.type("e")
        assert "/ peace" in quoth.text


async def test_a_pause_puts_changes_into_the_file(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("asterisk")
        await until(quoth, lambda: not is_pending(own.path))
        assert "star" in Path(own.path).read_text(encoding="utf-8")
        await quoth.press("u")
        assert "Undone" in quoth.text
        await until(quoth, lambda: '"star"' not in Path(own.path).read_text(encoding="utf-8"))


async def test_a_file_that_can_not_be_read_for_a_while_is_said_and_waited_for(
    explorer: Opened, own: Location
) -> None:
    async with explorer((80, 24), own) as quoth:
        path = Path(own.path)
        good = path.read_bytes()
        path.with_suffix(".new").write_bytes(b"{")
        path.with_suffix(".new").replace(path)
        await until(quoth, lambda: "ends early" in quoth.text or "it" in quoth.lines[-1])
        assert "of 24" in quoth.text
        path.with_suffix(".new").write_bytes(good.replace(b"operational", b"functional"))
        path.with_suffix(".new").replace(path)
        await until(quoth, lambda: "functional" in quoth.text)


def _put(path: Path, data: bytes) -> None:
    """Put another file in a path's place."""
    path.with_suffix(".new").write_bytes(data)
    path.with_suffix(".new").replace(path)


def _make_folder(path: Path) -> None:
    """Put a folder in a file's place."""
    path.unlink()
    path.mkdir()


_BAD: dict[str, Callable[[Path], object]] = {
    "emptied in place": lambda path: path.write_bytes(b""),
    "replaced by nothing": lambda path: _put(path, b""),
    "replaced by {}": lambda path: _put(path, b"{}"),
    "overwritten by {}": lambda path: path.write_bytes(b"{}"),
    "replaced by an invalid one": lambda path: _put(path, b'{"statements": {"1": {}}}'),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "deleted": Path.unlink,
    "a folder": _make_folder,
}
_KEYS = (
    "j", "enter", "k", "G", "g", "escape", "1", "j", "enter", "escape", "4", "l", "2", "s", "S",
    "slash", "p", "e", "a", "enter", "escape", "f", "escape", "asterisk", "a", "escape", "E",
    "escape", "u", "question_mark", "escape",
)  # fmt: skip


@pytest.mark.parametrize("what", _BAD)
async def test_whatever_becomes_of_the_file_what_is_shown_stays_until_it_is_well_again(
    explorer: Opened, own: Location, what: str
) -> None:
    path = Path(own.path)
    good = path.read_bytes()
    async with explorer((100, 30), own) as quoth:
        await quoth.press("j", "j")
        _BAD[what](path)
        await until(quoth, lambda: ";" in quoth.lines[-1])
        assert "of 24" in quoth.text
        await quoth.press(*(_KEYS if what in ("cut off", "deleted") else _KEYS[:10]))
        assert "Statements · 24" in quoth.text
        if path.is_dir():
            path.rmdir()
        _put(path, good.replace(b"operational", b"functional"))
        await until(quoth, lambda: "The store was changed by another program" in quoth.text)
        assert "Statements · 24" in quoth.text
        assert quoth.app.return_code is None


@pytest.mark.parametrize("in_place", [False, True])
@pytest.mark.parametrize("keeps_actors", [False, True])
async def test_a_store_that_another_program_empties_is_shown_empty(
    explorer: Opened, own: Location, in_place: bool, keeps_actors: bool
) -> None:
    path = Path(own.path)
    good = path.read_bytes()
    tables = json.loads(good) if keeps_actors else {}
    empty = json.dumps(tables | {"statements": {}}).encode()
    async with explorer((100, 30), own) as quoth:
        await quoth.press("j", "j")
        if in_place:
            path.write_bytes(empty)
        else:
            _put(path, empty)
        await until(quoth, lambda: "Statements · 0" in quoth.text or "of 24" not in quoth.text)
        await quoth.press(*_KEYS)
        _put(path, good)
        await until(quoth, lambda: "Statements · 24" in quoth.text)
        assert quoth.app.return_code is None


async def test_an_empty_store_says_what_fills_it(explorer: Opened, own: Location) -> None:
    Path(own.path).write_text('{"meta": {"1": {"schema": 1, "title": "Mine"}}}', encoding="utf-8")
    async with explorer((80, 24), own) as quoth:
        said = "Empty: press a to add a statement, I for an article, i for a file."
        assert said in " ".join(quoth.text.split())


def test_leaving_puts_everything_into_the_file(own: Location, tmp_path: Path) -> None:
    with terminal(
        "--store", str(own.path), XDG_STATE_HOME=str(tmp_path), HOME=str(tmp_path)
    ) as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("*q")
        assert quoth.end() == 0
    assert '"star"' in Path(own.path).read_text(encoding="utf-8")
    assert not is_pending(own.path)


def test_what_is_typed_at_once_behind_a_key_goes_into_the_form(
    own: Location, tmp_path: Path
) -> None:
    with terminal(
        "--store", str(own.path), XDG_STATE_HOME=str(tmp_path), HOME=str(tmp_path)
    ) as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("adquxBread is dear\ri\rzelen\t\t2025-03-19\t\x1bOR\x13")
        quoth.wait_for("Saved: draft")
        quoth.press("q")
        assert quoth.end() == 0
    assert "volodymyr-zelenskyy" in Path(own.path).read_text(encoding="utf-8").split("dquxBread")[1]
