"""The figures as Markdown: a table a size, one by kind of query, one of whole lookups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isnan
from typing import NamedTuple

from tests.benchmarks.search.engines import ENTRIES, OURS
from tests.benchmarks.search.figures import Failure, Figures
from tests.benchmarks.search.lookups import LOOKUPS, Lookup
from tests.benchmarks.search.measuring import Times


class Run(NamedTuple):
    """Everything that one run of the benchmark measured."""

    machine: str
    seed: int
    python: float
    """Milliseconds that `python -c pass` took."""
    passes: int
    """How often that was measured."""
    figures: Sequence[Figures | Failure]
    lookups: Sequence[Lookup]
    missing: Sequence[str]
    """Which engines were left out, and why."""

    @property
    def sizes(self) -> list[int]:
        """The numbers of statements that were measured, in the order in which they were."""
        measured = (*self.figures, *self.lookups)
        return list(dict.fromkeys(one.statements for one in measured))


def render(run: Run) -> str:
    """Return the whole report."""
    parts = [_heading(run)]
    for size in run.sizes:
        figures = [one for one in run.figures if one.statements == size]
        parts.append(f"## {size:,} statements")
        parts.append(_engines(figures, run.python))
        parts += [_kinds(one, run.python) for one in figures
                  if isinstance(one, Figures) and one.engine == OURS]  # fmt: skip
    if run.lookups:
        parts += ["## Cold: a process for one lookup", _cold(run)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _heading(run: Run) -> str:
    """Say what the figures are, and what they are relative to."""
    facts = (
        f"{run.machine}. `python -c pass` takes {run.python:.1f} ms here, the median of "
        f"{run.passes} runs between the others; “× pass” is a time as a multiple of that. "
        f"Seed {run.seed}. Everything is on one core."
    )
    measures = (
        "R@1 and R@10 are the shares of queries that have an answer first, and among the first "
        "ten; MRR is the mean of 1 / the first answer's place. Keystrokes are searches for each "
        "prefix of a query, from the second letter on."
    )
    lines = ["# Search benchmark", facts, measures]
    named = dict.fromkeys(one.engine for one in run.figures)
    lines.append("\n".join(f"- {name}: {ENTRIES[name].about}" for name in named))
    lines.append("\n".join(f"- left out: {reason}" for reason in run.missing))
    return "\n\n".join(line for line in lines if line)


def _engines(figures: Sequence[Figures | Failure], python: float) -> str:
    """Return the table of the engines, and which of them were asked only some of the queries."""
    heading = (
        "engine", "build s (processor / wall)", "build × pass", "build peak MB", "index MB",
        "searching MB", "open ms", "open × pass", "query p50 / p95 ms", "query × pass",
        "keystroke p50 / p95 ms", "keystroke × pass", "R@1", "R@10", "MRR",
        "R@10 at 0 / 1 / 2 typos, telling", "the same, any piece", "R@1, any piece", "queries",
    )  # fmt: skip
    rows = [_row(one, python) for one in figures if isinstance(one, Figures)]
    if not rows and not figures:
        return ""
    notes = [
        f"- {one.engine} was asked a sample: {one.overall.asked} of {one.queries} queries, "
        f"{one.typed.measured} keystrokes."
        for one in figures
        if isinstance(one, Figures) and one.is_sample
    ]
    notes += [f"- {one.engine} failed: {one.reason}" for one in figures if isinstance(one, Failure)]
    return table(heading, rows) + ("\n\n" + "\n".join(notes) if notes else "")


def _row(figures: Figures, python: float) -> list[str]:
    """Return an engine's line."""
    built, overall = figures.built, figures.overall
    return [
        figures.engine,
        f"{built.processor:.2f} / {built.wall:.2f}",
        ratio(built.wall * 1000, python),
        megabytes(built.peak),
        megabytes(built.kept) if built.kept else "–",
        megabytes(figures.memory),
        significant(figures.open),
        ratio(figures.open, python),
        *_both(figures.whole, python),
        *_both(figures.typed, python),
        share(overall.at_1),
        share(overall.at_10),
        share(overall.reciprocal),
        " / ".join(share(one.at_10) for one in figures.typos),
        " / ".join(share(one.at_10) for one in figures.any_typos),
        " / ".join(share(one.at_1) for one in figures.any_typos),
        f"{overall.asked}{' (sample)' if figures.is_sample else ''}",
    ]


def _kinds(figures: Figures, python: float) -> str:
    """Return the table of what an engine found, by kind of query."""
    rows = []
    for kind, found in figures.kinds.items():
        taken = _both(figures.kind_times[kind], python)
        shares = (found.at_1, found.at_10, found.reciprocal)
        rows.append([kind, str(found.asked), *(share(one) for one in shares), *taken])
    heading = ("query", "asked", "R@1", "R@10", "MRR", "p50 / p95 ms", "× pass")
    return f"### {figures.engine}, by kind of query\n\n{table(heading, sorted(rows))}"


def _cold(run: Run) -> str:
    """Return the table of whole lookups."""
    rows = [
        (
            one.command,
            f"{one.statements:,}",
            significant(one.first),
            ratio(one.first, run.python),
            *_both(one.later, run.python),
            str(one.failed) if one.failed else "–",
        )
        for one in run.lookups
    ]
    heading = (
        "command", "statements", "first ms", "first × pass", "later p50 / p95 ms", "later × pass",
        "failed",
    )  # fmt: skip
    note = f"“First” has nothing kept yet; “later” is {LOOKUPS} lookups after it."
    return f"{table(heading, rows)}\n\n{note}{_growth(run)}"


def _growth(run: Run) -> str:
    """Say how much longer a lookup takes in the largest store than in the smallest."""
    lines = []
    for command in dict.fromkeys(one.command for one in run.lookups):
        ours = sorted(
            (one for one in run.lookups if one.command == command), key=lambda one: one.statements
        )
        if len(ours) > 1:
            grown = ratio(ours[-1].later.p50, ours[0].later.p50)
            small, large = ours[0].statements, ours[-1].statements
            lines.append(f"`{command}` takes {grown} at {large:,} what it takes at {small:,}.")
    return "".join(f" {line}" for line in lines)


def _both(taken: Times, python: float) -> tuple[str, str]:
    """Return the median and the 95th percentile, in milliseconds and by the yardstick."""
    return (
        f"{significant(taken.p50)} / {significant(taken.p95)}",
        f"{ratio(taken.p50, python)} / {ratio(taken.p95, python)}",
    )


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first are numbers."""
    rule = ["---", *("--:" for _ in heading[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heading, rule, *rows))


def significant(number: float) -> str:
    """Return a number with two or three digits that mean something."""
    if isnan(number):
        return "–"
    return f"{number:.0f}" if number >= 20 else f"{number:.1f}" if number >= 1 else f"{number:.2f}"


def ratio(number: float, other: float) -> str:
    """Return how many times another a number is."""
    return "–" if isnan(number) else f"{significant(number / other)}×"


def share(number: float) -> str:
    """Return a share of 1, without the nought before the point."""
    return "–" if isnan(number) else f"{number:.3f}".removeprefix("0")


def megabytes(count: int) -> str:
    """Return bytes as megabytes."""
    return significant(count / 1e6)
