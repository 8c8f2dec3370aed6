"""Time, memory and the yardstick: what figures are made from."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

FEWEST_PASSES: Final = 15


class Times(NamedTuple):
    """How long something took, in milliseconds."""

    measured: int
    p50: float
    p95: float


def times(milliseconds: Sequence[float]) -> Times:
    """Return the median and the 95th percentile of some times."""
    return Times(len(milliseconds), percentile(milliseconds, 50), percentile(milliseconds, 95))


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value below which so many percent lie, between two values where it falls there.

    Of no values it is not a number.
    """
    if not values:
        return float("nan")
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    lower = int(place)
    upper = min(lower + 1, len(ordered) - 1)
    between = ordered[lower] + (ordered[upper] - ordered[lower]) * (place - lower)
    return min(between, ordered[upper])


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


class Yardstick:
    """How long `python -c pass` takes: what no program in Python can go below.

    It is asked for again and again while others are measured, so that whatever else the machine
    does falls on it as well. Compare the ratios to it, which carry over to other machines.
    """

    def __init__(self) -> None:
        """Start without a figure."""
        self.taken: list[float] = []

    def take(self, count: int = 3) -> None:
        """Measure it so many times."""
        command = [sys.executable, "-c", "pass"]
        for _ in range(count):
            self.taken.append(milliseconds(lambda: subprocess.run(command, check=True)))

    def finish(self) -> float:
        """Return the median, in milliseconds, of enough measurements."""
        self.take(max(0, FEWEST_PASSES - len(self.taken)))
        return median(self.taken)


def pin_to_one_core() -> None:
    """Keep this process, and those it starts, on one core, where the system lets it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def processor_seconds() -> float:
    """Return the processor's time that this process and those it waited for have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def peak_bytes(who: int = resource.RUSAGE_SELF) -> int:
    """Return the most memory that this process, or the largest of its children, has held."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(who).ru_maxrss * unit


def memory_bytes() -> int:
    """Return the memory that this process holds now, with the largest child it waited for.

    Where the system doesn't say, it is the most the process has held.
    """
    children = peak_bytes(resource.RUSAGE_CHILDREN)
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return peak_bytes() + children
    return int(statm.read_text().split()[1]) * resource.getpagesize() + children
