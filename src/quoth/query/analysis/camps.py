"""Camps: the split of those who agree and disagree that leaves the least across and inside.

The line index of balance: F. Harary, "On the measurement of structural balance" (1959); P. Doreian
and A. Mrvar, "A partitioning approach to structural balance" (1996); normalised as in S. Aref and
M. C. Wilson, "Measuring partial balance in signed networks" (2018).
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import add, sub
from random import Random
from typing import Final, NamedTuple

_MOST_EXACT: Final = 16
"""Members of whom all splits in two are tried."""
_STARTS: Final = 12
"""Splits that a search begins with, of more."""
Weights = Sequence[Sequence[float]]
Improve = Callable[[Weights, list[int], int], float]
"""Moves members of a split, as `improve` does it."""


class Split(NamedTuple):
    """A split into camps."""

    camps: Sequence[Sequence[int]]
    """The members of each camp, by place; members without a tie are left out."""
    frustration: float
    """The weight of what is against each other in a camp, and of what agrees across camps."""
    weight: float
    """The weight of all ties, whatever their sign."""
    is_exact: bool
    """Whether all splits were tried."""

    @property
    def balance(self) -> float:
        """1 if every tie fits the camps, 0 if they fit no better than chance."""
        return 1 - 2 * self.frustration / self.weight if self.weight else 1.0


def improve(weights: Weights, sides: list[int], number: int) -> float:
    """Move members to the camp that they agree with most, until no move is an improvement.

    Returns how much all agree with their camps; each tie is counted from both ends.
    """
    pulls: list[Sequence[float]] = [[0.0] * len(weights) for _ in range(number)]
    for side, line in zip(sides, weights, strict=True):
        pulls[side] = [*map(add, pulls[side], line)]
    moved = True
    while moved:
        moved = False
        for one, before in enumerate(sides):
            own = [pull[one] for pull in pulls]
            most = max(own)
            if most <= own[before]:
                continue
            best = own.index(most)
            moved, sides[one] = True, best
            pulls[before] = [*map(sub, pulls[before], weights[one])]
            pulls[best] = [*map(add, pulls[best], weights[one])]
    return sum(pulls[side][one] for one, side in enumerate(sides))


def split(weights: Weights, number: int = 2, improving: Improve = improve) -> Split:
    """Return the split into at most so many camps that leaves the least frustration.

    Of up to 16 in two camps all splits are tried; of more, the best is taken that several searches
    find, each of which moves one member at a time. The same weights give the same split.
    """
    tied = [
        place for place, line in enumerate(weights)
        if any(value for other, value in enumerate(line) if other != place)
    ]  # fmt: skip
    among = [[*map(weights[one].__getitem__, tied)] for one in tied]
    for place, own in enumerate(among):
        own[place] = 0
    is_exact = number == 2 and len(tied) <= _MOST_EXACT
    sides = _exact(among) if is_exact else _searched(among, number, improving)
    camps: list[list[int]] = [[] for _ in range(number)]
    for place, side in zip(tied, sides, strict=True):
        camps[side].append(place)
    kept = sorted(filter(None, camps))
    return Split(kept, frustration(among, sides), _weight(among), is_exact or number == 1)


def frustration(weights: Weights, sides: Sequence[int]) -> float:
    """Return the weight of the ties that are the wrong ones in a split."""
    total = 0.0
    for one, (own, line) in enumerate(zip(sides, weights, strict=True)):
        wrong = [value for value, side in zip(line[:one], sides, strict=False)
                 if value and (value < 0) == (own == side)]  # fmt: skip
        for value in wrong:
            total += abs(value)
    return total


def _weight(weights: Weights) -> float:
    """Return the weight of all ties."""
    return sum(map(abs, chain.from_iterable(line[:one] for one, line in enumerate(weights))))


def _exact(weights: Weights) -> list[int]:
    """Return the best split in two, the first that there is: each differs from the last by one.

    The first member stays where it is. What is within a camp is to be as much as possible.
    """
    size = len(weights)
    signs = [1] * size
    current = best = 0.0
    kept = [0] * size
    pulls = [sum(line) for line in weights]
    for step in range(1, 1 << max(size - 1, 0)):
        moved = (step & -step).bit_length()
        sign = signs[moved]
        current -= 2 * sign * pulls[moved]
        signs[moved] = -sign
        for other, value in enumerate(weights[moved]):
            pulls[other] -= 2 * sign * value
        if current > best:
            best, kept = current, [int(one < 0) for one in signs]
    return kept


def _searched(weights: Weights, number: int, improving: Improve) -> list[int]:
    """Return the best split that several searches find."""
    best: list[int] = [0] * len(weights)
    most = sum(map(sum, weights))
    for sides in _starts(len(weights), number):
        # The more there is within camps, the less is frustrated.
        found = improving(weights, sides, number)
        if found > most:
            best, most = sides, found
    return best


def _starts(size: int, number: int) -> Iterator[list[int]]:
    """Yield splits to begin with: all in one camp, then others, the same each time."""
    yield [0] * size
    for place in range(_STARTS):
        yield [*_drawn(place, size, number)]


@lru_cache(maxsize=4 * _STARTS)
def _drawn(place: int, size: int, number: int) -> Sequence[int]:
    """Return a split that was drawn: many tables, those of windows, are as large as each other."""
    chance = Random(place)  # noqa: S311  # nothing is kept secret
    return [chance.randrange(number) for _ in range(size)]
