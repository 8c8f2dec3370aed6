"""What lies on top of segments: which of their rows don't count any more, and changed tables.

Whoever changes a store knows exactly what changed. That is kept here, beside the segments of the
file as it was and a segment of the statements that are others now: nothing is read again.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, cast

from quoth.segment.layout import Damaged, Sections, Writer
from quoth.store.moving import Shifts, TableChanges

_MARK: Final = "layer"


class Layer(NamedTuple):
    """What lies on top of the segments before it."""

    dead: Sequence[Sequence[int]]
    """The rows of each segment that don't count any more."""
    tables: Mapping[str, TableChanges]
    shifts: Shifts
    """How far all that did not change was moved in the file."""


def write_layer(layer: Layer) -> list[bytes | memoryview]:
    """Return the pieces of a layer's file."""
    writer = Writer()
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
    return writer.finish({_MARK: 1})


def read_layer(data: memoryview) -> Layer:
    """Return the layer that a file holds.

    Raises:
        Damaged: it can't be trusted.
    """
    sections = Sections(data)
    if _MARK not in sections.facts:
        raise Damaged("it is no layer")
    try:
        dead = cast("list[list[int]]", sections.texts("dead"))
        (tables,) = cast("list[dict[str, Any]]", sections.texts("tables"))
        breaks, shifts = cast("list[list[int]]", sections.texts("shifts"))
        _check(breaks, shifts)
        return Layer(dead, {name: _changes(one) for name, one in tables.items()},
                     Shifts(breaks, shifts))  # fmt: skip
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise Damaged("its layer is damaged") from error


def _check(breaks: Sequence[int], shifts: Sequence[int]) -> None:
    """Refuse shifts that are not one more than the breaks between them."""
    if len(shifts) != len(breaks) + 1:
        raise ValueError


def _changes(found: Any) -> TableChanges:  # it is what JSON held
    """Return what became of a table's records."""
    by_number, added, spans = found
    return TableChanges(
        {int(number): document for number, document in by_number},
        list(added),
        {int(number): (int(start), int(length)) for number, start, length in spans},
    )
