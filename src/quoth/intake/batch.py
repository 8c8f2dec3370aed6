"""Many files at once: read and looked through on all cores, in the order in which they are named.

What is found is given out article by article, so that whoever stores it stores whole ones; who
stops in between has all that was stored so far, and goes on from there.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Collection, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, Final, NamedTuple

from quoth.crash import said_of
from quoth.intake.errors import ArticleError
from quoth.intake.model import Extraction
from quoth.intake.reading import Article, day_of, of_bytes, read

FEW: Final = 8
"""Files for which other processes are not worth their start."""
_SOME: Final = 8
"""Files that a process looks through before it says what it found."""
_AHEAD: Final = 2
"""How often so many each process has waiting."""

Fields = dict[str, Any]
"""What is said of an article by whoever takes it in; it goes before what the file tells."""


class Taken(NamedTuple):
    """What became of a file."""

    path: Path
    article: Article | None = None
    """Nothing where it can't be read."""
    found: Extraction | None = None
    """Nothing where the article is known already."""
    problem: str = ""
    """Why it can't be taken in, in one line that is neutral."""


def taken(path: Path, fields: Fields, known: Collection[str] = ()) -> Taken:
    """Return what is found in a file; nothing is looked for in an article that is known."""
    try:
        return found_in(read(path)._replace(**fields), path, known)
    except ArticleError as error:
        return Taken(path, problem=str(error))


def taken_from(data: bytes, name: str, fields: Fields, known: Collection[str] = ()) -> Taken:
    """Return what is found in some bytes, as `taken`."""
    try:
        return found_in(of_bytes(data, name)._replace(**fields), Path(name), known)
    except ArticleError as error:
        return Taken(Path(name), problem=str(error))


def found_in(article: Article, path: Path, known: Collection[str]) -> Taken:
    """Return what is found in an article."""
    if article.digest in known:
        return Taken(path, article)
    from quoth.intake.extraction import extract  # noqa: PLC0415  # it takes its time to import

    return Taken(path, article, extract(article.told, day_of(article.published)))


def all_taken(paths: Sequence[Path], fields: Fields, known: Collection[str]) -> Iterator[Taken]:
    """Yield what is found in files, in their order; many are looked through on all cores."""
    cores = _cores()
    if len(paths) == 1:
        yield taken(paths[0], fields, known)
        return
    if len(paths) < FEW or cores < 2:
        for path in paths:
            yield _taken_anyway(path, fields, known)
        return
    with closing(_in_processes(paths, fields, known, cores)) as found:
        yield from found


def _cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_processes(
    paths: Sequence[Path], fields: Fields, known: Collection[str], cores: int
) -> Generator[Taken, None, None]:
    """Yield what is found in files, looked through by other processes, some files at a time.

    Who interrupts the program has its first process end the others.
    """
    pool = ProcessPoolExecutor(
        cores, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)
    )
    waiting: deque[Future[list[Taken]]] = deque()
    left = iter([paths[start : start + _SOME] for start in range(0, len(paths), _SOME)])
    try:
        while True:
            while len(waiting) < cores * _AHEAD and (some := next(left, None)) is not None:
                waiting.append(pool.submit(_some_taken, some, fields, frozenset(known)))
            if not waiting:
                return
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _some_taken(paths: Sequence[Path], fields: Fields, known: Collection[str]) -> list[Taken]:
    """Return what is found in some files."""
    return [_taken_anyway(path, fields, known) for path in paths]


def _taken_anyway(path: Path, fields: Fields, known: Collection[str]) -> Taken:
    """Return what is found in one of several files; what breaks down on it doesn't end the rest."""
    try:
        return taken(path, fields, known)
    except Exception as error:  # noqa: BLE001  # it is reported, with the file
        return Taken(path, problem=said_of(error).removeprefix("quoth: "))
