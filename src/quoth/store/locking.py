"""One writer at a time: a lock that processes hold on a file beside what they write.

The lock is the operating system's, so it is released when its holder dies. The lock file stays:
deleting it would let two processes lock two files of the same name.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from typing import Final

PATIENCE: Final = 30.0
"""Seconds to wait for another process; to rewrite the largest stores takes a few."""
_PAUSE: Final = 0.001
"""Seconds between two tries: who writes again and again lets go of a lock for less than that."""


class LockError(OSError):
    """Another process has held a lock for too long to wait for it."""


@contextlib.contextmanager
def locked(path: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a file, which is made if it isn't there.

    Raises:
        LockError: another process held it all the time.
        OSError: the file can't be made.
    """
    # Others who can write in the folder must not have us make a file elsewhere: follow no link.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        until = time.monotonic() + patience
        while not _take(descriptor):
            if time.monotonic() > until:
                raise LockError("another program is writing it")
            # Not in step with one who lets go at even intervals.
            time.sleep(_PAUSE * int.from_bytes(os.urandom(1)) / 128)
        yield
    finally:
        os.close(descriptor)  # and with it goes the lock


def _take(descriptor: int) -> bool:
    """Take a lock, and tell whether it was to be had."""
    if os.name == "nt":  # pragma: no cover
        return _take_on_windows(descriptor)
    import fcntl  # noqa: PLC0415  # not on every platform

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take_on_windows(descriptor: int) -> bool:  # pragma: no cover
    """Take a lock as Windows has it, and tell whether it was to be had."""
    import msvcrt  # noqa: PLC0415  # on no other platform

    lock = getattr(msvcrt, "locking")  # noqa: B009  # unknown to type checkers elsewhere
    try:
        lock(descriptor, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
    except OSError:
        return False
    return True
