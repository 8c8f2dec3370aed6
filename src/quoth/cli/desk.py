"""Where commands change a store: the user's own or one that is named, never the bundled sample.

What is changed is on the disk before a command says that it is done. While it is being written,
`Ctrl+C` waits: after an interruption the store is unchanged, or the command says what was done.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from quoth.basics.exits import Exit
from quoth.basics.places import FilePath
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer
from quoth.cli.store_at_hand import visible, who_asks
from quoth.cli.waiting import Waiting
from quoth.store import Location, Origin, StoreError
from quoth.store.errors import Damaged
from quoth.store.location import own_path
from quoth.store.sample import is_sample

if TYPE_CHECKING:
    from quoth.editing.changes import Change
    from quoth.editing.history import History
    from quoth.editing.names import Lookup
    from quoth.editing.workspace import Workspace
    from quoth.index.corpus import Corpus
    from quoth.store.server.upstream import ServerUpstream

# What opens a store isn't imported for a command that opens none: `quoth intake --json`.
# ruff: noqa: PLC0415

_MANY: Final = 1_000
"""Records that are changed at once, from which on no more is kept of them than the store."""


class Unwritten(Exception):  # noqa: N818
    """A change that could not be written; the message is one line."""


class StoreSession:
    """A store that one command changes."""

    def __init__(
        self, location: Location, printer: Printer, *, begins: bool = False, creates: bool = False
    ) -> None:
        """Take the store.

        The command may begin the person's own, or create one that is named.

        Raises:
            RefusedError: there is none that may be changed.
        """
        self.printer = printer
        self.location = location
        """Where the store is."""
        self._is_own = location.origin in (Origin.SAMPLE, Origin.OWN)
        self.path = _changeable(location, begins=begins)
        named = location.key if location.server else str(self.path)
        self.named = f" --store {shlex.quote(named)}" if not self._is_own else ""
        """How a command names it."""
        self.upstream: ServerUpstream | None = None
        """What the store is a copy of, where it is on a server."""
        if location.server:
            from quoth.store.server.upstream import (  # for such a store
                ServerUpstream,
            )

            self.upstream = ServerUpstream(location.server)
        self._workspace: Workspace | None = None
        self._held = contextlib.ExitStack()
        self._was_interrupted = False
        self.is_new = not (location.server or Path(self.path).exists())
        if self.is_new and not (begins and (creates or self._is_own)):
            remedy = "--create creates it" if begins else "check the name"
            raise RefusedError(f"{self.path}: there is no such store; {remedy}", Exit.STORE)

    @property
    def workspace(self) -> Workspace:
        """The store, opened."""
        if self._workspace is None:
            if self.upstream is None:
                self._workspace = self._opened()
            else:
                from quoth.cli.on_server import with_copy  # for such a store

                self._refresh(self.upstream)
                self._workspace = with_copy(self.upstream, self.printer, self._opened)
        return self._workspace

    def _opened(self) -> Workspace:
        """Return the store's file, or the copy that is kept of it, opened."""
        from quoth.editing.workspace import Workspace
        from quoth.index.opening import open_checked

        with Waiting(self.printer, self.location.name) as waiting:
            opening = partial(open_checked, progress=waiting.progress, wait=waiting.wait)
            return Workspace(
                self.path,
                open_=opening,
                who=partial(who_asks, self.location),
                upstream=self.upstream,
            )

    @property
    def history(self) -> History:
        """What was done to the store, which need not be one that can be opened."""
        from quoth.editing.history import History

        if self.upstream is None:
            return History(self.path)
        if self.upstream.position is None:  # the server hasn't said yet who this is
            self._refresh(self.upstream)
        return History(self.path, name=self.upstream.name)

    def _refresh(self, upstream: ServerUpstream) -> None:
        """Bring the copy of a store on a server up to date.

        Raises:
            StoreError: the server can't be reached.
        """
        from quoth.cli.on_server import refresh  # for such a store

        refresh(upstream, self.printer)

    @property
    def records(self) -> Lookup:
        """What the store holds now; nothing if it is still to be made."""
        from quoth.editing.names import Nothing

        return Nothing() if self.is_new else self.workspace.current

    @property
    def corpus(self) -> Corpus:
        """What the store holds now."""
        return self.workspace.corpus

    @property
    def shown(self) -> Corpus:
        """What the store holds now of what is seen where no layer is named."""
        from quoth.index.layers import curated

        return curated(visible(self.corpus, self.location))

    def commit(self, change: Change) -> Change:
        """Make a change, in a store that is made for it if there is none; return it as it was made.

        Raises:
            EditError: it can't be made as things are.
            StoreError: the store can't be read.
            Unwritten: it can't be written.
        """
        with self._writing():
            if self.is_new:
                self._begin()
            return self.workspace.commit(change)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Write uninterrupted; and if that went well, say so uninterrupted too."""
        with _as_unwritten(), contextlib.ExitStack() as stack:
            stack.enter_context(uninterrupted(self._note_interruption))
            yield
            self._held = stack.pop_all()

    def _note_interruption(self) -> None:
        """Take note that `Ctrl+C` came while something was written or said."""
        self._was_interrupted = True

    def go_on(self) -> None:
        """Go on to the next of several changes, once what was said of the last is on its way.

        Raises:
            KeyboardInterrupt: it came meanwhile.
        """
        with self._held:
            self.printer.flush()
        if self._was_interrupted:
            raise KeyboardInterrupt

    def _begin(self) -> None:
        """Make the store."""
        from quoth.editing.creating import OWN_TITLE, create

        title = OWN_TITLE if self._is_own else Path(self.path).stem
        if create(self.path, title, private=self._is_own):
            what = "a store of your own" if self._is_own else "a new store"
            self.printer.say(f"quoth: began {what}: {os.fspath(self.path)}")
        self.is_new = False

    def step(self, *, back: bool) -> Change | None:
        """Take back the last change, or make it again, and return it; nothing if there is none.

        Raises:
            EditError: it can't be done as things are.
            StoreError: the store can't be read.
            Unwritten: it can't be written.
        """
        with self._writing():
            return self.workspace.undo() if back else self.workspace.redo()

    def __enter__(self) -> StoreSession:
        """Begin to work."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Have what was changed in the store's file, once what was said of it is on its way."""
        with self._held:
            if kind is None:
                self.printer.flush()
        if kind is None:
            self._fold()
        if self.upstream is not None:
            self.upstream.close()

    def _fold(self) -> None:
        """Fold the journal into the file; if that fails, the next run does it."""
        if self._workspace is None or not self._workspace.is_pending:
            return
        workspace, self._workspace = self._workspace, None
        with contextlib.suppress(OSError, StoreError, KeyboardInterrupt):
            if workspace.current.most_changed < _MANY:
                with contextlib.suppress(Damaged):
                    workspace.fold()
                    return
                from quoth.index.opening import forget

                forget(self.path)
            from quoth.editing.revising import fold_many  # for large changes

            held, corpus = workspace.editor.journal, workspace.current.corpus
            del workspace  # of the store no more is held than what is changed
            fold_many(self.path, held, corpus)


def _changeable(location: Location, *, begins: bool) -> FilePath:
    """Return the file of a store that may be changed; of the sample only a copy may be."""
    if location.origin is Origin.SAMPLE:
        if begins:
            return own_path()
        raise RefusedError(
            "you have no store of your own yet; `quoth add` or `quoth import` begins one, "
            "--store names another"
        )
    if is_sample(location.path):
        raise RefusedError(
            f"{os.fspath(location.path)} is a bundled sample, which stays as it is; "
            "copy the file and name the copy with --store"
        )
    return location.path


@contextlib.contextmanager
def _as_unwritten() -> Iterator[None]:
    """Tell a store that can't be written from one that can't be read."""
    try:
        yield
    except StoreError as error:
        if isinstance(error.__cause__, OSError):
            raise Unwritten(str(error)) from error
        raise


@contextlib.contextmanager
def uninterrupted(note: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Have `Ctrl+C` no more than noted for the moment that it takes to write."""
    before = signal.signal(signal.SIGINT, lambda *_: note())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
