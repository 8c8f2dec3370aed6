"""The file of a segment: named sections of numbers and bytes, each byte checked before it is used.

A segment is a cache, and a cache may be cut off, overwritten or made by someone else. Its header
carries a checksum of its own, every section has to lie within the file, and the body is checked in
chunks, each when it is first read: a damaged one raises `Damaged`, and nothing of it is used.
Checksums detect accidents; they don't help against a person who can write in the cache's folder, so
the folder's owner and mode are checked before a segment is opened.

All numbers are in the machine's own byte order and sizes, which the header names; a file from
another kind of machine is treated as damaged.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, cast

from quoth.store.errors import Damaged

__all__ = [
    "OVER", "SEARCHED", "SIZE", "Damaged", "SectionView", "Sections", "SegmentWriter", "hash_of",
    "seal_of",
    "spelt",
]  # fmt: skip

_MAGIC: Final = b"quothseg"
VERSION: Final = 9
"""The version of the format: change it with the meaning of any section."""
CHUNK: Final = 1 << 12
"""Bytes that one checksum covers: what is looked up here and there is a few bytes each time."""
SEARCHED: Final = ("words.", "texts.", "vocabulary.", "prefixes.")
"""How the names of the sections begin that only a search reads."""
OVER: Final = "over"
"""The fact that names the segments that a segment comes after; none for the first."""
SIZE: Final = "size"
"""The fact that says how many bytes the store's file has that a segment is of."""
NARROW_ROWS: Final = 1 << 24
"""As many rows as three bytes tell apart."""
BLOCK: Final = 64
"""Words that are read at once when one of them is looked up."""
RARE: Final = 0xFFFF
"""Begins the code of a word that is not among the 65,535 that most rows have."""
LONGEST_PREFIX: Final = 3
"""Letters of the longest beginning whose rows are kept."""
UNPLACED: Final = (1 << 32) - 1
"""Stands for a place in a source that isn't known: it comes after all that are."""
NARROW_UNPLACED: Final = (1 << 16) - 1
"""Stands for the same where places have two bytes."""
_PREFIX: Final = struct.Struct("<8sIII")  # magic, version, length of the header, its checksum
_ALIGNMENT: Final = 16
_LONGEST_HEADER: Final = 1 << 24

_ITEM_SIZES: Final = {code: array(code).itemsize for code in "BHIQq"}


def hash_of(record_id: str) -> int:
    """Return by which number an id is looked up; several ids may share one."""
    return zlib.crc32(record_id.encode("utf-8", "surrogatepass"))


def seal_of(data: bytes | memoryview) -> int:
    """Return the checksum of a segment's header, by way of which it has those of all its bytes.

    Raises:
        Damaged: it is too short to have one.
    """
    try:
        return cast("int", _PREFIX.unpack_from(data)[3])
    except struct.error:
        raise Damaged("it is too short") from None


def spelt(code: int, term: int) -> tuple[int, ...]:
    """Return a word as it is written: by its code, or if it is rare by its term in two halves."""
    return (code,) if code != RARE else (RARE, term & 0xFFFF, term >> 16)


class SegmentWriter:
    """Collects sections, and returns the file they make."""

    def __init__(self) -> None:
        """Start with none."""
        self._sections: dict[str, tuple[int, int, str]] = {}
        self._pieces: list[bytes | memoryview] = []
        self._length = 0

    def numbers(self, name: str, values: array[int]) -> None:
        """Add a section of numbers of one type."""
        self._add(name, memoryview(values).cast("B"), values.typecode)

    def raw(self, name: str, data: bytes | bytearray | memoryview) -> None:
        """Add a section of bytes."""
        self._add(name, memoryview(data), "B")

    def texts(self, name: str, values: Sequence[object]) -> None:
        """Add a section of texts, or of whatever JSON can hold."""
        self.raw(name, json.dumps(values).encode("ascii"))

    def section(self, name: str, data: memoryview, typecode: str) -> None:
        """Add a section as another segment has it; `Sections.each` yields those."""
        self._add(name, data, typecode)

    def _add(self, name: str, data: memoryview, typecode: str) -> None:
        """Add a section where its numbers are aligned."""
        self._sections[name] = (self._length, data.nbytes, typecode)
        padding = -data.nbytes % _ALIGNMENT
        self._pieces += (data, bytes(padding))
        self._length += data.nbytes + padding

    def finish(self, facts: Mapping[str, object]) -> list[bytes | memoryview]:
        """Return the pieces of the file, the header with some facts about it first."""
        checks = _checks(self._pieces)
        header = {
            "facts": facts,
            "sections": self._sections,
            "length": self._length,
            "checks": len(checks),
            "sizes": _sizes(),
        }
        text = json.dumps(header).encode("ascii")
        text += b" " * (-(_PREFIX.size + len(text)) % _ALIGNMENT)
        table = checks.tobytes()
        start = _PREFIX.pack(_MAGIC, VERSION, len(text), zlib.crc32(table, zlib.crc32(text)))
        return [start + text, table, bytes(-len(table) % _ALIGNMENT), *self._pieces]


def _sizes() -> str:
    """Return what distinguishes the numbers of this machine from those of another."""
    return sys.byteorder + "".join(f"{code}{size}" for code, size in _ITEM_SIZES.items())


def _checks(pieces: Sequence[bytes | memoryview]) -> array[int]:
    """Return the checksum of each chunk of the body."""
    checks = array("I")
    current, filled = 0, 0
    for piece in pieces:
        view = memoryview(piece)
        place = 0
        while place < len(view):
            taken = min(CHUNK - filled, len(view) - place)
            current = zlib.crc32(view[place : place + taken], current)
            place, filled = place + taken, filled + taken
            if filled == CHUNK:
                checks.append(current)
                current, filled = 0, 0
    if filled:
        checks.append(current)
    return checks


class Sections:
    """The sections of a segment's file, read where they lie."""

    def __init__(self, data: bytes | memoryview) -> None:
        """Take the whole file.

        Raises:
            Damaged: its header is not what a `SegmentWriter` of this version wrote.
        """
        whole = memoryview(data)
        try:
            magic, version, length, check = _PREFIX.unpack_from(whole)
        except struct.error:
            raise Damaged("it is too short") from None
        if magic != _MAGIC or version != VERSION or length > _LONGEST_HEADER:
            raise Damaged("it isn't a segment of this version")
        text = bytes(whole[_PREFIX.size : _PREFIX.size + length])
        try:
            header = json.loads(text)
            if not isinstance(header, dict):
                raise Damaged("its header is damaged")
            start = _PREFIX.size + length
            table = whole[start : start + 4 * header["checks"]]
            if zlib.crc32(table, zlib.crc32(text)) != check or header["sizes"] != _sizes():
                raise Damaged("its header is damaged")
            body = start + len(table) + -len(table) % _ALIGNMENT
            self.facts: Mapping[str, object] = dict(header["facts"])
            self._checks = table.cast("I")
            self._body = whole[body : body + header["length"]]
            if len(self._body) != header["length"]:
                raise Damaged("it is cut off")
            self._sections = _laid_out(header["sections"], len(self._body))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Damaged("its header is damaged") from error
        if len(self._checks) != -(-len(self._body) // CHUNK):
            raise Damaged("it has another number of checksums")
        self._unchecked = bytearray(b"\1" * len(self._checks))
        self.when_damaged: Callable[[], None] = lambda: None
        """Called where a chunk is found to be damaged, long after the file was opened perhaps."""

    def let_go(self) -> None:
        """Let the system take back the memory in which the file is at hand, where it is mapped.

        What is read again is at hand again, at the cost of a look into the system's own memory.
        """
        import mmap  # noqa: PLC0415  # of no use to those who search once

        mapped = self._body.obj
        if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            mapped.madvise(mmap.MADV_DONTNEED)

    def check_all(self, but: tuple[str, ...] = ()) -> None:
        """Check every chunk, so that nothing need be checked any more.

        Sections whose names begin with one of `but` are left out.

        Raises:
            Damaged: one is not what was written.
        """
        if not but:
            self._check(0, len(self._body))
        for name, (start, length, _) in self._sections.items():
            if length and not name.startswith(but):
                self._check(start, start + length)

    def _check(self, start: int, end: int) -> None:
        """Check the chunks that some bytes of the body lie in, those that were not yet."""
        first, last = start // CHUNK, -(-end // CHUNK)
        unchecked = self._unchecked
        chunk = unchecked.find(1, first, last)
        while chunk >= 0:
            piece = self._body[chunk * CHUNK : (chunk + 1) * CHUNK]
            if zlib.crc32(piece) != self._checks[chunk]:
                self.when_damaged()
                raise Damaged("a part of it is damaged")
            unchecked[chunk] = 0
            chunk = unchecked.find(1, chunk, last)

    def __contains__(self, name: str) -> bool:
        return name in self._sections

    def each(self) -> Iterator[tuple[str, memoryview, str]]:
        """Yield the name, the bytes and the type of each section, in order; each byte is checked.

        Raises:
            Damaged: one is not what was written.
        """
        self.check_all()
        for name, (start, length, typecode) in self._sections.items():
            yield name, self._body[start : start + length], typecode

    def numbers(self, name: str) -> SectionView:
        """Return a section of numbers.

        Raises:
            Damaged: it isn't there.
        """
        try:
            start, length, typecode = self._sections[name]
            numbers = self._body[start : start + length]
            return SectionView(self, start, numbers.cast(typecode))  # type: ignore[call-overload]  # one of _ITEM_SIZES
        except KeyError as error:
            raise Damaged(f"it has no section {name}") from error

    def raw(self, name: str) -> memoryview:
        """Return a section of bytes, all of it checked."""
        return self.numbers(name).whole()

    def texts(self, name: str) -> list[object]:
        """Return a section of texts.

        Raises:
            Damaged: it isn't one.
        """
        try:
            found = json.loads(bytes(self.raw(name)))
        except (ValueError, RecursionError) as error:
            raise Damaged(f"its section {name} is damaged") from error
        if not isinstance(found, list):
            raise Damaged(f"its section {name} is damaged")
        return found


def _laid_out(sections: Mapping[str, object], length: int) -> dict[str, tuple[int, int, str]]:
    """Return where sections lie, if all are within a body of some length, and none in another.

    Raises:
        Damaged: they are not.
        ValueError, TypeError, KeyError: they are something else.
    """
    found: dict[str, tuple[int, int, str]] = {}
    for name, place in sections.items():
        start, size, typecode = cast("tuple[int, int, str]", place)
        if type(start) is not int or type(size) is not int or size % _ITEM_SIZES[typecode]:
            raise Damaged(f"its section {name} is damaged")
        found[name] = (start, size, typecode)
    free = 0
    for start, size, _ in sorted(found.values()):
        if start < free or size < 0 or start % _ALIGNMENT:
            raise Damaged("its sections lie in one another")
        free = start + size
    if free > length:
        raise Damaged("its sections lie outside")
    return found


class SectionView:
    """The numbers of one section; those that are asked for are checked first."""

    __slots__ = ("_check", "_itemsize", "_numbers", "_start", "_unchecked", "typecode")

    def __init__(self, sections: Sections, start: int, numbers: memoryview) -> None:
        """Take the numbers, and where in the body they start."""
        self._check = sections._check  # they are one
        self._unchecked = sections._unchecked
        self._start = start
        self._numbers = numbers
        self._itemsize = numbers.itemsize
        self.typecode = numbers.format

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place: int) -> int:
        byte = self._start + place * self._itemsize
        if self._unchecked[byte // CHUNK]:  # a number lies in one chunk
            self._check(byte, byte + self._itemsize)
        return self._numbers[place]

    def piece(self, start: int, end: int) -> memoryview:
        """Return the numbers from one place up to another."""
        first = self._start + start * self._itemsize
        last = self._start + end * self._itemsize
        if self._unchecked.find(1, first // CHUNK, last // CHUNK + 1) >= 0:
            self._check(first, last)
        return self._numbers[start:end]

    def whole(self) -> memoryview:
        """Return all numbers."""
        return self.piece(0, len(self._numbers))
