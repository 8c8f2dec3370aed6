"""What a corpus tells of the statements of a query, column by column, for whoever analyses them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache, partial

from quoth.index.corpus import UNDATED, Corpus, Piece
from quoth.index.rows import Rows
from quoth.query.analysis.columns import (
    KINDS,
    Axis,
    ColumnPiece,
    Span,
    StatementColumns,
    stance_number,
)
from quoth.query.checked import Selection
from quoth.store.model import Facet, Kind, Position


def columns_of(corpus: Corpus, selection: Selection | None) -> StatementColumns:
    """Return the columns of the statements of a selection; without one, of all that count."""
    rows = [piece.alive for piece in corpus.pieces] if selection is None else selection
    pieces = [_piece(corpus, piece, some) for piece, some in zip(corpus.pieces, rows, strict=True)]
    return StatementColumns(
        pieces, partial(_homes, corpus), lambda: corpus.properties, lambda: corpus.published
    )


def _piece(corpus: Corpus, piece: Piece, rows: Rows | None) -> ColumnPiece:
    """Return the columns of a piece."""
    return ColumnPiece(
        start=piece.start,
        size=len(piece.part),
        chosen=None if rows is None else rows.flags,
        axis=lru_cache(maxsize=None)(partial(_axis, corpus, piece)),
        said=lru_cache(maxsize=None)(partial(_said, piece)),
        words=partial(_words, piece),
    )


def _axis(corpus: Corpus, piece: Piece, facet: Facet) -> Axis:
    """Return the column of a facet."""
    column = piece.part.column(facet)
    sets: Sequence[Sequence[int]] = column.sets
    if facet is Facet.ACTOR:
        sets = list(sets)
        for code in piece.part.sections.numbers(f"{facet}.own").whole():
            sets[code] = [sets[code][0], *sets[code]]
    if facet is Facet.STANCE:
        numbers = [_stance(corpus, value) for value in corpus.value_numbers(piece.part, facet)]
        sets = [list(dict.fromkeys(numbers[one] for one in values)) for values in sets]
    if facet is Facet.KIND:
        kinds = [KINDS.index(Kind(value)) for value in corpus.value_numbers(piece.part, facet)]
        sets = [[kinds[one] for one in values] for values in sets]
    return Axis(column.codes.whole(), sets)


def _stance(corpus: Corpus, value: str) -> int:
    """Return the number of a position on a topic."""
    position, _, topic = value.partition(":")
    number = corpus.topics.number(topic)
    return stance_number(number or 0, Position(position))


def _said(piece: Piece) -> tuple[Axis, Sequence[Span]]:
    """Return the dates of rows: in a part they stand in the order of their dates."""
    part = piece.part
    spans = [*part.date_spans, (UNDATED.first, UNDATED.last)]
    ends = [*part.date_starts[1:], len(part)]
    codes = array("I")
    for place, end in enumerate(ends):
        codes.extend(array("I", [place]) * (end - len(codes)))
    return Axis(codes, [[place] for place in range(len(spans))]), spans


def _words(piece: Piece) -> Sequence[int]:
    """Return how many words each row's quote has."""
    return piece.part.quote_lengths


def _homes(corpus: Corpus) -> Sequence[int]:
    """Return the topmost one to whom each actor belongs: no store has a circle of them."""
    return [line[-1] for line in corpus.lineages]
