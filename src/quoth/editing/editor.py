"""Changes to one store: looked at, made durable, told to whoever asked, and folded in later.

A change is made on what the store holds now, whoever changed it meanwhile: what it does not touch
stays; a record that somebody else changed too gets the fields that are changed here, unless those
are what somebody else changed. Then it is refused, and nothing is written.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence

from quoth.corpus import Corpus
from quoth.editing.changes import Change, Edit
from quoth.editing.current import Current, record_id_of
from quoth.editing.errors import ConflictError
from quoth.editing.keeping import keep
from quoth.editing.overlay import overlaid
from quoth.editing.validating import check
from quoth.opening import open_corpus
from quoth.places import FilePath
from quoth.store.errors import StoreError
from quoth.store.file import Stamp, journal_path, lock_path
from quoth.store.folding import fold_locked
from quoth.store.journal import Entry, Journal, Written, fingerprint, read_journal
from quoth.store.locking import LockError, locked
from quoth.store.parsing import Document
from quoth.store.splicing import Moves


class Editor:
    """The one door for changes to a store, for one program; others may have theirs."""

    def __init__(
        self,
        path: FilePath,
        *,
        open_: Callable[[FilePath], Corpus] = open_corpus,
        corpus: Corpus | None = None,
        cache: FilePath | None = None,
    ) -> None:
        """Name the store; `corpus` is what it holds, where that is at hand.

        What is kept of it is in the folder `cache`, or the platform's.

        Raises:
            StoreError: it can't be read.
        """
        self.path = os.fspath(path)
        self._open = open_
        self._cache = cache
        self._name = f"{os.getpid()}-{time.time_ns():x}"
        self.taken_in = 0
        """How often others' changes were taken in; whoever commits and folds does that, too."""
        self._take(open_(path) if corpus is None else corpus)

    def _take(self, corpus: Corpus) -> None:
        """Begin with what the file holds."""
        self.current = Current(corpus)
        self._stamp = corpus.file.stamp
        self._version = fingerprint(corpus.file.stamp.size, corpus.pieces[-1].part.file_checks)
        self._length = 0
        self._entries = 0
        """How many bytes and entries of the journal are known."""

    @property
    def is_pending(self) -> bool:
        """Whether something is in the journal, and not in the file yet."""
        return self._length > 0

    # Changes.

    def commit(self, change: Change) -> Change:
        """Make a change durable, and return it as it was made: with the keys of what was added.

        Raises:
            EditError: it can't be made as things are.
            ConflictError: somebody else changed the same.
            StoreError: the store can't be read any more, or not be written.
        """
        try:
            with locked(lock_path(self.path)):
                self._catch_up_locked()
                edits = [self._settled(edit) for edit in change.edits]
                written = [edit for edit in edits if edit.before != edit.after]
                check(self.current, written)
                if written:
                    self._write(Entry(change.label, written, self._name))
        except LockError as error:
            raise self._refused("another program is writing it", "try again") from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise self._refused(
                f"it can't be written ({reason})", "see who may write there, and for room on it"
            ) from error
        return Change(change.label, [Edit(*edit[:4]) for edit in written])

    def _refused(self, problem: str, remedy: str) -> StoreError:
        """Return the error for a store that can't be written."""
        return StoreError(self.path, "", problem, remedy)

    def _write(self, entry: Entry) -> None:
        """Put an entry into the journal."""
        journal = Journal(self.path)
        if not self._length:
            self._length = journal.begin(self._version, self.current.ends())
        self._length = journal.append(self._length, entry)
        self._entries += 1
        self.current.apply(entry.edits)

    def _settled(self, edit: Edit) -> Written:
        """Return an edit as it is to be made on what is there now."""
        current = self.current
        if edit.before is None:
            key = edit.key or current.next_key(edit.table)
            if edit.key and current.changed.get((edit.table, key)) is not None:
                raise ConflictError(f"{edit.table} {key} is there already")
            return Written(edit.table, key, None, edit.after)
        record_id = record_id_of(edit.before, edit.key)
        now = current.document(edit.table, edit.key, record_id)
        place = current.place(edit.table, edit.key, record_id)
        if now == edit.before:
            return Written(edit.table, edit.key, now, edit.after, place)
        if now is None:
            raise ConflictError(f"{edit.table} {record_id} was deleted meanwhile")
        if edit.after is None:
            raise ConflictError(f"{edit.table} {record_id} was changed meanwhile; look at it again")
        return Written(
            edit.table, edit.key, now, _merged(edit, now, f"{edit.table} {record_id}"), place
        )

    @property
    def corpus(self) -> Corpus:
        """What the store holds now, with all that was changed."""
        return overlaid(self.current.corpus, self.current.changed, self.current.ids)

    # What others do.

    def catch_up(self) -> bool:
        """Take in what other programs changed, and tell whether they changed anything.

        Raises:
            StoreError: the store can't be read any more.
        """
        if self._is_replaced():
            self._take(self._open(self.path))
            self.taken_in += 1
            return True
        if _size(journal_path(self.path)) == self._length:
            return False
        contents = read_journal(self.path)
        if contents is None:
            return False
        others = contents.entries[self._entries :]
        self.current.apply([edit for entry in others for edit in entry.edits])
        self._length, self._entries = contents.length, len(contents.entries)
        self.taken_in += bool(others)
        return bool(others)

    def _catch_up_locked(self) -> None:
        """Take in what other programs changed, for who holds the lock: nobody else may fold."""
        if self._is_replaced():
            fold_locked(self.path)
        self.catch_up()

    def _is_replaced(self) -> bool:
        """Tell whether another file took the place of the one that is known."""
        try:
            return Stamp.of(os.stat(self.path)) != self._stamp
        except OSError:
            return True

    # Folding.

    def fold(self) -> None:
        """Put what is in the journal into the file.

        Raises:
            StoreError: the store can't be read any more.
            OSError: it can't be written; the journal stays.
        """
        if not self.is_pending:
            return
        with locked(lock_path(self.path)):
            self._catch_up_locked()
            folded = fold_locked(self.path)
            self._length = self._entries = 0
            self._stamp = Stamp.of(os.stat(self.path))
            if folded is not None:
                self._version = folded.version
                moves = None if folded.splices is None else Moves(folded.splices)
                self.current.folded(moves)
                keep(self.path, self.current, folded.checks, self._stamp, self._cache)


def _size(path: str) -> int:
    """Return how many bytes a file has; none if there is none."""
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _merged(edit: Edit, now: Document, what: str) -> Document:
    """Return a document that somebody else changed, with the fields changed that are changed here.

    Raises:
        ConflictError: somebody else changed one of those.
    """
    before, after = edit.before or {}, edit.after or {}
    made = dict(now)
    for field in _fields(before, after):
        if before.get(field) == after.get(field):
            continue
        if now.get(field) not in (before.get(field), after.get(field)):
            raise ConflictError(f"“{field}” of {what} was changed meanwhile; look at it again")
        if field in after:
            made[field] = after[field]
        else:
            made.pop(field, None)
    return made


def _fields(*documents: Document) -> Sequence[str]:
    """Return the fields of some documents, each once."""
    return list(dict.fromkeys(field for document in documents for field in document))
