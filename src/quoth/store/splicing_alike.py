"""Replaces fields of very many records of a store's file that are changed alike.

As `splicing` does of any records, but each is looked at within the bytes that are read of many, and
no more is replaced of it than the field that is another.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Iterator, Sequence
from typing import Final, overload

from quoth.store.alike import AlikeEdits
from quoth.store.differing import Difference
from quoth.store.entries import Extent
from quoth.store.rewriting import FieldPut, field_put, is_whole_field, with_fields
from quoth.store.splicing import Read, Splice, splices

_TOGETHER: Final = 256
"""Records that are looked at, or written, together."""
_PIECE: Final = 1 << 22
"""Bytes up to which what lies between those is read, too."""
_BLANKS: Final = frozenset(b" \t\r\n")
_OPENING: Final = b'"%b": {'
_CLOSING: Final = ord("}")

_Place = tuple[int, int, bytes]
"""From where up to where bytes are replaced, and by what."""


class AlikeSplices(Sequence[Splice]):
    """What is replaced in a file for records to be changed alike: one splice for each, in order."""

    def __init__(self, edits: AlikeEdits, order: Sequence[int], places: Sequence[_Place]) -> None:
        """Take the edits, the order in which their records stand, and what is replaced in each."""
        self.order = order
        """The number of the edit of each."""
        self._edits = edits
        self._places = places

    @property
    def growths(self) -> list[int]:
        """By how many bytes each record grows."""
        return [len(text) - (end - start) for start, end, text in self._places]

    @property
    def ends(self) -> list[int]:
        """Where each ends: from there on all moves, by how much those up to it have grown."""
        return [end for _, end, _ in self._places]

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Splice: ...
    @overload
    def __getitem__(self, place: slice) -> list[Splice]: ...
    def __getitem__(self, place: int | slice) -> Splice | list[Splice]:
        """Return a splice, or some."""
        if isinstance(place, slice):
            return [self._splice(one) for one in range(len(self))[place]]
        return self._splice(place)

    def _splice(self, place: int) -> Splice:
        """Return a splice; where its record stands is counted from its first byte."""
        start, end, text = self._places[place]
        which = self.order[place]
        keys, _, starts, ends, _ = self._edits.columns
        grown = len(text) - (end - start)
        within = Extent(starts[which] - start, ends[which] - start + grown)
        return Splice(start, end, text, ((self._edits.table, keys[which], within),))

    def pieces(self, read: Read) -> Iterator[bytes]:
        """Yield the bytes of the file, with all that replaced."""
        base = 0
        for first in range(0, len(self), _TOGETHER):
            some = self._places[first : first + _TOGETHER]
            last = some[-1][1]
            if last - base > _PIECE:
                yield from _copied(read, base, some)
            else:
                data, made, place = read(base, last - base), [], 0
                for start, end, text in some:
                    made.append(data[place : start - base])
                    made.append(text)
                    place = end - base
                yield b"".join(made)
            base = last
        while piece := read(base, _PIECE):
            yield piece
            base += len(piece)


def _copied(read: Read, base: int, some: Sequence[_Place]) -> Iterator[bytes]:
    """Yield the bytes of a file from one on up to the last of some places, with those replaced."""
    for start, end, text in some:
        while base < start:
            piece = read(base, min(_PIECE, start - base))
            if not piece:
                return
            yield piece
            base += len(piece)
        yield text
        base = end


def alike_splices(read: Read, edits: AlikeEdits) -> AlikeSplices:
    """Return what is to be replaced in a file for some records to be changed.

    Each is known to stand where its edit says, just as it was.

    Raises:
        UnexpectedError: the file isn't as the edits say.
    """
    starts = edits.columns.starts
    order = sorted(range(len(edits)), key=starts.__getitem__)
    finder = _Finder(edits)
    places: list[_Place] = []
    for first in range(0, len(order), _TOGETHER):
        some = order[first : first + _TOGETHER]
        places += finder.places(read, some)
    return AlikeSplices(edits, order, places)


class _Finder:
    """Finds what is replaced in records."""

    def __init__(self, edits: AlikeEdits) -> None:
        """Take what is changed in which."""
        self._edits = edits
        self._known: dict[tuple[bytes, int], FieldPut] = {}
        """What a difference comes to, by the blanks before a record's end and its number."""

    def places(self, read: Read, some: Sequence[int]) -> Iterator[_Place]:
        """Yield what is replaced in some records, in the order of the file.

        Raises:
            UnexpectedError: one isn't as its edit says.
        """
        keys, _, starts, ends, which = self._edits.columns
        base, last = starts[some[0]], ends[some[-1]]
        if last - base > _PIECE and len(some) > 1:
            for one in some:
                yield from self.places(read, [one])
            return
        data = read(base, last - base)
        for one in some:
            start, end = starts[one] - base, ends[one] - base
            found = self._place(data, (start, end), keys[one], which[one])
            if found is None:
                yield self._looked_at(read, one)
            else:
                yield base + found[0], base + found[1], found[2]

    def _place(self, data: bytes, record: tuple[int, int], key: str, which: int) -> _Place | None:
        """Return what is replaced in a record; nothing where that isn't simple, or not sure.

        Args:
            data: bytes.
            record: where the record is in them.
            key: its key.
            which: the number of the difference.
        """
        start, stop = record[0], record[1] - 1
        opening = _OPENING % key.encode()
        if not data.startswith(opening, start) or data[stop] != _CLOSING:
            return None
        end = stop
        while data[end - 1] in _BLANKS:
            end -= 1
        put = self._put(data[end:stop], which)
        if not put.is_sure or end <= start + len(opening):
            return None
        if not put.replaced:
            return end, end, put.added
        if len(put.replaced) > 1 or put.added:
            text, is_sure = with_fields(data[start:end], put)
            return (start, end, text) if text is not None and is_sure else None
        ((old, new),) = put.replaced
        at = data.find(old, start, end)
        behind = at + len(old)
        is_alone = at >= 0 and data.find(old, at + 1, end) < 0
        if not (is_alone and is_whole_field(data, (start, end), (at, behind))):
            return None
        return at, behind, new

    def _put(self, line: bytes, which: int) -> FieldPut:
        """Return what a difference comes to in records whose last bracket follows such blanks."""
        found = self._known.get((line, which))
        if found is None:
            difference: Difference = self._edits.differences[which]
            found = self._known[line, which] = field_put(line.decode(), difference)
        return found

    def _looked_at(self, read: Read, which: int) -> _Place:
        """Return what is replaced in a record that is looked at as any other is.

        Raises:
            UnexpectedError: it isn't as its edit says.
        """
        edit = self._edits[which]
        (found,) = splices(read, [edit], {}, is_known=True)
        return found.start, found.end, found.text
