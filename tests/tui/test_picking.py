"""A statement is picked in the explorer, and printed for another program."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from quoth.store.snapshot import Snapshot
from quoth.tui.configured import Picking
from tests.tui.driving import Opened
from tests.tui.test_safety import hostile_store
from tests.tui.test_terminal import terminal


@pytest.fixture
def out() -> Iterator[IO[bytes]]:
    """Return what stands for a pipe."""
    with tempfile.TemporaryFile() as file:
        yield file


def read(out: IO[bytes]) -> str:
    """Return what was printed."""
    out.seek(0)
    return out.read().decode()


def test_what_is_taken_is_printed_and_nothing_else(out: IO[bytes]) -> None:
    with terminal("pick", "ironclad", "garantee", "--sample", out=out) as quoth:
        quoth.wait_for("1 of 1 · by relevance")
        quoth.wait_for("enter take  space read")
        quoth.press("\r")
        assert quoth.end() == 0
        assert b"A Russian newspaper" not in quoth.written
    first, second = read(out).splitlines()
    assert '"ironclad" guarantee' in first
    assert first.endswith(" [mixed]")
    assert second.startswith("— ")
    assert "; in: " in second


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (41, 13)])
def test_the_screen_is_that_of_the_terminal_though_stdout_is_none(
    out: IO[bytes], size: tuple[int, int]
) -> None:
    _, lines = size
    with terminal("pick", "--sample", out=out, size=size) as quoth:
        quoth.wait_for("take")
        quoth.press("q")
        assert quoth.end() == 1
        assert f"\x1b[{lines};".encode() in quoth.written
        assert f"\x1b[{lines + 1};".encode() not in quoth.written
    assert read(out) == ""


def test_the_record_or_the_id_is_printed_for_whoever_wants_it(out: IO[bytes]) -> None:
    with terminal("pick", "--json", "by:macron", "--sample", out=out) as quoth:
        quoth.wait_for("1 of 3")
        quoth.press("\r")
        assert quoth.end() == 0
    record = json.loads(read(out))
    assert record["speaker"] == "emmanuel-macron"
    assert record["speaker_name"] == "Emmanuel Macron"
    with tempfile.TemporaryFile() as other:
        with terminal("pick", "--id", "by:Emmanuel Macron", "--sample", out=other) as quoth:
            quoth.wait_for("1 of 3")
            quoth.press("\r")
            assert quoth.end() == 0
        assert read(other) == f"{record['id']}\n"


def test_who_leaves_picks_nothing(out: IO[bytes]) -> None:
    with terminal("pick", "--sample", out=out) as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("q")
        assert quoth.end() == 1
    with terminal("pick", "--sample", out=out) as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("\x03")
        assert quoth.end() == 130
    assert read(out) == ""


def test_nothing_of_a_hostile_store_acts_on_whatever_reads_it(
    out: IO[bytes], tmp_path: Path
) -> None:
    with terminal("pick", "--store", str(hostile_store(tmp_path).path), out=out) as quoth:
        quoth.wait_for("1 of 3")
        quoth.press("\r")
        assert quoth.end() == 0
    printed = read(out)
    assert printed
    assert all(sign.isprintable() or sign == "\n" for sign in printed)


def test_a_file_of_settings_that_is_wrong_is_told_before_anything_opens(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\nsearch = "f"\n')
    for arguments in (("pick",), ()):
        with terminal(*arguments, "--sample", QUOTH_CONFIG=str(path)) as quoth:
            assert quoth.end() == 2
            assert b"config.toml, line 2: keys.search:" in quoth.written.replace(b"\r\n", b"")
            assert b"\x1b" not in quoth.written


class Taken:
    """Takes statements."""

    def __init__(self) -> None:
        """Begin with none."""
        self.ids: list[str] = []

    def take(self, corpus: Snapshot, row: int) -> None:
        """Take one."""
        self.ids.append(corpus.statements[row].id)


async def test_a_statement_may_be_read_first(explorer: Opened) -> None:
    taken = Taken()
    async with explorer((80, 24), picking=Picking("grushko", taken.take)) as quoth:
        await quoth.press("space")
        assert "Who said it" in quoth.text
        await quoth.press("escape", "enter")
        assert len(taken.ids) == 1
        assert quoth.app.return_code == 0


async def test_what_is_taken_is_what_the_search_that_was_typed_found(explorer: Opened) -> None:
    taken = Taken()
    async with explorer((80, 24), picking=Picking("", taken.take)) as quoth:
        await quoth.pilot.press("slash", *"ironclad", "enter", "enter")
        await quoth.settle()
        assert quoth.app.return_code == 0
    async with explorer((80, 24)) as quoth:
        await quoth.press("slash", *"ironclad", "enter")
        row = quoth._explorer.row_at_hand
        assert quoth._explorer.corpus is not None
        assert row is not None
        assert taken.ids == [quoth._explorer.corpus.statements[row].id]


async def test_enter_reads_where_nothing_is_picked(explorer: Opened) -> None:
    async with explorer((80, 24)) as quoth:
        await quoth.press("enter")
        assert "Who said it" in quoth.text
