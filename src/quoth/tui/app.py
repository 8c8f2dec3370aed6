"""The application: colours, the backstop, and one screen."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.filter import LineFilter

from quoth.commands import Table
from quoth.segment.layout import Damaged
from quoth.settings import DEFAULTS, Settings
from quoth.settings.model import THEMES as THEME_NAMES
from quoth.store import Location, StoreError
from quoth.tui.backstop import Backstop
from quoth.tui.commands import Place, bindings, keymap
from quoth.tui.configured import Configured, Picking
from quoth.tui.frugal import forget_shown, frugal_driver
from quoth.tui.screens.explorer import ExplorerScreen
from quoth.tui.themes import THEMES, default_theme

if TYPE_CHECKING:
    from rich.console import RenderableType

    from quoth.remembered import Memory

_INTERRUPTED = 130
_OF_TERMINAL = "ansi-"
"""Begins the names of the themes that have the terminal's own colours."""


class QuothApp(App[StoreError], Configured, inherit_bindings=False):
    """The explorer of one store."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.ALWAYS)]
    CSS_PATH = "styles/quoth.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "quoth"

    def __init__(
        self,
        location: Location,
        settings: Settings = DEFAULTS,
        table: Table | None = None,
        memory: Memory | None = None,
        picking: Picking | None = None,
    ) -> None:
        """Name the store; take what a person has set, what is remembered, and what it is for."""
        self.settings = settings
        self.table = table or Table()
        self.memory = memory
        self.picking = picking
        remembered = memory.theme if memory is not None and not settings.theme else ""
        known = remembered if remembered in THEME_NAMES else ""
        theme = default_theme(os.environ, settings.theme, known)
        self._theme_at_first = theme
        super().__init__(
            driver_class=frugal_driver(),
            ansi_color=True if theme.startswith(_OF_TERMINAL) else None,
        )
        self._location = location
        self._backstop = Backstop()
        for own in THEMES:
            self.register_theme(own)
        # Set as a change it would have the style sheet read twice before the first paint.
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.animation_level = "none"
        self.set_keymap(keymap(self.table))

    def on_mount(self) -> None:
        """Draw anew after a pause: the terminal comes back empty, and Textual doesn't."""
        self.app_resume_signal.subscribe(self, lambda _: self.action_repaint())

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top; the explorer below all others stays.

        Keys that arrive together, as over a slow link, may close Textual's palette twice.
        """
        if len(self.screen_stack) <= 1:
            return AwaitComplete()
        return super().pop_screen()

    def get_default_screen(self) -> ExplorerScreen:
        """Return the one screen."""
        return ExplorerScreen(self._location)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters of every finished line, the backstop last."""
        return [*super().get_line_filters(), self._backstop]

    def _handle_exception(self, error: Exception) -> None:
        """Leave with one line where the store, or what is kept of it, changed under the explorer.

        Rows are read as they are painted, so that this may come from anywhere; Textual has no
        other place to catch it.
        """
        if isinstance(error, Damaged):
            error = StoreError(
                self._location.path, "", "what quoth kept of it was damaged", "open it again"
            )
        if isinstance(error, StoreError):
            self.exit(error, return_code=3)
        else:
            super()._handle_exception(error)

    def action_leave_at_once(self) -> None:
        """Leave, from wherever; who is to pick a statement has interrupted whoever waits for it."""
        self.exit(return_code=_INTERRUPTED if self.picking else 0)

    def exit(
        self,
        result: StoreError | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Leave, and remember from where."""
        if result is None:
            self._remember()
        super().exit(result, return_code, message)

    def _remember(self) -> None:
        """Remember where a person is, and the colours if they chose others."""
        if self.memory is None or self.picking is not None:
            return
        chosen = self.theme if self.theme != self._theme_at_first else ""
        for screen in self.screen_stack:
            if isinstance(screen, ExplorerScreen):
                self.memory.leave(screen.store_left, screen.position, chosen)

    def action_repaint(self) -> None:
        """Draw the whole screen again."""
        forget_shown(self._driver)
        self.refresh(layout=True)
