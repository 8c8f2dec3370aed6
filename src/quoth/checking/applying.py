"""A change that tidies, made: by the editor, or in a store that is too broken for it to open."""

from __future__ import annotations

import contextlib

from quoth.basics.places import FilePath
from quoth.editing.changes import Change
from quoth.editing.errors import ConflictError, EditError
from quoth.editing.history import History
from quoth.editing.workspace import Workspace
from quoth.store.errors import StoreError
from quoth.store.storage import StrictStorage
from quoth.store.upstream import Upstream


def commit(path: FilePath, change: Change, upstream: Upstream | None = None) -> None:
    """Make a change to a store, have it in the file, and note it so that it can be undone.

    With an `upstream`, the file is a copy of that, where the change goes first.

    Raises:
        EditError: someone else changed the same meanwhile.
        StoreError: the store can't be read or written.
    """
    try:
        workspace = Workspace(path, upstream=upstream)
    except StoreError:
        if upstream is not None:
            raise
        _commit_whole(path, change)
        with contextlib.suppress(OSError):  # it is made, though it can't be undone
            History(path).done(change)
        return
    try:
        workspace.commit(change)
        workspace.fold()
    except OSError as error:
        raise _unwritable(path, error) from None


def step(path: FilePath, *, back: bool) -> Change | None:
    """Undo or redo the last change if it tidied a store, even one that isn't valid with or without.

    Nothing is done, and returned, where the next step is another.

    Raises:
        EditError: what it changed was changed since.
        StoreError: the store can't be read or written.
    """
    history = History(path)
    change = history.to_undo() if back else history.to_redo()
    if change is None or not change.tidies:
        return None
    _commit_whole(path, change.inverse() if back else change)
    with contextlib.suppress(OSError):
        if back:
            history.undone()
        else:
            history.redone()
    return change


def _commit_whole(path: FilePath, change: Change) -> None:
    """Make a change to a store that isn't valid, and so has nothing that could be broken by it."""
    storage = StrictStorage(path)
    try:
        with storage.held():
            tables = storage.read()
            for table, key, before, after in change.edits:
                rows = tables.setdefault(table, {})
                if not key or rows.get(key) != before:
                    raise ConflictError(f"{table} {key} was changed meanwhile; look at it again")
                if after is None:
                    del rows[key]
                else:
                    rows[key] = after
            storage.write(tables)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: FilePath, error: OSError) -> StoreError:
    """Return the error for a store that can't be written."""
    problem = f"it can't be written ({error.strerror or error})"
    return StoreError(path, "", problem, "check its permissions and free space")


__all__ = ["EditError", "commit", "step"]
