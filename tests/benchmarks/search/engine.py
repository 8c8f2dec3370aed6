"""What every engine of the benchmark can do, and what it is told of where it works."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, Protocol

WANTED: Final = 10
"""How many statements a search is asked for."""

Texts = Sequence[tuple[str, str]]
"""The id and the quote of each statement."""


class Place(NamedTuple):
    """Where an engine finds the store and keeps what it builds."""

    store: Path
    """The store's file, for engines that read it themselves."""
    folder: Path
    """A folder of the engine's own, empty before it builds."""


class Engine(Protocol):
    """Something that finds statements by what a person remembers of them."""

    def build(self, statements: Texts) -> None:
        """Make whatever searching needs, and keep in the folder what can be kept."""

    def open(self, statements: Texts) -> None:
        """Get ready to search by what another process built; what wasn't kept is built again."""

    def search(self, text: str) -> list[str]:
        """Return the ids of the statements that match, the best first, `WANTED` at most."""

    def index_bytes(self) -> int:
        """Return how much is kept on disk besides the store; 0 where nothing is."""


def folder_bytes(folder: Path) -> int:
    """Return how large all files in a folder are together."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
