"""Whole lookups, from the start of the process to its end: `quoth find QUERY --store FILE`.

What quoth keeps of a store goes to a folder that is empty at first, by way of the variable that
says where caches are; the first lookup of each command, which may have to build an index, is told
apart from the others.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tests.benchmarks.search.measuring import Times, Yardstick, milliseconds, times

LOOKUPS: Final = 15
"""Lookups of each command that count."""


class Lookup(NamedTuple):
    """How long a command's lookups took, in milliseconds."""

    command: str
    statements: int
    first: float
    """With nothing kept yet."""
    later: Times
    failed: int
    """How many of them ended otherwise than with something or nothing found."""


def look_up(
    store: Path, statements: int, texts: Sequence[str], folder: Path, yardstick: Yardstick
) -> list[Lookup]:
    """Time the lookups of both commands, which take turns with `python -c pass`."""
    commands = _commands()
    firsts = []
    for place, command in enumerate(commands):
        cache = folder / f"cache-{place}"
        shutil.rmtree(cache, ignore_errors=True)
        firsts.append(_run(command, texts[0], store, cache)[0])
    taken: list[list[float]] = [[] for _ in commands]
    failed = [0 for _ in commands]
    for turn in range(LOOKUPS):
        yardstick.take(1)
        for place, command in enumerate(commands):
            text = texts[turn % len(texts)]
            took, good = _run(command, text, store, folder / f"cache-{place}")
            taken[place].append(took)
            failed[place] += not good
    return [
        Lookup(_title(command), statements, first, times(later), bad)
        for command, first, later, bad in zip(commands, firsts, taken, failed, strict=True)
    ]


def _commands() -> list[list[str]]:
    """Return the ways to start quoth: as a module, and by its script where it is installed."""
    module = [sys.executable, "-m", "quoth"]
    script = shutil.which("quoth", path=str(Path(sys.executable).parent)) or shutil.which("quoth")
    return [module, [script]] if script else [module]


def _title(command: Sequence[str]) -> str:
    """Return what a command is called in a table."""
    return "python -m quoth find" if len(command) > 1 else "quoth find"


def _run(command: Sequence[str], text: str, store: Path, cache: Path) -> tuple[float, bool]:
    """Look something up; return how long it took, and whether it went well."""
    codes: list[int] = []
    line = [*command, "find", text, "--store", str(store)]
    cache.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}

    def run() -> None:
        ended = subprocess.run(
            line, check=False, capture_output=True, stdin=subprocess.DEVNULL, env=environment
        )
        codes.append(ended.returncode)

    return milliseconds(run), codes[0] in (0, 1)
