"""Which statements a pattern between slashes matches, in their quote or in their context.

No index helps here: each text is read. So a pattern is looked for only where the rest of a search
leaves something, in a way that can be broken off, and what was found out is kept: the next letter
typed behind it begins where the last one ended.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from quoth.index.corpus import Corpus, Piece
from quoth.index.rows import Rows
from quoth.query.checked import Selection
from quoth.search.patterns import SlowPatternError, TextPattern, as_matched, text_pattern
from quoth.store.model import Statement
from quoth.store.parsing import Document

IN_ALL: Final = 60.0
"""Seconds that matching one pattern may take in one search, reading not counted."""
_BLOCK: Final = 512
"""Statements that are read together, after which it is asked whether to go on."""
_KEPT: Final = 4
"""Patterns whose findings are kept."""
_MISSES, _HITS = 1, 2
_TRIED: Final = bytes.maketrans(b"\x00\x01\x02", b"\x00\x01\x01")
_HIT: Final = bytes.maketrans(b"\x00\x01\x02", b"\x00\x00\x01")


class PatternRows(NamedTuple):
    """What a pattern let through, of the rows it was looked for in."""

    rows: Selection
    left_out: int = 0
    """Rows that it wasn't looked for in, as it took too long."""
    stopped_at: str = ""
    """The id of the statement at which it took too long, if it was one."""


class PatternFinder:
    """Looks for patterns in the texts of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus."""
        self._corpus = corpus
        self._findings: dict[str, list[bytearray]] = {}
        """A byte for each row, by pattern, the one looked for last at the end."""

    def _known(self, source: str) -> list[bytearray]:
        """Return a byte for each row of each piece; nothing is known of a new pattern."""
        known = self._findings.pop(source, None)
        if known is None:
            known = [bytearray(piece.part.sets.size) for piece in self._corpus.pieces]
        self._findings[source] = known
        if len(self._findings) > _KEPT:
            del self._findings[next(iter(self._findings))]
        return known

    def rows(
        self, source: str, within: Selection, cancelled: Callable[[], bool], most: float = IN_ALL
    ) -> PatternRows:
        """Return the rows of a selection that a pattern matches; they are not all if cancelled.

        Args:
            source: the pattern, which can be understood.
            within: the rows whose texts are read.
            cancelled: whether the result is no longer needed.
            most: the seconds that matching may take.
        """
        pattern, findings = text_pattern(source), self._known(source)
        stopped_at, spent = "", 0.0
        for piece, rows, known in zip(self._corpus.pieces, within, findings, strict=True):
            for block in _blocks(_untried(piece, rows, known)):
                if cancelled() or spent > most or stopped_at:
                    break
                texts = self._texts(piece, block)
                begun = time.perf_counter()
                stopped_at = self._try(pattern, piece, texts, known)
                spent += time.perf_counter() - begun
        found = [
            rows & Rows.flagged(piece.part.sets, known.translate(_HIT))
            for piece, rows, known in zip(self._corpus.pieces, within, findings, strict=True)
        ]
        if not stopped_at and spent <= most:
            return PatternRows(found)
        parts = zip(self._corpus.pieces, within, findings, strict=True)
        return PatternRows(found, sum(len(_untried(*part)) for part in parts), stopped_at)

    def _texts(self, piece: Piece, rows: Sequence[int]) -> list[tuple[int, list[str]]]:
        """Read the texts of some rows of a piece."""
        corpus = self._corpus
        numbers = (piece.start + row for row in rows)
        if piece.held is not None:
            return [
                (row, _texts_of(corpus.document_of_row(number)[1]))
                for row, number in zip(rows, numbers, strict=True)
            ]
        # The index was made of records that were read with all care; here only two texts are taken.
        spans = sorted((*corpus.span_of_row(piece.start + row), row) for row in rows)
        raw = corpus.file.raw((start, length) for start, length, _ in spans)
        try:
            return [
                (row, _texts_of(next(iter(json.loads(b"{%b}" % data).values()))))
                for (_, _, row), data in zip(spans, raw, strict=True)
            ]
        except (ValueError, AttributeError, StopIteration, RecursionError):
            raise corpus.file.mislaid() from None

    def _try(
        self,
        pattern: TextPattern,
        piece: Piece,
        texts: Sequence[tuple[int, list[str]]],
        known: bytearray,
    ) -> str:
        """Note for each row whether the pattern matches, and return the id where it is too slow."""
        for row, parts in texts:
            try:
                hit = any(pattern.first(part) is not None for part in parts)
            except SlowPatternError:
                return self._corpus.statements[piece.start + row].id
            known[row] = _HITS if hit else _MISSES
        return ""


def hits(statement: Statement, source: str) -> Iterator[str]:
    """Yield what a pattern matched in a statement: the first hit of its quote, and its context."""
    pattern = text_pattern(source)
    for text in map(as_matched, (statement.quote, statement.context)):
        try:
            span = pattern.first(text) if text else None
        except SlowPatternError:
            continue
        if span:
            yield text[slice(*span)]


def _texts_of(document: Document) -> list[str]:
    """Return what is searched of a record: its quote, and the sentence that it needs."""
    texts = (document.get("quote"), document.get("context"))
    return [as_matched(text) for text in texts if isinstance(text, str) and text]


def _untried(piece: Piece, rows: Rows, known: bytearray) -> Rows:
    """Return the rows of a selection of which nothing is known yet."""
    return rows - Rows.flagged(piece.part.sets, known.translate(_TRIED))


def _blocks(rows: Rows) -> Iterator[Sequence[int]]:
    """Yield rows in blocks, in their order."""
    every = sorted(rows)
    for start in range(0, len(every), _BLOCK):
        yield every[start : start + _BLOCK]
