"""What the explorer remembers from run to run, so that it opens as it was left: one small file.

It holds the colours chosen last, the layout of the panes, the stores opened last, and for each of
them the id of the statement under the cursor, but none of its text. It isn't data: a file that
can't be read or written is silently ignored.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from quoth.basics import files
from quoth.basics.places import FilePath, state_folder
from quoth.basics.state_file import LARGEST, begin_folder, key_of, locked, replace

MOST_STORES: Final = 50
"""Stores that are remembered, the latest."""
_WIDEST: Final = 1_000
"""Columns by which a pane may differ from what is usual."""
_LONGEST: Final = 4_096
"""Characters of anything that is remembered."""


class LastPlace(NamedTuple):
    """Where in a store the user was."""

    statement: str
    """The id of the statement under the cursor."""
    pane: str
    """The pane that had the keyboard."""


def default_path() -> Path:
    """Return where it is kept: in the platform's state directory."""
    return Path(state_folder(), "explorer.json")


class RememberedFile:
    """What is remembered in a file, which other processes may use as well."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is read when it is asked for."""
        self._path = path

    @property
    def theme(self) -> str:
        """The colours that were chosen last; nothing if none ever were."""
        return _text(self._read().get("theme"))

    @property
    def stores(self) -> list[str]:
        """The stores that were opened, the latest first."""
        return list(_positions(self._read()))

    def position(self, store: FilePath) -> LastPlace | None:
        """Return where in a store the user was last, if that is known."""
        found = _positions(self._read()).get(key_of(store))
        return found if found is not None and found.statement else None

    @property
    def panes(self) -> dict[str, int]:
        """How the panes were wanted, by their names: columns more than usual, or 1 and 0."""
        table = self._read().get("panes")
        found = table.items() if isinstance(table, dict) else ()
        return {
            name: number
            for name, number in found
            if isinstance(number, int) and abs(number) <= _WIDEST
        }

    def leave(
        self,
        store: FilePath | None,
        position: LastPlace | None,
        theme: str = "",
        panes: Mapping[str, int] | None = None,
    ) -> None:
        """Remember where in a store the user is, the colours if they chose others, and the panes.

        Without `panes`, the remembered panes are kept.
        """
        with contextlib.suppress(OSError):
            begin_folder(self._path)
            with locked(self._path):
                before = self._read()
                after = dict(before)
                if theme:
                    after["theme"] = theme
                if panes or (panes is not None and "panes" in before):
                    after["panes"] = dict(panes)
                if store is not None:
                    after["stores"] = _latest_first(_positions(before), key_of(store), position)
                if json.dumps(after) != json.dumps(before):
                    replace(self._path, after)

    def _read(self) -> dict[str, object]:
        """Return what the file holds; nothing where it can't be read."""
        try:
            contents: object = json.loads(files.whole(self._path, LARGEST))
        except (OSError, ValueError, RecursionError):
            return {}
        return dict(contents) if isinstance(contents, dict) else {}


def _positions(contents: dict[str, object]) -> dict[str, LastPlace]:
    """Return where the user was, by store, as far as the file says so."""
    table = contents.get("stores")
    if not isinstance(table, dict):
        return {}
    return {
        name: LastPlace(_text(at.get("statement")), _text(at.get("pane")))
        for name, at in table.items()
        if isinstance(at, dict)
    }


def _latest_first(
    known: dict[str, LastPlace], store: str, position: LastPlace | None
) -> dict[str, dict[str, str]]:
    """Return the positions as they are written, one store first, with its position if known."""
    here = position or known.get(store) or LastPlace("", "")
    others = {name: at for name, at in known.items() if name != store}
    latest = list({store: here, **others}.items())[:MOST_STORES]
    return {name: {"statement": at.statement, "pane": at.pane} for name, at in latest}


def _text(value: object) -> str:
    """Return a text that may be one of ours, else none."""
    return value if isinstance(value, str) and len(value) <= _LONGEST else ""
