"""The bundled sample, copied to a person's own store, to be edited there."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from quoth.store.file import lock_path
from quoth.store.location import Location, own_path, sample_path
from quoth.store.locking import locked
from quoth.store.replacing import replacing


def is_sample(location: Location) -> bool:
    """Tell whether a store is the bundled sample, which stays as it is."""
    with suppress(OSError, ValueError):
        return Path(location.path).samefile(sample_path())
    return False


def copy_sample() -> Path:
    """Copy the sample to where a person's own store is, and return that; never over another.

    Raises:
        OSError: it can't be written.
        FileExistsError: there is a store already.
    """
    own = Path(own_path())
    own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(lock_path(own)):
        if own.exists():
            raise FileExistsError(own)
        with replacing(own) as made:
            made.write(Path(sample_path()).read_bytes())
            if hasattr(os, "fchmod"):
                os.fchmod(made.fileno(), 0o600)
    return own
