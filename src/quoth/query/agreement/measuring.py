"""All that is measured of how far several coders agree, and which disagreements cost most."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple, cast

from quoth.query.agreement.bootstrap import Interval, intervals
from quoth.query.agreement.coefficients import (
    Coefficient,
    Metric,
    Value,
    ValuedUnit,
    alpha,
    cost,
    kappa,
    masi,
    nominal,
    ordinal,
    totals_of,
)
from quoth.query.agreement.having import topic_alphas
from quoth.query.agreement.matching import by_coder, matched, merged_spans
from quoth.query.agreement.unitizing import UnitizedSource, costs, together, unitizing
from quoth.query.agreement.units import CodedSource, CodedUnit, UnitGroup

STATEMENT: Final = "statement"
KINDS: Final = "statement by kind"
KIND: Final = "kind"
SPEAKER: Final = "speaker"
CHAIN: Final = "via"
TOPICS: Final = "topics"
POSITION: Final = "position"
_ORDER: Final = {"oppose": 0, "neutral": 1, "support": 2}
_READERS: Final[Mapping[str, Callable[[CodedUnit], Value]]] = {
    KIND: attrgetter("kind"),
    SPEAKER: attrgetter("speaker"),
    CHAIN: attrgetter("chain"),
    TOPICS: attrgetter("topics"),
}
"""What is compared of units that are of one place."""
_METRICS: Final[Mapping[str, Metric]] = {
    KIND: nominal, SPEAKER: nominal, CHAIN: nominal, TOPICS: masi, POSITION: ordinal,
}  # fmt: skip


class AgreementMeasure(NamedTuple):
    """How far coders agree on one thing."""

    name: str
    """One of those above, or `topic:` and its id, or `statement:` and a kind."""
    coefficient: Coefficient
    interval: Interval | None
    disagreed: int
    """How many units they don't agree on."""


class CoderPair(NamedTuple):
    """Cohen's kappa of two coders."""

    coders: tuple[str, str]
    units: int
    """How many both found."""
    kappas: Mapping[str, float | None]
    """By what is compared."""


class CostlyGroup(NamedTuple):
    """Units that coders don't agree on."""

    group: UnitGroup
    share: float
    """Its part of all that coders disagree on: the mean of its shares of each observed one."""
    about: Mapping[str, float]
    """Its share of the observed disagreement of each measure in which it has one."""


class Agreement(NamedTuple):
    """How far coders agree."""

    coders: tuple[str, ...]
    sources: int
    units: int
    """How many units they made, all together."""
    unplaced: int
    """How many of those say not where they stand."""
    matched: int
    """How many places two or more found."""
    measures: Sequence[AgreementMeasure]
    pairs: Sequence[CoderPair]
    mixed_up: Sequence[tuple[str, str, int]]
    """Topics of which one has the one where another has the other, and how often."""
    disagreements: Sequence[CostlyGroup]
    """Those that cost most first."""


def agreement(sources: Sequence[CodedSource]) -> Agreement:
    """Return how far the coders of some sources agree; those that one alone coded are left out."""
    several = sorted((one for one in sources if len(one.coders) > 1), key=lambda one: one.id)
    grouped = [matched(one) for one in several]
    groups = [group for some in grouped for group in some]
    numbers = {one.id: number for number, one in enumerate(several)}
    coefficients, disagreed, shares = _placed(several, groups)
    said, said_disagreed, said_shares = _said(groups, numbers)
    coefficients |= said
    disagreed |= said_disagreed
    found = intervals(coefficients)
    return Agreement(
        coders=tuple(sorted({coder for one in several for coder in one.coders})),
        sources=len(several),
        units=sum(len(one.units) for one in several),
        unplaced=sum(unit.span is None for one in several for unit in one.units),
        matched=sum(not group.is_lone for group in groups),
        measures=[
            AgreementMeasure(name, one, found[name], disagreed[name])
            for name, one in coefficients.items()
        ],
        pairs=_pairs(groups, several),
        mixed_up=_mixed_up(groups),
        disagreements=_costly(groups, {STATEMENT: shares, **said_shares}),
    )


Span = tuple[int, int]
_Shares = Mapping[int, float]
"""What groups, by their number, add to the observed disagreement of one thing, as shares of it."""


def _placed(
    sources: Sequence[CodedSource], groups: Sequence[UnitGroup]
) -> tuple[dict[str, Coefficient], dict[str, int], _Shares]:
    """Return how far coders agree on what is a statement, for all kinds and for each."""
    placed = [_by_coder(one) for one in sources]
    every = [_unitized(*one, None) for one in zip(sources, placed, strict=True)]
    kinds = sorted({unit.kind for one in sources for unit in one.units if unit.span is not None})
    by_kind = {
        kind: unitizing([_unitized(*one, kind) for one in zip(sources, placed, strict=True)])
        for kind in kinds
    }
    found = {STATEMENT: unitizing(every)}
    if len(kinds) > 1:
        found |= {f"{STATEMENT}:{kind}": one for kind, one in by_kind.items()}
        found[KINDS] = together(list(by_kind.values()))
    lone = [group for group in groups if group.is_lone]
    disagreed = {name: len(lone) for name in found}
    disagreed |= {
        f"{STATEMENT}:{kind}": sum(group.units[0].kind == kind for group in lone) for kind in kinds
    }
    return found, disagreed, _span_shares(sources, placed, every, groups)


_Placed = Mapping[str, Sequence[CodedUnit]]
"""The units of each coder of a source that have a place, in the order of their places."""


def _by_coder(source: CodedSource) -> _Placed:
    """Return the units of a source that have a place."""
    return by_coder([unit for unit in source.units if unit.span is not None])


def _unitized(source: CodedSource, made: _Placed, kind: str | None) -> UnitizedSource:
    """Return a source as its coders cut it, into units of a kind or of any."""
    cuts = [
        merged_spans([_span(unit) for unit in made.get(coder, ()) if kind in (None, unit.kind)])
        for coder in source.coders
    ]
    return UnitizedSource(source.length, cuts)


def _span(unit: CodedUnit) -> Span:
    """Return where a unit is that has a place."""
    return cast("Span", unit.span)


def _span_shares(
    sources: Sequence[CodedSource],
    placed: Sequence[_Placed],
    cut: Sequence[UnitizedSource],
    groups: Sequence[UnitGroup],
) -> _Shares:
    """Return the shares of groups in the disagreement about what is a statement."""
    numbers = {
        (unit.source, unit.coder, unit.id): number
        for number, group in enumerate(groups)
        for unit in group.units
    }
    found: defaultdict[int, float] = defaultdict(float)
    for source, made, one in zip(sources, placed, cut, strict=True):
        starts = {coder: [_span(unit)[0] for unit in made[coder]] for coder in made}
        for spent in costs(one):
            coder = source.coders[spent.coder]
            first, end = (bisect_left(starts[coder], at) for at in spent.span)
            there = made[coder][first:end]
            for unit in there:
                found[numbers[unit.source, coder, unit.id]] += spent.cost / len(there)
    return _as_shares(found)


def _said(
    groups: Sequence[UnitGroup], numbers: Mapping[str, int]
) -> tuple[dict[str, Coefficient], dict[str, int], dict[str, _Shares]]:
    """Return how far coders agree on what the statements say that two or more found."""
    units: dict[str, list[tuple[int, ValuedUnit]]] = {name: [] for name in _METRICS}
    for number, group in enumerate(groups):
        if not group.is_lone:
            source = numbers[group.source.id]
            for name, of in _READERS.items():
                units[name].append((number, ValuedUnit(source, tuple(map(of, group.units)))))
            units[POSITION] += ((number, ValuedUnit(source, one)) for one in _positions(group))
    found, disagreed, shares = {}, {}, {}
    for name, some in units.items():
        counted = Counter(map(itemgetter(1), some))
        found[name] = alpha(counted, _METRICS[name], len(numbers))
        disagreed[name] = _apart(counted)
        shares[name] = _value_shares(some, _METRICS[name](totals_of(counted)))
    for topic, (one, apart) in topic_alphas(
        Counter(map(itemgetter(1), units[TOPICS])), len(numbers)
    ):
        found[f"topic:{topic}"], disagreed[f"topic:{topic}"] = one, apart
    return found, disagreed, shares


def _apart(units: Mapping[ValuedUnit, int]) -> int:
    """Return how many units have more than one value."""
    return sum(many for unit, many in units.items() if len(set(unit.values)) > 1)


def _positions(group: UnitGroup) -> list[tuple[int, ...]]:
    """Return the positions of a group's units on each topic on which two or more take one."""
    taken: dict[str, list[int]] = {}
    for unit in group.units:
        for topic, position in unit.positions.items():
            taken.setdefault(topic, []).append(_ORDER[position])
    return [tuple(some) for some in taken.values() if len(some) > 1]


def _value_shares(
    units: Sequence[tuple[int, ValuedUnit]], difference: Callable[[Value, Value], float]
) -> _Shares:
    """Return the shares of groups in the disagreement about a property."""
    known: dict[tuple[Value, ...], float] = {}
    found: defaultdict[int, float] = defaultdict(float)
    for number, unit in units:
        spent = known.get(unit.values)
        if spent is None:
            spent = known[unit.values] = cost(unit.values, difference)
        if spent:
            found[number] += spent
    return _as_shares(found)


def _as_shares(found: Mapping[int, float]) -> _Shares:
    """Return numbers as shares of their sum."""
    whole = sum(found.values())
    return {number: one / whole for number, one in found.items()} if whole else {}


def _costly(
    groups: Sequence[UnitGroup], shares: Mapping[str, Mapping[int, float]]
) -> list[CostlyGroup]:
    """Return the groups that coders don't agree on, those that cost most first."""
    about: defaultdict[int, dict[str, float]] = defaultdict(dict)
    counted = {name: some for name, some in shares.items() if some}
    for name, some in counted.items():
        for number, share in some.items():
            if share:
                about[number][name] = share
    found = [
        CostlyGroup(groups[number], sum(some.values()) / len(counted), some)
        for number, some in about.items()
    ]
    return sorted(found, key=lambda one: (-one.share, one.group.source.id, _where(one.group)))


def _where(group: UnitGroup) -> tuple[object, ...]:
    """Return what groups of a source that cost the same are sorted by."""
    first = min(group.units, key=lambda unit: (unit.span or (), unit.id))
    return first.span or (), first.id


def _pairs(groups: Sequence[UnitGroup], sources: Sequence[CodedSource]) -> list[CoderPair]:
    """Return the kappa of each pair of coders who have a source in common."""
    pairs = {pair for one in sources for pair in combinations(sorted(one.coders), 2)}
    both: dict[tuple[str, str], list[tuple[CodedUnit, CodedUnit]]] = {
        pair: [] for pair in sorted(pairs)
    }
    for group in groups:
        for one, other in combinations(group.units, 2):
            both[one.coder, other.coder].append((one, other))
    return [CoderPair(pair, len(some), _kappas(some)) for pair, some in both.items()]


def _kappas(some: Sequence[tuple[CodedUnit, CodedUnit]]) -> dict[str, float | None]:
    """Return the kappa of two coders on each property; sets of topics are the same or not."""
    found = {
        name: kappa((of(one), of(other)) for one, other in some) for name, of in _READERS.items()
    }
    found[POSITION] = kappa(
        (position, other.positions[topic])
        for one, other in some
        for topic, position in one.positions.items()
        if topic in other.positions
    )
    return found


def _mixed_up(groups: Sequence[UnitGroup]) -> list[tuple[str, str, int]]:
    """Return which topics stand in each other's place, the most frequent pairs first."""
    counts: Counter[tuple[str, str]] = Counter()
    for group in groups:
        for one, other in combinations(group.units, 2):
            for here in one.topics - other.topics:
                for there in other.topics - one.topics:
                    counts[min(here, there), max(here, there)] += 1
    found = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(one, other, many) for (one, other), many in found]
