"""Replaces some bytes of a store's file and leaves all the others as they are.

A record of a large store is changed without reading the others: the file is copied, except for the
bytes of that record. The positions of records come from a journal. Each is checked before anything
is written; if one isn't as expected, the file has to be read as a whole instead.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from quoth.store.differing import Differences
from quoth.store.dumping import encoded, indented
from quoth.store.journal import Extent, JournalEdit
from quoth.store.moving import Shifts
from quoth.store.rewriting import RecordWriter, Rewrite

Read = Callable[[int, int], bytes]
"""Returns so many bytes of a file from a place on."""

_BLANKS: Final = b" \t\r\n"
_NEAR: Final = 4096
"""Bytes around a record in which its neighbours begin."""
_PIECE: Final = 1 << 22
_WINDOW: Final = 1 << 20
"""Bytes that are read at once where many records are looked at."""
_TOGETHER: Final = 256
"""Records that are rewritten together."""
_MANY: Final = 32
"""Records from which on it is quicker to read what lies around them together."""
_decoded: Final = json.JSONDecoder().decode
_in_one_line: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


class UnexpectedError(Exception):
    """The file is not as it was expected to be, or the change is not of a kind that is known."""


class Splice(NamedTuple):
    """Bytes from `start` up to `end`, and what takes their place."""

    start: int
    end: int
    text: bytes
    records: tuple[tuple[str, str, Extent], ...] = ()
    """The table and the key of each record in the text, and where in it that stands."""


class Layout(NamedTuple):
    """How the file that is there and those in it are written."""

    indent: bytes
    """The line break and the blanks before each record; nothing where it begins no line."""
    in_lines: bool
    """Whether each field has a line."""


def splices(
    read: Read,
    edits: Sequence[JournalEdit],
    ends: Mapping[str, Extent],
    *,
    is_known: bool = False,
) -> list[Splice]:
    """Return what is to be replaced in a file for some records to be changed, in order.

    Args:
        read: reads the file.
        edits: what becomes of the records, each of them in one edit at most.
        ends: where the last record of each table stands.
        is_known: whether each record that was there is known to stand where its edit says, just as
            it was; otherwise it is looked at.

    Raises:
        UnexpectedError: the file isn't as the edits say.
    """
    found: list[Splice] = []
    by_table: dict[str, list[JournalEdit]] = {}
    for edit in edits:
        by_table.setdefault(edit.table, []).append(edit)
    for table, some in by_table.items():
        if len(some) >= _MANY:
            some.sort(key=_where)
        near = NearbyReader(read) if len(some) >= _MANY else read
        found += _in_table(near, some, ends.get(table), is_known=is_known)
    found.sort()
    if any(one.end > other.start for one, other in pairwise(found)):
        raise UnexpectedError("records overlap")
    return found


def _where(edit: JournalEdit) -> int:
    """Return where the record of an edit stands, to read what lies near each other together."""
    return edit.place.start if edit.place is not None else 0


def spliced(read: Read, found: Sequence[Splice]) -> Iterator[bytes]:
    """Yield the bytes of a file, some of them replaced."""
    place = 0
    read = NearbyReader(read) if len(found) >= _MANY else read
    for start, end, text, _ in found:
        if start - place > _PIECE:
            yield from _copied(read, place, start)
            yield text
        else:
            yield read(place, start - place) + text
        place = end
    yield from _copied(read, place, None)


class Moves:
    """Where what stood in a file stands once some of it is replaced."""

    def __init__(self, found: Sequence[Splice]) -> None:
        """Take what is replaced, in order."""
        sums = [0]
        for one in found:
            sums.append(sums[-1] + len(one.text) - (one.end - one.start))
        self.shifts = Shifts([one.end for one in found], sums)
        """Where the records stand that were not changed."""
        self.records: dict[tuple[str, str], Extent] = {
            (table, key): Extent(one.start + shift + within.start, one.start + shift + within.end)
            for one, shift in zip(found, sums, strict=False)
            for table, key, within in one.records
        }
        """Where the records stand that were changed or added."""
        self._replaced = [(one.start, one.end) for one in found]

    def replaced(self, place: Extent) -> bool:
        """Tell whether a record that stood in a place was changed or deleted."""
        return any(start < place.end and end > place.start for start, end in self._replaced)


def _copied(read: Read, start: int, end: int | None) -> Iterator[bytes]:
    """Yield bytes as they are."""
    while end is None or start < end:
        piece = read(start, _PIECE if end is None else min(_PIECE, end - start))
        if not piece:
            return
        yield piece
        start += len(piece)


def _in_table(
    read: Read, edits: Sequence[JournalEdit], end: Extent | None, *, is_known: bool
) -> list[Splice]:
    """Return what is to be replaced in one table."""
    added = [edit for edit in edits if edit.before is None and edit.after is not None]
    deleted: list[Extent] = []
    found: list[Splice] = []
    simple = _rewritten(read, edits, is_known=is_known)
    for edit, splice in zip(edits, simple, strict=True):
        if edit.before is None:
            continue
        if splice is not None:
            found.append(splice)
            continue
        place = _looked_at(read, edit)
        if edit.after is not None:
            found.append(_replaced(read, place, edit))
        elif place == end and added:  # what is added takes the place of the last
            found.append(_replaced(read, place, added.pop(0)))
        else:
            deleted.append(place)
    found += _deletions(read, sorted(deleted))
    if added:
        if end is None:
            raise UnexpectedError("the table's end is unknown")
        found.append(_addition(read, added, end))
    return found


class NearbyReader:
    """Reads a file in large pieces for those who ask for small ones that lie near each other."""

    def __init__(self, read: Read) -> None:
        """Take what reads the file."""
        self._read = read
        self._data = b""
        self._base = 0

    def __call__(self, start: int, length: int) -> bytes:
        """Return so many bytes from a place on, fewer only where the file ends."""
        within = start - self._base
        if within < 0 or within + length > len(self._data):
            # What was asked for before is near, on this side: layouts and commas stand before.
            self._base = max(0, start - 2 * _NEAR)
            within = start - self._base
            self._data = self._read(self._base, max(_WINDOW, within + length))
        return self._data[within : within + length]


def _looked_at(read: Read, edit: JournalEdit) -> Extent:
    """Return where the record of an edit stands, once it is found there."""
    if edit.place is None:
        raise UnexpectedError("the record's place is unknown")
    text = read(edit.place.start, edit.place.end - edit.place.start)
    try:
        if _decoded(f"{{{str(text, 'utf-8')}}}") != {edit.key: edit.before}:
            raise UnexpectedError("another record is in its place")
    except ValueError:
        raise UnexpectedError("no record is in its place") from None
    return edit.place


def _rewritten(
    read: Read, edits: Sequence[JournalEdit], *, is_known: bool
) -> Iterator[Splice | None]:
    """Yield for each edit what puts other fields into a record; nothing where that isn't simple."""
    writer, of = RecordWriter(is_known=is_known), Differences().of
    for first in range(0, len(edits), _TOGETHER):
        some = edits[first : first + _TOGETHER]
        made = iter(
            writer.rewritten(
                [
                    Rewrite(
                        read(place.start, place.end - place.start),
                        key,
                        before,
                        after,
                        difference or of(before, after),
                    )
                    for _, key, before, after, place, difference in some
                    if before and after and place
                ]
            )
        )
        for table, key, before, after, place, _ in some:
            text = next(made) if before and after and place else None
            if text is None or place is None:
                yield None
            else:
                yield Splice(*place, text, ((table, key, Extent(0, len(text))),))


def _replaced(read: Read, place: Extent, edit: JournalEdit) -> Splice:
    """Return what puts a record in the place of another."""
    text = _text(edit, _layout(read, place))
    return Splice(*place, text, ((edit.table, edit.key, Extent(0, len(text))),))


def _addition(read: Read, added: Sequence[JournalEdit], end: Extent) -> Splice:
    """Return what is to be put in behind the last record of a table."""
    text = read(end.start, end.end - end.start)
    behind = read(end.end, _NEAR).lstrip(_BLANKS)
    if not (text.startswith(b'"') and text.endswith(b"}") and behind.startswith(b"}")):
        raise UnexpectedError("another record is the last")
    layout = _layout(read, end)
    made = bytearray()
    records = []
    for edit in added:
        made += b"," + (layout.indent or b" ")
        start = len(made)
        made += _text(edit, layout)
        records.append((edit.table, edit.key, Extent(start, len(made))))
    return Splice(end.end, end.end, bytes(made), tuple(records))


def _deletions(read: Read, places: Sequence[Extent]) -> list[Splice]:
    """Return what is to be taken out for some records to be gone, commas and all."""
    found: list[Splice] = []
    for place, end in places:
        start = place
        after = _skipped(read(end, _NEAR))
        behind = read(end + after, 1)
        if behind == b",":
            last = end + after + 1
            last += _skipped(read(last, _NEAR))
            if found and found[-1].end == start:
                start = found.pop().start
            found.append(Splice(start, last, b""))
        elif behind == b"}":  # it is the last: the comma before it goes too
            if found and found[-1].end == start:
                start = found.pop().start
            found.append(Splice(_comma_before(read, start), end, b""))
        else:
            raise UnexpectedError("something else follows the record")
    return found


def _skipped(text: bytes) -> int:
    """Return how many blanks a text begins with."""
    return len(text) - len(text.lstrip(_BLANKS))


def _comma_before(read: Read, start: int) -> int:
    """Return where the comma before a record stands, or where the record does if it is the only."""
    base = max(0, start - _NEAR)
    near = read(base, start - base).rstrip(_BLANKS)
    if near.endswith(b","):
        return base + len(near) - 1
    if near.endswith(b"{"):
        return start
    raise UnexpectedError("something else stands before the record")


def _layout(read: Read, place: Extent) -> Layout:
    """Return how a record is written."""
    base = max(0, place.start - _NEAR)
    near = read(base, place.start - base)
    blanks = near[len(near.rstrip(_BLANKS)) :]
    indent = blanks[blanks.rfind(b"\n") :] if b"\n" in blanks else b""
    return Layout(indent, b"\n" in read(place.start, place.end - place.start))


def _text(edit: JournalEdit, layout: Layout) -> bytes:
    """Return a record, key and all, as it is to stand in a file."""
    in_lines = bool(layout.indent) and layout.in_lines
    indent = layout.indent.decode()
    text = indented(edit.after, indent) if in_lines else _in_one_line(edit.after)
    return encoded(f'"{edit.key}": {text}')
