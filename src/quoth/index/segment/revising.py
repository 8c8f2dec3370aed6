"""Makes a segment from another after a change that leaves all words and dates of statements alone.

Such a change sets a topic, a stance, a status, a tag or a note of very many statements at once. The
words, which are most of a segment and nearly all of the work of making one, stay as they are. So
only the columns of the changed facets are rewritten, and the position of each record in the file.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from quoth.index.segment.columns import FacetColumn, write_column
from quoth.index.segment.encoding import Numbering, narrow
from quoth.index.segment.facets import (
    FIELDS,
    OPTIONAL,
    READERS,
    TABLES,
    Values,
    is_known_after,
    values_after,
)
from quoth.index.segment.layout import OVER, SIZE, SegmentWriter
from quoth.index.segment.part import Part
from quoth.store.differing import Difference
from quoth.store.facets import Facet
from quoth.store.moving import Shifts
from quoth.store.parsing import Document

Pieces = list[bytes | memoryview]
"""The bytes of a segment's file."""

_BOUND: Final = frozenset({"id", "quote", "context", "said", "locator"})
"""The fields of a statement on which more hangs than facets."""
_OTHERS: Final[Mapping[Facet, frozenset[str]]] = {
    Facet.ACTOR: frozenset({"speaker", "on_behalf_of"}),
    Facet.KIND: frozenset({"kind"}),
    Facet.SOURCE: frozenset({"source"}),
    Facet.HAS: frozenset(OPTIONAL),
}
"""The fields of the facets of which not one field that may be missing decides alone."""


class Revision(NamedTuple):
    """What became of a store's file."""

    changed: Mapping[int, Document | Difference]
    """The statements that are others now, or what of each is, by the first byte at which it stood.

    What of it is another is only enough where `is_told_by_differences` says so.
    """
    places: Mapping[int, tuple[int, int]]
    """Where each of those stands now, by the same: the first byte, and how many."""
    shifts: Shifts
    """How far all else was moved."""
    size: int
    """How many bytes the file has."""
    checks: Sequence[int]
    """The checksums of its chunks."""


def facets_of(fields: Iterable[str]) -> frozenset[Facet] | None:
    """Return the facets that may be others if some fields are; nothing if more hangs on those."""
    changed = frozenset(fields)
    if not _BOUND.isdisjoint(changed):
        return None
    alone = {facet for facet, field in FIELDS.items() if field in changed}
    return frozenset(alone | {facet for facet, some in _OTHERS.items() if some & changed})


def is_told_by_differences(facets: Iterable[Facet]) -> bool:
    """Tell whether facets can be known from what they were, and from what is changed."""
    return all(map(is_known_after, facets))


def revised(
    part: Part,
    facets: frozenset[Facet],
    revision: Revision,
    number_of: Callable[[Facet, str], int],
) -> Pieces | None:
    """Return the segment of a store's file as it is now.

    Args:
        part: the segment of the file as it was; it comes after no other.
        facets: those that may be others, as `facets_of` tells.
        revision: what became of the file.
        number_of: returns the number of the record that a value of a facet is.

    Returns:
        Nothing where a statement that changed is not where the segment knows one.

    Raises:
        Damaged: the segment can't be trusted.
        KeyError: there is no such record.
    """
    offsets, lengths = part.offsets.whole().tolist(), part.lengths.whole().tolist()
    row_at = {start: row for row, start in enumerate(offsets)}
    if not revision.changed.keys() <= row_at.keys():
        return None
    changed = {row_at[start]: change for start, change in revision.changed.items()}
    in_file = sorted(range(len(offsets)), key=offsets.__getitem__)
    writer = SegmentWriter()
    made = {f"{facet}." for facet in facets}
    for name, data, typecode in part.sections.each():
        table, _, what = name.partition(".")
        if f"{table}." in made or name == "file.checks":
            continue
        if what in ("offsets", "lengths") and table == "statements":
            continue
        if what == "offsets":  # of a table other than that of the statements
            before = part.sections.numbers(name).whole()
            moved = [revision.shifts.moved(start) for start in before]
            writer.numbers(name, narrow(moved, max(moved, default=0) + 1))
        else:
            writer.section(name, data, typecode)
    for facet in sorted(facets):
        write_column(writer, facet, _column(part, facet, changed, in_file, number_of))
    _write_places(writer, offsets, lengths, revision)
    writer.numbers("file.checks", array("I", revision.checks))
    return writer.finish({**part.sections.facts, OVER: [], SIZE: revision.size})


def _write_places(
    writer: SegmentWriter, offsets: Sequence[int], lengths: Sequence[int], revision: Revision
) -> None:
    """Write where each statement stands now."""
    places, moved = revision.places, revision.shifts.moved
    now = [
        places.get(start) or (moved(start), length)
        for start, length in zip(offsets, lengths, strict=True)
    ]
    for name, values in (
        ("offsets", [one for one, _ in now]),
        ("lengths", [one for _, one in now]),
    ):
        writer.numbers(f"statements.{name}", narrow(values, max(values, default=0) + 1))


class _Codes:
    """Finds the codes that rows get in the column of a facet."""

    def __init__(self, part: Part, facet: Facet, number_of: Callable[[Facet, str], int]) -> None:
        """Take the column as it is."""
        self.is_text = facet not in TABLES
        self.names: Numbering[str] = Numbering()
        for name in part.sections.texts(f"{facet}.names") if self.is_text else ():
            self.names[str(name)]
        self.sets: Numbering[tuple[int, ...]] = Numbering()
        self.known = [self.sets[one] for one in _sets(part, facet)]
        """The codes of the sets that are there."""
        self._facet = facet
        self._number_of = number_of
        self._read = READERS[facet]
        self._of_values: dict[Values, int] = {}
        self._of_differences: dict[tuple[int, int], int] = {}
        """By the code that a row has, and by the identity of what is changed."""

    def after(self, code: int, change: Document | Difference) -> int:
        """Return the code of a row that has one, once it is changed."""
        if type(change) is dict:
            return self._of(self._read(change))
        which = (code, id(change))
        found = self._of_differences.get(which)
        if found is None:
            assert isinstance(change, Difference)  # noqa: S101  # the other one
            found = self._of_differences[which] = self._different(code, change)
        return found

    def _different(self, code: int, change: Difference) -> int:
        """Return the code of a row that has one, once some fields are others."""
        names, before = list(self.names), list(self.sets)[code]
        values = tuple(names[number] for number in before) if self.is_text else ()
        after = values_after(self._facet, values, change)
        return code if after is None else self._of(after)

    def _of(self, values: Values) -> int:
        """Return the code of some values."""
        code = self._of_values.get(values)
        if code is None:
            numbers = [
                self.names[one] if self.is_text else self._number_of(self._facet, one)
                for one in values
            ]
            code = self._of_values[values] = self.sets[tuple(numbers)]
        return code


def _column(
    part: Part,
    facet: Facet,
    changed: Mapping[int, Document | Difference],
    in_file: Sequence[int],
    number_of: Callable[[Facet, str], int],
) -> FacetColumn:
    """Return the column of a facet with some rows replaced, as if it were built from the file.

    Sets and values are numbered there in the order in which they appear in the file.
    """
    made = _Codes(part, facet, number_of)
    codes = array("I", map(made.known.__getitem__, part.column(facet).codes.whole()))
    after = made.after
    for row, change in changed.items():
        codes[row] = after(codes[row], change)
    sets, names = made.sets, made.names
    met = list(dict.fromkeys(map(codes.__getitem__, in_file)))
    place_of = {code: place for place, code in enumerate(met)}
    codes = narrow(map(place_of.__getitem__, codes), len(met))
    every = list(sets)
    found = [every[code] for code in met]
    if not made.is_text:
        records = len(part.sections.numbers(f"{TABLES[facet]}.offsets"))
        return FacetColumn(codes, found, (), records)
    used = {number: place for place, number in enumerate(dict.fromkeys(chain(*found)))}
    all_names = list(names)
    texts = [all_names[number] for number in used]
    return FacetColumn(codes, [[used[one] for one in some] for some in found], texts, len(texts))


def _sets(part: Part, facet: Facet) -> list[tuple[int, ...]]:
    """Return the sets of values of a facet, by code, each as often as documents have it."""
    sets = [tuple(one) for one in part.column(facet).sets]
    if facet is Facet.ACTOR:
        for code in part.sections.numbers(f"{facet}.own").whole():
            sets[code] = (*sets[code], sets[code][0])
    return sets
