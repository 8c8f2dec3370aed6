"""Measure how soon explorers show what others change in a store on a server.

    python tests/benchmarks/server_explorers.py [--statements 20000] [--explorers 8] [--changes 40]

Each explorer runs on a pseudo terminal of its own, at 80x24, all on this machine; two other people
change a statement that all of them show, in turn. A change is seen by an explorer when its terminal
shows the new words. Times are wall-clock times from the moment that the change is acknowledged.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from tempfile import TemporaryDirectory
from typing import Final

# Run as a script, this finds its neighbours where tests do: under the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.make_store import main as make_store
from tests.postgres import databases, running
from tests.tui.test_terminal import Terminal, terminal

from quoth.basics.garbage import uncollected
from quoth.editing.changes import Change, Edit
from quoth.editing.workspace import Workspace
from quoth.query.server_store import workspace_on
from quoth.store.parsing import parse
from quoth.store.server.connecting import connect
from quoth.store.server.migrating import make
from quoth.store.server.pushing import push
from quoth.store.server.upstream import ServerUpstream

_PATIENCE: Final = 60.0
_PEOPLE: Final = 2


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--statements", type=int, default=20_000, metavar="N")
    parser.add_argument("--explorers", type=int, default=8, metavar="N")
    parser.add_argument("--changes", type=int, default=40, metavar="N")
    options = parser.parse_args()
    with TemporaryDirectory() as name, ExitStack() as stack, uncollected():
        folder = Path(name)
        folder.chmod(0o755)
        store = folder / "store.json"
        make_store([str(store), "--statements", str(options.statements)])
        cluster = stack.enter_context(running(folder))
        address = stack.enter_context(databases(cluster))().uri()
        with connect(address, seconds=0) as connection:
            make(connection, "here")
            push(connection, parse(store.read_bytes(), store), "shared", "here")
        explorers = [
            stack.enter_context(
                terminal("--store", address, QUOTH_CACHE=str(folder / f"explorer-{number}"))
            )
            for number in range(options.explorers)
        ]
        people = [_person(address, folder / f"person-{number}") for number in range(_PEOPLE)]
        _measure(explorers, people, options.changes)


def _person(address: str, folder: Path) -> Workspace:
    """Return the workspace of somebody who changes the store."""
    upstream = ServerUpstream(address, folder)
    upstream.prepare(lambda *_: None)
    return workspace_on(upstream)


def _measure(explorers: Sequence[Terminal], people: Sequence[Workspace], changes: int) -> None:
    """Have a statement changed again and again, and print how soon the explorers show it."""
    start = time.perf_counter()
    for explorer in explorers:
        explorer.wait_for("1 of ")
    print(f"all {len(explorers)} explorers are open after {time.perf_counter() - start:.1f} s")
    changed = _shown(explorers[0].text, people[0])
    acknowledged, seen = [], []
    for number, person in zip(range(changes), cycle(people), strict=False):
        word = f"change{number:03}"
        before = time.perf_counter()
        _change(person, changed, word)
        done = time.perf_counter()
        acknowledged.append(1000 * (done - before))
        seen += [1000 * (moment - done) for moment in _moments(explorers, word)]
    _tell("acknowledged after", acknowledged)
    _tell("seen by another after", seen)


def _shown(screen: str, person: Workspace) -> str:
    """Return the id of a statement of which a screen shows the beginning."""
    flat = " ".join(screen.split())
    for statement in person.corpus.statements:
        if " ".join(statement.quote.split()[:5]) in flat:
            return str(statement.id)
    raise SystemExit("no statement is shown")


def _change(person: Workspace, changed: str, word: str) -> None:
    """Give a statement other words, beginning with one, once the others' changes are known."""
    person.editor.catch_up()
    held = person.current.find("statements", changed)
    assert held is not None
    after = {**held[1], "quote": f"{word} is what was said"}
    person.commit(Change("change", [Edit("statements", *held, after)]))


def _moments(explorers: Iterable[Terminal], word: str) -> list[float]:
    """Return when each explorer showed a word, each being read as soon as it writes."""
    moments = []
    with DefaultSelector() as selector:
        for explorer in explorers:
            selector.register(explorer.control, EVENT_READ, explorer)
        end = time.perf_counter() + _PATIENCE
        while selector.get_map():
            ready = selector.select(end - time.perf_counter())
            if not ready:
                raise SystemExit(f"{len(selector.get_map())} explorers never showed a change")
            for key, _ in ready:
                key.data.read()
                if word in key.data.text:
                    moments.append(time.perf_counter())
                    selector.unregister(key.fileobj)
    return moments


def _tell(what: str, times: list[float]) -> None:
    """Print the times of something, in milliseconds."""
    times.sort()
    middle, late = (times[len(times) * share // 100] for share in (50, 95))
    print(f"{what} {middle:,.0f} ms; 95 of 100 within {late:,.0f}; at most {times[-1]:,.0f}")


if __name__ == "__main__":
    main()
