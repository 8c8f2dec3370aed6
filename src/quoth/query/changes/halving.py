"""The occasions of a position before a day, and from it on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quoth.query.changes.deciding import PositionChange, PositionOccasion

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
    if change.between is not None and change.between[1] in days_between(occasions):
        return change.between[1]
    days = days_between(occasions)
    return max(days, key=lambda day: _parted(occasions, day)) if days else None


def _parted(occasions: Sequence[PositionOccasion], day: int) -> float:
    """Return how far apart the positions before a day and from it on are: 0 not at all."""
    dated = [one for one in occasions if one.is_bounded]
    shares: dict[str, list[float]] = {}
    for one in dated:
        shares.setdefault(one.position, []).append(one.share_before(day))
    means = [sum(some) / len(some) for some in shares.values()]
    return max(means) - min(means)
