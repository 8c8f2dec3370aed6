"""When the panes that count a result are bound to it: at once, or after a pause in typing.

Each letter of a search changes every count of the actors and of the timeline, which is more to send
than the statements it finds. The statements are what a person looks at while typing, so they and
their number are shown at once; the counts follow after a pause.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

REST = 0.3
"""Seconds without a letter that count as a pause in typing."""


class Facets:
    """Binds the latest answer, and never an earlier one."""

    def __init__(self, screen: Screen[None]) -> None:
        """Start with nothing to bind."""
        self._screen = screen
        self._timer: Timer | None = None
        self._bind: Callable[[], None] | None = None
        self.idle = threading.Event()
        """Set while nothing waits to be bound."""
        self.idle.set()

    def show(self, bind: Callable[[], None], *, typing: bool) -> None:
        """Bind at once, or when a while has passed in which nothing else came."""
        self._let_go()
        if typing and REST:
            self._bind = bind
            self.idle.clear()
            self._timer = self._screen.set_timer(REST, self.settle)
        else:
            bind()

    def settle(self) -> None:
        """Bind what waits, if anything does."""
        bind = self._bind
        self._let_go()
        if bind is not None:
            bind()

    def _let_go(self) -> None:
        """Let nothing wait any more."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._bind = None
        self.idle.set()
