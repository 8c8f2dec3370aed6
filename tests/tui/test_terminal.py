"""The explorer on a pseudo terminal: the bytes that a real terminal gets."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyte
import pytest

from tests.tui.test_safety import hostile_store

_PATIENCE = 60.0
"""Seconds after which a program that shows nothing is taken to be stuck."""
_SEQUENCES = re.compile(
    rb"\x1b\[[0-9;?<=>]*[ -/]*[@-~]"  # CSI: cursor, colours, modes
    rb"|\x1b[()*+][0-9A-Z]|\x1b[78=>cM]"  # character sets, saved cursor, keypad
    rb"|\x1b\]22;[a-z]+\x07"  # the shape of the mouse pointer
)


class Terminal:
    """A program, the terminal it runs on, and every byte it has written."""

    def __init__(
        self, process: subprocess.Popen[bytes], control: int, size: tuple[int, int] = (80, 24)
    ) -> None:
        """Take the process, the terminal's side of the pair, and its columns and lines."""
        self.process = process
        self.written = b""
        self.control = control
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        """What the terminal shows."""
        return "\n".join(self._screen.display)

    def wait_for(self, text: str) -> None:
        """Read until the terminal shows a text."""
        while text not in self.text:
            assert self.read(), f"it ended without “{text}”:\n{self.text}"

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self.control, keys.encode())

    def end(self) -> int:
        """Read to the end and return the exit code."""
        while self.read():
            pass
        return self.process.wait(_PATIENCE)

    def read(self) -> bool:
        """Read what there is; tell whether there may be more."""
        ready, _, _ = select.select([self.control], [], [], _PATIENCE)
        assert ready, f"it is stuck:\n{self.text}"
        try:
            data = os.read(self.control, 65536)
        except OSError:  # the other side is closed
            return False
        self.written += data
        self._stream.feed(data)
        return bool(data)


@contextmanager
def terminal(
    *arguments: str,
    out: IO[bytes] | None = None,
    size: tuple[int, int] = (80, 24),
    **environment: str,
) -> Iterator[Terminal]:
    """Run quoth on a terminal; what it prints goes elsewhere if that is named."""
    control, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", *reversed(size), 0, 0))
    unwanted = {"NO_COLOR", "QUOTH_STORE", "COLORTERM", "COLUMNS", "LINES"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    process = subprocess.Popen(
        [sys.executable, "-m", "quoth", *arguments],
        stdin=side,
        stdout=out or side,
        stderr=side,
        env=kept | {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"} | environment,
        start_new_session=True,
    )
    os.close(side)
    try:
        yield Terminal(process, control, size)
    finally:
        process.kill()
        process.wait()
        os.close(control)


def test_the_screen_is_drawn_and_left_as_it_was() -> None:
    with terminal("--sample") as quoth:
        quoth.wait_for("17–20 Mar 2025")
        quoth.wait_for('"operational')
        quoth.press("q")
        assert quoth.end() == 0
        assert quoth.written.rindex(b"\x1b[?1049l") > quoth.written.rindex(b"\x1b[?1049h")


def test_a_search_is_typed_and_answered() -> None:
    with terminal("--sample") as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("/ironclad garantee\r")
        quoth.wait_for("1 of 1 · by relevance")
        quoth.press("\r")
        quoth.wait_for("A Russian newspaper")
        quoth.press("q")
        assert quoth.end() == 0


def test_control_c_leaves() -> None:
    with terminal("--sample") as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("\x03")
        assert quoth.end() == 130


def test_no_byte_of_a_hostile_store_reaches_the_terminal(tmp_path: Path) -> None:
    # Textual's own driver moves the cursor by sequences alone; ours goes back a cell by a control.
    stock = "textual.drivers.linux_driver:LinuxDriver"
    store = str(hostile_store(tmp_path).path)
    with terminal("--store", store, TEXTUAL_DRIVER=stock) as quoth:
        quoth.wait_for("1 of 3")
        for keys, shown in (
            ("\r", "Who said it"),
            ("v", "U+202E"),
            ("1", "1 Actors"),
            ("/pea", "pea"),
        ):
            quoth.press(keys)
            quoth.wait_for(shown)
        quoth.press("\r")
        quoth.press("q")
        assert quoth.end() == 0
        rest = _SEQUENCES.sub(b"", quoth.written).decode("utf-8")
        controls = {character for character in rest if not character.isprintable()}
        assert controls <= {"\r", "\n"}
        assert b"\x1b]52" not in quoth.written


def test_without_colours_none_are_sent() -> None:
    with terminal("--sample", NO_COLOR="1") as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("1")
        quoth.press("q")
        assert quoth.end() == 0
        looks = re.findall(rb"\x1b\[([0-9;]*)m", quoth.written)
        used = {code for look in looks for code in look.split(b";")}
        assert not {b"38", b"48"} & used
        assert not {str(code).encode() for code in (*range(30, 38), *range(90, 98))} & used
        assert b"7" in used


def test_a_store_found_wrong_while_opening_is_told_after_leaving(tmp_path: Path) -> None:
    store = tmp_path / "wrong.json"
    store.write_text('{"statements": {"1": {"quote": "x", "kind": "loud"}}}')
    with terminal("--store", str(store)) as quoth:
        assert quoth.end() == 3
        last = quoth.written.split(b"\x1b[?1049l")[-1].decode()
        assert "statements 1: “kind” is “loud”; write one of direct, mixed, indirect" in last
        assert "Traceback" not in last


@pytest.mark.parametrize("name", ["dumb", "unknown"])
def test_a_terminal_that_can_show_nothing_is_told_what_to_use(name: str) -> None:
    with terminal("--sample", TERM=name) as quoth:
        assert quoth.end() == 2
        assert b"try `quoth find WORDS`" in quoth.written
        assert b"\x1b" not in quoth.written
