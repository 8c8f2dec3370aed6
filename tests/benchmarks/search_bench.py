"""Measure how fast quoth's search is and how surely it finds, beside other ways to search.

    python tests/benchmarks/search_bench.py [--sizes 10000,100000,1000000] [--engines quoth,fts5]
        [--store FILE [--queries FILE.jsonl]] [--seed N] [--per-kind N] [--seconds N]
        [--work DIR] [--out DIR] [--json FILE] [--plot FILE.svg] [--plot-size N] [--no-cold]

Stores are made by `make_store.py`, once for a `--work` folder, unless `--store` names one that is
there. Queries are pieces of its statements with slips and respellings, see `search/queries.py`;
`--queries` names others, one JSON object a line: query, id (of the statement it should find), kind
and typos. What counts as found is told in `search/answers.py`.

Each engine builds in one process and searches in another. Everything runs on one core, where the
system can hold it there, engine after engine; between them, and between whole lookups, the time of
`python -c pass` is taken, and every time is told as a multiple of that too. Compare those, for they
carry over to other machines. An engine that would take too long is asked only the first queries,
which are a fair sample of all; the table says so. Engines that aren't installed are left out, and
that is said as well.

The report goes to stdout as Markdown; `--out` keeps it with the figures (JSON) and the picture
(SVG). It prints figures and judges nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

# Run as a script, this finds its neighbours where tests do: under the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.search.engines import ENTRIES
from tests.benchmarks.search.figures import ROOT, Failure, Figures, measure
from tests.benchmarks.search.lookups import Lookup, look_up
from tests.benchmarks.search.measuring import Yardstick, pin_to_one_core
from tests.benchmarks.search.plot import dots, draw
from tests.benchmarks.search.preparing import Prepared
from tests.benchmarks.search.report import Run, render

_MAKER: Final = Path(__file__).with_name("make_store.py")


def _say(text: str) -> None:
    """Say what goes on."""
    print(text, file=sys.stderr, flush=True)


def _store_of(size: int, work: Path) -> Path:
    """Return a store of so many statements, made unless it is there."""
    store = work / f"store-{size}.json"
    if not store.exists():
        subprocess.run(
            [sys.executable, _MAKER, store, "--statements", str(size)], check=True, cwd=ROOT
        )
    return store


def _prepare(store: Path, options: argparse.Namespace) -> Prepared:
    """Have the texts, the queries and the answers of a store written."""
    folder = options.work / f"prepared-{store.stem}"
    command = [
        sys.executable, "-m", "tests.benchmarks.search.preparing", str(store.resolve()),
        str(folder), "--seed", str(options.seed), "--per-kind", str(options.per_kind),
    ]  # fmt: skip
    if options.queries:
        command += ["--queries", str(options.queries.resolve())]
    subprocess.run(command, check=True, cwd=ROOT)
    return Prepared(folder)


def _engines(options: argparse.Namespace) -> tuple[list[str], list[str]]:
    """Return the engines to measure, and of the others that were asked for, what is missing."""
    reasons = {name: ENTRIES[name].missing for name in options.engines}
    missing = [f"{name}, {reason}" for name, reason in reasons.items() if reason]
    return [name for name, reason in reasons.items() if not reason], missing


def _run(options: argparse.Namespace) -> Run:
    """Measure everything."""
    pin_to_one_core()
    names, missing = _engines(options)
    for reason in missing:
        _say(f"left out: {reason}")
    yardstick = Yardstick()
    figures: list[Figures | Failure] = []
    lookups: list[Lookup] = []
    for store in options.stores or (_store_of(size, options.work) for size in options.sizes):
        _say(f"{store.name}: preparing")
        prepared = _prepare(store, options)
        for name in names:
            _say(f"{store.name}: {name}")
            folder = options.work / f"engine-{name}"
            figures.append(
                measure(name, store.resolve(), prepared, folder, options.seconds, yardstick)
            )
        if not options.no_cold:
            _say(f"{store.name}: whole lookups")
            texts = [query.text for query in prepared.read()[0]]
            with prepared.texts.open("rb") as lines:
                statements = sum(1 for _ in lines)
            lookups += look_up(store.resolve(), statements, texts, options.work, yardstick)
    python = yardstick.finish()
    machine = f"{platform.machine()}, {os.cpu_count()} processors, {platform.system()}, "
    machine += f"Python {platform.python_version()}"
    return Run(machine, options.seed, python, len(yardstick.taken), figures, lookups, missing)


def _plain(value: Any) -> Any:
    """Return a value as JSON has them: named tuples as objects."""
    if hasattr(value, "_asdict"):
        return {name: _plain(one) for name, one in value._asdict().items()}
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return None if value != value else value  # noqa: PLR0124  # not a number, which JSON lacks


def _picture(run: Run, size: int | None) -> str:
    """Return the picture of one size, the largest unless one is named."""
    measured = [one for one in run.figures if isinstance(one, Figures)]
    shown = size or max((one.statements for one in measured), default=0)
    title = f"{shown:,} statements: the upper left is fast and sure"
    return draw(dots(one for one in measured if one.statements == shown), run.python, title)


def _write(run: Run, options: argparse.Namespace) -> None:
    """Print the report, and write what was asked for."""
    report = render(run)
    print(report)
    out: Path | None = options.out
    if out:
        out.mkdir(parents=True, exist_ok=True)
        (out / "report.md").write_text(report, encoding="utf-8")
    if figures := options.json or (out and out / "figures.json"):
        figures.write_text(json.dumps(_plain(run), indent=1) + "\n", encoding="utf-8")
    if plot := options.plot or (out and out / "plot.svg"):
        plot.write_text(_picture(run, options.plot_size), encoding="utf-8")


def _numbers(text: str) -> list[int]:
    """Read numbers with commas between them."""
    return [int(number) for number in text.split(",")]


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("--sizes", type=_numbers, default=[10_000, 100_000, 1_000_000], metavar="N,N,...")
    add("--store", type=Path, action="append", dest="stores", metavar="FILE",
        help="a store that is there already")  # fmt: skip
    add("--queries", type=Path, metavar="FILE", help="queries for that store, as JSON lines")
    add("--engines", type=lambda text: text.split(","), default=list(ENTRIES), metavar="NAME,...",
        help=f"of {', '.join(ENTRIES)}; default: all")  # fmt: skip
    add("--seed", type=int, default=1, metavar="N", help="what the queries are drawn by")
    add("--per-kind", type=int, default=40, metavar="N", help="queries of each kind (default: 40)")
    add("--seconds", type=float, default=120, metavar="N",
        help="an engine is asked no more after so long (default: 120)")  # fmt: skip
    add("--work", type=Path, metavar="DIR", help="where stores are kept; default: a temporary one")
    add("--out", type=Path, metavar="DIR", help="keep the report, the figures and the picture")
    add("--json", type=Path, metavar="FILE", help="keep the figures")
    add("--plot", type=Path, metavar="FILE", help="keep the picture")
    add("--plot-size", type=int, metavar="N", help="the size it shows; default: the largest")
    add("--no-cold", action="store_true", help="leave whole lookups out")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.engines if name not in ENTRIES]:
        parser.error(f"no engine is called {', '.join(unknown)}")
    if options.queries and len(options.stores or ()) != 1:
        parser.error("--queries needs the one --store that they are for")
    if options.work:
        options.work.mkdir(parents=True, exist_ok=True)
        options.work = options.work.resolve()
        _write(_run(options), options)
        return 0
    with tempfile.TemporaryDirectory() as directory:
        options.work = Path(directory)
        _write(_run(options), options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
