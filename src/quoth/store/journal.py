"""The journal beside a store: what was changed, and is not yet in the store's own file.

Rewriting a large store for every small change would take seconds. So a change is one line, which is
on the disk before the change is reported as saved. Now and then the lines are folded into the file
(`folding`), and the journal is removed.

The file `NAME.journal` has one line per entry: a checksum, a space, and a JSON object. The first
line names the version of the store that the others change, by a fingerprint: on any other version
they are refused. An interrupted write leaves half a line at the end, which was never reported as
saved: it is skipped. A line `folded` names the version that the fold is about to put in place: if
both the new file and the journal are there, nothing is left to do.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
import os
import stat
import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Final, NamedTuple

from quoth.basics import files
from quoth.basics.places import FilePath
from quoth.store.entries import (
    TABLES,
    DocumentTexts,
    Extent,
    JournalEdit,
    JournalEntry,
    dumped,
    entry_of,
    name_in_json,
    pieces_of,
    place_of,
)
from quoth.store.errors import StoreError
from quoth.store.file import journal_path
from quoth.store.parsing import LARGEST
from quoth.store.replacing import sync_folder

__all__ = [
    "TABLES", "DocumentTexts", "Extent", "Journal", "JournalContents", "JournalEdit",
    "JournalEntry", "fingerprint", "name_in_json", "read_journal", "unusable",
]  # fmt: skip

_VERSION: Final = 2
_KNOWN: Final = (1, _VERSION)
"""The versions that are read; in those before the second all of each record stood in a change."""


class JournalContents(NamedTuple):
    """What a journal holds."""

    base: str
    """The fingerprint of the version that is changed."""
    ends: dict[str, Extent]
    """Where the last record of each table stands in it, as far as is known."""
    entries: list[JournalEntry]
    folded: str
    """The fingerprint of the version with all this in it, if it was about to be put in place."""
    length: int
    """How many bytes are whole lines."""
    name: str = ""
    """What tells the journal from one that was there before; nothing in those of old versions."""


def fingerprint(size: int, checks: Sequence[int]) -> str:
    """Return what tells a version of a store's file from all others.

    `checks` are the checksums of its chunks, which an index keeps: so it costs nothing to have.
    """
    digest = sha256(f"{size}:".encode())
    digest.update(b"".join(check.to_bytes(4, "little") for check in checks))
    return digest.hexdigest()[:32]


def read_journal(store: FilePath) -> JournalContents | None:
    """Return what the journal of a store holds; nothing where there is none.

    Raises:
        StoreError: it can't be read, or is damaged elsewhere than at its end.
    """
    path = journal_path(store)
    try:
        data = files.whole(path, LARGEST, may_end_in_hole=True)
    except FileNotFoundError:
        return None
    except files.UnfitFileError as error:
        raise StoreError(
            path, "", f"the journal can't be read: {error.problem}",
            "move it away to go on without the changes in it",
        ) from None  # fmt: skip
    except OSError as error:
        raise StoreError(
            path, "", f"the journal can't be read ({error.strerror})", "check its permissions"
        ) from None
    return _contents(path, data)


def _contents(path: str, data: bytes) -> JournalContents | None:
    """Return what the bytes of a journal hold; nothing where not even its first line is whole."""
    base, folded, name, length = "", "", "", 0
    ends: dict[str, Extent] = {}
    entries: list[JournalEntry] = []
    try:
        for found, end in _objects(data):
            length = end
            if not base:
                if found.get("journal") not in _KNOWN:
                    raise _unknown(path)
                base = _filled(found, "base")
                ends = _ends(found["ends"])
                name = str(found.get("name", ""))
            elif "folded" in found:
                folded = _filled(found, "folded")
            else:
                entries.append(entry_of(found))
    except KeyError as error:
        raise _damaged(path, length, f"there is no {error}") from None
    except (ValueError, RecursionError) as error:
        raise _damaged(path, length, str(error)) from None
    return JournalContents(base, ends, entries, folded, length, name) if base else None


def unusable(path: FilePath, problem: str) -> StoreError:
    """Return the error for a journal whose changes can't be applied to the store beside it."""
    return StoreError(path, "", problem, "move it away to go on without the changes in it")


def _damaged(path: str, length: int, reason: str) -> StoreError:
    """Return the error for a journal of which only the first bytes can be read."""
    return unusable(path, f"the journal is damaged after {length} bytes ({reason})")


def _filled(found: dict[str, object], name: str) -> str:
    """Return a text that a line has to have.

    Raises:
        KeyError: it has none.
        ValueError: it is empty, or something else.
    """
    text = found[name]
    if not isinstance(text, str) or not text:
        raise ValueError(f"“{name}” isn't a text")
    return text


def _ends(found: object) -> dict[str, Extent]:
    """Return where the last record of each table stands."""
    if not isinstance(found, dict):
        raise ValueError("it doesn't say where the tables end")  # noqa: TRY004  # damaged alike
    return {table: place_of(place) for table, place in found.items()}


def _objects(data: bytes) -> Iterator[tuple[dict[str, object], int]]:
    """Yield the object of each line, and where the line ends; half a line ends it.

    A line may be as long as a store: it is not copied.

    Raises:
        ValueError: a line is damaged though others follow.
    """
    start = 0
    view = memoryview(data)
    while start < len(data):
        end = data.find(b"\n", start) + 1
        line = view[start : end - 1] if end else view[start:]
        if not end or not _is_whole(line):
            if end and end < len(data):
                raise ValueError("a line is not what was written")
            return
        found = json.loads(str(line[9:], "ascii"))
        if not isinstance(found, dict):
            raise ValueError("a line isn't an object")  # noqa: TRY004  # damaged alike
        yield found, end
        start = end


def _is_whole(line: memoryview) -> bool:
    """Tell whether a line is what was written."""
    try:
        return len(line) > 9 and int(bytes(line[:8]), 16) == zlib.crc32(line[9:])
    except ValueError:
        return False


def _unknown(path: str) -> StoreError:
    """Return the error for a journal of a later version of this program."""
    return StoreError(
        path, "", "the journal was written by a newer quoth", "open the store with that one"
    )


class Journal:
    """The journal of a store, for writing; the caller has to hold the store's lock."""

    def __init__(self, store: FilePath) -> None:
        """Name the store."""
        self.path = journal_path(store)
        self._store = store

    def begin(self, base: str, ends: dict[str, Extent], name: str = "") -> int:
        """Begin a journal for a version of the store, and return how many bytes it has.

        It may be read by those who may read the store.

        Args:
            base: the fingerprint of the version.
            ends: where the last record of each table stands in it, as far as is known.
            name: a name that no other journal of the store has.

        Raises:
            OSError: it can't be written.
        """
        mode = stat.S_IMODE(os.stat(self._store).st_mode)
        os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, mode))
        length = self._write(0, {"journal": _VERSION, "base": base, "ends": ends, "name": name})
        sync_folder(os.path.dirname(self.path))
        return length

    def append(self, length: int, entry: JournalEntry, texts: DocumentTexts | None = None) -> int:
        """Write an entry after so many bytes, and return how many are on the disk then.

        `texts` keeps the JSON of the records, for callers that need it too.

        Raises:
            OSError: it can't be written; nothing is changed then.
        """
        return self._write_line(length, pieces_of(entry, texts or DocumentTexts()))

    def settle(self, length: int, folded: str) -> None:
        """Record the fingerprint of the version that the fold is about to write."""
        self._write(length, {"folded": folded})

    def end(self) -> None:
        """Do away with the journal: all that is in it is in the store's file."""
        os.unlink(self.path)
        sync_folder(os.path.dirname(self.path))

    def _write(self, length: int, made: dict[str, object]) -> int:
        """Write an object behind so many bytes, as a line."""
        return self._write_line(length, [dumped(made)])

    def _write_line(self, length: int, pieces: Iterable[bytes]) -> int:
        """Write a line behind so many bytes, durably; what was there of half a line is gone."""
        line = bytearray(9)
        for piece in pieces:
            line += piece
        with memoryview(line) as view:
            checksum = zlib.crc32(view[9:])
        line[:9] = b"%08x " % checksum
        line += b"\n"
        descriptor = os.open(self.path, os.O_WRONLY | _BINARY)
        try:
            os.ftruncate(descriptor, length)
            try:
                _write_whole(descriptor, line, length)
                os.fsync(descriptor)
            except OSError:
                os.ftruncate(descriptor, length)
                raise
        finally:
            os.close(descriptor)
        return length + len(line)


# Others who can write in the store's folder must not redirect our writes: no link is followed.
_BINARY: Final = (
    getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
)


def _write_whole(descriptor: int, data: bytearray, start: int) -> None:
    """Write all of some bytes from a place on."""
    os.lseek(descriptor, start, os.SEEK_SET)
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
