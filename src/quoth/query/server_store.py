"""The store on a server, behind the seam: read and searched in a copy that is kept up to date."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

from quoth.editing.mirroring_editor import MirroringEditor
from quoth.editing.revising import fold_many
from quoth.editing.workspace import Workspace
from quoth.index.opening import open_checked
from quoth.query.file_store import FileStore, Saved
from quoth.query.seam import OpeningStep
from quoth.store.errors import StoreError
from quoth.store.server.upstream import Progress, ServerUpstream
from quoth.store.upstream import CopyError

if TYPE_CHECKING:
    from quoth.index.corpus import Corpus

DAMAGED: Final = "your copy of this store was damaged; it was fetched again"
_MANY: Final = 1_000
"""News from which on the index of the copy is revised as a whole."""
_NEARLY: Final = 0.99
"""The share of a store that is there at most while its copy is made: none of it can be read yet."""


class ServerStore(FileStore):
    """A store on a server, as the explorer opens it: its copy at once, then what is new.

    While the server can't be reached, the copy can be read, and followers are notified.
    """

    def __init__(self, address: str, saved: Saved) -> None:
        """Take the address, and what queries may name."""
        self._server = ServerUpstream(address)
        super().__init__(self._server.path, saved, lambda: self._server.user, self._server)

    def probe(self) -> None:
        """Look whether there is a copy to begin with; else ask the server for one.

        Raises:
            StoreError: there is no copy, and the server can't be asked.
        """
        try:
            if self._server.position is not None:
                super().probe()
                return
        except StoreError as error:
            if not self._server.is_of_copy(error):
                raise
        self._server.reach()

    @property
    def may_write(self) -> bool:
        """Whether this person may change anything on the server, as far as is known."""
        return self._server.may_write

    def open(self) -> Iterator[OpeningStep]:
        """Yield what the copy holds; where there is none, or a damaged one, it is made first.

        Raises:
            StoreError: the server can't be asked for a copy, or the copy not be read.
        """
        if self._server.position is None:
            yield from self._fetched(self._server.prepare)
        try:
            yield from super().open()
        except StoreError as error:
            if not self._server.is_of_copy(error):
                raise
            yield from self._fetched(self._server.mend)
            try:
                yield from (step._replace(told=DAMAGED) for step in FileStore.open(self))
            except StoreError as again:
                raise self._server.fault(again) from None

    def _fetched(self, making: Callable[[Progress], None]) -> Iterator[OpeningStep]:
        """Have a copy made by a thread, and yield how far it is.

        Raises:
            StoreError: the server can't be asked for a copy, or the copy not be written.
        """
        told: SimpleQueue[float | Exception | None] = SimpleQueue()

        def fetch() -> None:
            try:
                making(lambda done, whole: told.put(done / max(whole, 1)))
            except Exception as error:  # noqa: BLE001  # raised where it is waited for
                told.put(error)
            else:
                told.put(None)

        threading.Thread(target=fetch, daemon=True).start()  # quitting doesn't wait for it
        while (found := told.get()) is not None:
            if isinstance(found, Exception):
                raise found
            yield OpeningStep(None, min(found, _NEARLY))

    def close(self) -> None:
        """Close the copy and the connection to the server."""
        super().close()
        self._server.close()


def bring_up_to_date(
    upstream: ServerUpstream, progress: Progress, opening: Callable[..., Corpus] = open_checked
) -> None:
    """Have the copy of a server's store hold what the server has now.

    Args:
        upstream: what the store is a copy of.
        progress: called with how far the making of a copy is, if there is none.
        opening: opens the copy if there are news.

    Raises:
        UnreachableError: the server can't be reached; an existing copy is unchanged.
        StoreError: the server's records can't be read, or the copy can't be written.
    """
    upstream.prepare(progress)
    try:
        news = upstream.news()
    except CopyError:
        upstream.renew()
        return
    if not news.states:
        return
    workspace = workspace_on(upstream, opening)
    editor = workspace.editor
    assert isinstance(editor, MirroringEditor)  # noqa: S101  # it has an upstream
    editor.catch_up(news)
    if len(news.states) < _MANY:
        workspace.fold()
        return
    held, corpus = editor.journal, workspace.current.corpus
    del news, workspace, editor  # no more of the store is held than what is changed
    fold_many(upstream.path, held, corpus)


def workspace_on(
    upstream: ServerUpstream, opening: Callable[..., Corpus] = open_checked
) -> Workspace:
    """Return a person's workspace on the copy of a server's store.

    Raises:
        StoreError: the copy can't be read.
    """
    return Workspace(upstream.path, open_=opening, upstream=upstream)
