"""Alpha of each topic by itself: whether coders agree that a statement is about it.

Most statements aren't about a given topic, and where no coder has it, nothing differs. So each
topic is counted from the units that have it, and what all topics share is counted once.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import Final, cast

from quoth.query.agreement.coefficients import (
    AlphaOfUnits,
    Coefficient,
    Value,
    ValuedUnit,
    alpha_of_two,
)

_MOST_TOPICS: Final = 500
"""Topics that have an alpha of their own, the most frequent first."""


def topic_alphas(
    units: Sequence[ValuedUnit], whole: AlphaOfUnits
) -> Iterator[tuple[str, tuple[Coefficient, int]]]:
    """Yield each topic with its alpha and the units disagreed on, the most frequent topics first.

    Args:
        units: The sets of topics that two or more have of a unit.
        whole: The alpha of those sets.
    """
    sets = Counter(chain.from_iterable(map(itemgetter(1), units)))
    counts = Counter[str]()
    for topics, many in sets.items():
        for topic in cast("frozenset[str]", topics):
            counts[topic] += many
    parts: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    apart = Counter[str]()
    known: dict[tuple[Value, ...], list[tuple[str, float]]] = {}
    for number in whole.costs:
        source, values = units[number]
        if values not in known:
            known[values] = _topic_costs(cast("tuple[frozenset[str], ...]", values))
        for topic, spent in known[values]:
            parts[topic][source] += spent
            apart[topic] += 1
    weights = whole.coefficient.weights
    for topic in sorted(counts, key=lambda one: (-counts[one], one))[:_MOST_TOPICS]:
        spread = [0.0] * len(weights)
        for source, spent in parts[topic].items():
            spread[source] = spent
        yield topic, (alpha_of_two(counts[topic], len(units), tuple(spread), weights), apart[topic])


def _topic_costs(values: Sequence[frozenset[str]]) -> list[tuple[str, float]]:
    """Return the topics that some have of a unit and others don't, with what each costs."""
    coders = len(values)
    if coders == 2:
        return [(topic, 2.0) for topic in values[0] ^ values[1]]
    return [
        (topic, 2 * holders * (coders - holders) / (coders - 1))
        for topic, holders in Counter(chain.from_iterable(values)).items()
        if holders < coders
    ]
