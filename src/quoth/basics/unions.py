"""Things that were found to be one, each with those that it was joined with, directly or not."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

_Thing = TypeVar("_Thing", bound=Hashable)


class Unions(Generic[_Thing]):
    """Sets that only grow, each known by one of its members (R. Tarjan, 1975).

    A thing that was never joined with another is a set by itself.
    """

    def __init__(self) -> None:
        """Begin with each thing by itself."""
        self._leaders: dict[_Thing, _Thing] = {}

    def leader(self, one: _Thing) -> _Thing:
        """Return the member by which the set of one is known."""
        leaders = self._leaders
        while (above := leaders.get(one, one)) != one:
            leaders[one] = leaders.get(above, above)
            one = above
        return one

    def join(self, one: _Thing, other: _Thing) -> None:
        """Make the sets of two one set; the leader of the first stays."""
        left, right = self.leader(one), self.leader(other)
        if left != right:
            self._leaders[right] = left
