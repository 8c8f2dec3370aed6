"""A copy of a server's store: news into changes of the copy, and keys that fit on the server."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from quoth.editing.changes import Edit
from quoth.editing.current import Current, record_id_of
from quoth.store.journal import JournalEdit
from quoth.store.parsing import Document
from quoth.store.server.documents import HIGHEST_OF_CODERS, LOWEST_OF_CODERS
from quoth.store.upstream import News, RecordState

LEAST: Final = 10**8
MOST: Final = 10**9
"""Within these are keys of what all see: nine digits, which people can still read out."""
_FEW: Final = 10_000
"""Records added at once that there is room for among those of nine digits."""


def as_edits(current: Current, news: News) -> list[JournalEdit]:
    """Return what news change in a copy: nothing where it holds them already."""
    found = (_edit(current, state) for state in news.states)
    return [edit for edit in found if edit is not None]


def _edit(current: Current, state: RecordState) -> JournalEdit | None:
    """Return what a record's state changes in a copy, if it changes anything."""
    table, key, document, former = state
    ids = [*former] if document is None else [record_id_of(document, key), *former]
    before, place = None, None
    for record_id in ids:
        before, place = current.held(table, key, record_id)
        if before is not None:
            break
    return None if before == document else JournalEdit(table, key, before, document, place)


def keyed(edits: Sequence[Edit]) -> list[Edit]:
    """Return edits with a key for each record that is added.

    On a server, others add records that can't be seen here, and a next free number would tell how
    many: so keys are drawn. Those of one change follow each other: few are in the way of many.
    """
    added = sum(edit.before is None and not edit.key for edit in edits)
    layers = _drawn(LOWEST_OF_CODERS, HIGHEST_OF_CODERS, added)
    others = _drawn(LEAST, MOST if added <= _FEW else LOWEST_OF_CODERS, added)
    made = []
    for edit in edits:
        if edit.before is None and not edit.key:
            is_of_layer = edit.table == "statements" and bool((edit.after or {}).get("layer"))
            key = next(layers if is_of_layer else others)
            made.append(edit._replace(key=str(key)))
        else:
            made.append(edit)
    return made


def rekeyed(edits: Sequence[Edit]) -> list[Edit] | None:
    """Return edits that restore statements of a layer as new ones, with keys and ids of their own.

    A coder can give no other: a key or an id that is taken would tell of another's layer. Nothing
    is returned where no edit restores one that was given its key by someone else.
    """
    made = [
        edit._replace(key="", after={name: one for name, one in after.items() if name != "id"})
        if edit.before is None and edit.key and (after := edit.after) and _is_given(edit, after)
        else edit
        for edit in edits
    ]
    return None if made == [*edits] else keyed(made)


def _is_given(edit: Edit, after: Document) -> bool:
    """Tell whether a statement of a layer has a key or an id that no coder can give."""
    if edit.table != "statements" or not after.get("layer"):
        return False
    return int(edit.key) < LOWEST_OF_CODERS or after.get("id", edit.key) != edit.key


def _drawn(least: int, most: int, count: int) -> Iterator[int]:
    """Return so many numbers that follow each other, from anywhere within bounds."""
    return itertools.count(least + secrets.randbelow(most - least - count))


def is_made(current: Current, edits: Collection[JournalEdit]) -> bool:
    """Tell whether all is in a copy as some edits would have it."""
    return all(_held(current, edit) == edit.after for edit in edits)


def _held(current: Current, edit: JournalEdit) -> Document | None:
    """Return what a copy holds of the record of an edit."""
    document = edit.after or edit.before or {}
    return current.document(edit.table, edit.key, record_id_of(document, edit.key))
