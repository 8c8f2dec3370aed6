"""What it takes to index a copy of a store, to open it again, and to search and count in it.

    python tests/benchmarks/server_asking.py COPY.json QUERIES.json CACHE

`server_growth.py` runs it in processes of their own, so that nothing but quoth counts as memory:
the first makes the index, the second finds it there and asks. It prints its figures in JSON. Times
are processor time, so that others who use the machine count little.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN
from typing import Final

# Run as a script, this finds its neighbours where tests do: under the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.search.engine import folder_bytes
from tests.benchmarks.search.measuring import peak_bytes, percentile, processor_seconds
from tests.benchmarks.search.queries import frequencies, generate

from quoth.index.indexing import opened_in_steps, sets_for
from quoth.query.layered import engine_of
from quoth.query.model import Query
from quoth.query.run import Engine
from quoth.store.parsing import Tables

_SEED: Final = 22
_OF_A_KIND: Final = 4
"""Queries of each kind, with so many slips."""
_COUNTED: Final = ("", "the", "status:any")
"""What is counted in all facets: everything that stands, a word that most have, and all."""
_TIMES: Final = 3
Figures = dict[str, float]


def asked(tables: Tables) -> list[str]:
    """Return what is typed: pieces of statements, with slips and without."""
    texts = [
        (str(one.get("id")), str(one.get("quote")))
        for one in tables["statements"].values()
        if one.get("status", "confirmed") == "confirmed"
    ]
    return [one.text for one in generate(texts, frequencies(texts), _SEED, _OF_A_KIND)]


def asking(copy: str, queries: list[str], folder: Path) -> Figures:
    """Return the figures of a copy, measured by two processes, one after the other."""
    written = folder / "queries.json"
    written.write_text(json.dumps(queries))
    command = [sys.executable, str(Path(__file__).resolve()), copy, str(written)]
    command.append(str(folder / "asking"))
    first, second = (
        json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        for _ in range(2)
    )
    return {
        "the first index, processor seconds": first["opening"],
        "the first index, gigabytes of memory": first["memory of the worker"],
        "gigabytes of the index": first["index"],
        "opened again, processor seconds": second["opening"],
        "opened again, gigabytes of memory": second["memory opened"],
        **{name: value for name, value in second.items() if "milliseconds" in name},
        "gigabytes of memory after all queries, with what is mapped": second["memory"],
        "gigabytes of memory after all queries, without that": second["memory of its own"],
    }


def _figures(copy: str, queries: list[str], cache: Path) -> Figures:
    """Open a store, ask it, and return what that took."""
    here = processor_seconds()
    *_, last = opened_in_steps(copy, cache=cache, make_sets=sets_for(copy))
    assert last.corpus is not None
    engine = engine_of(last.corpus)
    engine.prepare()
    found = {
        "opening": processor_seconds() - here,
        "memory of the worker": peak_bytes(RUSAGE_CHILDREN) / 1e9,
        "memory opened": _held("VmHWM"),
        "index": folder_bytes(cache) / 1e9,
    }
    for name, ask in (("a search", _rows), ("a search with all panes", _panes)):
        taken = [_taken(ask, engine, text) for text in queries]
        for percent in (50, 95, 100):
            found[f"{name}, milliseconds, {percent} of 100"] = percentile(taken, percent)
    for text in _COUNTED:
        least = min(_taken(_facets, engine, text) for _ in range(_TIMES))
        found[f"all facets of “{text}”, milliseconds"] = least
    return found | {"memory": _held("VmHWM"), "memory of its own": _held("RssAnon")}


def _held(what: str) -> float:
    """Return the memory of this process in gigabytes, by a name that Linux has for it.

    What `resource` tells of a process begins with what the process held that began it.
    """
    status = Path("/proc/self/status").read_text()
    return float(status.partition(f"{what}:")[2].split()[0]) / 1e6


def _taken(ask: Callable[[Engine, Query], object], engine: Engine, text: str) -> float:
    """Return how many milliseconds of processor time a query takes."""
    here = time.process_time()
    ask(engine, Query(text))
    return 1000 * (time.process_time() - here)


def _rows(engine: Engine, query: Query) -> object:
    """Find and put in order."""
    return engine.rows(engine.find(query))


def _panes(engine: Engine, query: Query) -> object:
    """Find, and count what the panes show."""
    return engine.result(engine.find(query))


def _facets(engine: Engine, query: Query) -> object:
    """Find, and count the values of all facets."""
    return engine.count(engine.find(query))


if __name__ == "__main__":
    copy, queries, cache = sys.argv[1:]
    Path(cache).mkdir(exist_ok=True)
    print(json.dumps(_figures(copy, json.loads(Path(queries).read_text()), Path(cache))))
