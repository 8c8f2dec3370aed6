"""Files that are not finished: held while they are written, swept once their writer is dead.

They lie in the folder where they will be of use, under names of their own kind. The process that
writes one holds the system's lock on it, which ends with the process, however that ends. So a file
of that name that can be locked is surely abandoned, and the next process that writes into the
folder removes it.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import contextlib
import os
import re
import stat
from collections.abc import Iterator
from typing import BinaryIO, Final

from quoth.basics.places import FilePath

_NAME: Final = re.compile(r"\.quoth-[0-9a-f]{16}\.part")
_FOLDER: Final = re.compile(r"quoth-[0-9a-f]{16}\.part")
_FLAGS: Final = (
    getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
)


@contextlib.contextmanager
def making(folder: str) -> Iterator[tuple[BinaryIO, str]]:
    """Yield a new file in a folder, and its path, under which it is gone at the end.

    Only its owner may read it. `put` gives it another name, under which it stays. What dead
    processes left in the folder is removed.

    Raises:
        OSError: it can't be made.
    """
    sweep(folder)
    descriptor, path = _made(folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file, path
    finally:
        with contextlib.suppress(OSError):
            os.unlink(path)


def put(file: BinaryIO, made: str, target: FilePath, *, durably: bool = True) -> None:
    """Give a file that is finished a name, in place of what has that name.

    Raises:
        OSError: it can't be written, or not be put there.
    """
    file.flush()
    if durably:
        os.fsync(file.fileno())
    if os.name == "nt":  # pragma: no cover  # there, an open file keeps its name
        file.close()
    os.replace(made, target)


def hold(folder: str) -> tuple[int, str]:
    """Return the descriptor of a new file in a folder, and its path; as `making`, without an end.

    It is held until the descriptor is closed, or the process ends.

    Raises:
        OSError: it can't be made.
    """
    sweep(folder)
    return _made(folder)


@contextlib.contextmanager
def folder_for_now() -> Iterator[str]:
    """Yield a new folder where the system has such, which is gone at the end with all in it.

    Raises:
        OSError: it can't be made.
    """
    import shutil  # noqa: PLC0415  # slow to import, and few need it
    import tempfile  # noqa: PLC0415

    where = tempfile.gettempdir()
    _sweep_folders(where)
    path, descriptor = _made_folder(where)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        if descriptor is not None:
            os.close(descriptor)


def sweep(folder: str) -> None:
    """Remove the unfinished files of a folder whose writers are dead."""
    with contextlib.suppress(OSError):
        for name in os.listdir(folder or "."):
            if name.startswith(".quoth-") and _NAME.fullmatch(name):
                with contextlib.suppress(OSError):  # it is another's, or gone by now
                    _sweep(os.path.join(folder, name))


def _made(folder: str) -> tuple[int, str]:
    """Make a file, and hold it."""
    while True:
        path = os.path.join(folder, f".quoth-{os.urandom(8).hex()}.part")
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600)
        _lock(descriptor, wait=True)
        if _is_at(path, descriptor):  # else it was swept before it was held
            return descriptor, path
        os.close(descriptor)


def _sweep(path: str) -> None:
    """Remove a file, unless a process holds it."""
    flags = getattr(os, "O_NONBLOCK", 0) | _FLAGS
    try:
        descriptor = os.open(path, os.O_RDWR | flags)
    except PermissionError:  # it was to take the place of a file that is only read
        descriptor = os.open(path, os.O_RDONLY | flags)
    try:
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
        if is_file and _lock(descriptor) and _is_at(path, descriptor):
            os.unlink(path)
    finally:
        os.close(descriptor)


def _made_folder(where: str) -> tuple[str, int | None]:
    """Make a folder, and hold it where folders can be."""
    while True:
        path = os.path.join(where, f"quoth-{os.urandom(8).hex()}.part")
        os.mkdir(path, 0o700)
        if os.name == "nt":  # pragma: no cover
            return path, None
        try:
            descriptor = os.open(path, os.O_RDONLY | _FLAGS)
        except FileNotFoundError:  # it was swept before it was opened
            continue
        _lock(descriptor, wait=True)
        if _is_at(path, descriptor):  # else it was swept before it was held
            return path, descriptor
        os.close(descriptor)


def _sweep_folders(where: str) -> None:
    """Remove the folders of processes that are dead."""
    import shutil  # noqa: PLC0415

    if os.name == "nt":  # pragma: no cover
        return
    for name in filter(_FOLDER.fullmatch, os.listdir(where)):
        path = os.path.join(where, name)
        with contextlib.suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _FLAGS)
            try:
                is_ours = os.fstat(descriptor).st_uid == os.getuid()
                if is_ours and _lock(descriptor) and _is_at(path, descriptor):
                    shutil.rmtree(path, ignore_errors=True)
            finally:
                os.close(descriptor)


def _lock(descriptor: int, *, wait: bool = False) -> bool:
    """Take the lock of a file, and tell whether it was to be had.

    A sweep holds it for a moment only, so waiting for it is safe.
    """
    try:
        import fcntl  # noqa: PLC0415  # not on every platform

        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def _is_at(path: str, descriptor: int) -> bool:
    """Tell whether a path still names what is open."""
    try:
        return os.path.samestat(os.lstat(path), os.fstat(descriptor))
    except OSError:
        return False
