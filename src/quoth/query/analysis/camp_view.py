"""The report on camps: who is in which, what divides them, and which ties don't fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from operator import add
from typing import TYPE_CHECKING, Final

from quoth.presenting.reports.report import (
    MadeLater,
    Opened,
    Report,
    ReportCell,
    ReportNode,
    ReportTable,
    number_text,
)
from quoth.query.analysis.camps import Split, split
from quoth.query.analysis.codings import Codings
from quoth.query.analysis.columns import OPPOSE, SIDES, SUPPORT
from quoth.query.analysis.counted_how import left_out_data, options_data, said_how
from quoth.query.analysis.matrices import MOST, Counts, RowLabel, counts_of, pairs
from quoth.query.analysis.options import Aggregation, AnalysisError, By
from quoth.query.analysis.standing import node, ties_between

if TYPE_CHECKING:
    from quoth.query.analysis.asking import Asked

NUMERALS: Final = ("I", "II", "III", "IV")
_MOST_CAMPS: Final = len(NUMERALS)
_MOST_TOLD: Final = 5


def camps_report(codings: Codings, asked: Asked) -> Report:
    """Return the camps of those whose positions are counted.

    Raises:
        AnalysisError: more camps are asked for than there can be, or there would be too many pairs.
    """
    number = asked.camps
    if not 1 <= number <= _MOST_CAMPS:
        raise AnalysisError(f"--camps {number} isn't 1, 2, 3 or 4")
    limit = MOST if asked.limit is None else asked.limit
    counts = counts_of(codings, By.ACTORS, limit)
    weights = pairs(codings, counts, Aggregation.SUBTRACT)
    found = split(weights, number, codings.counting.improve)
    camps = [[counts.rows[place] for place in camp] for camp in found.camps]
    camp_of = {row.number: camp for camp, rows in enumerate(camps, 1) for row in rows}
    alone = [row for row in counts.rows if row.number not in camp_of]
    notes = [*_crossing(counts, weights, found), *_torn(counts, camp_of)]
    if alone:
        notes.append(f"no ties: {', '.join(row.name for row in alone)}")
    if not found.is_exact:
        notes.append("the best division found; not all were tried")
    return Report(
        "camps",
        f"Camps · balance {number_text(round(found.balance, 2))}"
        if found.weight
        else "Camps · no ties",
        [
            *said_how(codings, {"actors": counts.left}),
            "balance: 1 if every tie fits the camps, 0 if they fit no better than chance",
            f"ties that don't fit: {number_text(found.frustration)} of {number_text(found.weight)}",
        ],
        [_members(codings, counts, camps), _divided(codings, counts, camps)],
        notes,
        lambda: {
            "balance": found.balance,
            "frustration": found.frustration,
            "weight": found.weight,
            "camps": [[row.id for row in camp] for camp in camps],
            "names": {row.id: row.name for row in counts.rows},
            "without_ties": [row.id for row in alone],
            "is_exact": found.is_exact,
            "options": options_data(asked, ("who", "once", "dates", "camps"), limit=limit),
            "left_out": left_out_data(codings, rows=counts.left),
        },
        MadeLater(partial(_nodes, codings, counts, camp_of)),
        MadeLater(partial(ties_between, weights)),
    )


def _nodes(codings: Codings, counts: Counts, camp_of: Mapping[int, int]) -> list[ReportNode]:
    """Return the nodes of a network, each with its camp."""
    return [
        node(codings, row, counts.total(row), is_topic=False)._replace(
            camp=camp_of.get(row.number, 0)
        )
        for row in counts.rows
    ]


def _members(codings: Codings, counts: Counts, camps: Sequence[Sequence[RowLabel]]) -> ReportTable:
    """Return who is in which camp."""
    rows = [
        [
            ReportCell(row.name, None, partial(_of, codings, [row])),
            ReportCell(NUMERALS[camp], camp + 1),
            ReportCell(f"{counts.total(row):,}", counts.total(row), partial(_of, codings, [row])),
        ]
        for camp, rows in enumerate(camps)
        for row in rows
    ]
    return ReportTable("", ("actor", "camp", "n"), rows)


def _of(codings: Codings, rows: Sequence[RowLabel]) -> Opened:
    """Return the statements of some."""
    return codings.opened([row.number for row in rows])


def _divided(codings: Codings, counts: Counts, camps: Sequence[Sequence[RowLabel]]) -> ReportTable:
    """Return how each camp stands on each topic."""
    rows = []
    camp_of = {row.number: place for place, camp in enumerate(camps) for row in camp}
    by_topic: dict[int, list[list[int]]] = {}
    for (who, number), sides in counts.x.items():
        if (place := camp_of.get(who)) is not None:
            if number not in by_topic:
                by_topic[number] = [[0] * len(SIDES) for _ in camps]
            every = by_topic[number][place]
            every[:] = map(add, every, sides)
    members = [[row.number for row in camp] for camp in camps]
    nothing = [[0] * len(SIDES) for _ in camps]
    for topic in counts.columns:
        cells = [ReportCell(topic.name)]
        signs = []
        for own, sums in zip(members, by_topic.get(topic.number, nothing), strict=True):
            signs.append(_sign(sums))
            for side in (SUPPORT, OPPOSE):
                opening = partial(codings.opened, own, [topic.number * len(SIDES) + side])
                text = f"{'+' if side == SUPPORT else '-'}{sums[side]}" if sums[side] else "·"
                cells.append(ReportCell(text, sums[side], opening if sums[side] else None))
        cells.append(ReportCell(_verdict(signs)))
        rows.append(cells)
    heads = [f"{NUMERALS[place]} {what}" for place in range(len(camps)) for what in ("pro", "con")]
    return ReportTable("What divides them", ("topic", *heads, ""), rows)


def _sign(sums: Sequence[int]) -> int:
    """Return on which side of a topic a camp is: 0 where it is on both alike."""
    return (sums[SUPPORT] > sums[OPPOSE]) - (sums[SUPPORT] < sums[OPPOSE])


def _verdict(signs: Sequence[int]) -> str:
    """Say how camps stand to each other on a topic."""
    if {1, -1} <= set(signs):
        return "opposed"
    there = [place for place, sign in enumerate(signs) if sign]
    return f"{NUMERALS[there[0]]} alone" if len(there) == 1 and len(signs) > 1 else ""


def _crossing(counts: Counts, weights: Sequence[Sequence[float]], found: Split) -> Iterator[str]:
    """Yield who agree across camps, and who disagree within one, the strongest first."""
    side = {place: camp for camp, members in enumerate(found.camps) for place in members}
    wrong = sorted(
        (
            (-abs(weights[one][other]), weights[one][other], one, other)
            for one in side
            for other in side
            if other < one and weights[one][other]
            if (weights[one][other] < 0) == (side[one] == side[other])
        ),
    )
    for _, value, one, other in wrong[:_MOST_TOLD]:
        what = "agree across camps" if value > 0 else "disagree within a camp"
        names = f"{counts.rows[other].name} · {counts.rows[one].name}"
        yield f"{what}: {names} ({number_text(value, signed=True)})"


def _torn(counts: Counts, camp_of: dict[int, int]) -> Iterator[str]:
    """Yield who is both for and against a topic."""
    names = {row.number: row.name for row in counts.rows if row.number in camp_of}
    topics = {topic.number: place for place, topic in enumerate(counts.columns)}
    torn: dict[int, list[int]] = {who: [] for who in names}
    for (who, topic), sides in counts.x.items():
        if sides[SUPPORT] and sides[OPPOSE] and who in torn:
            torn[who].append(topics[topic])
    for who, places in torn.items():
        for place in sorted(places):
            yield f"{names[who]} is both for and against “{counts.columns[place].name}”"
