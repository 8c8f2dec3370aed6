"""However the explorer ends, the terminal is as it was, and what was typed is kept."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import re
import signal
import stat
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.store import Location
from tests.tui.test_terminal import Terminal, terminal

_SWITCHES = re.compile(rb"\x1b\[(?:\?([\d;]+)([hl])|([><])[\d;]*u)")
_AT_FIRST_ON = {b"7", b"25"}
"""Wrapping, and the cursor."""
_DATA = "bread is dear"


def modes_left(written: bytes) -> set[bytes]:
    """Return the modes that aren't as they were before all this was written."""
    on = set(_AT_FIRST_ON)
    for modes, switch, keyboard in _SWITCHES.findall(written):
        if keyboard:
            (on.add if keyboard == b">" else on.discard)(b"keyboard")
        for mode in filter(None, modes.split(b";")):
            (on.add if switch == b"h" else on.discard)(mode)
    return on ^ _AT_FIRST_ON


def attributes(quoth: Terminal) -> list[object]:
    """Return how the terminal treats what is typed."""
    return termios.tcgetattr(quoth.control)[:4]


@contextlib.contextmanager
def breaking(tmp_path: Path, *arguments: str, **environment: str) -> Iterator[Terminal]:
    """Run an explorer whose help breaks down, with data in the error and in its variables."""
    (tmp_path / "sitecustomize.py").write_text(
        "import quoth.tui.screens.help as module\n"
        "def broken(*_):\n"
        f"    secret = {_DATA!r}\n"
        "    raise KeyError(secret)\n"
        "module.HelpLines._lay_out = broken\n"
    )
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    with terminal(*arguments, out=None, PYTHONPATH=path, **environment) as quoth:  # type: ignore[arg-type]
        yield quoth


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_leaves_the_terminal_as_it_was(number: signal.Signals, code: int) -> None:
    with terminal("--sample") as quoth:
        before = attributes(quoth)
        quoth.wait_for("1 of 24")
        assert attributes(quoth) != before
        assert b"1049" in modes_left(quoth.written)
        quoth.process.send_signal(number)
        assert quoth.end() == code
        assert attributes(quoth) == before
        assert modes_left(quoth.written) == set()


@pytest.mark.parametrize(("keys", "code"), [("q", 0), ("\x03", 130), ("?\x03", 130)])
def test_a_key_leaves_the_terminal_as_it_was(keys: str, code: int) -> None:
    with terminal("--sample") as quoth:
        before = attributes(quoth)
        quoth.wait_for("1 of 24")
        quoth.press(keys)
        assert quoth.end() == code
        assert (attributes(quoth), modes_left(quoth.written)) == (before, set())


def test_a_breakdown_is_one_line_without_data_and_a_report(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with breaking(tmp_path, "--sample", XDG_STATE_HOME=str(state)) as quoth:
        before = attributes(quoth)
        quoth.wait_for("1 of 24")
        quoth.press("?")
        assert quoth.end() == 70
        assert (attributes(quoth), modes_left(quoth.written)) == (before, set())
        told = quoth.written.split(b"\x1b[?1049l")[-1].decode()
    assert _DATA not in told
    assert "Traceback" not in told
    assert "quoth: it crashed (KeyError)" in told
    (report,) = (state / "quoth" / "crashes").iterdir()
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    text = report.read_text()
    assert "sitecustomize.py:4 broken" in text
    assert "builtins.KeyError" in text
    assert _DATA not in text


def test_a_terminal_that_is_gone_ends_the_explorer(own: Location) -> None:
    """A pseudo terminal that nobody holds any more, of a program that ignores the signal."""
    control, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "quoth", "--store", str(own.path)],
        stdin=side, stdout=side, stderr=side, start_new_session=True,
        env=os.environ | {"TERM": "xterm-256color"},
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),  # noqa: PLW1509
    )  # fmt: skip
    os.close(side)
    quoth = Terminal(process, control)
    quoth.wait_for("1 of 24")
    os.close(control)
    assert process.wait(60) == 129


def draft(state: Path) -> dict[str, object]:
    """Return what is kept of the one form that wasn't saved."""
    (kept,) = (state / "quoth" / "drafts").glob("*.json")
    texts: dict[str, object] = json.loads(kept.read_text())["texts"]
    return texts


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_what_is_typed_is_kept_at_a_signal(
    number: signal.Signals, own: Location, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    with terminal("--store", str(own.path), XDG_STATE_HOME=str(state)) as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("a")
        quoth.wait_for("F2 save")
        quoth.press("Bread is dear.")
        quoth.wait_for("Bread is dear.")
        quoth.process.send_signal(number)
        assert quoth.end() == 128 + number
    assert "Bread is dear." in draft(state).values()


def test_what_is_typed_is_kept_at_control_c(own: Location, tmp_path: Path) -> None:
    state = tmp_path / "state"
    with terminal("--store", str(own.path), XDG_STATE_HOME=str(state)) as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("a")
        quoth.wait_for("F2 save")
        quoth.press("Bread is dear.\x03")
        assert quoth.end() == 130
    assert "Bread is dear." in draft(state).values()


def test_a_terminal_that_takes_nothing_any_more_keeps_nobody(own: Location) -> None:
    """One that isn't read: the pipe to it fills, and writing to it waits for ever."""
    with terminal("--store", str(own.path)) as quoth:
        quoth.wait_for("1 of 24")
        for _ in range(200):
            with contextlib.suppress(BlockingIOError):
                quoth.press("\x0c")
            time.sleep(0.01)
        quoth.process.send_signal(signal.SIGTERM)
        assert quoth.process.wait(60) == 143


def test_a_shell_gets_the_terminal_back_for_a_while() -> None:
    """In a shell with jobs: ctrl-z there, fg back, all drawn again."""
    control, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = os.environ | {"TERM": "xterm-256color", "PS1": "ready> ", "HISTFILE": ""}
    process = subprocess.Popen(
        ["bash", "--norc", "--noprofile", "-i"],
        stdin=side, stdout=side, stderr=side, env=environment,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
    )  # fmt: skip
    os.close(side)
    shell = Terminal(process, control)
    try:
        shell.wait_for("ready>")
        shell.press(f"{sys.executable} -m quoth --sample\r")
        shell.wait_for("1 of 24")
        shell.press("j\x1a")
        shell.wait_for("Stopped")
        assert modes_left(shell.written) <= {b"2004"}  # which is the shell's own
        shell.press("echo a-$((20 + 3))\r")
        shell.wait_for("a-23")
        shell.press("fg\r")
        shell.wait_for("2 of 24")
        shell.wait_for('"operational')
        shell.press("qe")  # a key behind the one that leaves is nobody's
        while not shell.written.rstrip().endswith(b"ready>"):
            assert shell.read()
        shell.press("echo b-$((20 + 3))-$?\r")
        shell.wait_for("b-23-0")
        assert modes_left(shell.written) <= {b"2004"}
        shell.press("exit\r")
        shell.end()
    finally:
        process.kill()
        process.wait()
        os.close(control)


def test_without_a_shell_to_go_back_to_nothing_sleeps() -> None:
    with terminal("--sample") as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("\x1a")
        quoth.press("j")
        quoth.wait_for("2 of 24")
        quoth.press("q")
        assert quoth.end() == 0
