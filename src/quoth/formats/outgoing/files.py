"""What goes out into a file: where nothing is lost by it, and all of it or nothing."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from quoth.basics.places import FilePath
from quoth.formats.outgoing.exporting import encoded
from quoth.store.replacing import replacing


class Refusal(NamedTuple):
    """Why a file isn't to be written."""

    reason: str
    """In one line."""
    is_taken: bool = False
    """Whether another file has the name, which may be replaced."""


def refusal(output: str, store: FilePath, *, force: bool) -> Refusal | None:
    """Say why a file isn't to be written; nothing if it may be.

    With `force`, it may take the place of another, but never of the store.
    """
    try:
        status = Path(output).stat()
    except (OSError, ValueError):
        return None
    if stat.S_ISDIR(status.st_mode):
        return Refusal(f"{output} is a folder; name a file")
    if Path(output).samefile(store):
        return Refusal(f"{output} is the store itself; name another file")
    if stat.S_ISREG(status.st_mode) and not force:
        return Refusal(f"{output} is there already", is_taken=True)
    return None


def write(output: str, pieces: Iterator[str] | Iterator[bytes]) -> None:
    """Write a file as a whole or not at all; write to a pipe or the like as the data comes.

    Raises:
        OSError: it can't be written.
        ValueError: no file can have that name.
    """
    write_bytes(output, encoded(pieces))


def write_bytes(output: str, pieces: Iterable[bytes]) -> None:
    """Write a file of bytes, as `write` does.

    Raises:
        OSError: it can't be written.
        ValueError: no file can have that name.
    """
    path = Path(output)
    if path.exists() and not path.is_file():
        with path.open("wb", buffering=0) as stream:
            for data in pieces:
                stream.write(data)
        return
    with replacing(output) as file:
        for data in pieces:
            file.write(data)
