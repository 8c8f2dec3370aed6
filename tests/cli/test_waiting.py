"""At a terminal, quoth says that it waits for a store; to a pipe it writes nothing of that."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from quoth.cli import waiting
from quoth.cli.printing import Printer
from quoth.cli.waiting import Waiting
from tests.cli.test_streams import Terminal

STORE = Path("big\x1b[31m.json")


class Clock:
    """A clock that a test sets."""

    now = 100.0

    def monotonic(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock by which is waited."""
    made = Clock()
    monkeypatch.setattr(waiting, "time", made)
    return made


def written(err: Terminal) -> str:
    """Return what was written on a terminal."""
    return err.buffer.getvalue().decode()  # type: ignore[attr-defined,no-any-return]


def test_a_short_wait_is_not_worth_a_word(clock: Clock) -> None:
    err = Terminal()
    with Waiting(Printer(io.StringIO(), err, {}), STORE) as waits:
        clock.now += 0.4
        waits.progress(1, 2)
    assert written(err) == ""


def test_a_long_wait_is_said_now_and_then_and_the_line_is_taken_away(clock: Clock) -> None:
    err = Terminal()
    with Waiting(Printer(io.StringIO(), err, {}), STORE) as waits:
        for second in range(6):
            clock.now = 100.5 + second / 10
            waits.progress(second, 10)
    said = written(err).split("\r\x1b[K")
    assert said == [
        "",
        "quoth: reading big␛[31m.json … 0 % ‡",
        "quoth: reading big␛[31m.json … 20 % ‡",
        "quoth: reading big␛[31m.json … 40 % ‡",
        "",
    ]


def test_who_waits_for_another_quoth_is_told_at_once(clock: Clock) -> None:
    err = Terminal()
    with Waiting(Printer(io.StringIO(), err, {}), STORE) as waits:
        waits.wait()
        assert "another quoth is reading" in written(err)
    assert written(err).endswith("\r\x1b[K")


def test_the_line_is_taken_away_before_an_error_is_said(clock: Clock) -> None:
    err = Terminal()

    def interrupted() -> None:
        with Waiting(Printer(io.StringIO(), err, {}), STORE) as waits:
            clock.now += 1
            waits.progress(1, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert written(err).endswith("\r\x1b[K")


@pytest.mark.parametrize("is_dumb", [False, True])
def test_a_pipe_and_a_dumb_terminal_hear_nothing(clock: Clock, is_dumb: bool) -> None:
    err = Terminal() if is_dumb else io.StringIO()
    printer = Printer(io.StringIO(), err, {"TERM": "dumb"} if is_dumb else {})
    with Waiting(printer, STORE) as waits:
        clock.now += 1
        waits.progress(1, 2)
        waits.wait()
    assert (written(err) if isinstance(err, Terminal) else err.getvalue()) == ""


def test_an_empty_store_divides_nothing(clock: Clock) -> None:
    err = Terminal()
    with Waiting(Printer(io.StringIO(), err, {}), STORE) as waits:
        clock.now += 1
        waits.progress(0, 0)
    assert "0 %" in written(err)
