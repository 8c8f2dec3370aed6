"""Files opened for reading, once their kind is known.

To open a named pipe waits until another program writes into it, a device may never end, and neither
has a size. So whatever quoth reads by its name is opened here: a regular file, or an error that
says what it is instead. The one device that passes is the null device, which is an empty file.

What is read into memory as a whole has a limit, which its reader knows.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import BinaryIO, Final

from quoth.basics.places import FilePath

_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
"""A pipe that takes a file's place after it was looked at doesn't block either."""
_KINDS: Final = (
    (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)  # fmt: skip
_PIECE: Final = 1 << 20
_HOLE: Final = bytes(_PIECE)
"""What no text has in it: a hole in a file, or what is left of one after a crash."""
_UNITS: Final = ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"))


class UnfitFileError(OSError):
    """A file that isn't read because of what it is: no regular file, or one that is too large.

    Code that handles files that can't be read handles it too: it has a `strerror`.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        """Take the problem and the remedy, each a clause without a full stop."""
        super().__init__(errno.EINVAL, problem)
        self.problem = problem
        self.remedy = remedy


def descriptor_of(path: FilePath) -> int:
    """Open a regular file for reading, and return its descriptor.

    Raises:
        UnfitFileError: it is a pipe, a socket or a device.
        OSError: it can't be opened, or is a folder.
        ValueError: no file can have that name.
    """
    _check_kind(os.stat(path))
    descriptor = os.open(path, _FLAGS)
    try:
        _check_kind(os.fstat(descriptor))
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def opened(path: FilePath) -> BinaryIO:
    """Open a regular file for reading, as `descriptor_of`; to be closed by the caller."""
    return open(descriptor_of(path), "rb")


def whole(path: FilePath, most: int, *, may_end_in_hole: bool = False) -> bytes:
    """Return the bytes of a regular file of text that has at most so many.

    A hole isn't read into memory. Some files may end in one, if the machine lost power while they
    were written: of those, what comes before it is returned.

    Raises:
        UnfitFileError: it isn't a regular file, is larger than that, or has a hole.
        OSError: it can't be read.
        ValueError: no file can have that name.
    """
    pieces: list[bytes] = []
    with opened(path) as file:
        check_size(os.fstat(file.fileno()).st_size, most)
        left = most + 1  # it may grow while it is read
        while left and (piece := file.read(min(left, _PIECE))):
            if piece == _HOLE:
                if may_end_in_hole and _is_only_hole(file, left):
                    break
                raise UnfitFileError(
                    f"there are only zero bytes from byte {most + 2 - left:,} on",
                    "restore a copy of it",
                )
            pieces.append(piece)
            left -= len(piece)
    check_size(most + 1 - left, most)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def written(path: FilePath, mode: int = 0o666) -> BinaryIO:
    """Open a regular file to be locked or appended to; it is made if it isn't there.

    Raises:
        UnfitFileError: it isn't a regular file.
        OSError: it can't be opened.
    """
    with contextlib.suppress(FileNotFoundError):
        _check_kind(os.stat(path))
    descriptor = os.open(path, _FLAGS | os.O_WRONLY | os.O_APPEND | os.O_CREAT, mode)
    try:
        _check_kind(os.fstat(descriptor))
    except BaseException:
        os.close(descriptor)
        raise
    return open(descriptor, "ab")


def _is_only_hole(file: BinaryIO, most: int) -> bool:
    """Tell whether the rest of a file is a hole."""
    while most > 0 and (piece := file.read(_PIECE)):
        if piece != _HOLE and piece.strip(b"\0"):
            return False
        most -= len(piece)
    return True


def check_replaceable(path: FilePath) -> None:
    """Check that nothing but a regular file would be replaced.

    Raises:
        UnfitFileError: a device, a pipe or a folder would.
        OSError: it can't be looked at.
    """
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise UnfitFileError("there is something else than a file", "name another file")


def copy(source: BinaryIO, target: BinaryIO) -> None:
    """Copy the bytes of a file; a hole in it takes no room in the copy.

    Raises:
        OSError: it can't be read or written.
    """
    while piece := source.read(_PIECE):
        if piece == _HOLE:
            target.seek(_PIECE, os.SEEK_CUR)
        else:
            target.write(piece)
    target.truncate()


def is_folder(path: FilePath) -> bool:
    """Tell whether there is a folder of a name, whatever the name is."""
    return os.path.isdir(path)


def is_there(path: FilePath) -> bool:
    """Tell whether there is anything of a name, whatever the name is."""
    return os.path.exists(path)


def check_size(size: int, most: int) -> None:
    """Check that a file isn't too large.

    Raises:
        UnfitFileError: it is.
    """
    if size > most:
        raise UnfitFileError(f"it is larger than {spelt(most)}", "split it, or name another")


def spelt(size: int) -> str:
    """Return a number of bytes as people write it: `1 GiB`."""
    for unit, name in _UNITS:
        if size >= unit and size % unit == 0:
            return f"{size // unit} {name}"
    return f"{size:,} bytes"


def _check_kind(status: os.stat_result) -> None:
    """Check that a file is a regular one, or the null device."""
    if stat.S_ISREG(status.st_mode) or _is_null(status):
        return
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    kind = next((name for is_one, name in _KINDS if is_one(status.st_mode)), "something else")
    raise UnfitFileError(f"this is {kind}, not a file", "name a file")


def _is_null(status: os.stat_result) -> bool:
    """Tell whether a file is the null device, which is empty."""
    if not stat.S_ISCHR(status.st_mode):
        return False
    try:
        return status.st_rdev == os.stat(os.devnull).st_rdev
    except OSError:
        return False
