"""The bundled sample, copied to a store of a person's own, to be edited there."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from quoth.basics.places import FilePath
from quoth.store.dumping import dumped
from quoth.store.errors import StoreError
from quoth.store.file import lock_path
from quoth.store.location import Location, sample_path
from quoth.store.locking import locked
from quoth.store.parsing import Tables
from quoth.store.replacing import replacing


def is_sample(location: Location) -> bool:
    """Tell whether a store is the bundled sample, which stays as it is."""
    with suppress(OSError, ValueError):
        return Path(location.path).samefile(sample_path())
    return False


def copy_sample(path: FilePath, title: str, *, private: bool = False) -> bool:
    """Copy the sample under a title of its own, and tell whether nothing was in its place yet.

    A copy that is `private` has a folder made that its owner alone may look into.

    Raises:
        StoreError: it can't be written.
    """
    folder = os.path.dirname(os.path.abspath(path))
    try:
        if private:
            os.makedirs(folder, mode=0o700, exist_ok=True)
        with locked(lock_path(path)):
            if os.path.lexists(path):
                return False
            with replacing(path) as made:
                made.writelines(dumped(_titled(title)))
                if private and hasattr(os, "fchmod"):
                    os.fchmod(made.fileno(), 0o600)
    except OSError as error:
        problem = f"it can't be made ({error.strerror or error})"
        raise StoreError(path, "", problem, "see who may write there, and for room") from error
    return True


def _titled(title: str) -> Tables:
    """Return the tables of the sample, under another title."""
    tables: Tables = json.loads(Path(sample_path()).read_bytes())
    meta = {key: {**document, "title": title} for key, document in tables["meta"].items()}
    return {**tables, "meta": meta}
