"""Count the instructions that the explorer takes to its first frame, beside an empty Textual app.

    python tests/benchmarks/first_paint_instructions.py [--store FILE]

Times hang on the machine and on what else it does; instructions don't, so a change of a hundredth
can be seen. Both programs of `first_paint.py` run in valgrind (callgrind), which must be installed,
in a pseudo terminal of 80 by 24 cells, with hashes that are the same each time, and once before
without it, so that modules are compiled. Each ends as soon as its whole first frame is handed to
the thread that writes it. It prints figures and judges nothing.
"""

from __future__ import annotations

import argparse
import os
import pty
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks import first_paint

_COLLECTED: Final = re.compile(r"Collected *: *(\d+)")
_WATCHED: Final = """
import os, sys, threading

awaited, start = sys.argv.pop(1), threading.Thread.start

def begin(thread):
    writer = type(thread)
    if writer.__name__ == "WriterThread":
        write = writer.write

        def until(self, text):
            write(self, text)
            if awaited in text:
                os._exit(0)

        writer.write = until
    start(thread)

threading.Thread.start = begin
"""
"""Ends a program when what is awaited is to be written; all that it loads is loaded anyway."""
_QUOTH: Final = """
from quoth.cli import run

run()
"""
_PATIENCE: Final = 600.0
"""Seconds that a program may take in valgrind."""


def _run(command: Sequence[str]) -> None:
    """Run a program to its end, in a terminal of its own."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["PYTHONHASHSEED"] = "0"
        first_paint._become(list(command))
    while first_paint._read(terminal, _PATIENCE):
        pass
    os.waitpid(pid, 0)
    os.close(terminal)


def _count(program: str, awaited: str, *arguments: str) -> int:
    """Return the instructions of a program until it writes what is awaited."""
    watched = [sys.executable, "-P", "-c", _WATCHED + program, awaited, *arguments]
    _run(watched)
    with tempfile.TemporaryDirectory() as directory:
        log = Path(directory) / "log"
        valgrind = shutil.which("valgrind") or sys.exit("valgrind isn't installed")
        tool = ["--tool=callgrind", f"--callgrind-out-file={directory}/out", f"--log-file={log}"]
        _run([valgrind, *tool, *watched])
        found = _COLLECTED.search(log.read_text())
        return int(found[1]) if found else sys.exit(f"valgrind says: {log.read_text()}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Count what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--store", metavar="FILE", help="a store; default: the sample")
    options = parser.parse_args(arguments)
    opened = ["--store", options.store] if options.store else ["--sample"]
    empty = _count(first_paint._EMPTY_APP, "painted")
    quoth = _count(_QUOTH, "Timeline", *opened)
    print(f"{'empty Textual app':20}{empty / 1e6:8.1f} million instructions")
    print(f"{'quoth':20}{quoth / 1e6:8.1f} million instructions{quoth / empty:8.3f} × empty")
    return 0


if __name__ == "__main__":
    sys.exit(main())
