"""Try at length what an index survives: damage of every kind, and what commands answer then.

    python tests/benchmarks/damage.py [--statements N] [--trials N] [--forged N] [--seed N]

Each trial damages a copy of what is kept of a store and runs a command, whose answer has to be the
one it gives without an index: bits are flipped, bytes written over, pages lost, files cut off,
exchanged and crafted. An index that is forged, with all of its checksums and a manifest that
vouches for it, may lead to a wrong answer, and never to a breakdown. The exit code is 1 if anything
was wrong.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

# Run as a script, this finds its neighbours where tests do: under the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks import make_store
from tests.faults.damaging import (
    DAMAGES,
    Damage,
    State,
    Trial,
    forge,
    states,
    tried,
    trusted_at_once,
)


def main() -> int:
    """Try, and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--statements", type=int, default=400)
    parser.add_argument("--trials", type=int, default=3_000)
    parser.add_argument("--forged", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, trusted_at_once():
        store = Path(folder, "store.json")
        make_store.main([str(store), "--statements", str(options.statements)])
        indexed = states(Path(folder), store)
        found = _all(indexed, options.trials, options.seed, DAMAGES)
        wrong = [trial for trial in found if not trial.is_right]
        print(f"{len(found):,} damaged indexes: {len(wrong)} wrong answers")
        _print(wrong)
        forged = _all(indexed, options.forged, options.seed, [forge])
        broken = [trial for trial in forged if trial.said.code not in (0, 1, 2, 3)]
        misled = sum(not trial.is_right for trial in forged)
        print(f"{len(forged):,} forged ones: {len(broken)} breakdowns, {misled} other answers")
        _print(broken)
        print(f"the slowest answer took {max(one.seconds for one in found + forged):.2f} s")
    return 1 if wrong or broken else 0


def _all(
    indexed: Sequence[State], trials: int, seed: int, damages: Sequence[Damage]
) -> list[Trial]:
    """Run so many trials."""
    done = []
    for number in range(trials):
        done.append(tried(indexed[number % len(indexed)], seed * 1_000_000 + number, damages))
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{number + 1} of {trials}")
    return done


def _print(trials: Sequence[Trial]) -> None:
    """Print which trials went wrong, by kind, with one of each to try again."""
    kinds = Counter((one.damage, one.state, one.question, one.said.code) for one in trials)
    for kind, count in kinds.most_common():
        seeds = [one.seed for one in trials if (one.damage, one.state, one.question) == kind[:3]]
        print(f"  {count} times {kind}, as with seed {seeds[0]}")


if __name__ == "__main__":
    sys.exit(main())
