"""A store's file into its records, validated as a whole."""

from __future__ import annotations

from quoth.basics.places import FilePath
from quoth.store.model import Records
from quoth.store.storage import StrictStorage
from quoth.store.whole import records_of


def load(path: FilePath) -> Records:
    """Read a store, check every record and every reference, and return what it holds.

    TinyDB parses the whole file again at every query; this parses it once.

    Raises:
        StoreError: the file can't be read or isn't a valid store; the message is one line.
    """
    return records_of(StrictStorage(path).read(), path)
