"""Reports on positions: stances, matrices, and who agrees with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING, Final

from quoth.presenting.reports.report import (
    MadeLater,
    MadeRows,
    NetworkTie,
    Opened,
    Report,
    ReportCell,
    ReportNode,
    ReportTable,
    number_text,
)
from quoth.query.analysis.codings import Codings, stances_on
from quoth.query.analysis.columns import NEUTRAL, OPPOSE, SIDES, SUPPORT
from quoth.query.analysis.counted_how import left_out_data, options_data, said_how
from quoth.query.analysis.matrices import (
    MOST,
    Counts,
    Matrix,
    RowLabel,
    Stand,
    agreement,
    matrix,
    stances,
)
from quoth.query.analysis.options import Aggregation, By, Norm

if TYPE_CHECKING:
    from quoth.query.analysis.asking import Asked

_WORDS: Final = {By.ACTORS: "actor", By.TOPICS: "topic"}
_MOST_TOLD: Final = 5
_OPTIONS: Final = ("who", "once", "dates")


def opens(
    codings: Codings, by: By, row: RowLabel, sides: Sequence[int] = tuple(range(len(SIDES)))
) -> partial[Opened]:
    """Return what opens the statements with which a row takes one of some sides."""
    if by is By.ACTORS:
        every = frozenset(stance for _, stance in codings.tally.counts({0: [row.number]}))
        wanted = [stance for stance in every if stance % len(SIDES) in sides]
        return partial(codings.opened, [row.number], wanted)
    return partial(codings.opened, None, [row.number * len(SIDES) + side for side in sides])


# Stances.


def stances_report(codings: Codings, asked: Asked) -> Report:
    """Return how each topic stands, or each actor."""
    by = asked.by or By.TOPICS
    found = stances(codings, by)
    most = max((one.total for one in found), default=1)
    rows = [_stance_row(codings, by, one, most) for one in found]
    table = ReportTable("", (_WORDS[by], "oppose", "neutral", "support", "n", "split"), rows)
    total = sum(one.total for one in found)
    data = [
        {
            "id": one.label.id, "name": one.label.name, "support": one.support,
            "oppose": one.oppose, "neutral": one.neutral, "split": one.split,
        }
        for one in found
    ]  # fmt: skip
    return Report(
        "stances",
        f"Stances by {_WORDS[by]} · {total:,} codings",
        [*said_how(codings)],
        [table],
        ["split: 0 where all are on one side, 1 where as many are for as against"],
        lambda: data,
    )


def _stance_row(codings: Codings, by: By, one: Stand, most: int) -> list[ReportCell]:
    """Return the cells of a topic, or of an actor."""

    def cell(count: int, sides: Sequence[int], bar: float = 0.0) -> ReportCell:
        opening = _lazy(codings, by, one.label, sides)
        return ReportCell(f"{count:,}" if count else "·", count, opening if count else None, bar)

    return [
        ReportCell(one.label.name, None, _lazy(codings, by, one.label, range(len(SIDES)))),
        cell(one.oppose, (OPPOSE,), -one.oppose / most),
        cell(one.neutral, (NEUTRAL,)),
        cell(one.support, (SUPPORT,), one.support / most),
        cell(one.total, range(len(SIDES))),
        ReportCell(number_text(one.split), one.split),
    ]


def _lazy(codings: Codings, by: By, row: RowLabel, sides: Sequence[int]) -> partial[Opened]:
    """Return what opens a row once it is asked for."""
    return partial(_open, codings, by, row, tuple(sides))


def _open(codings: Codings, by: By, row: RowLabel, sides: Sequence[int]) -> Opened:
    """Return the statements with which a row takes one of some sides."""
    return opens(codings, by, row, sides)()


# Matrices.


def matrix_report(codings: Codings, asked: Asked) -> Report:
    """Return who stands where on what."""
    by = asked.by or By.ACTORS
    found = matrix(codings, by, asked.agg, asked.norm, asked.limit or 0)

    def made(place: int) -> list[ReportCell]:
        row, line = found.rows[place], found.cells[place]
        cells = [
            _matrix_cell(codings, asked, found, row, column, value)
            for column, value in zip(found.columns, line, strict=True)
        ]
        return [ReportCell(row.name, None, _lazy(codings, by, row, range(len(SIDES)))), *cells]

    head = (_WORDS[by], *(column.name for column in found.columns))
    size = f"{len(found.rows):,} × {len(found.columns):,}"
    other = _WORDS[By.TOPICS if by is By.ACTORS else By.ACTORS]
    return Report(
        "matrix",
        f"Who stands where: {_WORDS[by]} × {other} · {size}",
        [*said_how(codings, {f"{_WORDS[by]}s": found.counts.left}), _told(asked)],
        [ReportTable("", head, MadeRows(len(found.rows), made))],
        [_CELLS[asked.agg]],
        partial(_matrix_data, codings, asked, by, found),
        MadeLater(partial(_nodes, codings, found.counts)),
        MadeLater(partial(_two_mode_ties, found)),
    )


_CELLS: Final[Mapping[Aggregation, str]] = {
    Aggregation.IGNORE: "a number: how often, on whatever side",
    Aggregation.SUBTRACT: "a number: support less oppose; ±: both alike; ·: nothing",
    Aggregation.COMBINE: "1 for, 2 against, 3 both; ·: nothing",
    Aggregation.CONGRUENCE: "a number: how often both take the same side",
    Aggregation.CONFLICT: "a number: how often they take opposite sides",
}


def _told(asked: Asked) -> str:
    """Say what a number is made of."""
    norm = "no" if asked.norm is Norm.NONE else f"by {asked.norm}"
    return f"cell: {asked.agg} · divided: {norm}"


def _matrix_cell(
    codings: Codings, asked: Asked, found: Matrix, row: RowLabel, column: RowLabel, value: float
) -> ReportCell:
    """Return the cell of a row and a column."""
    sides = found.counts.of(row, column)
    if not any(sides):
        return ReportCell("·", value)
    who, topic = (row, column) if found.counts.by is By.ACTORS else (column, row)
    opening = partial(_open_cell, codings, who.number, topic.number)
    is_torn = asked.agg is Aggregation.SUBTRACT and sides[SUPPORT] == sides[OPPOSE] > 0
    text = "±" if is_torn else number_text(value, signed=asked.agg is Aggregation.SUBTRACT)
    return ReportCell(text, value, opening)


def _open_cell(codings: Codings, who: int, topic: int) -> Opened:
    """Return the statements with which one takes a position on a topic."""
    return codings.opened([who], stances_on([topic]))


def _matrix_data(codings: Codings, asked: Asked, by: By, found: Matrix) -> dict[str, object]:
    """Return a matrix as JSON has it."""
    return {
        "rows": [one.id for one in found.rows],
        "columns": [one.id for one in found.columns],
        "names": {one.id: one.name for one in (*found.columns, *found.rows)},
        "cells": found.cells,
        "options": options_data(asked._replace(by=by), (*_OPTIONS, "by", "agg", "norm", "limit")),
        "left_out": left_out_data(codings, rows=found.counts.left),
    }


def _nodes(codings: Codings, counts: Counts, *, both: bool = True) -> list[ReportNode]:
    """Return the rows of counts as nodes of a network, and the columns after them."""
    heads: dict[int, int] = {}
    for (_, column), sides in counts.x.items():
        heads[column] = heads.get(column, 0) + sum(sides)
    is_topic = counts.by is By.TOPICS
    rows = [node(codings, row, counts.total(row), is_topic=is_topic) for row in counts.rows]
    if not both:
        return rows
    return rows + [
        node(codings, one, heads.get(one.number, 0), is_topic=not is_topic)
        for one in counts.columns
    ]


def node(codings: Codings, label: RowLabel, frequency: int, *, is_topic: bool) -> ReportNode:
    """Return a node of a network, with what is known of an actor."""
    known: dict[str, str] = {}
    if not is_topic:
        actor = codings.corpus.actors.record(label.number)
        known = dict(actor.attributes)
        if actor.tags:
            known["tags"] = "; ".join(actor.tags)
        own = {"kind": str(actor.kind or ""), "role": actor.role, "country": actor.country}
        known |= {name: value for name, value in own.items() if value and name not in known}
    return ReportNode(label.id, label.name, frequency, known=known, is_topic=is_topic)


def _two_mode_ties(found: Matrix) -> list[NetworkTie]:
    """Return the ties between rows and columns."""
    beside = len(found.rows)
    return [
        NetworkTie(place, beside + other, value)
        for place, line in enumerate(found.cells)
        for other, value in enumerate(line)
        if value
    ]


# Who agrees with whom.


def agree_report(codings: Codings, asked: Asked) -> Report:
    """Return who agrees with whom."""
    by = asked.by or By.ACTORS
    limit = MOST if asked.limit is None else asked.limit
    found = agreement(codings, by, asked.agg, asked.norm, limit)
    letters = [_letters(place) for place in range(len(found.rows))]

    def made(place: int) -> list[ReportCell]:
        row, line = found.rows[place], found.cells[place]
        name = f"{letters[place]} {row.name}"
        cells = [
            _pair_cell(codings, asked, found, (row, other), value)
            for other, value in zip(found.rows, line, strict=True)
        ]
        return [ReportCell(name, None, _lazy(codings, by, row, range(len(SIDES)))), *cells]

    return Report(
        "agree",
        f"Who agrees with whom · {len(found.rows):,} {_WORDS[by]}s",
        [*said_how(codings, {f"{_WORDS[by]}s": found.counts.left}), _told(asked)],
        [ReportTable("", (_WORDS[by], *letters), MadeRows(len(letters), made))],
        [_CELLS[asked.agg], *_most_and_least(found)],
        partial(_matrix_data, codings, asked._replace(limit=limit), by, found),
        MadeLater(partial(_nodes, codings, found.counts, both=False)),
        MadeLater(partial(ties_between, found.cells)),
    )


def ties_between(cells: Sequence[Sequence[float]]) -> list[NetworkTie]:
    """Return the ties of a table of pairs, each once."""
    return [
        NetworkTie(one, other, value)
        for one, line in enumerate(cells)
        for other, value in enumerate(line[:one])
        if value
    ]


def _letters(place: int) -> str:
    """Return what a row is called beside its name: A to Z, then AA."""
    letter = chr(ord("A") + place % 26)
    return letter if place < 26 else _letters(place // 26 - 1) + letter


def _pair_cell(
    codings: Codings, asked: Asked, found: Matrix, pair: tuple[RowLabel, RowLabel], value: float
) -> ReportCell:
    """Return the cell of two rows, which opens the statements of both on what they share."""
    one, other = pair
    if one == other:
        return ReportCell("·", 0)
    opening = partial(open_pair, codings, found.counts, pair, asked.agg)
    text = number_text(value, signed=asked.agg is Aggregation.SUBTRACT) if value else "0"
    return ReportCell(text, value, opening)


def open_pair(
    codings: Codings, counts: Counts, pair: tuple[RowLabel, RowLabel], agg: Aggregation
) -> Opened:
    """Return the statements that the number of a pair is made of."""
    one, other = pair
    found: set[int] = set()
    total = repeated = 0
    for column in counts.columns:
        sides = (counts.of(one, column), counts.of(other, column))
        turns = ((one, sides[0], sides[1]), (other, sides[1], sides[0]))
        for label, own, theirs in turns:
            wanted = [side for side in range(len(SIDES)) if own[side] and _meets(side, theirs, agg)]
            if not wanted:
                continue
            who, topic = (label, column) if counts.by is By.ACTORS else (column, label)
            opened = codings.opened(
                [who.number], [topic.number * len(SIDES) + side for side in wanted]
            )
            found.update(opened.rows)
            total += opened.codings
            repeated += opened.repeated
    return Opened([row for row in codings.newest if row in found], total, repeated)


def _meets(side: int, theirs: Sequence[int], agg: Aggregation) -> bool:
    """Tell whether a side is one that counts beside those of another."""
    if agg is Aggregation.IGNORE:
        return any(theirs)
    if side == NEUTRAL:
        return False
    against = SUPPORT if side == OPPOSE else OPPOSE
    alike = agg is not Aggregation.CONFLICT and bool(theirs[side])
    return alike or (agg is not Aggregation.CONGRUENCE and bool(theirs[against]))


def _most_and_least(found: Matrix) -> list[str]:
    """Say who are the most alike, and who are the most against each other."""
    names = [row.name for row in found.rows]
    pairs = [
        (-value, names[one], names[other])
        for one, line in enumerate(found.cells)
        for other, value in enumerate(line[one + 1 :], one + 1)
        if value
    ]
    first, last = nsmallest(_MOST_TOLD, pairs), nlargest(_MOST_TOLD, pairs)
    most = [f"most: {_pair(one)}" for one in first if one[0] < 0]
    return most + [f"least: {_pair(one)}" for one in last if one[0] > 0]


def _pair(found: tuple[float, str, str]) -> str:
    """Say how much two agree, of whom it is known less."""
    less, one, other = found
    return f"{number_text(-less, signed=True)}  {one} · {other}"
