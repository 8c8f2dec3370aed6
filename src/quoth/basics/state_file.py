"""Small files of what is remembered from run to run: JSON, replaced all at once, private.

Several processes may write one: each reads it, changes what it is about, and replaces it, under a
lock that the others wait for.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from quoth.basics import files
from quoth.basics.places import FilePath, is_server

LARGEST: Final = 1 << 24
"""Bytes of the largest of these files that is read."""
_SECONDS_FOR_WRITER: Final = 2.0
"""Seconds to wait for another process that is writing; it needs a few milliseconds."""
_PAUSE: Final = 0.02


def key_of(store: FilePath) -> str:
    """Return under what something of a store is kept, by whatever way the store is reached.

    A store on a server goes by its address, which names no file.
    """
    if is_server(store):
        return str(store)
    try:
        return str(Path(store).resolve())
    except (OSError, RuntimeError):  # links that lead in circles
        return str(Path(store).absolute())


def begin_folder(path: Path) -> None:
    """Make the folder of a file, if it isn't there; its owner alone may look into it.

    Raises:
        OSError: it can't be made.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other processes from writing meanwhile, where the platform can."""
    try:
        import fcntl  # noqa: PLC0415  # not on every platform
    except ImportError:
        yield
        return
    until = time.monotonic() + _SECONDS_FOR_WRITER
    with files.written(path.with_name(f"{path.name}.lock")) as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)
            else:
                break
        yield  # closing the file unlocks it


def replace(path: Path, contents: dict[str, object]) -> None:
    """Replace a file by a finished one, durably and all at once; its owner alone may read it."""
    from quoth.basics.scratch import making, put  # noqa: PLC0415  # few write

    target = path.resolve()
    files.check_replaceable(target)
    # Half a surrogate pair, which no UTF-8 can hold, is written as JSON's own escape of it.
    text = json.dumps(contents, ensure_ascii=False, indent=1) + "\n"
    with making(str(target.parent)) as (file, made):
        file.write(text.encode("utf-8", "backslashreplace"))
        put(file, made, target)
