"""Work that makes many objects, none of them garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let nobody look for garbage meanwhile.

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
    """Let nobody look for garbage in all that is there now, if many objects were made just now."""
    if made >= many:
        gc.freeze()
