"""The shortest moves of the cursor."""

from __future__ import annotations

from functools import lru_cache

Place = tuple[int, int | None]
"""Row and column of the cursor; None for a column on which terminals may disagree."""


@lru_cache(maxsize=4096)
def way(cursor: Place | None, row: int, column: int) -> str:
    """Return the shortest way to a cell, from where the cursor is, if that is known."""
    place = f"{row + 1 if row else ''};{column + 1}" if column else f"{row + 1 if row else ''}"
    ways = [f"\x1b[{place}H"]
    if cursor is not None:
        down, here = row - cursor[0], cursor[1]
        if 0 <= down <= 3:
            ways.append("\r" + "\n" * down + _step(column, "C"))
        if here == column and down < 0:
            ways.append(_step(-down, "A"))
        elif here == column:
            ways.append(_step(down, "B"))
        elif here is not None and 0 <= down <= 1 and here > column:
            ways.append(
                _step(down, "B") + min("\b" * (here - column), _step(here - column, "D"), key=len)
            )
        elif here is not None and 0 <= down <= 1:
            ways.append(_step(down, "B") + _step(column - here, "C"))
    return min(ways, key=len)


def _step(cells: int, direction: str) -> str:
    """Return the move of some cells in a direction."""
    return f"\x1b[{cells if cells > 1 else ''}{direction}" if cells else ""
