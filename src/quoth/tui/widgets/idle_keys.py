"""Why a key does nothing: the messages of all screens and dialogs, in one place.

quoth's own commands say themselves why they can't act. What is left are the keys that nothing
takes, and those by which Textual edits a text: both arrive here, after everything that could have
acted on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from textual.app import App
from textual.events import Key
from textual.widgets import Input, TextArea

from quoth.basics.keys import key_name
from quoth.tui.commands import Context
from quoth.tui.configured import table_of
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.messages import Said

if TYPE_CHECKING:
    from textual.widget import Widget

_PANES: Final[Mapping[Context, tuple[str, str]]] = {
    Context.ACTORS: ("in the actors", "actors"),
    Context.STATEMENTS: ("in the statements", "statements"),
    Context.DETAIL: ("in an open statement", "read"),
    Context.TIMELINE: ("in the timeline", "timeline"),
}
"""The name of a pane in which a key works, and the command that leads to it."""
_TO_THE_BEGINNING: Final = ("left", "up", "home", "start")
_TO_THE_END: Final = ("right", "down", "end")
_OTHER_REASONS: Final[Mapping[str, str]] = {
    "cut": "nothing is selected",
    "copy": "nothing is selected",
    "paste": "there is nothing to paste",
    "undo": "there is nothing to undo",
    "redo": "there is nothing to redo",
    "select": "there is nothing to select",
}
"""Why an action of Textual's changes nothing, by what its name begins with."""


def tell_of(app: App[Any], event: Key) -> None:
    """Say why a key changes nothing, once it is seen that it doesn't.

    Args:
        app: the application, on whose screen it is said.
        event: a key that neither quoth nor the widget that has the keyboard has taken.
    """
    bound = app.screen.active_bindings.get(event.key)
    if bound is None or bound.binding.action.startswith("screen."):
        app.screen.post_message(Said(why_unbound(app, event.key)))
        return
    before, reason = _seen(app), why_unchanged(event.key, bound.binding.action)
    has_copied = bound.binding.action == "copy" and not _is_empty(app.focused)

    def look_again() -> None:
        if _seen(app) == before:
            app.screen.post_message(Said("Copied." if has_copied else reason))

    app.call_after_refresh(look_again)


def why_unbound(app: App[Any], key: str) -> str:
    """Return the message about a key that has no meaning here; it may have one in another pane."""
    table, name = table_of(app.screen), key_name(key)
    bars = app.screen.query(KeyBar)
    here = bars.first().place if bars else None
    if here in _PANES:
        for command in table.of(*_PANES):
            if key in command.keys and command.place in _PANES:
                where, leading = _PANES[command.place]
                return f"{name} ({command.label}) works {where}: {table.key(leading)} goes there."
    if here in _PANES or here is Context.GREETING:
        return f"{name} does nothing here; {table.key('help')} shows every key."
    return f"{name} does nothing here."


def why_unchanged(key: str, action: str) -> str:
    """Return the message about one of Textual's keys that edits text and changed nothing."""
    name, action = key_name(key), action.removeprefix("cursor_").removeprefix("delete_")
    for begins, reason in _OTHER_REASONS.items():
        if action.startswith(begins):
            return f"{name}: {reason}."
    if any(part in action for part in _TO_THE_BEGINNING):
        return f"{name}: the text begins here."
    if any(part in action for part in _TO_THE_END):
        return f"{name}: the text ends here."
    return f"{name} changes nothing here."


def _seen(app: App[Any]) -> tuple[object, ...]:
    """Return what such a key can change."""
    at = app.focused
    held = (at.text if isinstance(at, TextArea) else at.value if isinstance(at, Input) else None,)
    selected = (at.selection,) if isinstance(at, Input | TextArea) else ()
    around = at.ancestors_with_self if at is not None else ()
    scrolled = tuple(getattr(node, "scroll_offset", None) for node in around)
    return (app.screen, at, held, selected, scrolled)


def _is_empty(at: Widget | None) -> bool:
    """Tell whether nothing is selected in what has the keyboard."""
    return not isinstance(at, Input | TextArea) or at.selection.is_empty
