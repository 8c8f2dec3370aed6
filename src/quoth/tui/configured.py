"""The user's settings and what is remembered, for everything on the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textual.dom import DOMNode

from quoth.commands import KeyTable
from quoth.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from quoth.settings.remembered import RememberedFile
    from quoth.store.snapshot import Snapshot


class Picking(NamedTuple):
    """What the explorer is opened for, if it is to pick one statement."""

    text: str
    """The search to begin with."""
    take: Callable[[Snapshot, int], None]
    """Takes the statement in a row."""


class Configured:
    """An application that has settings."""

    settings: Settings = DEFAULTS
    table: KeyTable
    """The commands, with the keys that are in force."""
    memory: RememberedFile | None = None
    """What is remembered from run to run, if anything is to be."""
    picking: Picking | None = None


@cache
def _usual() -> KeyTable:
    """Return the commands with the keys that the table gives them."""
    return KeyTable()


def settings_of(node: DOMNode) -> Settings:
    """Return the settings of the application that something is on the screen of."""
    return node.app.settings if isinstance(node.app, Configured) else DEFAULTS


def table_of(node: DOMNode) -> KeyTable:
    """Return the commands of the application that something is on the screen of."""
    return node.app.table if isinstance(node.app, Configured) else _usual()


def told_keys(node: DOMNode, text: str) -> str:
    """Return a text that names commands, as in `{undo} takes it back`, with their keys."""
    return table_of(node).told(text)


def memory_of(node: DOMNode) -> RememberedFile | None:
    """Return what is remembered from run to run, if anything is to be."""
    return node.app.memory if isinstance(node.app, Configured) else None


def picking_of(node: DOMNode) -> Picking | None:
    """Return what the explorer was opened to pick, if it was."""
    return node.app.picking if isinstance(node.app, Configured) else None
