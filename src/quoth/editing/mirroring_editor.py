"""Changes to a copy of a server's store: made there first, and then in the copy.

What the server acknowledged is kept there whatever becomes of this program; what it didn't make is
not in the copy. A change is sent without asking for news first: if the same record was changed
meanwhile, the server refuses it, and the change is made again on the record as it is now.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from quoth.basics.places import FilePath
from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.editing.errors import ConflictError, EditError
from quoth.editing.mirroring import as_edits, is_made, keyed, rekeyed
from quoth.editing.store_itself import settled_in_copy
from quoth.editing.validating import check
from quoth.index.corpus import Corpus
from quoth.index.opening import open_checked
from quoth.settings.who import login_name
from quoth.store.errors import StoreError
from quoth.store.file import lock_path
from quoth.store.journal import DocumentTexts, JournalEdit, JournalEntry
from quoth.store.locking import locked
from quoth.store.upstream import (
    BehindError,
    CopyError,
    News,
    RefusedByServerError,
    UnsureError,
    Upstream,
)

_TRIES: Final = 20
"""How often a change is tried before it is given up."""


_MANY: Final = 200
"""Records of a change that is not worth being sent back as news, where it can be helped."""


class _Sent(NamedTuple):
    """A change that the server was sent, and may have made."""

    change: Change
    wanted: Sequence[Edit]
    """Its edits, with the keys of what it adds."""
    edits: Sequence[JournalEdit]
    """As they were sent; none where they were not."""


class MirroringEditor(Editor):
    """The one door for changes to a copy of a server's store, for one program."""

    def __init__(
        self,
        path: FilePath,
        upstream: Upstream,
        *,
        open_: Callable[[FilePath], Corpus] = open_checked,
        corpus: Corpus | None = None,
        who: Callable[[], str] = login_name,
    ) -> None:
        """Name the copy, and what it is a copy of; the rest is as in `Editor`.

        Raises:
            StoreError: the copy can't be read.
        """
        super().__init__(path, open_=open_, corpus=corpus, who=who)
        self._upstream = upstream
        self._unsure: _Sent | None = None

    # Changes.

    def _made(self, change: Change, texts: DocumentTexts | None) -> Sequence[JournalEdit]:
        """Make a change on the server and then in the copy; as `Editor._made`."""
        sent = self._unsure
        if sent is None or sent.change != change:
            sent = _Sent(change, keyed(change.edits), ())
        problem = ""
        for attempt in range(_TRIES):
            if attempt or sent.edits:
                self._ask_again(sent)
                if sent.edits and is_made(self.current, sent.edits):
                    self._unsure = None
                    return sent.edits
            ready = self._ready(sent.wanted)
            if not ready:
                return ready
            try:
                revision = self._upstream.send(change.label, ready)
            except BehindError as error:
                problem = str(error)
                sent = _Sent(change, keyed(change.edits) if error.keys else sent.wanted, ())
            except RefusedByServerError as error:
                sent, problem = _allowed(sent, error), str(error)
            except UnsureError as error:
                sent, problem = sent._replace(edits=ready), f"{error.problem}; {error.remedy}"
                self._unsure = sent
            else:
                self._unsure = None
                self._mirror(
                    JournalEntry(change.label, ready, self._name, self._who()), revision, texts
                )
                return ready
        raise ConflictError(problem)

    def _describe(self, change: Change) -> Change:
        """Change the store's own record on the server; the copy is then fetched again.

        Raises:
            EditError: the server refuses it, or someone else changed it meanwhile.
        """
        self.catch_up()
        made = settled_in_copy(self.path, change)
        self._catch_up_here()
        try:
            self._upstream.send(made.label, [JournalEdit(*edit[:4]) for edit in made.edits])
        except (BehindError, RefusedByServerError) as error:
            raise EditError(str(error)) from None
        with contextlib.suppress(StoreError):  # what was done will be news
            self.catch_up()
        return made

    def _ask_again(self, sent: _Sent) -> None:
        """Take in what is new, for a change that couldn't be made without.

        Raises:
            UnsureError: the server can't be asked whether it made a change that it was sent.
            StoreError: nothing can be taken in.
        """
        try:
            self._take_news()
        except StoreError as error:
            if not sent.edits:
                raise
            raise UnsureError(
                self._upstream.shown, "",
                f"the server was lost while it was sent the change ({error.problem})",
                "try again: it won't be made twice",
            ) from None  # fmt: skip

    def _mirror(self, entry: JournalEntry, revision: int, texts: DocumentTexts | None) -> None:
        """Put in the copy what the server made; where that can't be, it will be news."""
        with contextlib.suppress(OSError):
            self._write(entry, texts)
            if len(entry.edits) < _MANY:
                self._upstream.holds_own(entry.edits, revision)
            else:
                with contextlib.suppress(StoreError):
                    self._upstream.took_in_own(revision)

    # What others do.

    def catch_up(self, known: News | None = None) -> bool:
        """Take in what others changed, in the copy and on the server; as `Editor.catch_up`.

        Args:
            known: News asked for just now: what they have is not fetched again.

        Raises:
            UnreachableError: the server can't be asked; the copy can still be read.
            StoreError: what others left can't be taken in.
        """
        before = self.taken_in
        self._catch_up_here()
        try:
            found = known or self._asked_news()
            if found is None or found.states:
                with locked(lock_path(self.path)):
                    self._catch_up_locked()
                    self._take_news(found)
        except OSError as error:
            raise self._unwritable(error) from error
        return self.taken_in != before

    def follow(self) -> bool:
        """Read others' changes, as `catch_up`, once the server has announced some."""
        if self._upstream.may_have_news():
            return self.catch_up()
        return self._catch_up_here()

    def fold(self) -> None:
        """Put what is in the journal into the copy, and what is new; as `Editor.fold`."""
        if self.is_pending:
            with contextlib.suppress(StoreError):
                self.catch_up()
        super().fold()

    def _asked_news(self, known: News | None = None) -> News | None:
        """Return what the server has that this copy has not noted that it holds.

        Returns nothing if the whole copy has to be fetched again. What is `known` isn't fetched.
        """
        try:
            return self._upstream.news(known)
        except CopyError:
            return None

    def _take_news(self, known: News | None = None) -> None:
        """Take in what the server has, for who holds the lock of the copy.

        Args:
            known: News asked for just now, before the lock was held.
        """
        news = self._asked_news(known)
        if news is None:
            self._upstream.remake()
            self._catch_up_here()
            return
        edits = as_edits(self.current, news)
        if edits:
            try:
                check(self.current, edits)
            except EditError as error:
                raise StoreError(
                    self._upstream.shown, "", f"the data that it sent can't be read ({error})",
                    "tell its administrator; what was there before can still be read",
                ) from None  # fmt: skip
            self._write(JournalEntry("take in", edits, self._name))
            self.taken_in += 1
        self._upstream.took_in(news.revision)


def _allowed(sent: _Sent, error: RefusedByServerError) -> _Sent:
    """Return a change that was refused as it may be allowed.

    Raises:
        EditError: it may not be, in any form.
    """
    wanted = rekeyed(sent.wanted)
    if wanted is None:
        raise EditError(str(error)) from None
    return _Sent(sent.change, wanted, ())
