"""How far coders agree on what the statements say that two or more of them found."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

from quoth.query.agreement.coefficients import (
    Coefficient,
    Metric,
    Value,
    ValuedUnit,
    alpha,
    masi,
    nominal,
    ordinal,
)
from quoth.query.agreement.having import topic_alphas
from quoth.query.agreement.units import CodedTable, CodedUnit

KIND: Final = "kind"
SPEAKER: Final = "speaker"
CHAIN: Final = "via"
TOPICS: Final = "topics"
POSITION: Final = "position"
READERS: Final[Mapping[str, Callable[[CodedUnit], Value]]] = {
    KIND: attrgetter("kind"),
    SPEAKER: attrgetter("speaker"),
    CHAIN: attrgetter("chain"),
    TOPICS: attrgetter("topics"),
}
"""What is compared of units that are of one place."""
_METRICS: Final[Mapping[str, Metric]] = {
    KIND: nominal, SPEAKER: nominal, CHAIN: nominal, TOPICS: masi,
}  # fmt: skip
_ORDER: Final = {"oppose": (0,), "neutral": (1,), "support": (2,)}


class SaidAgreement(NamedTuple):
    """How far coders agree on what statements say."""

    coefficients: dict[str, Coefficient]
    disagreed: dict[str, int]
    costs: dict[str, Mapping[int, float]]
    """What each group, by its number, adds to the disagreement about each property."""


def said(table: CodedTable) -> SaidAgreement:
    """Return how far coders agree on each property of statements, and on each topic by itself."""
    found = SaidAgreement({}, {}, {})
    several = [number for number, some in enumerate(table.groups) if len(some) > 1]
    homes = [table.homes[number] for number in several]
    getters = [itemgetter(*table.groups[number]) for number in several]
    sources = len(table.sources)
    for name, of in READERS.items():
        column = list(map(of, table.units))
        units = [*zip(homes, [getter(column) for getter in getters], strict=True)]
        whole = alpha(units, _METRICS[name], sources)
        found.coefficients[name] = whole.coefficient
        found.disagreed[name] = len(whole.costs)
        found.costs[name] = {several[unit]: spent for unit, spent in whole.costs.items()}
        if name == TOPICS:
            of_topics = topic_alphas(units, whole)
    _add_positions(found, table, several)
    for topic, (one, apart) in of_topics:
        found.coefficients[f"topic:{topic}"], found.disagreed[f"topic:{topic}"] = one, apart
    return found


def _add_positions(found: SaidAgreement, table: CodedTable, several: Sequence[int]) -> None:
    """Add how far coders agree on the positions on each topic on which two or more take one."""
    units, groups = list[ValuedUnit](), list[int]()
    positions = [unit.positions for unit in table.units]
    for number in several:
        taken: dict[str, tuple[int, ...]] = {}
        for place in table.groups[number]:
            for topic, position in positions[place].items():
                if topic in taken:
                    taken[topic] += _ORDER[position]
                else:
                    taken[topic] = _ORDER[position]
        home = table.homes[number]
        for some in taken.values():
            if len(some) > 1:
                units.append((home, some))
                groups.append(number)
    whole = alpha(units, ordinal, len(table.sources))
    spent: defaultdict[int, float] = defaultdict(float)
    for unit, cost in whole.costs.items():
        spent[groups[unit]] += cost
    found.coefficients[POSITION] = whole.coefficient
    found.disagreed[POSITION] = len(whole.costs)
    found.costs[POSITION] = spent
