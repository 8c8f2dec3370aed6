"""All that is measured of how far several coders agree, and which disagreements cost most."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Mapping, Sequence
from typing import NamedTuple, overload

from quoth.query.agreement.bootstrap import Interval, intervals
from quoth.query.agreement.coefficients import Coefficient
from quoth.query.agreement.matching import grouped, in_order
from quoth.query.agreement.pairing import CoderPair, kappas, mixed_up, paired
from quoth.query.agreement.placing import STATEMENT, placed
from quoth.query.agreement.properties import said
from quoth.query.agreement.units import CodedSource, CodedTable, CodedUnit, UnitGroup


class AgreementMeasure(NamedTuple):
    """How far coders agree on one thing."""

    name: str
    """One of those above, or `topic:` and its id, or `statement:` and a kind."""
    coefficient: Coefficient
    interval: Interval | None
    disagreed: int
    """How many units they don't agree on."""


class CostlyGroup(NamedTuple):
    """Units that coders don't agree on."""

    group: UnitGroup
    share: float
    """Its part of all that coders disagree on: the mean of its shares of each observed one."""
    about: Mapping[str, float]
    """Its share of the observed disagreement of each measure in which it has one."""


class CostlyGroups(Sequence[CostlyGroup]):
    """Those that cost most first; each is made when it is looked at, as few of many are."""

    def __init__(self, table: CodedTable, costs: Mapping[str, Mapping[int, float]]) -> None:
        """Put groups in order by what they cost; those that cost the same stand as in sources.

        Args:
            table: All groups.
            costs: What each adds to each observed disagreement, by its number.
        """
        self._table = table
        self._costs = costs
        sums = {name: sum(some.values()) for name, some in costs.items()}
        self._sums = {name: whole for name, whole in sums.items() if whole}
        shares: dict[int, float] = {}
        for name, whole in self._sums.items():
            for number, spent in costs[name].items():
                shares[number] = shares.get(number, 0.0) + spent / whole
        self._shares = shares
        self._ranked = sorted(sorted(shares), key=shares.__getitem__, reverse=True)

    def __len__(self) -> int:
        return len(self._ranked)

    @overload
    def __getitem__(self, place: int) -> CostlyGroup: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[CostlyGroup]: ...
    def __getitem__(self, place: int | slice) -> CostlyGroup | Sequence[CostlyGroup]:
        if isinstance(place, slice):
            return [self._group(number) for number in self._ranked[place]]
        return self._group(self._ranked[place])

    def _group(self, number: int) -> CostlyGroup:
        """Return a group with what it costs."""
        about = {
            name: self._costs[name][number] / whole
            for name, whole in self._sums.items()
            if number in self._costs[name]
        }
        return CostlyGroup(self._table.group(number), self._shares[number] / len(self._sums), about)


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
    table = _table(sorted((one for one in sources if len(one.coders) > 1), key=lambda one: one.id))
    where, what = placed(table), said(table)
    coefficients = where.coefficients | what.coefficients
    disagreed = where.disagreed | what.disagreed
    found = intervals(coefficients)
    pairs = paired(table)
    return Agreement(
        coders=tuple(sorted({coder for one in table.sources for coder in one.coders})),
        sources=len(table.sources),
        units=len(table.units),
        unplaced=sum(unit.span is None for unit in table.units),
        matched=sum(len(group) > 1 for group in table.groups),
        measures=[
            AgreementMeasure(name, one, found[name], disagreed[name])
            for name, one in coefficients.items()
        ],
        pairs=kappas(table, pairs),
        mixed_up=mixed_up(table, pairs),
        disagreements=CostlyGroups(table, {STATEMENT: where.costs, **what.costs}),
    )


def _table(sources: Sequence[CodedSource]) -> CodedTable:
    """Return the units of some sources one after the other, and which are of one place."""
    units, begins = list[CodedUnit](), [0]
    groups, homes = list[Sequence[int]](), list[int]()
    for number, source in enumerate(sources):
        ordered = in_order(source.units)
        begin = begins[-1]
        some = grouped(ordered)
        groups += ([begin + place for place in places] for places in some)
        homes += [number] * len(some)
        units += ordered
        begins.append(len(units))
    return CodedTable(sources, units, begins, groups, homes)
