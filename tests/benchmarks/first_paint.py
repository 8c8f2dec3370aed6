"""Measure how long the explorer takes to its first frame, and until its list can be read.

    python tests/benchmarks/first_paint.py [--statements 100000] [--repeat 11] [--store FILE]

What is started, in a pseudo terminal of 80 by 24 cells as an xterm with 256 colours:

- `python -c pass`, timed to its end: what no program in Python can go below;
- an empty Textual app, one word on a screen: what no program in Textual can go below;
- the explorer on the sample store;
- the explorer on a large store, which `make_store.py` writes into a temporary directory unless
  `--store` names one.

First paint is when bytes have arrived that put the empty app's only word on the alternate
screen, and of the explorer the last heading of its whole frame, "3 Timeline"; its first line, with
the word "quoth", is there before Textual is loaded, and told apart. The explorer is usable when the
heading of the statements counts all that are listed (drafts are not), that is, when its list is
shown. The first paint is read from the bytes, without the escape sequences. What comes later
changes single cells: a terminal emulator makes out what is shown, from bytes that were timed as
they came, while no others wait, for it would be slower than what it watches.
Questions that Textual asks of the terminal stay without an answer, as in a terminal that doesn't
know them.

All of them take turns, in an order that rotates, after one round that doesn't count and fills the
caches (compiled modules among them, as an installer leaves them), so that whatever else the machine
does falls on each alike. Compare the ratios, which carry over to other machines, rather than the
milliseconds, which don't. It prints figures and judges
nothing. It needs a POSIX system, and no packages but quoth itself and pyte, as the tests do.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import platform
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import Final, NamedTuple

import pyte

_EMPTY_APP: Final = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    BINDINGS = [("q", "quit", "Quit")]

    def compose(self):
        yield Static("painted")

Empty().run()
"""
_COUNT: Final = """
import sys
from pathlib import Path
from quoth.index.opening import open_corpus

from quoth.query import Query
from quoth.query.run import Engine

corpus = open_corpus(Path(sys.argv[1]))
engine = Engine(corpus.prepare(), dict)
listed = len(engine.result(engine.find(Query())).rows)
print(f"{len(corpus):,} {listed:,}")
"""
_SAMPLE: Final = "import quoth.store.location as location; print(location.sample_path())"

_ALTERNATE_SCREEN: Final = b"\x1b[?1049h"
_ESCAPES: Final = re.compile(
    rb"""
      \x1b\[ [0-?]* [\ -/]* [@-~]             # CSI: moves and colours
    | \x1b\] .*? (?: \x07 | \x1b\\ )          # OSC: the title, links
    | \x1b[PX^_] .*? \x1b\\                   # DCS and its like
    | \x1b [\ -/]* [0-~]                      # all shorter ones
    """,
    re.VERBOSE | re.DOTALL,
)
_QUITTING: Final = 5.0
"""Seconds that a program has to quit."""
_LOOKING: Final = 600.0
"""Seconds that it may take to count what a store holds."""


class Program(NamedTuple):
    """What is started, and what it shows."""

    name: str
    command: list[str]
    first: str = ""
    """Is on the first frame; where it is empty, the program is timed to its end."""
    usable: str = ""
    """Is on the first frame that is of use."""


class Times(NamedTuple):
    """Seconds from the start of a program."""

    first: float
    usable: float | None


def measure(program: Program, timeout: float) -> Times:
    """Start a program in a terminal of its own, time it, and end it.

    Raises:
        SystemExit: it ended, or the time was up, before it showed what it should.
    """
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        _become(program.command)
    first: float | None = None
    output = b""
    screen = _Screen()
    try:
        while True:
            left = began + timeout - time.perf_counter()
            chunk = _read(terminal, left)
            now = time.perf_counter() - began
            if not chunk:
                if not program.first and left > 0:
                    return Times(now, None)
                raise SystemExit(_not_shown(program, first, now, screen))
            output += chunk
            if first is None and program.first:
                shown = _plain(output.partition(_ALTERNATE_SCREEN)[2])
                first = now if program.first in shown else None
            screen.take(chunk, now)
            if first is not None and not program.usable:
                return Times(first, None)
            # What it shows is made out while nothing more of it is there to be read.
            if first is not None and not select.select([terminal], [], [], 0)[0]:
                usable = screen.since_when(program.usable)
                if usable is not None:
                    return Times(first, usable)
    finally:
        _end(pid, terminal)


class _Screen:
    """What a terminal shows, made out of the bytes that it got, and when it got them."""

    def __init__(self) -> None:
        """Show nothing."""
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self._waiting: list[tuple[bytes, float]] = []

    def take(self, data: bytes, when: float) -> None:
        """Take some bytes, and when they came."""
        self._waiting.append((data, when))

    def since_when(self, text: str) -> float | None:
        """Return when a text was shown, if it is among what came since this was asked last."""
        waiting, self._waiting = self._waiting, []
        found = None
        for data, when in waiting:
            self._stream.feed(data)
            if found is None and text in self.text:
                found = when
        return found

    @property
    def text(self) -> str:
        """What is shown, blanks of any width as one."""
        return " ".join("\n".join(self._screen.display).split())


def _not_shown(program: Program, first: float | None, now: float, screen: _Screen) -> str:
    """Say what was waited for in vain."""
    awaited = program.first if first is None else program.usable
    what = f"“{awaited}”" if awaited else "its end"
    screen.since_when("")
    return f"{program.name}: waited {now:.1f} s for {what}; it shows: {screen.text[:400]}"


def _become(command: list[str]) -> None:
    """Replace this process, newly forked, by a program in a terminal of 80 by 24 cells."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        unwanted = (
            "COLORTERM", "COLUMNS", "LINES", "NO_COLOR", "PYTHONDONTWRITE", "QUOTH", "TEXTUAL"
        )  # fmt: skip
        kept = {key: text for key, text in os.environ.items() if not key.startswith(unwanted)}
        os.execve(command[0], command, kept | {"TERM": "xterm-256color"})  # noqa: S606
    finally:
        os._exit(127)


def _read(terminal: int, timeout: float) -> bytes:
    """Return what a program writes next; nothing when it has ended or the time is up."""
    if not select.select([terminal], [], [], max(timeout, 0))[0]:
        return b""
    try:
        return os.read(terminal, 65536)
    except OSError:  # so Linux says that nobody has the other end any more
        return b""


def _plain(output: bytes) -> str:
    """Return what is written between escape sequences, blanks of any width as one."""
    return " ".join(_ESCAPES.sub(b"", output).decode(errors="replace").split())


def _end(pid: int, terminal: int) -> None:
    """Ask a program to quit, and end it if it doesn't."""
    deadline = time.perf_counter() + _QUITTING
    try:
        os.write(terminal, b"q")
        while _read(terminal, deadline - time.perf_counter()):
            pass
    except OSError:
        pass
    if os.waitpid(pid, os.WNOHANG) == (0, 0):
        # It has closed the terminal and is about to be gone, or it hangs: either way it is done.
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    os.close(terminal)


def _programs(store: Path) -> list[Program]:
    """Return what is measured, the yardsticks first."""
    python = sys.executable
    sample_size, sample_opening = _look_into(Path(_say(_SAMPLE)))
    size, opening = _look_into(store)
    explorer = [python, "-m", "quoth"]
    large = [*explorer, "--store", str(store)]
    return [
        Program("python -c pass", [python, "-c", "pass"]),
        Program("empty Textual app", [python, "-c", _EMPTY_APP], "painted"),
        Program("quoth's first line", [*explorer, "--sample"], "quoth"),
        Program(f"quoth, {sample_size}", [*explorer, "--sample"], "3 Timeline", sample_opening),
        Program(f"quoth, {size}", large, "3 Timeline", opening),
    ]


def _look_into(store: Path) -> tuple[str, str]:
    """Return how large a store is, and the heading of its list."""
    count, listed = _say(_COUNT, str(store)).split()
    return f"{count} statements", f"2 Statements · {listed}"


def _say(code: str, *arguments: str) -> str:
    """Return what a piece of Python prints; a process of its own, so that this one stays small."""
    command = [sys.executable, "-c", code, *arguments]
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=_LOOKING)
    except subprocess.TimeoutExpired:
        raise SystemExit(f"waited {_LOOKING:.0f} s for a look into {' '.join(arguments)}") from None
    return done.stdout.strip()


def _table(programs: Sequence[Program], runs: Sequence[Sequence[Times]]) -> list[str]:
    """Return the lines of the table: a line a program, medians with their quartiles."""
    heading = (
        f"{'milliseconds':28}{'first paint':>12}{'quartiles':>16}{'× empty':>9}{'× python':>10}"
    )
    lines = [f"{heading}{'usable':>10}{'quartiles':>16}{'× empty':>9}"]
    python, empty = (median(run.first for run in runs[place]) for place in (0, 1))
    for program, ran in zip(programs, runs, strict=True):
        first = [run.first for run in ran]
        usable = [run.usable for run in ran if run.usable is not None]
        middle = median(first)
        cells = f"{program.name:28}{middle * 1000:12.0f}{_quartiles(first):>16}"
        cells += f"{middle / empty:9.2f}{middle / python:10.1f}"
        if usable:
            cells += f"{median(usable) * 1000:10.0f}{_quartiles(usable):>16}"
            cells += f"{median(usable) / empty:9.2f}"
        lines.append(cells)
    return lines


def _quartiles(times: Sequence[float]) -> str:
    """Return between what the middle half of some times lies, in milliseconds."""
    if len(times) < 2:
        return ""
    low, _, high = quantiles(times, n=4, method="inclusive")
    return f"{low * 1000:.0f}–{high * 1000:.0f}"


def _run(store: Path, repeat: int, timeout: float) -> None:
    """Measure everything, and print the table."""
    programs = _programs(store)
    runs: list[list[Times]] = [[] for _ in programs]
    for turn in range(-1, repeat):
        for place in range(len(programs)):
            which = (place + turn) % len(programs)
            times = measure(programs[which], timeout)
            if turn >= 0:
                runs[which].append(times)
    machine = f"{os.cpu_count()} processors, Python {platform.python_version()}"
    print(f"{repeat} runs each, taking turns; {machine}, Textual {version('textual')}\n")
    print("\n".join(_table(programs, runs)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--statements", type=int, default=100_000, metavar="N")
    parser.add_argument("--store", type=Path, metavar="FILE", help="a store that is there already")
    parser.add_argument("--repeat", type=int, default=11, metavar="N", help="default: 11")
    parser.add_argument(
        "--timeout", type=float, default=120, metavar="SECONDS", help="of one run (default: 120)"
    )
    options = parser.parse_args(arguments)
    if options.repeat < 1:
        parser.error("it takes at least 1 run")
    if options.store:
        _run(options.store, options.repeat, options.timeout)
        return 0
    with tempfile.TemporaryDirectory() as directory:
        store = Path(directory) / "large.json"
        maker = Path(__file__).with_name("make_store.py")
        subprocess.run(
            [sys.executable, maker, store, "--statements", str(options.statements)], check=True
        )
        _run(store, options.repeat, options.timeout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
