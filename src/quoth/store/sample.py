"""The bundled samples, copied to a store of a person's own, to be edited there."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from quoth.basics.places import FilePath
from quoth.store.beginning import begin
from quoth.store.location import SAMPLES, sample_path
from quoth.store.parsing import Tables


def is_sample(path: FilePath) -> bool:
    """Tell whether a file is a bundled sample, which stays as it is."""
    with suppress(OSError, ValueError):
        return any(Path(path).samefile(sample_path(name)) for name in SAMPLES)
    return False


def copy_sample(path: FilePath, title: str, sample: FilePath, *, private: bool = False) -> bool:
    """Copy a sample under a title of its own, and tell whether nothing was in its place yet.

    A copy that is `private` has a folder made that its owner alone may look into.

    Raises:
        StoreError: it can't be written.
    """
    if os.path.lexists(path):
        return False
    return begin(path, _titled(sample, title), private=private)


def _titled(sample: FilePath, title: str) -> Tables:
    """Return the tables of a sample, under another title."""
    tables: Tables = json.loads(Path(sample).read_bytes())
    meta = {key: {**document, "title": title} for key, document in tables["meta"].items()}
    return {**tables, "meta": meta}
