"""Input through a pipe: stdin, a named pipe, or a shell's `<(command)`.

Such an input has no size, can be read only once, and may never end. It is put into a temporary
file, of which there is a limit. A named pipe that no program writes into is given up.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import stat
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from quoth.basics.files import spelt
from quoth.basics.scratch import folder_for_now
from quoth.cli.exits import RefusedError

STDIN: Final = "-"
_MOST: Final = 1 << 31
"""Bytes that are taken from a pipe."""
_SECONDS_FOR_PIPE: Final = 3.0
"""Seconds to wait for a program that writes into a named pipe."""
_OFTEN: Final = 50
"""Milliseconds between two looks for one."""
_PIECE: Final = 1 << 16
_MARKED: Final = (
    b"SQLite format 3\x00", b"\xff\xfe", b"\xfe\xff", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00",
    b"PK\x03\x04",
)  # fmt: skip
"""How a database, a text in UTF-16 and a packed file begin."""


def is_pipe(path: str) -> bool:
    """Tell whether a path is that of a pipe."""
    try:
        return stat.S_ISFIFO(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False


@contextlib.contextmanager
def as_files(words: Sequence[str], *, as_it_comes: bool = False) -> Iterator[list[str]]:
    """Yield the files that are named; stdin and pipes are put into files, to be read twice.

    Args:
        words: What is named.
        as_it_comes: Whether bytes that aren't UTF-8 are accepted too.

    Raises:
        RefusedError: one can't be read, or is too long.
    """
    piped = [word for word in dict.fromkeys(words) if word == STDIN or is_pipe(word)]
    if not piped:
        yield list(words)
        return
    with folder_for_now() as folder:
        spooled: dict[str, str] = {}
        for place, word in enumerate(piped):
            target = Path(folder, str(place), "stdin" if word == STDIN else Path(word).name)
            target.parent.mkdir()
            with target.open("wb") as file:
                _fill(file, word, as_it_comes=as_it_comes)
            spooled[word] = str(target)
        yield [spooled.get(word, word) for word in words]


def bytes_of(word: str, most: int) -> bytes:
    """Return the bytes that come from stdin or a pipe, the first of them if there are more.

    Raises:
        RefusedError: it can't be read.
    """
    found = bytearray()
    with contextlib.closing(_pieces(word)) as pieces:
        for piece in pieces:
            found += piece
            if len(found) >= most:
                break
    return bytes(found[:most])


def _fill(file: BinaryIO, word: str, *, as_it_comes: bool) -> None:
    """Write what comes from stdin or a pipe; if it isn't text, just enough to say so."""
    size = 0
    with contextlib.closing(_pieces(word)) as pieces:
        for piece in pieces:
            file.write(piece)
            if not (size or as_it_comes or _may_be_read(piece)):
                return
            size += len(piece)
            if size > _MOST:
                raise RefusedError(
                    f"{_named(word)}: it is longer than {spelt(_MOST)}; "
                    "save it to a file, and name the file"
                )


def _may_be_read(start: bytes) -> bool:
    """Tell whether an input begins as one that is read: as UTF-8, by a mark, or as a database."""
    if start.startswith(_MARKED):
        return True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return b"\x00" not in start.partition(b"\n")[0]


def _pieces(word: str) -> Generator[bytes, None, None]:
    """Yield what comes from stdin or a pipe.

    Raises:
        RefusedError: it can't be read.
    """
    try:
        yield from _of_stdin() if word == STDIN else _of_pipe(word)
    except OSError as error:
        raise RefusedError(
            f"{_named(word)}: it can't be read ({error.strerror or error})"
        ) from None


def _of_stdin() -> Iterator[bytes]:
    """Yield what comes from stdin; nothing if the shell closed it."""
    if sys.stdin is not None:
        while piece := sys.stdin.buffer.read(_PIECE):
            yield piece


def _of_pipe(path: str) -> Iterator[bytes]:
    """Yield what comes from a pipe, once a program writes into it."""
    import select  # noqa: PLC0415  # for pipes alone

    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        events = select.poll()
        events.register(descriptor, select.POLLIN)
        until = time.monotonic() + _SECONDS_FOR_PIPE
        is_written = False
        while True:
            try:
                piece = os.read(descriptor, _PIECE)
            except BlockingIOError:
                is_written = True
                events.poll()
                continue
            if piece:
                is_written = True
                yield piece
            elif is_written:
                return
            elif events.poll(_OFTEN):
                is_written = True
            elif time.monotonic() > until:
                raise RefusedError(f"{path}: no program writes into this pipe")
    finally:
        os.close(descriptor)


def _named(word: str) -> str:
    """Return what an input is called."""
    return "stdin" if word == STDIN else word
