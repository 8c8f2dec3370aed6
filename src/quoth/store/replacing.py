"""Replaces a file by a finished one, durably and atomically; if that fails, the file is unchanged.

The content is written to a temporary file beside it, reaches the disk, and takes the name in one
step. If a process is killed, its temporary file is removed by the next one that writes there. The
new file has the mode, the owner and the extended attributes of the old one as far as the system
allows it; a symbolic link stays, and its target is replaced.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import BinaryIO

from quoth.basics.files import check_replaceable
from quoth.basics.places import FilePath
from quoth.basics.scratch import making, put


@contextlib.contextmanager
def replacing(path: FilePath) -> Iterator[BinaryIO]:
    """Yield a file to write into, which takes a path's place once the block ends well.

    Raises:
        OSError: it can't be written; what was there is as it was.
    """
    target = os.path.realpath(path)
    check_replaceable(target)
    folder = os.path.dirname(target)
    with making(folder) as (file, made):
        _take_after(target, file.fileno())
        yield file
        put(file, made, target)
    sync_folder(folder)


def sync_folder(folder: str) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":  # pragma: no cover  # there, a rename is as durable as it gets
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    except OSError:  # some file systems can't, and have nothing to be made durable
        pass
    finally:
        os.close(descriptor)


def _take_after(target: str, descriptor: int) -> None:
    """Give a new file the owner, the mode and the extended attributes of an old one."""
    try:
        status = os.stat(target)
    except FileNotFoundError:
        _as_new(descriptor)
        return
    if hasattr(os, "fchown"):
        _own(descriptor, status)
        os.fchmod(descriptor, status.st_mode & 0o7777)
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                with contextlib.suppress(OSError):
                    os.setxattr(descriptor, name, os.getxattr(target, name))


def _own(descriptor: int, status: os.stat_result) -> None:
    """Give a file the owner and the group of another, or at least the group."""
    mine = os.fstat(descriptor)
    if (mine.st_uid, mine.st_gid) == (status.st_uid, status.st_gid):
        return
    for owner in (status.st_uid, -1):
        try:
            os.fchown(descriptor, owner, status.st_gid)
        except PermissionError:
            continue
        return


def _as_new(descriptor: int) -> None:
    """Give a file the mode that a new one would have."""
    if hasattr(os, "fchmod"):
        mask = os.umask(0)
        os.umask(mask)
        os.fchmod(descriptor, 0o666 & ~mask)
