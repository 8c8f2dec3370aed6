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
_ALIKE: Final = 3
"""The most coders who can be divided in one way only: one has what the others don't, or the other
way round. Either costs the same."""


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
    differing: defaultdict[tuple[int, int], list[tuple[Value, ...]]] = defaultdict(list)
    for number in whole.costs:
        source, values = units[number]
        differing[source, len(values)].append(values)
    parts: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    apart = Counter[str]()
    for (source, _), some in differing.items():
        for topic, many, spent in _topic_costs(cast("list[tuple[frozenset[str], ...]]", some)):
            parts[topic][source] += spent
            apart[topic] += many
    weights = whole.coefficient.weights
    for topic in sorted(counts, key=lambda one: (-counts[one], one))[:_MOST_TOPICS]:
        spread = [0.0] * len(weights)
        for source, spent in parts[topic].items():
            spread[source] = spent
        yield topic, (alpha_of_two(counts[topic], len(units), tuple(spread), weights), apart[topic])


def _topic_costs(some: Sequence[tuple[frozenset[str], ...]]) -> Iterator[tuple[str, int, float]]:
    """Yield the topics that some coders have of a unit and others don't.

    Each comes with how many of the units that is true of, and what they cost in all.

    Args:
        some: What coders have of some units, of each as many coders.
    """
    coders = len(some[0])
    lone = [
        frozenset().union(*values).difference(frozenset.intersection(*values)) for values in some
    ]
    many = Counter(chain.from_iterable(lone))
    if coders <= _ALIKE:  # one against the others, however they are divided
        yield from ((topic, units, 2.0 * units) for topic, units in many.items())
        return
    divided = Counter[str]()
    for values, topics in zip(some, lone, strict=True):
        holders = Counter(chain.from_iterable(values))
        for topic in topics:
            divided[topic] += holders[topic] * (coders - holders[topic])
    yield from ((topic, units, 2 * divided[topic] / (coders - 1)) for topic, units in many.items())
