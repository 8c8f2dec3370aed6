"""Which rows of a snapshot are the statements that were flagged in another one of the same store.

Rows are renumbered with each snapshot, and a million flags may be set. If two corpora share the
same parts, as before and after a change, only the changed statements are looked at; otherwise each
statement is looked up by its id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain, compress, count
from typing import Any, Protocol

from quoth.store.snapshot import Snapshot


class LayeredSnapshot(Snapshot, Protocol):
    """A corpus, as far as it has to be known here: this module is below it."""

    @property
    def parts(self) -> Sequence[Any]:
        """Its parts."""

    @property
    def pieces(self) -> Sequence[Any]:
        """Those, and what lies on top of them."""

    @property
    def overlay(self) -> Any:
        """What lies on top of its parts, if anything does."""

    def piece_of(self, row: int, /) -> tuple[Any, int]:
        """Return the piece that a row lies in, and its number there."""

    def span_of_row(self, row: int, /) -> tuple[int, int]:
        """Return the first byte of a statement in the store's file, and how many it has."""


Carried = tuple[bytearray, list[str]]
"""A byte for each row, 1 where it is flagged; and the ids of those that are gone."""


def carried_by_id(
    now: Snapshot, before: Snapshot, flags: Sequence[int], away: Iterable[str]
) -> Carried:
    """Return the flags of a snapshot and the flagged ids that it hasn't; as `Snapshot.carried`."""
    made, left = bytearray(), list[str]()
    rows = list(compress(count(), flags))
    ahead = before.read_ahead(rows)
    for record_id in chain((_id(*before.document_of_row(row)) for row in rows), away):
        row = now.row_of(record_id)
        if row is None:
            left.append(record_id)
        else:
            _set(made, row)
    del ahead
    return made, left


def stand_on_the_same(now: LayeredSnapshot, before: LayeredSnapshot) -> bool:
    """Tell whether two corpora have the same parts, and the one only changes on top of them."""
    if len(now.parts) != len(before.parts):
        return False
    if any(one is not other for one, other in zip(now.parts, before.parts, strict=True)):
        return False
    overlay = now.overlay
    return overlay is not None and overlay.held is not None and overlay.shifts == _shifts(before)


def carried_in_place(
    now: LayeredSnapshot, before: LayeredSnapshot, flags: Sequence[int], away: Collection[str]
) -> Carried:
    """Return the same as `carried_by_id`, for corpora that stand on the same parts."""
    size = sum(map(len, now.parts))
    made = bytearray(flags[:size])
    dead, was_dead = _dead(now), _dead(before)
    moved = [row for row in dead if row < len(made) and made[row]]
    for row in moved:
        made[row] = 0
    moved += compress(count(size), flags[size:])
    alive_again = was_dead - dead
    found = _Changed(now, before, alive_again)
    gone: list[int] = []
    for row in moved:
        there = found.row_of(row)
        if there is None:
            gone.append(row)
        else:
            _set(made, there)
    left = _ids(before, gone)
    wanted = set(away)
    if wanted:
        for row in chain(found.rows, alive_again):
            record_id = _id(*now.document_of_row(row))
            if record_id in wanted:
                wanted.remove(record_id)
                _set(made, row)
    return made, [*left, *(one for one in away if one in wanted)]


class _Changed:
    """Where the statements are that one of two corpora has on top of its parts."""

    def __init__(
        self, now: LayeredSnapshot, before: LayeredSnapshot, alive_again: Iterable[int]
    ) -> None:
        """Take the corpora, and the rows of the parts that count again."""
        self._before = before
        top = now.pieces[-1]
        held = top.held or {}
        offsets = top.part.offsets.whole().tolist()
        self.rows = range(top.start, top.start + len(offsets))
        self._places = dict(zip(offsets, self.rows, strict=True))
        self._keys = {held[offset][0]: row for offset, row in self._places.items()}
        self._back = {now.span_of_row(row)[0]: row for row in alive_again}

    def row_of(self, row: int) -> int | None:
        """Return the row now of a statement that had another; nothing if it is gone."""
        piece, local = self._before.piece_of(row)
        if piece.held is None:
            # What was changed since lies where it stood in the file.
            place = self._before.span_of_row(row)[0]
            found = self._places.get(place)
        else:
            place = piece.part.offsets[local]
            found = self._keys.get(piece.held[place][0])
        return self._back.get(place) if found is None else found


def _shifts(corpus: LayeredSnapshot) -> object:
    """Return how far the parts of a corpus were moved in its file."""
    return corpus.overlay.shifts if corpus.overlay is not None else None


def _dead(corpus: LayeredSnapshot) -> set[int]:
    """Return the rows of the parts that don't count any more."""
    dead = corpus.overlay.dead if corpus.overlay is not None else ()
    pieces = zip(corpus.pieces, dead, strict=False)
    return {piece.start + row for piece, rows in pieces for row in rows}


def _ids(snapshot: Snapshot, rows: Sequence[int]) -> list[str]:
    """Return the ids of the statements in some rows."""
    ahead = snapshot.read_ahead(rows)
    found = [_id(*snapshot.document_of_row(row)) for row in rows]
    del ahead
    return found


def _id(key: str, document: dict[str, object]) -> str:
    """Return the id of a statement; one without goes by its key."""
    return str(document.get("id") or key)


def _set(flags: bytearray, row: int) -> None:
    """Set the flag of a row, however few rows have one yet."""
    if row >= len(flags):
        flags.extend(bytes(row + 1 - len(flags)))
    flags[row] = 1
