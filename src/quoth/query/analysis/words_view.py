"""Words that tell two sets of statements apart: only verbatim ones.

The prior of the log-odds (`quoth.query.telling_words`) stands for 1,000 words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from functools import partial
from itertools import compress, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.basics.quotations import quoted_spans
from quoth.basics.text import words
from quoth.presenting.reports.report import Opened, Report, ReportCell, ReportTable
from quoth.query.analysis.codings import Codings
from quoth.query.analysis.columns import KINDS, ColumnPiece
from quoth.query.analysis.counted_how import left_out_data, options_data, said_how
from quoth.query.analysis.options import AnalysisError
from quoth.query.model import Query, Sort
from quoth.query.telling_words import TellingWord, telling_words
from quoth.store.facets import Facet
from quoth.store.model import Kind, Statement

if TYPE_CHECKING:
    from quoth.query.analysis.asking import Asked

_PRIOR: Final = 1_000.0
"""Words that the prior stands for."""
_MOST_READ: Final = 50_000
"""Statements of each set that are read at most, the newest first."""
_SHOWN: Final = 20
_NOTHING: Final = (
    "there is nothing to hold them against: search for some statements, "
    "or write a query of those to hold them against"
)


def verbatim(statement: Statement) -> list[str]:
    """Return the words of a statement that are verbatim, folded."""
    if statement.kind is Kind.DIRECT:
        return words(statement.quote)
    if statement.kind is not Kind.MIXED:
        return []
    spans = quoted_spans(statement.quote)
    return [word for start, end in spans for word in words(statement.quote[start:end])]


class _Side(NamedTuple):
    """Statements that are held against others."""

    number: int
    read: Sequence[int]
    """The rows of those that are read, the newest first."""


class _Verbatim(NamedTuple):
    """Which words of the rows of a piece are verbatim."""

    piece: ColumnPiece
    quoted: bytes
    """A 1 for each row of which the whole quote is."""
    marked: bytes
    """A 1 for each of which what is within quotation marks is."""


def words_report(codings: Codings, asked: Asked) -> Report:
    """Return the words that tell what was found from the rest, or from what another query finds.

    Raises:
        AnalysisError: the other query can't be understood.
    """
    here = _Side(len(codings.newest), codings.newest[:_MOST_READ])
    there = _others(codings, asked.against)
    said_here, said_there = (_verbatim_of(codings, one.read) for one in (here, there))
    words_here, words_there = map(_number_said, (said_here, said_there))
    found: list[TellingWord] = []
    if words_here and words_there:
        found = telling_words(_said(said_here), _said(said_there), _PRIOR)
    limit = _SHOWN if asked.limit is None else asked.limit or len(found)
    ours = [one for one in found if one.z > 0][:limit]
    theirs = [one for one in reversed(found) if one.z < 0][:limit]
    against = asked.against or "all else"
    numbers = f"{words_here:,} here, {words_there:,} there"
    return Report(
        "words",
        f"Words that tell them apart · {here.number:,} statements against {there.number:,}",
        [
            *said_how(codings, of_positions=False),
            f"against: {against} · verbatim words alone: {numbers}",
        ],
        [
            _table(codings, "said more often here", ours, here.read),
            _table(codings, "said more often there", theirs, there.read),
        ],
        [_NOTHING] * (not words_there)
        + [f"of {side.number:,} statements the newest {_MOST_READ:,} are read"
         for side in (here, there) if side.number > _MOST_READ],
        lambda: {
            "here": [_told(one) for one in ours],
            "there": [_told(one) for one in theirs],
            "words_here": words_here,
            "words_there": words_there,
            "options": options_data(asked, ("against",), limit=limit),
            "left_out": left_out_data(codings, of_positions=False),
        },
    )  # fmt: skip


def _told(one: TellingWord) -> dict[str, object]:
    """Return a word as data has it."""
    return {"word": one.word, "here": one.first, "there": one.second, "z": one.z}


def _others(codings: Codings, against: str) -> _Side:
    """Return what the statements found are held against."""
    store = codings.store
    found = store.find(Query(against))
    if found.problems:
        raise AnalysisError(f"--against: {found.problems[0].message}")
    rows = store.rows(found, Sort.NEWEST)
    if against:
        return _Side(len(rows), rows[:_MOST_READ])
    pieces = zip(store.columns(found).pieces, codings.columns.pieces, strict=True)
    others = b"".join(_without(one, own) for one, own in pieces)
    number = others.count(1)
    if not number:
        return _Side(0, ())
    order = range(len(others)) if codings.columns.newest_first else rows
    newest = compress(order, map(others.__getitem__, order))
    return _Side(number, list(islice(newest, _MOST_READ)))


def _without(piece: ColumnPiece, own: ColumnPiece) -> bytes:
    """Return a 1 for each row that one query found and another didn't."""
    every = b"\1" * piece.size if piece.chosen is None else piece.chosen
    if own.chosen is None:
        return bytes(piece.size)
    flags, others = (int.from_bytes(some, "little") for some in (every, own.chosen))
    return (flags & ~others).to_bytes(piece.size, "little")


def _verbatim_of(codings: Codings, rows: Sequence[int]) -> list[_Verbatim]:
    """Return which words of some rows are verbatim: all of direct quotes, some of mixed ones."""
    found = []
    ordered = sorted(rows)
    for piece in codings.columns.pieces:
        kinds, size = piece.axis(Facet.KIND), piece.size
        flags = {kind: bytearray(size) for kind in Kind}
        of_codes = [flags[KINDS[one[0]]] if len(one) else bytearray(size) for one in kinds.sets]
        own = slice(*(bisect_left(ordered, piece.start + end) for end in (0, size)))
        for row in ordered[own]:
            local = row - piece.start
            of_codes[kinds.codes[local]][local] = 1
        found.append(_Verbatim(piece, bytes(flags[Kind.DIRECT]), bytes(flags[Kind.MIXED])))
    return found


def _number_said(parts: Sequence[_Verbatim]) -> int:
    """Return how many words are said verbatim."""
    number = 0
    for piece, quoted, marked in parts:
        for numbers_of, flags in ((piece.words, quoted), (piece.marked, marked)):
            some = slice(flags.find(1), flags.rfind(1) + 1)
            if some.stop:
                number += sum(compress(numbers_of()[0][some], flags[some]))
    return number


def _said(parts: Sequence[_Verbatim]) -> Counter[str]:
    """Return how often each word is said verbatim."""
    found: Counter[str] = Counter()
    for piece, quoted, marked in parts:
        found.update(piece.said_words(quoted, marked))
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
    for row in rows:
        if count := verbatim(codings.corpus.read_statement(row)).count(word):
            found.append(row)
            number += count
    return Opened(found, number)
