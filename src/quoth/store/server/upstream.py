"""Requests to a server for the copy of its store: news, and changes to be made there.

Each is one round trip. The next request reconnects after a connection broke. If it broke while a
change was on its way, quoth waits a little for the server to restart, since only the server knows
whether the change was made.

(It is long because all requests share one connection and what a broken one leads to.)
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from quoth.basics.places import FilePath
from quoth.store.errors import StoreError
from quoth.store.file import lock_path
from quoth.store.journal import TABLES, JournalEdit
from quoth.store.locking import locked
from quoth.store.parsing import Document
from quoth.store.scanning import NotUnderstood, decoder
from quoth.store.server import documents
from quoth.store.server.connecting import (
    ServerRefusal,
    connect,
    imported,
    shown_name,
    telling,
    told,
    without_password,
)
from quoth.store.server.copies import CopyFolder, CopyPosition
from quoth.store.server.migrating import VERSION, check
from quoth.store.upstream import (
    BehindError,
    CopyError,
    News,
    RecordState,
    RefusedByServerError,
    UnreachableError,
    UnsureError,
    joined,
)

if TYPE_CHECKING:
    from quoth.store.server.connecting import Connection

_FEW: Final = 20_000
"""Changed records up to which news are taken in, however small the copy is."""
_MOST: Final = 100_000
"""The most changed records that are held in memory; after more, a new copy is made, which is
streamed."""
_PART: Final = 4
"""News that have more than this part of the bytes of the copy aren't taken in one by one: fetching
a copy and making its index then takes less time."""
_PATIENCE: Final = 5.0
"""Seconds to wait for a server that was lost while a change was on its way."""
_PAUSE: Final = 0.2
_SILENCE: Final = 2.0
"""Seconds after which news are asked for although the server told of none: what pools connections
may swallow notifications."""
_CHANNELS: Final = "select name from quoth.channels union all select 'quoth'"
_LONG: Final = 3_600.0
"""Seconds to wait for another process that makes the same copy."""

_WHO: Final = (
    "select token::text, current_user::text, coalesce(quoth.my_right(), ''), version"
    " from quoth.store"
)
_NEWS: Final = f"""
select w.*, n.tbl, n.key, n.id, n.rev, n.body, n.settled from ({_WHO}) as w left join (
  select 'statements' as tbl, s.key, s.id, s.rev, s.place, s.body::text, t.body::text as settled
    from quoth.statements s left join quoth.settlings t on t.key = s.key where s.rev > %(rev)s
  union all
  select r.tbl, r.key, r.id, r.rev, r.place, r.body::text, null
    from quoth.records r where r.rev > %(rev)s
  union all
  select g.tbl, g.key, g.id, g.rev, null, null, null from quoth.gone g where g.rev > %(rev)s
) as n on true order by n.place limit {_MOST + 1}
"""  # noqa: S608  # constants of this module
_OTHERS: Final = """
select exists (select from quoth.statements where rev > %(rev)s and rev <> %(own)s)
  or exists (select from quoth.records where rev > %(rev)s and rev <> %(own)s)
  or exists (select from quoth.gone where rev > %(rev)s and rev <> %(own)s)
"""
_STALE: Final = ("QT001", "40001", "40P01")
_TELL: Final = "tell its administrator; what was there before can still be read"
_KEY_TAKEN: Final = "_pkey"
"""How the name of a table's constraint of keys ends."""

Progress = Callable[[int, int], None]
"""Called with how many records were fetched, and of how many."""


def _ignore(done: int, whole: int) -> None:
    """Take no notice of how far something is."""


class ServerUpstream:
    """The store at an address, for the copy that this person keeps of it; for one thread."""

    def __init__(self, address: str, folder: FilePath | None = None) -> None:
        """Take the address; the copy is kept in a folder of the platform's, or in this one."""
        self._address = address
        self._copy = CopyFolder(without_password(address), folder)
        self._connection: Connection | None = None
        self._listening: Connection | None = None
        """The line on which the server tells of news."""
        self._asked = 0.0
        """When news were last worth asking for."""
        self._own: dict[tuple[str, str], int] = {}
        """The revisions of records that the copy holds as this program left them on the server."""
        self._lost = 0.0
        """When a change was on its way and the line broke; not at all if 0."""
        self.shown = shown_name(address)
        """What the store is called in messages."""
        self.progress: Progress = _ignore
        """Called with how far the making of a copy is."""

    # The copy.

    @property
    def path(self) -> str:
        """The file of the copy."""
        return self._copy.path

    @property
    def position(self) -> CopyPosition | None:
        """What the copy is of; nothing where there is none."""
        return self._copy.position()

    @property
    def _at(self) -> CopyPosition:
        """What the copy is of.

        Raises:
            CopyError: there is none.
        """
        found = self._copy.position()
        if found is None:
            raise CopyError("there is none")
        return found

    @property
    def name(self) -> str:
        """What the store goes by from run to run, for this person."""
        found = self.position
        return f"server {found.token} {found.user}" if found else f"server {self.shown}"

    @property
    def user(self) -> str:
        """Who this person is on the server; nothing before it was asked."""
        found = self.position
        return found.user if found else ""

    def prepare(self, progress: Progress) -> None:
        """Make the copy, if there is none yet.

        Raises:
            StoreError: the server can't be asked, or the copy not be written.
        """
        self.progress = progress
        if self.position is None:
            self.renew()

    def reach(self) -> None:
        """Look whether the server has such a store, of a version that can be read.

        Raises:
            StoreError: it can't be asked, or has none.
        """
        with connect(self._address) as connection:
            check(connection, self.shown)

    def renew(self) -> None:
        """Have a new copy, unless another process made one meanwhile; as `remake`."""
        before = self.position
        try:
            self._copy.begin()
            with locked(lock_path(self.path), _LONG):
                if self.position == before:
                    self.remake()
        except OSError as error:
            raise self._unwritable(error) from error

    def remake(self) -> None:
        """Put a new copy in place of the one that is there; as `Upstream.remake`.

        The one that is there stays until all of the new one is.
        """
        from quoth.store.server.pulling import pull  # noqa: PLC0415  # seldom

        made = f"{self.path}.new"
        try:
            with connect(self._address, seconds=0) as connection:
                check(connection, self.shown)
                with telling(self.shown):
                    found = connection.execute(_WHO.encode()).fetchone()
                token, user, right = found[:3] if found else ("", "", "")
                pulled = pull(connection, made, self.shown, self.progress, is_copy=True)
            self._copy.replace(made, CopyPosition(token, user, right, pulled.revision, time.time()))
        except OSError as error:
            raise self._unwritable(error) from error

    def is_of_copy(self, error: StoreError) -> bool:
        """Tell whether the unreadable file is the copy or its journal: both are replaceable."""
        return os.path.dirname(os.fspath(error.path)) == os.path.dirname(self.path)

    def fault(self, error: StoreError) -> StoreError:
        """Return what is wrong with a copy that was just fetched: the server has it so.

        Other programs may write to it whatever they like.
        """
        if not self.is_of_copy(error):
            return error
        problem = f"the store on the server isn't valid ({error.problem})"
        return StoreError(self.shown, error.where, problem, "tell its administrator", error.spot)

    def mend(self, progress: Progress) -> None:
        """Have a new copy in place of a damaged one.

        Raises:
            StoreError: the server can't be asked, or the copy not be written.
        """
        self.progress = progress
        try:
            self._copy.begin()
            with locked(lock_path(self.path), _LONG):
                self.remake()
        except OSError as error:
            raise self._unwritable(error) from error

    @property
    def may_write(self) -> bool:
        """Whether this person may change anything, as far as is known."""
        found = self.position
        return found is None or found.right in ("owner", "curator", "coder")

    def _unwritable(self, error: OSError) -> StoreError:
        """Return the error for a copy that can't be written."""
        problem = f"its copy can't be written ({error.strerror or error})"
        remedy = f"check the permissions and free space of {self.path}"
        return StoreError(self.shown, "", problem, remedy)

    # News.

    def news(self, known: News | None = None) -> News:
        """Return what was changed since the copy was brought up to date; as `Upstream.news`."""
        at = self._at
        if known is not None and known.since != at.revision:
            known = None  # another program brought the copy up to date meanwhile
        since = at.revision if known is None else known.revision
        rows = self._rows(_NEWS, {"rev": since})
        if rows and rows[0][3] != VERSION:
            with self._asking() as connection:
                check(connection, self.shown)
        if not rows or rows[0][:3] != at[:3]:
            raise CopyError("it is of another store, or of another person or right")
        if len(rows) > _MOST or (len(rows) > _FEW and self._is_much(rows)):
            raise CopyError("too much was changed since")
        self._copy.keep_asked(at)
        found = self._news([row[4:] for row in rows if row[4] is not None], since)
        return found if known is None else joined(known, found)

    def _is_much(self, rows: Sequence[Sequence[Any]]) -> bool:
        """Tell whether rows of news are so much that it is quicker to fetch the copy again."""
        size = sum(len(row[8] or "") for row in rows)
        try:
            return size * _PART > os.path.getsize(self.path)
        except OSError:
            return True

    def may_have_news(self) -> bool:
        """Tell whether news are worth asking for; as `Upstream.may_have_news`."""
        now = time.monotonic()
        with self._asking() as connection:
            if self._listening is not connection:
                for (name,) in connection.execute(_CHANNELS.encode()).fetchall():
                    connection.execute(f'listen "{name}"'.encode())
                self._listening = connection
            elif not [*connection.notifies(timeout=0)] and now - self._asked < _SILENCE:
                return False
        self._asked = now
        return True

    def _news(self, rows: Sequence[Sequence[Any]], revision: int) -> News:
        """Return rows as news; a record that was deleted and restored is in them as it is now."""
        since = revision
        there: dict[tuple[str, str], RecordState] = {}
        gone: dict[tuple[str, str], list[str]] = {}
        for table, number, record_id, rev, body, settled in rows:
            revision, which = max(revision, rev), (table, str(number))
            if table not in TABLES or table == "meta":
                raise CopyError("what it says of itself was changed")
            if body is None:
                gone.setdefault(which, []).append(documents.unescaped(record_id))
            else:
                there[which] = RecordState(*which, self._document(which, body, settled))
        for which, ids in gone.items():
            found = there.get(which) or RecordState(*which, None)
            there[which] = found._replace(former_ids=ids)
        return News(tuple(there.values()), revision, since)

    def _document(self, which: tuple[str, str], body: str, settled: str | None) -> Document:
        """Return the record of a row.

        Raises:
            StoreError: it isn't a valid record.
        """
        try:
            _check_object(body)
            _check_object(settled or "{}")
            return documents.document_of(body, settled)
        except (ValueError, NotUnderstood, LookupError, AssertionError, RecursionError) as error:
            problem = f"the server's record isn't valid ({error})"
            raise StoreError(self.shown, " ".join(which), problem, _TELL) from None

    def took_in(self, revision: int) -> None:
        """Take note that the copy holds all up to a revision; as `Upstream.took_in`."""
        found = self.position
        if found is not None and found.revision < revision:
            self._copy.keep(found._replace(revision=revision, asked=time.time()))
            self._own = {which: one for which, one in self._own.items() if one > revision}

    # Changes.

    def holds_own(self, edits: Sequence[JournalEdit], revision: int) -> None:
        """Take note of records that the copy holds as a revision left them."""
        self._own |= {(edit.table, edit.key): revision for edit in edits}

    def took_in_own(self, revision: int) -> None:
        """Take note that the copy holds its own change; as `Upstream.took_in_own`."""
        found = self.position
        if found is not None and found.revision < revision:
            numbers = {"rev": found.revision, "own": revision}
            if not self._rows(_OTHERS, numbers)[0][0]:
                self.took_in(revision)

    def send(self, label: str, edits: Sequence[JournalEdit]) -> int:
        """Make a change on the server; as `Upstream.send`."""
        arguments = documents.arguments(label, edits, self._at.revision, self._own)
        connection = self._connected()
        psycopg = imported(self.shown)
        try:
            row = connection.execute(documents.COMMIT.encode(), arguments).fetchone()
        except psycopg.Error as error:
            if connection.broken or connection.closed:
                self._drop()
                self._lost = time.monotonic()
                problem, remedy = "it was lost while it was sent the change", "try again"
                raise UnsureError(self.shown, "", problem, remedy) from None
            raise self._refusal(error) from None
        return int(row[0]) if row else 0

    def _refusal(self, error: Any) -> Exception:
        """Return why the server didn't make a change."""
        code, said = error.sqlstate or "", error.diag.message_primary or ""
        if code in _STALE:
            return BehindError("others change the same all the time; try again")
        if code == "23505":
            is_key = str(error.diag.constraint_name).endswith(_KEY_TAKEN)
            problem = "a record that you may not see has its id; choose another id"
            return BehindError(problem, keys=is_key)
        if code == "QT003":
            named = documents.unescaped(said)
            return BehindError(f"“{named}” doesn't exist, or is still referred to")
        found = told(error, self.shown)
        if isinstance(found, UnreachableError):
            return found
        if isinstance(found, ServerRefusal):
            return RefusedByServerError(f"you have no right to that on the server ({said})")
        return RefusedByServerError(f"the server can't make it ({said})")

    # The line.

    def _connected(self) -> Connection:
        """Return a connection to the server; connect if there is none.

        Raises:
            UnreachableError: none can be made.
        """
        while self._connection is None or self._connection.closed:
            try:
                self._connection = connect(self._address)
            except UnreachableError:
                if time.monotonic() - self._lost > _PATIENCE or not self._lost:
                    raise
                time.sleep(_PAUSE)
        self._lost = 0.0
        return self._connection

    def _rows(self, query: str, arguments: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Return the answer to a request, which is repeated if the connection had broken."""
        was_there = self._connection is not None
        try:
            with self._asking() as connection:
                return connection.execute(query.encode(), arguments).fetchall()
        except UnreachableError:
            if not was_there or self._connection is not None:
                raise
        with self._asking() as connection:
            return connection.execute(query.encode(), arguments).fetchall()

    @contextlib.contextmanager
    def _asking(self) -> Iterator[Connection]:
        """Yield a connection to the server, and close it if it breaks.

        Raises:
            UnreachableError: it broke, or there is none.
            StoreError: the server can't answer.
        """
        connection = self._connected()
        psycopg = imported(self.shown)
        try:
            yield connection
        except psycopg.Error as error:
            if connection.broken or connection.closed:
                self._drop()
            raise told(error, self.shown) from None

    def _drop(self) -> None:
        """Let go of the line."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(Exception):
                connection.close()

    def close(self) -> None:
        """Let go of the line."""
        self._drop()


def _check_object(text: str) -> None:
    """Refuse what a store's file couldn't hold as an object.

    Raises:
        ValueError: it is something else, or no JSON.
    """
    if not isinstance(decoder().decode(text), dict):
        raise ValueError("it isn't an object")  # noqa: TRY004  # told alike
