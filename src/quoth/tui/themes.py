"""The colours: one dark theme and one light, beside Textual's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

THEMES: Final = (
    Theme(
        name="quoth-dark",
        primary="#7fb2e5",
        secondary="#9d8fd6",
        accent="#e8b65a",
        warning="#e8b65a",
        error="#e06c75",
        success="#8fc98a",
        foreground="#d9dbe0",
        background="#14161a",
        surface="#1a1d22",
        panel="#262a31",
        dark=True,
    ),
    Theme(
        name="quoth-light",
        primary="#1d5fa8",
        secondary="#6a4fb0",
        accent="#9a5b00",
        warning="#9a5b00",
        error="#b3261e",
        success="#2e7d32",
        foreground="#1e2227",
        background="#fbfaf7",
        surface="#f3f1ec",
        panel="#e4e1d9",
        dark=False,
    ),
)

TERMINAL_COLOURS: Final = "ansi-dark"
_FEW: Final = frozenset(
    {"ansi", "cygwin", "linux", "rxvt", "screen", "vt100", "vt220", "xterm", "xterm-16color",
     "xterm-color"}
)  # fmt: skip
"""Values of `TERM` that promise 16 colours at most."""


def default_theme(environment: Mapping[str, str], *wanted: str) -> str:
    """Return the theme for a terminal: its own 16 colours where it has no more, or wants none.

    Else the first of those that are wanted, if any is named.
    """
    few = environment.get("TERM", "") in _FEW and not environment.get("COLORTERM")
    if few or "NO_COLOR" in environment:
        return TERMINAL_COLOURS
    return next(filter(None, wanted), THEMES[0].name)
