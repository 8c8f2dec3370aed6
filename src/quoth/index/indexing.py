"""Reading a large store in a process of its own, so that exploring it meanwhile isn't held up.

`python -m quoth.index.indexing STORE FOLDER` keeps the store's segments in a folder and prints its
progress on stdout, one JSON object a line: `{"done": bytes, "whole": bytes}`, `{"early": file}` for
a segment of what is read so far, which the reader of the line removes, and at last
`{"ready": true}` or `{"error": [where, problem, remedy]}`. It ends when its stdin does, which the
process that began it holds open: that one may be killed at any moment.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from quoth.basics.places import FilePath
from quoth.basics.scratch import folder_for_now, hold
from quoth.index.corpus import Corpus
from quoth.index.opening import at_hand, check_index, forget, open_corpus
from quoth.index.rows import PureSets, Sets
from quoth.index.segment.layout import Damaged
from quoth.index.segment.part import Part
from quoth.index.segment.shelf import default_folder
from quoth.store.errors import StoreError
from quoth.store.file import StoreFile

_OFTEN: Final = 0.2
"""Seconds between two reports."""
_LARGE: Final = 1 << 23
"""Bytes of a store that is worth loading numpy for, where that is installed."""


class IndexingStep(NamedTuple):
    """How far the opening of a store is."""

    corpus: Corpus | None
    """What can be looked at by now, if that is another than before."""
    share: float
    """How much of the store is read, from 0 to 1; 1 with the corpus of all of it."""


def sets_for(path: FilePath) -> Callable[[int], Sets]:
    """Return what handles sets of rows: with numpy where that is installed, and pays."""
    try:
        if Path(path).stat().st_size < _LARGE:
            return PureSets
        from quoth.index.rows_numpy import NumpySets  # noqa: PLC0415  # where it pays
    except (OSError, ImportError):
        return PureSets
    return NumpySets


def opened_in_steps(
    path: FilePath, *, cache: FilePath | None = None, make_sets: Callable[[int], Sets] = PureSets
) -> Iterator[IndexingStep]:
    """Yield what a store holds, as soon as there is something to look at, and at last all of it.

    Its index is kept in the folder `cache`, or the platform's.

    Raises:
        StoreError: the file can't be read, or isn't a valid store; the message is one line.
    """
    corpus = at_hand(path, cache=cache, make_sets=make_sets)
    if corpus is not None:
        yield IndexingStep(corpus, 1.0)
        return
    folder = Path(default_folder() if cache is None else cache)
    with contextlib.ExitStack() as cleared:
        if not _can_be_written(folder):
            # What can't be kept is made aside all the same, by another process.
            folder = Path(cleared.enter_context(folder_for_now()))
        with contextlib.suppress(OSError):
            yield from _steps(path, folder, make_sets)
        yield IndexingStep(open_corpus(path, cache=folder, make_sets=make_sets), 1.0)


def opened_aside(path: FilePath, make_sets: Callable[[int], Sets]) -> Corpus:
    """Return what a store holds, every byte of its index checked; read aside where it is large.

    Raises:
        StoreError: the file can't be read, or isn't a valid store; the message is one line.
    """
    corpus = _at_last(path, None, make_sets)
    try:
        check_index(corpus)
    except Damaged:
        corpus = _at_last(path, forget(path), make_sets)
    return corpus


def _at_last(path: FilePath, cache: FilePath | None, make_sets: Callable[[int], Sets]) -> Corpus:
    """Return all that a store holds."""
    *_, last = opened_in_steps(path, cache=cache, make_sets=make_sets)
    assert last.corpus is not None  # noqa: S101  # the last step has it
    return last.corpus


def _can_be_written(folder: Path) -> bool:
    """Tell whether segments can be kept in a folder."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _steps(
    path: FilePath, folder: Path, make_sets: Callable[[int], Sets]
) -> Iterator[IndexingStep]:
    """Yield how far another process is with the reading of a store."""
    command = [sys.executable, "-m", "quoth.index.indexing", str(path), str(folder)]
    with subprocess.Popen(  # noqa: S603  # our own interpreter, and no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as worker:
        assert worker.stdout is not None  # noqa: S101  # it is a pipe
        try:
            for line in worker.stdout:
                message = json.loads(line)
                if "error" in message:
                    raise StoreError(path, *message["error"])
                if "early" in message:
                    corpus = _early(path, Path(message["early"]), make_sets)
                    if corpus is not None:
                        yield IndexingStep(corpus, message["share"])
                elif "done" in message:
                    yield IndexingStep(None, message["done"] / max(message["whole"], 1))
        except ValueError:
            return
        finally:
            worker.terminate()


def _early(path: FilePath, file: Path, make_sets: Callable[[int], Sets]) -> Corpus | None:
    """Return the corpus of what is read so far."""
    try:
        data = file.read_bytes()
        file.unlink()
        return Corpus(StoreFile(path), [Part(data, make_sets)])
    except (OSError, Damaged):
        return None


class _Reporter:
    """Says on stdout how far it is."""

    def __init__(self, folder: Path) -> None:
        """Name the folder for what is read so far."""
        self._folder = folder
        self._held: list[int] = []
        """What keeps others from sweeping what is read so far, before it is looked at."""
        self._said = 0.0
        self._share = 0.0

    def say(self, **message: object) -> None:
        """Print a line."""
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()

    def progress(self, done: int, whole: int) -> None:
        """Say how much is read, not too often."""
        self._share = done / max(whole, 1)
        if time.monotonic() - self._said > _OFTEN:
            self._said = time.monotonic()
            self.say(done=done, whole=whole)

    def early(self, pieces: list[bytes | memoryview]) -> None:
        """Put what is read so far where it can be looked at."""
        descriptor, made = hold(str(self._folder))
        self._held.append(descriptor)
        with os.fdopen(descriptor, "wb", closefd=False) as file:
            file.writelines(pieces)
        try:
            self.say(early=made, share=self._share)
        except BrokenPipeError:  # the reader that would remove it is gone
            Path(made).unlink(missing_ok=True)
            raise


def main(arguments: list[str]) -> int:
    """Read a store, and keep its segments."""
    path, folder = map(Path, arguments)
    reporter = _Reporter(folder)
    gc.disable()  # millions of records are made, and none of them is garbage
    try:
        open_corpus(path, cache=folder, progress=reporter.progress, early=reporter.early)
    except StoreError as error:
        reporter.say(error=[error.where, error.problem, error.remedy])
        return 3
    except BrokenPipeError:
        return 1  # the reader is gone; what was written stays
    reporter.say(ready=True)
    return 0


def _end_with_stdin() -> None:
    """End this process at once when its stdin ends."""
    with contextlib.suppress(OSError):
        while os.read(0, 1):
            pass
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_stdin, daemon=True).start()
    sys.exit(main(sys.argv[1:]))
