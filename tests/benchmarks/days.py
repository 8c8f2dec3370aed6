"""Live whole days of work on stores of all sizes, and compare all that is shown with the records.

    python tests/benchmarks/days.py [--steps 10000] [--seeds 20] [--first 1] [--size SIZE]

Each seed is a day: a store is edited, searched, imported into, merged, undone, killed, damaged and
written by other programs, step by step; whatever is shown afterwards has to be what the plain
records say (`tests/days`). The first difference, or breakdown, ends a day with the steps before.
Exits with 1 if any day ended so.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path
from random import Random

# Run as a script, this finds its neighbours where tests do: under the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.days.day import Day
from tests.days.stores import SIZES, thresholds


def main() -> int:
    """Live the days that are asked for."""
    options = _options()
    failed = 0
    for seed in range(options.first, options.first + options.seeds):
        started = time.perf_counter()
        steps = lived(seed, options.steps, options.size, options.verbose)
        took = time.perf_counter() - started
        failed += steps < options.steps
        print(f"day {seed}: {steps:,} steps, {took:.0f} s", flush=True)
    print(f"{options.seeds} days, {failed} ended early")
    return failed > 0


def lived(seed: int, steps: int, size: str | None, verbose: bool = False) -> int:
    """Live a day, and return how many steps went well."""
    random = Random(seed)  # noqa: S311  # the same day for the same seed
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = str(home / "home")
        os.environ["QUOTH_CACHE"] = str(home / "cache")
        os.environ["QUOTH_CONFIG"] = os.devnull
        with thresholds(random):
            day = Day(home, random, size or random.choice(sorted(SIZES)))
            for step in range(steps):
                try:
                    day.live()
                except BaseException as error:
                    if isinstance(error, KeyboardInterrupt):
                        raise
                    traceback.print_exc(limit=-12)
                    if not isinstance(error, AssertionError) or verbose:
                        print("\n".join(day.trail[-25:]))
                    return step
    return steps


def _options() -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(description="Live days of work on a store, and look.")
    parser.add_argument("--steps", type=int, default=10_000, help="steps of a day")
    parser.add_argument("--seeds", type=int, default=20, help="how many days")
    parser.add_argument("--first", type=int, default=1, help="the seed of the first day")
    parser.add_argument("--size", choices=SIZES, help="the size of the store; else any")
    parser.add_argument("--verbose", action="store_true", help="print the steps before a failure")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
