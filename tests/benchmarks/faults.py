"""Try at length what a store survives: kills at random moments, and programs that write at once.

    python tests/benchmarks/faults.py [--statements N] [--kills N] [--seed N] [--work DIR]

A process adds statements to a store and says when each is kept; it is killed (-9), and what it
acknowledged has to be there, in a file that is whole, again and again. After one more change by a
process that lives, no file is left of those that were killed. Then two, and four processes add 200
statements each at once. It says how many changes were lost, how many files were damaged, and how
many left behind; the exit code is 1 if any was.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

# Run as a script, this finds its neighbours where tests do: under the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.faults.killing import ROOT, Outcome, kill_once, left_behind, moment, together

_MAKER = Path(__file__).with_name("make_store.py")

_EVERY = 25
"""After how many kills it says how things stand: an hour of them may be ended early."""


def main() -> int:
    """Try, and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--statements", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = options.work or Path(folder)
        os.environ["QUOTH_CACHE"] = str(work / "cache")
        store = work / "store.json"
        subprocess.run(
            [sys.executable, _MAKER, store, "--statements", str(options.statements)],
            check=True, cwd=ROOT,
        )  # fmt: skip
        outcomes = _killed(store, options.kills, random.Random(options.seed))  # noqa: S311
        lost, damaged = outcomes[-1].lost, sum(one.damaged for one in outcomes)
        print(
            f"{len(outcomes)} kills on {options.statements:,} statements: {damaged} damaged files, "
            f"{lost} of {outcomes[-1].acknowledged:,} acknowledged changes lost; "
            f"{sum(one.pending for one in outcomes)} times some were in the journal alone",
            flush=True,
        )
        left = left_behind(store, work / "cache")
        print(f"{len(left)} files left behind{': ' if left else ''}{', '.join(left)}", flush=True)
        for processes in (2, 4):
            there, well = together(store, processes, 200)
            print(
                f"{processes} processes adding 200 statements each: {there} are there", flush=True
            )
            lost += processes * 200 - there + (not well)
        left += left_behind(store, work / "cache")
    return 1 if lost or damaged or left else 0


def _killed(store: Path, kills: int, chance: random.Random) -> list[Outcome]:
    """Kill processes that write, again and again."""
    acknowledged: set[int] = set()
    outcomes = []
    for number in range(kills):
        outcomes.append(kill_once(store, acknowledged, moment(chance), every=5))
        if (number + 1) % _EVERY == 0:
            damaged = sum(one.damaged for one in outcomes)
            said = f"{number + 1} of {kills} kills: {damaged} damaged, {outcomes[-1].lost} lost"
            print(said, flush=True)
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
