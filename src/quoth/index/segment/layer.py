"""What lies on top of segments: which of their rows don't count any more, and changed tables.

A program that changes a store knows exactly what changed. That is kept here, beside the segments of
the file as it was and a segment of the changed statements: nothing is read again.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, cast

from quoth.index.segment.layout import OVER, Damaged, Sections, SegmentWriter
from quoth.store.moving import Shifts, TableChanges

_MARK: Final = "layer"


class SegmentLayer(NamedTuple):
    """What lies on top of the segments before it."""

    dead: Sequence[Sequence[int]]
    """The rows of each segment that don't count any more."""
    tables: Mapping[str, TableChanges]
    shifts: Shifts
    """How far all that did not change was moved in the file."""


def write_layer(layer: SegmentLayer, names: Sequence[str]) -> list[bytes | memoryview]:
    """Return the pieces of a layer's file, which comes after some segments."""
    writer = SegmentWriter()
    tables = {
        name: [
            [[number, document] for number, document in changes.by_number.items()],
            list(changes.added),
            [[number, *span] for number, span in changes.spans.items()],
        ]
        for name, changes in layer.tables.items()
    }
    writer.texts("dead", [list(rows) for rows in layer.dead])
    writer.texts("tables", [tables])
    writer.texts("shifts", [list(layer.shifts.breaks), list(layer.shifts.shifts)])
    return writer.finish({_MARK: 1, OVER: list(names)})


def read_layer(data: memoryview, names: Sequence[str], rows: Sequence[int]) -> SegmentLayer:
    """Return the layer that a file holds, which comes after some segments, the last its own.

    `rows` are the rows that each of the segments before that has.

    Raises:
        Damaged: it can't be trusted, or comes after others.
    """
    sections = Sections(data)
    if _MARK not in sections.facts or sections.facts.get(OVER) != list(names):
        raise Damaged("it isn't a layer of these segments")
    try:
        dead = cast("list[list[int]]", sections.texts("dead"))
        (tables,) = cast("list[dict[str, Any]]", sections.texts("tables"))
        breaks, shifts = cast("list[list[int]]", sections.texts("shifts"))
        _check(breaks, shifts)
        for places, size in zip(dead, rows, strict=True):
            _check_rows(places, size)
        return SegmentLayer(dead, {name: _changes(one) for name, one in tables.items()},
                     Shifts(breaks, shifts))  # fmt: skip
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError) as error:
        raise Damaged("its layer is damaged") from error


def _check(breaks: Sequence[int], shifts: Sequence[int]) -> None:
    """Refuse shifts that are not one more than the breaks between them, which ascend."""
    if len(shifts) != len(breaks) + 1 or list(breaks) != sorted(map(int, breaks)):
        raise ValueError
    if any(type(one) is not int for one in (*breaks, *shifts)):
        raise TypeError


def _check_rows(places: Sequence[int], size: int) -> None:
    """Refuse rows that a part of some size doesn't have."""
    if any(type(place) is not int or not 0 <= place < size for place in places):
        raise ValueError


def _changes(found: Any) -> TableChanges:  # it is what JSON held
    """Return what became of a table's records."""
    by_number, added, spans = found
    return TableChanges(
        {int(number): document for number, document in by_number},
        list(added),
        {int(number): (int(start), int(length)) for number, start, length in spans},
    )
