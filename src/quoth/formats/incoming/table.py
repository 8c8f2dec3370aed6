"""Tables of comma-, semicolon- or tab-separated values, with a header (RFC 4180, and its cousins).

What separates the columns is what makes the most known columns of the header. Cells may hold line
breaks, and guard themselves from spreadsheets as quoth's own tables do (`cells`).
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from typing import Final, NamedTuple

from quoth.basics.places import FilePath
from quoth.formats.cells import unguard
from quoth.formats.incoming import own_table
from quoth.formats.incoming.lines import lines
from quoth.formats.incoming.mapping import ColumnMapping, mapped, some_of
from quoth.formats.incoming.records import (
    BadRow,
    FormatError,
    Incoming,
    IncomingStatement,
    Told,
    unheard,
)
from quoth.formats.incoming.rows import statement_of
from quoth.formats.incoming.table_lines import LongLineError, TableLines

DELIMITERS: Final = ",;\t"
_SIGNS: Final = f"{DELIMITERS}|:"
_NAMED: Final = "sep="
"""With which spreadsheets name what separates the columns, in a line before the header."""


class TableRow(NamedTuple):
    """A row: the line that it begins at, and what stands in it."""

    line: int
    cells: Sequence[str]


class DelimitedFile(NamedTuple):
    """A table that is being read."""

    header: Sequence[str]
    rows: Iterator[TableRow | BadRow]


def mapping_of(path: FilePath, decided: Mapping[str, str]) -> ColumnMapping:
    """Return which columns of a table go where.

    Raises:
        FormatError: there is no header, or a person named a column that isn't there.
    """
    with opened(path) as table:
        return _mapped(table.header, decided, path)


def _mapped(header: Sequence[str], decided: Mapping[str, str], path: FilePath) -> ColumnMapping:
    """Return which columns of a header go where."""
    for column in decided:
        if column not in header:
            raise FormatError(
                path, 1, f"there is no column “{column}”", f"name one of {some_of(header)}"
            )
    return mapped(header, decided)


def read(path: FilePath, decided: Mapping[str, str], told: Told = unheard) -> Incoming:
    """Yield the statements of a table.

    Raises:
        FormatError: it is no table, or isn't UTF-8.
    """
    with opened(path, told) as table:
        mapping = _mapped(table.header, decided, path)
        kept = frozenset(mapping.extra)
        is_own = own_table.is_own(table.header)
        for row in table.rows:
            if isinstance(row, BadRow):
                yield row
                continue
            cells = dict(zip(table.header, row.cells, strict=False))
            # What a person decided of the columns goes before what they are.
            made = own_table.exact(cells, row.line) if is_own and not decided else None
            if made is None:
                statement = _statement(cells, row.line, mapping, kept)
                yield own_table.by_ids(statement) if is_own else statement
            else:
                yield made


def _statement(
    cells: Mapping[str, str], line: int, mapping: ColumnMapping, kept: frozenset[str]
) -> IncomingStatement | BadRow:
    """Return the statement of a row."""
    fields = {field: cells.get(column, "") for column, field in mapping.fields.items()}
    # A row may be far shorter than its header: what it has is looked at, and no more.
    extra = {column: cell for column, cell in cells.items() if cell and column in kept}
    more = own_table.further_of(extra.get(own_table.EXTRA, ""))
    if not more:
        return statement_of(fields, extra, line)
    del extra[own_table.EXTRA]
    made = statement_of(fields, {**more, **extra}, line)
    if isinstance(made, BadRow) or not isinstance(more.get(own_table.LOCATOR), dict):
        return made
    rest = {name: value for name, value in made.extra.items() if name != own_table.LOCATOR}
    return made._replace(locator=own_table.located(made.locator, more), extra=rest)


@contextmanager
def opened(path: FilePath, told: Told = unheard) -> Iterator[DelimitedFile]:
    """Read a table for as long as it is needed.

    Raises:
        FormatError: it has no header, or the text isn't UTF-8.
    """
    source = TableLines()
    with closing(lines(path, told, source.passed)) as found:
        source.lines = found
        yield _table(source, path)


def _table(source: TableLines, path: FilePath) -> DelimitedFile:
    """Return the table that lines make."""
    try:
        first = _first(source)
        named = first.strip().strip('"')
        source.delimiter = delimiter_of(first)
        if named.startswith(_NAMED):
            sign = named.removeprefix(_NAMED)[:1]
            source.delimiter = sign if sign and sign in _SIGNS else source.delimiter
            source.begin()
            first = next(source, "")
        if not first.strip():
            raise FormatError(
                path, source.number, "the table has no header", "write one, beginning “quote”"
            )
        reader = csv.reader(chain([first], source), delimiter=source.delimiter)
        header = _header(next(reader), path, source.begins)
    except LongLineError:
        raise FormatError(
            path, source.number, "the header is longer than 32 MiB", "write a shorter one"
        ) from None
    except csv.Error as error:
        raise FormatError(
            path, source.begins, f"the header can't be read ({error})", "end lines with line feeds"
        ) from None
    return DelimitedFile(header, _rows(reader, source, len(header)))


def _first(source: TableLines) -> str:
    """Return the first line with something in it."""
    for text in source:
        if text.strip():
            return text
        source.begin()
    return ""


def delimiter_of(line: str) -> str:
    """Return what separates the columns of a header."""

    def worth(delimiter: str) -> tuple[int, int]:
        try:
            columns = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        return mapped([*dict.fromkeys(columns)], {}).known, len(columns)

    return max(DELIMITERS, key=worth)


def _header(names: Sequence[str], path: FilePath, line: int) -> Sequence[str]:
    """Return the names of columns; those that have none go by their place."""
    header = [unguard(name).strip() or f"column {place}" for place, name in enumerate(names, 1)]
    seen: set[str] = set()
    for name in header:
        if name in seen:
            raise FormatError(
                path, line, f"the column “{name}” stands there twice", "rename one of the two"
            )
        seen.add(name)
    return header


def _rows(
    reader: Iterator[list[str]], source: TableLines, width: int
) -> Iterator[TableRow | BadRow]:
    """Yield the rows below a header."""
    while True:
        source.begin()
        try:
            cells = next(reader, None)
        except LongLineError:
            source.skip(is_looked_at=True)
            yield _bad(source.begins, "a line of it is longer than 32 MiB", "split the record")
            continue
        except csv.Error as error:
            source.skip(is_looked_at=False)
            problem = f"it can't be read ({error})"
            if "field limit" in str(error):
                problem = "a cell is longer than 32 MiB"
            yield _bad(source.begins, problem, "correct its quotation marks")
            continue
        if cells is None:
            return
        if len(cells) > width:
            yield _bad(
                source.begins,
                f"it has {len(cells)} columns and the header {width}",
                "put quotation marks around the texts",
            )
        elif any(cells):
            yield TableRow(source.begins, [unguard(cell) for cell in cells])


def _bad(line: int, problem: str, remedy: str) -> BadRow:
    """Return a row that can't be taken as a whole."""
    return BadRow(line, "", problem, remedy)
