"""The explorer itself, with random keys: after each write, both terminals show the same."""

from __future__ import annotations

import fcntl
import json
import random
import signal
import struct
import termios
import time
from pathlib import Path

import pytest

from quoth.store.location import sample_path
from tests.tui.frugal.comparing import Terminal
from tests.tui.test_safety import hostile_store
from tests.tui.test_terminal import Terminal as PseudoTerminal
from tests.tui.test_terminal import terminal

KEYS = (
    *"jjjjkkkgGnN123123//fxsX[]+-0vTyc?:",
    *("ironclad", "guarantee", "é", "漢字", "\r", "\r", "\r", "\x1b", "\x1b", "\x1b", "\t"),
    *("\x04", "\x15", "\x0c", "\x7f", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[6~", "\x1b[5~"),
)
"""What may be pressed: no key that ends the explorer."""
SIZES = ((80, 24), (100, 30), (60, 16))
RECORDER = "tests.tui.frugal.recording:RecordingDriver"


def press_anything(quoth: PseudoTerminal, chance: random.Random, control: int) -> None:
    """Press random keys, and change the size now and then; leave in the end."""
    for _ in range(50):
        if chance.random() < 0.04:
            columns, lines = chance.choice(SIZES)
            size = struct.pack("HHHH", lines, columns, 0, 0)
            fcntl.ioctl(control, termios.TIOCSWINSZ, size)
            quoth.process.send_signal(signal.SIGWINCH)
        quoth.press(chance.choice(KEYS))
        time.sleep(chance.choice((0.0, 0.02, 0.05)))
    time.sleep(0.3)
    quoth.press("\x03")
    assert quoth.end() == 130


def replay(record: Path) -> tuple[int, int]:
    """Show a record on two terminals, compare them after each write, and return what was written.

    Returned are the characters that Textual wrote, and those that were sent.
    """
    stock, frugal = Terminal(*SIZES[0]), Terminal(*SIZES[0])
    written, sent_in_all = 0, 0
    for line in record.read_text(encoding="utf-8").splitlines():
        size, data, sent = json.loads(line)
        for one, what in ((stock, data), (frugal, sent)):
            one.resize(*size)
            one.feed(what)
        assert frugal.cells == stock.cells, (data, sent)
        assert frugal.cursor == stock.cursor, (data, sent)
        written += len(data)
        sent_in_all += len(sent)
    return written, sent_in_all


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("store", ["sample", "hostile"])
def test_random_keys_show_the_same(store: str, seed: int, tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    if store == "sample":
        path.write_bytes(Path(sample_path()).read_bytes())
    else:
        path = Path(hostile_store(tmp_path).path)
    record = tmp_path / "record"
    with terminal("--store", str(path), TEXTUAL_DRIVER=RECORDER, RECORD=str(record)) as quoth:
        quoth.wait_for(" of ")
        press_anything(quoth, random.Random(f"{store} {seed}"), quoth.control)  # noqa: S311
    written, sent = replay(record)
    assert sent < written


def test_the_first_frame_is_whole(tmp_path: Path) -> None:
    record = tmp_path / "record"
    with terminal("--sample", TEXTUAL_DRIVER=RECORDER, RECORD=str(record)) as quoth:
        quoth.wait_for(" of ")
        quoth.press("q")
        assert quoth.end() == 0
    texts = (json.loads(line)[1] for line in record.read_text(encoding="utf-8").splitlines())
    first = next(text for text in texts if "Opening" in text)
    assert "3 Timeline" in first
    assert "quit" in first
