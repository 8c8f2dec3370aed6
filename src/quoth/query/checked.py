"""Which statements stand: those that are neither drafts nor rejected.

A draft is what somebody may have said, until a person has read it against its source, and what is
rejected was not said so. Neither is found or counted unless a query names a status: then it decides
by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from quoth.index.corpus import Corpus, Facet, Piece
from quoth.index.rows import Rows
from quoth.query.language.tree import All, Either, FieldName, FieldTerm, Node, Not
from quoth.store.model import Status

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
    return [number for value, number in values.items() if value != _STANDING]


class Standing(NamedTuple):
    """How many statements stand, and how many don't."""

    confirmed: int
    drafts: int
    rejected: int


def standing(corpus: Corpus) -> Standing:
    """Return how many statements of a corpus stand."""
    drafts, rejected = number_of(corpus, Status.DRAFT), number_of(corpus, Status.REJECTED)
    return Standing(len(corpus) - drafts - rejected, drafts, rejected)


def number_of(corpus: Corpus, status: Status) -> int:
    """Return how many statements have a status."""
    return sum(map(len, rows_of(corpus, status)))


def rows_of(corpus: Corpus, status: Status) -> Selection:
    """Return the rows of each piece that have a status, of those that count."""
    found = []
    for piece in corpus.pieces:
        number = corpus.value_number(piece.part, Facet.STATUS, str(status))
        if number is None:
            found.append(Rows.nothing(piece.part.sets))
        else:
            rows = piece.part.column(Facet.STATUS).rows([number])
            found.append(rows if piece.alive is None else rows & piece.alive)
    return found


def names_a_status(node: Node | None) -> bool:
    """Tell whether a query names a status anywhere."""
    match node:
        case FieldTerm():
            return node.name is FieldName.STATUS
        case Not():
            return names_a_status(node.node)
        case All() | Either():
            return any(map(names_a_status, node.nodes))
        case _:
            return False
