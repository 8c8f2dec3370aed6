"""Work that makes many objects, none of them garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause garbage collection for a block.

    To look through millions of objects stops all threads for as long as that takes.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def let_stay(made: int, many: int = 5_000) -> None:
    """Exempt the objects that exist now from garbage collection, if many were made just now."""
    if made >= many:
        gc.freeze()
