"""The colours: one dark theme and one light, beside Textual's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

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
)

TERMINAL_COLOURS: Final = "ansi-dark"


def default_theme(environment: Mapping[str, str]) -> str:
    """Return the theme for a terminal: its own 16 colours where it has no more, or wants none."""
    few = colours(environment, colours_known) < MANY
    return TERMINAL_COLOURS if few else THEMES[0].name
