"""Changes to a store's own record, in the table `meta`: whether it is coded blind.

They are rare, and they concern every record. So the whole file is written, instead of adding
them to its journal, and then opened again. Each can be undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quoth.basics.places import FilePath
from quoth.editing.changes import Change, Edit, ManyEdits
from quoth.editing.errors import ConflictError, EditError
from quoth.editing.merging_fields import merged
from quoth.store.errors import FieldError
from quoth.store.parsing import Document
from quoth.store.reading import read_meta

if TYPE_CHECKING:
    from quoth.store.storage import StrictStorage

META: Final = "meta"


def is_of_store(change: Change) -> bool:
    """Tell whether a change is to the store's own record."""
    if isinstance(change.edits, ManyEdits):
        return change.edits.table == META
    return any(edit.table == META for edit in change.edits)


def blinding(path: FilePath, *, blind: bool) -> Change | None:
    """Return the change that has a store coded blind, or openly; nothing if it is already.

    Raises:
        StoreError: the store can't be read.
        OSError: what was changed can't be put into its file.
    """
    meta = _storage(path).read().get(META, {})
    key = next(iter(meta), "1")
    before = meta.get(key)
    if (before or {}).get("blind", False) is blind:
        return None
    rest = {name: value for name, value in (before or {}).items() if name != "blind"}
    after = {**rest, "blind": True} if blind else rest
    label = "code the store blind" if blind else "code the store openly"
    return Change(label, [Edit(META, key, before, after)])


def change_file(path: FilePath, change: Change) -> Change:
    """Change the store's own record in its file, and return the change as it was made.

    Raises:
        ConflictError: someone else changed the same.
        EditError: it wouldn't be valid.
        StoreError: the store can't be read.
        OSError: it can't be written.
    """
    storage = _storage(path)
    with storage.held():
        tables = storage.read()
        table = tables.setdefault(META, {})
        made = [_settled(edit, table.get(edit.key)) for edit in change.edits]
        for edit in made:
            if edit.after is None:
                table.pop(edit.key, None)
            else:
                table[edit.key] = edit.after
        if any(edit.before != edit.after for edit in made):
            storage.write(tables)
    return change._replace(edits=made)


def settled_in_copy(path: FilePath, change: Change) -> Change:
    """Return a change as it has to be made to the own record of a copy of a server's store.

    Raises:
        ConflictError: someone else changed the same.
        EditError: it wouldn't be valid.
        StoreError: the copy can't be read.
        OSError: what was changed can't be put into it.
    """
    table = _storage(path).read().get(META, {})
    return change._replace(edits=[_settled(edit, table.get(edit.key)) for edit in change.edits])


def _settled(edit: Edit, now: Document | None) -> Edit:
    """Return an edit as it is to be made on what is there now.

    Raises:
        ConflictError: someone else changed the same.
        EditError: it wouldn't be valid.
    """
    if edit.table != META:
        raise EditError("a change of the store's own record can't change other records")
    after = edit.after
    if now != edit.before:
        if now is None or after is None:
            raise ConflictError("the store's own record was changed meanwhile")
        after = merged(edit, now, "the store's own record")
    if after is not None:
        try:
            read_meta(after)
        except FieldError as error:
            raise EditError(f"meta {edit.key}: {error.problem}; {error.remedy}") from None
    return edit._replace(before=now, after=after)


def _storage(path: FilePath) -> StrictStorage:
    """Return what reads and writes a whole file; other changes don't wait for its imports."""
    from quoth.store.storage import StrictStorage  # noqa: PLC0415

    return StrictStorage(path)
