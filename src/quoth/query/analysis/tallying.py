"""What counts rows best: numpy, where it is installed and worth its start."""

from __future__ import annotations

from quoth.query.analysis import arrays
from quoth.query.analysis.arrays import PlainTallying, Tallying


def tallying(size: int) -> Tallying:
    """Return what counts best for so many rows: numpy, if it is installed and they are many."""
    if size >= arrays.MANY:
        try:
            from quoth.query.analysis.arrays_numpy import ArrayTallying  # noqa: PLC0415
        except ImportError:  # it is an extra
            return PlainTallying()
        return ArrayTallying()
    return PlainTallying()
