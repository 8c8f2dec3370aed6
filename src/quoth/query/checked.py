"""Which statements count: those that are neither drafts nor rejected.

A draft is what someone may have said, until a person has checked it against its source; a rejected
statement wasn't said so. Neither is found or counted unless a query names a status: then only that
status decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.index.corpus import Corpus, Piece
from quoth.index.rows import Rows
from quoth.query.language.tree import FieldName, FieldTerm, Node, terms
from quoth.store.facets import Facet
from quoth.store.model import Status

if TYPE_CHECKING:
    from quoth.store.snapshot import Snapshot

Selection = Sequence[Rows]
"""The rows that are let through, in each part."""
_STANDING: Final = str(Status.CONFIRMED)


def checked(corpus: Corpus) -> Selection | None:
    """Return the rows of each piece that stand, of those that count; nothing where all do."""
    others = [_others(corpus, piece) for piece in corpus.pieces]
    if not any(others):
        return None
    return [
        piece.rows - piece.part.column(Facet.STATUS).rows(numbers) if numbers else piece.rows
        for piece, numbers in zip(corpus.pieces, others, strict=True)
    ]


def _others(corpus: Corpus, piece: Piece) -> list[int]:
    """Return the numbers of the statuses with which a statement doesn't stand, if any has them."""
    values = corpus.value_numbers(piece.part, Facet.STATUS)
    others = [number for value, number in values.items() if value != _STANDING]
    if piece.alive is None or not others:
        return others
    column = piece.part.column(Facet.STATUS)
    return [number for number in others if column.rows([number]) & piece.alive]


class Standing(NamedTuple):
    """How many statements stand, and how many don't."""

    confirmed: int
    drafts: int
    rejected: int


def standing(corpus: Snapshot) -> Standing:
    """Return how many statements of a snapshot stand."""
    drafts, rejected = corpus.number_of(Status.DRAFT), corpus.number_of(Status.REJECTED)
    return Standing(len(corpus) - drafts - rejected, drafts, rejected)


def names_a_status(node: Node | None) -> bool:
    """Tell whether a query names a status anywhere."""
    fields = (one for one in terms(node) if isinstance(one, FieldTerm))
    return any(one.name is FieldName.STATUS for one in fields)
