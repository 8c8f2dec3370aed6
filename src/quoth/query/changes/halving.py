"""The occasions of a position before a day, and from it on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quoth.query.changes.deciding import DIGITS, PositionChange, PositionOccasion, shares_before

_HALF = 0.5


class PositionHalf(NamedTuple):
    """The occasions on one side of a day."""

    occasions: tuple[PositionOccasion, ...]
    unsure: frozenset[int]
    """The places of those that may be on the other side as well."""


class PositionHalves(NamedTuple):
    """What lies before a day, and from it on."""

    before: PositionHalf
    after: PositionHalf
    undated: int
    """Occasions on neither side, as one of their ends isn't known."""


def halves(occasions: Sequence[PositionOccasion], day: int) -> PositionHalves:
    """Return the occasions before a day and from it on; each is on one side alone.

    What may be on either side is where more of its days are.
    """
    sides: tuple[list[PositionOccasion], list[PositionOccasion]] = [], []
    unsure: tuple[list[int], list[int]] = [], []
    dated = [one for one in occasions if one.is_bounded]
    for one in dated:
        share = one.share_before(day)
        side = int(share <= _HALF)
        if 0 < share < 1:
            unsure[side].append(len(sides[side]))
        sides[side].append(one)
    before, after = (
        PositionHalf(tuple(some), frozenset(places))
        for some, places in zip(sides, unsure, strict=True)
    )
    return PositionHalves(before, after, len(occasions) - len(dated))


def days_between(occasions: Sequence[PositionOccasion]) -> list[int]:
    """Return the days at which a half gains an occasion, the earliest first."""
    return sorted({one.first for one in occasions if one.is_bounded})[1:]


def likeliest_day(occasions: Sequence[PositionOccasion], change: PositionChange) -> int | None:
    """Return the day at which a position changed, or best did; nothing where none parts them."""
    days = days_between(occasions)
    if change.between is not None and change.between[1] in days:
        return change.between[1]
    if not days:
        return None
    parted = _parted([one for one in occasions if one.is_bounded], days)
    return days[parted.index(max(parted))]


def _parted(dated: Sequence[PositionOccasion], days: Sequence[int]) -> list[float]:
    """Return how far apart the positions before each day and from it on are: 0 not at all."""
    sides: dict[str, list[PositionOccasion]] = {}
    for one in dated:
        sides.setdefault(one.position, []).append(one)
    shares = [[share / len(some) for share in shares_before(some, days)] for some in sides.values()]
    return [round(max(means) - min(means), DIGITS) for means in zip(*shares, strict=True)]
