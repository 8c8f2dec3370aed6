"""How a store on a server grows, and what it is like at the end of a slow line.

    python tests/benchmarks/server_growth.py --sizes 1000000,5000000
    python tests/benchmarks/server_growth.py --delay 100 --sizes 100000

For each size the statements of one made store are sent again and again, each time with other ids.
Beside the figures of each size the slope between the first and the last size is printed, and what
follows from it for a number of statements that no machine here holds (`--for`).
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

# Run as a script, this finds its neighbours where tests do: under the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.make_store import main as make_store
from tests.benchmarks.search.measuring import peak_bytes
from tests.benchmarks.server_asking import asked, asking
from tests.benchmarks.server_bench import server_time
from tests.benchmarks.slow_line import SlowLine, slow_line
from tests.postgres import ServerCluster, databases, running

from quoth.basics.garbage import uncollected
from quoth.editing.changes import Change, Edit
from quoth.editing.workspace import Workspace
from quoth.query.layered import engine_of
from quoth.query.model import Query
from quoth.query.server_store import workspace_on
from quoth.store.journal import JournalEdit
from quoth.store.parsing import Document, Tables, parse
from quoth.store.server.connecting import connect
from quoth.store.server.documents import COMMIT, arguments
from quoth.store.server.migrating import make
from quoth.store.server.pulling import revision_of
from quoth.store.server.pushing import Sent, push_records
from quoth.store.server.upstream import ServerUpstream

_MOST_MADE: Final = 100_000
_CHANGES: Final = 40
_TYPED: Final = "the government will not pay"
_SIZE: Final = """
    select sum(pg_total_relation_size(c.oid)) from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'quoth' and c.relkind = 'r'
"""
_TEMPORARY: Final = "select temp_bytes from pg_stat_database where datname = current_database()"
Figures = dict[str, float]


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    numbers = "N,N,..."
    parser.add_argument("--sizes", type=_sizes, default=[100_000, 300_000], metavar=numbers)
    parser.add_argument("--delay", type=float, default=0.0, help="milliseconds there and back")
    parser.add_argument("--for", dest="wanted", type=int, default=178_000_000, metavar="N")
    options = parser.parse_args()
    with TemporaryDirectory() as name, uncollected():
        folder = Path(name)
        folder.chmod(0o755)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        store = folder / "store.json"
        make_store([str(store), "--statements", str(min(*options.sizes, _MOST_MADE))])
        tables = parse(store.read_bytes(), store)
        with running(folder) as cluster:
            if options.delay:
                _at_the_end_of_a_line(cluster, tables, options.sizes[0], options.delay / 1000)
            else:
                _growing(cluster, tables, options.sizes, options.wanted)


def _sizes(text: str) -> list[int]:
    """Return the sizes that are asked for."""
    return [int(one) for one in text.split(",")]


def _repeated(tables: Tables, size: int) -> Iterator[Sent]:
    """Yield the records of a store with so many statements, made from one with fewer."""
    for table, rows in tables.items():
        if table != "statements":
            yield from (Sent(table, *one) for one in rows.items())
    statements = list(tables["statements"].values())
    keys = count(1)
    for number in range(-(-size // len(statements))):
        for document in statements[: size - number * len(statements)]:
            key = str(next(keys))
            made: Document = {**document, "id": f"{document.get('id', '')}-{key}"}
            yield Sent("statements", key, made)


# Growth.


def _growing(cluster: ServerCluster, tables: Tables, sizes: list[int], wanted: int) -> None:
    """Measure each size, and print the slopes."""
    found: dict[int, Figures] = {}
    queries = asked(tables)
    for size in sizes:
        with databases(cluster) as new, TemporaryDirectory() as copies:
            found[size] = {}
            for some in _measured(new().uri(), tables, size, Path(copies), queries):
                found[size] |= some
                for label, value in some.items():
                    print(f"{size:>11,}  {label}: {value:,.4g}", flush=True)
    first, last = sizes[0], sizes[-1]
    if first == last:
        return
    for label, value in found[last].items():
        if "milliseconds" in label:
            continue  # of one statement among however many
        slope = (value - found[first][label]) / (last - first)
        there = value + slope * (wanted - last)
        print(f"{wanted:>11,}  {label}, by the slope: {there:,.4g}")


def _measured(
    address: str, tables: Tables, size: int, folder: Path, queries: list[str]
) -> Iterator[Figures]:
    """Yield the figures of one size, as they are found."""
    with connect(address, seconds=0) as connection:
        make(connection, "here")
        yield _loaded(connection, tables, size)
        upstream = ServerUpstream(address, folder)
        clock, here = time.perf_counter(), time.process_time()
        upstream.prepare(lambda *_: None)
        yield {
            "first copy, seconds": time.perf_counter() - clock,
            "first copy, processor seconds here": time.process_time() - here,
            "gigabytes of the copy": Path(upstream.path).stat().st_size / 1e9,
            "gigabytes of memory here, at most": peak_bytes() / 1e9,
            "gigabytes of memory of the server's process, at most": _held(connection),
            "gigabytes of the server's temporary files": _number(connection, _TEMPORARY) / 1e9,
        }
        before = next(one for one in _repeated(tables, 1) if one.table == "statements")
        yield _followed(connection, upstream, before)
        upstream.close()
    yield asking(upstream.path, queries, folder)


def _loaded(connection: Any, tables: Tables, size: int) -> Figures:
    """Load a store, and return what that took."""
    clock, here, there = time.perf_counter(), time.process_time(), server_time(connection)
    push_records(connection, _repeated(tables, size), "grown", "here")
    return {
        "load, seconds": time.perf_counter() - clock,
        "load, processor seconds here": time.process_time() - here,
        "load, processor seconds on the server": server_time(connection) - there,
        "gigabytes on the server": _number(connection, _SIZE) / 1e9,
    }


def _number(connection: Any, query: str) -> float:
    """Return the one number that a query finds."""
    row = connection.execute(query.encode()).fetchone()
    return float(row[0]) if row else 0.0


def _held(connection: Any) -> float:
    """Return the most memory in gigabytes that the server's process of a connection has held."""
    status = Path(f"/proc/{connection.info.backend_pid}/status").read_text()
    return float(status.partition("VmHWM:")[2].split()[0]) / 1e6


def _followed(connection: Any, upstream: ServerUpstream, one: Sent) -> Figures:
    """Return how long a change takes until it is acknowledged, and until another has it."""
    changing, seen = [], []
    upstream.may_have_news()
    upstream.news()
    before = one.document
    for number in range(_CHANGES):
        after = {**before, "note": f"change {number}"}
        edits = [JournalEdit("statements", one.key, before, after)]
        start = time.perf_counter()
        connection.execute(COMMIT, arguments("change", edits, revision_of(connection)))
        changing.append(1000 * (time.perf_counter() - start))
        while not upstream.may_have_news():
            time.sleep(0.0005)
        news = upstream.news()
        seen.append(1000 * (time.perf_counter() - start) - changing[-1])
        upstream.took_in(news.revision)
        before = after
    return {
        "a change, milliseconds, median": _at(changing, 50),
        "a change, milliseconds, 95 of 100": _at(changing, 95),
        "seen by another after, milliseconds, median": _at(seen, 50),
        "seen by another after, milliseconds, 95 of 100": _at(seen, 95),
    }


def _at(numbers: list[float], percent: int) -> float:
    """Return the number below which so many of a hundred are."""
    return sorted(numbers)[min(len(numbers) * percent // 100, len(numbers) - 1)]


# A slow line.


def _at_the_end_of_a_line(cluster: ServerCluster, tables: Tables, size: int, delay: float) -> None:
    """Measure what a person waits for, and how often what they do goes there and back."""
    with databases(cluster) as new, slow_line(f"{cluster.socket}/.s.PGSQL.5432", delay) as line:
        database = new()
        with connect(database.uri(), seconds=0) as connection:
            make(connection, "here")
            push_records(connection, _repeated(tables, size), "far", "here")
        address = f"postgresql://postgres@127.0.0.1:{line.port}/{database.name}?sslmode=disable"
        first = ServerUpstream(address)
        with TemporaryDirectory() as other:
            second = ServerUpstream(address, other)
            _tell("the first copy", line, lambda: first.prepare(lambda *_: None))
            second.prepare(lambda *_: None)
            workspace = workspace_on(first)
            _type(line, workspace)
            _tell("asking for news, on a new line", line, first.news)
            _tell("asking for news", line, first.news)
            second.may_have_news()
            second.news()
            changed = str(workspace.corpus.statements[0].id)
            for number in range(3):
                _tell("a change", line, partial(_change, workspace, changed, number))
                _tell("the same, seen by another", line, lambda: _wait(second))
            first.close()
            second.close()


def _type(line: SlowLine, workspace: Workspace) -> None:
    """Type some words, letter by letter."""
    engine = engine_of(workspace.corpus, dict, str)
    engine.find(Query(_TYPED))
    taken, turns = [], line.turns
    for end in range(1, len(_TYPED) + 1):
        start = time.perf_counter()
        engine.result(engine.find(Query(_TYPED[:end])))
        taken.append(1000 * (time.perf_counter() - start))
    print(
        f"a letter typed: {_at(taken, 50):,.1f} ms, the slowest {max(taken):,.1f} ms,"
        f" {line.turns - turns} round trips"
    )


def _change(workspace: Workspace, changed: str, number: int) -> None:
    """Change a statement."""
    held = workspace.current.find("statements", changed)
    assert held is not None
    after = {**held[1], "note": f"change {number}"}
    workspace.commit(Change("change", [Edit("statements", *held, after)]))


def _wait(upstream: ServerUpstream) -> None:
    """Wait for news, as the explorer does, and take note of them."""
    while not upstream.may_have_news():
        time.sleep(0.0005)
    upstream.took_in(upstream.news().revision)


def _tell(label: str, line: SlowLine, do: Callable[[], object]) -> None:
    """Print how long something took, and its round trips."""
    start, turns = time.perf_counter(), line.turns
    do()
    print(
        f"{label}: {1000 * (time.perf_counter() - start):,.0f} ms, {line.turns - turns} round trips"
    )


if __name__ == "__main__":
    main()
