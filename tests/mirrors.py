"""A server's store in memory, and what a copy of it asks: the smallest upstream there is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from quoth.editing.current import record_id_of
from quoth.editing.workspace import Workspace
from quoth.store.dumping import dumped
from quoth.store.file import journal_path
from quoth.store.journal import JournalEdit
from quoth.store.parsing import Document, Tables
from quoth.store.upstream import (
    BehindError,
    CopyError,
    News,
    RecordState,
    UnreachableError,
    UnsureError,
)


class MemoryServer:
    """Records with the revision of each, and those that are gone."""

    def __init__(self, tables: Tables) -> None:
        """Begin with some records."""
        self.tables: Tables = json.loads(json.dumps(tables))
        self.token = 1
        self.revision = 1
        self.revisions = {(name, key): 1 for name, table in tables.items() for key in table}
        self.former: dict[tuple[str, str], list[tuple[int, str]]] = {}
        self.label = ""

    def commit(
        self,
        label: str,
        edits: Sequence[JournalEdit],
        revision: int,
        own: Mapping[tuple[str, str], int],
    ) -> None:
        """Make a change, unless it was made on what is not so any more."""
        for edit in edits:
            which = (edit.table, edit.key)
            since = max(revision, own.get(which, 0))
            if edit.before is None and edit.key in self.tables.get(edit.table, {}):
                raise BehindError("a key is taken", keys=True)
            if edit.before is not None and self.revisions.get(which, since + 1) > since:
                raise BehindError("others change the same all the time")
        self.revision, self.label = self.revision + 1, label
        for edit in edits:
            which = (edit.table, edit.key)
            table = self.tables.setdefault(edit.table, {})
            before = table.pop(edit.key, None) if edit.after is None else table.get(edit.key)
            self.revisions[which] = self.revision
            if before is not None:
                former = self.revision, str(record_id_of(before, edit.key))
                self.former.setdefault(which, []).append(former)
            if edit.after is not None:
                table[edit.key] = json.loads(json.dumps(edit.after))

    def since(self, revision: int) -> News:
        """Return what was changed since a revision."""
        states = [
            RecordState(
                table, key, self.tables.get(table, {}).get(key),
                [one for at, one in self.former.get((table, key), ()) if at > revision],
            )
            for (table, key), changed in self.revisions.items()
            if changed > revision
        ]  # fmt: skip
        return News(states, self.revision)


class MemoryUpstream:
    """What one copy asks of a server in memory; it can be out of reach, and be lost meanwhile."""

    def __init__(self, server: MemoryServer, copy: Path) -> None:
        """Name the server, and make the copy."""
        self.server = server
        self.copy = copy
        self.trouble: Callable[[str], None] = lambda when: None
        """Called before and after each thing that is asked of the server; it may raise."""
        self.own: dict[tuple[str, str], int] = {}
        self.remakes = -1
        self.remake()

    name = "memory"
    shown = "memory"
    user = "somebody"

    def news(self, known: News | None = None) -> News:
        """Return what was changed since the copy was brought up to date, all of it again."""
        self.trouble("news")
        if self._token != self.server.token:
            raise CopyError("another store")
        return self.server.since(self.revision)

    def may_have_news(self) -> bool:
        """Tell whether news are worth asking for: always, here."""
        return True

    def took_in(self, revision: int) -> None:
        """Take note that the copy holds all up to a revision."""
        self.revision = revision

    def remake(self) -> None:
        """Put a new copy in place."""
        Path(journal_path(self.copy)).unlink(missing_ok=True)
        made = self.copy.with_suffix(".new")
        made.write_bytes(b"".join(dumped(self.server.tables)))
        made.replace(self.copy)
        self.revision, self._token = self.server.revision, self.server.token
        self.remakes += 1

    def holds_own(self, edits: Sequence[JournalEdit], revision: int) -> None:
        """Take note of records that the copy holds as a revision left them."""
        self.own |= {(edit.table, edit.key): revision for edit in edits}

    def took_in_own(self, revision: int) -> None:
        """Take note that the copy holds a change of its own."""
        if revision == self.revision + 1:
            self.revision = revision

    def send(self, label: str, edits: Sequence[JournalEdit]) -> int:
        """Make a change on the server."""
        self.trouble("before")
        self.server.commit(label, edits, self.revision, self.own)
        self.trouble("after")
        return self.server.revision


class Desk:
    """One person's workspace on a copy of a server in memory."""

    def __init__(self, server: MemoryServer, folder: Path, name: str) -> None:
        """Make the copy."""
        folder.joinpath(name).mkdir()
        self.upstream = MemoryUpstream(server, folder / name / "store.json")
        self.workspace = self.begin()

    def begin(self) -> Workspace:
        """Return the workspace of a program that begins."""
        copy = self.upstream.copy
        return Workspace(copy, histories=copy.parent, upstream=self.upstream)

    def held(self, table: str = "statements") -> dict[str, Document]:
        """Return the records that the copy holds now."""
        return dict(self.workspace.current.documents(table))


def lost(when: str) -> Callable[[str], None]:
    """Return the trouble of a server that is lost before, or after, it makes a change."""

    def raise_it(now: str) -> None:
        if now == when or (now == "news" and when == "always"):
            kind = UnsureError if now == "after" else UnreachableError
            raise kind("memory", "", "it can't be reached", "try again")

    return raise_it
