"""The rows that have all of some words, or most of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_
from typing import Final

from quoth.index.rows import Rows
from quoth.search.terms import Term

_LISTED: Final = 40_000
"""Rows that are gathered for a word, where not all words need be there."""
_RAREST: Final = 5
"""Words of which some have to be there, where not all are."""
_SPARSE: Final = 32
_ALWAYS_SPARSE: Final = 16_384
"""Up to a share of all rows, and in any case up to a number of them, sets are the faster way."""


def rows_with_all(terms: Sequence[Term]) -> Rows:
    """Return the rows that have every term.

    Terms that few rows have are gone through first, so that little is left when those come that
    most rows have.
    """
    few = sorted((t for t in terms if not t.is_dense), key=lambda term: term.scattered_size)
    many = sorted((t for t in terms if t.is_dense), key=lambda term: term.size)
    first, *others = (*few, *many)
    kept = first.scattered if few and _is_sparse(first) else first.rows
    for term in others:
        if not kept.are_none:
            kept = narrowed(kept, term)
    return kept


def _is_sparse(term: Term) -> bool:
    """Tell whether a term has so few rows that they are best gone through one by one."""
    return term.scattered_size * _SPARSE <= term.part.sets.size + _ALWAYS_SPARSE * _SPARSE


def narrowed(rows: Rows, term: Term) -> Rows:
    """Return the rows, of some, that have a term."""
    if rows.are_few:
        return term.among(rows)
    if term.is_dense or not _is_sparse(term):
        return rows & term.rows
    return rows & term.scattered


def sizes_of(columns: Sequence[Sequence[Term]]) -> list[int]:
    """Return about how many rows each word has, in all parts together."""
    return [sum(term.size for term in same) for same in zip(*columns, strict=True)]


def rarest_of(sizes: Sequence[int]) -> list[int]:
    """Return the words, by place, of which rows must have some: the rarest that there are."""
    known = [place for place, size in enumerate(sizes) if 0 < size <= _LISTED]
    return sorted(known, key=sizes.__getitem__)[:_RAREST]


def rows_with_one_of(
    terms: Sequence[Term], choices: Iterable[Sequence[int]], alive: Rows | None
) -> Rows:
    """Return the rows that have all terms of one of some choices."""
    found = Rows.nothing(terms[0].part.sets)
    for places in choices:
        found |= reduce(and_, [terms[place].rows for place in places])
    return found if alive is None else found & alive
