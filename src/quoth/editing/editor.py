"""Changes to one store: checked, made durable, reported to the caller, and folded in later.

A change is applied to the store's current content, even if others changed it meanwhile. Everything
that it doesn't touch stays; if someone else changed the same record, the fields that are changed
here are set, unless someone else changed them too. Then it is refused, and nothing is written.

(It is long because committing, following other programs and folding share what is known of the
journal.)
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from quoth.basics.places import FilePath
from quoth.editing.alike import AlikeChanges
from quoth.editing.changes import Change, Edit
from quoth.editing.current import Current, record_id_of
from quoth.editing.errors import ConflictError, EditError
from quoth.editing.keeping import keep
from quoth.editing.merging_fields import merged
from quoth.editing.overlay import overlaid
from quoth.editing.store_itself import change_file, is_of_store
from quoth.editing.validating import check, check_alike
from quoth.index.corpus import Corpus
from quoth.index.opening import open_checked
from quoth.settings.who import login_name
from quoth.store.alike import LEAST, AlikeEdits
from quoth.store.entries import PartialEdit, UnfitError, completed, with_differences
from quoth.store.errors import StoreError
from quoth.store.file import Stamp, journal_path, lock_path
from quoth.store.folding import Folded, HeldJournal, fold_locked
from quoth.store.journal import (
    DocumentTexts,
    Extent,
    Journal,
    JournalContents,
    JournalEdit,
    JournalEntry,
    fingerprint,
    read_journal,
    unusable,
)
from quoth.store.locking import LockError, locked
from quoth.store.parsing import Document
from quoth.store.splicing import Moves

_MANY: Final = 32
"""Statements from which on it is quicker to read them together."""
VERY_MANY: Final = 1_000
"""Records from which on the index is brought up to date with them, if it can be."""


class Editor:
    """The one door for changes to a store, for one program; others may have theirs."""

    def __init__(
        self,
        path: FilePath,
        *,
        open_: Callable[[FilePath], Corpus] = open_checked,
        corpus: Corpus | None = None,
        cache: FilePath | None = None,
        who: Callable[[], str] = login_name,
    ) -> None:
        """Name the store; `corpus` is what it holds, where that is at hand.

        What is kept of it is in the folder `cache`, or the platform's; `who` returns the name under
        which changes are noted in the journal.

        Raises:
            StoreError: it can't be read.
        """
        self.path = os.fspath(path)
        self._open = open_
        self._cache = cache
        self._who = who
        self._name = f"{os.getpid()}-{time.time_ns():x}"
        self._begun = 0
        """How many journals this editor began."""
        self.taken_in = 0
        """How often others' changes were read; committing and folding do that, too."""
        self._take(open_(path) if corpus is None else corpus)

    def _take(self, corpus: Corpus) -> None:
        """Start from the file's current content."""
        self.current = Current(corpus)
        self._stamp = corpus.file.stamp
        self._version = fingerprint(corpus.file.stamp.size, corpus.pieces[-1].part.file_checks)
        self._known = _NO_JOURNAL

    @property
    def is_pending(self) -> bool:
        """Whether something is in the journal, and not in the file yet."""
        return self._known.length > 0

    @property
    def journal(self) -> HeldJournal | None:
        """What is in the journal, all of it checked against the store; nothing if there is none."""
        known = self._known
        if not known.length:
            return None
        contents = JournalContents(
            self._version, known.ends, list(known.entries), "", known.length, known.name
        )
        is_own = all(entry.by == self._name for entry in known.entries)
        return HeldJournal(contents, known.seen, is_own)

    # Changes.

    def commit(self, change: Change, texts: DocumentTexts | None = None) -> Change:
        """Make a change durable, and return it as it was made: with the keys of what was added.

        `texts` keeps its records as JSON, so that the history needn't encode them again.

        Raises:
            EditError: it can't be made as things are.
            ConflictError: someone else changed the same field.
            StoreError: the store can't be read any more, or can't be written.
        """
        try:
            if is_of_store(change):
                return self._describe(change)
            with locked(lock_path(self.path)):
                self._catch_up_locked()
                written = self._made(change, texts)
        except OSError as error:
            raise self._unwritable(error) from error
        if isinstance(written, AlikeEdits):
            return change._replace(edits=AlikeChanges(written))
        return change._replace(edits=[Edit(*edit[:4]) for edit in written])

    def _made(self, change: Change, texts: DocumentTexts | None) -> Sequence[JournalEdit]:
        """Make a change on what the store holds, and return what of it had to be written."""
        texts = texts or DocumentTexts()
        written = self._ready_alike(change.edits, texts) or self._ready(change.edits)
        if written:
            self._write(JournalEntry(change.label, written, self._name, self._who()), texts)
        return written

    def _ready_alike(self, wanted: Sequence[Edit], texts: DocumentTexts) -> AlikeEdits | None:
        """Return edits of very many records as `_ready` does; nothing where they aren't alike."""
        if len(wanted) < LEAST:
            return None
        from quoth.editing.alike_now import alike_edits  # noqa: PLC0415  # for large changes

        found = alike_edits(self.current, wanted, texts)
        return found if found is not None and check_alike(self.current, found) else None

    def _describe(self, change: Change) -> Change:
        """Change the store's own record, and open the store again."""
        made = change_file(self.path, change)
        self._catch_up_here()
        return made

    def _ready(self, wanted: Sequence[Edit]) -> Sequence[JournalEdit]:
        """Return edits as they are to be made on what is there now, checked together."""
        ahead = self._read_ahead(wanted)
        edits = with_differences([self._settled(edit) for edit in wanted])
        del ahead
        ready = [edit for edit in edits if edit.is_any]
        check(self.current, ready)
        return ready

    def _unwritable(self, error: OSError) -> StoreError:
        """Return the error for a store that can't be written."""
        if isinstance(error, LockError):
            return StoreError(self.path, "", "another program is writing it", "try again")
        reason = error.strerror or str(error)
        return StoreError(
            self.path, "", f"the store can't be written ({reason})",
            "check its permissions and free space",
        )  # fmt: skip

    def _write(self, entry: JournalEntry, texts: DocumentTexts | None = None) -> None:
        """Put an entry into the journal."""
        journal, known = Journal(self.path), self._known
        if not known.length:
            self._begun += 1
            name = f"{self._name}-{self._begun}"
            ends = dict(self.current.ends())
            length = journal.begin(self._version, ends, name)
            known = _Known(name, length, (), None, ends)
        length = journal.append(known.length, entry, texts)
        entries = (*known.entries, entry)
        self._known = known._replace(length=length, entries=entries, seen=_seen(self.path))
        self.current.apply(entry.edits)

    def _read_ahead(self, edits: Sequence[Edit]) -> object:
        """Read the statements of many edits together, and return what keeps them at hand."""
        ids = [
            record_id_of(edit.before, edit.key)
            for edit in edits
            if edit.before is not None and edit.table == "statements"
        ]
        return self.current.read_ahead(ids) if len(ids) >= _MANY else None

    def _settled(self, edit: Edit) -> JournalEdit:
        """Return an edit as it is to be made on what is there now."""
        current = self.current
        if edit.before is None:
            key = edit.key or current.next_key(edit.table)
            if edit.key and current.changed.get((edit.table, key)) is not None:
                raise ConflictError(f"{edit.table} {key} already exists")
            return JournalEdit(edit.table, key, None, edit.after)
        record_id = record_id_of(edit.before, edit.key)
        now, place = current.held(edit.table, edit.key, record_id)
        if now is edit.before or now == edit.before:
            return JournalEdit(edit.table, edit.key, now, edit.after, place)
        if now is None:
            raise ConflictError(f"{edit.table} {record_id} was deleted meanwhile")
        if edit.after is None:
            raise ConflictError(f"{edit.table} {record_id} was changed meanwhile; look at it again")
        return JournalEdit(
            edit.table, edit.key, now, merged(edit, now, f"{edit.table} {record_id}"), place
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
        return self._catch_up_here()

    def follow(self) -> bool:
        """Read others' changes, as `catch_up`; meant to be called repeatedly."""
        return self.catch_up()

    def _catch_up_here(self) -> bool:
        """Read other programs' changes of the file and its journal, as `catch_up`."""
        if self._is_replaced():
            return self._begin_again()
        seen = _seen(self.path)
        if seen == self._known.seen:
            return False
        contents = read_journal(self.path)
        if contents is None:
            return self._begin_again() if self.is_pending else False
        if self._is_other(contents):
            return self._begin_again()
        return self._take_in(contents, seen)

    def _is_other(self, contents: JournalContents) -> bool:
        """Tell whether a journal is another than the known one, which was folded meanwhile.

        The file need not have been replaced then: changes that undo each other leave it as it is.
        """
        return self.is_pending and contents.name != self._known.name

    def _begin_again(self) -> bool:
        """Start from what the file holds now, which is a change by other programs."""
        self._take(self._open(self.path))
        self.taken_in += 1
        return True

    def _take_in(self, contents: JournalContents, seen: Stamp | None) -> bool:
        """Apply what other programs put in the journal, and tell whether there was anything.

        Raises:
            StoreError: it can't be applied.
        """
        if contents.base != self._version:
            problem = "the journal belongs to another version of the store"
            raise unusable(journal_path(self.path), problem)
        known = self._known
        others = contents.entries[len(known.entries) :]
        name, length, ends = contents.name, contents.length, contents.ends
        for other in others:
            entry = self._completed(other)
            self._check_others(entry)
            self.current.apply(entry.edits)
            entries = (*self._known.entries, entry)
            self._known = _Known(name, length, entries, None, ends)
        self._known = _Known(name, length, self._known.entries, seen, ends)
        self.taken_in += bool(others)
        return bool(others)

    def _completed(self, entry: JournalEntry) -> JournalEntry:
        """Return an entry of another program with all of each record that it changes.

        Raises:
            StoreError: one is another than it says.
        """
        ahead = self._read_ahead([Edit(*edit[:4]) for edit in entry.edits])
        try:
            return entry._replace(edits=completed(entry.edits, self._before))
        except UnfitError as error:
            raise unusable(
                journal_path(self.path), f"the changes in it can't be applied ({error})"
            ) from None
        finally:
            del ahead

    def _before(self, edit: PartialEdit) -> Document | None:
        """Return the record that an edit of another program changes."""
        record_id = record_id_of(edit.before or {}, edit.key)
        return self.current.document(edit.table, edit.key, record_id)

    def _check_others(self, entry: JournalEntry) -> None:
        """Refuse an entry of another program that can't be applied to what the store holds.

        Raises:
            StoreError: it can't be.
        """
        try:
            self._check_before(entry)
            # Where they say that a record stands is looked at as they are folded, and not yet.
            check(self.current, [edit._replace(place=None) for edit in entry.edits])
        except EditError as error:
            raise unusable(
                journal_path(self.path), f"the changes in it can't be applied ({error})"
            ) from None

    def _check_before(self, entry: JournalEntry) -> None:
        """Refuse an entry whose records aren't what it says they were.

        Raises:
            EditError: for the first such record.
        """
        for table, key, before, _, _, _ in entry.edits:
            record_id = record_id_of(before, key) if before else key
            now = None
            if isinstance(record_id, str):  # else it isn't a record's
                now = self.current.document(table, key, record_id)
            if now != before:
                raise EditError(f"{table} {key} is not what it says it was")

    def _catch_up_locked(self) -> None:
        """Read other programs' changes while holding the lock, which folding requires."""
        contents = None if _seen(self.path) == self._known.seen else read_journal(self.path)
        if self._is_replaced() or (contents is not None and self._is_other(contents)):
            fold_locked(self.path)
        self._catch_up_here()

    def _is_replaced(self) -> bool:
        """Tell whether another file took the place of the one that is known."""
        try:
            return Stamp.of(os.stat(self.path)) != self._stamp
        except OSError:
            return True

    # Folding.

    @property
    def is_best_folded(self) -> bool:
        """Whether what the store holds is known sooner if it is folded first.

        To put very many changed records on top of a corpus takes as long as to read them all.
        """
        held = self.journal
        if held is None or self.current.most_changed < VERY_MANY:
            return False
        from quoth.editing.revising import can_be_revised  # noqa: PLC0415  # for large changes

        return can_be_revised(self.current.corpus, held)

    def fold(self) -> None:
        """Put what is in the journal into the file.

        After changes of very many records, the corpus is the one of the file with them in it, if
        its index could be brought up to date.

        Raises:
            StoreError: the store can't be read any more.
            OSError: it can't be written; the journal stays.
        """
        if not self.is_pending:
            return
        with locked(lock_path(self.path)):
            self._catch_up_locked()
            held = self.journal
            folded = fold_locked(self.path, is_checked=True, held=held)
            self._known = _NO_JOURNAL
            stamp = Stamp.of(os.stat(self.path))
            is_revised = folded is not None and self._is_revised(folded, held, stamp)
            # Until a revised file is opened, it is as if others had made it.
            self._stamp = self._stamp if is_revised else stamp
            if folded is not None and not is_revised:
                self._version = folded.version
                moves = None if folded.splices is None else Moves(folded.splices)
                self.current.folded(moves)
                keep(self.path, self.current, folded.checks, stamp, self._cache)
        if is_revised:
            self._take(self._open(self.path))
            self.taken_in += self._stamp != stamp

    def _is_revised(self, folded: Folded, held: HeldJournal | None, stamp: Stamp) -> bool:
        """Bring the index up to date with very many changes, if it can be; tell whether."""
        if len(folded.edits) < VERY_MANY:
            return False
        from quoth.editing.revising import is_revised  # noqa: PLC0415  # for large changes

        return is_revised(self.path, held, self.current.corpus, folded, stamp, self._cache)


class _Known(NamedTuple):
    """What an editor knows of the journal."""

    name: str
    length: int
    """How many bytes of it are known."""
    entries: tuple[JournalEntry, ...]
    """The entries of it that are known."""
    seen: Stamp | None
    """The stamp of its file when it was last read; nothing if there was none, or it is to be read
    again."""
    ends: dict[str, Extent]
    """Where the last record of each table stands in the version that it is of."""


_NO_JOURNAL: Final = _Known("", 0, (), None, {})


def _seen(store: str) -> Stamp | None:
    """Return the stamp of the journal's file; nothing if there is none."""
    try:
        return Stamp.of(os.stat(journal_path(store)))
    except OSError:
        return None
