"""The store on a server, behind the seam: read and searched in a copy that is kept up to date."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from quoth.editing.errors import EditError
from quoth.editing.workspace import Workspace
from quoth.index.opening import open_checked
from quoth.store.journal import JournalEdit
from quoth.store.upstream import BehindError, CopyError, RefusedByServerError

if TYPE_CHECKING:
    from quoth.index.corpus import Corpus
    from quoth.store.parsing import Document
    from quoth.store.server.upstream import Progress, ServerUpstream


def bring_up_to_date(
    upstream: ServerUpstream, progress: Progress, opening: Callable[..., Corpus] = open_checked
) -> None:
    """Have the copy of a server's store hold what the server has now.

    Args:
        upstream: what the store is a copy of.
        progress: told how far the making of a copy is, where there is none.
        opening: opens the copy where there are news.

    Raises:
        UnreachableError: the server can't be asked; a copy that is there is as it was.
        StoreError: what the server has can't be taken in, or the copy not be written.
    """
    upstream.prepare(progress)
    try:
        if not upstream.news().states:
            return
    except CopyError:
        upstream.renew()
        return
    workspace = workspace_on(upstream, opening)
    workspace.editor.catch_up()
    workspace.fold()


def change_meta(
    upstream: ServerUpstream, key: str, before: Document | None, after: Document
) -> None:
    """Change what a store on a server says of itself; its copies are made anew then.

    Raises:
        EditError: the server refuses it, or somebody changed it meanwhile.
        StoreError: the server can't be asked.
    """
    try:
        upstream.send("change the store", [JournalEdit("meta", key, before, after)])
    except (BehindError, RefusedByServerError) as error:
        raise EditError(str(error)) from None


def workspace_on(
    upstream: ServerUpstream, opening: Callable[..., Corpus] = open_checked
) -> Workspace:
    """Return a person's workspace on the copy of a server's store.

    Raises:
        StoreError: the copy can't be read.
    """
    return Workspace(upstream.path, open_=opening, upstream=upstream)
