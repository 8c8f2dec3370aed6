"""Switching to another store: what the new screen takes over, and what it does first."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any, Final, NamedTuple

from textual.app import App
from textual.screen import Screen

from quoth.query.model import Query

_NUMBERS: Final = count(1)
"""Tell the modes of an application apart, one for each store that it opens."""


class Arrival(NamedTuple):
    """Where the user comes from another screen, and what they asked for there."""

    action: str = ""
    """The action of a command; nothing if only the store was to be opened."""
    query: Query = Query()
    statement: str = ""
    """The id of the statement under the cursor."""
    actor: str = ""
    """The id of the actor under the cursor."""
    pane: str = ""
    """The pane that had the keyboard."""
    said: str = ""
    """The message to show there first; neutral."""


def go_on_with(app: App[Any], make: Callable[[], Screen[None]]) -> None:
    """Show the screen of another store, in place of the one that is shown."""
    mode = f"store {next(_NUMBERS)}"
    app.add_mode(mode, make)
    app.switch_mode(mode)
