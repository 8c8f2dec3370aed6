"""A change that tidies, made: by the editor, or in a store that is too broken for it to open."""

from __future__ import annotations

from quoth.editing.changes import Change
from quoth.editing.editor import Editor
from quoth.editing.errors import ConflictError, EditError
from quoth.places import FilePath
from quoth.store.errors import StoreError
from quoth.store.storage import StrictStorage


def commit(path: FilePath, change: Change) -> None:
    """Make a change to a store and have it in the file.

    Raises:
        EditError: somebody else changed the same meanwhile.
        StoreError: the store can't be read or written.
    """
    try:
        editor = Editor(path)
    except StoreError:
        _commit_whole(path, change)
        return
    try:
        editor.commit(change)
        editor.fold()
    except OSError as error:
        raise _unwritable(path, error) from None


def _commit_whole(path: FilePath, change: Change) -> None:
    """Make a change to a store that isn't valid, and so has nothing that could be broken by it."""
    storage = StrictStorage(path)
    try:
        with storage.held():
            tables = storage.read()
            for table, key, before, after in change.edits:
                rows = tables.get(table, {})
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
    return StoreError(path, "", problem, "see who may write there, and for room on it")


__all__ = ["EditError", "commit"]
