"""The columns of a file, for a person who says which field each is."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from quoth.basics.places import FilePath
from quoth.formats.incoming import json_lines, table
from quoth.formats.incoming.mapping import EXTRA, IGNORE, chosen
from quoth.formats.incoming.prepared import prepared
from quoth.formats.incoming.records import BadRow, FormatError, Remark
from quoth.formats.incoming.sniffing import ImportFormat, mapping_of, sniffed

_ROWS: Final = 20
"""Rows in which examples are looked for."""
_EXAMPLES: Final = 2


class SeenColumn(NamedTuple):
    """A column of a file."""

    name: str
    field: str
    """The field of a statement that it is; `EXTRA` if it is kept as it is, `IGNORE` if left out."""
    examples: Sequence[str]
    """The first things in it."""


def columns_of(path: FilePath, maps: Sequence[str] = ()) -> Sequence[SeenColumn]:
    """Return the columns of a file, or the keys of its objects, in their order.

    Raises:
        FormatError: it can't be read, or what its parts mean is settled by its format.
    """
    with prepared(path) as ready:
        kind = sniffed(ready.path)
        mapping = mapping_of(ready.path, kind, chosen(maps, path))
        if mapping is None:
            raise FormatError(
                path, 0, f"what is what in it is settled by its format, {kind}",
                "import it as it is",
            )  # fmt: skip
        rows = [*islice(_rows(ready.path, kind), _ROWS)]
    fields = dict.fromkeys(mapping.ignored, IGNORE) | dict(mapping.fields)
    names = dict.fromkeys(name for row in rows for name in row)
    names |= dict.fromkeys((*fields, *mapping.extra))
    return [
        SeenColumn(name, fields.get(name, EXTRA), _examples(name, rows))
        for name in names
        if name.strip()
    ]


def _rows(path: FilePath, kind: ImportFormat) -> Iterator[Mapping[str, object]]:
    """Yield the rows of a file, or its objects, whatever stands in them."""
    if kind is ImportFormat.TABLE:
        with table.opened(path) as opened:
            yield dict.fromkeys(opened.header, "")
            for row in opened.rows:
                if not isinstance(row, BadRow):
                    yield dict(zip(opened.header, row.cells, strict=False))
        return
    is_whole = kind is ImportFormat.JSON
    for entry in json_lines.entries(path) if is_whole else json_lines.line_entries(path):
        if not isinstance(entry, BadRow | Remark):
            yield json_lines.flat(entry[1])


def _examples(name: str, rows: Sequence[Mapping[str, object]]) -> Sequence[str]:
    """Return the first things in a column, each once."""
    found = (str(row[name]).strip() for row in rows if row.get(name) not in (None, ""))
    return [*dict.fromkeys(filter(None, found))][:_EXAMPLES]
