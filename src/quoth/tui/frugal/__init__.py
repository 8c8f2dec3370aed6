"""A Textual driver that sends a terminal only what changed.

Textual sends every dirty region whole, the cells that stay as they were among them. The driver
here keeps a copy of what the terminal shows, reads each frame that Textual writes, and sends the
cells that differ. It knows nothing of quoth, and needs nothing but Textual and Rich:

    App(driver_class=frugal_driver())

- `looks.py`: how a cell looks, and the shortest change from one look to another;
- `frames.py`: from the text that Textual writes to stretches of cells;
- `screen.py`: the copy of what the terminal shows;
- `pieces.py`: what has to be written so that a row shows what it should;
- `shifting.py`: rows that only moved, which a terminal can move by itself;
- `moves.py`, `writing.py`: the fewest bytes that write pieces, in a good order;
- `painting.py`: a frame laid over the copy, and what has to be sent;
- `driver.py`: the driver, in Textual's own driver's place.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def frugal_driver() -> type[Driver] | None:
    """Return the driver, or nothing if Textual should use its own.

    That is on Windows, and where `TEXTUAL_DRIVER` names one, as a server of web pages does. A
    program without a terminal and one inside the lines of a shell have drivers of their own, for
    which Textual doesn't ask.
    """
    from textual import constants  # noqa: PLC0415  # who draws nothing waits for nothing

    if sys.platform == "win32" or constants.DRIVER is not None:
        return None
    from quoth.tui.frugal.driver import FrugalDriver  # noqa: PLC0415  # only POSIX has it

    return FrugalDriver


def forget_shown(driver: Driver | None) -> None:
    """Make a frugal driver send the next frame whole; other drivers do so anyway."""
    if driver is not None and frugal_driver() is not None:
        from quoth.tui.frugal.driver import FrugalDriver  # noqa: PLC0415  # as above

        if isinstance(driver, FrugalDriver):
            driver.forget()
