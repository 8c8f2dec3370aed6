"""Tables of comma-, semicolon- or tab-separated values, with a header (RFC 4180, and its cousins).

What separates the columns is what makes the most known columns of the header, before which a table
may have lines that say what it is. Cells may hold line breaks. Only in quoth's own tables do they
guard themselves from spreadsheets (`cells`); what stands in those of others is theirs.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from typing import Final, NamedTuple

from quoth.basics.places import FilePath
from quoth.formats.cells import unguard
from quoth.formats.incoming import own_table
from quoth.formats.incoming.conventions import Column, Conventions
from quoth.formats.incoming.lines import FileLine, lines
from quoth.formats.incoming.mapping import ColumnMapping, mapped, some_of
from quoth.formats.incoming.records import (
    AS_IT_IS,
    BadRow,
    Choices,
    FormatError,
    Incoming,
    IncomingStatement,
    Remark,
    Told,
    unheard,
)
from quoth.formats.incoming.rows import statement_of
from quoth.formats.incoming.table_cells import (
    UnpairedError,
    are_all_rows,
    as_they_stand,
    cells_of,
    may_be_several,
    without_end,
)
from quoth.formats.incoming.table_lines import LongLineError, TableLines

DELIMITERS: Final = ",;\t|"
_SIGNS: Final = f"{DELIMITERS}:"
_PREAMBLE: Final = 30
"""Lines among which the header is looked for."""
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
    remarks: Sequence[Remark]


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


def read(path: FilePath, choices: Choices = AS_IT_IS, told: Told = unheard) -> Incoming:
    """Yield the statements of a table.

    Raises:
        FormatError: it isn't a table, or isn't UTF-8.
    """
    with opened(path, told) as table:
        mapping = _mapped(table.header, choices.columns, path)
        kept = frozenset(mapping.extra)
        is_own = own_table.is_own(table.header)
        conventions = Conventions(column_of(path, mapping.fields), choices.dates)
        yield from table.remarks
        for row in table.rows:
            if isinstance(row, BadRow):
                yield row
                continue
            cells = dict(zip(table.header, row.cells, strict=False))
            # What a person decided of the columns goes before what they are.
            made = own_table.exact(cells, row.line) if is_own and not choices.columns else None
            if made is None:
                statement = _statement(cells, row.line, mapping, kept, conventions)
                yield own_table.by_ids(statement) if is_own else statement
                yield from conventions.remarks()
            else:
                yield made


def column_of(path: FilePath, fields: Mapping[str, str]) -> Column:
    """Return what yields the values of a field: those of the column that stands for it."""

    def values(field: str) -> Iterator[str]:
        with opened(path) as table:
            places = [at for at, name in enumerate(table.header) if fields.get(name) == field]
            for row in table.rows:
                if not isinstance(row, BadRow):
                    yield from (row.cells[at].strip() for at in places if at < len(row.cells))

    return values


def _statement(
    cells: Mapping[str, str],
    line: int,
    mapping: ColumnMapping,
    kept: frozenset[str],
    conventions: Conventions,
) -> IncomingStatement | BadRow:
    """Return the statement of a row."""
    fields = {field: cells.get(column, "") for column, field in mapping.fields.items()}
    # A row may be far shorter than its header: what it has is looked at, and no more.
    extra = {column: cell for column, cell in cells.items() if cell and column in kept}
    more = own_table.further_of(extra.get(own_table.EXTRA, ""))
    if not more:
        return statement_of(fields, extra, line, conventions)
    del extra[own_table.EXTRA]
    made = statement_of(fields, {**more, **extra}, line, conventions)
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
        sign, remarks = _begun(source)
        text = "".join(line.text for line in source.row())
        if not text.strip():
            raise FormatError(
                path, source.number, "the table has no header", "write one, beginning “quote”"
            )
        source.delimiter = sign or delimiter_of(text)
        names = cells_of(text, source.delimiter)
    except LongLineError:
        raise FormatError(
            path, source.number, "the header is longer than 32 MiB", "write a shorter one"
        ) from None
    except UnpairedError:
        raise FormatError(
            path, source.begins, "the header's quotation marks don't pair", "correct them"
        ) from None
    if "\r" in text.removesuffix("\r\n"):
        raise FormatError(
            path, source.begins, "the header can't be read: it holds a carriage return",
            "end lines with line feeds",
        )  # fmt: skip
    header = _header(names, remarks)
    is_own = own_table.is_own(header)
    rows = _rows(source, len(header), is_own=is_own)
    return DelimitedFile(header, rows, remarks)


def _begun(source: TableLines) -> tuple[str, list[Remark]]:
    """Pass what stands before the header; return a separator that it names, and what to tell."""
    sign = ""
    found = source.peek(_PREAMBLE)
    while found and not found[0].text.strip():
        source.row()
        found = found[1:]
    named = found[0].text.strip().strip('"') if found else ""
    if named.startswith(_NAMED):
        sign = named.removeprefix(_NAMED)[:1]
        sign = sign if sign and sign in _SIGNS else ""
        source.row()
        found = found[1:]
    while found and not found[0].text.strip():
        source.row()
        found = found[1:]
    if not found or _known(found[0].text):
        return sign, []
    header = next((line for line in found if _known(line.text) > 1), found[0])
    passed = [line for line in found if line.number < header.number]
    for _ in passed:
        source.row_as_it_stands()
    if not passed:
        return sign, []
    return sign, [
        Remark(line.text.strip(), "it comes before the header", line.number)
        for line in passed if line.text.strip()
    ]  # fmt: skip


def _known(line: str) -> int:
    """Return how many known columns a line has, if the words said are among them."""
    try:
        found = mapped([*dict.fromkeys(cells_of(line, delimiter_of(line)))], {}, with_slips=False)
    except UnpairedError:
        return 0
    return found.known if "quote" in found.fields.values() else 0


def delimiter_of(line: str) -> str:
    """Return what separates the columns of a header."""

    def worth(delimiter: str) -> tuple[int, int]:
        try:
            columns = cells_of(line, delimiter)
        except UnpairedError:
            return 0, 0
        return mapped([*dict.fromkeys(columns)], {}, with_slips=False).known, len(columns)

    return max(DELIMITERS, key=worth)


def _header(names: Sequence[str], remarks: list[Remark]) -> Sequence[str]:
    """Return the names of columns; those that have none, or another's, go by their place."""
    stripped = [name.strip() for name in names]
    unguarded = [unguard(name) for name in stripped]
    header = unguarded if own_table.is_own(unguarded) else stripped
    header = [name or f"column {place}" for place, name in enumerate(header, 1)]
    taken = set(header)
    seen: set[str] = set()
    for place, name in enumerate(header):
        if name in seen:
            again = 2
            while f"{name} {again}" in taken:
                again += 1
            header[place] = f"{name} {again}"
            taken.add(header[place])
            remarks.append(Remark(name, f"two columns are called so: one is “{header[place]}”"))
        seen.add(name)
    return header


def _rows(source: TableLines, width: int, *, is_own: bool) -> Iterator[TableRow | BadRow]:
    """Yield the rows below a header."""
    clean: Callable[[str], str] = unguard if is_own else str
    while True:
        try:
            found = source.row()
        except LongLineError:
            yield _too_long(source)
            continue
        if not found:
            return
        row = _row(found, source, width, is_own=is_own)
        if isinstance(row, BadRow):
            yield row
        elif any(row):
            yield TableRow(found[0].number, [clean(cell) for cell in row])


def _too_long(source: TableLines) -> BadRow:
    """Pass a row that is too long, and return it as a bad one."""
    begins = source.begins
    source.skip()
    upto = f" up to line {source.number:,}" if source.number > begins else ""
    return _bad(begins, f"the row{upto} is longer than 32 MiB", "split it, or close its marks")


def _row(
    found: Sequence[FileLine], source: TableLines, width: int, *, is_own: bool
) -> list[str] | BadRow:
    """Return the cells of a row; lines that aren't of it are given back."""
    if len(found) == 1 and '"' not in found[0].text:
        text = found[0].text
        return _fitted(without_end(text).split(source.delimiter), text, found[0].number, width)
    texts = [line.text for line in found]
    sign, line = source.delimiter, found[0].number
    is_several = not is_own and may_be_several(texts, sign, width)
    if is_several and not are_all_rows(texts, sign, width):
        return _bad(
            line, f"lines {line} to {found[-1].number} may be one row or several",
            "double the quotation marks inside a text",
        )  # fmt: skip
    cells = _cells(texts, source, width, is_one=not (is_several or source.is_open))
    if cells is None:
        source.give_back(found[1:])
        return _bad(line, "its quotation marks don't pair", "double those inside a text")
    if cells.is_first_line:
        source.give_back(found[1:])
    return _fitted(cells.cells, texts[0], line, width)


class _Cells(NamedTuple):
    """The cells of a row, and whether only its first line makes them."""

    cells: list[str]
    is_first_line: bool


def _cells(texts: Sequence[str], source: TableLines, width: int, *, is_one: bool) -> _Cells | None:
    """Return the cells of lines that may be one row, else those of the first line, if any are."""
    with suppress(UnpairedError):
        if is_one:
            return _Cells(cells_of("".join(texts), source.delimiter), is_first_line=False)
    with suppress(UnpairedError):
        cells = as_they_stand(texts[0], source.delimiter, width)
        return _Cells(cells, is_first_line=True)
    return None


def _fitted(cells: list[str], text: str, line: int, width: int) -> list[str] | BadRow:
    """Return cells, no more than there are columns."""
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if len(cells) > width:
        problem = f"it has {len(cells)} columns and the header {width}"
        return _bad(line, problem, "put quotation marks around the texts")
    if '"' not in text and "\r" in without_end(text):
        return _bad(line, "it contains a carriage return", "end lines with line feeds")
    return cells


def _bad(line: int, problem: str, remedy: str) -> BadRow:
    """Return a row that can't be taken as a whole."""
    return BadRow(line, "", problem, remedy)
