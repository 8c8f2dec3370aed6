"""Count the bytes that the explorer sends to its terminal, key by key, beside other programs.

    python tests/benchmarks/bytes.py [--columns 80] [--lines 24] [--pause 0.5] [--store FILE]

Programs run in a pseudo terminal that says nothing of itself but `xterm-256color`; each key is
pressed once the terminal has been quiet for a while, and what comes until it is quiet again is
counted to it. The explorer opens on the sample store, unless another is named, once with its own
driver and once with Textual's; beside it run less, Midnight Commander (mc) and VisiData (vd), those
that are installed, on a long text, a full folder and a table. Of keys that are pressed more than
once, the median is told; steps down follow each other sooner than the explorer's cursor rests, and
what it sends where it rests is told apart. It prints figures and judges nothing. It needs a POSIX
system, and no packages but quoth itself.
"""

from __future__ import annotations

import argparse
import csv
import fcntl
import os
import pty
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

_DOWN, _PAGE_DOWN = "\x1b[B", "\x1b[6~"
_KEYS: Final = (
    ("start", ""),
    *(("down", _DOWN),) * 9,
    ("where it rests", ""),
    *(("page down", _PAGE_DOWN),) * 3,
    ("first", "g"),
    ("read: the detail opens", "\r"),
    *(("next, the detail follows", "n"),) * 5,
    ("back", "\x1b"),
    ("search opens", "/"),
    ("its first letter", "o"),
    ("its second letter", "b"),
    ("idle", ""),
    ("draw anew", "\x0c"),
)
_OTHERS: Final = (
    ("start", ""), *(("down", "\x1bOB"),) * 9, *(("page down", _PAGE_DOWN),) * 3, ("idle", ""),
)  # fmt: skip
_STOCK: Final = {"TEXTUAL_DRIVER": "textual.drivers.linux_driver:LinuxDriver"}
_GOING_ON: Final = 0.25
"""Seconds that are quiet at most between steps down: the cursor goes on, and doesn't rest."""
_PATIENCE: Final = 30.0
"""Seconds in which a program has to come to rest after a key."""


class Program(NamedTuple):
    """What is started, and which keys are pressed."""

    name: str
    command: Sequence[str]
    keys: Sequence[tuple[str, str]]
    environment: Mapping[str, str] = {}


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--columns", type=int, default=80)
    parser.add_argument("--lines", type=int, default=24)
    parser.add_argument("--pause", type=float, default=0.5, help="seconds that are quiet")
    parser.add_argument("--store", metavar="FILE", help="a store, in the sample's place")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = {
            program.name: counted(program, options.columns, options.lines, options.pause)
            for program in programs(Path(folder), options.store)
        }
    print(f"{'':26}", *(f"{name:>9}" for name in counts))
    for name in dict.fromkeys(name for name, _ in _KEYS):
        cells = (
            f"{median(one[name]):9,.0f}" if name in one else f"{'':9}" for one in counts.values()
        )
        print(f"{name:26}", *cells)


def programs(folder: Path, store: str | None) -> list[Program]:
    """Return what is compared, with something to show for those that show files."""
    quoth = [sys.executable, "-m", "quoth", *(["--store", store] if store else ["--sample"])]
    text, table, full = folder / "text.txt", folder / "table.csv", folder / "full"
    text.write_text("".join(f"{n:5} {'some words of a line ' * 3}\n" for n in range(2000)))
    with table.open("w", newline="") as file:
        csv.writer(file).writerows((n, f"name {n}", n * n, f"words {n % 7}") for n in range(2000))
    full.mkdir()
    for number in range(200):
        (full / f"file-{number:03}").touch()
    others = [("less", [str(text)]), ("mc", ["-u", str(full)]), ("vd", [str(table)])]
    return [
        Program("quoth", quoth, _KEYS),
        Program("Textual", quoth, _KEYS, _STOCK),
        *(Program(name, [name, *of], _OTHERS) for name, of in others if shutil.which(name)),
    ]


def counted(program: Program, columns: int, lines: int, pause: float) -> dict[str, list[int]]:
    """Return how many bytes were sent for each key, each time it was pressed."""
    control, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    kept.pop("COLORTERM", None)
    process = subprocess.Popen(
        program.command,
        stdin=side,
        stdout=side,
        stderr=side,
        env=kept | {"TERM": "xterm-256color", **program.environment},
        start_new_session=True,
    )
    os.close(side)
    try:
        select.select([control], [], [], 10.0)
        counts: dict[str, list[int]] = {}
        for name, key in program.keys:
            os.write(control, key.encode())
            quiet = min(pause, _GOING_ON) if name == "down" else pause * (1 + 3 * (not key))
            counts.setdefault(name, []).append(received(control, quiet))
        return counts
    finally:
        process.kill()
        process.wait()
        os.close(control)


def received(control: int, pause: float) -> int:
    """Return how many bytes arrive until there is a pause."""
    count, until = 0, time.monotonic() + _PATIENCE
    while select.select([control], [], [], pause)[0]:
        if time.monotonic() > until:
            raise SystemExit(f"waited {_PATIENCE:.0f} s for a pause in what a program sends")
        try:
            count += len(os.read(control, 65536))
        except OSError:
            raise SystemExit("a program ended before it got all its keys") from None
    return count


if __name__ == "__main__":
    main()
