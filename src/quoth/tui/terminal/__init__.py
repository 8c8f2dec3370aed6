"""What quoth knows of the terminal that it runs on, and how it leaves it.

- `kinds.py`: what a terminal can show, from its environment: pure functions;
- `signs.py`: what stands for the characters that it can't show;
- `driver.py`: the driver: what is asked of the terminal, what is read from it, and its loss;
- `pasting.py`, `chords.py`: what was pasted, and which keys were pressed, in what it sends;
- `leaving.py`: signals, and the end of the program, whatever state it is in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

# Only POSIX has a driver, and the questions before Textual is imported must not import it.
# ruff: noqa: PLC0415


def terminal_driver() -> type[Driver] | None:
    """Return the driver, or nothing if Textual should use its own."""
    from quoth.tui.frugal import frugal_driver

    if frugal_driver() is None:
        return None
    from quoth.tui.terminal.driver import TerminalDriver

    return TerminalDriver


def draws_cursor(driver: Driver | None) -> bool:
    """Tell whether a driver has the terminal show its own cursor."""
    if driver is None or terminal_driver() is None:
        return False
    from quoth.tui.terminal.driver import TerminalDriver

    return isinstance(driver, TerminalDriver)
