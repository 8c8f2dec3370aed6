"""Who speaks about whom, who answers, and who is spoken of and never heard."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from quoth.presenting.reports.report import (
    MadeLater,
    MadeRows,
    NetworkTie,
    Opened,
    Report,
    ReportCell,
    ReportTable,
)
from quoth.query.analysis.arrays import rows_with
from quoth.query.analysis.codings import Codings
from quoth.query.analysis.columns import Axes
from quoth.query.analysis.counted_how import left_out_data, options_data, said_how
from quoth.query.analysis.matrices import RowLabel, check_size, ranked
from quoth.query.analysis.options import Link
from quoth.query.analysis.standing import node
from quoth.store.facets import Facet

if TYPE_CHECKING:
    from quoth.query.analysis.asking import Asked

LINKS: Final[Mapping[Link, Facet]] = {
    Link.ABOUT: Facet.MENTION, Link.TO: Facet.ADDRESSEE, Link.VIA: Facet.VIA,
}  # fmt: skip
"""How one may have to do with another, by the word that asks for it."""
_TITLES: Final = {
    Link.ABOUT: "Who speaks about whom",
    Link.TO: "Who speaks to whom",
    Link.VIA: "Who is carried by whom",
}
_MOST: Final = 100
_MOST_TOLD: Final = 8


def about_report(codings: Codings, asked: Asked) -> Report:
    """Return who speaks about, to, or through whom.

    Raises:
        AnalysisError: there would be too many numbers.
    """
    facet = LINKS[asked.link]
    axes = [
        Axes(piece.start, piece.chosen, [codings.who(piece), piece.axis(facet)])
        for piece in codings.columns.pieces
    ]
    tally = codings.counting.tally(axes, once=False)
    out, into = tally.sums(0), tally.sums(1)
    limit = _MOST if asked.limit is None else asked.limit
    rows = _labels(codings, out, limit)
    columns = _labels(codings, into, limit)
    check_size(len(rows), len(columns))
    heard = codings.counting.tally(
        [one._replace(axes=one.axes[:1]) for one in axes], once=False
    ).sums(0)
    answered = tally.mutual()
    absent = {whom: count for whom, count in into.items() if whom not in heard}
    names = {one.number: one for one in (*rows, *columns)}
    counts = tally.counts({0: [*names], 1: [*names]})
    return Report(
        "about",
        f"{_TITLES[asked.link]} · {len(rows):,} × {len(columns):,}",
        [*said_how(codings, of_positions=False)],
        [_table(codings, facet, rows, columns, counts)],
        [*_notes(codings, answered, absent)],
        lambda: {
            "rows": [one.id for one in rows],
            "columns": [one.id for one in columns],
            "names": {one.id: one.name for one in names.values()},
            "cells": [
                [counts.get((row.number, column.number), 0) for column in columns] for row in rows
            ],
            "answered": [[codings.actor(one)[0] for one in pair] for pair in answered],
            "absent": {codings.actor(one)[0]: count for one, count in sorted(absent.items())},
            "unmentioned": [codings.actor(one)[0] for one in sorted(set(heard) - set(into))],
            "options": options_data(asked, ("who", "link"), limit=limit),
            "left_out": left_out_data(codings, of_positions=False, rows=len(out) - len(rows)),
        },
        MadeLater(
            lambda: [
                node(codings, one, heard.get(number, 0), is_topic=False)
                for number, one in names.items()
            ]
        ),
        MadeLater(partial(_ties, counts, list(names))),
        is_directed=True,
    )


def _ties(counts: Mapping[tuple[int, ...], int], numbers: list[int]) -> list[NetworkTie]:
    """Return the ties of a network, between those that are shown."""
    places = {number: place for place, number in enumerate(numbers)}
    return [
        NetworkTie(places[who], places[whom], count)
        for (who, whom), count in sorted(counts.items())
        if who in places and whom in places
    ]


def _labels(codings: Codings, counts: Mapping[int, int], limit: int) -> list[RowLabel]:
    """Return those that count most, by name."""
    kept = ranked(counts)[: limit or None]
    labels = [RowLabel(one, *codings.actor(one)) for one in kept]
    return sorted(labels, key=lambda one: (one.name.casefold(), one.id))


def _table(
    codings: Codings,
    facet: Facet,
    rows: list[RowLabel],
    columns: list[RowLabel],
    counts: Mapping[tuple[int, ...], int],
) -> ReportTable:
    """Return the table of who speaks of whom, with sums."""

    def cell(who: Collection[int] | None, whom: Collection[int], count: int) -> ReportCell:
        opening = partial(open_about, codings, facet, who, whom)
        return ReportCell(f"{count:,}" if count else "·", count, opening if count else None)

    shown = [column.number for column in columns]
    everybody = [row.number for row in rows]

    def made(place: int) -> list[ReportCell]:
        if place == len(rows):
            sums = [sum(counts.get((who, number), 0) for who in everybody) for number in shown]
            last = [cell(everybody, [number], n) for number, n in zip(shown, sums, strict=True)]
            return [ReportCell("in"), *last, cell(everybody, shown, sum(sums))]
        row = rows[place]
        values = [counts.get((row.number, number), 0) for number in shown]
        cells = [cell([row.number], [number], n) for number, n in zip(shown, values, strict=True)]
        return [ReportCell(row.name), *cells, cell([row.number], shown, sum(values))]

    lines = MadeRows(len(rows) + 1, made)
    return ReportTable("", ("actor", *(column.name for column in columns), "out"), lines)


def open_about(
    codings: Codings, facet: Facet, who: Collection[int] | None, whom: Collection[int]
) -> Opened:
    """Return the statements of some that have to do with others."""
    found: set[int] = set()
    number = 0
    for piece in codings.columns.pieces:
        axes = Axes(piece.start, piece.chosen, [codings.who(piece), piece.axis(facet)])
        for row, (actors, others) in rows_with(
            axes, [who if who is None else frozenset(who), frozenset(whom)]
        ):
            found.add(row)
            number += len(actors) * len(others)
    return Opened([row for row in codings.newest if row in found], number)


def _notes(
    codings: Codings, answered: Sequence[tuple[int, int]], absent: Mapping[int, int]
) -> list[str]:
    """Say who answers whom, and who is spoken of and never heard."""
    notes = []
    if answered:
        told = " · ".join(
            " ↔ ".join(codings.actor(one)[1] for one in pair) for pair in answered[:_MOST_TOLD]
        )
        more = f" and {len(answered) - _MOST_TOLD:,} more" if len(answered) > _MOST_TOLD else ""
        notes.append(f"answered both ways: {told}{more}")
    if absent:
        first = ranked(absent)[:_MOST_TOLD]
        told = " · ".join(f"{codings.actor(one)[1]} {absent[one]}" for one in first)
        more = f" and {len(absent) - _MOST_TOLD:,} more" if len(absent) > _MOST_TOLD else ""
        notes.append(f"spoken of, never heard: {told}{more}")
    return notes
