"""Who is heard: what share of the people, the statements and the words is whose.

People per source: of the distinct people quoted in each source, how many are of a group, summed
over sources (the Gender Gap Tracker counts women so). Concentration is the sum of the squared
shares of all people, and its inverse the number of voices that would be as concentrated if all were
heard alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from itertools import chain
from operator import and_
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.presenting.reports.report import Opened, Report, ReportCell, ReportTable, Series
from quoth.presenting.timeline import fit, whole
from quoth.query.analysis.arrays import rows_with
from quoth.query.analysis.codings import Codings
from quoth.query.analysis.columns import KINDS, Axes, Axis, Span, ValueSets
from quoth.query.analysis.counted_how import left_out_data, options_data, said_how
from quoth.query.analysis.intervals import Bounds, Periods, ratio
from quoth.query.analysis.spans import DateSpans
from quoth.store.facets import Facet
from quoth.store.model import Kind

if TYPE_CHECKING:
    from quoth.query.analysis.asking import Asked

UNKNOWN: Final = "unknown"
"""What those are called of whom nothing is known; they stay a group."""
_PERIODS: Final = 120
"""Columns for which the scale of the series is chosen."""
_MOST_SERIES: Final = 6
_MOST_PAPERS: Final = 30
_MOST_READ: Final = 5_000
"""Mixed statements that are read for the words in their quotation marks."""
_SHARES: Final = ("people_per_source", "statements", "words", "verbatim_words")


class GroupShare(NamedTuple):
    """A group of those who are heard."""

    place: int
    """Its number among the groups."""
    name: str
    members: Sequence[int]
    counts: Sequence[int]
    """People per source, statements, words, verbatim words."""
    shares: Sequence[float]
    """The shares of the same; over all groups each adds up to 1."""


def voices_report(codings: Codings, asked: Asked) -> Report:
    """Return who is heard, by group."""
    heard = _Heard(codings, asked.group)
    groups = shares_of(heard)
    first = sorted(heard.statements.values(), reverse=True)
    total = sum(first) or 1
    concentration = sum((count / total) ** 2 for count in first)
    effective = 1 / concentration if concentration else 0.0
    periods, series = _series(heard, groups)
    head = (asked.group, "people", "per source", "share", "statements", "words", "verbatim")
    five = 100 * sum(first[:5]) / total
    number = f"{effective:.1f} of {len(first):,}"
    notes = [f"effective number of voices {number} · first five {five:.0f} %"]
    if heard.unread:
        notes.append(f"verbatim words of {heard.unread:,} mixed statements aren't counted")
    return Report(
        "voices",
        f"Who is heard · {heard.found:,} statements by {asked.group}",
        [*said_how(codings, of_positions=False)],
        [ReportTable("", head, [_row(codings, one) for one in groups]), *_papers(heard, groups)],
        notes,
        lambda: {
            "groups": [_group_data(one) for one in groups],
            "by_paper": _papers_data(heard, groups),
            "concentration": concentration,
            "effective": effective,
            "voices": len(first),
            "periods": periods,
            "over_time": {
                one.name: [
                    {"lower": lower, "value": value, "upper": upper}
                    for lower, value, upper in one.points
                ]
                for one in series
            },
            "options": options_data(asked, ("who", "dates", "group")),
            "left_out": left_out_data(codings, of_positions=False),
        },
        periods=periods,
        series=series,
    )


class _Heard:
    """Counts by actor and by group."""

    def __init__(self, codings: Codings, group: str) -> None:
        """Count the people, the statements and the words."""
        self.codings = codings
        counting, pieces = codings.counting, codings.columns.pieces
        self._whos = [codings.who(piece) for piece in pieces]
        sources = [piece.axis(Facet.SOURCE) for piece in pieces]
        self.papers, of_sources = codings.columns.papers()
        in_sources = counting.tally(codings.beside(self._whos, sources), once=False)
        self.statements = counting.tally(codings.beside(self._whos), once=False).sums(0)
        self.members = grouped(codings, sorted(self.statements), group)
        number = {
            one: place for place, numbers in enumerate(self.members.values()) for one in numbers
        }
        highest = max((ValueSets.of(axis.sets).highest for axis in self._whos), default=-1)
        group_of = [number.get(one, 0) for one in range(highest + 1)]
        self.by_paper = in_sources.regrouped(group_of, of_sources, once=True)
        """How many people per source there are of each group in each paper."""
        self.groups = [
            Axis(axis.codes, ValueSets.of(axis.sets).mapped(group_of)) for axis in self._whos
        ]
        self.words: Counter[int] = Counter()
        self.verbatim: Counter[int] = Counter()
        self.unread = 0
        self._count_words()
        self.dated = counting.tally(codings.beside(self.groups, codings.all_dates[0]), once=False)
        self.found = sum(one.size if one.chosen is None else one.chosen.count(1) for one in pieces)

    def _count_words(self) -> None:
        """Count the words of each group, and those that are verbatim."""
        pieces = self.codings.columns.pieces
        kinds, lengths = (
            [one.axis(Facet.KIND) for one in pieces],
            [_of_numbers(*one.words()) for one in pieces],
        )
        codings = self.codings
        tally = codings.counting.tally(codings.beside(self.groups, kinds, lengths), once=False)
        words: Counter[tuple[int, int]] = Counter()
        for (group, kind, length), count in tally.counts().items():
            words[group, kind] += length * count
        for (group, kind), number in words.items():
            self.words[group] += number
            self.verbatim[group] += number * (KINDS[kind] is Kind.DIRECT)
        mixed = tally.sums(1).get(KINDS.index(Kind.MIXED), 0)
        if mixed > _MOST_READ:
            self.unread = mixed
            return
        marked = [_of_numbers(*one.marked()) for one in pieces]
        tally = codings.counting.tally(codings.beside(self.groups, kinds, marked), once=False)
        for (group, _, number), count in tally.counts({1: [KINDS.index(Kind.MIXED)]}).items():
            self.verbatim[group] += number * count

    def dates(self, days: Sequence[Span], kinds: Sequence[int]) -> list[list[tuple[Span, int]]]:
        """Return the dates of each group, each with how often it is theirs.

        Args:
            days: The dates that there may be.
            kinds: For each date of all codings, the place of that which stands for it.
        """
        found: list[list[tuple[Span, int]]] = [[] for _ in self.members]
        counts = self.dated.regrouped(range(len(found)), kinds, once=False)
        is_meant = DateSpans.of(days).dated
        for (group, date), count in counts.items():
            if is_meant[date]:
                found[group].append((days[date], count))
        return found


def _of_numbers(numbers: Sequence[int], highest: int) -> Axis:
    """Return a column of numbers."""
    return Axis(numbers, ValueSets.each(highest + 1))


def shares_of(heard: _Heard) -> list[GroupShare]:
    """Return the groups of those who are heard, those with the most people first."""
    per_source: Counter[int] = Counter()
    for (place, _), number in heard.by_paper.items():
        per_source[place] += number
    sums = [
        [
            per_source[place],
            sum(heard.statements.get(one, 0) for one in numbers),
            heard.words[place],
            heard.verbatim[place],
        ]
        for place, numbers in enumerate(heard.members.values())
    ]
    totals = [sum(one[place] for one in sums) for place in range(len(_SHARES))]
    found = [
        GroupShare(
            place,
            name,
            numbers,
            sums[place],
            [count / total if total else 0.0
             for count, total in zip(sums[place], totals, strict=True)],
        )
        for place, (name, numbers) in enumerate(heard.members.items())
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.counts[0], -one.counts[1], one.name))


def grouped(codings: Codings, actors: Iterable[int], group: str) -> dict[str, list[int]]:
    """Return actors by a group: `home`, `actor` for each alone, or what is known by a name.

    Where several have one name, each goes by its name and its id.
    """
    if group in ("home", "actor"):
        homes = codings.columns.homes()
        by_number: dict[int, list[int]] = {}
        for one in actors:
            by_number.setdefault(homes[one] if group == "home" else one, []).append(one)
        named = {number: codings.actor(number) for number in by_number}
        shared = Counter(name for _, name in named.values())
        return {
            name if shared[name] == 1 else f"{name} ({id_})": by_number[number]
            for number, (id_, name) in named.items()
        }
    found: dict[str, list[int]] = {}
    begins = f"{group.casefold()}="
    properties = codings.columns.properties()
    known = {
        text: text[len(begins) :]
        for text in {*chain.from_iterable(properties)}
        if text.casefold().startswith(begins)
    }
    for one in actors:
        name = known.get(next(filter(known.__contains__, properties[one]), ""), UNKNOWN)
        found.setdefault(name, []).append(one)
    return found


def _row(codings: Codings, one: GroupShare) -> list[ReportCell]:
    """Return the cells of a group."""
    opening = partial(open_heard, codings, frozenset(one.members))
    per_source = partial(open_heard, codings, frozenset(one.members), once=True)
    percents = [ReportCell(f"{100 * share:.0f} %", share, None, share) for share in one.shares]
    return [
        ReportCell(one.name, None, opening),
        ReportCell(f"{len(one.members):,}", len(one.members), opening),
        ReportCell(f"{one.counts[0]:,}", one.counts[0], per_source),
        percents[0],
        ReportCell(f"{one.counts[1]:,} {percents[1].text:>5}", one.counts[1], opening),
        *percents[2:],
    ]


def open_heard(
    codings: Codings,
    who: Collection[int],
    sources: Collection[int] | None = None,
    *,
    once: bool = False,
) -> Opened:
    """Return the statements of some; with `once`, one for each of them in each source.

    With sources, those in one of these.
    """
    every: dict[int, list[tuple[int, int]]] = {}
    for piece in codings.columns.pieces:
        axes = Axes(piece.start, piece.chosen, [codings.who(piece), piece.axis(Facet.SOURCE)])
        for row, (actors, found) in rows_with(axes, [who, sources]):
            every[row] = [(one, source if once else row) for one in actors for source in found]
    newest = [row for row in codings.newest if row in every]
    kept = {pair: row for row in newest for pair in every[row]}
    rows = set(kept.values())
    ordered = [row for row in newest if row in rows]
    return Opened(ordered, len(kept), len(every) - len(rows))


# By paper.


def _ranked(heard: _Heard) -> list[tuple[int, int]]:
    """Return the papers, each with its people per source, those with the most first."""
    people: Counter[int] = Counter()
    for (_, paper), count in heard.by_paper.items():
        people[paper] += count
    return sorted(people.items(), key=lambda one: (-one[1], heard.papers[one[0]]))


def _papers(heard: _Heard, groups: Sequence[GroupShare]) -> list[ReportTable]:
    """Return whom each paper gives a voice: what share of its people per source is of a group."""
    ranked = _ranked(heard)
    if not any(heard.papers[paper] for paper, _ in ranked):
        return []
    shown = groups[:_MOST_SERIES]
    head = ("paper", *(one.name for one in shown), "people")
    more = len(ranked) - _MOST_PAPERS
    title = f"by paper · {more:,} more have fewer people" if more > 0 else "by paper"
    rows = [_paper_row(heard, shown, paper, people) for paper, people in ranked[:_MOST_PAPERS]]
    return [ReportTable(title, head, rows)]


def _paper_row(
    heard: _Heard, groups: Sequence[GroupShare], paper: int, people: int
) -> list[ReportCell]:
    """Return the cells of a paper."""
    cells = [ReportCell(heard.papers[paper] or "no publisher")]
    for one in groups:
        count = heard.by_paper.get((one.place, paper), 0)
        opening = partial(_open_paper, heard, one.members, paper) if count else None
        text = f"{100 * count / people:.0f} %" if count else "·"
        cells.append(ReportCell(text, count, opening))
    everybody = [who for members in heard.members.values() for who in members]
    opening = partial(_open_paper, heard, everybody, paper)
    return [*cells, ReportCell(f"{people:,}", people, opening)]


def _open_paper(heard: _Heard, who: Collection[int], paper: int) -> Opened:
    """Return a statement of each of some people in each source of a paper."""
    own = frozenset(
        source for source, one in enumerate(heard.codings.columns.papers()[1]) if one == paper
    )
    return open_heard(heard.codings, frozenset(who), own, once=True)


def _papers_data(heard: _Heard, groups: Sequence[GroupShare]) -> list[dict[str, object]]:
    """Return the papers as JSON has them, each with its people per source of each group."""
    return [
        {
            "name": heard.papers[paper],
            "people": people,
            "groups": {one.name: heard.by_paper.get((one.place, paper), 0) for one in groups},
        }
        for paper, people in _ranked(heard)
    ]


def _group_data(one: GroupShare) -> dict[str, object]:
    """Return a group as JSON has it."""
    return {
        "name": one.name,
        "people": len(one.members),
        **{f"{name}_count": count for name, count in zip(_SHARES, one.counts, strict=True)},
        **dict(zip(_SHARES, one.shares, strict=True)),
    }


# Over time.


def _series(heard: _Heard, groups: Sequence[GroupShare]) -> tuple[list[str], list[Series]]:
    """Return the shares of the largest groups over time, with what uncertain dates make of them."""
    spans = heard.codings.all_dates[1]
    there = heard.dated.there(1, len(spans))
    extent = spans.extent(bytes(map(and_, there, spans.dated)))
    if extent is None:
        return [], []
    scale = fit(*extent, _PERIODS)
    starts = whole(scale, extent).bounds[:-1]
    periods = Periods([(start, scale.last(start)) for start in starts])
    counts = [*map(periods.counted, heard.dates(*periods.collapsed(spans)))]
    whole_counts = [
        Bounds(*(sum(one[place][which] for one in counts) for which in range(3)))
        for place in range(len(starts))
    ]
    found = []
    for one in groups[:_MOST_SERIES]:
        own = counts[one.place]
        points = [
            ratio(mine, Bounds(*(all_ - part for all_, part in zip(everybody, mine, strict=True))))
            for mine, everybody in zip(own, whole_counts, strict=True)
        ]
        found.append(Series(one.name, points))
    return [scale.describe(start) for start in starts], found
