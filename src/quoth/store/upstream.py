"""What a store is a copy of: where its changes go first, and where those of others come from.

The file that is read and searched is then a copy of what a server lets one person see. A change is
made on the server, and after that in the copy; what others changed on the server is news, which is
taken into the copy. Whatever interrupts that, the copy is behind the server and never ahead of it.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from quoth.store.errors import StoreError
from quoth.store.journal import JournalEdit
from quoth.store.parsing import Document


class RecordState(NamedTuple):
    """A record as the server has it now."""

    table: str
    key: str
    document: Document | None
    """Nothing where it is gone, or this person may not see it any more."""
    former_ids: Sequence[str] = ()
    """The ids that it had since the copy was brought up to date, and hasn't now."""


class News(NamedTuple):
    """What the server has that the copy may not have yet."""

    states: Sequence[RecordState]
    """All that was changed, each record once, as a whole that is valid by itself."""
    revision: int
    """Up to which the copy is up to date once it has taken this in."""
    since: int = 0
    """Up to which it was up to date as it asked."""


def joined(earlier: News, later: News) -> News:
    """Return two news as one, the later of which were asked for with the earlier at hand."""
    states = {(one.table, one.key): one for one in earlier.states}
    for one in later.states:
        which = one.table, one.key
        former = states[which].former_ids if which in states else ()
        states[which] = one._replace(former_ids=(*former, *one.former_ids))
    return News(tuple(states.values()), max(earlier.revision, later.revision), earlier.since)


class Upstream(Protocol):
    """A server's store, for the copy that one person has of it."""

    @property
    def name(self) -> str:
        """What the store goes by from run to run, for this person; never a password."""

    @property
    def user(self) -> str:
        """Who this person is there."""

    @property
    def shown(self) -> str:
        """What the store is called in messages."""

    def news(self, known: News | None = None) -> News:
        """Return what was changed since the copy was brought up to date.

        Args:
            known: News asked for just now: what they have is not fetched again.

        Raises:
            CopyError: news can't bring it up to date; a new copy has to be made.
            UnreachableError: the server can't be asked.
        """

    def may_have_news(self) -> bool:
        """Tell whether to ask for news: the server announced some, or an announcement may be lost.

        It costs nothing on a quiet connection, and may be called again and again.

        Raises:
            UnreachableError: the server can't be asked.
        """

    def took_in(self, revision: int) -> None:
        """Take note that the copy holds all up to a revision."""

    def holds_own(self, edits: Sequence[JournalEdit], revision: int) -> None:
        """Take note of records that the copy holds as a change of this program's left them.

        It may then change them once more without asking what became of them.
        """

    def took_in_own(self, revision: int) -> None:
        """Take note that the copy holds a change that it made, if nothing else is new.

        Raises:
            UnreachableError: the server can't be asked.
        """

    def remake(self) -> None:
        """Put a new copy in place of the one that is there, for who holds its lock.

        Raises:
            UnreachableError: the server can't be asked.
            StoreError: it can't be written.
        """

    def send(self, label: str, edits: Sequence[JournalEdit]) -> int:
        """Make a change on the server, all of it or nothing, and return its revision.

        Raises:
            BehindError: it was made on what is not so any more.
            RefusedByServerError: this person has no right to it, or the server can't take it.
            UnreachableError: the server can't be asked; nothing was changed.
            UnsureError: the server was lost meanwhile; it may have been changed, or not.
        """


class BehindError(Exception):
    """A change that the server can't make before the copy has taken in what is new."""

    def __init__(self, problem: str, *, keys: bool = False) -> None:
        """Take what is in the way, for when that stays so; `keys` if it is a key that is taken."""
        super().__init__(problem)
        self.keys = keys


class RefusedByServerError(Exception):
    """A change that the server refuses: why, in one line."""


class CopyError(Exception):
    """A copy that has to be replaced: it is of another store, of another person, or too old."""


class UnreachableError(StoreError):
    """A server that can't be asked: nothing was changed."""


class UnsureError(UnreachableError):
    """A server that was lost while it was sent a change."""
