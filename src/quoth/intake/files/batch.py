"""Many files at once: read and looked through on all cores, in the order in which they are named.

What is found is given out article by article, so that whole ones are stored; after a stop in
between all that was stored so far is there, and the next run goes on from it. The other processes
end with this one, in whatever way it ends: each watches a pipe that this one alone holds open.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quoth.basics.crash import reported
from quoth.basics.garbage import look_through_all_seldom
from quoth.intake.errors import ArticleError, WorkerError
from quoth.intake.files.clipping import Clipping
from quoth.intake.files.reading import day_of, of_bytes, read
from quoth.intake.model import Extraction

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

FEW: Final = 8
"""Files for which other processes are not worth their start."""
_SOME: Final = 8
"""Files that a process looks through before it says what it found."""

Fields = dict[str, Any]
"""Fields of an article as the user gives them; they take precedence over those in the file."""


class Taken(NamedTuple):
    """The outcome for a file."""

    path: Path
    article: Clipping | None = None
    """Nothing if it can't be read."""
    found: Extraction | None = None
    """Nothing if the article is known already."""
    problem: str = ""
    """Why it can't be taken in, in one line that is neutral."""


def taken(
    path: Path, fields: Fields, known: Collection[str] = (), *, thoughts: bool = False
) -> Taken:
    """Return what is found in a file; nothing is looked for in an article that is known."""
    try:
        return found_in(read(path)._replace(**fields), path, known, thoughts=thoughts)
    except ArticleError as error:
        return Taken(path, problem=str(error))


def taken_from(
    data: bytes, name: str, fields: Fields, known: Collection[str] = (), *, thoughts: bool = False
) -> Taken:
    """Return what is found in some bytes, as `taken`."""
    try:
        article = of_bytes(data, name)._replace(**fields)
        return found_in(article, Path(name), known, thoughts=thoughts)
    except ArticleError as error:
        return Taken(Path(name), problem=str(error))


def found_in(
    article: Clipping, path: Path, known: Collection[str], *, thoughts: bool = False
) -> Taken:
    """Return what is found in an article; `thoughts` has what wasn't uttered drafted too."""
    if known and article.digest in known:
        return Taken(path, article)
    from quoth.intake.extraction import extract  # noqa: PLC0415  # it takes its time to import

    published = day_of(article.published)
    found = extract(article.told, published, article.author, thoughts=thoughts)
    return Taken(path, article, found)


def all_taken(
    paths: Sequence[Path], fields: Fields, known: Collection[str], *, thoughts: bool = False
) -> Iterator[Taken]:
    """Yield what is found in files, in their order; many are looked through on all cores."""
    cores = _cores()
    if len(paths) == 1:
        yield taken(paths[0], fields, known, thoughts=thoughts)
        return
    look_through_all_seldom()  # few of the objects made of an article have cycles
    if len(paths) < FEW or cores < 2:
        for path in paths:
            yield _taken_anyway(path, fields, known, thoughts=thoughts)
        return
    with closing(_in_processes(paths, (fields, known, thoughts), cores)) as found:
        yield from found


def _cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_processes(
    paths: Sequence[Path], wanted: tuple[Fields, Collection[str], bool], cores: int
) -> Generator[Taken, None, None]:
    """Yield what is found in files, looked through by other processes, some files at a time.

    The parts go round the processes; each waits while what it found is not taken yet.
    None of them is left once this ends.

    Raises:
        WorkerError: one of them was ended from outside.
    """
    from multiprocessing import Pipe  # noqa: PLC0415  # only many files need it

    # It takes as long as ten articles to import; processes that are forked have it then.
    import quoth.intake.extraction  # noqa: F401, PLC0415

    parts = [paths[start : start + _SOME] for start in range(0, len(paths), _SOME)]
    fields, known, thoughts = wanted
    job = _Job(fields, frozenset(known), thoughts, *Pipe(duplex=False))
    started: list[tuple[BaseProcess, Connection]] = []
    try:
        with _uninterrupted():
            for first in range(min(cores, len(parts))):
                started.append(_started(job, parts[first::cores]))  # noqa: PERF401  # ended below
        for place in range(len(parts)):
            yield from _next_of(started[place % cores][1])
    finally:
        job.held.close()
        job.watched.close()
        for process, found in started:
            process.kill()
            process.join()
            found.close()


class _Job(NamedTuple):
    """The state that all processes share."""

    fields: Fields
    known: Collection[str]
    thoughts: bool
    watched: Connection
    """Has nothing to be read, and ends when the process that began this does."""
    held: Connection
    """The other end of that pipe, which no other process keeps open."""


def _started(job: _Job, parts: Sequence[Sequence[Path]]) -> tuple[BaseProcess, Connection]:
    """Start a process that looks through some parts, and return where what it finds comes from."""
    from multiprocessing import Pipe, Process  # noqa: PLC0415

    found, into = Pipe(duplex=False)
    process = Process(target=_look_through, args=(job, parts, found, into), daemon=True)
    process.start()
    into.close()
    return process, found


def _next_of(found: Connection) -> list[Taken]:
    """Return what a process found in its next part.

    Raises:
        WorkerError: it was ended.
        Exception: whatever ended its search.
    """
    try:
        made = found.recv()
    except (EOFError, OSError):
        raise WorkerError("a process that looked through articles was ended") from None
    if isinstance(made, Exception):
        raise made
    return list(made)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold `Ctrl+C` back for a moment; processes started meanwhile never receive it."""
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# What the other processes do.


def _taken_anyway(path: Path, fields: Fields, known: Collection[str], *, thoughts: bool) -> Taken:
    """Return what is found in one of several files; what breaks down on it doesn't end the rest."""
    try:
        return taken(path, fields, known, thoughts=thoughts)
    except Exception as error:  # noqa: BLE001  # it is reported, with the file
        return Taken(path, problem=reported(error))


def _look_through(
    job: _Job, parts: Sequence[Sequence[Path]], found: Connection, into: Connection
) -> None:
    """Look through files, part by part, for as long as the process that began this runs."""
    job.held.close()  # copies, which would keep pipes open
    found.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _let_go_of_output()
    threading.Thread(target=_end_with, args=(job.watched,), daemon=True).start()
    for part in parts:
        try:
            made: object = [
                _taken_anyway(path, job.fields, job.known, thoughts=job.thoughts) for path in part
            ]
        except Exception as error:  # noqa: BLE001  # raised again where it ends the program
            made = error
        into.send(made)


def _let_go_of_output() -> None:
    """Write to nowhere: a pipe is read until the last process lets go of it."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nowhere, standard)
    os.close(nowhere)


def _end_with(watched: Connection) -> None:
    """End this process at once when the pipe is closed."""
    with contextlib.suppress(EOFError, OSError):
        watched.recv_bytes()
    os._exit(0)
