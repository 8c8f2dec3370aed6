"""A store that isn't there yet: made empty, all at once, and never over another."""

from __future__ import annotations

import os
from typing import Final

from quoth.basics.places import FilePath
from quoth.basics.text import neutralise
from quoth.store.beginning import begin
from quoth.store.file import is_pending, journal_path
from quoth.store.location import own_path
from quoth.store.parsing import Tables
from quoth.store.reading import SCHEMA

OWN_TITLE: Final = "my store"
"""The title of a person's own store, unless they give it another."""
_TABLES: Final = ("actors", "sources", "topics", "events", "checks", "statements")


def obstacle(path: FilePath, title: str) -> str:
    """Say why no store can be begun in a place under a title; return nothing where one can."""
    if os.path.lexists(path):
        return f"{os.fspath(path)} already exists; name another file for a new store"
    if is_pending(path):
        journal = os.fspath(journal_path(path))
        return f"{journal}: a store that was there before left this journal; move it away"
    if not title.strip() or neutralise(title).text != title:
        return "the title is empty, or has control characters in it; write another"
    return ""


def free_path() -> str:
    """Return where a person's next store may be begun: their own place, or beside it."""
    path = own_path()
    stem, ending = os.path.splitext(path)
    number = 1
    while os.path.lexists(path) or is_pending(path):
        number += 1
        path = f"{stem}-{number}{ending}"
    return path


def create(path: FilePath, title: str, *, private: bool = False) -> bool:
    """Make an empty store, and tell whether it wasn't there yet.

    One that is `private` has a folder made that its owner alone may look into.

    Raises:
        StoreError: it can't be made.
    """
    return begin(path, _empty(title), private=private)


def _empty(title: str) -> Tables:
    """Return the tables of a store that holds nothing."""
    meta: Tables = {"meta": {"1": {"schema": SCHEMA, "title": title}}}
    return meta | {table: {} for table in _TABLES}
