"""The driver on a pseudo terminal, and what it does with writes that aren't frames."""

from __future__ import annotations

import asyncio
import os
import pty
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from textual.app import App
from textual.drivers._writer_thread import WriterThread

from quoth.tui.frugal import forget_shown, frugal_driver, painting
from quoth.tui.frugal.driver import FrugalDriver
from tests.tui.test_terminal import terminal

FRAME = "\x1b[1;1H\x1b[31mred\x1b[0m plain\x1b[1;1H"


class Sent:
    """Stands in for the thread that writes."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.texts: list[str] = []

    def write(self, text: str) -> None:
        """Take what is sent."""
        self.texts.append(text)


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Return the sizes that the terminal had; the last is the one it has."""
    known = [(20, 3)]
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size(known[-1]))
    return known


@contextmanager
def driving() -> Iterator[tuple[FrugalDriver, Sent]]:
    """Yield a driver, and what it sends."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}
    control, side = pty.openpty()
    stdin, stderr = sys.__stdin__, sys.__stderr__
    with os.fdopen(side, "r") as pseudo, os.fdopen(control, "wb", 0):
        sys.__stdin__ = sys.__stderr__ = pseudo  # type: ignore[misc]
        try:
            driver = FrugalDriver(App())
            sent = Sent()
            driver._writer_thread = cast("WriterThread", sent)
            yield driver, sent
        finally:
            sys.__stdin__, sys.__stderr__ = stdin, stderr  # type: ignore[misc]
            for number, handler in handlers.items():
                signal.signal(number, handler)


async def test_a_frame_is_sent_once(sizes: list[tuple[int, int]]) -> None:
    with driving() as (driver, sent):
        driver.write(FRAME)
        driver.write(FRAME)
        assert sent.texts == ["\x1b[H\x1b[;31mred\x1b[m plain\r"]


@pytest.mark.parametrize("harmless", ["\x1b[?1003h", "\x1b]52;c;cXVvdGg=\x07", "\x07", "\x1b[6n"])
async def test_what_is_harmless_passes_and_nothing_is_forgotten(
    harmless: str, sizes: list[tuple[int, int]]
) -> None:
    with driving() as (driver, sent):
        for data in (FRAME, harmless, FRAME):
            driver.write(data)
        assert sent.texts[1:] == [harmless]


@pytest.mark.parametrize("unclear", ["\x1b[2J", "\x1b[?1049h", "words", "\x1b[1;1H\x1b[5S"])
async def test_what_is_unclear_passes_and_all_is_forgotten(
    unclear: str, sizes: list[tuple[int, int]]
) -> None:
    with driving() as (driver, sent):
        for data in (FRAME, unclear, FRAME):
            driver.write(data)
        assert sent.texts[1] == unclear
        assert sent.texts[2].startswith("\x1b[H\x1b[;31mred")


async def test_colours_are_put_back_before_what_is_unclear(sizes: list[tuple[int, int]]) -> None:
    with driving() as (driver, sent):
        driver.write("\x1b[1;1H\x1b[31mred\x1b[0m\x1b[1;1H")
        driver.write("words")
        assert sent.texts[1] == "\x1b[mwords"


async def test_another_size_has_all_sent_again(sizes: list[tuple[int, int]]) -> None:
    with driving() as (driver, sent):
        driver.write(FRAME)
        sizes.append((30, 3))
        driver.write(FRAME)
        driver.forget()
        driver.write(FRAME)
        assert [text.count("plain") for text in sent.texts] == [1, 1, 1]


async def test_what_is_forgotten_while_it_is_written_leaves_the_pen_down(
    sizes: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    coloured = "\x1b[1;1H\x1b[44mblue\x1b[0m\x1b[1;1H"
    with driving() as (driver, sent):
        driver.write(FRAME)

        def paint(*arguments: Any, **options: Any) -> str | None:
            driver.forget()  # as the handler of a signal may
            return painting.paint(*arguments, **options)

        monkeypatch.setattr("quoth.tui.frugal.driver.paint", paint)
        driver.write(coloured)
        monkeypatch.undo()
        monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size(sizes[-1]))
        driver.write(coloured)
        assert sent.texts[1].endswith(coloured)
        assert sent.texts[2].startswith("\x1b[H\x1b[;44mblue")


async def test_synchronised_output_is_announced_only_where_something_is_sent(
    sizes: list[tuple[int, int]],
) -> None:
    with driving() as (driver, sent):
        for data in ("\x1b[?2026h", FRAME, "\x1b[?2026l") * 2:
            driver.write(data)
        assert len(sent.texts) == 2
        assert sent.texts[0].startswith("\x1b[?2026h")
        assert sent.texts[1] == "\x1b[?2026l"


async def test_without_a_size_everything_passes(sizes: list[tuple[int, int]]) -> None:
    sizes.append((0, 0))
    with driving() as (driver, sent):
        driver.write(FRAME)
        driver.write(FRAME)
        assert sent.texts == [FRAME, FRAME]


async def test_threads_may_write(sizes: list[tuple[int, int]]) -> None:
    with driving() as (driver, sent):

        def write() -> None:
            for _ in range(50):
                driver.write(FRAME)

        await asyncio.gather(*(asyncio.to_thread(write) for _ in range(4)))
        assert len(sent.texts) == 1


def test_textual_takes_its_own_where_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert frugal_driver() is FrugalDriver
    monkeypatch.setattr("textual.constants.DRIVER", "textual.drivers.web_driver:WebDriver")
    assert frugal_driver() is None
    forget_shown(None)


def test_control_l_sends_all_again() -> None:
    with terminal("--sample") as quoth:
        quoth.wait_for("1 of 24")
        quoth.wait_for('"operational')
        before = quoth.written.count(b"coalition-of-the-willing")
        quoth.press("\x0c")
        while quoth.written.count(b"coalition-of-the-willing") == before:
            assert quoth.read()
        quoth.press("q")
        assert quoth.end() == 0
        assert quoth.written.count(b"coalition-of-the-willing") == before + 1


def test_what_is_shown_is_sent_again_after_a_pause() -> None:
    with terminal("--sample") as quoth:
        quoth.wait_for("1 of 24")
        quoth.wait_for('"operational')
        quoth.process.send_signal(signal.SIGTSTP)
        os.waitpid(quoth.process.pid, os.WUNTRACED)
        quoth.process.send_signal(signal.SIGCONT)
        while quoth.written.count(b"\x1b[?1049h") < 2:
            assert quoth.read()
        quoth.press("j")
        quoth.wait_for("2 of 24")
        quoth.press("q")
        assert quoth.end() == 0
        entered = quoth.written.split(b"\x1b[?1049h")
        assert len(entered) == 3
        assert b"coalition-of-the-willing" in entered[2]


def test_who_is_told_to_stop_while_something_is_written_stops_and_goes_on() -> None:
    stopping = "tests.tui.terminal.stopping:StoppingDriver"
    with terminal("--sample", TEXTUAL_DRIVER=stopping) as quoth:
        while b"\x1b[?1049l" not in quoth.written:
            assert quoth.read()
        os.waitpid(quoth.process.pid, os.WUNTRACED)
        quoth.process.send_signal(signal.SIGCONT)
        quoth.press("j")
        quoth.wait_for("2 of 24")
        quoth.press("q")
        assert quoth.end() == 0
