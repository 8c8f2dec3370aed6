"""Count the bytes that the explorer sends to its terminal, key by key, beside Textual's own driver.

    python tests/benchmarks/bytes.py [--columns 80] [--lines 24] [--pause 0.4]

The explorer opens on the sample store, in a pseudo terminal that says nothing of itself but
`xterm-256color`; each key is pressed once the terminal has been quiet for a while, and what comes
until it is quiet again is counted to it. It prints figures and judges nothing. It needs a POSIX
system, and no packages but quoth itself.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from typing import Final

_KEYS: Final = (
    ("start", ""),
    ("down", "j"),
    ("down", "j"),
    ("page down", "\x04"),
    ("page up", "\x15"),
    ("read: the detail opens", "\r"),
    ("down in the detail", "j"),
    ("next statement, the detail follows", "n"),
    ("back", "\x1b"),
    ("search opens", "/"),
    ("letter", "i"),
    ("letter", "r"),
    ("letter", "o"),
    ("letter", "n"),
    ("idle", ""),
    ("draw anew", "\x0c"),
)
_STOCK: Final = {"TEXTUAL_DRIVER": "textual.drivers.linux_driver:LinuxDriver"}


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--columns", type=int, default=80)
    parser.add_argument("--lines", type=int, default=24)
    parser.add_argument("--pause", type=float, default=0.4, help="seconds that are quiet")
    options = parser.parse_args()
    stock, frugal = (
        counted(options.columns, options.lines, options.pause, environment)
        for environment in (_STOCK, {})
    )
    print(f"{'':36} {'Textual':>9} {'quoth':>9}")
    for (name, _), before, after in zip(_KEYS, stock, frugal, strict=True):
        print(f"{name:36} {before:9,} {after:9,}")


def counted(columns: int, lines: int, pause: float, environment: dict[str, str]) -> list[int]:
    """Return how many bytes were sent for each key."""
    control, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    kept.pop("COLORTERM", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "quoth", "--sample"],
        stdin=side,
        stdout=side,
        stderr=side,
        env=kept | {"TERM": "xterm-256color"} | environment,
        start_new_session=True,
    )
    os.close(side)
    try:
        select.select([control], [], [], 10.0)
        counts = []
        for name, key in _KEYS:
            os.write(control, key.encode())
            counts.append(received(control, 2 * pause if name == "start" else pause))
        return counts
    finally:
        process.kill()
        process.wait()
        os.close(control)


def received(control: int, pause: float) -> int:
    """Return how many bytes arrive until there is a pause."""
    count = 0
    while select.select([control], [], [], pause)[0]:
        count += len(os.read(control, 65536))
    return count


if __name__ == "__main__":
    main()
