"""What a search returns, and what anything that searches has to offer: values, and no machinery."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

EXACT: Final = 1.0
"""How well a word stands for itself."""
PREFIX: Final = 0.9
SYNONYM: Final = 0.85
"""How well another spelling of a name stands for it."""


class Matches(NamedTuple):
    """What a search found."""

    scores: Mapping[int, float]
    """A score, up to 1, for each row that matches."""
    meanings: Mapping[str, Sequence[tuple[int, float]]]
    """For each word that matched: the typed words it may stand for, by place, and how well."""


class Searcher(Protocol):
    """Finds statements by half-remembered words."""

    def search(self, text: str, cancelled: Callable[[], bool]) -> Matches:
        """Return what matches; nothing in particular once `cancelled()` is true."""
