"""A store's file, kept open, of which single records are read; and whether it is still the same."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import contextlib
import json
import os
import weakref
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from quoth.basics import files
from quoth.basics.places import FilePath
from quoth.store.errors import Damaged, StoreError
from quoth.store.parsing import LARGEST, Document, finite, guarded, refuse_constant
from quoth.store.scanning import CHUNK, NotUnderstood, decoder

_WINDOW: Final = 1 << 20
"""Bytes that are read at once where many records are."""
_TOGETHER: Final = 64
"""Records that are decoded at once."""
_TICK: Final = 2_000_000_000
"""Nanoseconds in which a file may be changed twice and keep its time, on the coarsest systems."""


class Stamp(NamedTuple):
    """Distinguishes a file from any other, and from itself before a change."""

    device: int
    inode: int
    size: int
    modified: int
    """Nanoseconds, as `changed`, which no program sets at will."""
    changed: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """Return the stamp of a file."""
        return cls(
            status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
        )

    def is_settled(self, now: int) -> bool:
        """Tell whether a change after `now`, in nanoseconds, is certain to change the stamp.

        A file that was changed a moment ago may be changed again within the same tick of its
        clock, as git knows of its index.
        """
        return max(self.modified, self.changed) + _TICK < now


class ReadAhead:
    """Records of a file that were read together; they are at hand for as long as this is kept."""

    def __init__(self) -> None:
        """Begin with none."""
        self.records: dict[int, tuple[int, str, Document]] = {}
        """The length, the key and the document of each, by its first byte."""


class StoreFile:
    """A store's file, opened once: who replaces it by another doesn't disturb those who read."""

    def __init__(self, path: FilePath) -> None:
        """Open it.

        Raises:
            StoreError: it can't be opened, isn't a regular file, or is too large.
        """
        self.path = path
        self._descriptor = guarded(path, lambda: files.descriptor_of(path))
        self.close = weakref.finalize(self, os.close, self._descriptor)
        """Closes the file; it is also closed when the object is garbage collected."""
        self._turn = contextlib.nullcontext() if _CAN_READ_ANYWHERE else _lock()
        self.stamp = Stamp.of(os.fstat(self._descriptor))
        guarded(path, lambda: files.check_size(self.stamp.size, LARGEST))
        self._kept: bytes | None = None
        self._ahead: Callable[[], ReadAhead | None] = lambda: None

    def keep(self, most: int) -> None:
        """Keep what it holds in memory, unless that is more than so many bytes.

        What was opened can then be read whatever other programs make of the file.
        """
        if self.stamp.size <= most:
            with contextlib.suppress(StoreError):
                data = self.read(0, self.stamp.size)
                if self.is_whole() and len(data) == self.stamp.size:
                    self._kept = data

    def read(self, start: int, length: int) -> bytes:
        """Return some bytes, fewer only where the file ends.

        Raises:
            StoreError: they can't be read.
        """
        return guarded(self.path, lambda: self._read(start, length))

    def _read(self, start: int, length: int) -> bytes:
        """Return some bytes."""
        if self._kept is not None:
            return self._kept[start : start + length]
        pieces = []
        while length and (piece := self._read_once(start, length)):
            pieces.append(piece)
            start += len(piece)
            length -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _read_once(self, start: int, length: int) -> bytes:
        """Return some bytes, or the first of them."""
        if _CAN_READ_ANYWHERE:
            return os.pread(self._descriptor, length, start)
        with self._turn:
            os.lseek(self._descriptor, start, os.SEEK_SET)
            return os.read(self._descriptor, length)

    def is_same(self) -> bool:
        """Tell whether what its path names is the file that was opened, unchanged."""
        try:
            now = Stamp.of(os.fstat(self._descriptor))
            return Stamp.of(os.stat(self.path)) == self.stamp == now
        except OSError:
            return False

    def is_whole(self) -> bool:
        """Tell whether what was opened is unchanged, though another file may have its place."""
        try:
            now = Stamp.of(os.fstat(self._descriptor))
        except OSError:
            return False
        if now == self.stamp:
            return True
        # To take a file's name from it changes the time of its last change, and nothing in it.
        return now[:4] == self.stamp[:4] and self._is_replaced()

    def _is_replaced(self) -> bool:
        """Tell whether the path names another file."""
        try:
            return Stamp.of(os.stat(self.path))[:2] != self.stamp[:2]
        except OSError:
            return False

    def document(self, start: int, length: int) -> tuple[str, Document]:
        """Return a record's key and the record.

        Raises:
            StoreError: it isn't there any more.
            Damaged: it never was there.
        """
        if not 0 <= start <= start + length <= self.stamp.size:
            raise self.mislaid()
        ahead = self._ahead()
        if ahead is not None and (found := ahead.records.get(start)) and found[0] == length:
            return found[1:]
        return self._decoded(self.read(start, length))

    def read_ahead(self, spans: Iterable[tuple[int, int]]) -> ReadAhead:
        """Read many records together, which takes half the time of reading one after the other.

        While the caller keeps what is returned, `document` takes them from there.

        Args:
            spans: the first byte of each, and how many it has.

        Raises:
            StoreError: one isn't there any more.
            Damaged: it never was there.
        """
        made, before = ReadAhead(), self._ahead()
        known = before.records if before is not None else {}
        wanted: list[tuple[int, int]] = []
        for start, length in sorted(spans):
            if (found := known.get(start)) is not None and found[0] == length:
                made.records[start] = found
            else:
                wanted.append((start, length))
        pieces = self.raw(wanted)
        for first in range(0, len(wanted), _TOGETHER):
            some = wanted[first : first + _TOGETHER]
            for (start, length), (key, document) in zip(
                some, self._decoded_together(list(islice(pieces, len(some)))), strict=True
            ):
                made.records[start] = length, key, document
        self._ahead = weakref.ref(made)
        return made

    def decoded(self, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[str, Document]]:
        """Yield the keys and the documents of records in the order of the file, and keep none.

        Args:
            spans: the first byte of each, and how many it has, in ascending order.

        Raises:
            StoreError: one isn't there any more.
            Damaged: it never was there.
        """
        pieces = self.raw(spans)
        while some := list(islice(pieces, _TOGETHER)):
            yield from self._decoded_together(some)

    @property
    def ahead(self) -> ReadAhead | None:
        """The records that were read together last, if a caller still keeps them."""
        return self._ahead()

    def raw(self, spans: Iterable[tuple[int, int]]) -> Iterator[bytes]:
        """Yield the bytes of records in the order of the file: `"key": {…}`.

        Args:
            spans: the first byte of each, and how many it has, in ascending order.

        Raises:
            StoreError: one isn't there any more.
        """
        data, base = b"", 0
        for start, length in spans:
            if not 0 <= start <= start + length <= self.stamp.size:
                raise self.mislaid()
            if start + length > base + len(data):
                data, base = self.read(start, max(length, _WINDOW)), start
            yield data[start - base : start - base + length]

    def _decoded_together(self, pieces: Sequence[bytes]) -> Sequence[tuple[str, Document]]:
        """Return the key and the document that each of some pieces is; as `document`.

        That no key stands twice in a record was looked at as the index was made of the file.
        """
        try:
            made = _decoder().decode(str(b"[{%b}]" % b"},{".join(pieces), "utf-8"))
        except (ValueError, OverflowError, RecursionError, MemoryError):
            made = []
        if len(made) == len(pieces) and all(len(one) == 1 for one in made):
            found: list[tuple[str, Document]] = [one.popitem() for one in made]
            if all(type(document) is dict for _, document in found):
                return found
        return [self._decoded(piece) for piece in pieces]  # one of them can't be

    def _decoded(self, data: bytes) -> tuple[str, Document]:
        """Return the key and the document that some bytes are; as `document`."""
        try:
            text = str(data, "utf-8")
            made = decoder().decode(f"{{{text}}}")
            ((key, document),) = made.items()
        except (ValueError, OverflowError, NotUnderstood, RecursionError, MemoryError):
            raise self.mislaid() from None
        if not isinstance(document, dict):
            raise self.mislaid()
        return key, document

    def mislaid(self) -> StoreError | Damaged:
        """Return the error for a record that is not where it should be.

        Either the file was written since it was opened, or its index leads to the wrong place.
        """
        try:
            now = os.fstat(self._descriptor)
        except OSError:
            return self.changed()
        if (now.st_size, now.st_mtime_ns) != (self.stamp.size, self.stamp.modified):
            return self.changed()
        return Damaged("it leads to the wrong place")

    def changed(self) -> StoreError:
        """Return the error for a file that is another than it was."""
        return StoreError(
            self.path, "", "another program changed it while it was open", "open it again"
        )


@cache
def _decoder() -> json.JSONDecoder:
    """Return what reads records of a file that was read strictly before."""
    return json.JSONDecoder(parse_constant=refuse_constant, parse_float=finite)


def _lock() -> contextlib.AbstractContextManager[object]:
    """Return what lets one thread after the other move the file's position."""
    import threading  # noqa: PLC0415  # where a position has to be moved at all

    return threading.Lock()


def journal_path(store: FilePath) -> str:
    """Return where the journal of a store is, by whatever way the store is reached."""
    return os.path.realpath(store) + ".journal"


def lock_path(store: FilePath) -> str:
    """Return the file that has to be locked to change a store."""
    folder, name = os.path.split(os.path.realpath(store))
    return os.path.join(folder, f".{name}.lock")


def is_pending(store: FilePath) -> bool:
    """Tell whether there is a journal beside a store."""
    try:
        return os.path.exists(journal_path(store))
    except ValueError:  # it is the name of no file
        return False


def checksums(read: Callable[[int, int], bytes]) -> "array[int]":
    """Return the checksum of each chunk of a file; `read` returns so many bytes from one on."""
    checks = array("I")
    start = 0
    while piece := read(start, 16 * CHUNK):
        view = memoryview(piece)
        checks.extend(
            zlib.crc32(view[place : place + CHUNK]) for place in range(0, len(piece), CHUNK)
        )
        start += len(piece)
    return checks


_CAN_READ_ANYWHERE: Final = hasattr(os, "pread")
