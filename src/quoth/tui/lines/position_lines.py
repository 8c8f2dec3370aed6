"""Positions on a topic as lines: who changed theirs, when they were taken, and what was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from quoth.basics.dates import DateStyle, civil, ordinal
from quoth.presenting.quotation import publication, said, told
from quoth.query.changes.deciding import ChangeVerdict
from quoth.query.changes.describing import change_told
from quoth.store.facets import Facet
from quoth.store.model import Position
from quoth.tui.look.painting import ends, indented, join, line, plain

if TYPE_CHECKING:
    from quoth.query.changes.deciding import PositionOccasion
    from quoth.query.changes.positions import PositionHistory
    from quoth.store.snapshot import Snapshot

_SIDES: Final = (Position.SUPPORT, Position.OPPOSE)
_LABEL: Final = 9
"""Columns of the name of a position, and a blank."""
_MOST_LINES: Final = 4
"""Lines of the words of a statement that are shown at most."""
_YEAR: Final = 5
"""Columns that a year takes on the axis."""


def name_of(corpus: Snapshot, who: str, history: PositionHistory) -> str:
    """Return whose position on what it is, in a neutral line."""
    topic = corpus.label(Facet.TOPIC, history.topic)
    return f"{plain(corpus.actors[who].name)} on {plain(topic)}"


def history_lines(
    corpus: Snapshot, who: str, history: PositionHistory, width: int, form: DateStyle
) -> list[Content]:
    """Return whose position it is, how often each was taken, and how it changed."""
    name = line(f" {name_of(corpus, who, history)}")
    return [
        ends(name, line((f"{counted(history.occasions)} ", "faint")), width),
        *indented(line((change_told(history, form), "faint")), 3, width),
    ]


def counted(occasions: Sequence[PositionOccasion]) -> str:
    """Say how often each position was taken, once per quote."""
    taken = [one.position for one in occasions]
    return " · ".join(f"{position} {taken.count(position)}" for position in _SIDES)


def verdicts_told(histories: Sequence[PositionHistory]) -> str:
    """Say how many of some positions changed, and how many may have; nothing if none is."""
    if not histories:
        return ""
    found = [one.change.verdict for one in histories]
    changed = found.count(ChangeVerdict.CHANGED) + found.count(ChangeVerdict.EXCEPTIONS)
    maybe = found.count(ChangeVerdict.MAYBE)
    return join(
        [f"{changed or 'none'} of {len(found):,} changed", f"{maybe} may have" if maybe else ""]
    )


def left_out(history: PositionHistory) -> str:
    """Say what isn't among the occasions, if anything."""
    return join(
        [
            f"neutral {history.neutral}" if history.neutral else "",
            f"drafts left out {history.drafts}" if history.drafts else "",
        ]
    )


def occasion_lines(
    corpus: Snapshot, occasion: PositionOccasion, width: int, form: DateStyle, mark: str = " "
) -> list[Content]:
    """Return when a position was taken, its source, and the words."""
    statement = corpus.statements[occasion.rows[0]]
    papers = dict.fromkeys(
        publication(corpus.sources[corpus.statements[row].source]) for row in occasion.rows
    )
    where = plain(next(iter(papers))) if len(papers) == 1 else f"{len(papers)} papers"
    head = line(f"{mark}{plain(said(statement, form))}  ", (str(occasion.position), "strong"))
    return [
        ends(head, line((f"{where} ", "faint")), width),
        *indented(line(plain(told(statement))), 3, width, most=_MOST_LINES),
    ]


def band(history: PositionHistory, width: int) -> list[Content]:
    """Return positions along time: years, a line for each position, and where the change lies.

    A day is a full cell; a longer time in which it may have been is shaded. Statements without a
    date are left out; if there are no others, nothing is returned.
    """
    dated = [one for one in history.occasions if one.is_bounded]
    room = width - _LABEL - 1
    if not dated or room < _YEAR:
        return []
    first, last = min(one.first for one in dated), max(one.last for one in dated)
    days = last - first + 1

    def cell(day: int) -> int:
        return min((day - first) * room // days, room - 1)

    lines = [line((f"{'':{_LABEL}}{_years(first, last, room)}", "faint"))]
    for position in _SIDES:
        cells = [" "] * room
        for one in sorted(dated, key=lambda one: one.first - one.last):
            if one.position is position:
                start, end = cell(one.first), cell(one.last)
                sign = "█" if start == end else "░"
                cells[start : end + 1] = sign * (end - start + 1)
        lines.append(line((f" {position:{_LABEL - 1}}", "label"), "".join(cells)))
    if history.change.between is not None:
        start, end = map(cell, history.change.between)
        shown = "╎" + "─" * max(end - start - 1, 0) + "╎" * (end > start)
        lines.append(line((f" {'changed':{_LABEL - 1}}{' ' * start}{shown}", "sign")))
    return lines


def _years(first: int, last: int, room: int) -> str:
    """Return an axis with the years that there is room for."""
    axis = [" "] * room
    free = 0
    for year in range(civil(first)[0], civil(last)[0] + 1):
        day = max(ordinal(year, 1, 1), first)
        at = min((day - first) * room // (last - first + 1), room - 1)
        if at >= free and at + _YEAR <= room + 1:
            axis[at : at + _YEAR - 1] = str(year)
            free = at + _YEAR
    return "".join(axis)
