"""One record that two people changed: the fields of both, unless both changed the same one."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.editing.changes import Edit
from quoth.editing.errors import ConflictError
from quoth.store.parsing import Document


def merged(edit: Edit, now: Document, what: str) -> Document:
    """Return a document that someone else changed, with the fields set that are changed here.

    Raises:
        ConflictError: someone else changed one of those.
    """
    before, after = edit.before or {}, edit.after or {}
    made = dict(now)
    for field in _fields(before, after):
        if before.get(field) == after.get(field):
            continue
        if now.get(field) not in (before.get(field), after.get(field)):
            raise ConflictError(f"“{field}” of {what} was changed meanwhile; look at it again")
        if field in after:
            made[field] = after[field]
        else:
            made.pop(field, None)
    return made


def _fields(*documents: Document) -> Sequence[str]:
    """Return the fields of some documents, each once."""
    return list(dict.fromkeys(field for document in documents for field in document))
