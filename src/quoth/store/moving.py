"""What became of records since a segment was made of them, and where the others stand now."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from quoth.store.parsing import Document


class Shifts:
    """By how many bytes each place of a file was moved: alike from one break up to the next."""

    def __init__(self, breaks: Sequence[int] = (), shifts: Sequence[int] = (0,)) -> None:
        """Take the breaks, ascending, and the shifts before, between and after them."""
        self.breaks = breaks
        self.shifts = shifts

    def moved(self, place: int) -> int:
        """Return where something stands now that stood in a place, and was not replaced itself."""
        return place + self.shifts[bisect_right(self.breaks, place)]

    def then(self, later: "Shifts") -> "Shifts":
        """Return what both moves come to, one after the other."""
        if not self.breaks or not later.breaks:
            return later if not self.breaks else self
        starts = [0, *map(self.moved, self.breaks)]
        breaks = sorted({*self.breaks, *(self._before(place, starts) for place in later.breaks)})
        shifts = [later.moved(self.moved(0))]
        shifts += [later.moved(self.moved(place)) - place for place in breaks]
        return Shifts(breaks, shifts)

    def _before(self, place: int, starts: Sequence[int]) -> int:
        """Return the first place that is moved to one, or beyond it.

        `starts` are the first place of all and the breaks, as they are moved.
        """
        which = bisect_right(starts, place) - 1
        found = place - self.shifts[which]
        return min(found, self.breaks[which]) if which < len(self.breaks) else found


class TableChanges(NamedTuple):
    """What became of some records of a table since its part was made."""

    by_number: Mapping[int, Document | None] = {}
    """The records that are others now; nothing for those that were deleted."""
    added: Sequence[Document] = ()
    spans: Mapping[int, tuple[int, int]] = {}
    """Where those stand in the store's file, by number: the first byte, and how many; if known."""


UNCHANGED: Final = TableChanges()
