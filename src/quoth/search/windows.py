"""What has to be supposed for typed words that stand near each other in a row.

Each slip is one thing to suppose, and words between are others. A word may stand near the others
misspelt, and far from them spelt right: both are not to be had at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from quoth.index.rows import Reading, Windows

Place = tuple[int, int, Sequence[tuple[int, float]]]
"""Where a word stands, its code, and how well it stands for which typed words."""


def least_supposed(
    places: Iterable[Place], quote: int, count: int, windows: Windows
) -> tuple[float, Reading]:
    """Return how much is supposed where the least is, and how the words are read there.

    The first so many words are the `quote`'s, and `count` words were typed. Where they are not
    near each other, it is infinite.
    """
    nowhere = (-1, 0)
    latest = [[nowhere] * (len(windows.near) + 1) for _ in range(count)]
    times = {place: [-1] * times for place, times in windows.different if times > 1}
    least: float = inf
    reading: Reading = ()
    for position, code, found in places:
        for word, nearness in found:
            slips = sum(nearness < near for near in windows.near)
            latest[word][slips:] = [(position, code)] * (len(windows.near) + 1 - slips)
            if word in times:
                times[word] = [*times[word][1:], position]
        begins = quote if position >= quote else 0
        for limit, cost in zip(windows.limits, windows.costs, strict=True):
            low = max(position - limit + 1, begins)
            slips_of = [sum(at < low for at, _ in one) for one in latest]
            if max(slips_of) > len(windows.near) or any(one[0] < low for one in times.values()):
                continue
            if cost + sum(slips_of) < least:
                least = cost + sum(slips_of)
                pairs_of = zip(latest, slips_of, strict=True)
                reading = tuple(one[slips][1] if slips else 0 for one, slips in pairs_of)
    return least, reading
