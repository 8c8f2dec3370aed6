"""Measure how long each analysis takes on a store that is open: the first time, and again.

    python tests/benchmarks/analyses.py [--statements 1000000] [--store FILE] [--repeat 3]

Each analysis is made in a process of its own, of all statements: with numpy, and as if that weren't
installed. To open the store isn't counted, nor is what a report makes when it is asked for, such as
JSON. Times are processor time, user and system, on one core, the least of some processes; beside
them stand multiples of `python -c pass`. It prints figures and judges nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from quoth.basics.places import FilePath
from quoth.query.analysis.asking import Asked
from quoth.query.analysis.options import DateBasis, Once, Who
from quoth.query.analysis.views import VIEWS, report_of
from quoth.query.file_store import FileStore
from quoth.query.model import Query

_MAKER: Final = Path(__file__).with_name("make_store.py")
_WORDS: Final = {"who": Who, "once": Once, "dates": DateBasis}
_OPTIONS: Final = (*_WORDS, "limit", "query")
_AGAIN: Final = 5
_LONGEST: Final = 10.0
"""Seconds after which it isn't made once more."""
_ONE_CORE: Final = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"), "1"
)
"""Keeps what numpy calls to one core."""


def child_seconds(make: Callable[[], object]) -> tuple[float, Any]:
    """Return the processor time of the processes that are started meanwhile, and what is made."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    made = make()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, made


def measured(path: FilePath, name: str, query: str, asked: Asked) -> list[float]:
    """Return the seconds that an analysis takes in this process: first, and at the least again."""
    store = FileStore(path, dict)
    engine = [step.queries for step in store.open()][-1]
    assert engine is not None
    seconds: list[float] = []
    while len(seconds) < 2 or (len(seconds) <= _AGAIN and sum(seconds) < _LONGEST):
        begun = time.process_time()
        report_of(name, engine, engine.find(Query(query)), asked)
        seconds.append(time.process_time() - begun)
    return [seconds[0], min(seconds[1:])]


def timed(arguments: Sequence[str], *, numpy: bool, repeat: int) -> list[float]:
    """Return what `measured` does, the least of some processes, each of its own."""
    begin = "" if numpy else "import sys; sys.modules['numpy'] = None; "
    script = f"{begin}import runpy; runpy.run_path({__file__!r}, run_name='__main__')"
    found = []
    for _ in range(repeat):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments], check=True, stdout=subprocess.PIPE,
            env={**os.environ, **_ONE_CORE},
        )  # fmt: skip
        found.append(json.loads(done.stdout))
    return [min(each) for each in zip(*found, strict=True)]


def compare(path: FilePath, names: Sequence[str], options: Sequence[str], repeat: int) -> None:
    """Print what each analysis takes."""
    empty = [sys.executable, "-c", "pass"]
    unit = min(
        child_seconds(lambda: subprocess.run(empty, check=True))[0] for _ in range(5 * repeat)
    )
    print(f"`python -c pass` takes {1e3 * unit:.1f} ms; each time in ms, first / again\n")
    print(f"{'':<9} {'with numpy':>14} {'multiples':>13}   {'without':>16} {'multiples':>13}")
    for name in names:
        line = f"{name:<9}"
        for numpy, wide in ((True, 14), (False, 18)):
            arguments = [str(path), *options, "--measure", name]
            first, again = timed(arguments, numpy=numpy, repeat=repeat)
            line += f" {f'{1e3 * first:,.0f} / {1e3 * again:,.0f}':>{wide}}"
            line += f" {f'{first / unit:.1f} / {again / unit:.1f}':>13}"
        print(line, flush=True)


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--statements", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--store", metavar="FILE", help="a store that there is already")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="processes of each")
    parser.add_argument("--views", nargs="+", choices=[*VIEWS], default=[*VIEWS], metavar="NAME")
    parser.add_argument("--query", default="", help="of which statements; of all without it")
    parser.add_argument("--limit", type=int, metavar="N", help="rows; the explorer has 100")
    for name, words in _WORDS.items():
        parser.add_argument(f"--{name}", choices=[*map(str, words)])
    parser.add_argument("path", nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        made: Mapping[str, Any] = {
            name: words(value)
            for name, words in _WORDS.items()
            if (value := getattr(options, name)) is not None
        }
        asked = Asked(**made, limit=options.limit)
        print(json.dumps(measured(options.path, options.measure, options.query, asked)))
        return 0
    passed = [f"--{name}={getattr(options, name)}" for name in _OPTIONS
              if getattr(options, name) is not None]  # fmt: skip
    if options.store:
        compare(options.store, options.views, passed, options.repeat)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.json"
        command = [sys.executable, str(_MAKER), str(path), "--statements", str(options.statements)]
        subprocess.run(command, check=True)
        compare(path, options.views, passed, options.repeat)
    return 0


if __name__ == "__main__":
    sys.exit(main())
