"""All that is measured of one engine on one store: two workers started, their results read."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.benchmarks.search.engines import ENTRIES, Entry
from tests.benchmarks.search.measuring import Times, Yardstick, times
from tests.benchmarks.search.preparing import Prepared
from tests.benchmarks.search.queries import Query
from tests.benchmarks.search.scoring import (
    Score,
    by_kind,
    by_typos,
    kind_and_typos,
    rank,
    score,
)
from tests.benchmarks.search.worker import Built, Job, Searched

ROOT: Final = Path(__file__).resolve().parents[3]
"""The root of the checkout, where the workers' module is found."""
SAMPLE: Final = 60
"""Queries that a slow engine is asked."""
_TYPED: Final = 60
"""Queries that are typed letter by letter."""
_TYPED_SAMPLE: Final = 6
"""The same, of a slow engine."""


class Figures(NamedTuple):
    """What an engine needed, and what it found."""

    engine: str
    statements: int
    queries: int
    """How many it could have been asked."""
    built: Built
    open: float
    """Milliseconds until what was built can be searched by another process."""
    memory: int
    """Bytes held while searching."""
    whole: Times
    typed: Times
    overall: Score
    typos: Sequence[Score]
    """Of the telling queries, by the number of slips, from none."""
    any_typos: Sequence[Score]
    """The same of those drawn without looking at what they tell."""
    kinds: Mapping[str, Score]
    kind_times: Mapping[str, Times]

    @property
    def is_sample(self) -> bool:
        """Whether it was asked only the first of the queries."""
        return self.overall.asked < self.queries


class Failure(NamedTuple):
    """An engine that came to no figures."""

    engine: str
    statements: int
    reason: str


def measure(
    name: str, store: Path, prepared: Prepared, folder: Path, seconds: float, yardstick: Yardstick
) -> Figures | Failure:
    """Build an engine's index in a folder, search it, and return the figures."""
    queries, answers = prepared.read()
    with prepared.texts.open("rb") as lines:
        statements = sum(1 for _ in lines)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "index").mkdir(parents=True)
    whole, typed = _how_many(ENTRIES[name], statements, len(queries))
    job = Job(
        engine=name, store=str(store), folder=str(folder / "index"), texts=str(prepared.texts),
        queries=str(prepared.queries), whole=whole, typed=typed, seconds=seconds, searches=False,
    )  # fmt: skip
    try:
        yardstick.take()
        built = Built(**_work(job, folder))
        yardstick.take()
        searched = Searched(**_work(job._replace(searches=True), folder))
        yardstick.take()
    except subprocess.CalledProcessError as error:
        reason = (error.stderr.strip().splitlines() or [f"exit {error.returncode}"])[-1]
        return Failure(name, statements, reason)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return _figures(name, statements, built, searched, queries, answers)


def _how_many(entry: Entry, statements: int, queries: int) -> tuple[int, int]:
    """Return how many queries an engine is asked whole, and how many are typed."""
    if entry.slow_from is None or statements < entry.slow_from:
        return queries, min(_TYPED, queries)
    return min(SAMPLE, queries), min(_TYPED_SAMPLE, queries)


def _work(job: Job, folder: Path) -> dict[str, Any]:
    """Have a worker do a job, and return what it wrote."""
    path = folder / "job.json"
    path.write_text(json.dumps(job._asdict()), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.search.worker", str(path)],
        check=True, cwd=ROOT, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    result: dict[str, Any] = json.loads(path.with_suffix(".result").read_text(encoding="utf-8"))
    return result


def _figures(
    name: str,
    statements: int,
    built: Built,
    searched: Searched,
    queries: Sequence[Query],
    answers: Sequence[set[str]],
) -> Figures:
    """Return the figures of what the workers saw."""
    asked = queries[: len(searched.found)]
    ranks = [rank(found, right) for found, right in zip(searched.found, answers, strict=False)]
    kinds = by_kind(asked, ranks)
    return Figures(
        engine=name,
        statements=statements,
        queries=len(queries),
        built=built,
        open=searched.open,
        memory=searched.memory,
        whole=times(searched.whole),
        typed=times(searched.typed),
        overall=score(ranks),
        typos=by_typos(asked, ranks),
        any_typos=by_typos(asked, ranks, whatever_they_tell=True),
        kinds=kinds,
        kind_times={kind: _times_of(kind, asked, searched.whole) for kind in kinds},
    )


def _times_of(kind: str, asked: Sequence[Query], milliseconds: Sequence[float]) -> Times:
    """Return how long the queries of a kind took."""
    pairs = zip(asked, milliseconds, strict=True)
    return times([taken for query, taken in pairs if kind_and_typos(query) == kind])
