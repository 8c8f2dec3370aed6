"""The colours: a dark theme and a light one, and both in high contrast."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

from quoth.tui.look.looks import CONTRAST
from quoth.tui.terminal.kinds import MANY, colours, colours_known

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
    Theme(
        name="quoth-contrast",
        primary="#7fd4ff",
        secondary="#cbbcff",
        accent="#ffd75f",
        warning="#ffd75f",
        error="#ffb0b0",
        success="#8cff8c",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#262626",
        dark=True,
        variables={CONTRAST: "high"},
    ),
    Theme(
        name="quoth-contrast-light",
        primary="#00367a",
        secondary="#4a1f8a",
        accent="#633600",
        warning="#633600",
        error="#8a0000",
        success="#0a470a",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#e0e0e0",
        dark=False,
        variables={CONTRAST: "high"},
    ),
)

TERMINAL_COLOURS: Final = "ansi-dark"


def default_theme(environment: Mapping[str, str], *wanted: str) -> str:
    """Return the theme for a terminal: its own 16 colours where it has no more, or wants none.

    Else the first of those that are wanted, if any is named.
    """
    if colours(environment, colours_known) < MANY:
        return TERMINAL_COLOURS
    return next(filter(None, wanted), THEMES[0].name)
