"""The commands as Textual's bindings.

Textual binds the keys of the table, by the ids of the commands; where the settings say others it
puts those in their place, as the keymap of the application.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding

from quoth.commands import COMMANDS, Context, KeyTable

__all__ = ["Context", "bindings", "keymap"]


def bindings(*places: Context) -> list[Binding]:
    """Return Textual's bindings for the commands of some places.

    They have priority, so that each key is handled before the next is read: over a slow
    link several arrive at once, and those behind an Enter are meant for where it leads.
    """
    return [
        Binding(
            ",".join(command.keys),
            command.action or command.id,
            command.label,
            show=False,
            priority=True,
            id=command.id,
        )
        for command in COMMANDS
        if command.place in places
    ]


def keymap(table: KeyTable) -> Mapping[str, str]:
    """Return what Textual is to bind in place of the keys of the table, by commands' ids."""
    return {command: ",".join(keys) for command, keys in table.changed.items()}
