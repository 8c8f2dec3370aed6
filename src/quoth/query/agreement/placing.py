"""How far coders agree on what is a statement: where units begin and end, of all kinds and each."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from operator import itemgetter, le
from typing import Final, NamedTuple

from quoth.query.agreement.coefficients import Coefficient
from quoth.query.agreement.unitizing import (
    Costs,
    Spans,
    UnitizedSource,
    costs,
    share,
    together,
    unitizing,
)
from quoth.query.agreement.units import CodedTable

STATEMENT: Final = "statement"
KINDS: Final = "statement by kind"


_START, _END = itemgetter(0), itemgetter(1)


class PlacedAgreement(NamedTuple):
    """How far coders agree on what is a statement."""

    coefficients: dict[str, Coefficient]
    disagreed: dict[str, int]
    """How many places one coder alone found."""
    costs: Mapping[int, float]
    """What each group, by its number, adds to the disagreement about statements of any kind."""


def placed(table: CodedTable) -> PlacedAgreement:
    """Return how far coders agree on what is a statement, for all kinds and for each."""
    units = table.units
    kinds = sorted({unit.kind for unit in units if unit.span is not None})
    numbers = [_by_coder(table, source) for source in range(len(table.sources))]
    spans = [unit.span or (0, 0) for unit in units]
    texts, sizes = _texts(
        table, ([[spans[number] for number in some] for some in one] for one in numbers)
    )
    spent = [costs(one) for one in texts]
    found = {STATEMENT: unitizing(texts, spent)}
    lone = [units[some[0]].kind for some in table.groups if len(some) == 1]
    disagreed = {STATEMENT: len(lone)}
    if len(kinds) > 1:
        of_kind = _by_kind(table, numbers, spans, kinds)
        for kind in kinds:
            name = f"{STATEMENT}:{kind}"
            cut, _ = _texts(table, of_kind.pop(kind))
            found[name] = unitizing(cut, [costs(one) for one in cut])
            disagreed[name] = lone.count(kind)
        found[KINDS] = together([found[f"{STATEMENT}:{kind}"] for kind in kinds])
        disagreed[KINDS] = len(lone)
    return PlacedAgreement(found, disagreed, _by_group(table, numbers, sizes, texts, spent))


_Numbers = Sequence[Sequence[int]]
"""The numbers of the units of each coder of a source that have a place, by their places."""


def _by_coder(table: CodedTable, source: int) -> _Numbers:
    """Return the units of a source that have a place, for each of its coders."""
    made: dict[str, list[int]] = {coder: [] for coder in table.sources[source].coders}
    for number in range(table.begins[source], table.begins[source + 1]):
        unit = table.units[number]
        if unit.span is not None:
            made[unit.coder].append(number)
    return list(made.values())


_Cut = Sequence[Spans]
"""The places of the units of each coder of a source, ascending."""


def _by_kind(
    table: CodedTable, numbers: Sequence[_Numbers], spans: Spans, kinds: Sequence[str]
) -> dict[str, list[_Cut]]:
    """Return the places of the units of each kind, source by source."""
    kind_of = [unit.kind for unit in table.units]
    found: dict[str, list[_Cut]] = {kind: [] for kind in kinds}
    for by_coder in numbers:
        made = {kind: [list[tuple[int, int]]() for _ in by_coder] for kind in kinds}
        for coder, some in enumerate(by_coder):
            for number in some:
                made[kind_of[number]][coder].append(spans[number])
        for kind, cut in made.items():
            found[kind].append(cut)
    return found


_Sizes = Sequence[Sequence[int]]
"""How many units each cut of each coder of a source is made of."""


def _texts(
    table: CodedTable, cut: Iterable[_Cut]
) -> tuple[Sequence[UnitizedSource], Sequence[_Sizes]]:
    """Return the sources as coders cut them into some units, and what the cuts are made of."""
    texts, sizes = list[UnitizedSource](), list[_Sizes]()
    for source, by_coder in zip(table.sources, cut, strict=True):
        merged = [_merged(spans) for spans in by_coder]
        texts.append(UnitizedSource(source.length, [cuts for cuts, _ in merged]))
        sizes.append([many for _, many in merged])
    return texts, sizes


def _merged(spans: Spans) -> tuple[Spans, Sequence[int]]:
    """Return ascending spans, those that overlap as one; and how many each is made of."""
    if all(map(le, map(_END, spans), map(_START, islice(spans, 1, None)))):
        return spans, [1] * len(spans)
    found, sizes, last = list[tuple[int, int]](), list[int](), 0
    for span in spans:
        if span[0] < last:
            last = max(span[1], last)
            found[-1] = found[-1][0], last
            sizes[-1] += 1
        else:
            last = span[1]
            found.append(span)
            sizes.append(1)
    return found, sizes


def _by_group(
    table: CodedTable,
    numbers: Sequence[_Numbers],
    sizes: Sequence[_Sizes],
    texts: Sequence[UnitizedSource],
    spent: Sequence[Costs],
) -> Mapping[int, float]:
    """Return what each group costs; what units cost that overlap is theirs in equal parts."""
    group_of = [0] * len(table.units)
    for group, some in enumerate(table.groups):
        for number in some:
            group_of[number] = group
    found: defaultdict[int, float] = defaultdict(float)
    for text, *by_coder in zip(texts, numbers, sizes, spent, strict=True):
        weight = share(text)
        for made, many, costing in zip(*by_coder, strict=True):
            at = 0
            for size, cost in zip(many, costing, strict=True):
                if cost:
                    for number in made[at : at + size]:
                        found[group_of[number]] += cost * weight / size
                at += size
    return found
