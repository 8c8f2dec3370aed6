"""How the time of some work grows with what it is given: measured as a ratio, in one run.

Four times as much takes four times as long where time grows with the size, and sixteen times where
it grows with the square. Machines differ and are busy, so what is compared is the time that this
process takes, the least of several runs, and only once there is enough of it to be measured.
"""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

PIECES: Final = (
    " ", "\n", "\t ", "(", "[", "“", '"', "'", "``", "«", "\\", "\x1b", ", ", "\u0301", "🙂", "-",
    ". ", "1", "a", "a ", "A. ", "said ", "<p>", "&amp", "x\n",
)  # fmt: skip
"""What a text may hold many times in a row, by mistake or by intent."""
BOUND: Final = 9.0
_ENOUGH: Final = 0.004
"""Seconds that can be measured."""
_TRIES: Final = 6
_AGAIN: Final = 2
"""Tries with the same sizes: on a busy machine a ratio may be high by chance."""
_MOST: Final = 5.0
"""Seconds after which there is no need to wait for the end."""


class TooSlowError(Exception):
    """Work that takes seconds where milliseconds are enough."""


@contextmanager
def _limited() -> Iterator[None]:
    """Give up what takes the processor too long, and collect no garbage meanwhile."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, _MOST)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _seconds(work: Callable[[], object]) -> float:
    """Return how long the processor works at something."""
    with _limited():
        started = time.process_time()
        work()
        return time.process_time() - started


def growth(prepared: Callable[[int], Callable[[], object]], first: int, most: int) -> float:
    """Return how many times as long four times the size takes: 4 where time grows with the size.

    What is prepared for a size isn't measured. Where even `most` takes no time to speak of, it is
    0. Where the ratio is high, it is measured again, twice with as much and then with more each
    time: work that begins only beyond some size has a high ratio there, and 4 further on; where
    time grows with the square, the ratio stays high.

    Raises:
        TooSlowError: it takes seconds.
    """
    size = first
    work = prepared(size)
    while (once := _seconds(work)) < _ENOUGH:
        size *= 2
        if size > most:
            return 0.0
        work = prepared(size)
    ratio = _seconds(prepared(4 * size)) / once
    for tried in range(_TRIES):
        if ratio < BOUND:
            break
        if tried >= _AGAIN:
            size = min(2 * size, most)
        once = _seconds(prepared(size))
        if once > _ENOUGH / 2:  # else it was interrupted before, or is known by now
            ratio = min(ratio, _seconds(prepared(4 * size)) / once)
    return ratio


def growth_of_text(work: Callable[[str], object], piece: str, most: int = 100_000) -> float:
    """Return the growth of what is done with a text that holds a piece many times."""

    def prepared(size: int) -> Callable[[], object]:
        text = piece * (size // len(piece))
        return lambda: work(text)

    return growth(prepared, 500, most)
