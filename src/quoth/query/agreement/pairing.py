"""What each two coders wrote down about the same places: Cohen's kappa, and topics mixed up."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

from quoth.query.agreement.coefficients import kappa
from quoth.query.agreement.properties import POSITION, READERS
from quoth.query.agreement.units import CodedTable


class CoderPair(NamedTuple):
    """Cohen's kappa of two coders."""

    coders: tuple[str, str]
    units: int
    """How many both found."""
    kappas: Mapping[str, float | None]
    """By what is compared."""


class PairedUnits(NamedTuple):
    """The units of places that two coders found: the numbers of the one's, and of the other's."""

    ones: list[int]
    others: list[int]


Paired = Mapping[tuple[str, str], PairedUnits]


def paired(table: CodedTable) -> Paired:
    """Return what each pair of coders found who have a source in common."""
    pairs = {pair for one in table.sources for pair in combinations(sorted(one.coders), 2)}
    found = {pair: PairedUnits([], []) for pair in sorted(pairs)}
    coders = [unit.coder for unit in table.units]
    for group in table.groups:
        for one, other in combinations(group, 2):
            ones, others = found[coders[one], coders[other]]
            ones.append(one)
            others.append(other)
    return found


def kappas(table: CodedTable, pairs: Paired) -> list[CoderPair]:
    """Return the kappa of each pair on each property; sets of topics are the same or not."""
    made: dict[tuple[str, str], dict[str, float | None]] = {pair: {} for pair in pairs}
    for name, of in READERS.items():
        column = list(map(of, table.units))
        for pair, some in pairs.items():
            ones, others = ([column[place] for place in places] for places in some)
            made[pair][name] = kappa(ones, others)
    for pair, some in pairs.items():
        made[pair][POSITION] = _kappa_of_positions(table, some)
    return [CoderPair(pair, len(some.ones), made[pair]) for pair, some in pairs.items()]


def _kappa_of_positions(table: CodedTable, some: PairedUnits) -> float | None:
    """Return the kappa of two coders on the topics on which both take a position."""
    ones, others = list[str](), list[str]()
    positions = [unit.positions for unit in table.units]
    for here, there in zip(some.ones, some.others, strict=True):
        theirs = positions[there]
        for topic, position in positions[here].items():
            if topic in theirs:
                ones.append(position)
                others.append(theirs[topic])
    return kappa(ones, others)


def mixed_up(table: CodedTable, pairs: Paired) -> list[tuple[str, str, int]]:
    """Return which topics stand in each other's place, the most frequent pairs first."""
    column = [unit.topics for unit in table.units]
    instead: defaultdict[str, list[str]] = defaultdict(list)
    for some in pairs.values():
        for here, there in zip(*some, strict=True):
            one, other = column[here], column[there]
            if one != other:
                gained = other - one
                for topic in one - other:
                    instead[topic] += gained
    counts: Counter[tuple[str, str]] = Counter()
    for topic, all_gained in instead.items():
        for other_topic, many in Counter(all_gained).items():
            counts[min(topic, other_topic), max(topic, other_topic)] += many
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(one, other, many) for (one, other), many in ranked]
