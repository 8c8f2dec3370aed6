"""The bundled sample, copied to a store of a person's own, to be edited there."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from quoth.basics.places import FilePath
from quoth.store.beginning import begin
from quoth.store.location import Location, sample_path
from quoth.store.parsing import Tables


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
    if os.path.lexists(path):
        return False
    return begin(path, _titled(title), private=private)


def _titled(title: str) -> Tables:
    """Return the tables of the sample, under another title."""
    tables: Tables = json.loads(Path(sample_path()).read_bytes())
    meta = {key: {**document, "title": title} for key, document in tables["meta"].items()}
    return {**tables, "meta": meta}
