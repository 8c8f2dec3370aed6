"""Statements as the lines of a text file, which is what programs for lines search."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from tests.benchmarks.search.engine import WANTED, Texts
from tests.benchmarks.search.folding import folded


def write_lines(path: Path, statements: Texts) -> None:
    """Write a line a statement: its id, a tab, and its folded words, a blank around each."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for statement, text in statements:
            file.write(f"{statement}\t {' '.join(folded(text))} \n")


def first_ids(command: Sequence[str], lines: Path) -> list[str]:
    """Run a program with the lines as its input, and return the ids of the first it prints.

    What a user has set for fzf stays out of it.
    """
    plain = {name: value for name, value in os.environ.items() if not name.startswith("FZF_")}
    with (
        lines.open("rb") as given,
        subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, env=plain) as program,
    ):
        assert program.stdout is not None
        found = [line.split(b"\t", 1)[0].decode() for line in islice(program.stdout, WANTED)]
        program.stdout.close()
        program.kill()
    return found
