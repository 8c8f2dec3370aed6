"""The column of a facet, as it is written: a set of values a row, the sets, each value's rows."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from quoth.index.segment.encoding import write_lists, write_postings
from quoth.index.segment.facets import TABLES
from quoth.index.segment.layout import SegmentWriter
from quoth.store.facets import Facet

_SMALL: Final = 256
"""Sets of values that have a byte each: their rows are found without a list of them."""


class FacetColumn(NamedTuple):
    """What the rows have of a facet."""

    codes: array[int]
    """Which of the sets each row has."""
    sets: Sequence[Sequence[int]]
    """The distinct sets of values, each by its number, as often as a document has it."""
    names: Sequence[str]
    """The values by number, where those are texts; else they are the records of a table."""
    values: int
    """How many values there are."""


def write_column(writer: SegmentWriter, facet: Facet, column: FacetColumn) -> None:
    """Write a column of sets of values, the sets, and the rows of each value."""
    codes, sets, names, values = column
    if facet not in TABLES:
        writer.texts(f"{facet}.names", names)
    if facet is Facet.ACTOR:  # the sets of speakers who speak for themselves too
        own = [code for code, (first, *others) in enumerate(sets) if first in others]
        writer.numbers(f"{facet}.own", array("I", own))
    writer.numbers(f"{facet}.codes", codes)
    once = [list(dict.fromkeys(one)) for one in sets]
    write_lists(writer, f"{facet}.sets", once)
    counted = Counter(codes)
    writer.numbers(f"{facet}.counts", array("I", map(counted.__getitem__, range(len(once)))))
    if len(once) > _SMALL:
        write_postings(writer, f"{facet}", len(codes), _postings(codes, once, values))


def _postings(codes: Iterable[int], sets: Sequence[Sequence[int]], values: int) -> list[array[int]]:
    """Return the rows of each value."""
    postings = [array("I") for _ in range(values)]
    appends = [[postings[value].append for value in one] for one in sets]
    for row, code in enumerate(codes):
        for append in appends[code]:
            append(row)
    return postings
