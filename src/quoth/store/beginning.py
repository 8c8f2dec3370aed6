"""A store that isn't there yet: written all at once, and never over another."""

from __future__ import annotations

import os

from quoth.basics.places import FilePath
from quoth.store.dumping import dumped
from quoth.store.errors import StoreError
from quoth.store.file import lock_path
from quoth.store.locking import locked
from quoth.store.parsing import Tables
from quoth.store.replacing import replacing


def begin(path: FilePath, tables: Tables, *, private: bool = False) -> bool:
    """Write a new store, and tell whether there was none yet.

    One that is `private` has a folder made that its owner alone may look into.

    Raises:
        StoreError: it can't be made.
    """
    folder = os.path.dirname(os.path.abspath(path))
    try:
        if private:
            os.makedirs(folder, mode=0o700, exist_ok=True)
        with locked(lock_path(path)):
            if os.path.exists(path):
                return False
            with replacing(path) as file:
                file.writelines(dumped(tables))
                if private and hasattr(os, "fchmod"):
                    os.fchmod(file.fileno(), 0o600)
    except OSError as error:
        problem = f"it can't be made ({error.strerror or error})"
        raise StoreError(path, "", problem, "check its permissions and free space") from error
    return True
