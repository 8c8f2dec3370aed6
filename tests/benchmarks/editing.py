"""Measure how long a change takes until it is acknowledged, and until it is in the store's file.

    python tests/benchmarks/editing.py [--statements N] [--store FILE] [--repeat N] [--many N]

A change is acknowledged once it is on the disk, so the time that the disk itself takes (`fsync`) is
told apart. Beside it stands what TinyDB takes with its own storage, and `python -c pass`, of which
the other times are told as multiples: those carry over to other machines. It prints figures and
judges nothing.

With `--many`, so many statements are tagged at once instead, as `quoth tag --query` does it, and
that is undone.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

# Run as a script, this finds its neighbours where tests do: under the root of the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.faults.adding import statement
from tinydb import TinyDB

from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.editing.many import changed, statements_at, tagging
from quoth.editing.names import NameResolver
from quoth.editing.workspace import Workspace
from quoth.index.opening import open_corpus
from quoth.store.folding import fold
from quoth.store.parsing import Document

_MAKER = Path(__file__).with_name("make_store.py")


class Disk:
    """Counts the seconds that the disk takes to make things durable."""

    def __init__(self) -> None:
        """Start with none."""
        self.seconds = 0.0

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Count from zero."""
        real = os.fsync
        self.seconds = 0.0

        def counted(descriptor: Any) -> None:  # as `os.fsync` has it
            started = time.perf_counter()
            real(descriptor)
            self.seconds += time.perf_counter() - started

        os.fsync = counted  # type: ignore[assignment]
        try:
            yield
        finally:
            os.fsync = real


def timed(do: Callable[[], object], disk: Disk) -> tuple[float, float]:
    """Return how many milliseconds something takes beyond the disk, and how many the disk does."""
    with disk.watched():
        started = time.perf_counter()
        do()
        whole = time.perf_counter() - started
    return 1e3 * (whole - disk.seconds), 1e3 * disk.seconds


def yardstick(repeat: int) -> float:
    """Return how many milliseconds `python -c pass` takes."""
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        times.append(1e3 * (time.perf_counter() - started))
    return median(times)


def added(number: int, like: Document) -> Change:
    """Return the change that adds the statement of a number."""
    return Change("add", [Edit("statements", "", None, statement(number, like))])


def measure(store: Path, repeat: int) -> dict[str, tuple[float, float]]:
    """Return the times of each kind of change, and the disk's."""
    disk = Disk()
    open_corpus(store)
    found: dict[str, list[tuple[float, float]]] = {}

    def note(what: str, do: Callable[[], object]) -> None:
        found.setdefault(what, []).append(timed(do, disk))

    _, like = open_corpus(store).document_of_row(0)
    for number in range(0, 2 * repeat, 2):
        editor = Editor(store)
        changes = [added(one, like) for one in (number, number + 1)]
        note("acknowledged, the first", partial(editor.commit, changes[0]))
        note("acknowledged, one more", partial(editor.commit, changes[1]))
        note("seen and searched", partial(getattr, editor, "corpus"))
        note("in the file", editor.fold)
        note("opened again", partial(open_corpus, store))
    with TinyDB(store) as plain:
        for number in range(-3, 0):
            insert = plain.table("statements").insert
            note("plain TinyDB, not durable", partial(insert, statement(number, like)))
    return {
        what: (median(own for own, _ in times), median(disk for _, disk in times))
        for what, times in found.items()
    }


def measure_many(store: Path, many: int) -> dict[str, tuple[float, float]]:
    """Return the times of the steps of changing many statements at once, and the disk's."""
    disk = Disk()
    found: dict[str, tuple[float, float]] = {}
    gc.disable()  # as the commands do

    def note(what: str, do: Callable[[], Any]) -> Any:
        made: list[Any] = []
        found[what] = timed(lambda: made.append(do()), disk)
        return made[0]

    corpus = open_corpus(store)
    rows = corpus.newest[:many]
    work = Workspace(store, corpus=corpus)
    names = NameResolver(work.editor.current)
    chosen = note("found and read", partial(statements_at, corpus, rows))
    made = note("worked out", partial(changed, chosen.rows, tagging(["+many"]), names))
    note("acknowledged", partial(work.commit, made.change))
    note("in the file", partial(fold, store))
    del corpus, work, names, chosen, made
    work = note("opened again, the index made", partial(Workspace, store))
    note("undo acknowledged", work.undo)
    gc.enable()
    return found


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--many", type=int, default=0, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder  # no history of a trial stays behind
        os.environ["QUOTH_CACHE"] = str(Path(folder) / "cache")
        store = Path(folder) / "store.json"
        if options.store:
            shutil.copy(options.store, store)
        else:
            command = [
                sys.executable,
                str(_MAKER),
                str(store),
                "--statements",
                str(options.statements),
            ]
            subprocess.run(command, check=True)
        unit = yardstick(options.repeat)
        print(f"`python -c pass` takes {unit:.1f} ms; a store of {store.stat().st_size:,} bytes\n")
        print("| a change is | beyond the disk | times `pass` | the disk |")
        print("| --- | --- | --- | --- |")
        times = (
            measure_many(store, options.many) if options.many else measure(store, options.repeat)
        )
        for what, (own, disk) in times.items():
            print(f"| {what} | {own:.1f} ms | {own / unit:.2f} | {disk:.1f} ms |")


if __name__ == "__main__":
    main()
