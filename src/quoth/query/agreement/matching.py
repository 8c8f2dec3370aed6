"""Which units of several coders are of one place: those that share half of what they cover."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from math import ceil
from operator import itemgetter
from typing import Final

from quoth.query.agreement.units import CodedSource, CodedUnit, UnitGroup

Span = tuple[int, int]
LEAST_SHARED: Final = 0.5
"""The intersection of two units divided by their union, from which on they may be the same."""


def matched(source: CodedSource) -> list[UnitGroup]:
    """Return the units of a source in groups, each with at most one unit of each coder.

    The two that overlap most come together first. Units whose places aren't known are matched by
    their words. A group stands where its first unit does.
    """
    units = in_order(source.units)
    return [UnitGroup(source, tuple(units[place] for place in places)) for places in grouped(units)]


def grouped(units: Sequence[CodedUnit]) -> list[list[int]]:
    """Return which units of a source are of one place, by their numbers, as `matched` does.

    Args:
        units: Those of one source, as `in_order` returns them.

    Returns:
        The numbers of each group in the order of its coders' names; groups by their first unit.
    """
    # What is as near goes by where it stands and what it says, and not by the order of coders.
    pairs = sorted([*_overlapping(units), *_alike(units)])
    coders = [unit.coder for unit in units]
    bits = {coder: 1 << number for number, coder in enumerate(sorted(set(coders)))}
    having = [bits[coder] for coder in coders]
    group_of = list(range(len(units)))
    groups = {place: [place] for place in group_of}
    for _, one, other in pairs:
        here, there = group_of[one], group_of[other]
        if having[here] & having[there]:
            continue
        here, there = min(here, there), max(here, there)
        having[here] |= having[there]
        for place in groups[there]:
            group_of[place] = here
        groups[here] += groups.pop(there)
    for some in groups.values():
        if len(some) > 1:
            some.sort(key=coders.__getitem__)
    return list(groups.values())


def in_order(units: Sequence[CodedUnit]) -> list[CodedUnit]:
    """Return units sorted by `_key`, which is made where others begin and end at the same place."""
    at_place: dict[Span | None, list[CodedUnit]] = {}
    for unit in units:
        at_place.setdefault(unit.span, []).append(unit)
    unplaced = at_place.pop(None, [])
    found: list[CodedUnit] = []
    for _, some in sorted(at_place.items(), key=itemgetter(0)):
        found += sorted(some, key=_key) if len(some) > 1 else some
    return found + sorted(unplaced, key=_key)


def _key(unit: CodedUnit) -> tuple[object, ...]:
    """Return what units are sorted by: places first, and who made them last."""
    said = (unit.kind, unit.speaker, unit.chain, sorted(unit.topics))
    words = sorted(unit.words)
    return (unit.span is None, unit.span or (), words, said, unit.coder, unit.id)


def _overlapping(units: Sequence[CodedUnit]) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs of units that share enough of their places, by a sweep from left to right.

    Each is given as its share, below zero so that the largest comes first, and two numbers.
    """
    placed = [(*unit.span, unit.coder) for unit in units if unit.span is not None]
    for place, (start, end, coder) in enumerate(placed):
        for other in range(place + 1, len(placed)):
            first, last, other_coder = placed[other]
            if first >= end:
                break
            if coder != other_coder:
                inner, outer = (end, last) if end < last else (last, end)
                share = (inner - first) / (outer - start)
                if share >= LEAST_SHARED:
                    yield -share, place, other


def _alike(units: Sequence[CodedUnit]) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs that share enough of their words, of which one has no known place.

    With the words of each from the rarest on, two that share a part t of them share one of the
    first n - t n + 1 of each (prefix filtering, as in `quoth.checking.nearly_same`).
    """
    counts = Counter(chain.from_iterable(unit.words for unit in units))
    having: defaultdict[str, list[int]] = defaultdict(list)
    for place, unit in enumerate(units):
        size = len(unit.words)
        ranked = sorted(unit.words, key=lambda word: (counts[word], word))
        first = ranked[: size - ceil(LEAST_SHARED * size) + 1]
        if unit.span is None:
            for other_place in {one for word in first for one in having[word]}:
                other = units[other_place]
                if other.coder == unit.coder:
                    continue
                shared = len(unit.words & other.words)
                share = shared / (size + len(other.words) - shared)
                if share >= LEAST_SHARED:
                    yield -share, other_place, place
        for word in first:
            having[word].append(place)
