"""The `.dna` files of Discourse Network Analyzer, which are SQLite; see `reading_dna`.

A statement is a span of a document's text; its variables stand in a table for each type of value.
The offsets are Java's: they count UTF-16 units, of which some characters take two.

Each table is read once, and put together with the others here: a file may have lost its indexes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from quoth.basics.places import FilePath
from quoth.basics.written_dates import of_local_seconds, of_seconds
from quoth.formats.incoming.dna import VARIABLES, Coded
from quoth.formats.incoming.plain_tables import PlainTables, Value, damaged, opened
from quoth.formats.incoming.records import (
    BadRow,
    FormatError,
    Incoming,
    IncomingStatement,
    Told,
    unheard,
)
from quoth.formats.incoming.rows import RowError
from quoth.presenting.verbatim import kind_of, quoted_spans, unmarked
from quoth.store.model import Kind

MAGIC: Final = b"SQLite format 3\x00"
_NEEDED: Final = frozenset({"DOCUMENTS", "STATEMENTS", "VARIABLES", "DATASHORTTEXT"})
_REMEDY: Final = "name a file of Discourse Network Analyzer 2 or 3"
_OVERLAP: Final = 32
"""How often the statements may cover the text of a document."""
_SPARE: Final = 1 << 20

Pair = tuple[Value, Value]
"""A variable's name, and its value."""


def read(path: FilePath, _decided: Mapping[str, str], told: Told = unheard) -> Incoming:
    """Yield the statements of a file.

    Raises:
        FormatError: it isn't one of Discourse Network Analyzer, or is damaged.
    """
    with opened(path) as tables:
        if not tables.names >= _NEEDED:
            raise FormatError(path, 0, "it isn't one of Discourse Network Analyzer", _REMEDY)
        yield from _statements(tables, path)
    told(Path(path).stat().st_size)


def _statements(tables: PlainTables, path: FilePath) -> Iterator[IncomingStatement | BadRow]:
    """Yield the statements of an open file, by their documents."""
    values = _values(tables)
    waiting: dict[Value, list[Sequence[Value]]] = {}
    for row in tables.rows("STATEMENTS", "ID", "DocumentId", "Start", "Stop"):
        waiting.setdefault(_key(row[1]), []).append(row)
    columns = ("ID", "Title", "Text", "Author", "Source", "Section", "Date")
    coding = Coded()
    is_new = "ENTITIES" in tables.names
    for told in sorted(tables.rows("DOCUMENTS", *columns), key=lambda row: _order(row[0])):
        document = _Document(told, path)
        for row in sorted(waiting.pop(_key(told[0]), ()), key=lambda row: _order(row[2], row[0])):
            try:
                yield _statement(row, values.get(_key(row[0]), ()), document, coding, is_new=is_new)
            except RowError as error:
                yield BadRow(_line(row[0]), error.field, error.problem, error.remedy)
    for row in (row for rows in waiting.values() for row in rows):
        yield BadRow(_line(row[0]), "DocumentId", "there is no such document", "correct it")


def _values(tables: PlainTables) -> dict[Value, list[Pair]]:
    """Return what each statement was coded with: texts first."""
    variables = _first(tables.rows("VARIABLES", "ID", "Variable"))
    found: dict[Value, list[Pair]] = {}

    def add(rows: Iterable[Sequence[Value]], names: Mapping[Value, Value] | None) -> None:
        for statement, variable, value in rows:
            place, is_named = _key(variable), names is None or _key(value) in names
            if place in variables and is_named:
                said = value if names is None else names[_key(value)]
                found.setdefault(_key(statement), []).append((variables[place], said))

    short, column = "", "Value"
    if "ENTITIES" in tables.names:
        short, column = "ENTITIES", "Entity"
    elif "ATTRIBUTES" in tables.names:
        short = "ATTRIBUTES"
    names = _first(tables.rows(short, "ID", "Value")) if short else None
    add(tables.rows("DATASHORTTEXT", "StatementId", "VariableId", column), names)
    if "DATABOOLEAN" in tables.names:
        add(tables.rows("DATABOOLEAN", "StatementId", "VariableId", "Value"), None)
    return found


def _first(rows: Iterable[Sequence[Value]]) -> dict[Value, Value]:
    """Return what stands under each key first."""
    found: dict[Value, Value] = {}
    for key, value in rows:
        found.setdefault(_key(key), value)
    return found


def _key(value: Value) -> Value:
    """Return a key as it is compared: a number may be written as a text."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 19:
        return int(value)
    return value


def _order(*values: Value) -> list[tuple[int, float, str]]:
    """Return by what rows are sorted: as SQLite does, numbers first and then texts."""
    return [
        (1, value, "") if isinstance(value, int | float) else (2, 0, value)
        if isinstance(value, str) else (0 if value is None else 3, 0, "")
        for value in values
    ]  # fmt: skip


def _line(number: Value) -> int:
    """Return the number of a statement, if it is one."""
    return number if isinstance(number, int) else 0


class _Document:
    """A document that statements are read of."""

    def __init__(self, row: Sequence[Value], path: FilePath) -> None:
        """Take its row."""
        self.id, self.title, text, self.author, self.source, self.section, self.date = row
        self.text = text if isinstance(text, str) else ""
        self.quotations = quoted_spans(self.text)
        wide = (place for place, sign in enumerate(self.text) if sign > "\uffff")
        self._wide = [place + passed for passed, place in enumerate(wide)]
        """The units at which characters begin that take two."""
        self._path = path
        self._left = _OVERLAP * len(self.text) + _SPARE

    def span(self, start: Value, end: Value) -> tuple[int, int]:
        """Return a span in characters."""
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
            raise RowError("Start", "it is no span of the text", "correct Start and Stop")
        if end > len(self.text) + len(self._wide):
            raise RowError("Stop", "it leads beyond the text", "correct Start and Stop")
        self._left -= end - start
        if self._left < 0:
            raise damaged(self._path, "its statements cover a document many times over")
        return self._character(start), self._character(end)

    def _character(self, unit: int) -> int:
        """Return the character that begins at a unit, or after it."""
        return unit - bisect_left(self._wide, unit - 1)


def _statement(
    row: Sequence[Value],
    values: Iterable[Pair],
    document: _Document,
    coding: Coded,
    *,
    is_new: bool,
) -> IncomingStatement:
    """Return the statement of a row, by what it was coded with."""
    number, _, start, stop = row
    span = document.span(start, stop)
    kind = kind_of(document.text, [span], document.quotations)
    words = document.text[span[0] : span[1]].strip()
    coded: dict[str, object] = {
        "text": unmarked(words) if kind is Kind.DIRECT else words,
        "kind": str(kind),
        "title": document.title or f"Document {document.id}",
        "author": document.author,
        "publisher": document.source,
        "section": document.section,
        "date": _day(document.date, is_new=is_new),
    }
    extra: dict[str, object] = {"dna_id": number, "dna_document": document.id}
    for name, value in values:
        field = VARIABLES.get(str(name).casefold(), "")
        if field:
            coded.setdefault(field, value)
        elif isinstance(value, str | int) and value != "":
            extra[str(name)] = value
    made = coding.statement(coded, extra)
    return made._replace(locator={"start": span[0], "end": span[1]}, line=_line(number))


def _day(date: object, *, is_new: bool) -> str:
    """Return the day of a document: seconds of UTC since version 3, before milliseconds.

    Those were of a midnight of the coder's own, and the file doesn't say where that was.
    """
    if not isinstance(date, int):
        return ""
    return of_seconds(date) if is_new else of_local_seconds(date / 1000)
