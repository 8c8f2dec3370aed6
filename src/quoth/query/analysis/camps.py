"""Camps: the split of those who agree and disagree that leaves the least across and inside.

The line index of balance: F. Harary, "On the measurement of structural balance" (1959); P. Doreian
and A. Mrvar, "A partitioning approach to structural balance" (1996); normalised as in S. Aref and
M. C. Wilson, "Measuring partial balance in signed networks" (2018).
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, compress, islice
from operator import add, not_, sub
from random import Random
from typing import Final, NamedTuple

_MOST_EXACT: Final = 16
"""Members of whom all splits in two are tried."""
_STARTS: Final = 12
"""Splits that a search begins with, of more."""
Weights = Sequence[Sequence[float]]
Divided = tuple[Weights, list[int]]
"""How much each two of some members agree, and in which camp each is."""
Improve = Callable[[Sequence[Divided], int], Sequence[float]]
"""Moves members of some splits, each by itself, as `improve` does it."""


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


def improve_each(splits: Sequence[Divided], number: int) -> Sequence[float]:
    """Move members of some splits, and return how much all of each agree with their camps."""
    return [improve(weights, sides, number) for weights, sides in splits]


def split(weights: Weights, number: int = 2, improving: Improve = improve_each) -> Split:
    """Return the split into at most so many camps that leaves the least frustration.

    Of up to 16 in two camps all splits are tried; of more, the best is taken that several searches
    find, each of which moves one member at a time. The same weights give the same split.
    """
    return splits([weights], number, improving)[0]


def splits(
    tables: Sequence[Weights], number: int = 2, improving: Improve = improve_each
) -> list[Split]:
    """Return the split of each of some tables of weights, as `split` does it."""
    tied = [*map(_tied, tables)]
    among = [_among(weights, members) for weights, members in zip(tables, tied, strict=True)]
    is_few = [number == 2 and len(members) <= _MOST_EXACT for members in tied]
    searched = _searched([*compress(among, map(not_, is_few))], number, improving)
    found = []
    for members, own, few in zip(tied, among, is_few, strict=True):
        sides = _exact(own) if few else next(searched)
        camps: list[list[int]] = [[] for _ in range(number)]
        for place, side in zip(members, sides, strict=True):
            camps[side].append(place)
        kept = sorted(filter(None, camps))
        found.append(Split(kept, frustration(own, sides), _weight(own), few or number == 1))
    return found


def _tied(weights: Weights) -> list[int]:
    """Return the members that have a tie with another."""
    return [
        place for place, line in enumerate(weights)
        if any(value for other, value in enumerate(line) if other != place)
    ]  # fmt: skip


def _among(weights: Weights, members: Sequence[int]) -> list[list[float]]:
    """Return the weights of the ties of some members with each other, none with itself."""
    among = [[*map(weights[one].__getitem__, members)] for one in members]
    for place, own in enumerate(among):
        own[place] = 0
    return among


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


def _searched(tables: Sequence[Weights], number: int, improving: Improve) -> Iterator[list[int]]:
    """Yield the best split of each table of weights that several searches find."""
    begun = [(weights, sides) for weights in tables for sides in _starts(len(weights), number)]
    found = zip(improving(begun, number), begun, strict=True)
    for weights in tables:
        best: list[int] = [0] * len(weights)
        most = sum(map(sum, weights))
        # The more there is within camps, the less is frustrated.
        for reached, (_, sides) in islice(found, 1 + _STARTS):
            if reached > most:
                best, most = sides, reached
        yield best


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
