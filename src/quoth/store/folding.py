"""A journal folded into the store's file: its changes are in place, and the journal is gone.

Whoever opens a store folds first what somebody left behind. However a fold is interrupted, the file
is the one before or the one after, and the journal is there until the new one is.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quoth.places import FilePath
from quoth.store.dumping import dumped
from quoth.store.errors import StoreError
from quoth.store.file import StoreFile, checksums, is_pending, lock_path
from quoth.store.journal import (
    Contents,
    Entry,
    Journal,
    Written,
    fingerprint,
    read_journal,
)
from quoth.store.locking import locked
from quoth.store.parsing import Tables, parse, read_bytes
from quoth.store.replacing import replacing
from quoth.store.scanning import CHUNK
from quoth.store.splicing import Splice, UnexpectedError, spliced, splices


class Folded(NamedTuple):
    """What a fold did."""

    version: str
    """The fingerprint of the version that is in place now."""
    splices: Sequence[Splice] | None
    """What was replaced; nothing where the file was written anew."""
    checks: Sequence[int]
    """The checksums of the chunks of the file."""


def fold(store: FilePath) -> Folded | None:
    """Fold the journal of a store, if there is one.

    Raises:
        StoreError: the journal is damaged, or of another version of the file.
        OSError: it can't be written; all is as it was.
    """
    if not is_pending(store):
        return None
    with locked(lock_path(store)):
        return fold_locked(store)


def fold_locked(store: FilePath) -> Folded | None:
    """Fold the journal of a store, for whoever holds its lock; as `fold`."""
    journal = Journal(store)
    contents = read_journal(store)
    if contents is None:
        if is_pending(store):  # whoever began it was interrupted before the first line was whole
            journal.end()
        return None
    file = StoreFile(store)
    try:
        version = fingerprint(file.stamp.size, checksums(file.read))
        edits = net(contents.entries)
        if version == contents.folded or not edits:
            found = None
        elif version != contents.base:
            raise StoreError(
                journal.path, "", "the journal is of another version of the store",
                "move it away to go on without the changes in it",
            )  # fmt: skip
        else:
            return _folded(store, file, journal, contents, edits)
    finally:
        file.close()
    journal.end()
    return found


def _folded(
    store: FilePath, file: StoreFile, journal: Journal, contents: Contents, edits: Sequence[Written]
) -> Folded:
    """Put a version in place that has the changes in it."""
    found: list[Splice] | None
    try:
        found = splices(file.read, edits, contents.ends)
        pieces: Iterator[bytes] = spliced(file.read, found)
    except UnexpectedError:
        found = None
        pieces = dumped(applied(parse(read_bytes(store), store), edits, store))
    with replacing(store) as made:
        checks = _Checks()
        for piece in pieces:
            made.write(piece)
            checks.add(piece)
        found_checks = checks.finish()
        version = fingerprint(checks.size, found_checks)
        journal.settle(contents.length, version)
    journal.end()
    return Folded(version, found, found_checks)


def net(entries: Sequence[Entry]) -> list[Written]:
    """Return what some entries come to: one edit a record, and none where all is as before."""
    first: dict[tuple[str, str], Written] = {}
    last: dict[tuple[str, str], Written] = {}
    for entry in entries:
        for edit in entry.edits:
            first.setdefault((edit.table, edit.key), edit)
            last[edit.table, edit.key] = edit
    made: list[Written] = []
    for which, edit in first.items():
        after = last[which].after
        if edit.before != after:
            made.append(edit if edit.after is after else edit._replace(after=after))
    return made


def applied(tables: Tables, edits: Sequence[Written], store: FilePath) -> Tables:
    """Return the tables of a store with some records changed.

    Raises:
        StoreError: a record is not what it was.
    """
    for edit in edits:
        table = tables.setdefault(edit.table, {})
        if table.get(edit.key) != edit.before:
            raise StoreError(
                store, f"{edit.table} {edit.key}", "it is not what the journal says it was",
                "move the journal away to go on without the changes in it",
            )  # fmt: skip
        if edit.after is None:
            del table[edit.key]
        else:
            table[edit.key] = edit.after
    return tables


class _Checks:
    """The checksums of the chunks of a file that comes in pieces."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.size = 0
        self._found: list[int] = []
        self._current = 0

    def add(self, piece: bytes) -> None:
        """Add the next bytes."""
        view = memoryview(piece)
        while view:
            room = CHUNK - self.size % CHUNK
            part = view[:room]
            self._current = zlib.crc32(part, self._current)
            self.size += len(part)
            if len(part) == room:
                self._found.append(self._current)
                self._current = 0
            view = view[room:]

    def finish(self) -> list[int]:
        """Return the checksums."""
        return self._found if self.size % CHUNK == 0 else [*self._found, self._current]
