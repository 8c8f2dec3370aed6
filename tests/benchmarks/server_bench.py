"""Measure a store on a PostgreSQL server of its own: to push, to pull, to change; and its size.

    python tests/benchmarks/server_bench.py [STORE.json] [--statements 100000] [--changes 200]

Without a file a store of that many statements is made (`make_store.py`). The server runs on a
socket in a temporary folder, without fsync; how fast a disk is isn't measured. Times are processor
time, of this program and of the server's process for it, as multiples of the time that it takes to
read the store's file strictly (`json`, and what quoth checks of its shape).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

# Run as a script, this finds its neighbour where tests do: under the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psycopg
from tests.benchmarks.make_store import main as make_store
from tests.postgres import databases, running

from quoth.basics.garbage import uncollected
from quoth.store.journal import JournalEdit
from quoth.store.parsing import Tables, parse
from quoth.store.server.connecting import connect
from quoth.store.server.documents import COMMIT, arguments
from quoth.store.server.migrating import make
from quoth.store.server.pulling import pull, revision_of
from quoth.store.server.pushing import push

_TICKS: Final = 100
"""Of the clock in which Linux counts the processor time of others."""
_SIZES: Final = """
    select c.relname, pg_relation_size(c.oid) from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'quoth' and pg_relation_size(c.oid) > 1000000 order by 2 desc
"""
_TEXTS: Final = """
    select 'statements, long texts', pg_relation_size(reltoastrelid) from pg_class
        where oid = 'quoth.statements'::regclass
"""


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("store", nargs="?", type=Path, metavar="STORE.json")
    parser.add_argument("--statements", type=int, default=100_000, metavar="N")
    parser.add_argument("--changes", type=int, default=200, metavar="N")
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        store = options.store
        if store is None:
            store = folder / "store.json"
            make_store([str(store), "--statements", str(options.statements)])
        with (
            running(folder) as cluster,
            databases(cluster) as new,
            uncollected(),
            connect(new().uri(), seconds=0) as connection,
        ):
            make(connection, "here")
            _measure(connection, store, folder, options.changes)


def _measure(connection: Any, store: Path, folder: Path, changes: int) -> None:
    """Measure on an empty store."""
    start = time.process_time()
    tables = parse(store.read_bytes(), store)
    unit = time.process_time() - start
    print(f"{len(tables['statements']):,} statements, {store.stat().st_size / 1e6:,.0f} MB of JSON")
    print(f"read: {unit:.1f} s of processor time = 1×")
    with _timed("push", connection, unit):
        push(connection, tables, "store", "here")
    for label, is_copy in (("pull as quoth's copy", True), ("pull as people read it", False)):
        with _timed(label, connection, unit):
            pull(connection, folder / "pulled.json", "here", is_copy=is_copy)
    _change(connection, tables, changes)
    for relation, size in connection.execute(_SIZES).fetchall():
        print(f"{relation}: {size / 1e6:,.0f} MB")
    for relation, size in connection.execute(_TEXTS).fetchall():
        print(f"{relation}: {size / 1e6:,.0f} MB")


def _change(connection: psycopg.Connection[Any], tables: Tables, changes: int) -> None:
    """Measure how long a change of one statement takes."""
    key, before = next(iter(tables["statements"].items()))
    taken = []
    for number in range(changes):
        after = before | {"note": f"change {number}"}
        edit = JournalEdit("statements", key, before, after)
        start = time.perf_counter()
        connection.execute(COMMIT, arguments("change", [edit], revision_of(connection)))
        taken.append(time.perf_counter() - start)
        before = after
    taken.sort()
    middle, late = taken[len(taken) // 2], taken[len(taken) * 95 // 100]
    print(f"a change: {1000 * middle:.1f} ms, 95 of 100 within {1000 * late:.1f} ms")


@contextmanager
def _timed(label: str, connection: psycopg.Connection[Any], unit: float) -> Iterator[None]:
    """Print how long a block took, here and on the server."""
    here, there, clock = time.process_time(), server_time(connection), time.perf_counter()
    yield
    mine = time.process_time() - here
    others = server_time(connection) - there
    seconds = time.perf_counter() - clock
    print(
        f"{label}: {mine / unit:.2f}× here, {others / unit:.2f}× on the server"
        f" ({seconds:.1f} s by the clock)"
    )


def server_time(connection: psycopg.Connection[Any]) -> float:
    """Return the processor time that the server's process has taken for a connection."""
    stat = Path(f"/proc/{connection.info.backend_pid}/stat").read_text()
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


if __name__ == "__main__":
    main()
