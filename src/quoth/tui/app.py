"""The application: colours, the backstop, and one screen."""

from __future__ import annotations

import os
from collections.abc import Sequence

from textual.app import App
from textual.filter import LineFilter

from quoth.store import Location, StoreError
from quoth.tui.backstop import Backstop
from quoth.tui.screens.explorer import ExplorerScreen
from quoth.tui.themes import THEMES, default_theme


class QuothApp(App[StoreError], inherit_bindings=False):
    """The explorer of one store."""

    CSS_PATH = "styles/quoth.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "quoth"

    def __init__(self, location: Location) -> None:
        """Name the store."""
        without_colours = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if without_colours else None)
        self._location = location
        self._backstop = Backstop()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = default_theme(os.environ)
        self.animation_level = "none"

    def get_default_screen(self) -> ExplorerScreen:
        """Return the one screen."""
        return ExplorerScreen(self._location)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters of every finished line, the backstop last."""
        return [*super().get_line_filters(), self._backstop]
