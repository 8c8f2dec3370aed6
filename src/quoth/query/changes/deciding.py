"""Decides from intervals of days, and nothing else, whether an actor's position changed.

A date is an interval, so a change is certain only if every occasion of one position is before every
one of the other, wherever in its interval each was. Making a date more precise can turn "may have
changed" into a certain change or into none; it never moves a certain change out of the days between
which it lies. Nothing here knows which position is which: the two may be swapped.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import permutations
from math import comb, fsum
from operator import attrgetter
from typing import Final, NamedTuple

from quoth.basics.dates import EARLIEST, LATEST
from quoth.store.model import Position

_MOST_EXCEPTIONS: Final = 0.2
"""The part of all occasions that may be on the wrong side of a change."""
_FEWEST_BESIDE: Final = 2
"""Occasions that a change with exceptions needs on each side."""
_FEWEST_FOR_TEST: Final = 12
"""Occasions from which on a test says something."""
DIGITS: Final = 9
"""Decimals of sums of shares that are compared: beyond them sums of the same differ by chance."""


class ChangeVerdict(StrEnum):
    """How a position changed, the most certain first."""

    CHANGED = "changed"
    """Certainly."""
    EXCEPTIONS = "changed-with-exceptions"
    MAYBE = "may-have-changed"
    """It would be certain if some dates were known better."""
    WAVERING = "wavering"
    MIXED = "mixed"
    """Both positions, in an order that isn't known."""
    SAME = "same"


class PositionOccasion(NamedTuple):
    """One occasion on which an actor took a position: one utterance, in however many papers."""

    position: Position
    """Support or oppose."""
    first: int
    last: int
    """The days between which it was; `EARLIEST` and `LATEST` where that isn't known."""
    rows: tuple[int, ...] = ()
    """The statements that tell of it."""

    @property
    def is_bounded(self) -> bool:
        """Whether both of its ends are known."""
        return self.first != EARLIEST and self.last != LATEST

    @property
    def days(self) -> int:
        """How many days its interval has."""
        return self.last - self.first + 1

    def share_before(self, day: int) -> float:
        """Return which part of its interval lies before a day."""
        return min(max(day - self.first, 0), self.days) / self.days


class PositionChange(NamedTuple):
    """What became of a position."""

    verdict: ChangeVerdict
    before: Position | None = None
    after: Position | None = None
    """From what to what, where that is known."""
    between: tuple[int, int] | None = None
    """The days between which the change lies: the last of the one, the first of the other."""
    exceptions: float = 0.0
    """Occasions on the wrong side of it, those that may be on either by the share of their days."""
    to_find: tuple[PositionOccasion, ...] = ()
    """The occasions whose dates would make it certain, those that say the least first."""
    chance: float | None = None
    """How likely so clear a change is by chance (Fisher's exact test); only of 12 and more."""


def decide(occasions: Sequence[PositionOccasion]) -> PositionChange:
    """Return what became of a position, from the occasions on which it was taken."""
    sides = _sides(occasions)
    if len(sides) < 2:
        only = next(iter(sides), None)
        return PositionChange(ChangeVerdict.SAME, only, only)
    directions = [tuple(sides), tuple(reversed(sides))]
    for before, after in directions:
        last = max(one.last for one in sides[before])
        first = min(one.first for one in sides[after])
        if last < first:
            change = PositionChange(ChangeVerdict.CHANGED, before, after, (last, first))
            return change._replace(chance=_chance(occasions, before, first))
    possible = [(b, a) for b, a in directions if _is_possible(sides[b], sides[a])]
    if possible:
        found = [one for b, a in possible for one in _to_find(sides[b], sides[a])]
        to_find = tuple(sorted(set(found), key=_vagueness))
        change = PositionChange(ChangeVerdict.MAYBE, to_find=to_find)
        if len(possible) > 1:
            return change
        (way,) = possible
        return change._replace(before=way[0], after=way[1])
    return _with_exceptions(occasions) or PositionChange(
        ChangeVerdict.WAVERING if _alternates(occasions) else ChangeVerdict.MIXED
    )


def _sides(occasions: Iterable[PositionOccasion]) -> dict[Position, list[PositionOccasion]]:
    """Return the occasions of each position."""
    found: dict[Position, list[PositionOccasion]] = {}
    for one in occasions:
        found.setdefault(one.position, []).append(one)
    return found


def _is_possible(before: Sequence[PositionOccasion], after: Sequence[PositionOccasion]) -> bool:
    """Tell whether all occasions of one side may lie before all of the other."""
    return max(one.first for one in before) < min(one.last for one in after)


def _to_find(
    before: Sequence[PositionOccasion], after: Sequence[PositionOccasion]
) -> Iterator[PositionOccasion]:
    """Yield the occasions whose dates leave it open whether one side lies before the other."""
    first, last = min(one.first for one in after), max(one.last for one in before)
    yield from (one for one in before if one.last >= first and one.first != one.last)
    yield from (one for one in after if one.first <= last and one.first != one.last)


def _vagueness(one: PositionOccasion) -> tuple[int, int, tuple[int, ...]]:
    """Return by which occasions are listed whose dates are to be found: the vaguest first."""
    return one.first - one.last, one.first, one.rows


def _alternates(occasions: Sequence[PositionOccasion]) -> bool:
    """Tell whether a position certainly was taken, left, and taken again."""
    ends = {
        position: (min(one.last for one in some), max(one.first for one in some))
        for position, some in _sides(occasions).items()
    }
    return any(
        position is not between.position and first < between.first and between.last < last
        for between in occasions
        for position, (first, last) in ends.items()
    )


# -- With exceptions -------------------------------------------------------------------------------


def shares_before(occasions: Sequence[PositionOccasion], days: Sequence[int]) -> Iterator[float]:
    """Yield how much of some bounded occasions lies before each of ascending days, all together.

    Those that lie on both sides of a day are summed by how long they are: many are as long.
    """
    begun = deque(sorted(occasions, key=attrgetter("first")))
    ended = deque(sorted(occasions, key=attrgetter("last")))
    done = 0
    open_ones: Counter[int] = Counter()
    firsts: Counter[int] = Counter()
    for day in days:
        while begun and begun[0].first < day:
            one = begun.popleft()
            open_ones[one.days] += 1
            firsts[one.days] += one.first
        while ended and ended[0].last < day:
            one = ended.popleft()
            done += 1
            open_ones[one.days] -= 1
            firsts[one.days] -= one.first
            if not open_ones[one.days]:
                del open_ones[one.days], firsts[one.days]
        parts = ((many * day - firsts[length]) / length for length, many in open_ones.items())
        yield fsum((done, *parts))


def _with_exceptions(occasions: Sequence[PositionOccasion]) -> PositionChange | None:
    """Return the change that leaves the fewest occasions on the wrong side, if they are few."""
    known = [one for one in occasions if one.is_bounded]
    sides = _sides(known)
    days = sorted({day for one in known for day in (one.first, one.last + 1)})
    shares = {position: list(shares_before(some, days)) for position, some in sides.items()}
    found: list[tuple[float, Position, int]] = []
    for before, after in permutations(sides, 2):
        for day, early, gone in zip(days, shares[before], shares[after], strict=True):
            wrong = round(len(sides[before]) - early + gone, DIGITS)
            fewest = round(min(early, len(sides[after]) - gone), DIGITS)
            if fewest >= _FEWEST_BESIDE and wrong <= _MOST_EXCEPTIONS * len(known):
                found.append((wrong, before, day))
    if not found:
        return None
    least = min(wrong for wrong, _, _ in found)
    best = [(before, day) for wrong, before, day in found if wrong == least]
    if len({before for before, _ in best}) > 1:
        return None
    before = best[0][0]
    (after,) = sides.keys() - {before}
    lasts = [one.last for one in sides[before] if one.last < best[0][1]]
    firsts = [one.first for one in sides[after] if one.first >= best[-1][1]]
    between = max(lasts, default=best[0][1] - 1), min(firsts, default=best[-1][1])
    return PositionChange(
        ChangeVerdict.EXCEPTIONS, before, after, between, round(least, 3),
        chance=_chance(known, before, best[0][1]),
    )  # fmt: skip


def _chance(occasions: Sequence[PositionOccasion], before: Position, day: int) -> float | None:
    """Return how likely it is that chance alone parts positions at a day at least so well."""
    if len(occasions) < _FEWEST_FOR_TEST:
        return None
    early = [one for one in occasions if one.last < day]
    size, first = len(occasions), sum(one.position is before for one in occasions)
    hit = sum(one.position is before for one in early)
    ways = comb(size, len(early))
    most = min(first, len(early))
    return sum(
        comb(first, n) * comb(size - first, len(early) - n) for n in range(hit, most + 1)
    ) / ways  # fmt: skip


# -- Occasions -------------------------------------------------------------------------------------


def once(tellings: Iterable[PositionOccasion]) -> list[PositionOccasion]:
    """Return several papers' accounts of one utterance as the occasions that they can be of.

    What may have been on one day was one occasion, dated as well as the best of them says.
    """
    found: list[PositionOccasion] = []
    for one in sorted(tellings, key=lambda telling: (telling.last, -telling.first)):
        for place, other in enumerate(found):
            first, last = max(one.first, other.first), min(one.last, other.last)
            if one.position is other.position and first <= last:
                rows = (*other.rows, *one.rows)
                found[place] = PositionOccasion(one.position, first, last, rows)
                break
        else:
            found.append(one)
    return found
