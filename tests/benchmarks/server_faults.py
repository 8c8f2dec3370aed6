"""Kill programs that change a store on a server, and the server itself: nothing may be lost.

    python tests/benchmarks/server_faults.py [--clients 500] [--servers 50] [--coders 8]

A PostgreSQL server of its own runs on a socket in a temporary folder, with fsync. First programs
that add statements are killed at any moment (SIGKILL). Then the server is stopped at any moment
without being shut down (SIGQUIT, after which it recovers from its log) while programs go on adding.
Last, several coders at once count up in one and the same record. What was acknowledged has to be on
the server, in every copy and in a new one; each record's last change in the journal.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

# Run as a script, this finds its neighbour where tests do: under the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.making import small_tables
from tests.postgres_alone import Server

from quoth.editing.changes import Change, Edit
from quoth.editing.errors import ConflictError
from quoth.editing.workspace import Workspace
from quoth.query.server_store import bring_up_to_date, workspace_on
from quoth.store.errors import StoreError
from quoth.store.parsing import Document
from quoth.store.server.connecting import connect
from quoth.store.server.migrating import make
from quoth.store.server.pushing import push
from quoth.store.server.upstream import ServerUpstream

_AT_ONCE: Final = 4
"""Programs that write at the same time, two of them with one copy."""
_COUNTS: Final = 25
"""How often each coder counts up."""
_RANDOM: Final = random.Random()  # noqa: S311  # of moments
_UNSEEN: Final = """
    select (select count(*) from quoth.statements s
              where not exists (select from quoth.changes c where c.rev = s.rev)),
      (select count(*) from quoth.changes)
"""


def child(work: Callable[[int], None]) -> tuple[int, int]:
    """Run something in a process of its own; return its number and what it writes to."""
    read, write = os.pipe()
    process = os.fork()
    if process:
        os.close(write)
        return process, read
    code = 1
    try:
        os.close(read)
        work(write)
        code = 0
    finally:
        os._exit(code)


def opened(address: str, copy: Path) -> Workspace:
    """Return a workspace on a copy that is brought up to date."""
    upstream = ServerUpstream(address, copy)
    while True:
        try:
            bring_up_to_date(upstream, lambda _done, _whole: None)
            return workspace_on(upstream)
        except StoreError:
            time.sleep(0.05)


def adding(address: str, copy: Path, name: str) -> Callable[[int], None]:
    """Return what adds statements until it is killed, and tells the quote of each that is kept."""

    def work(told: int) -> None:
        workspace = opened(address, copy)
        number = 0
        while True:
            quote = f"{name} {number}"
            document: Document = {
                "quote": quote,
                "kind": "indirect",
                "speaker": "ann",
                "source": "paper",
            }
            change = Change("add a statement", [Edit("statements", "", None, document)])
            try:
                workspace.commit(change)
            except StoreError:  # the server is away: the same change is tried again
                time.sleep(0.02)
                continue
            os.write(told, f"{quote}\n".encode())
            number += 1

    return work


def read_all(descriptor: int) -> set[str]:
    """Return the lines that a process wrote, half a line at the end left out."""
    with os.fdopen(descriptor, "rb") as file:
        return {line.decode().strip() for line in file.readlines() if line.endswith(b"\n")}


def killed_clients(server: Server, folder: Path, count: int) -> set[str]:
    """Kill so many programs; return the quotes that were acknowledged."""
    kept: set[str] = set()
    for first in range(0, count, _AT_ONCE):
        some = [
            child(adding(server.address, folder / f"copy{number % 2}", f"client {first + number}"))
            for number in range(min(_AT_ONCE, count - first))
        ]
        for process, _ in some:
            time.sleep(_RANDOM.uniform(0.0, 0.5))
            os.kill(process, signal.SIGKILL)
        for process, told in some:
            os.waitpid(process, 0)
            kept |= read_all(told)
    return kept


def killed_servers(server: Server, folder: Path, count: int) -> set[str]:
    """Kill the server so many times under programs that go on; return what was acknowledged."""
    some = [
        child(adding(server.address, folder / f"copy{number % 2}", f"writer {number}"))
        for number in range(_AT_ONCE)
    ]
    for _ in range(count):
        time.sleep(_RANDOM.uniform(0.05, 0.6))
        server.kill()
        server.start()
    time.sleep(1)
    for process, _ in some:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    return set().union(*(read_all(told) for _, told in some))


def counted_up(server: Server, folder: Path, coders: int) -> int:
    """Have coders count up at once in the note of one record; return where they end."""

    def counting(copy: Path) -> Callable[[int], None]:
        def work(_: int) -> None:
            workspace = opened(server.address, copy)
            done = 0
            while done < _COUNTS:
                found = workspace.current.find("statements", "1")
                assert found is not None
                key, before = found
                note = str(int(str(before.get("note") or 0)) + 1)
                edit = Edit("statements", key, before, {**before, "note": note})
                try:
                    done += bool(workspace.commit(Change("count", [edit])).edits)
                except ConflictError:
                    workspace.editor.catch_up()

        return work

    for process, told in [child(counting(folder / f"coder{one}")) for one in range(coders)]:
        if os.waitpid(process, 0)[1]:
            raise SystemExit("a coder broke down")
        os.close(told)
    found = opened(server.address, folder / "copy0").current.find("statements", "1")
    return int(str(found[1].get("note"))) if found else 0


def check(server: Server, folder: Path, kept: set[str]) -> None:
    """Look whether all that was acknowledged is there, once, and in the journal."""
    for copy in ("copy0", "copy1", "new"):
        workspace = opened(server.address, folder / copy)
        quotes = [str(one["quote"]) for _, one in workspace.current.documents("statements")]
        lost, twice = kept - set(quotes), len(quotes) - len(set(quotes))
        print(f"  {copy}: {len(quotes):,} statements, {len(lost)} lost, {twice} twice")
        if lost or twice:
            raise SystemExit(1)
    shutil.rmtree(folder / "new")
    with connect(server.address) as connection:
        unseen, changes = connection.execute(_UNSEEN).fetchone() or (1, 0)
    print(f"  journal: {changes:,} changes, {unseen} records without theirs")
    if unseen:
        raise SystemExit(1)


@contextlib.contextmanager
def homes() -> Iterator[tuple[Path, Path]]:
    """Yield a folder for the server and one for copies."""
    with (
        tempfile.TemporaryDirectory(prefix="quoth-pg-") as one,
        tempfile.TemporaryDirectory() as two,
    ):
        yield Path(one), Path(two)


def main() -> None:
    """Kill, and look what is left."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--clients", type=int, default=500, metavar="N")
    parser.add_argument("--servers", type=int, default=50, metavar="N")
    parser.add_argument("--coders", type=int, default=8, metavar="N")
    options = parser.parse_args()
    with homes() as (home, folder):
        os.environ.update(XDG_CACHE_HOME=str(folder), XDG_STATE_HOME=str(folder))
        server = Server(home)
        server.start()
        try:
            with connect(server.address) as connection:
                make(connection, "postgres")
                push(connection, small_tables(), "faults", "the server")
            kept = killed_clients(server, folder, options.clients)
            print(f"{options.clients} programs killed, {len(kept):,} changes acknowledged")
            check(server, folder, kept)
            more = killed_servers(server, folder, options.servers)
            print(f"{options.servers} servers killed, {len(more):,} changes acknowledged")
            check(server, folder, kept | more)
            reached = counted_up(server, folder, options.coders)
            wanted = options.coders * _COUNTS
            print(f"{options.coders} coders at once counted to {reached} of {wanted}")
            if reached != wanted:
                raise SystemExit(1)
        finally:
            server.kill()


if __name__ == "__main__":
    main()
