"""A journal folded into the store's file: its changes are in place, and the journal is gone.

Opening a store first folds a journal that was left behind. If a fold is interrupted at any point,
the file is either the old one or the new one, and the journal exists until the new file does.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from quoth.basics.places import FilePath
from quoth.store.alike import AlikeEdits
from quoth.store.dumping import dumped
from quoth.store.entries import Extent, PartialEdit, UnfitError, completed
from quoth.store.errors import Damaged, FieldError, StoreError
from quoth.store.file import Stamp, StoreFile, checksums, is_pending, journal_path, lock_path
from quoth.store.journal import (
    Journal,
    JournalContents,
    JournalEdit,
    JournalEntry,
    fingerprint,
    read_journal,
    unusable,
)
from quoth.store.locking import locked
from quoth.store.parsing import Document, Tables, parse, read_bytes
from quoth.store.reading import read_record
from quoth.store.replacing import replacing
from quoth.store.scanning import CHUNK
from quoth.store.splicing import Splice, UnexpectedError, spliced, splices
from quoth.store.splicing_alike import alike_splices
from quoth.store.whole import records_of

_LARGE: Final = 1 << 20
"""Bytes that are written at once."""
_READ_WHOLE: Final = 1 << 24
"""Bytes of a store up to which changes that another program left are tried on the whole of it."""


class Folded(NamedTuple):
    """What a fold did."""

    version: str
    """The fingerprint of the version that is in place now."""
    splices: Sequence[Splice] | None
    """The bytes that were replaced; `None` if the whole file was rewritten."""
    checks: Sequence[int]
    """The checksums of the chunks of the file."""
    edits: Sequence[JournalEdit]
    """What became of records, all changes of each together."""


class HeldJournal(NamedTuple):
    """A journal whose changes its holder has checked against the store, and has at hand."""

    contents: JournalContents
    seen: Stamp | None
    """The stamp of its file when it held just those changes, on the disk; nothing if unknown."""
    is_own: bool = False
    """Whether its holder made all these changes: each record was read where they say it stands, in
    the version that they are of, or in another from which that was made."""

    def is_there(self, path: str) -> bool:
        """Tell whether the file at a path is still that, and nothing was put behind it."""
        try:
            now = Stamp.of(os.stat(path))
        except OSError:
            return False
        return now == self.seen and now.size == self.contents.length


def fold(store: FilePath, held: HeldJournal | None = None) -> Folded | None:
    """Fold the journal of a store, if there is one.

    Args:
        store: the store's file.
        held: a journal that the caller has checked against the store, and has at hand; if it is
            that, it isn't read, nor checked, again.

    Raises:
        StoreError: the journal is damaged, of another version of the file, or holds changes that
            can't be applied or would leave the store invalid.
        OSError: it can't be written; all is as it was.
    """
    if not is_pending(store):
        return None
    with locked(lock_path(store)):
        return fold_locked(store, held=held)


def fold_locked(
    store: FilePath, *, is_checked: bool = False, held: HeldJournal | None = None
) -> Folded | None:
    """Fold the journal of a store, for a caller that holds its lock; as `fold`.

    Changes that the caller has checked against the store are not checked again.
    """
    journal = Journal(store)
    if held is not None and held.is_there(journal.path):
        contents: JournalContents | None = held.contents
        is_checked = True
    else:
        contents = read_journal(store)
    if contents is None:
        if is_pending(store):  # its writer was interrupted within the first line
            journal.end()
        return None
    file = StoreFile(store)
    try:
        version = fingerprint(file.stamp.size, checksums(file.read))
        if version == contents.folded or not any(entry.edits for entry in contents.entries):
            pass
        elif version != contents.base:
            raise unusable(journal.path, "the journal belongs to another version of the store")
        elif edits := net(_completed(journal.path, file, contents.entries)):
            same = held is not None and held.contents[-2:] == contents[-2:]
            is_checked = is_checked or same
            if is_checked:
                is_known = same and held is not None and held.is_own
                plan = _planned(store, file, contents, edits, is_known=is_known)
            else:
                plan = _checked(store, file, contents, edits)
            return _folded(store, journal, contents, plan, edits)
    finally:
        file.close()
    journal.end()
    return None


def _completed(
    journal: str, file: StoreFile, entries: Sequence[JournalEntry]
) -> Sequence[JournalEntry]:
    """Return entries with all of each record, where a journal has only what is changed of it.

    Raises:
        StoreError: a record isn't where the journal says, or is another.
    """
    if not any(
        type(edit) is PartialEdit
        for entry in entries
        if not isinstance(entry.edits, AlikeEdits)
        for edit in entry.edits
    ):
        return entries
    changed: dict[tuple[str, str], Document | None] = {}

    def find(edit: PartialEdit) -> Document | None:
        if (edit.table, edit.key) in changed:
            return changed[edit.table, edit.key]
        place = edit.place or Extent(0, 0)
        key, document = file.document(place.start, place.end - place.start)
        return document if key == edit.key else None

    made = []
    try:
        for entry in entries:
            edits = completed(entry.edits, find)
            changed.update({(edit.table, edit.key): edit.after for edit in edits})
            made.append(entry._replace(edits=edits))
    except (UnfitError, StoreError, Damaged) as error:
        raise unusable(journal, f"the changes in it can't be applied ({error})") from None
    return made


class _Plan(NamedTuple):
    """The version that a fold puts in place."""

    splices: Sequence[Splice] | None
    """What is replaced in the file; None if all of it is rewritten."""
    pieces: Iterable[bytes]
    """The bytes of the version."""


def _planned(
    store: FilePath,
    file: StoreFile,
    contents: JournalContents,
    edits: Sequence[JournalEdit],
    *,
    is_known: bool = False,
) -> _Plan:
    """Return the version with changes that were checked; `is_known` as `splices` has it."""
    try:
        if is_known and isinstance(edits, AlikeEdits):
            alike = alike_splices(file.read, edits)
            return _Plan(alike, alike.pieces(file.read))
        found = splices(file.read, edits, contents.ends, is_known=is_known)
    except UnexpectedError:
        tables = parse(read_bytes(store), store)
        return _Plan(None, dumped(applied(tables, edits, store)))
    return _Plan(found, spliced(file.read, found))


def _checked(
    store: FilePath, file: StoreFile, contents: JournalContents, edits: Sequence[JournalEdit]
) -> _Plan:
    """Return the version with changes that another program left.

    A store that is small enough is read as a whole, with the changes and without; of a larger one
    each changed record is read by itself.

    Raises:
        StoreError: the changes can't be applied, or would leave a valid store invalid.
    """
    journal = journal_path(store)
    if file.stamp.size > _READ_WHOLE:
        _check_records(journal, edits)
        return _planned(store, file, contents, edits)
    try:
        before = parse(read_bytes(store), store)
    except StoreError:  # it isn't a store, so there is nothing to keep valid
        return _planned(store, file, contents, edits)
    after = applied({name: dict(table) for name, table in before.items()}, edits, store)
    flaw = _flaw(after, store)
    if flaw is not None and _flaw(before, store) is None:
        raise _inapplicable(journal, flaw.where, flaw.problem)
    try:
        found = splices(file.read, edits, contents.ends)
        made = b"".join(spliced(file.read, found))
        if parse(made, store) == after:
            return _Plan(found, [made])
    except (UnexpectedError, StoreError):  # it isn't where the journal says it is
        pass
    return _Plan(None, dumped(after))


def _check_records(journal: str, edits: Sequence[JournalEdit]) -> None:
    """Refuse changes after which a record can't be read.

    Raises:
        StoreError: for the first such record.
    """
    for edit in edits:
        if edit.after is not None:
            try:
                read_record(edit.table, edit.after, edit.key)
            except FieldError as error:
                raise _inapplicable(journal, f"{edit.table} {edit.key}", error.problem) from None


def _inapplicable(journal: str, where: str, problem: str) -> StoreError:
    """Return the error for changes that would leave a store invalid."""
    return unusable(journal, f"the changes in it can't be applied ({where}: {problem})")


def _flaw(tables: Tables, store: FilePath) -> StoreError | None:
    """Return what makes tables an invalid store; nothing where they are a valid one."""
    try:
        records_of(tables, store)
    except StoreError as error:
        return error
    return None


def _folded(
    store: FilePath,
    journal: Journal,
    contents: JournalContents,
    plan: _Plan,
    edits: Sequence[JournalEdit],
) -> Folded:
    """Put a version in place that has the changes in it."""
    with replacing(store) as made:
        checks = _Checks()
        for piece in _in_large(plan.pieces):
            made.write(piece)
            checks.add(piece)
        found_checks = checks.finish()
        version = fingerprint(checks.size, found_checks)
        journal.settle(contents.length, version)
    journal.end()
    return Folded(version, plan.splices, found_checks, edits)


def _in_large(pieces: Iterable[bytes]) -> Iterator[bytes | bytearray]:
    """Yield bytes in pieces that are worth being written, however small those are that come."""
    held = bytearray()
    for piece in pieces:
        if len(held) + len(piece) <= _LARGE:
            held += piece
            continue
        if held:
            yield held
        held = bytearray(piece)
    if held:
        yield held


def net(entries: Sequence[JournalEntry]) -> Sequence[JournalEdit]:
    """Return what some entries come to: one edit a record, and none where all is as before."""
    if len(entries) == 1 and isinstance(entries[0].edits, AlikeEdits):
        return entries[0].edits
    if len(entries) == 1 and _are_of_different(entries[0].edits):
        return [edit for edit in entries[0].edits if edit.is_any]
    first: dict[tuple[str, str], JournalEdit] = {}
    last: dict[tuple[str, str], JournalEdit] = {}
    for entry in entries:
        for edit in entry.edits:
            first.setdefault((edit.table, edit.key), edit)
            last[edit.table, edit.key] = edit
    made: list[JournalEdit] = []
    for which, edit in first.items():
        after = last[which].after
        one = edit if edit.after is after else edit._replace(after=after, difference=None)
        if one.is_any:
            made.append(one)
    return made


def _are_of_different(edits: Sequence[JournalEdit]) -> bool:
    """Tell whether each of some edits is of another record."""
    return len({(edit.table, edit.key) for edit in edits}) == len(edits)


def applied(tables: Tables, edits: Sequence[JournalEdit], store: FilePath) -> Tables:
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
            table.pop(edit.key, None)
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

    def add(self, piece: bytes | bytearray) -> None:
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
