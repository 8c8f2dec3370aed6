"""Where segments are kept between runs: the platform's cache directory, or none at all.

Of each store there is a manifest, which names its segments and the stamp of the file they are of.
A manifest and a segment are made under another name and then renamed, so that a reader finds the
old one or the new one; their writer holds a lock. Anything that can't be trusted is ignored: a
folder that others can write in, a manifest of another version, a damaged segment.

The name of a segment holds its seal, the checksum of its header, which in turn has those of all its
parts. So a manifest vouches for every byte of the segments that it names: a segment that was
overwritten isn't the one that is named, even if all the checksums in it are right.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import contextlib
import json
import mmap
import os
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, Final, NamedTuple

from quoth.basics import files
from quoth.basics.places import FilePath, default_cache
from quoth.index.segment.layout import VERSION, Damaged, seal_of
from quoth.store.file import Stamp

_MOST: Final = 1 << 20
"""Bytes of the longest manifest that is read."""


def default_folder() -> str:
    """Return where segments are kept by default."""
    return default_cache()


class Manifest(NamedTuple):
    """What is kept of a store."""

    stamp: Stamp
    """The file's when it was read, or when it was last found to be unchanged."""
    settled: bool
    """Whether the same stamp means the same file."""
    segments: Sequence[str]
    """The names of the files: of all that was there first, and of what was appended."""
    layered: bool = False
    """Whether the last two are of what was changed since."""


class Shelf:
    """The segments of one store."""

    def __init__(self, folder: FilePath, store: FilePath) -> None:
        """Name the folder and the store."""
        self._folder = os.fspath(folder)
        self._store = os.path.realpath(store)
        name = self._store.encode("utf-8", "surrogateescape")
        self._key = f"{zlib.crc32(name):08x}{zlib.crc32(name[::-1]):08x}"

    def manifest(self) -> Manifest | None:
        """Return the kept index of the store, if there is one that can be trusted."""
        try:
            if not _is_ours(self._folder):
                return None
            with _opened(self._path("json")) as file:
                check, _, text = file.read(_MOST).partition(b"\n")
            if int(check, 16) != zlib.crc32(text):
                return None
            found = json.loads(text)
            if found["version"] != VERSION or found["store"] != self._store:
                return None
            names = list(found["segments"])
            if not names or len(set(names)) < len(names) or not all(map(self._is_a_name, names)):
                return None
            stamp = Stamp(*(int(number) for number in found["stamp"]))
            return Manifest(stamp, found["settled"] is True, names, found["layered"] is True)
        except (Damaged, OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return None

    def forget(self) -> bool:
        """Remove everything that is kept for the store, and tell whether it is gone."""
        try:
            os.unlink(self._path("json"))
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True

    def keep(self, manifest: Manifest) -> None:
        """Keep a manifest, and remove files that interrupted processes left behind.

        The caller holds the lock.

        Raises:
            OSError: it can't be written.
        """
        text = json.dumps(
            {
                "version": VERSION,
                "store": self._store,
                "stamp": manifest.stamp,
                "settled": manifest.settled,
                "segments": list(manifest.segments),
                "layered": manifest.layered,
            }
        )
        data = text.encode("ascii")
        self._write(self._path("json"), [b"%08x\n" % zlib.crc32(data), data])
        self.sweep(manifest)

    def sweep(self, manifest: Manifest | None) -> None:
        """Remove the files that a manifest doesn't name, and those that dead processes left.

        The caller holds the lock.
        """
        from quoth.basics.scratch import sweep  # noqa: PLC0415

        sweep(self._folder)
        names = manifest.segments if manifest is not None else ()
        for other in os.listdir(self._folder):
            is_segment = other.startswith(f"{self._key}-") and other.endswith(".segment")
            if (is_segment or other.startswith(f".{self._key}.")) and other not in names:
                self.drop(other)

    def drop(self, name: str) -> None:
        """Remove a file, if possible."""
        with contextlib.suppress(OSError):
            os.unlink(os.path.join(self._folder, name))

    def _is_a_name(self, name: str) -> bool:
        """Tell whether a segment of the store may have a name."""
        return re.fullmatch(rf"{self._key}-[0-9a-f]{{8}}-\w+\.segment", name) is not None

    def open(self, name: str) -> memoryview:
        """Return the bytes of a segment.

        Raises:
            Damaged: there is none, or another than the name is of.
        """
        try:
            with _opened(os.path.join(self._folder, name)) as file:
                data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError) as error:
            raise Damaged("it can't be read") from error
        if f"{seal_of(data):08x}" != name[len(self._key) + 1 :][:8]:
            raise Damaged("it is another than was kept")
        return data

    def put(self, pieces: Sequence[bytes | memoryview]) -> str:
        """Keep a segment, and return its name.

        Raises:
            OSError: it can't be written.
        """
        from quoth.basics.scratch import making, put  # noqa: PLC0415  # of no use to those who only read

        self._make_folder()
        seal = seal_of(memoryview(pieces[0]))
        name = f"{self._key}-{seal:08x}-{os.urandom(8).hex()}.segment"
        with making(self._folder) as (file, made):
            file.writelines(pieces)
            put(file, made, os.path.join(self._folder, name), durably=False)
        return name

    @contextlib.contextmanager
    def locked(self, wait: Callable[[], None] | None) -> Iterator[bool]:
        """Hold the lock of the store's segments, and yield whether it could be had at all.

        `wait` is called where another process holds it; without, it is not waited for.
        """
        try:
            import fcntl  # noqa: PLC0415  # not on every platform

            self._make_folder()
            file = files.written(self._path("lock")) if _is_ours(self._folder) else None
        except (OSError, ImportError, ValueError):
            file = None
        if file is None:
            yield False
            return
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                held = True
            except OSError as error:
                held = isinstance(error, BlockingIOError) and wait is not None
                if held and wait is not None:
                    wait()
                    held = _waited(lambda: fcntl.flock(file, fcntl.LOCK_EX))
            yield held

    def _path(self, ending: str) -> str:
        """Return the file of the store with some ending."""
        return os.path.join(self._folder, f"{self._key}.{ending}")

    def _make_folder(self) -> None:
        """Make the folder, accessible only to its owner, unless it exists."""
        os.makedirs(os.path.dirname(os.path.abspath(self._folder)), exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.mkdir(self._folder, mode=0o700)

    def _write(self, path: str, pieces: Sequence[bytes]) -> None:
        """Replace a file, all at once."""
        from quoth.basics.scratch import making, put  # noqa: PLC0415

        with making(self._folder) as (file, made):
            file.writelines(pieces)
            put(file, made, path, durably=False)


def _waited(lock: Callable[[], None]) -> bool:
    """Wait for a lock, and tell whether it was had."""
    try:
        lock()
    except OSError:
        return False
    return True


def _opened(path: str) -> BinaryIO:
    """Open a file to read it.

    Raises:
        Damaged: it isn't a file, or others may write it.
        OSError: it can't be opened.
    """
    file = files.opened(path)
    if _may_be_another_s(os.fstat(file.fileno())):
        file.close()
        raise Damaged("it is not ours")
    return file


def _is_ours(folder: str) -> bool:
    """Tell whether a folder exists, and no one else may write in it."""
    return not _may_be_another_s(os.stat(folder))


def _may_be_another_s(status: os.stat_result) -> bool:
    """Tell whether a file or a folder is another's, or others may write it."""
    if not hasattr(os, "getuid"):
        return False
    return status.st_uid not in (os.getuid(), 0) or bool(status.st_mode & 0o022)
