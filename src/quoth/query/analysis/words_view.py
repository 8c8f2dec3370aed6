"""Words that tell two sets of statements apart: only verbatim ones.

The prior of the log-odds (`quoth.query.telling_words`) stands for 1,000 words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from quoth.basics.text import words
from quoth.presenting.reports.report import Opened, Report, ReportCell, ReportTable
from quoth.presenting.verbatim import quoted_spans
from quoth.query.analysis.codings import Codings
from quoth.query.analysis.columns import KINDS
from quoth.query.analysis.options import AnalysisError
from quoth.query.analysis.telling import left_out_data, options_data, said_how
from quoth.query.model import Query, Sort
from quoth.query.telling_words import TellingWord, telling_words
from quoth.store.model import Facet, Kind, Statement

if TYPE_CHECKING:
    from quoth.query.analysis.asking import Asked

_PRIOR: Final = 1_000.0
"""Words that the prior stands for."""
_MOST_READ: Final = 50_000
"""Statements of each set that are read at most, the newest first."""
_SHOWN: Final = 20


def verbatim(statement: Statement) -> list[str]:
    """Return the words of a statement that are verbatim, folded."""
    if statement.kind is Kind.DIRECT:
        return words(statement.quote)
    if statement.kind is not Kind.MIXED:
        return []
    spans = quoted_spans(statement.quote)
    return [word for start, end in spans for word in words(statement.quote[start:end])]


def words_report(codings: Codings, asked: Asked) -> Report:
    """Return the words that tell what was found from the rest, or from what another query finds.

    Raises:
        AnalysisError: the other query can't be understood.
    """
    here = codings.newest
    there = _others(codings, asked.against, here)
    said_here, said_there = _said(codings, here), _said(codings, there)
    found = telling_words(said_here, said_there, _PRIOR) if said_here and said_there else []
    limit = _SHOWN if asked.limit is None else asked.limit or len(found)
    ours = [one for one in found if one.z > 0][:limit]
    theirs = [one for one in reversed(found) if one.z < 0][:limit]
    against = asked.against or "all else"
    total, others = (f"{sum(one.values()):,}" for one in (said_here, said_there))
    return Report(
        "words",
        f"Words that tell them apart · {len(here):,} statements from {len(there):,}",
        [
            *said_how(codings, of_positions=False),
            f"against: {against} · verbatim words alone: {total} here, {others} there",
        ],
        [
            _table(codings, "said more often here", ours, here),
            _table(codings, "said more often there", theirs, there),
        ],
        ["there is nothing to hold them against"] * (not said_there)
        + [f"of {len(rows):,} statements the newest {_MOST_READ:,} are read"
         for rows in (here, there) if len(rows) > _MOST_READ],
        lambda: {
            "here": [_told(one) for one in ours],
            "there": [_told(one) for one in theirs],
            "words_here": sum(said_here.values()),
            "words_there": sum(said_there.values()),
            "options": options_data(asked, ("against",), limit=limit),
            "left_out": left_out_data(codings, of_positions=False),
        },
    )  # fmt: skip


def _told(one: TellingWord) -> dict[str, object]:
    """Return a word as data has it."""
    return {"word": one.word, "here": one.first, "there": one.second, "z": one.z}


def _others(codings: Codings, against: str, here: Sequence[int]) -> Sequence[int]:
    """Return what the statements found are held against."""
    store = codings.store
    found = store.find(Query(against))
    if found.problems:
        raise AnalysisError(f"--against: {found.problems[0].message}")
    rows = store.rows(found, Sort.NEWEST)
    if against:
        return rows
    own = frozenset(here)
    return [row for row in rows if row not in own]


def _said(codings: Codings, rows: Sequence[int]) -> Counter[str]:
    """Count the verbatim words of some rows: of direct ones where they are at hand already."""
    found: Counter[str] = Counter()
    meant = frozenset(rows[:_MOST_READ])
    for piece in codings.columns.pieces:
        kinds, direct = piece.axis(Facet.KIND), bytearray(piece.size)
        mixed = []
        every = [KINDS[one[0]] if len(one) else None for one in kinds.sets]
        for row in meant.intersection(range(piece.start, piece.start + piece.size)):
            kind = every[kinds.codes[row - piece.start]]
            if kind is Kind.DIRECT:
                direct[row - piece.start] = 1
            elif kind is Kind.MIXED:
                mixed.append(row)
        if any(direct):
            found += piece.said_words(bytes(direct))
        for row in sorted(mixed):
            found.update(verbatim(codings.corpus.read_statement(row)))
    return found


def _table(
    codings: Codings, title: str, found: Sequence[TellingWord], rows: Sequence[int]
) -> ReportTable:
    """Return a table of words."""
    return ReportTable(
        title,
        ("word", "here", "there", "z"),
        [
            [
                ReportCell(one.word, None, partial(open_word, codings, one.word, rows)),
                ReportCell(f"{one.first:,}", one.first),
                ReportCell(f"{one.second:,}", one.second),
                ReportCell(f"{one.z:+.2f}", one.z, None, max(min(one.z / 10, 1), -1)),
            ]
            for one in found
        ],
    )


def open_word(codings: Codings, word: str, rows: Collection[int]) -> Opened:
    """Return the statements in whose verbatim words a word is; the number is how often it is."""
    found, number = [], 0
    for row in list(rows)[:_MOST_READ]:
        if count := verbatim(codings.corpus.read_statement(row)).count(word):
            found.append(row)
            number += count
    return Opened(found, number)
