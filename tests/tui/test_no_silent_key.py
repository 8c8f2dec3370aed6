"""No key is silent: whatever is pressed where it is bound, something changes or is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from quoth.commands import COMMANDS, Command, Context, together
from quoth.query import Query
from quoth.store import Location
from quoth.tui.explorer.arrangement import ACTORS, DETAIL, STATEMENTS, TIMELINE
from quoth.tui.explorer.screen import ExplorerScreen
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from tests.tui.driving import Explorer, Opened

PANES: Final = {
    ACTORS: Context.ACTORS,
    STATEMENTS: Context.STATEMENTS,
    DETAIL: Context.DETAIL,
    TIMELINE: Context.TIMELINE,
}
STATES: Final = ("first", "last", "nothing")
_KEYS_OF_ALL: Final = frozenset({(STATEMENTS, "first"), (DETAIL, "first"), (ACTORS, "nothing")})
"""Where the keys that are bound everywhere are pressed as well."""
_SHOWS_THE_SAME: Final = frozenset({"repaint"})
_LEAVES: Final = frozenset({"leave", "leave_at_once", "suspend"})


def keys_of(place: Context) -> Iterator[tuple[Command, str]]:
    """Yield the keys that are bound in a place, each with its command."""
    places = together(place)
    for command in COMMANDS:
        if command.place in places and command.id not in _SHOWS_THE_SAME | _LEAVES:
            yield from ((command, key) for key in command.keys)


def seen(quoth: Explorer) -> tuple[object, ...]:
    """Return all that a person can tell a change by."""
    return quoth.text, quoth.app.screen, quoth.app.focused, quoth.app.cursor_position


async def begin(quoth: Explorer, pane: str, state: str) -> None:
    """Close what is open, and go to a pane in a state, with nothing said."""
    while not isinstance(quoth.app.screen, ExplorerScreen):
        quoth.app.screen.dismiss(None)
        await quoth.settle()
    explorer = quoth.app.screen
    query = Query("zzzz qqqq" if state == "nothing" else "")
    if explorer.query_now != query:
        explorer.change(query)
        await quoth.settle()
    explorer.go(pane)
    found = explorer.query_one(f"#{pane}")
    if isinstance(found, ListPane):
        found.cursor = len(found) - 1 if state == "last" else 0
    explorer._trail.cut(0)
    explorer.query_one(KeyBar).hush()
    await quoth.settle()


@pytest.mark.parametrize("pane", PANES)
@pytest.mark.parametrize("state", STATES)
async def test_a_key_changes_something_or_says_why_it_does_not(
    explorer: Opened, own: Location, pane: str, state: str
) -> None:
    silent = []
    async with explorer((80, 24), own) as quoth:
        for command, key in keys_of(PANES[pane]):
            is_own = command.place in (PANES[pane], Context.LISTS)
            if not is_own and (pane, state) not in _KEYS_OF_ALL:
                continue
            await begin(quoth, pane, state)
            before = seen(quoth)
            await quoth.press(key)
            if seen(quoth) == before:
                await quoth.settle()  # what a key has sent may arrive later on a busy machine
            if seen(quoth) == before:
                silent.append(f"{key} ({command.id})")
    assert silent == []
