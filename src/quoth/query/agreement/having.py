"""Alpha of each topic by itself: whether coders agree that a statement is about it.

Most statements aren't about a given topic, and where no coder has it, nothing differs. So each
topic is counted from the units that have it, and what all topics share is counted once.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, cast

from quoth.query.agreement.coefficients import Coefficient, ValuedUnit, alpha_of_two

_MOST_TOPICS: Final = 500
"""Topics that have an alpha of their own, the most frequent first."""
_Having = Counter[tuple[int, int, int]]
"""How many units of a source have a topic, by how many coders have it, and how many there are."""


def topic_alphas(
    units: Mapping[ValuedUnit, int], sources: int
) -> Iterator[tuple[str, tuple[Coefficient, int]]]:
    """Yield each topic with its alpha and the units disagreed on, the most frequent topics first.

    Args:
        units: The sets of topics that two or more have of a unit, and how often the same.
        sources: How many sources there are, which the units are of.
    """
    having: defaultdict[str, _Having] = defaultdict(Counter)
    weights = [0.0] * sources
    pairable = 0
    for (source, values), many in units.items():
        weights[source] += many * len(values)
        pairable += many
        for topic, holders in _holders(values).items():
            having[topic][source, holders, len(values)] += many
    counts = {
        topic: sum(holders * many for (_, holders, _), many in some.items())
        for topic, some in having.items()
    }
    shared = tuple(weights)
    for topic in sorted(counts, key=lambda one: (-counts[one], one))[:_MOST_TOPICS]:
        parts, apart = [0.0] * sources, 0
        for (source, holders, coders), many in having[topic].items():
            if holders < coders:
                parts[source] += many * (2 * holders * (coders - holders) / (coders - 1))
                apart += many
        yield topic, (alpha_of_two(counts[topic], pairable, tuple(parts), shared), apart)


def _holders(values: tuple[object, ...]) -> Mapping[str, int]:
    """Return how many coders have each topic that any of them has."""
    sets = cast("tuple[frozenset[str], ...]", values)
    first = sets[0]
    if all(one == first for one in sets):
        return dict.fromkeys(first, len(sets))
    return Counter(topic for one in sets for topic in one)
