"""One engine, built or searched, in a process of its own: its memory and its time are all there is.

    python -m tests.benchmarks.search.worker JOB.json

Building and searching are two processes, so that what is held while searching is what whoever opens
a built index holds, as far as the engine keeps one. A search's queries are asked whole, one after
the other, and then typed: each prefix from the second letter on is searched, as a field that
searches at each keystroke does. A slow engine stops when its time is up; how many it was asked is
told with the answers.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tests.benchmarks.search import engines
from tests.benchmarks.search.engine import Engine, Place, Texts
from tests.benchmarks.search.measuring import (
    memory_bytes,
    peak_bytes,
    processor_seconds,
)
from tests.benchmarks.search.queries import read_queries
from tests.benchmarks.search.texts import TextsFile

FIRST_KEYSTROKE: Final = 2
"""Letters typed when the first search is made."""
_WARM_UP: Final = 3
"""Searches that don't count."""


class Job(NamedTuple):
    """What a worker is told."""

    engine: str
    store: str
    folder: str
    texts: str
    queries: str
    whole: int
    """How many of the queries are asked whole, from the first on."""
    typed: int
    """How many of them are typed letter by letter."""
    seconds: float
    """How long each of the two may take; what has begun is ended."""
    searches: bool
    """Whether it searches what was built, or builds."""


class Built(NamedTuple):
    """What building cost."""

    processor: float
    """Seconds of processor time."""
    wall: float
    """Seconds that passed."""
    peak: int
    """The most memory that the process held, in bytes."""
    kept: int
    """Bytes on disk, besides the store."""


class Searched(NamedTuple):
    """What searching gave and cost; times in milliseconds."""

    open: float
    """Until it could be searched, what it had to import included."""
    memory: int
    whole: list[float]
    found: list[list[str]]
    typed: list[float]


def keystrokes(text: str) -> Iterator[str]:
    """Yield what stands in the field at each keystroke at which a search is made."""
    for length in range(min(FIRST_KEYSTROKE, len(text)), len(text) + 1):
        yield text[:length]


Make = Callable[[], Engine]


def build(make: Make, texts: Texts) -> Built:
    """Build an engine's index; reading the texts is part of it."""
    processor, began = processor_seconds(), time.perf_counter()
    engine = make()
    engine.build(texts)
    wall = time.perf_counter() - began
    return Built(processor_seconds() - processor, wall, peak_bytes(), engine.index_bytes())


def search(make: Make, texts: Texts, asked: Sequence[str], job: Job) -> Searched:
    """Open what was built, and ask it everything."""
    began = time.perf_counter()
    engine = make()
    engine.open(texts)
    opening = (time.perf_counter() - began) * 1000
    _until(time.perf_counter() + 1, asked[-_WARM_UP:], engine.search)
    found: list[list[str]] = []
    whole = _until(
        time.perf_counter() + job.seconds,
        asked[: job.whole],
        lambda text: found.append(engine.search(text)),
    )
    letters = [typed for text in asked[: job.typed] for typed in keystrokes(text)]
    typed = _until(time.perf_counter() + job.seconds, letters, engine.search)
    return Searched(opening, memory_bytes(), whole, found, typed)


def _until(deadline: float, texts: Sequence[str], ask: Callable[[str], object]) -> list[float]:
    """Ask one text after the other until the time is up; return how long each took."""
    taken: list[float] = []
    for text in texts:
        began = time.perf_counter()
        ask(text)
        ended = time.perf_counter()
        taken.append((ended - began) * 1000)
        if ended > deadline:
            break
    return taken


def main(path: Path) -> int:
    """Do a job, and write what it gave beside it."""
    job = Job(**json.loads(path.read_text(encoding="utf-8")))
    texts = TextsFile(Path(job.texts))
    place = Place(Path(job.store), Path(job.folder))

    def make() -> Engine:
        return engines.make(job.engine, place)

    result: Built | Searched
    if job.searches:
        asked = [query.text for query in read_queries(Path(job.queries))]
        result = search(make, texts, asked, job)
    else:
        result = build(make, texts)
    path.with_suffix(".result").write_text(json.dumps(result._asdict()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
