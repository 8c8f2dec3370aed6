"""The statements of a query, read from a corpus column by column, for analyses."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

from quoth.basics.dates import UNDATED
from quoth.basics.quotations import quoted_spans
from quoth.basics.text import counted_words
from quoth.index.corpus import Corpus, Piece
from quoth.index.spoken import marked_numbers, numbered, said_words, unplaced, word_numbers
from quoth.query.analysis.columns import (
    KINDS,
    Axis,
    ColumnPiece,
    Span,
    StatementColumns,
    ValueSets,
    numbered_papers,
    stance_number,
)
from quoth.query.analysis.spans import DateSpans
from quoth.query.checked import Selection
from quoth.store.facets import Facet
from quoth.store.model import Kind, Position


def columns_of(corpus: Corpus, publishers: Callable[[], Sequence[str]]) -> StatementColumns:
    """Return the columns of all statements that there are: what each is made of is made once.

    Args:
        corpus: The statements.
        publishers: Returns who published each source, by number.
    """
    return StatementColumns(
        [_piece(corpus, piece) for piece in corpus.pieces],
        partial(_homes, corpus),
        lambda: corpus.properties,
        lambda: corpus.published,
        lru_cache(maxsize=None)(partial(_papers, corpus, publishers)),
        lru_cache(maxsize=None)(partial(numbered, [piece.part for piece in corpus.pieces])),
        newest_first=len(corpus.pieces) == 1,
    )


def selected(
    columns: StatementColumns, corpus: Corpus, selection: Selection | None
) -> StatementColumns:
    """Return columns of the statements of a selection; without one, of all that count."""
    rows = [piece.alive for piece in corpus.pieces] if selection is None else selection
    pieces = [
        piece._replace(chosen=None if some is None else some.flags)
        for piece, some in zip(columns.pieces, rows, strict=True)
    ]
    return columns._replace(pieces=pieces)


def _piece(corpus: Corpus, piece: Piece) -> ColumnPiece:
    """Return the columns of a piece."""
    return ColumnPiece(
        start=piece.start,
        size=len(piece.part),
        chosen=None,
        axis=lru_cache(maxsize=None)(partial(_axis, corpus, piece)),
        said=lru_cache(maxsize=None)(partial(_said, piece)),
        words=lru_cache(maxsize=None)(partial(word_numbers, piece.part)),
        marked=lru_cache(maxsize=None)(partial(marked_numbers, piece.part)),
        said_words=partial(_said_words, corpus, piece),
    )


def _said_words(corpus: Corpus, piece: Piece, quoted: bytes, marked: bytes) -> Counter[str]:
    """Count words, those of quotes that have to be read as well."""
    counts = said_words(piece.part, quoted, marked)
    for row in unplaced(piece.part, marked):
        quote = str(corpus.document_of_row(piece.start + row)[1]["quote"])
        counts += counted_words(quote[start:end] for start, end in quoted_spans(quote))
    return counts


def _axis(corpus: Corpus, piece: Piece, facet: Facet) -> Axis:
    """Return the column of a facet."""
    column = piece.part.column(facet)
    codes = column.codes.whole()
    if facet is Facet.ACTOR and len(own := piece.part.sections.numbers(f"{facet}.own")):
        sets = list(column.sets)
        for code in own.whole():
            sets[code] = [sets[code][0], *sets[code]]
        return Axis(codes, ValueSets.of(sets))
    if facet is Facet.STANCE:
        topics = corpus.topic_numbers
        numbers = [_stance(topics, value) for value in corpus.value_numbers(piece.part, facet)]
        return Axis(
            codes,
            ValueSets.of([list(dict.fromkeys(numbers[one] for one in values))
                          for values in column.sets]),
        )  # fmt: skip
    if facet is Facet.KIND:
        kinds = [KINDS.index(Kind(value)) for value in corpus.value_numbers(piece.part, facet)]
        return Axis(codes, ValueSets.of([[kinds[one] for one in some] for some in column.sets]))
    return Axis(codes, ValueSets(*column.laid_out))


def _stance(topics: Mapping[str, int], value: str) -> int:
    """Return the number of a position on a topic."""
    position, _, topic = value.partition(":")
    return stance_number(topics.get(topic, 0), Position(position))


def _said(piece: Piece) -> tuple[Axis, Sequence[Span]]:
    """Return the dates of rows: in a part they stand in the order of their dates."""
    part = piece.part
    firsts, lasts = (array("q", bytes(days)) for days in part.date_days)
    firsts.append(UNDATED.first)
    lasts.append(UNDATED.last)
    return Axis(part.date_codes, ValueSets.each(len(firsts))), DateSpans(firsts, lasts)


def _papers(
    corpus: Corpus, publishers: Callable[[], Sequence[str]]
) -> tuple[Sequence[str], Sequence[int]]:
    """Return the publishers, and for each source by number, the place of its own among them."""
    sections, sources = corpus.base.sections, corpus.sources
    places = sections.numbers("sources.publishers").whole()
    if sources.changed or sources.end != len(places):
        return numbered_papers(publishers())
    return [*map(str, sections.texts("publishers.names"))], places


def _homes(corpus: Corpus) -> Sequence[int]:
    """Return the topmost one to whom each actor belongs: no store has a circle of them."""
    return [line[-1] for line in corpus.lineages]
