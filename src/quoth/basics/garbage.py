"""Work that makes many objects, none of them garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SELDOM: Final = 500
"""How many smaller collections come before one of all objects; usually it is 10."""


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


def look_through_all_seldom() -> None:
    """Have the collector look through all objects seldom by itself, for programs that do so."""
    gc.set_threshold(*gc.get_threshold()[:2], _SELDOM)


def look_through_all() -> None:
    """Look through all objects for garbage, unless that is paused."""
    if gc.isenabled():
        gc.collect()
