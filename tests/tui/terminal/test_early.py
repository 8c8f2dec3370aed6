"""The first line is there before Textual is, and never stays behind."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from quoth.store.location import sample_path
from quoth.tui.terminal.early import FirstLine
from quoth.tui.terminal.kinds import colours_known, terminal
from tests.tui.test_terminal import Terminal
from tests.tui.test_terminal import terminal as explorer

XTERM = terminal({"TERM": "xterm-256color"}, "utf-8", utf8_mode=False, look_up=colours_known)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return what is written, which goes nowhere else."""
    texts: list[bytes] = []

    def write(_: int, text: bytes) -> int:
        texts.append(text)
        return len(text)

    for number in (signal.SIGTERM, signal.SIGHUP):
        monkeypatch.setattr(signal, "signal", lambda *_: None)
        assert signal.getsignal(number) is not None
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    monkeypatch.setattr(os, "write", write)
    return texts


def test_the_screen_is_given_back_once(written: list[bytes]) -> None:
    with FirstLine(XTERM, "store.json") as line:
        line.give_back()
    shown = " \x1b[1mquoth\x1b[m  opening store.json …"
    assert written == [f"\x1b[?1049h\x1b[H{shown}".encode(), b"\x1b[?1049l"]


def test_the_screen_is_given_back_at_an_error(written: list[bytes]) -> None:
    with pytest.raises(KeyboardInterrupt), FirstLine(XTERM, "store.json"):
        raise KeyboardInterrupt
    assert written[-1] == b"\x1b[?1049l"


def test_who_takes_over_gives_it_back(written: list[bytes]) -> None:
    with FirstLine(XTERM, "store.json") as line:
        assert line.pass_on()
        assert not line.pass_on()
    assert len(written) == 1


def test_a_name_is_shown_neutral(written: list[bytes]) -> None:
    with FirstLine(XTERM, "a\x1b[2J\u202eb.json"):
        assert "a␛[2Jb.json …" in written[0].decode()


@pytest.mark.parametrize("kind", [{"TERM": "linux"}, {"TERM": "vt100"}, {"LC_ALL": "C"}])
def test_terminals_that_may_not_know_it_are_left_alone(
    written: list[bytes], kind: dict[str, str]
) -> None:
    old = terminal(kind, "ascii", utf8_mode=False, look_up=colours_known)
    with FirstLine(old, "store.json") as line:
        assert not line.pass_on()
    assert written == []


def test_another_driver_draws_everything(
    written: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.linux_driver:LinuxDriver")
    with FirstLine(XTERM, "store.json"):
        pass
    assert written == []


def wait_for_line(quoth: Terminal) -> None:
    """Wait until the first line is shown, and no longer."""
    quoth.wait_for("opening")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_before_the_explorer_is_there_leaves_nothing(number: int, code: int) -> None:
    with explorer("--sample") as quoth:
        wait_for_line(quoth)
        quoth.process.send_signal(number)
        assert quoth.end() == code
        assert quoth.written.count(b"\x1b[?1049h") == quoth.written.count(b"\x1b[?1049l") == 1


def test_the_screen_is_taken_once(tmp_path: Path) -> None:
    store = tmp_path / "store.json"
    store.write_bytes(Path(sample_path()).read_bytes())
    with explorer("--store", str(store)) as quoth:
        quoth.wait_for("of 24")
        time.sleep(0.1)
        quoth.press("q")
        assert quoth.end() == 0
        assert quoth.written.count(b"\x1b[?1049h") == quoth.written.count(b"\x1b[?1049l") == 1
        assert quoth.written.index(b"opening store.json") < quoth.written.index(b"\x1b[?2004h")
